"""Add the plurals of generic weapon nouns, by the rules of the language's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from entityx.patterns import Patterns
from entityx.pipeline.lexicon import Lexicon


def with_plurals(patterns: Patterns, lexicon: Lexicon) -> Patterns:
    """Return the patterns with the plurals of generic weapon nouns added."""
    rules = lexicon.raw.get("plural", {}).get("rules", ())
    if not rules:
        return patterns
    stops = lexicon.words("plural", "stops")
    entities = {
        key: _more_names(row, lexicon.lang, rules, stops) if row.get("generic") else row
        for key, row in patterns.entities.items()
    }
    return Patterns(
        patterns.predicates,
        patterns.languages,
        patterns.labels,
        entities,
        patterns.types,
        patterns.raw,
    )


def _more_names(
    row: Mapping[str, Any],
    lang: str,
    rules: Iterable[tuple[str, str]],
    stops: frozenset[str],
) -> dict[str, Any]:
    names = list(row.get("names", {}).get(lang, ()))
    more = [text for name in names for text in _plurals(name, rules, stops)]
    return {
        **row,
        "names": {**row.get("names", {}), lang: list(dict.fromkeys(names + more))},
    }


def _plurals(
    name: str, rules: Iterable[tuple[str, str]], stops: frozenset[str]
) -> list[str]:
    """Return the plurals of a name: of its last word, or of all before a preposition.

    Args:
        name: The singular.
        rules: Endings and what becomes of them.
        stops: Words that end the part that has a plural; none where the last has it.
    """
    if not stops:
        return [_plural(name, rules)]
    words = name.split()
    last = next((n for n, word in enumerate(words) if word in stops), len(words))
    plural = [_plural(word, rules) for word in words[:last]]
    return [
        " ".join([*plural, *words[last:]]),
        " ".join([*plural[:1], *words[1:]]),
    ]


def _plural(name: str, rules: Iterable[tuple[str, str]]) -> str:
    for ending, becomes in rules:
        if name.endswith(ending):
            return name[: len(name) - len(ending)] + becomes
    return name
