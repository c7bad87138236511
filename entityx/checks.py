"""What a graph takes in: readings made by hand or by other programs, checked once.

What is wrong in a small way is put right (a list for a tuple, a score that is no
number); what cannot be guessed raises one error that names the place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, SupportsIndex, TypeVar

from entityx.types import (
    MODALITIES,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Qualifier,
    Relation,
)

_Part = TypeVar("_Part", Mention, Qualifier, Evidence)
_TEXTS = {
    Mention: ("text", "type", "entity_id", "source"),
    Qualifier: ("role", "text"),
    Evidence: ("doc_id", "lang", "text", "cue", "rule"),
}
_FIELDS = {kind: attrgetter(*names) for kind, names in _TEXTS.items()}
_ENDS = attrgetter("start", "end")
_TEXT_OR_NONE = (str, type(None))
_MAY_BE_MISSING = {"source", "cue", "rule"}


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
        mentions=tuple(
            _mention(mention, place, warnings)
            for mention in _parts(extraction.mentions, Mention, place)
        ),
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
    if _plain_entity(entity):
        return entity
    place = f"{place}: entity {entity.id!r:.60}"
    for key in ("id", "type", "name"):
        _text(getattr(entity, key), f"{place}: {key}")
    if entity.kb_id is not None:
        _text(entity.kb_id, f"{place}: kb_id")
    names = _texts(entity.names, f"{place}: names")
    why = _texts(entity.why, f"{place}: why")
    if names is entity.names and why is entity.why and type(entity.known) is bool:
        return entity
    return replace(entity, names=names, why=why, known=bool(entity.known))


def _plain_entity(entity: Entity) -> bool:
    """Tell whether there is nothing to put right in an entity."""
    lists = (entity.names, entity.why)
    if {*map(type, lists)} != {tuple} or type(entity.known) is not bool:
        return False
    texts = (entity.id, entity.type, entity.name, *entity.names, *entity.why)
    return {*map(type, texts)} == {str} and type(entity.kb_id) in _TEXT_OR_NONE


def _relation(relation: Relation, place: str, warnings: list[str]) -> Relation:
    """Check a relation and the entities in it."""
    if not isinstance(relation, Relation):
        raise ValueError(f"{place}: {relation!r:.60} is no Relation")
    place = f"{place}: relation {relation.predicate!r:.60}"
    if not _text(relation.predicate, f"{place}: predicate"):
        raise ValueError(f"{place} is empty")
    if relation.modality not in MODALITIES:
        known = ", ".join(MODALITIES)
        raise ValueError(f"{place}: modality {relation.modality!r:.60}; known: {known}")
    said = relation.attributed_to
    values: dict[str, Any] = {
        "subject": _entity(relation.subject, place),
        "object": _entity(relation.object, place),
        "negated": bool(relation.negated),
        "attributed_to": None if said is None else _entity(said, place),
        "qualifiers": _parts(relation.qualifiers, Qualifier, place),
        "evidence": _parts(relation.evidence, Evidence, place),
        "why": _texts(relation.why, f"{place}: why"),
        "score": _score(relation.score, place, warnings),
    }
    if all(getattr(relation, key) is value for key, value in values.items()):
        return relation
    return replace(relation, **values)


def _mention(mention: Mention, place: str, warnings: list[str]) -> Mention:
    """Check how sure a name in a text is."""
    if type(mention.score) is float and 0 <= mention.score <= 1:
        return mention
    place = f"{place}: mention {mention.text!r:.60}"
    return replace(mention, score=_score(mention.score, place, warnings))


def _parts(parts: Any, kind: type[_Part], place: str) -> tuple[_Part, ...]:
    """Check values that point into a text; if all are right, they stay the same."""
    given = _tuple(parts)
    if all(type(part) is kind and _plain(part) for part in given):
        return given
    return tuple(_part(part, kind, place) for part in given)


def _part(part: Any, kind: type[_Part], place: str) -> _Part:
    """Check one such value; a number as a qualifier's value becomes text."""
    if not isinstance(part, kind):
        raise ValueError(f"{place}: {part!r:.60} is no {kind.__name__}")
    place = f"{place}: {kind.__name__}"
    changed: dict[str, Any] = {}
    for key in _TEXTS[kind]:
        value = getattr(part, key)
        if value is None and key in _MAY_BE_MISSING:
            changed[key] = ""
        else:
            _text(value, f"{place}: {key}")
    for key in ("start", "end"):
        value = getattr(part, key)
        if not isinstance(value, SupportsIndex):
            raise ValueError(f"{place}: {key} is {value!r:.60}, not a whole number")
        if type(value) is not int:  # numpy's are written by no JSON writer
            changed[key] = int(value)
    if isinstance(part, Qualifier):
        changed |= _values(part, place)
    return replace(part, **changed) if changed else part


def _plain(part: Mention | Qualifier | Evidence) -> bool:
    """Tell whether there is nothing to put right; a graph asks this millions of times.

    Args:
        part: What points into a text.
    """
    kinds = {*map(type, _FIELDS[type(part)](part))}
    if kinds != {str} or {*map(type, _ENDS(part))} != {int}:
        return False
    return not isinstance(part, Qualifier) or (
        type(part.value) in _TEXT_OR_NONE and type(part.entity_id) in _TEXT_OR_NONE
    )


def _values(qualifier: Qualifier, place: str) -> dict[str, Any]:
    """Return what is to be changed in the values of a qualifier."""
    if qualifier.entity_id is not None:
        _text(qualifier.entity_id, f"{place}: entity_id")
    value: Any = qualifier.value
    if value is None or isinstance(value, str):
        return {}
    return {"value": None if value != value else str(value)}  # NaN equals nothing


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


def _texts(values: Any, place: str) -> tuple[str, ...]:
    """Return texts, without those that are None; if all are right, the same tuple."""
    found = _tuple(values)
    if None in found:
        found = tuple(value for value in found if value is not None)
    for value in found:
        _text(value, place)
    return found


def _tuple(values: Iterable[Any] | None) -> tuple[Any, ...]:
    """Return a tuple; None is an empty one, a text a tuple of one."""
    if isinstance(values, str):
        return (values,)
    return values if type(values) is tuple else tuple(values or ())
