"""Compare names of weapons and platforms: designation first, nickname second.

Numbers are never fuzzy. Two names are one system when their designations agree, or
when one carries the other's nickname and nothing contradicts.
"""

from __future__ import annotations

from rapidfuzz.fuzz import ratio

from .designations import agree, nouns, parse
from .keys import fold, romanise
from .match import Match

_SPELLING = 0.86


def compare_weapons(left: str, right: str) -> Match:
    """Compare two names of weapons or platforms.

    Args:
        left: One name.
        right: The other name.
    """
    a, b = fold(left), fold(right)
    if not a or not b:
        return Match(0.0, False, ("a name is empty",), {})
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return Match(1.0, True, ("the same name",), {"equal": 1.0})
    a, b = _core(a), _core(b)
    if a == b:
        return Match(
            0.97, True, ("the same name, apart from its kind",), {"equal": 1.0}
        )
    one, two = parse(left), parse(right)
    if one is not None and two is not None:
        return _by_designation(left, right)
    if one is not None or two is not None:
        return _by_nickname(left, right)
    return _by_spelling(a, b)


def _core(folded: str) -> str:
    """Leave out the words that only say what kind of thing it is."""
    words = folded.split()
    return " ".join(w for w in words if w not in nouns()) or folded


def _by_designation(left: str, right: str) -> Match:
    a, b = parse(left), parse(right)
    if a is None or b is None:
        return Match(0.0, False, (), {})
    if agree(a, b):
        if a.variant == b.variant:
            return Match(0.98, True, ("the same designation",), {"designation": 1.0})
        why = f"{a.variant or b.variant} is a variant of {a.letters}-{a.number}"
        return Match(0.86, True, (why,), {"designation": 1.0, "variant": 1.0})
    if a.letters == b.letters:
        why = f"different numbers: {_show(left)} and {_show(right)}"
        return Match(0.02, False, (why,), {"contradiction": 1.0}, guard=why)
    if a.nickname and a.nickname == b.nickname:
        why = f"both are called {a.nickname}"
        return Match(0.8, True, (why,), {"nickname": 1.0})
    return Match(0.05, False, ("different designations",), {})


def _show(name: str) -> str:
    return fold(name)


def _by_nickname(left: str, right: str) -> Match:
    a, b = parse(left), parse(right)
    full, bare = (a, right) if a is not None else (b, left)
    if full is None or not full.nickname:
        return Match(0.05, False, ("only one has a designation",), {})
    names = romanise_all(full.nickname), romanise_all(_core(fold(bare)))
    if names[0] == names[1] or ratio(*names) / 100 >= _SPELLING:
        why = f"{full.letters}-{full.number} is called {full.nickname}"
        return Match(0.9, True, (why,), {"nickname": 1.0})
    return Match(0.1, False, ("the nickname is another",), {})


def _by_spelling(a: str, b: str) -> Match:
    one, two = romanise_all(a), romanise_all(b)
    alike = ratio(one, two) / 100
    short, long = sorted((one.split(), two.split()), key=len)
    if len(long) == len(short) + 1 and long[:-1] == short and len(long[-1]) == 1:
        why = f"{long[-1].upper()} is a variant of {' '.join(short)}"
        return Match(0.85, True, (why,), {"variant": 1.0})
    digits = [c for c in one if c.isdigit()] != [c for c in two if c.isdigit()]
    if not digits and alike >= _SPELLING and len(one.split()) == len(two.split()):
        return Match(alike, True, ("spellings of the same name",), {"spelling": alike})
    return Match(0.6 * alike, False, ("different names",), {"spelling": alike})


def romanise_all(folded: str) -> str:
    """Write every word of a folded name in Latin letters.

    Args:
        folded: A folded name.
    """
    return " ".join(romanise(text) for text in folded.split())
