"""Event rows for political scientists: PLOVER classes, CAMEO roots, counts by dyad-day.

Only claims of an act between two sides are events; who leads or possesses what is not.
``events.csv`` keeps denials and plans, each told by its columns; ``dyads.csv`` counts
what is asserted and not denied, between two sides, on days that are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from entityx.export.csv_tables import write_rows
from entityx.export.registry import Exporter
from entityx.export.rows import entity_rows, evidence_rows, relation_rows
from entityx.inputs import is_day
from entityx.patterns import load_patterns

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph

EVENTS = (
    "date",
    "source",
    "source_type",
    "source_name",
    "target",
    "target_type",
    "target_name",
    "event",
    "mode",
    "cameo",
    "quad",
    "predicate",
    "negated",
    "modality",
    "documents",
    "relation",
)
QUADS = (
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
)
DYADS = ("date", "source", "target", *QUADS, "total")

_NO_SIDE = "WEAPON"

# The last CAMEO root of each quad class.
_LAST_ROOTS = (5, 8, 13, 20)

Row = dict[str, Any]


def write_plover(graph: KnowledgeGraph, path: Path) -> None:
    """Write a folder with ``events.csv`` and ``dyads.csv``.

    Args:
        graph: The graph.
        path: The folder.
    """
    events = list(event_rows(graph))
    path.mkdir()
    for name, columns, rows in (
        ("events", EVENTS, events),
        ("dyads", DYADS, list(dyad_rows(events))),
    ):
        cells = ([row[column] for column in columns] for row in rows)
        write_rows(path / f"{name}.csv", columns, cells)


def event_rows(graph: KnowledgeGraph) -> Iterator[Row]:
    """Yield a row for each act on each day, as it is meant, sorted by day.

    Args:
        graph: The graph.

    Yields:
        Who did what to whom; countries by their ISO code, others by their id. The day
        is the one that the sentence tells, else that of the document; ``documents``
        counts those that tell of it.
    """
    things = {row["id"]: row for row in entity_rows(graph)}
    predicates = load_patterns().predicates
    claims = {row["id"]: row for row in relation_rows(graph)}
    groups: dict[tuple[str, str, str, bool], set[str]] = {}
    for proof in evidence_rows(graph):
        key = (_day(proof), proof["relation"], proof["modality"], proof["negated"])
        groups.setdefault(key, set()).add(proof["document"])
    for (day, relation, modality, negated), documents in sorted(groups.items()):
        claim = claims[relation]
        known = predicates.get(claim["predicate"])
        if known is None or known.cameo is None:
            continue
        yield {
            "date": day,
            **_side("source", things[claim["subject"]]),
            **_side("target", things[claim["object"]]),
            "event": known.plover,
            "mode": known.mode,
            "cameo": known.cameo,
            "quad": quad_of(known.cameo),
            "predicate": claim["predicate"],
            "negated": negated,
            "modality": modality,
            "documents": len(documents),
            "relation": relation,
        }


def dyad_rows(events: list[Row]) -> Iterator[Row]:
    """Yield how often who acted on whom on which day, by quad class.

    Args:
        events: What ``event_rows`` gave; only what is asserted, not denied and dated
            is counted, and a weapon is no side of a dyad.
    """
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for event in events:
        done = event["modality"] == "asserted" and not event["negated"]
        sides = (event["source_type"], event["target_type"])
        if done and event["date"] and _NO_SIDE not in sides:
            key = (event["date"], event["source"], event["target"])
            counts.setdefault(key, Counter())[event["quad"]] += 1
    for (day, source, target), found in sorted(counts.items()):
        quads = {name: found[name] for name in QUADS}
        yield {
            "date": day,
            "source": source,
            "target": target,
            **quads,
            "total": found.total(),
        }


def quad_of(cameo: str) -> str:
    """Return the quad class of a CAMEO code.

    Args:
        cameo: A code; its first two digits are the root.

    Example:
        >>> quad_of("19")
        'material_conflict'
    """
    root = int(cameo[:2])
    pairs = zip(_LAST_ROOTS, QUADS, strict=True)
    return next(name for last, name in pairs if root <= last)


def _side(end: str, thing: Row) -> Row:
    """Return one side of an event: a country by its code, any other by its id."""
    country = thing["type"] == "COUNTRY" and thing["kb_id"]
    return {
        end: thing["kb_id"] if country else thing["id"],
        f"{end}_type": thing["type"],
        f"{end}_name": thing["name"],
    }


def _day(proof: Row) -> str:
    """Return the day of an act: as the sentence has it, else the document's."""
    told = [q["value"] for q in proof["qualifiers"] if q["role"] == "date"]
    days = [day[:10] for day in (*told, proof["date"]) if day and is_day(day)]
    return days[0] if days else ""


EXPORTER = Exporter("plover", (".plover",), write_plover)
