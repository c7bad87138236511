"""Train on the documents of another language as if they were in this one.

Most features name roles, labels and distances and hold in every language with Universal
Dependencies. Those that hold a word ("cue=buy") are translated by a list of glosses;
where a word has no gloss, the feature is left out, and so are the groups of words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path

from readings import Reading

GROUPS = ("like=", "cue.like=")
WORDS = ("cue=", "word=", "o.marker=")
BESIDE = "cue."
PLAIN = ("cue.pos=", "cue.dep=")
Glosses = Mapping[str, Sequence[str]]


def read_glosses(path: Path) -> Glosses:
    """Return the translations of words from a file with a table ``words``."""
    words: Glosses = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    return words


def translate(readings: Sequence[Reading], glosses: Glosses) -> list[Reading]:
    """Return readings with their features in another language's words.

    Args:
        readings: Readings of documents in the language of the glosses' keys.
        glosses: What each word is in the other language; several where it has several.
    """
    known: dict[str, list[str]] = {}
    feature = partial(_feature, glosses=glosses, known=known)
    return [
        replace(
            r, features=[[g for f in some for g in feature(f)] for some in r.features]
        )
        for r in readings
    ]


def _feature(name: str, *, glosses: Glosses, known: dict[str, list[str]]) -> list[str]:
    if name not in known:
        parts = [_part(part, glosses) for part in name.split("|")]
        known[name] = ["|".join(some) for some in product(*parts)]
    return known[name]


def _part(part: str, glosses: Glosses) -> list[str]:
    """Translate one part of a feature; an empty list where it cannot be."""
    if part.startswith(GROUPS):
        return []
    if part.startswith(PLAIN) or not part.startswith((*WORDS, BESIDE)):
        return [part]
    sign = "^" if "^" in part else "="
    key, _, word = part.partition(sign)
    return [f"{key}{sign}{other}" for other in glosses.get(word, ())]
