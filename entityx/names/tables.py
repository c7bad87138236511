"""The knowledge about names, as plain tables out of ``patterns/names``.

What is a title, a particle, a legal form or a short form of a given name stands in
TOML files; this module gives them the shape that the matcher needs. It decides nothing.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from entityx.patterns import home
from entityx.patterns.rows import jsonl

if TYPE_CHECKING:
    from collections.abc import Mapping


@lru_cache(maxsize=16)
def read_table(name: str) -> Mapping[str, Any]:
    """Read one file of ``patterns/names``.

    Args:
        name: The file's name without ``.toml``.
    """
    path = home("patterns") / "names" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_lines(name: str) -> list[str]:
    """Read the lines of one file of ``patterns/names``.

    Args:
        name: The file's name.
    """
    path = home("patterns") / "names" / name
    return path.read_text(encoding="utf-8").splitlines()


def read_entities(stem: str) -> list[dict[str, Any]]:
    """Read the bundled rows of one kind of entity.

    Args:
        stem: A file of ``patterns/entities`` without its suffix, such as ``people``.
    """
    path = home("patterns") / "entities" / f"{stem}.jsonl"
    return [row for _, row in jsonl(path)]


def flip(groups: Mapping[str, list[str]]) -> dict[str, str]:
    """Turn ``{key: spellings}`` into ``{spelling: key}``.

    Args:
        groups: Every key with the spellings that mean it.
    """
    return {word: key for key, words in groups.items() for word in words}


@dataclass(frozen=True, slots=True)
class PersonTable:
    """Hold what surrounds a person's name and which given names are one."""

    titles: frozenset[str]
    suffixes: frozenset[str]
    degrees: frozenset[str]
    particles: frozenset[str]
    patronymics: tuple[str, ...]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    generations: Mapping[str, str]
    letters: Mapping[str, str]
    nicknames: Mapping[str, frozenset[int]]


@lru_cache(maxsize=1)
def person_table() -> PersonTable:
    """Return the table of titles, particles, generations and short forms."""
    raw = read_table("persons")
    groups: dict[str, set[int]] = {}
    for number, words in enumerate(raw["nicknames"]["groups"]):
        for word in words:
            groups.setdefault(word, set()).add(number)
    for line in read_lines("given.tsv"):
        form, _, words = line.partition("\t")
        groups[form] = set().union(*(groups[word] for word in words.split()))
    return PersonTable(
        frozenset(raw["titles"]),
        frozenset(raw["suffixes"]),
        frozenset([*raw["suffixes"], *raw["degrees"]]),
        frozenset(raw["particles"]),
        tuple(raw["patronymics"]),
        tuple(raw["masculine"]),
        tuple(raw["feminine"]),
        flip(raw["generations"]),
        flip(raw["letters"]),
        {word: frozenset(numbers) for word, numbers in groups.items()},
    )


@lru_cache(maxsize=1)
def sound_counts() -> Mapping[str, int]:
    """Return how many people of the training names bear a word of each skeleton."""
    path = home("models") / "names" / "sounds.json"
    if not path.is_file():
        return {}
    counts: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    return counts


@lru_cache(maxsize=8)
def written_keys(kind: str) -> Mapping[str, list[str]]:
    """Return the keys of the bundled names, so that an index need not work them out.

    ``training/names/make_keys.py`` writes them. A name that is not there is no error:
    its keys are worked out when it is indexed.

    Args:
        kind: The kind of entity, as ids begin: ``person``.
    """
    path = home("models") / "names" / "keys" / f"{kind}.tsv"
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {row[0]: row[1:] for row in rows}
