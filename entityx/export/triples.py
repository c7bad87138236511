"""One claim a line: subject, predicate, object, and how it is meant, by tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entityx.export.flatten import one_line
from entityx.export.registry import Exporter

if TYPE_CHECKING:
    from entityx.types import Extraction, Relation


def render_triples(extraction: Extraction) -> str:
    """Return a line for each relation: three names, modality, speaker, document.

    Args:
        extraction: What was read out of one text.
    """
    return "\n".join(
        "\t".join(map(one_line, _cells(relation, extraction.id)))
        for relation in extraction.relations
    )


def _cells(relation: Relation, doc_id: str) -> tuple[str, ...]:
    """Return the cells of one line."""
    said = relation.attributed_to
    meant = f"denied, {relation.modality}" if relation.negated else relation.modality
    return (*relation.triple, meant, "" if said is None else said.name, doc_id)


EXPORTER = Exporter("triples", render=render_triples)
