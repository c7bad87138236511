"""Say which known entity a name means: exact spelling first, then likeness.

Strong names decide alone; of a country, its demonyms and codes too. What a language
writes onto a name (रशियाने) is cut off. A weak name (a bare surname) is answered only
where one entity bears it, and says so. A close race between two entities is no answer.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .candidates import Index
from .compare import compare_persons, compare_spelling, say_replaced
from .inflected import stems
from .keys import fold
from .match import Match
from .offices import Offices
from .persons import parse_person
from .tables import written_keys
from .weapons import letters_and_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KINDS = {
    "COUNTRY": "country",
    "LOC": "loc",
    "ORG": "org",
    "PERSON": "person",
    "WEAPON": "weapon",
}
_WEAK = 0.75
_MARGIN = 0.04
_ASK = 8


class Resolver:
    """Know entities and find them again by name.

    Args:
        entities: Rows of ``patterns/entities/*.jsonl``: mappings with ``id``, ``name``,
            ``names`` and ``weak`` by language.
    """

    def __init__(self, entities: Iterable[Mapping[str, Any]]) -> None:
        self._strong: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._weak: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._index: dict[str, Index] = {}
        self._demonyms: dict[str, list[str]] = {}
        self._codes: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._offices = Offices()
        for row in entities:
            self._learn(row)

    def _learn(self, row: Mapping[str, Any]) -> None:
        kind = str(row["id"]).partition(":")[0]
        weak = {fold(name) for name in _all_names(row.get("weak"))}
        strong = [*_all_names(row.get("names"))]
        if fold(row["name"]) not in weak:
            strong.insert(0, row["name"])
        for name in dict.fromkeys(strong):
            _note(self._strong[kind], fold(name), row["id"])
            self._names[kind].append((row["id"], name))
        for name in sorted(weak):
            _note(self._weak[kind], name, row["id"])
        if kind == "country":
            self._learn_country(row)
        if row.get("parent"):
            self._parents[row["id"]] = row["parent"]
        self._offices.learn(row)

    def _learn_country(self, row: Mapping[str, Any]) -> None:
        for name in _all_names(row.get("demonyms")):
            _note(self._demonyms, fold(name), row["id"])
        for name in _all_names(row.get("weak_demonyms")):
            _note(self._weak["country"], fold(name), row["id"])
        for code in (row.get("kb_id"), row.get("iso3")):
            if code:
                self._codes[code] = row["id"]

    def _index_of(self, type: str) -> Index:
        """Build the index of a type when it is first asked for."""
        if type not in self._index:
            index, written = Index(type), written_keys(KINDS[type])
            for number, (_, name) in enumerate(self._names[KINDS[type]]):
                index.add(number, name, keys=written.get(name))
            self._index[type] = index
        return self._index[type]

    def resolve(
        self, name: str, *, type: str, lang: str = "en", date: str | None = None
    ) -> Match | None:
        """Say which known entity a name means.

        Args:
            name: The name as it stands in a text.
            type: Its entity type; an unknown type is answered with ``None``.
            lang: The text's language; reserved for names that differ by language.
            date: The day of the text, ``YYYY-MM-DD`` or less; with it, a person is also
                found by office: "the Russian president".

        Returns:
            A match with its ``entity_id``, or ``None`` where nothing fits, or where two
            entities fit as well.

        Example:
            >>> rows = [{"id": "country:RU", "name": "Russia", "kb_id": "RU"}]
            >>> Resolver(rows).resolve("RU", type="COUNTRY").entity_id
            'country:RU'
        """
        kind, folded = KINDS.get(type), fold(name)
        if kind is None or not folded:
            return None
        found = next(self._listed(name, folded, type, date), None)
        if found is None:
            found = self._alike(name, type)
        return say_replaced(found, name) if found is not None and found.same else None

    def _listed(
        self, name: str, folded: str, type: str, date: str | None
    ) -> Iterator[Match]:
        """Yield what the lists say of a name, the surest first."""
        kind = KINDS[type]
        found = self._exactly(name, folded, kind)
        if found is None and kind == "person" and date is not None:
            found = self._offices.find(name, date, self)
        if found is not None:
            yield found
        for form in dict.fromkeys((folded, *_bare(name, type))):
            owners = self._weak[kind].get(form, [])
            if owners:
                yield _weak_match(owners) or _SEVERAL
        for stem, ending in stems(folded):
            found = self._exactly(stem, stem, kind)
            if found is not None:
                yield replace(found, why=(*found.why, f"without the ending {ending}"))

    def _exactly(self, name: str, folded: str, kind: str) -> Match | None:
        """Answer for a known spelling; one that two bear is no match at all."""
        owners = self._strong[kind].get(folded, [])
        why = "a known name"
        if not owners and kind == "country":
            owners, why = self._demonyms.get(folded, []), "a known demonym"
            code = self._codes.get(name.strip())
            if code:
                owners, why = [code], "a known code"
        if not owners:
            return None
        if len(owners) > 1:
            return _SEVERAL
        return Match(1.0, True, (why,), {"known": 1.0}, owners[0])

    def bearers(self, name: str, *, type: str) -> tuple[set[str], bool]:
        """Say who bears a name in just this spelling, and whether it is a strong name.

        Args:
            name: The name as it stands in a text.
            type: Its entity type.
        """
        kind, folded = KINDS[type], fold(name)
        forms = [(name, folded), *((stem, stem) for stem, _ in stems(folded))]
        for spelled, form in forms:
            found = self._exactly(spelled, form, kind)
            if found is not None and found.entity_id:
                return {found.entity_id}, True
        if type == "WEAPON":
            owners = self._spelled.get(letters_and_digits(name), set())
            if len(owners) == 1:
                return owners, True
        return set(self._weak[kind].get(folded, ())), False

    @cached_property
    def _spelled(self) -> dict[str, set[str]]:
        """Give the weapons of each spelling: Kh 101, Kh-101 and Х101 are one."""
        out: dict[str, set[str]] = defaultdict(set)
        for owner, name in self._names["weapon"]:
            out[letters_and_digits(name)].add(owner)
        return out

    def kin(self, one: str, two: str) -> bool:
        """Say whether one known weapon is a kind of the other.

        Args:
            one: An entity's id.
            two: Another entity's id.
        """
        return two in self._line(one) or one in self._line(two)

    def _line(self, entity: str) -> list[str]:
        out: list[str] = []
        while entity in self._parents and entity not in out:
            out.append(entity)
            entity = self._parents[entity]
        return [*out, entity]

    def _alike(self, name: str, type: str) -> Match | None:
        best: dict[str, Match] = {}
        initial: set[str] = set()
        known = self._names[KINDS[type]]
        near = [known[number] for number in self._near(name, type)]
        for (entity, other), found in zip(
            near, _matches(name, near, type), strict=True
        ):
            if _by_initial(found):
                initial.add(entity)
            if found.same and found.score > best.get(entity, _NOTHING).score:
                why = (f"like {other}", *found.why)
                best[entity] = replace(found, entity_id=entity, why=why)
        ranked = sorted(best.values(), key=lambda m: (-m.score, m.entity_id or ""))
        if not ranked or _close(ranked):
            return None
        # J. Biden may be Joe or Jill, however the letters of the two compare.
        return None if len(initial) > 1 and _by_initial(ranked[0]) else ranked[0]

    def _near(self, name: str, type: str) -> list[int]:
        """Keep of the proposed names those that share enough words to be worth it."""
        index = self._index_of(type)
        if type != "PERSON":
            return index.ask(name, limit=_ASK)
        words = sum(len(one.roman) > 1 for one in parse_person(name).words)
        return index.ask(name, limit=_ASK, shared=2 if words > 1 else 1)

    def candidates(self, name: str, *, type: str) -> list[str]:
        """List the known entities that a name could mean, best first.

        Args:
            name: The name as it stands in a text.
            type: Its entity type.
        """
        kind, folded = KINDS.get(type), fold(name)
        if kind is None or not folded:
            return []
        known = self._names[kind]
        found = [
            *self._strong[kind].get(folded, []),
            *self._weak[kind].get(folded, []),
            *(known[number][0] for number in self._index_of(type).ask(name)),
        ]
        return list(dict.fromkeys(found))


_NOTHING = Match(0.0, False)
_SEVERAL = Match(0.0, False, ("several bear this name",))


def _close(ranked: list[Match]) -> bool:
    """Say whether two entities fit as well."""
    return len(ranked) > 1 and ranked[0].score - ranked[1].score < _MARGIN


def _by_initial(match: Match) -> bool:
    """Say whether only an initial stands for a given name."""
    figures = match.features
    agreed = figures.get("words_of_shorter", 0) == 1 and match.guard is None
    return agreed and figures.get("initials", 0) > 0


def _matches(name: str, near: list[tuple[str, str]], type: str) -> list[Match]:
    if type == "PERSON":
        return compare_persons(name, [other for _, other in near]) if near else []
    return [compare_spelling(name, other, type) for _, other in near]


def _note(table: dict[str, list[str]], folded: str, entity: str) -> None:
    owners = table.setdefault(folded, [])
    if folded and entity not in owners:
        owners.append(entity)


def _all_names(by_lang: Mapping[str, Iterable[str]] | None) -> Iterator[str]:
    for names in (by_lang or {}).values():
        yield from names


def _bare(name: str, type: str) -> tuple[str, ...]:
    """Take the title off "President Putin", and write a bare name in Latin letters."""
    if type != "PERSON":
        return ()
    parsed = parse_person(name)
    return parsed.folded, " ".join(word.roman for word in parsed.words)


def _weak_match(owners: list[str]) -> Match | None:
    if len(owners) > 1:
        return None
    why = ("a known name that others bear too",)
    return Match(_WEAK, True, why, {"known": 1.0, "weak": 1.0}, owners[0])
