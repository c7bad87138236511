"""Designations of weapons and platforms: Kh-101, S-300PMU-2, F-16s, Shahed 136.

A designation is letters, a number and perhaps a variant; the number is never fuzzy.
Blanks, hyphens, script and a plural *s* are habits of writing and no part of it. What
a system is called besides (Kinzhal, Flanker) is its nickname.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .tables import flip, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_DASHES = re.compile("[-‐-―−﹣－·.]+")
_CORE = re.compile(
    r"(?<![^\W_])(?:(?P<index>\d{1,2}[^\W\d_]{1,2})|(?P<letters>[^\W\d_]+(?:/[^\W\d_]+)?))"
    r"[\s-]*(?P<number>\d+)(?P<variant>(?:[-/]?[^\W\d_]{0,4}\d{0,2}(?![^\W_]))?"
    r"(?:[-/]?[^\W_]{1,4}(?![^\W_]))?)"
)
_PLURAL = re.compile(r"(?<=\d)'?s$|(?<=\d[A-Z])'?s$")
_LOOSE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Designation:
    """Be one parsed designation; all parts folded, absent parts empty."""

    letters: str
    number: str
    variant: str = ""
    nickname: str = ""


@lru_cache(maxsize=1)
def _tables() -> tuple[
    dict[int, str], Mapping[str, str], frozenset[str], frozenset[str]
]:
    raw = read_table("designations")
    return (
        str.maketrans(dict(raw["letters"])),
        flip(raw["families"]),
        frozenset(raw["units"]["words"]),
        frozenset(raw["nouns"]["words"]),
    )


def nouns() -> frozenset[str]:
    """Return the words that name a kind of weapon and no system."""
    return _tables()[3]


def _to_latin(text: str) -> str:
    return _LOOSE.sub("", text.casefold().translate(_tables()[0]))


@lru_cache(maxsize=1 << 16)
def parse(name: str) -> Designation | None:
    """Read a designation out of a name.

    Args:
        name: A name of a weapon or platform, without the words around it.

    Returns:
        Its parts, or ``None`` where the name has no letters with a number.

    Example:
        >>> parse("Kh-47M2 Kinzhal")
        Designation(letters='kh', number='47', variant='m2', nickname='kinzhal')
    """
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", name[:200])).strip("- ")
    found = _CORE.search(_PLURAL.sub("", _depluralise(text)))
    if found is None:
        return None
    text = _PLURAL.sub("", _depluralise(text))
    _, families, units, _ = _tables()
    letters = _to_latin(found["index"] or found["letters"])
    variant = _to_latin(found["variant"])
    if variant in units or not letters:
        return None
    return Designation(
        families.get(letters, letters),
        found["number"].lstrip("0") or "0",
        variant,
        _nickname(text[: found.start()], text[found.end() :]),
    )


def _depluralise(text: str) -> str:
    return " ".join(_PLURAL.sub("", word) for word in text.split())


def _nickname(before: str, after: str) -> str:
    kinds = nouns()
    words = _LOOSE.sub(" ", f"{before} {after}".casefold()).split()
    return " ".join(_to_latin(word) for word in words if word not in kinds)


def same_designation(left: str, right: str) -> bool:
    """Say whether two designations can mean one system.

    Letters and number are equal; a variant may be missing on one side, and stands for
    a kind of the other then: ``S-300PMU-2`` is an ``S-300``.

    Args:
        left: One name.
        right: Another name.

    Example:
        >>> same_designation("Х-101", "Kh 101"), same_designation("S-300", "S-400")
        (True, False)
    """
    a, b = parse(left), parse(right)
    if a is None or b is None:
        return False
    return agree(a, b)


def agree(a: Designation, b: Designation) -> bool:
    """Say whether letters and number are equal and the variants do not speak against.

    Args:
        a: One designation.
        b: Another designation.
    """
    if (a.letters, a.number) != (b.letters, b.number):
        return False
    return not a.variant or not b.variant or a.variant == b.variant


def contradict(a: Designation, b: Designation) -> bool:
    """Say whether one family stands with two numbers or two variants.

    Args:
        a: One designation.
        b: Another designation.
    """
    return a.letters == b.letters and not agree(a, b)
