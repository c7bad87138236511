"""Events are acts between two sides on a day; what is denied or planned counts not."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from entityx.export.plover import QUADS, quad_of
from entityx.graph import KnowledgeGraph
from entityx.patterns import load_patterns
from entityx.types import Extraction, Qualifier

Rows = list[dict[str, str]]


@pytest.fixture
def written(
    make_extraction: Callable[..., Extraction], tmp_path: Path
) -> dict[str, Rows]:
    """Return the rows of both files, of acts, plans, denials and what is no act."""
    told = Qualifier("date", "on 3 May", 0, 8, "2024-05-03")
    KnowledgeGraph(
        [
            make_extraction(
                "a",
                {},
                {"predicate": "attacks", "object": "Ukraine", "qualifiers": (told,)},
                {"predicate": "uses_weapon", "object": "artillery shell"},
                {"subject": "Ann Doe", "predicate": "leads", "object": "Ukraine"},
            ),
            make_extraction(
                "b",
                {},
                {"modality": "planned"},
                {"negated": True},
                {"subject": "Ann Doe", "predicate": "visits", "object": "Ukraine"},
            ),
        ]
    ).write(tmp_path / "g.plover")
    found = {}
    for name in ("events", "dyads"):
        with (tmp_path / "g.plover" / f"{name}.csv").open(encoding="utf-8") as handle:
            found[name] = list(csv.DictReader(handle))
    return found


def test_each_act_is_a_row_with_its_day_sides_and_class(
    written: dict[str, Rows],
) -> None:
    """Countries by code, others by id; the day of the sentence before the paper's."""
    keys = ("date", "source", "target", "event", "cameo", "negated", "modality")
    rows = [tuple(row[key] for key in keys) for row in written["events"]]
    day = "2024-05-31"
    assert sorted(rows) == sorted(
        [
            ("2024-05-03", "RU", "UA", "ASSAULT", "19", "false", "asserted"),
            (day, "RU", "KP", "COOPERATE", "06", "false", "asserted"),
            (day, "RU", "KP", "COOPERATE", "06", "false", "planned"),
            (day, "RU", "KP", "COOPERATE", "06", "true", "asserted"),
            (day, "RU", "weapon:artillery-shell", "ASSAULT", "19", "false", "asserted"),
            (day, "person:ann-doe", "UA", "CONSULT", "04", "false", "asserted"),
        ]
    )
    (sale,) = (
        row
        for row in written["events"]
        if row["predicate"] == "buys_from" and row["modality"] == "asserted"
        if row["negated"] == "false"
    )
    assert sale["documents"] == "2"
    assert [r["mode"] for r in written["events"] if r["predicate"] == "visits"] == [
        "visit"
    ]


def test_dyads_count_what_is_done_between_two_sides(written: dict[str, Rows]) -> None:
    """A sale told in two papers is one event; weapons, plans and denials are none."""
    rows = [
        (r["date"], r["source"], r["target"], *(int(r[quad]) for quad in QUADS))
        for r in written["dyads"]
    ]
    assert rows == [
        ("2024-05-03", "RU", "UA", 0, 0, 0, 1),
        ("2024-05-31", "RU", "KP", 0, 1, 0, 0),
        ("2024-05-31", "person:ann-doe", "UA", 1, 0, 0, 0),
    ]
    assert [int(r["total"]) for r in written["dyads"]] == [1, 1, 1]


def test_every_predicate_with_a_code_has_a_class_of_events() -> None:
    """A CAMEO root belongs to one of four classes, and a mode to an event."""
    for predicate in load_patterns().predicates.values():
        if predicate.cameo is not None:
            assert quad_of(predicate.cameo) in QUADS
        if predicate.mode is not None:
            assert predicate.plover is not None
