"""Compare names of weapons and platforms: designation first, nickname second.

Numbers are never fuzzy. Two names are one system when their designations agree, or
when one carries the other's nickname and nothing contradicts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from .designations import Designation, agree, nouns, parse
from .keys import fold
from .match import Match
from .romanise import romanise

_SPELLING = 0.86
_WORD = 0.75
_SURE = 0.92
_MODEL = re.compile(r"a\d{1,2}")
_MEASURE = re.compile(r"\d+(?:mm|cm|t|kg|in|kt)?|mm|cm|inch")
# A mark tells models of one thing apart and is no name of its own.
_MARKS = frozenset({"mk", "mod", "block", "blk", "version", "batch"})
_DIGITS = re.compile(r"\d+")
_PARTS = re.compile(r"\d+|[^\W\d_]+")


def compare_weapons(left: str, right: str) -> Match:
    """Compare two names of weapons or platforms.

    Args:
        left: One name.
        right: The other name.
    """
    a, b = fold(left), fold(right)
    if not a or not b:
        return Match(0.0, False, ("a name is empty",), {})
    if letters_and_digits(left) == letters_and_digits(right):
        return Match(1.0, True, ("the same letters and digits",), {"equal": 1.0})
    a, b = _core(a), _core(b)
    if a == b:
        why = ("the same name, apart from its kind",)
        return Match(0.97, True, why, {"equal": 1.0})
    one, two = parse(left), parse(right)
    if one is not None and two is not None:
        return _both_designated(one, two, fold(left), fold(right))
    if one is not None:
        return _one_designated(one, left, right)
    if two is not None:
        return _one_designated(two, right, left)
    return _by_spelling(a, b)


def _both_designated(a: Designation, b: Designation, left: str, right: str) -> Match:
    if agree(a, b) and _other_numbers(left, right):
        why = ("the same designation, but other numbers besides",)
        return Match(0.2, False, why, {"designation": 1.0})
    if agree(a, b) and _other_model(a, b, left, right):
        why = ("two models of one thing, by their numbers",)
        return Match(0.4, False, why, {"designation": 1.0, "variant": 1.0})
    return _by_designation(a, b)


def _one_designated(found: Designation, full: str, bare: str) -> Match:
    if set(_DIGITS.findall(fold(bare))) - set(_DIGITS.findall(fold(full))):
        return Match(0.05, False, ("one has numbers that the other lacks",), {})
    return _by_nickname(found, bare)


@lru_cache(maxsize=1 << 15)
def letters_and_digits(name: str) -> str:
    """Keep the letters and digits of a name, in Latin, in their order.

    Args:
        name: The name as it stands in a text.

    Example:
        >>> letters_and_digits("Kh-101"), letters_and_digits("F–16 s")
        ('kh101', 'f16s')
    """
    return "".join(romanise(part) for part in _PARTS.findall(fold(name)))


def _core(folded: str) -> str:
    """Leave out the words that only say what kind of thing it is."""
    words = folded.split()
    return " ".join(w for w in words if w not in nouns()) or folded


def _by_designation(a: Designation, b: Designation) -> Match:
    if agree(a, b):
        return _agreed(a, b)
    if a.letters == b.letters:
        why = f"different numbers: {_show(a)} and {_show(b)}"
        return Match(0.02, False, (why,), {"contradiction": 1.0}, guard=why)
    if a.nickname and a.nickname == b.nickname:
        why = f"both are called {a.nickname}, but their designations differ"
        return Match(0.3, False, (why,), {"nickname": 1.0})
    return Match(0.05, False, ("different designations",), {})


def _agreed(a: Designation, b: Designation) -> Match:
    """Answer for one family and number; other nicknames are other ships of a class."""
    if a.nickname and b.nickname and ratio(a.nickname, b.nickname) / 100 < _SPELLING:
        short, long = sorted(
            (set(a.nickname.split()), set(b.nickname.split())), key=len
        )
        if not short <= long:
            why = f"the same designation, but {a.nickname} and {b.nickname}"
            return Match(0.3, False, (why,), {"designation": 1.0})
    if a.variant == b.variant:
        return Match(0.98, True, ("the same designation",), {"designation": 1.0})
    why = f"{a.variant or b.variant} is a variant of {a.letters}-{a.number}"
    return Match(0.86, True, (why,), {"designation": 1.0, "variant": 1.0})


def _other_numbers(a: str, b: str) -> bool:
    """Say whether each name has a number that the other lacks."""
    one, two = set(_DIGITS.findall(a)), set(_DIGITS.findall(b))
    return bool(one - two) and bool(two - one)


def _other_model(a: Designation, b: Designation, left: str, right: str) -> bool:
    """Say whether a numbered variant stands against none, as Type 59-1 against Type 59.

    M361A1 smoke is told from M361 smoke; a bare M109 may be any M109A6.
    """
    variant = a.variant or b.variant
    if (a.variant and b.variant) or not variant:
        return False
    if variant.isdigit():
        return True
    described = bool(left.split()[1:]) and left.split()[1:] == right.split()[1:]
    return described and _MODEL.fullmatch(variant) is not None


def _show(found: Designation) -> str:
    return f"{found.letters}-{found.number}{found.variant}"


def _by_nickname(full: Designation, bare: str) -> Match:
    if not full.nickname:
        return Match(0.05, False, ("only one has a designation",), {})
    if set(fold(bare).split()) <= nouns():
        return Match(0.05, False, ("one is a common noun",), {})
    if full.letters in _MARKS:
        why = f"{full.letters} {full.number} is one model of it"
        return Match(0.4, False, (why,), {"variant": 1.0})
    names = _called(full.nickname), _called(_core(fold(bare)))
    if names[0] and (names[0] == names[1] or _alike(*names)):
        why = f"{full.letters}-{full.number} is called {full.nickname}"
        return Match(0.9, True, (why,), {"nickname": 1.0})
    return Match(0.1, False, ("the nickname is another",), {})


def _called(text: str) -> str:
    """Write a nickname in Latin letters, without measures: "155 mm" names nothing."""
    words = (word for word in text.split() if not _MEASURE.fullmatch(word))
    return romanise_all(" ".join(words))


def _alike(one: str, two: str) -> bool:
    """Say whether two texts are spellings of the same words, word by word."""
    left, right = one.split(), two.split()
    if len(left) != len(right):
        return one.replace(" ", "") == two.replace(" ", "")
    if ratio(one, two) / 100 < _SPELLING:
        return False
    return all(_same_word(x, y) for x, y in zip(left, right, strict=True))


def _same_word(one: str, two: str) -> bool:
    alike = ratio(one, two) / 100
    return alike >= (_WORD if one[:1] == two[:1] else _SURE)


def _by_spelling(a: str, b: str) -> Match:
    one, two = romanise_all(a), romanise_all(b)
    short, long = sorted((one.split(), two.split()), key=len)
    if len(long) == len(short) + 1 and long[:-1] == short and len(long[-1]) == 1:
        why = f"{long[-1].upper()} is a variant of {' '.join(short)}"
        return Match(0.85, True, (why,), {"variant": 1.0})
    alike = ratio(one, two) / 100
    tiny = [w for w in short if len(w) <= 3] != [w for w in long if len(w) <= 3]
    if tiny:
        return Match(
            0.5 * alike, False, ("different short words",), {"spelling": alike}
        )
    digits = [c for c in one if c.isdigit()] != [c for c in two if c.isdigit()]
    if not digits and _alike(one, two):
        return Match(alike, True, ("spellings of the same name",), {"spelling": alike})
    return Match(0.6 * alike, False, ("different names",), {"spelling": alike})


def romanise_all(folded: str) -> str:
    """Write every word of a folded name in Latin letters.

    Args:
        folded: A folded name.
    """
    return " ".join(romanise(text) for text in folded.split())
