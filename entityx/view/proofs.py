"""The sentences behind a claim, with the places in them that say it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from entityx.types import Evidence, Extraction, Mention, Relation

Mark = tuple[int, int, str]


def apart(marks: Iterable[Mark], length: int) -> list[Mark]:
    """Choose marks that do not overlap, the first ones given before the others.

    Args:
        marks: Start, end and kind of each, the most important first.
        length: Of the text; what lies outside of it is left out.

    Returns:
        The chosen marks in the order of the text.

    Example:
        >>> apart([(0, 6, "subject"), (4, 9, "weapon"), (7, 9, "cue")], 20)
        [(0, 6, 'subject'), (7, 9, 'cue')]
    """
    chosen: list[Mark] = []
    for mark in marks:
        start, end, _ = mark
        if not 0 <= start < end <= length:
            continue
        place = bisect_left(chosen, mark)
        before, after = chosen[max(place - 1, 0) : place], chosen[place : place + 1]
        if all(m[1] <= start for m in before) and all(end <= m[0] for m in after):
            chosen.insert(place, mark)
    return chosen


def proof_row(
    relation: Relation, proof: Evidence, mentions: Sequence[Mention]
) -> dict[str, Any]:
    """Return one sentence of a claim, as JSON values.

    Args:
        relation: The claim as one document makes it.
        proof: The sentence.
        mentions: The names in that document.
    """
    said = relation.attributed_to
    marks = apart(_marks(relation, proof, mentions), len(proof.text))
    return {
        "start": proof.start,
        "end": proof.end,
        "text": proof.text,
        "marks": [list(mark) for mark in marks],
        "said": None if said is None else said.name,
        "speaker": None if said is None else said.id,
        "modality": relation.modality,
        "rule": proof.rule,
        "more": [
            [q.role, q.text if q.value is None else f"{q.text} ({q.value})"]
            for q in relation.qualifiers
        ],
    }


def _marks(
    relation: Relation, proof: Evidence, mentions: Sequence[Mention]
) -> Iterator[Mark]:
    """Yield the places of subject, object, speaker, cue and qualifiers."""
    said = relation.attributed_to
    roles = {} if said is None else {said.id: "speaker"}
    roles |= {relation.object.id: "object", relation.subject.id: "subject"}
    for mention in mentions:
        if mention.entity_id in roles:
            start, end = mention.start - proof.start, mention.end - proof.start
            yield start, end, roles[mention.entity_id]
    if proof.cue:
        word = re.search(rf"(?<!\w){re.escape(proof.cue)}(?!\w)", proof.text)
        place = proof.text.find(proof.cue) if word is None else word.start()
        yield place, place + len(proof.cue), "cue"
    for qualifier in relation.qualifiers:
        start, end = qualifier.start - proof.start, qualifier.end - proof.start
        yield start, end, qualifier.role


def highlights(
    extraction: Extraction, number: Mapping[str, int], length: int
) -> list[list[int]]:
    """Return the names in a text: start, end and the number of the entity.

    Args:
        extraction: The reading of the text.
        number: The place of each entity, by id, in the page's list.
        length: Of the text.
    """
    known = [m for m in extraction.mentions if m.entity_id in number]
    # The longest name first: "North Korean leader" rather than "North" in it.
    known.sort(key=lambda m: (m.start - m.end, m.start))
    marks = apart(((m.start, m.end, m.entity_id) for m in known), length)
    return [[start, end, number[key]] for start, end, key in marks]
