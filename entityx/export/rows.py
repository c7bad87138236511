"""The graph as five tidy tables; what every table-like format is made of.

``entities`` has a row for each thing, ``relations`` one for each claim of the graph,
``evidence`` one for each sentence that makes a claim (with the modality, the speaker
and the qualifiers of that sentence), ``mentions`` one for each name in a text,
``documents`` one for each text. Rows hold what was read, halves of characters and NaN
excepted, which no file can hold.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from entityx.export.flatten import tidy

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph

Row = dict[str, Any]

TEXT, WHOLE, REAL, TRUTH = "text", "whole", "real", "truth"
TEXTS, JSON = "texts", "json"

COLUMNS: dict[str, dict[str, str]] = {
    "mentions": {
        "document": TEXT,
        "start": WHOLE,
        "end": WHOLE,
        "text": TEXT,
        "type": TEXT,
        "entity": TEXT,
        "source": TEXT,
        "score": REAL,
    },
    "entities": {
        "id": TEXT,
        "type": TEXT,
        "name": TEXT,
        "kb_id": TEXT,
        "known": TRUTH,
        "names": TEXTS,
        "why": TEXTS,
    },
    "relations": {
        "id": TEXT,
        "subject": TEXT,
        "subject_name": TEXT,
        "predicate": TEXT,
        "object": TEXT,
        "object_name": TEXT,
        "negated": TRUTH,
        "modality": TEXT,
        "status": TEXT,
        "score": REAL,
        "sources": WHOLE,
        "first_seen": TEXT,
        "last_seen": TEXT,
        "attributed_to": TEXTS,
        "documents": TEXTS,
        "contradicted_by": TEXTS,
    },
    "evidence": {
        "relation": TEXT,
        "document": TEXT,
        "date": TEXT,
        "source": TEXT,
        "lang": TEXT,
        "start": WHOLE,
        "end": WHOLE,
        "text": TEXT,
        "cue": TEXT,
        "rule": TEXT,
        "negated": TRUTH,
        "modality": TEXT,
        "attributed_to": TEXT,
        "score": REAL,
        "qualifiers": JSON,
    },
    "documents": {
        "id": TEXT,
        "lang": TEXT,
        "date": TEXT,
        "source": TEXT,
        "text": TEXT,
    },
}


class Tables(NamedTuple):
    """Hold the five tables, in whichever shape they are asked for."""

    mentions: Any
    entities: Any
    relations: Any
    evidence: Any
    documents: Any


def digest(values: Any) -> str:
    """Return 16 hexadecimal digits that stand for some values.

    Args:
        values: JSON values.
    """
    text = json.dumps(values, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def tables(graph: KnowledgeGraph) -> Tables:
    """Return the rows of all five tables.

    Args:
        graph: The graph.
    """
    return Tables(
        list(mention_rows(graph)),
        list(entity_rows(graph)),
        list(relation_rows(graph)),
        list(evidence_rows(graph)),
        list(document_rows(graph)),
    )


def table_path(path: Path, name: str) -> Path:
    """Return the file of a table: ``relations`` is the one asked for, others beside it.

    Args:
        path: The file asked for.
        name: Which of ``COLUMNS``.

    Example:
        >>> from pathlib import Path
        >>> table_path(Path("out.csv"), "entities").name
        'out.entities.csv'
    """
    if name == "relations":
        return path
    return path.with_name(f"{path.stem}.{name}{path.suffix}")


def entity_rows(graph: KnowledgeGraph) -> Iterator[Row]:
    """Yield a row for each entity, sorted by id."""
    for entity in graph.entities:
        yield tidy({name: getattr(entity, name) for name in COLUMNS["entities"]})


def document_rows(graph: KnowledgeGraph) -> Iterator[Row]:
    """Yield a row for each document, sorted by id."""
    for document in graph.documents:
        yield tidy({name: getattr(document, name) for name in COLUMNS["documents"]})


def relation_rows(graph: KnowledgeGraph) -> Iterator[Row]:
    """Yield a row for each claim, sorted by subject, predicate and object."""
    for statement in graph.statements:
        ends = {
            "subject": statement.subject.id,
            "subject_name": statement.subject.name,
            "object": statement.object.id,
            "object_name": statement.object.name,
            "attributed_to": [speaker.id for speaker in statement.speakers],
            "contradicted_by": [o.statement for o in statement.contradicted_by],
        }
        others = [name for name in COLUMNS["relations"] if name not in ends]
        row = {name: getattr(statement, name) for name in others}
        yield tidy({**row, **ends})


def evidence_rows(graph: KnowledgeGraph) -> Iterator[Row]:
    """Yield a row for each sentence of each claim, in the order of the claims."""
    for statement in graph.statements:
        for claim in statement.claims:
            for row in claim.rows():
                row["relation"] = statement.id
                row["document"] = row.pop("doc_id")
                row["attributed_to"] = row.pop("attributed_to_id")
                yield tidy(row)


def mention_rows(graph: KnowledgeGraph) -> Iterator[Row]:
    """Yield a row for each mention, in the order of the documents."""
    for document in graph.documents:
        for mention in document.mentions:
            row = mention.to_dict()
            row["entity"] = row.pop("entity_id")
            yield tidy({"document": document.id, **row})
