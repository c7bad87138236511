"""One JSON object a line: what ``entityx extract`` prints, and back.

The shape is that of annotated documents (entities with their mentions, triples between
entity ids), so the same scorer reads both; beyond it each row keeps what is needed to
get the ``Extraction`` back whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from entityx.errors import FormatError
from entityx.export.flatten import to_json
from entityx.export.registry import Exporter
from entityx.types import (
    SCHEMA_VERSION,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Qualifier,
    Relation,
)

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph


def extraction_to_row(extraction: Extraction) -> dict[str, Any]:
    """Return a reading in the shape of an annotated document.

    Args:
        extraction: What was read out of one text.
    """
    mentions: dict[str, list[dict[str, Any]]] = {}
    for mention in extraction.mentions:
        row = mention.to_dict()
        mentions.setdefault(row.pop("entity_id"), []).append(row)
    return {
        "schema_version": SCHEMA_VERSION,
        "id": extraction.id,
        "lang": extraction.lang,
        "date": extraction.date,
        "entities": [
            {**entity.to_dict(), "mentions": mentions.get(entity.id, [])}
            for entity in extraction.entities
        ],
        "triples": [_relation_to_row(relation) for relation in extraction.relations],
        "warnings": list(extraction.warnings),
    }


def _relation_to_row(relation: Relation) -> dict[str, Any]:
    """Return a relation as a triple between entity ids."""
    row = relation.to_dict()
    said = relation.attributed_to
    row["subject"], row["object"] = relation.subject.id, relation.object.id
    row["attributed_to"] = None if said is None else said.id
    row["qualifiers"] = {}
    for qualifier in relation.qualifiers:
        value = qualifier.entity_id or qualifier.text
        values = row["qualifiers"].setdefault(qualifier.role, [])
        if value not in values:
            values.append(value)
    row["qualifier_spans"] = [q.to_dict() for q in relation.qualifiers]
    for proof in row["evidence"]:
        del proof["doc_id"], proof["lang"]
    return row


def row_to_extraction(row: Mapping[str, Any]) -> Extraction:
    """Build the reading that ``extraction_to_row`` wrote.

    Args:
        row: One line of ``entityx extract``, as JSON values.

    Raises:
        FormatError: If the row is of another shape or version.
    """
    if row.get("schema_version") != SCHEMA_VERSION:
        raise FormatError(
            f"schema_version {row.get('schema_version')!r} is not {SCHEMA_VERSION}"
        )
    try:
        return _build(row)
    except (KeyError, TypeError) as error:
        raise FormatError(
            f"document {row.get('id')!r}: wrong shape: {error}"
        ) from error


def _build(row: Mapping[str, Any]) -> Extraction:
    """Build a reading from a row of the right shape."""
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []
    for listed in row["entities"]:
        values = dict(listed)
        found = values.pop("mentions")
        entities[values["id"]] = Entity.from_dict(values)
        mentions.extend(Mention(**m, entity_id=values["id"]) for m in found)
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return Extraction(
        id=row["id"],
        lang=row["lang"],
        entities=tuple(entities.values()),
        relations=tuple(_build_relation(t, entities, row) for t in row["triples"]),
        mentions=tuple(mentions),
        date=row["date"],
        warnings=tuple(row["warnings"]),
        text=row.get("text"),
        source=row.get("source"),
    )


def _build_relation(
    triple: Mapping[str, Any], entities: Mapping[str, Entity], row: Mapping[str, Any]
) -> Relation:
    """Build a relation from a triple between entity ids."""
    said = triple["attributed_to"]
    return Relation(
        subject=entities[triple["subject"]],
        predicate=triple["predicate"],
        object=entities[triple["object"]],
        negated=triple["negated"],
        modality=triple["modality"],
        attributed_to=None if said is None else entities[said],
        qualifiers=tuple(Qualifier.from_dict(q) for q in triple["qualifier_spans"]),
        evidence=tuple(
            Evidence(**proof, doc_id=row["id"], lang=row["lang"])
            for proof in triple["evidence"]
        ),
        score=triple["score"],
        why=tuple(triple["why"]),
    )


def render_row(extraction: Extraction) -> str:
    """Return a reading as one line of JSON.

    Args:
        extraction: What was read out of one text.
    """
    return to_json(extraction_to_row(extraction))


def write_rows(graph: KnowledgeGraph, path: Path) -> None:
    """Write the documents of a graph, from which it can be made again.

    Args:
        graph: The graph.
        path: The file.
    """
    graph.save(path)


EXPORTER = Exporter("jsonl", (".jsonl", ".ndjson"), write_rows, render_row)
