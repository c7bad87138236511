"""FollowTheMoney's own schemata accept what is written: ``make test-ftm`` runs this.

The package compiles PyICU, which needs libicu-dev and a C++ compiler, so it is no part
of the development environment.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entityx.graph import KnowledgeGraph
from entityx.types import Extraction, Qualifier, Relation

ftm = pytest.importorskip(
    "followthemoney", reason="needs followthemoney, which compiles PyICU: make test-ftm"
)

NASTY = (
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "\x00\x0b one\ntwo\r\nthree",
    "half \ud800 of one \u202e",
    "किम जोंग उन",
    "x" * 100_000,
)


@pytest.fixture
def rows(
    tmp_path: Path,
    make_relation: Callable[..., Relation],
    make_extraction: Callable[..., Extraction],
) -> list[dict[str, Any]]:
    """Return what is written for a graph with every kind of thing and odd text."""
    place = Qualifier("place", "Vladivostok", 0, 11)
    found = [
        make_extraction(
            f"{number} {text[:50]}",
            {"text": text, "said": "United States", "qualifiers": (place,)},
            {"subject": "Ann Doe", "predicate": "visits", "object": "Russia"},
            {"predicate": "uses_weapon", "object": "artillery shell", "negated": True},
            {"predicate": "odd one", "modality": "planned", "score": float("nan")},
        )
        for number, text in enumerate(NASTY)
    ]
    odd = [
        replace(
            extraction,
            text=text,
            source=text,
            date=("2024-05-31", "2024-05-31T10:00:00Z", None)[number % 3],
            entities=(
                replace(extraction.entities[0], names=(*NASTY, "", " ")),
                *extraction.entities[1:],
            ),
        )
        for number, (extraction, text) in enumerate(zip(found, NASTY, strict=True))
    ]
    path = tmp_path / "graph.ftm"
    KnowledgeGraph(odd).write(path)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_entity_is_valid_and_nothing_is_lost_in_cleaning(
    rows: list[dict[str, Any]],
) -> None:
    """Each property is known, each value valid as it stands, each needed one there."""
    for row in rows:
        schema = ftm.model.get(row["schema"])
        assert set(row["properties"]) <= set(schema.properties)
        assert set(schema.required) <= set(row["properties"])
        schema.validate(row)
        cleaned = ftm.model.get_proxy(row, cleaned=False)
        assert cleaned.id == row["id"]
        assert {name: set(cleaned.get(name)) for name in row["properties"]} == {
            name: set(values) for name, values in row["properties"].items()
        }


def test_every_reference_leads_to_something_of_the_right_kind(
    rows: list[dict[str, Any]],
) -> None:
    """A link has two things, a mention a document, an event its parties."""
    kinds = {row["id"]: ftm.model.get(row["schema"]) for row in rows}
    assert len(kinds) == len(rows)
    met = 0
    for row in rows:
        for name, values in row["properties"].items():
            wanted = kinds[row["id"]].properties[name].range
            for value in values if wanted is not None else ():
                assert kinds[value].is_a(wanted), (row["schema"], name)
                met += 1
    assert met > len(rows)
    assert {row["schema"] for row in rows} == {
        *("Person", "Territory", "Asset", "Article"),
        *("Mention", "UnknownLink", "Event"),
    }


def test_no_text_of_an_article_becomes_a_link(rows: list[dict[str, Any]]) -> None:
    """What a program would let its user press is never taken from a text."""
    for row in rows:
        schema = ftm.model.get(row["schema"])
        kinds = {schema.properties[name].type.name for name in row["properties"]}
        assert kinds.isdisjoint({"url", "html", "email"})
