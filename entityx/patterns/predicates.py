"""Read and check the predicates: what each joins, and the frames that read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from entityx.errors import PatternError
from entityx.patterns.entities import ENTITY_FILES
from entityx.patterns.rows import Row

ROLES = {
    "agent",
    "coagent",
    "patient",
    "source",
    "recipient",
    "goal",
    "partner",
    "instrument",
    "adversary",
    "target",
    "place",
    "topic",
    "beneficiary",
    "owner",
    "participant",
    "coparticipant",
    "modifier",
    "head",
    "holder",
    "maker",
    "appos",
}
FRAME_KEYS = {
    "subject",
    "object",
    "weapon",
    "needs",
    "modality",
    "negated",
    "phase",
    "implied",
    "title",
}
PREDICATE_KEYS = {
    "group",
    "definition",
    "domain",
    "range",
    "inverse",
    "symmetric",
    "aliases",
    "bargain",
    "plover",
    "mode",
    "cameo",
    "frames",
}
REQUIRED = ("group", "definition", "domain", "range")
KINDS = ("verb", "noun", "adj")
MODALITIES = ("planned", "wanted", "possible")


@dataclass(frozen=True, slots=True)
class Frame:
    """Say which roles of which words make a predicate's subject and object."""

    predicate: str
    index: int
    subject: tuple[str, ...]
    object: tuple[str, ...]
    weapon: str | None = None
    needs: tuple[str, ...] = ()
    modality: str | None = None
    negated: bool = False
    phase: str | None = None
    implied: bool = False
    title: str | None = None
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return the frame's name in explanations: ``buys_from/2``."""
        return f"{self.predicate}/{self.index}"


@dataclass(frozen=True, slots=True)
class Predicate:
    """Be one relation of the ontology, with the frames that read it.

    ``bargain``: what its words speak of is made in order to do something with the other
    side, which then takes part in that: "a deal *with Italy* to buy frigates".
    """

    name: str
    group: str
    definition: str
    domain: frozenset[str]
    range: frozenset[str]
    inverse: str | None = None
    symmetric: bool = False
    bargain: bool = False
    aliases: tuple[str, ...] = ()
    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None
    frames: tuple[Frame, ...] = ()

    def joins(self, subject: str, obj: str) -> bool:
        """Tell whether the predicate takes these entity types in this order."""
        return subject in self.domain and obj in self.range


def make_predicate(name: str, row: Row, languages: Mapping[str, Row]) -> Predicate:
    """Build a predicate out of its table.

    Args:
        name: Its name.
        row: Its table in ``predicates.toml``.
        languages: The tables of the languages, whose classes and titles frames name.

    Raises:
        PatternError: If a key is missing, or it or what it says is unknown.
    """
    where = f"predicates.toml: [{name}]"
    _check(where, "key", row, PREDICATE_KEYS)
    _require(where, row, REQUIRED)
    _check(where, "type", (*row["domain"], *row["range"]), ENTITY_FILES.values())
    return Predicate(
        name=name,
        group=row["group"],
        definition=row["definition"],
        domain=frozenset(row["domain"]),
        range=frozenset(row["range"]),
        inverse=row.get("inverse"),
        symmetric=row.get("symmetric", False),
        bargain=row.get("bargain", False),
        aliases=tuple(row.get("aliases", ())),
        plover=row.get("plover"),
        mode=row.get("mode"),
        cameo=row.get("cameo"),
        frames=tuple(
            _frame(name, index, frame, languages)
            for index, frame in enumerate(
                (*row.get("frames", ()), *_frames_of(name, languages)), 1
            )
        ),
    )


def check_languages(languages: Mapping[str, Row], predicates: Collection[str]) -> None:
    """Check that the frames in files of languages are of predicates that there are.

    Raises:
        PatternError: If there is no such predicate; the message names the nearest.
    """
    for code, row in languages.items():
        for frame in row.get("frames", ()):
            where = f"languages/{code}.toml: [[frames]]"
            _require(where, frame, ("predicate", "subject", "object"))
            _check(where, "predicate", [frame["predicate"]], predicates)


def _frames_of(name: str, languages: Mapping[str, Row]) -> Iterator[Row]:
    """Yield the frames of a predicate that stand in files of languages."""
    for code, row in languages.items():
        for frame in row.get("frames", ()):
            if frame["predicate"] != name:
                continue
            words = {kind: frame[kind] for kind in KINDS if kind in frame}
            rest = {k: v for k, v in frame.items() if k not in (*KINDS, "predicate")}
            yield {**rest, code: words}


def _frame(name: str, index: int, row: Row, languages: Mapping[str, Row]) -> Frame:
    where = f"predicates.toml: [{name}] frame {index}"
    _require(where, row, ("subject", "object"))
    optional = {key: [row[key]] if key in row else [] for key in FRAME_KEYS}
    roles = (*row["subject"], *row["object"], *optional["weapon"])
    _check(where, "role", roles, ROLES)
    _check(where, "modality", optional["modality"], MODALITIES)
    needs = row.get("needs", ())
    _check(where, "class", needs, _listed(languages, "classes"))
    _check(where, "list of titles", optional["title"], _listed(languages, "titles"))
    return Frame(
        predicate=name,
        index=index,
        subject=tuple(row["subject"]),
        object=tuple(row["object"]),
        weapon=row.get("weapon"),
        needs=tuple(needs),
        modality=row.get("modality"),
        negated=row.get("negated", False),
        phase=row.get("phase"),
        implied=row.get("implied", False),
        title=row.get("title"),
        words={
            key: _words(where, key, value)
            for key, value in row.items()
            if key not in FRAME_KEYS
        },
    )


def _words(where: str, key: str, value: object) -> dict[str, tuple[str, ...]]:
    """Read the words of one language: lemmas by part of speech."""
    if len(key) != 2 or not isinstance(value, dict):
        raise PatternError(f"{where}: unknown key {key!r}")
    _check(f"{where} {key}", "part of speech", value, KINDS)
    return {kind: tuple(lemmas) for kind, lemmas in value.items()}


def _listed(languages: Mapping[str, Row], section: str) -> list[str]:
    """Return what the languages list in a section, as frames name it: ``@arms``."""
    return sorted({f"@{k}" for row in languages.values() for k in row.get(section, {})})


def _require(where: str, row: Row, keys: Iterable[str]) -> None:
    for key in keys:
        if key not in row:
            raise PatternError(f"{where}: has no {key!r}")


def _check(where: str, what: str, given: Iterable[str], known: Collection[str]) -> None:
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f", near {near}" if near else f"; known: {', '.join(sorted(known))}"
            raise PatternError(f"{where}: unknown {what} {name!r}{hint}")
