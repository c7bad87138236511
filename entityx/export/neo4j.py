"""CSV files for Neo4j's bulk import, with typed headers and the options it needs.

    neo4j-admin database import full @import.args neo4j

Lists are joined by U+001F, the unit separator, which no text holds here; cells that a
spreadsheet would obey are made safe as in every CSV of entityx.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from entityx.export.csv_tables import write_rows
from entityx.export.property_graph import (
    CLAIM,
    DOCUMENT,
    ENTITY,
    MENTION,
    MENTIONS,
    property_graph,
)
from entityx.export.registry import Exporter

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph

SEPARATOR = "\x1f"

_TYPES = {
    "known": "boolean",
    "negated": "boolean",
    "score": "double",
    "start": "long",
    "end": "long",
    "names": "string[]",
    "attributed_to": "string[]",
    "documents": "string[]",
    "contradicted_by": "string[]",
    "sources": "long",
}
_OPTIONS = """\
--nodes=entities.csv
--nodes=documents.csv
--relationships=claims.csv
--relationships=mentions.csv
--array-delimiter=U+001F
--multiline-fields=true
"""


def write_neo4j(graph: KnowledgeGraph, path: Path) -> None:
    """Write a folder with nodes, relationships and the options of the import.

    Args:
        graph: The graph.
        path: The folder.
    """
    found = property_graph(graph)
    path.mkdir()
    write_rows(
        path / "entities.csv",
        ("id:ID(Entity)", *map(_typed, ENTITY[1:]), ":LABEL"),
        [[*_cells(row, ENTITY), "Entity"] for row in found.entities],
        separator=SEPARATOR,
    )
    write_rows(
        path / "documents.csv",
        ("id:ID(Document)", *map(_typed, DOCUMENT[1:]), ":LABEL"),
        [[*_cells(row, DOCUMENT), "Document"] for row in found.documents],
        separator=SEPARATOR,
    )
    write_rows(
        path / "claims.csv",
        (":START_ID(Entity)", ":END_ID(Entity)", ":TYPE", *map(_typed, CLAIM)),
        [
            [row["from"], row["to"], kind, *_cells(row, CLAIM)]
            for kind, rows in found.claims.items()
            for row in rows
        ],
        separator=SEPARATOR,
    )
    write_rows(
        path / "mentions.csv",
        (":START_ID(Document)", ":END_ID(Entity)", ":TYPE", *map(_typed, MENTION)),
        [
            [row["from"], row["to"], MENTIONS, *_cells(row, MENTION)]
            for row in found.mentions
        ],
        separator=SEPARATOR,
    )
    (path / "import.args").write_text(_OPTIONS, encoding="utf-8", newline="\n")


def _typed(column: str) -> str:
    """Return the head of a column of properties."""
    return f"{column}:{_TYPES.get(column, 'string')}"


def _cells(row: dict[str, Any], columns: Sequence[str]) -> list[Any]:
    """Return the properties of a row."""
    return [row[name] for name in columns]


EXPORTER = Exporter("neo4j", (".neo4j",), write_neo4j)
