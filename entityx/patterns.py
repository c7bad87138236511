"""Read ``patterns/``: the names, words and rules that the engine runs on.

This is the only reader of that folder. It checks every row as it reads: an unknown
key, a double id, a strong name on two entities or a dangling reference raises
``PatternError`` with file and line. A user's folder has the same file names; its rows
are merged over ours by id, and ``"remove": true`` drops one.

Nothing here knows spaCy, and nothing here decides anything about a text.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from entityx.errors import PatternError

Row = Mapping[str, Any]

ENTITY_FILES = {
    "countries": "COUNTRY",
    "people": "PERSON",
    "organisations": "ORG",
    "places": "LOC",
    "weapons": "WEAPON",
}
NAME_GROUPS = (
    "names",
    "weak",
    "demonyms",
    "capitals",
    "organs",
    "weak_organs",
    "weak_capitals",
    "weak_demonyms",
    "mononym",
    "name_like",
    "traps",
)
ENTITY_KEYS = {
    "countries": {"id", "name", "kb_id", "iso3", "remove", *NAME_GROUPS},
    "people": {
        "id",
        "name",
        "kb_id",
        "gender",
        "offices",
        "remove",
        "names",
        "weak",
        "mononym",
    },
    "organisations": {"id", "name", "kb_id", "kind", "of", "remove", "names", "weak"},
    "places": {"id", "name", "kb_id", "kind", "in", "remove", "names", "weak"},
    "weapons": {
        "id",
        "name",
        "kb_id",
        "category",
        "maker",
        "parent",
        "generic",
        "remove",
        "names",
        "weak",
    },
}
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
    "plover",
    "cameo",
    "frames",
}


def home(kind: str) -> Path:
    """Return the folder of ``"patterns"`` or ``"models"``.

    A checkout's own folder comes first, then the one inside the installed package.

    Args:
        kind: ``"patterns"`` or ``"models"``.

    Raises:
        PatternError: If neither is there.
    """
    package = Path(__file__).resolve().parent
    for folder in (package.parent / kind, package / "_data" / kind):
        if folder.is_dir() and (folder.parent != package.parent or _checkout(package)):
            return folder
    raise PatternError(
        f"no folder {kind!r} beside or inside {package}; reinstall entityx"
    )


def _checkout(package: Path) -> bool:
    return (package.parent / "pyproject.toml").is_file()


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
    """Be one relation of the ontology, with the frames that read it."""

    name: str
    group: str
    definition: str
    domain: frozenset[str]
    range: frozenset[str]
    inverse: str | None = None
    symmetric: bool = False
    aliases: tuple[str, ...] = ()
    plover: str | None = None
    cameo: str | None = None
    frames: tuple[Frame, ...] = ()

    def joins(self, subject: str, obj: str) -> bool:
        """Tell whether the predicate takes these entity types in this order."""
        return subject in self.domain and obj in self.range


@dataclass(frozen=True, slots=True)
class Name:
    """Be one spelling of an entity: its language and its group."""

    entity_id: str
    type: str
    text: str
    lang: str
    group: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """Hold everything that ``patterns/`` says, checked and ready to ask."""

    predicates: Mapping[str, Predicate]
    languages: Mapping[str, Row]
    labels: Row
    entities: Mapping[str, Row]
    types: Mapping[str, str]
    raw: Row

    def normal(self, subject: str, predicate: str, obj: str) -> tuple[str, str, str]:
        """Bring a triple of ids to its base form: no inverse, symmetric ones sorted.

        Example:
            >>> load_patterns().normal("country:KP", "sells_to", "country:RU")
            ('country:RU', 'buys_from', 'country:KP')
        """
        for name, row in self.predicates.items():
            if predicate in row.aliases:
                predicate = name
            elif predicate == row.inverse:
                subject, predicate, obj = obj, name, subject
        row = self.predicate(predicate)
        if row.symmetric and obj < subject:
            subject, obj = obj, subject
        return subject, predicate, obj

    def predicate(self, name: str) -> Predicate:
        """Return a predicate by its name.

        Raises:
            PatternError: If there is none; the message names the nearest.
        """
        if name not in self.predicates:
            near = get_close_matches(name, self.predicates, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise PatternError(f"predicates.toml: no predicate {name!r}{hint}")
        return self.predicates[name]

    def names(self) -> Iterator[Name]:
        """Yield every spelling of every entity, canonical names included."""
        for key, row in self.entities.items():
            kind = self.types[key]
            for group in NAME_GROUPS:
                for lang, texts in row.get(group, {}).items():
                    for text in texts:
                        yield Name(key, kind, text, lang, group)
            if not _listed(row, row["name"]):
                yield Name(key, kind, row["name"], "en", "names")

    def to_json(self) -> str:
        """Return all patterns as one JSON text, for a saved pipeline."""
        return json.dumps(self.raw, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Build patterns from what ``to_json`` returned."""
        return cls(**_build(json.loads(text)))


def _listed(row: Row, name: str) -> bool:
    return any(
        name in texts for g in ("names", "weak") for texts in row.get(g, {}).values()
    )


@lru_cache(maxsize=4)
def _load(folders: tuple[Path, ...]) -> Patterns:
    raw: dict[str, Any] = {
        "entities": {},
        "languages": {},
        "predicates": {},
        "labels": {},
    }
    for folder in folders:
        _merge(raw, folder)
    return Patterns(**_build(raw))


def load_patterns(extra: Sequence[str | Path] = ()) -> Patterns:
    """Read our patterns, and merge a user's folders over them.

    Args:
        extra: Folders with the same file names as ``patterns/``.

    Returns:
        The checked patterns. The same folders are read once per process.

    Raises:
        PatternError: If a row is wrong, with file and line.

    Example:
        >>> load_patterns().predicate("buys_from").inverse
        'sells_to'
    """
    folders = [home("patterns"), *(Path(folder).resolve() for folder in extra)]
    for folder in folders:
        if not folder.is_dir():
            raise PatternError(f"{folder}: no such folder of patterns")
    return _load(tuple(folders))


def _merge(raw: dict[str, Any], folder: Path) -> None:
    for stem in ENTITY_FILES:
        path = folder / "entities" / f"{stem}.jsonl"
        if path.is_file():
            _merge_entities(raw["entities"].setdefault(stem, {}), path, stem)
    for path in sorted((folder / "languages").glob("*.toml")):
        _deep(raw["languages"].setdefault(path.stem, {}), _toml(path))
    for stem in ("predicates", "labels"):
        path = folder / f"{stem}.toml"
        if path.is_file():
            _deep(raw[stem], _toml(path))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"{path}: {error}") from None


def _deep(base: dict[str, Any], more: Row) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            _deep(base[key], value)
        else:
            base[key] = value


def _merge_entities(base: dict[str, Any], path: Path, stem: str) -> None:
    seen: set[str] = set()
    for number, row in jsonl(path):
        where = f"{path}:{number}"
        unknown = set(row) - ENTITY_KEYS[stem]
        if unknown:
            raise PatternError(f"{where}: unknown key {sorted(unknown)[0]!r}")
        if "id" not in row or ("name" not in row and not row.get("remove")):
            raise PatternError(f"{where}: a row needs 'id' and 'name'")
        if row["id"] in seen:
            raise PatternError(f"{where}: id {row['id']!r} stands twice")
        seen.add(row["id"])
        if row.get("remove"):
            base.pop(row["id"], None)
        else:
            base[row["id"]] = row


def jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield line number and object of a JSONL file.

    Raises:
        PatternError: If a line is no JSON object.
    """
    with path.open(encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise PatternError(f"{path}:{number}: {error}") from None
            if not isinstance(row, dict):
                raise PatternError(f"{path}:{number}: not a JSON object")
            yield number, row


def _build(raw: Row) -> dict[str, Any]:
    predicates = {
        name: _predicate(name, row)
        for name, row in raw["predicates"]["predicates"].items()
    }
    entities: dict[str, Row] = {}
    types: dict[str, str] = {}
    for stem, rows in raw["entities"].items():
        _check_strong(stem, rows.values())
        for key, row in rows.items():
            if key in entities:
                raise PatternError(f"{stem}.jsonl: id {key!r} stands in two files")
            entities[key], types[key] = row, ENTITY_FILES[stem]
    _check_links(entities)
    return {
        "predicates": predicates,
        "languages": raw["languages"],
        "labels": raw["labels"],
        "entities": entities,
        "types": types,
        "raw": raw,
    }


def _predicate(name: str, row: Row) -> Predicate:
    unknown = set(row) - PREDICATE_KEYS
    if unknown:
        raise PatternError(f"predicates.toml: [{name}]: unknown key {min(unknown)!r}")
    frames = tuple(_frame(name, i, f) for i, f in enumerate(row.get("frames", ()), 1))
    return Predicate(
        name=name,
        group=row["group"],
        definition=row["definition"],
        domain=frozenset(row["domain"]),
        range=frozenset(row["range"]),
        inverse=row.get("inverse"),
        symmetric=row.get("symmetric", False),
        aliases=tuple(row.get("aliases", ())),
        plover=row.get("plover"),
        cameo=row.get("cameo"),
        frames=frames,
    )


def _frame(name: str, index: int, row: Row) -> Frame:
    where = f"predicates.toml: [{name}] frame {index}"
    for role in (*row["subject"], *row["object"], *filter(None, [row.get("weapon")])):
        if role not in ROLES:
            near = get_close_matches(role, ROLES, 1)
            raise PatternError(f"{where}: unknown role {role!r}, near {near}")
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for key, value in row.items():
        if key in FRAME_KEYS:
            continue
        if len(key) != 2 or not isinstance(value, dict):
            raise PatternError(f"{where}: unknown key {key!r}")
        words[key] = {pos: tuple(lemmas) for pos, lemmas in value.items()}
    return Frame(
        predicate=name,
        index=index,
        subject=tuple(row["subject"]),
        object=tuple(row["object"]),
        weapon=row.get("weapon"),
        needs=tuple(row.get("needs", ())),
        modality=row.get("modality"),
        negated=row.get("negated", False),
        phase=row.get("phase"),
        implied=row.get("implied", False),
        title=row.get("title"),
        words=words,
    )


def _check_strong(stem: str, rows: Iterable[Row]) -> None:
    owner: dict[str, str] = {}
    for row in rows:
        for text in {t for texts in row.get("names", {}).values() for t in texts}:
            if owner.setdefault(text, row["id"]) != row["id"]:
                both = f"{owner[text]!r} and {row['id']!r}"
                raise PatternError(f"{stem}.jsonl: strong name {text!r} on {both}")


def _check_links(entities: Mapping[str, Row]) -> None:
    for key, row in entities.items():
        targets = [row.get("parent"), row.get("of"), row.get("in")]
        targets += [office.get("of") for office in row.get("offices", ())]
        for target in targets:
            if target and target not in entities:
                raise PatternError(f"{key}: refers to {target!r}, which is nowhere")
