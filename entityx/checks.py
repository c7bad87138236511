"""What a graph takes in: readings made by hand or by other programs, checked once.

What is wrong in a small way is put right (a list for a tuple, a score that is no
number); what cannot be guessed raises one error that names the place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from entityx.types import MODALITIES, Entity, Extraction, Relation


def checked(extraction: Extraction) -> Extraction:
    """Return a reading that everything else can rely on.

    Args:
        extraction: What was read out of a text, by whatever program.

    Returns:
        The same reading; scores that are no number between 0 and 1 are brought there,
        and a warning in it says so.

    Raises:
        TypeError: If it is no ``Extraction``.
        ValueError: If an id, a name, a predicate or a modality is none.
    """
    if not isinstance(extraction, Extraction):
        raise TypeError(f"a graph takes an Extraction, not {extraction!r:.60}")
    place = f"document {extraction.id!r:.60}"
    _text(extraction.id, f"{place}: id")
    _text(extraction.lang, f"{place}: lang")
    for key in ("text", "source"):
        if getattr(extraction, key) is not None:
            _text(getattr(extraction, key), f"{place}: {key}")
    warnings = list(extraction.warnings)
    return replace(
        extraction,
        entities=tuple(_entity(e, place) for e in extraction.entities),
        relations=tuple(_relation(r, place, warnings) for r in extraction.relations),
        mentions=tuple(extraction.mentions),
        date=_date(extraction.date, place),
        warnings=tuple(warnings),
    )


def _date(value: Any, place: str) -> str | None:
    """Return a date as text."""
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else _text(value, f"{place}: date")


def _entity(entity: Entity, place: str) -> Entity:
    """Check an entity; what is right stays the same object."""
    if not isinstance(entity, Entity):
        raise ValueError(f"{place}: {entity!r:.60} is no Entity")
    for key in ("id", "type", "name"):
        _text(getattr(entity, key), f"{place}: entity {entity.id!r:.60}: {key}")
    if type(entity.names) is tuple and type(entity.why) is tuple:
        return entity
    return replace(entity, names=_tuple(entity.names), why=_tuple(entity.why))


def _relation(relation: Relation, place: str, warnings: list[str]) -> Relation:
    """Check a relation and the entities in it."""
    if not isinstance(relation, Relation):
        raise ValueError(f"{place}: {relation!r:.60} is no Relation")
    place = f"{place}: relation {relation.predicate!r:.60}"
    _text(relation.predicate, f"{place}: predicate")
    if relation.modality not in MODALITIES:
        known = ", ".join(MODALITIES)
        raise ValueError(f"{place}: modality {relation.modality!r:.60}; known: {known}")
    said = relation.attributed_to
    values: dict[str, Any] = {
        "subject": _entity(relation.subject, place),
        "object": _entity(relation.object, place),
        "negated": bool(relation.negated),
        "attributed_to": None if said is None else _entity(said, place),
        "qualifiers": _tuple(relation.qualifiers),
        "evidence": _tuple(relation.evidence),
        "why": _tuple(relation.why),
        "score": _score(relation.score, place, warnings),
    }
    for proof in values["evidence"]:
        _text(proof.text, f"{place}: evidence")
    if all(getattr(relation, key) is value for key, value in values.items()):
        return relation
    return replace(relation, **values)


def _score(value: Any, place: str, warnings: list[str]) -> float:
    """Bring a score between 0 and 1."""
    if isinstance(value, int | float) and 0 <= value <= 1:
        return value
    number = value if isinstance(value, int | float) and not math.isnan(value) else 0
    found = min(max(number, 0), 1)
    warnings.append(f"{place}: score {value!r:.60} taken as {found}")
    return found


def _text(value: Any, place: str) -> str:
    """Return what has to be a text."""
    if not isinstance(value, str):
        raise ValueError(f"{place} is {value!r:.60}, not a text")
    return value


def _tuple(values: Iterable[Any] | None) -> tuple[Any, ...]:
    """Return a tuple; None is an empty one, a text a tuple of one."""
    if isinstance(values, str):
        return (values,)
    return values if type(values) is tuple else tuple(values or ())
