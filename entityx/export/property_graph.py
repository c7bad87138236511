"""The graph as property-graph databases hold it: one model for all that speak Cypher.

An ``Entity`` is a node, a ``Document`` is a node, a name in a text is a ``MENTIONS``
relationship from its document, a claim is a relationship between two entities whose
type is the predicate in capitals. A denial has a type of its own, ``NOT_BUYS_FROM``, so
that a query for ``BUYS_FROM`` never takes it for a fact; plans, wishes and
possibilities are told by the property ``modality``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from entityx.export.flatten import to_json
from entityx.export.rows import (
    COLUMNS,
    document_rows,
    entity_rows,
    evidence_rows,
    mention_rows,
    relation_rows,
)

if TYPE_CHECKING:
    from entityx.graph import KnowledgeGraph

__all__ = [
    "CLAIM",
    "DOCUMENT",
    "ENTITY",
    "MENTION",
    "MENTIONS",
    "PropertyGraph",
    "claim_type",
    "property_graph",
    "quoted",
]

Row = dict[str, Any]

ENTITY = ("id", "name", "type", "kb_id", "known", "names")
DOCUMENT = tuple(COLUMNS["documents"])
MENTION = ("start", "end", "text", "type", "source", "score")
CLAIM = (
    "id",
    "predicate",
    "negated",
    "modality",
    "status",
    "score",
    "sources",
    "first_seen",
    "last_seen",
    "attributed_to",
    "documents",
    "contradicted_by",
    "evidence",
)
MENTIONS = "MENTIONS"
# Other names of the database, which knows no capitals.
_TAKEN = {MENTIONS, "ENTITY", "DOCUMENT"}


class PropertyGraph(NamedTuple):
    """Hold nodes and relationships as rows; relationships have ``from`` and ``to``."""

    entities: list[Row]
    documents: list[Row]
    mentions: list[Row]
    claims: dict[str, list[Row]]


def property_graph(graph: KnowledgeGraph) -> PropertyGraph:
    """Return the nodes and relationships of a graph.

    Args:
        graph: The graph.

    Returns:
        Rows in the order of the graph, the claims by type of relationship.
    """
    proofs: dict[str, list[Row]] = {}
    for row in evidence_rows(graph):
        proofs.setdefault(row.pop("relation"), []).append(row)
    claims: dict[str, list[Row]] = {}
    for row in relation_rows(graph):
        values = {"from": row["subject"], "to": row["object"]}
        values.update((name, row[name]) for name in CLAIM if name != "evidence")
        values["evidence"] = to_json(proofs.get(row["id"], []))
        claims.setdefault(claim_type(row["predicate"], row["negated"]), []).append(
            values
        )
    mentions = (
        {"from": row.pop("document"), "to": row.pop("entity"), **row}
        for row in mention_rows(graph)
    )
    known = {entity.id for entity in graph.entities}
    return PropertyGraph(
        [{name: row[name] for name in ENTITY} for row in entity_rows(graph)],
        list(document_rows(graph)),
        [row for row in mentions if row["to"] in known],
        dict(sorted(claims.items())),
    )


def claim_type(predicate: str, negated: bool) -> str:
    """Return the type of the relationship that a claim becomes.

    Args:
        predicate: The predicate.
        negated: Whether the claim is denied.

    Example:
        >>> claim_type("buys_from", True)
        'NOT_BUYS_FROM'
    """
    kind = f"NOT_{predicate.upper()}" if negated else predicate.upper()
    return f"CLAIM_{kind}" if kind in _TAKEN else kind


def quoted(name: str) -> str:
    """Return a name as Cypher reads it, whatever is in it.

    Args:
        name: A label or type.

    Example:
        >>> quoted("A`B")
        '`A``B`'
    """
    return "`" + name.replace("`", "``") + "`"
