"""A very long text in parts: cut where paragraphs end, and put together again.

Each part is read by itself, so a bare surname is not matched with a full name in
another part; known entities are, since their ids are the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from entityx.text import Cleaned
from entityx.types import (
    MODALITIES,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Qualifier,
    Relation,
)

_Placed = TypeVar("_Placed", Mention, Evidence, Qualifier)

# From the best place to cut to the worst.
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n|[.!?।。]\s"), re.compile(r"\s"))


def split(text: str, limit: int) -> Iterator[tuple[int, str]]:
    """Cut a text into parts.

    Args:
        text: The text to cut.
        limit: Most characters in a part.

    Yields:
        The offset of each part and the part; together they are the text.
    """
    start = 0
    while len(text) - start > limit:
        end = _cut(text, start, start + limit)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _cut(text: str, start: int, limit: int) -> int:
    """Find the last good place to cut in the second half of a part."""
    half = (start + limit) // 2
    for pattern in _CUTS:
        last = 0
        for match in pattern.finditer(text, half, limit):
            last = match.end()
        if last:
            return last
    return limit


def relocate(part: Extraction, source: Cleaned, offset: int = 0) -> Extraction:
    """Let a reading of cleaned text point into the text as given.

    Args:
        part: What was read.
        source: The cleaned text that it was read from, or is a part of.
        offset: Where the part begins in the cleaned text.

    Returns:
        The same reading, every ``text`` standing at ``start:end`` of the given text.
    """
    if not offset and not source.changed:
        return part

    def move(item: _Placed) -> _Placed:
        start, end = source.span(item.start + offset, item.end + offset)
        return replace(item, start=start, end=end, text=source.given[start:end])

    return replace(
        part,
        mentions=tuple(map(move, part.mentions)),
        relations=tuple(
            replace(
                relation,
                evidence=tuple(map(move, relation.evidence)),
                qualifiers=tuple(map(move, relation.qualifiers)),
            )
            for relation in part.relations
        ),
    )


def join(parts: Iterable[Extraction], whole: Extraction) -> Extraction:
    """Put the readings of a document's parts together.

    Args:
        parts: Readings whose offsets point into the whole document already.
        whole: The document's id, language, date and warnings.

    Returns:
        One reading: entities by id, the same claim once with every evidence.
    """
    entities: dict[str, Entity] = {}
    claims: dict[tuple[str, str, str, bool], Relation] = {}
    mentions: list[Mention] = []
    warnings = dict.fromkeys(whole.warnings)
    for part in parts:
        mentions.extend(part.mentions)
        warnings.update(dict.fromkeys(part.warnings))
        for entity in part.entities:
            entities[entity.id] = unite(entities.get(entity.id, entity), entity)
        for relation in part.relations:
            key = claim_key(relation)
            known = claims.get(key)
            claims[key] = relation if known is None else _join_claims(known, relation)
    return replace(
        whole,
        entities=tuple(entities.values()),
        relations=tuple(_with(relation, entities) for relation in claims.values()),
        mentions=tuple(mentions),
        warnings=tuple(warnings),
    )


def claim_key(relation: Relation) -> tuple[str, str, str, bool]:
    """Return what makes two relations the same claim.

    Args:
        relation: Any relation.
    """
    subject, object_ = relation.subject.id, relation.object.id
    return subject, relation.predicate, object_, relation.negated


def unite(one: Entity, other: Entity) -> Entity:
    """Make one entity of two with the same id.

    Args:
        one: The entity whose name and type stay.
        other: The same thing, seen elsewhere.
    """
    if one == other:
        return one
    return replace(
        one,
        kb_id=one.kb_id or other.kb_id,
        names=tuple(dict.fromkeys(one.names + other.names)),
        known=one.known or other.known,
        why=tuple(dict.fromkeys(one.why + other.why)),
    )


def _join_claims(one: Relation, other: Relation) -> Relation:
    """Say a claim once; the surer of the two leads, with the stronger modality."""
    best, rest = (other, one) if other.score > one.score else (one, other)
    return replace(
        best,
        modality=min(one.modality, other.modality, key=MODALITIES.index),
        qualifiers=tuple(dict.fromkeys(one.qualifiers + other.qualifiers)),
        evidence=tuple(dict.fromkeys(one.evidence + other.evidence)),
        why=tuple(dict.fromkeys(best.why + rest.why)),
    )


def _with(relation: Relation, entities: dict[str, Entity]) -> Relation:
    """Let a relation speak of the united entities."""
    said = relation.attributed_to
    return replace(
        relation,
        subject=entities.get(relation.subject.id, relation.subject),
        object=entities.get(relation.object.id, relation.object),
        attributed_to=None if said is None else entities.get(said.id, said),
    )
