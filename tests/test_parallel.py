"""The measure of parallel passages pairs versions, and counts what comes out again."""

from __future__ import annotations

from typing import Any

import pytest

import entityx
from benchmarks.parallel import measure, parallels


def _row(id: str, lang: str, text: str) -> dict[str, Any]:
    russia = {"id": "E1", "type": "COUNTRY", "name": "Russia", "mentions": []}
    korea = {"id": "E2", "type": "COUNTRY", "name": "North Korea", "mentions": []}
    triple = {"subject": "E1", "predicate": "buys_from", "object": "E2"}
    return {
        "id": id,
        "lang": lang,
        "text": text,
        "entities": [russia, korea],
        "triples": [triple],
    }


ROWS = [
    _row("a-en", "en", "Russia bought missiles from North Korea."),
    _row("a-pt", "pt", "A Rússia comprou mísseis da Coreia do Norte."),
    _row("b-en", "en", "Russia bought tanks from North Korea."),
    _row("b-pt", "pt", "Nada disso aconteceu na Rússia."),
    _row("c-pt", "pt", "A Rússia comprou mísseis."),
    _row("d", "en", "Russia bought missiles."),
]


def test_only_passages_in_english_and_another_language_are_taken() -> None:
    """A passage in one language, and an id without a language, stay out."""
    assert {stem: set(some) for stem, some in parallels(ROWS).items()} == {
        "a": {"en", "pt"},
        "b": {"en", "pt"},
    }


@pytest.mark.model
def test_what_comes_out_again_is_counted() -> None:
    """One of two right English triples is in the Portuguese version."""
    table = str(measure(entityx.load(["en", "pt"]), parallels(ROWS)))
    line = next(row for row in table.splitlines() if "right English triples" in row)
    assert "1 of 2 (0.50)" in line
