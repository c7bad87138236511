"""Say who held an office on a day: "the Russian president", 2015.

The words for offices stand in ``patterns/names/offices.toml``, who held them in the
rows of the people. Two holders on one day are no answer, nor is a year with two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from .keys import fold
from .match import Match
from .tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONGEST = 5
_SURE = 0.9
_DAY = len("2024-05-31")


@dataclass(frozen=True, slots=True)
class Office:
    """Be one term: who held what, of which state or body, from when to when."""

    person: str
    of: str
    role: str
    title: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class _Kind:
    role: str
    titles: tuple[str, ...]


class Finder(Protocol):
    """Know entities by name."""

    def resolve(self, name: str, *, type: str) -> Match | None:
        """Say which known entity a name means."""


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, list[_Kind]], frozenset[str]]:
    raw = dict(read_table("offices"))
    little = raw.pop("little")["words"]
    out: dict[str, list[_Kind]] = {}
    for row in raw.values():
        kind = _Kind(row["role"], tuple(row["titles"]))
        for word in row["words"]:
            out.setdefault(fold(word), []).append(kind)
    return out, frozenset(little)


class Offices:
    """Know who held which office when."""

    def __init__(self) -> None:
        self._of: dict[str, list[Office]] = defaultdict(list)

    def learn(self, row: Mapping[str, Any]) -> None:
        """Take in the offices of a person.

        Args:
            row: A row of ``people.jsonl``; a row without offices teaches nothing.
        """
        for term in row.get("offices", ()):
            if not term.get("from"):
                continue
            title, end = term.get("title", ""), term.get("to") or "9999"
            office = Office(
                row["id"], term["of"], term["role"], title, term["from"], end
            )
            self._of[term["of"]].append(office)

    def find(self, phrase: str, date: str, known: Finder) -> Match | None:
        """Find the one who held the office that a phrase names.

        Args:
            phrase: A state and an office, as in "the Russian president".
            date: A day, month or year.
            known: Who knows the state by its name.

        Returns:
            A match with the person, or ``None`` where the phrase is no office, or where
            nobody or several held it then.
        """
        for state, kinds in _split(phrase):
            found = known.resolve(state, type="COUNTRY")
            if found is None or found.entity_id is None:
                continue
            for kind in kinds:
                held = self._holders(found.entity_id, kind, date)
                if len({office.person for office in held}) == 1:
                    return _match(held[0])
        return None

    def _holders(self, state: str, kind: _Kind, date: str) -> list[Office]:
        fitting = [o for o in self._of.get(state, ()) if _fits(o, kind)]
        held = [o for o in fitting if _covers(o, date)]
        if len(date) < _DAY:
            return held
        # On the day of the change both are listed: the new one holds it.
        return [o for o in held if o.end != date] or held


def _fits(office: Office, kind: _Kind) -> bool:
    if office.role != kind.role:
        return False
    title = office.title.lower()
    return not kind.titles or any(word in title for word in kind.titles)


def _covers(office: Office, date: str) -> bool:
    size = len(date)
    return office.start[:size] <= date and office.end[:size] >= date[: len(office.end)]


def _split(phrase: str) -> Iterator[tuple[str, list[_Kind]]]:
    """Yield the state and the offices that a phrase may name."""
    table, little = _words()
    words = fold(phrase).split()
    for size in range(min(_LONGEST, len(words) - 1), 0, -1):
        for at in range(len(words) - size + 1):
            kinds = table.get(" ".join(words[at : at + size]))
            rest = [*words[:at], *words[at + size :]]
            while rest and rest[0] in little:
                rest = rest[1:]
            while rest and rest[-1] in little:
                rest = rest[:-1]
            if kinds and rest:
                yield " ".join(rest), kinds


def _match(office: Office) -> Match:
    end = "" if office.end == "9999" else office.end
    why = f"{office.title} of {office.of} from {office.start} to {end or 'now'}"
    return Match(_SURE, True, (why,), {"office": 1.0}, office.person)
