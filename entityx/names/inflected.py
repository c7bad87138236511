"""Cut off what a language writes onto a name: case endings of Marathi and the like.

``patterns/names/endings.toml`` holds them, by script. Every stem is only an offer: it
counts where it is a known name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .keys import fold, script
from .tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAST = 3


@lru_cache(maxsize=16)
def _endings(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    raw = read_table("endings").get(kind, {"endings": [], "oblique": []})
    endings = sorted(map(fold, raw["endings"]), key=lambda text: -len(text))
    return tuple(endings), tuple(raw["oblique"])


def stems(folded: str) -> Iterator[tuple[str, str]]:
    """Yield what a name may be without its ending, each with the ending.

    Args:
        folded: A folded name.

    Example:
        >>> next(stems("रशियाने"))
        ('रशिया', 'ने')
    """
    if folded.isascii():
        return
    endings, oblique = _endings(script(folded))
    for ending in endings:
        stem = folded.removesuffix(ending)
        if stem == folded or len(stem) < _LEAST:
            continue
        yield stem, ending
        for vowel in oblique:
            if stem.endswith(vowel) and len(stem) - len(vowel) >= _LEAST - 1:
                yield stem.removesuffix(vowel), vowel + ending
