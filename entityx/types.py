"""What entityx says about a text, as plain frozen values.

A *mention* is a place in a text, an *entity* a thing in the world, a *relation* one
claim about two entities, a *triple* its three names. Everything here is JSON in and
JSON out (``to_dict``, ``from_dict``); nothing here knows spaCy, files or languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

SCHEMA_VERSION = 1
MODALITIES = ("asserted", "planned", "wanted", "possible")


class Triple(NamedTuple):
    """Name a claim: who, does what, to whom.

    Example:
        >>> Triple("Russia", "buys_from", "North Korea").predicate
        'buys_from'
    """

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Point at a name in a text: ``text == document[start:end]`` in code points."""

    start: int
    end: int
    text: str
    type: str
    entity_id: str
    source: str = "ner"
    score: float = 1.0

    def to_dict(self) -> dict[str, Any]:
        """Return the mention as JSON values."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "type": self.type,
            "entity_id": self.entity_id,
            "source": self.source,
            "score": self.score,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Build a mention from what ``to_dict`` returned."""
        return cls(**row)


@dataclass(frozen=True, slots=True)
class Entity:
    """Be one thing in the world, under one canonical name.

    ``id`` is ``kind:key`` (``country:KP``); ``kb_id`` an ISO 3166 code or a Wikidata
    id; ``names`` the spellings seen; ``known`` whether ``patterns/`` lists it; ``why``
    the name matches that brought its mentions together.
    """

    id: str
    type: str
    name: str
    kb_id: str | None = None
    names: tuple[str, ...] = ()
    known: bool = False
    why: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the entity as JSON values."""
        return {
            "id": self.id,
            "type": self.type,
            "name": self.name,
            "kb_id": self.kb_id,
            "names": list(self.names),
            "known": self.known,
            "why": list(self.why),
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Build an entity from what ``to_dict`` returned."""
        return cls(
            **{**row, "names": tuple(row["names"]), "why": tuple(row.get("why", ()))}
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """Prove a relation: the sentence, the word that speaks of it, the rule applied."""

    doc_id: str
    lang: str
    start: int
    end: int
    text: str
    cue: str = ""
    rule: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the evidence as JSON values."""
        return {
            "doc_id": self.doc_id,
            "lang": self.lang,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "cue": self.cue,
            "rule": self.rule,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Build an evidence from what ``to_dict`` returned."""
        return cls(**row)


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Say more about a relation: its weapon, quantity, date, place or value.

    ``text`` is what stands at ``start:end``; ``entity_id`` is set for weapons and
    places; ``value`` is the same in a normal form where there is one.
    """

    role: str
    text: str
    start: int
    end: int
    value: str | None = None
    entity_id: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the qualifier as JSON values."""
        return {
            "role": self.role,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "value": self.value,
            "entity_id": self.entity_id,
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Build a qualifier from what ``to_dict`` returned."""
        return cls(**row)


@dataclass(frozen=True, slots=True)
class Relation:
    """Be one claim: who does what to whom, how surely, and who says so.

    ``modality`` is one of ``asserted``, ``planned``, ``wanted``, ``possible``.
    ``score`` is a calibrated probability between 0 and 1. ``why`` holds the reasons
    (roles, rule, features, name matches) in words.
    """

    subject: Entity
    predicate: str
    object: Entity
    negated: bool = False
    modality: str = "asserted"
    attributed_to: Entity | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    score: float = 1.0
    why: tuple[str, ...] = field(default=())

    @property
    def triple(self) -> Triple:
        """Return the three names."""
        return Triple(self.subject.name, self.predicate, self.object.name)

    def explain(self) -> str:
        """Say in a few lines why this relation was read out of the text.

        Returns:
            The claim, how it is meant, who says so, each sentence with its cue and
            rule, and the reasons that spoke for and against it.
        """
        said = "author" if self.attributed_to is None else self.attributed_to.name
        claim = f"({self.subject.name}, {self.predicate}, {self.object.name})"
        lines = [
            f"{claim}  score {self.score:.2f}",
            f"  {'denied, ' if self.negated else ''}{self.modality}; said by: {said}",
        ]
        for proof in self.evidence:
            place = f"{proof.doc_id} [{proof.start}:{proof.end}]"
            lines.append(f'  evidence {place}: "{" ".join(proof.text.split())}"')
            lines.append(f'    cue "{proof.cue}", rule {proof.rule}')
        lines.extend(f'  {q.role}: "{q.text}"' for q in self.qualifiers)
        lines.extend(f"  because {reason}" for reason in self.why)
        for entity in (self.subject, self.object):
            lines.extend(f"  {entity.name}: {reason}" for reason in entity.why)
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return the relation as JSON values, entities written out."""
        said = self.attributed_to
        return {
            "subject": self.subject.to_dict(),
            "predicate": self.predicate,
            "object": self.object.to_dict(),
            "negated": self.negated,
            "modality": self.modality,
            "attributed_to": None if said is None else said.to_dict(),
            "qualifiers": [q.to_dict() for q in self.qualifiers],
            "evidence": [e.to_dict() for e in self.evidence],
            "score": self.score,
            "why": list(self.why),
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Build a relation from what ``to_dict`` returned."""
        said = row["attributed_to"]
        return cls(
            subject=Entity.from_dict(row["subject"]),
            predicate=row["predicate"],
            object=Entity.from_dict(row["object"]),
            negated=row["negated"],
            modality=row["modality"],
            attributed_to=None if said is None else Entity.from_dict(said),
            qualifiers=tuple(Qualifier.from_dict(q) for q in row["qualifiers"]),
            evidence=tuple(Evidence.from_dict(e) for e in row["evidence"]),
            score=row["score"],
            why=tuple(row["why"]),
        )


@dataclass(frozen=True, slots=True)
class Extraction:
    """Be all that was read out of one text; what ``KnowledgeGraph.add`` takes.

    ``text`` is what was read, as given: every ``start:end`` points into it. ``source``
    is who published it, a name or an address, and ``date`` the day of writing.
    """

    id: str
    lang: str
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    date: str | None = None
    warnings: tuple[str, ...] = ()
    text: str | None = None
    source: str | None = None

    @property
    def triples(self) -> list[Triple]:
        """Return the names of every relation, in the order of the text."""
        return [relation.triple for relation in self.relations]

    def to_dict(self) -> dict[str, Any]:
        """Return the extraction as JSON values, with a ``schema_version``."""
        return {
            "schema_version": SCHEMA_VERSION,
            "id": self.id,
            "lang": self.lang,
            "date": self.date,
            "source": self.source,
            "text": self.text,
            "entities": [e.to_dict() for e in self.entities],
            "relations": [r.to_dict() for r in self.relations],
            "mentions": [m.to_dict() for m in self.mentions],
            "warnings": list(self.warnings),
        }

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Build an extraction from what ``to_dict`` returned.

        Raises:
            ValueError: If the row has another ``schema_version``.
        """
        if row.get("schema_version") != SCHEMA_VERSION:
            raise ValueError(
                f"schema_version {row.get('schema_version')!r} is not {SCHEMA_VERSION}"
            )
        return cls(
            id=row["id"],
            lang=row["lang"],
            entities=tuple(Entity.from_dict(e) for e in row["entities"]),
            relations=tuple(Relation.from_dict(r) for r in row["relations"]),
            mentions=tuple(Mention.from_dict(m) for m in row["mentions"]),
            date=row.get("date"),
            warnings=tuple(row.get("warnings", ())),
            text=row.get("text"),
            source=row.get("source"),
        )

    def _repr_html_(self) -> str:
        from entityx.graph import KnowledgeGraph

        return KnowledgeGraph([self])._repr_html_()
