"""One claim in a graph of many documents: who says it, when, and who says otherwise.

A *claim* is what one document says, a *statement* all claims of one triple and
polarity. Every claim keeps its own modality, speaker, date and sentences.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from entityx.types import (
    MODALITIES,
    Entity,
    Evidence,
    Relation,
    Triple,
)

Key = tuple[str, str, str, bool]
"""Ids of subject and object around the predicate, and whether it is a denial."""

_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Claim:
    """Be what one document says: a relation, with the document's date and source.

    ``date`` is a day, ``2024-05-31``, and ``None`` where the document has none.
    """

    relation: Relation
    document: str
    lang: str
    date: str | None = None
    source: str | None = None

    @property
    def id(self) -> str:
        """Return a name made of all that the claim says, the same in every run."""
        return _name("claim", [self.document, self.relation.to_dict()])

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each sentence that proves the claim, with how the claim is meant.

        Yields:
            JSON values: the evidence's own, then ``date``, ``source``, ``modality``,
            ``negated``, ``attributed_to`` (a name) and ``attributed_to_id``,
            ``qualifiers`` and ``score``.
        """
        relation = self.relation
        said = relation.attributed_to
        meant = {
            "date": self.date,
            "source": self.source,
            "modality": relation.modality,
            "negated": relation.negated,
            "attributed_to": None if said is None else said.name,
            "attributed_to_id": None if said is None else said.id,
            "qualifiers": [qualifier.to_dict() for qualifier in relation.qualifiers],
            "score": relation.score,
        }
        for proof in relation.evidence:
            yield {**proof.to_dict(), **meant}

    def __str__(self) -> str:
        said = self.relation.attributed_to
        who = "the author" if said is None else said.name
        denied = "denied, " if self.relation.negated else ""
        place = " ".join(filter(None, (self.document, self.source, self.date)))
        return f"{who}: {denied}{self.relation.modality} ({place})"


@dataclass(frozen=True, slots=True)
class Opposition:
    """Be what speaks against a statement: the other side's id and its claims."""

    statement: str
    claims: tuple[Claim, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return who says otherwise, as JSON values."""
        speakers = (claim.relation.attributed_to for claim in self.claims)
        said = (speaker.name for speaker in speakers if speaker is not None)
        return {
            "statement": self.statement,
            "documents": list(dict.fromkeys(claim.document for claim in self.claims)),
            "attributed_to": list(dict.fromkeys(said)),
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """Be one claim of the graph, with every document that makes it.

    ``source_groups`` are the documents that say so, each group one independent source:
    copies of one article, and articles that repeat one speaker, stand together.
    ``contradicted_by`` is what other claims say against it.
    """

    subject: Entity
    predicate: str
    object: Entity
    negated: bool
    claims: tuple[Claim, ...]
    source_groups: tuple[tuple[str, ...], ...] = ()
    contradicted_by: tuple[Opposition, ...] = ()

    @property
    def id(self) -> str:
        """Return a name made of subject, predicate, object and denial."""
        return statement_id(
            (self.subject.id, self.predicate, self.object.id, self.negated)
        )

    @property
    def triple(self) -> Triple:
        """Return the three names."""
        return Triple(self.subject.name, self.predicate, self.object.name)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Return every relation that makes the claim, in the order of the documents."""
        return tuple(claim.relation for claim in self.claims)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return every sentence that proves it, in the order of the documents."""
        found = (proof for r in self.relations for proof in r.evidence)
        return tuple(dict.fromkeys(found))

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the ids of the documents that make the claim."""
        return tuple(dict.fromkeys(claim.document for claim in self.claims))

    @property
    def speakers(self) -> tuple[Entity, ...]:
        """Return those who are said to say so; an author's own words have none."""
        said = (r.attributed_to for r in self.relations if r.attributed_to is not None)
        return tuple({speaker.id: speaker for speaker in said}.values())

    @property
    def modality(self) -> str:
        """Return the strongest modality: asserted before planned, wanted, possible."""
        return min((r.modality for r in self.relations), key=MODALITIES.index)

    @property
    def status(self) -> str:
        """Return ``disputed`` or ``denied``, else the modality.

        ``disputed`` is a claim with a denial against it, or the denial itself;
        ``denied`` a denial of what nobody claims.
        """
        if self.contradicted_by:
            return "disputed"
        return "denied" if self.negated else self.modality

    @property
    def score(self) -> float:
        """Return the score of the surest relation."""
        return max(relation.score for relation in self.relations)

    @property
    def sources(self) -> int:
        """Return how many independent sources say so."""
        return len(self.source_groups)

    @property
    def first_seen(self) -> str | None:
        """Return the day of the first document that says so; None if unknown."""
        return min(self._days(), default=None)

    @property
    def last_seen(self) -> str | None:
        """Return the day of the last document that says so; None if unknown."""
        return max(self._days(), default=None)

    @property
    def history(self) -> tuple[tuple[str, str], ...]:
        """Return the days on which it was first said more firmly than before.

        Example:
            ``(("2024-03-01", "planned"), ("2024-06-10", "asserted"))``
        """
        steps: list[tuple[str, str]] = []
        for claim in sorted(self.claims, key=_firmness):
            meant = claim.relation.modality
            if claim.date is None or (
                steps and MODALITIES.index(meant) >= MODALITIES.index(steps[-1][1])
            ):
                continue
            steps.append((claim.date, meant))
        return tuple(steps)

    def _days(self) -> Iterator[str]:
        return (claim.date for claim in self.claims if claim.date is not None)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Set a claim against its denial, each with those who say so."""

    claim: Statement
    denial: Statement

    @property
    def triple(self) -> Triple:
        """Return the three names that are in dispute."""
        return self.claim.triple

    def explain(self) -> str:
        """Say who claims it and who denies it, a line for each document."""
        subject, predicate, object_ = self.triple
        lines = [f"({subject}, {predicate}, {object_})"]
        for side in (self.denial, self.claim):
            lines.extend(
                f"  {claim}" for other in side.contradicted_by for claim in other.claims
            )
        return "\n".join(lines)


def statement_id(key: Key) -> str:
    """Return the name of a statement.

    Args:
        key: What makes two relations the same statement.

    Example:
        >>> statement_id(("country:RU", "buys_from", "country:KP", False))
        'statement:8be2ea3b1d6d8d5a'
    """
    return _name("statement", list(key))


def opposed(one: Relation, other: Relation) -> bool:
    """Tell whether a claim and a denial of one triple cannot both be right.

    What is done stands against what is not done, a plan against "does not plan to";
    that something may be, and may not be, is no contradiction.

    Args:
        one: The claim or the denial.
        other: The other of the two.
    """
    return one.modality == other.modality != "possible"


def node_values(entity: Entity) -> dict[str, Any]:
    """Return the attributes of an entity's node, without those that are not known.

    Args:
        entity: The entity.
    """
    row = {"label": entity.name, "type": entity.type, "known": entity.known}
    known = {} if entity.kb_id is None else {"kb_id": entity.kb_id}
    return {**row, **known, "names": list(entity.names)}


def edge_values(statement: Statement) -> dict[str, Any]:
    """Return the attributes of a statement's edge.

    Args:
        statement: The statement.
    """
    relations = statement.relations
    qualifiers: dict[str, dict[str, None]] = {}
    for relation in relations:
        for qualifier in relation.qualifiers:
            qualifiers.setdefault(qualifier.role, {})[qualifier.text] = None
    return {
        **{role: list(texts) for role, texts in sorted(qualifiers.items())},
        "id": statement.id,
        "label": statement.predicate,
        "predicate": statement.predicate,
        "negated": statement.negated,
        "modality": statement.modality,
        "modalities": sorted({r.modality for r in relations}, key=MODALITIES.index),
        "status": statement.status,
        "attributed_to": [speaker.name for speaker in statement.speakers],
        "score": statement.score,
        "documents": list(statement.documents),
        "sources": statement.sources,
        "source_groups": [list(group) for group in statement.source_groups],
        "first_seen": statement.first_seen,
        "last_seen": statement.last_seen,
        "contradicted_by": [other.to_dict() for other in statement.contradicted_by],
        "evidence": [row for claim in statement.claims for row in claim.rows()],
    }


def _firmness(claim: Claim) -> tuple[str, int]:
    """Order claims by day, the firmest of a day first."""
    return claim.date or "", MODALITIES.index(claim.relation.modality)


def _name(kind: str, parts: list[Any]) -> str:
    """Make an id out of JSON values."""
    data = json.dumps(parts, sort_keys=True).encode("ascii")
    return f"{kind}:{hashlib.sha256(data).hexdigest()[:_DIGEST]}"
