"""Compare names of organisations and places: core words, acronyms, legal forms.

Words that carry no identity (Ltd, the, of, province) are set aside, words with one
meaning are one (UN, United Nations; Houthis, Houthi), an acronym stands for the first
letters of its long form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from .keys import acronym, fold, skeleton, smooth
from .match import Match
from .romanise import romanise
from .tables import flip, read_entities, read_lines, read_table

_BRACKETS = re.compile(r"\(([^()]{1,60})\)")
_SPELLING = 0.84
_SAME = 0.8
_MAX_NAME = 300
_SHORT, _LONG = 4, 9
# A name has so many letters at least, and so many for each slip in it.
_ENOUGH, _PER_SLIP = 7, 6


@dataclass(frozen=True, slots=True)
class GroupName:
    """Be the name of an organisation or place taken apart."""

    folded: str
    core: tuple[str, ...]
    acronyms: frozenset[str]
    acronym_of: str
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    aside: frozenset[str]
    fillers: frozenset[str]
    words: dict[str, str]
    other: frozenset[str]
    settlements: frozenset[str]
    light: frozenset[str]
    longest: int


@lru_cache(maxsize=2)
def _table(kind: str) -> _Table:
    if kind == "LOC":
        raw = read_table("places")
        aside, fillers = raw["kinds"], raw["particles"]
        words = {**flip(raw["words"]), **flip(raw["directions"])}
        other, settlements, light = raw["other"], raw["settlements"], []
    else:
        raw = read_table("organisations")
        aside, fillers = [*raw["legal"], *read_lines("legal.txt")], raw["fillers"]
        words, light = flip(raw["words"]), raw["light"]
        other, settlements = [], []
    longest = max(len(text.split()) for text in (*aside, *words))
    table = _Table(
        frozenset(fold(text) for text in aside),
        frozenset(fillers),
        {fold(text): fold(into) for text, into in words.items()},
        frozenset(other),
        frozenset(settlements),
        frozenset(fold(text) for text in light),
        longest,
    )
    # "GmbH & Co. KG" is looked for when its "co" has become a "company" already.
    written = {" ".join(_replace(text.split(), table)) for text in table.aside}
    return replace(table, aside=table.aside | written)


@lru_cache(maxsize=1 << 15)
def parse_group(name: str, kind: str = "ORG") -> GroupName:
    """Take the name of an organisation or place apart.

    Args:
        name: The name as it stands in a text.
        kind: ``ORG`` or ``LOC``.

    Example:
        >>> parse_group("The Almaz-Antey Corp.").core
        ('almaz', 'antey')
    """
    table = _table(kind)
    name = name[:_MAX_NAME]
    given = {fold(found) for found in _BRACKETS.findall(name)}
    outside = _BRACKETS.sub(" ", name) if given else name
    folded = fold(outside) or fold(name)
    words = _replace(folded.split(), table)
    core, aside = _strip(words, table)
    short = acronym(tuple(folded.split()), fillers=table.fillers)
    plain = folded.replace(" ", "")
    return GroupName(
        folded,
        core or tuple(words),
        frozenset(g.replace(" ", "") for g in given),
        short if len(short) > 2 else "",
        aside + ((plain,) if _is_acronym(outside) else ()),
    )


def _is_acronym(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return 2 <= len(letters) <= 8 and all(c.isupper() for c in letters)


def _replace(words: list[str], table: _Table) -> list[str]:
    """Write every word or group of words in the one form that stands for all."""
    out: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(table.longest, len(words) - at), 0, -1):
            into = table.words.get(" ".join(words[at : at + size]))
            if into:
                out.extend(into.split())
                at += size
                break
        else:
            out.append(words[at])
            at += 1
    return out


def _strip(words: list[str], table: _Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Set aside legal forms at the end, kinds at both ends, and little words."""
    core, aside = list(words), []
    changed = True
    while changed and len(core) > 1:
        changed = False
        for size in range(min(table.longest, len(core) - 1), 0, -1):
            for part in (core[-size:], core[:size]):
                if " ".join(part) in table.aside:
                    core = core[:-size] if part == core[-size:] else core[size:]
                    aside.append(" ".join(part))
                    changed = True
                    break
            if changed:
                break
    kept = [text for text in core if text not in table.fillers]
    return tuple(kept or core), tuple(aside)


def compare_groups(left: str, right: str, kind: str) -> Match:
    """Compare two names of organisations or places.

    Args:
        left: One name.
        right: The other name.
        kind: ``ORG`` or ``LOC``.
    """
    a, b = parse_group(left, kind), parse_group(right, kind)
    if not a.core or not b.core:
        return Match(0.0, False, ("a name is empty",), {})
    for rule in (_other_kind, _equal, _acronyms, _shortened, _spelling):
        found = rule(a, b, kind)
        if found is not None:
            return found
    return Match(0.0, False, ("the names share nothing",), {})


def _equal(a: GroupName, b: GroupName, kind: str) -> Match | None:
    if a.folded == b.folded:
        return Match(1.0, True, ("the same name",), {"equal": 1.0})
    if a.core == b.core or sorted(a.core) == sorted(b.core):
        aside = tuple(dict.fromkeys((*a.aside, *b.aside)))
        why = "the same words" + (f", apart from {', '.join(aside)}" if aside else "")
        return Match(0.96, True, (why,), {"equal_words": 1.0})
    together = a.folded.replace(" ", "") == b.folded.replace(" ", "")
    if together or "".join(a.core) == "".join(b.core):
        return Match(0.95, True, ("written together or apart",), {"equal_words": 1.0})
    return None


def _acronyms(a: GroupName, b: GroupName, kind: str) -> Match | None:
    if kind == "LOC":
        return None
    for short, long in ((a, b), (b, a)):
        plain = short.folded.replace(" ", "")
        if len(short.folded.split()) > 1 and not short.acronyms:
            continue
        if plain in long.acronyms or (short.acronyms & {long.folded.replace(" ", "")}):
            return Match(
                0.97, True, (f"{plain} stands in brackets after it",), {"acronym": 1.0}
            )
        if len(plain) > 2 and plain in (long.acronym_of, acronym(long.core)):
            why = f"{plain.upper()} is made of the first letters of {long.folded}"
            return Match(0.88, True, (why,), {"acronym": 1.0})
    return None


def _other_kind(a: GroupName, b: GroupName, kind: str) -> Match | None:
    table = _table(kind)
    if (table.other & set(a.core)) != (table.other & set(b.core)):
        return Match(0.3, False, ("another kind of place",), {"other_kind": 1.0})
    if kind == "LOC" and a.aside and b.aside:
        towns = [bool(table.settlements & set(name.aside)) for name in (a, b)]
        if towns[0] != towns[1] and a.core == b.core:
            why = f"a {a.aside[0]} is no {b.aside[0]}"
            return Match(0.1, False, (why,), {"other_kind": 1.0})
    return None


def _shortened(a: GroupName, b: GroupName, kind: str) -> Match | None:
    """Accept that one leaves out words which tell little."""
    short, long = sorted((a.core, b.core), key=len)
    rest = _unshared(long, short)
    if len(short) == len(long) or len(long) - len(short) != len(rest):
        return None
    table = _table(kind)
    own = [text for text in short if text not in table.words.values()]
    if all(text in table.light for text in rest) and max(map(len, own), default=0) > 2:
        why = f"only {' '.join(rest)} is left out"
        return Match(0.82, True, (why,), {"light_words": float(len(rest))})
    return None


def _spelling(a: GroupName, b: GroupName, kind: str) -> Match | None:
    """Accept spellings of the same words; a word more is another organisation."""
    if len(a.core) != len(b.core):
        whole = ratio(" ".join(a.core), " ".join(b.core)) / 100
        apart = _unshared(a.core, b.core) and _unshared(b.core, a.core)
        if whole >= 0.93 and apart and abs(len(a.core) - len(b.core)) == 1:
            return Match(whole, True, ("nearly the same letters",), {"spelling": whole})
        return Match(
            0.6 * whole,
            False,
            ("one has words that the other lacks",),
            {"spelling": whole},
        )
    left, right = _unshared(a.core, b.core), _unshared(b.core, a.core)
    if len(left) != len(right):
        left, right = a.core, b.core
    alike = [_word_likeness(x, y) for x, y in zip(left, right, strict=True)]
    if not alike:
        return None
    if min(alike) >= _SPELLING:
        score = sum(alike) / len(alike)
        return Match(score, True, ("spellings of the same words",), {"spelling": score})
    slips = [_slip(x, y, kind) for x, y in zip(left, right, strict=True)]
    letters = sum(map(len, a.core))
    if all(slips) and letters >= max(_ENOUGH, _PER_SLIP * sum(slips)):
        why = ", ".join(f"{x} and {y}" for x, y in zip(left, right, strict=True))
        return Match(0.8, True, (f"a slip of the pen: {why}",), {"slips": sum(slips)})
    worst = min(range(len(alike)), key=alike.__getitem__)
    why = f"different words: {left[worst]} and {right[worst]}"
    return Match(0.5 * sum(alike) / len(alike), False, (why,), {"spelling": min(alike)})


def _slip(left: str, right: str, kind: str) -> int:
    """Count the slips between two words; 0 where they are two words of the language.

    Iran and Iraq differ by one letter, but each of them is a word that is used in
    names: nobody writes one by mistake for the other.
    """
    one, two = romanise(left), romanise(right)
    if kind != "ORG" or min(len(one), len(two)) < _SHORT or not (one + two).isalpha():
        return 0
    if {one, two} <= _used():
        return 0
    found = int(OSA.distance(one, two))
    return found if found <= 1 + (min(len(one), len(two)) >= _LONG) else 0


@lru_cache(maxsize=1)
def _used() -> frozenset[str]:
    """Return the words of the names of known organisations, countries and places."""
    stems = ("organisations", "countries", "places")
    rows = [row for stem in stems for row in read_entities(stem)]
    return frozenset(word for row in rows for word in fold(row["name"]).split())


def _unshared(core: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in core if text not in other)


@lru_cache(maxsize=1 << 15)
def _word_likeness(left: str, right: str) -> float:
    x, y = romanise(left), romanise(right)
    if x == y:
        return 1.0
    if any(c.isdigit() for c in x + y):
        return 0.0
    if x.rstrip("s") == y.rstrip("s") and len(x) > 3:
        return 0.97
    plain, eased = ratio(x, y) / 100, 0.98 * ratio(smooth(x), smooth(y)) / 100
    best = max(plain, eased)
    if skeleton(x) == skeleton(y) and len(skeleton(x)) > 1 and x[0] == y[0]:
        return max(best, 0.85) if best >= 0.66 else best
    return best if min(len(x), len(y)) > 5 else min(best, 0.8)
