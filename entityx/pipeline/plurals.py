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
    entities = {
        key: _more_names(row, lexicon.lang, rules) if row.get("generic") else row
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
    row: Mapping[str, Any], lang: str, rules: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    names = list(row.get("names", {}).get(lang, ()))
    more = [_plural(name, rules) for name in names]
    return {
        **row,
        "names": {**row.get("names", {}), lang: list(dict.fromkeys(names + more))},
    }


def _plural(name: str, rules: Iterable[tuple[str, str]]) -> str:
    for ending, becomes in rules:
        if name.endswith(ending):
            return name[: len(name) - len(ending)] + becomes
    return name
