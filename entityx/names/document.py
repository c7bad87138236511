"""Join the names of one text: full names first, then the short forms that follow.

Within a text a bare surname, a given name or an acronym means the one fuller name
nearest before it that it fits; only if none stands before, the nearest after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .candidates import Index
from .compare import compare_persons, compare_spelling
from .designations import agree, parse
from .keys import fold
from .organisations import parse_group
from .persons import PersonName, fits, parse_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .match import Match


@dataclass(frozen=True, slots=True)
class Groups:
    """Be the grouping of a text's names.

    ``groups[i]`` is the group of mention ``i``, numbered in order of appearance;
    ``why[i]`` says why the mention joined its group, and is empty for its first name;
    ``full[g]`` is the position of the fullest name of group ``g``.
    """

    groups: tuple[int, ...]
    why: tuple[str, ...]
    full: tuple[int, ...]


def within_document(mentions: Sequence[tuple[str, str]]) -> Groups:
    """Group the names of one text.

    Args:
        mentions: Name and entity type of every mention, in the order of the text.

    Example:
        >>> within_document([("Kim Jong-un", "PERSON"), ("Kim", "PERSON")]).groups
        (0, 0)
    """
    home = list(range(len(mentions)))
    why = [""] * len(mentions)
    by_type: dict[str, list[int]] = {}
    for position, (_, type) in enumerate(mentions):
        by_type.setdefault(type, []).append(position)
    for type, positions in by_type.items():
        _group_type([mentions[p][0] for p in positions], positions, type, home, why)
    return _number(mentions, home, why)


def _group_type(
    names: list[str], positions: list[int], type: str, home: list[int], why: list[str]
) -> None:
    """Find every mention of one type its home; write into ``home`` and ``why``."""
    forms = list(dict.fromkeys(fold(name) for name in names))
    spelling = {form: name for name in reversed(names) for form in (fold(name),)}
    full = [form for form in forms if _is_full(spelling[form], type)]
    chief = _join_full(full, spelling, type)
    place = {form: names.index(spelling[form]) for form in forms}
    first: dict[str, int] = {}
    for at, name in enumerate(names):
        form = fold(name)
        if form in chief:
            head, reason = chief[form]
        else:
            head, reason = _fuller(name, at, names, chief, type) or (form, "")
        start = first.setdefault(head, place[head] if head in chief else at)
        home[positions[at]] = positions[start]
        why[positions[at]] = (
            reason if head != form else _again(positions[at], positions[start])
        )


def _again(here: int, start: int) -> str:
    return "" if here == start else "the same name"


def _is_full(name: str, type: str) -> bool:
    if type == "PERSON":
        return len(parse_person(name).words) > 1
    if type == "ORG":
        return len(parse_group(name).folded.split()) > 1
    return True


def _join_full(
    forms: list[str], spelling: dict[str, str], type: str
) -> dict[str, tuple[str, str]]:
    """Join spellings of one full name to the first of them that fits."""
    chief: dict[str, tuple[str, str]] = {}
    heads: list[str] = []
    index = Index(type)
    for form in forms:
        name = spelling[form]
        near = [heads[number] for number in index.ask(name)]
        found = _compare(name, [spelling[head] for head in near], type)
        ranked = [(m.score, -n) for n, m in enumerate(found) if m.same]
        if ranked:
            best = -max(ranked)[1]
            chief[form] = near[best], _say(spelling[near[best]], found[best])
        else:
            chief[form] = form, ""
            index.add(len(heads), name)
            heads.append(form)
    return chief


def _compare(name: str, others: list[str], type: str) -> list[Match]:
    if type == "PERSON":
        return compare_persons(name, others) if others else []
    return [compare_spelling(name, other, type) for other in others]


def _say(name: str, match: Match) -> str:
    return f"{name}: {', '.join(match.why)}"


def _fuller(
    name: str,
    at: int,
    names: list[str],
    chief: dict[str, tuple[str, str]],
    type: str,
) -> tuple[str, str] | None:
    """Find the nearest fuller name, before the mention first, then after it."""
    for other in (*reversed(names[:at]), *names[at + 1 :]):
        found = chief.get(fold(other))
        if found is not None:
            reason = _fits(name, other, type)
            if reason:
                return found[0], reason
    return None


def _fits(short: str, long: str, type: str) -> str:
    """Say why a short name fits a full one; an empty string where it does not."""
    if type == "PERSON":
        return _fits_person(parse_person(short), parse_person(long), long)
    match = compare_spelling(short, long, type)
    if match.same:
        return _say(long, match)
    if type == "WEAPON":
        a, b = parse(short), parse(long)
        return f"short for {long}" if a and b and agree(a, b) else ""
    a_core, b_core = parse_group(short).core, parse_group(long).core
    if type == "ORG" and a_core and b_core[: len(a_core)] == a_core:
        return f"short for {long}"
    return ""


def _fits_person(short: PersonName, long: PersonName, shown: str) -> str:
    places = fits(short, long)
    if not places or (short.generation and short.generation != long.generation):
        return ""
    ends = {0, len(long.words) - 1}
    part = "family name" if ends & set(places) else "name"
    return f"{part} of {shown}"


def _number(
    mentions: Sequence[tuple[str, str]], home: list[int], why: list[str]
) -> Groups:
    numbers: dict[int, int] = {}
    groups = tuple(numbers.setdefault(head, len(numbers)) for head in home)
    full: dict[int, int] = {}
    for position, group in enumerate(groups):
        best = full.get(group)
        if best is None or len(fold(mentions[position][0])) > len(
            fold(mentions[best][0])
        ):
            full[group] = position
    return Groups(groups, tuple(why), tuple(full[g] for g in range(len(numbers))))
