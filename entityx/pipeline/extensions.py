"""Register what a ``Doc`` and a ``Span`` say about themselves after reading.

``doc._.extraction``, ``doc._.entities``, ``doc._.relations``, ``doc._.triples`` and
``span._.entity`` are getters over plain values in ``doc.user_data``. Extensions are
global to a process: they are set here, once, and a clash with somebody else's raises.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc, Span

from entityx.errors import EntityxError
from entityx.pipeline.assemble import assemble
from entityx.pipeline.state import State
from entityx.types import Entity, Extraction, Relation, Triple


def _extraction(doc: Doc) -> Extraction:
    return assemble(doc)


def _entities(doc: Doc) -> list[Entity]:
    return list(assemble(doc).entities)


def _relations(doc: Doc) -> list[Relation]:
    return list(assemble(doc).relations)


def _triples(doc: Doc) -> list[Triple]:
    return assemble(doc).triples


def _entity(span: Span) -> Entity | None:
    state = State.of(span.doc)
    for row in state.get("mentions", ()):
        if (row["s"], row["e"]) == (span.start, span.end):
            return Entity.from_dict(state["entities"][row["entity"]])
    return None


DOC: dict[str, Callable[[Doc], Any]] = {
    "extraction": _extraction,
    "entities": _entities,
    "relations": _relations,
    "triples": _triples,
}


def register() -> None:
    """Set the extensions; a second call changes nothing.

    Raises:
        EntityxError: If another library has set one of these names.
    """
    for name, getter in DOC.items():
        if Doc.has_extension(name):
            if Doc.get_extension(name)[2] is not getter:
                raise EntityxError(f"doc._.{name} was set by another library")
            continue
        Doc.set_extension(name, getter=getter)
    if not Span.has_extension("entity"):
        Span.set_extension("entity", getter=_entity)
    elif Span.get_extension("entity")[2] is not _entity:
        raise EntityxError("span._.entity was set by another library")
