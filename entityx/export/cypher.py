"""A Cypher script for Neo4j and its kin, with every value in a file of parameters.

``graph.cypher`` holds the statements, ``graph.params.json`` what stands for
``$entities`` and the others: no text of an article is ever part of a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from entityx.export.flatten import tidy_json
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

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph

_HEAD = """\
// Run each statement with the parameters of {params}; running it again changes nothing.
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
"""


def write_cypher(graph: KnowledgeGraph, path: Path) -> None:
    """Write a script, and beside it the JSON file of its parameters.

    Args:
        graph: The graph.
        path: The script; the parameters go to the same name with ``.params.json``.
    """
    found = property_graph(graph)
    params = {
        "entities": found.entities,
        "documents": found.documents,
        "mentions": found.mentions,
    }
    statements = [
        _node("Entity", "entities", ENTITY),
        _node("Document", "documents", DOCUMENT),
        _edge("Document", MENTIONS, "mentions", ("start", "end"), MENTION),
    ]
    for name, (kind, rows) in zip(
        _names(found.claims), found.claims.items(), strict=True
    ):
        params[name] = rows
        statements.append(_edge("Entity", kind, name, ("id",), CLAIM))
    beside = path.with_suffix(".params.json")
    head = _HEAD.format(params=beside.name)
    script = head + "".join(f"{statement};\n" for statement in statements)
    path.write_text(script, encoding="utf-8", newline="\n")
    beside.write_text(tidy_json(params) + "\n", encoding="utf-8", newline="\n")


def _names(kinds: Iterable[str]) -> Iterator[str]:
    """Name the parameter of each type of claim; no two parameters share a name."""
    for number, kind in enumerate(kinds):
        plain = kind.isascii() and re.fullmatch(r"\w+", kind)
        yield f"claims_{kind.lower()}" if plain else f"claim_{number}"


def _node(label: str, param: str, columns: Sequence[str]) -> str:
    """Return the statement that makes the nodes of one label."""
    values = ", ".join(f"n.{n} = row.{n}" for n in map(quoted, columns[1:]))
    return f"UNWIND ${param} AS row MERGE (n:{label} {{id: row.id}}) SET {values}"


def _edge(
    label: str, kind: str, param: str, keys: Sequence[str], columns: Sequence[str]
) -> str:
    """Return the statement that makes the relationships of one type."""
    unique = ", ".join(f"{n}: row.{n}" for n in map(quoted, keys))
    others = (quoted(name) for name in columns if name not in keys)
    rest = ", ".join(f"r.{n} = row.{n}" for n in others)
    return (
        f"UNWIND ${param} AS row MATCH (a:{label} {{id: row.from}}), "
        f"(b:Entity {{id: row.to}}) MERGE (a)-[r:{quoted(kind)} {{{unique}}}]->(b) "
        f"SET {rest}"
    )


EXPORTER = Exporter("cypher", (".cypher",), write_cypher)
