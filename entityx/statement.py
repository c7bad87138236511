"""One claim in a graph of many documents, and what its node and edge say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entityx.types import MODALITIES, Entity, Evidence, Relation, Triple


@dataclass(frozen=True, slots=True)
class Statement:
    """Be one claim of the graph, with every relation in any document that makes it."""

    subject: Entity
    predicate: str
    object: Entity
    negated: bool
    relations: tuple[Relation, ...]

    @property
    def triple(self) -> Triple:
        """Return the three names."""
        return Triple(self.subject.name, self.predicate, self.object.name)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return every sentence that proves it, in the order of the documents."""
        found = (proof for relation in self.relations for proof in relation.evidence)
        return tuple(dict.fromkeys(found))

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the ids of the documents that make the claim."""
        return tuple(dict.fromkeys(proof.doc_id for proof in self.evidence))

    @property
    def modality(self) -> str:
        """Return the strongest modality: asserted before planned, wanted, possible."""
        return min((r.modality for r in self.relations), key=MODALITIES.index)

    @property
    def score(self) -> float:
        """Return the score of the surest relation."""
        return max(relation.score for relation in self.relations)


def node_values(entity: Entity) -> dict[str, Any]:
    """Return the attributes of an entity's node, without those that are not known.

    Args:
        entity: The entity.
    """
    row = {"label": entity.name, "type": entity.type, "known": entity.known}
    known = {} if entity.kb_id is None else {"kb_id": entity.kb_id}
    return {**row, **known, "names": list(entity.names)}


def edge_values(statement: Statement) -> dict[str, Any]:
    """Return the attributes of a claim's edge.

    Args:
        statement: The claim.
    """
    relations = statement.relations
    said = [r.attributed_to.name for r in relations if r.attributed_to is not None]
    qualifiers: dict[str, dict[str, None]] = {}
    for relation in relations:
        for qualifier in relation.qualifiers:
            qualifiers.setdefault(qualifier.role, {})[qualifier.text] = None
    return {
        "label": statement.predicate,
        "predicate": statement.predicate,
        "negated": statement.negated,
        "modality": statement.modality,
        "modalities": sorted({r.modality for r in relations}, key=MODALITIES.index),
        "attributed_to": list(dict.fromkeys(said)),
        "score": statement.score,
        "documents": list(statement.documents),
        "evidence": [proof.to_dict() for proof in statement.evidence],
        **{role: list(texts) for role, texts in sorted(qualifiers.items())},
    }
