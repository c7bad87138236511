"""Write names of every script in Latin letters, the way a paper would print them.

The engine is one for all scripts: rules on the original, a letter table, rules on what
came out; ``patterns/names/scripts.toml`` holds them. What no table knows is left to
anyascii. Vowels that a script does not write cannot be given back here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from .keys import script
from .tables import read_table

_NOT_LATIN = re.compile(r"[^a-z0-9]+")


_FOREIGN = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class _Script:
    before: tuple[tuple[re.Pattern[str], str], ...]
    letters: dict[int, str]
    after: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=32)
def _script(name: str) -> _Script | None:
    raw = read_table("scripts").get(name)
    if raw is None:
        return None
    return _Script(
        tuple((re.compile(rule), into) for rule, into in raw["before"]),
        str.maketrans(dict(raw["letters"])),
        tuple((re.compile(rule), into) for rule, into in raw["after"]),
    )


def _spell(found: re.Match[str]) -> str:
    return anyascii(found[0]).lower()


@lru_cache(maxsize=1 << 17)
def romanise(word: str) -> str:
    """Write one word in plain lower-case Latin letters.

    Args:
        word: One word of any script, accents still on it.

    Example:
        >>> romanise("Шойгу"), romanise("किम"), romanise("Čong")
        ('shoygu', 'kim', 'chong')
    """
    if word.isascii():
        return _NOT_LATIN.sub("", word.lower())
    text = unicodedata.normalize("NFC", word).lower()
    table = _script(script(text))
    if table is None:
        return _NOT_LATIN.sub("", anyascii(text).lower())
    for rule, into in table.before:
        text = rule.sub(into, text)
    text = _FOREIGN.sub(_spell, text.translate(table.letters))
    for rule, into in table.after:
        text = rule.sub(into, text)
    return _NOT_LATIN.sub("", text.lower())
