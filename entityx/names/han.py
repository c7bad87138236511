"""How Han characters are read in Mandarin, Cantonese and Korean.

The readings are those of Unihan, one for each character; ``patterns/names/han.jsonl``
holds them. Which tongue a name belongs to is not decided here: all are tried.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from anyascii import anyascii

from .romanise import romanise
from .tables import read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, str]]:
    rows = (json.loads(line) for line in read_lines("han.jsonl"))
    return {row["char"]: row for row in rows}


def readings(text: str, tongue: str) -> str:
    """Read Han characters in one tongue; other letters are romanised.

    Args:
        text: The characters.
        tongue: ``zh``, ``yue`` or ``ko``.

    Example:
        >>> readings("金正恩", "ko"), readings("馬逢國", "yue")
        ('gimjeongeun', 'mafungkwok')
    """
    table = _table()
    out = []
    for char in text:
        row = table.get(char)
        known = row.get(tongue) or row.get("zh") if row else None
        out.append(known or romanise(char) or anyascii(char).lower())
    return "".join(out)


@lru_cache(maxsize=1 << 16)
def simplify(text: str) -> str:
    """Write traditional characters in their simplified form.

    Args:
        text: The characters.

    Example:
        >>> simplify("馬逢國") == "马逢国"
        True
    """
    table = _table()
    return "".join(table.get(char, {}).get("simple", char) for char in text)
