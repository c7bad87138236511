"""An embedded property graph: one file that LadybugDB opens and queries in Cypher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from entityx.export.property_graph import (
    CLAIM,
    DOCUMENT,
    ENTITY,
    MENTION,
    MENTIONS,
    property_graph,
    quoted,
)
from entityx.export.registry import Exporter
from entityx.extras import need

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph

EXTRA = "property-graph"

_TYPES = {
    "known": "BOOL",
    "negated": "BOOL",
    "score": "DOUBLE",
    "start": "INT64",
    "end": "INT64",
    "names": "STRING[]",
    "attributed_to": "STRING[]",
    "documents": "STRING[]",
    "contradicted_by": "STRING[]",
    "sources": "INT64",
}


def write_ladybug(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph as a LadybugDB database.

    Args:
        graph: The graph.
        path: The file; ``ladybug.Database(path)`` opens it.

    Raises:
        FormatError: If ladybug or pyarrow is not installed.
    """
    ladybug = need("ladybug", EXTRA)
    found = property_graph(graph)
    with ladybug.Database(str(path)) as database, ladybug.Connection(database) as run:
        for label, columns, rows in (
            ("Entity", ENTITY, found.entities),
            ("Document", DOCUMENT, found.documents),
        ):
            run.execute(
                f"CREATE NODE TABLE {label}({_schema(columns)}, PRIMARY KEY(id))"
            )
            _copy(run, label, columns, rows)
        _relate(run, MENTIONS, "Document", MENTION, found.mentions)
        for kind, rows in found.claims.items():
            _relate(run, kind, "Entity", CLAIM, rows)
        run.execute("CHECKPOINT")


def _relate(
    run: Any, kind: str, source: str, columns: tuple[str, ...], rows: list[Any]
) -> None:
    """Make the relationships of one type, from a label to ``Entity``."""
    ends = f"FROM {source} TO Entity"
    run.execute(f"CREATE REL TABLE {quoted(kind)}({ends}, {_schema(columns)})")
    _copy(run, kind, ("from", "to", *columns), rows)


def _schema(columns: tuple[str, ...]) -> str:
    """Return columns as a table's definition names them."""
    return ", ".join(f"{quoted(name)} {_TYPES.get(name, 'STRING')}" for name in columns)


def _copy(run: Any, table: str, columns: tuple[str, ...], rows: list[Any]) -> None:
    """Put rows into a table at once; one by one takes a hundred times as long."""
    if not rows:
        return
    pa = need("pyarrow", EXTRA)
    types = {
        "STRING": pa.string(),
        "BOOL": pa.bool_(),
        "DOUBLE": pa.float64(),
        "INT64": pa.int64(),
        "STRING[]": pa.list_(pa.string()),
    }
    schema = pa.schema([(c, types[_TYPES.get(c, "STRING")]) for c in columns])
    data = pa.Table.from_pylist(rows, schema=schema)
    run.execute(f"COPY {quoted(table)} FROM $data", {"data": data})


EXPORTER = Exporter(
    "ladybug",
    (".lbug", ".ladybug"),
    write_ladybug,
    needs=("ladybug", "pyarrow"),
    extra=EXTRA,
)
