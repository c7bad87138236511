"""Which entities of different documents are one: a seam for those who know about names.

A graph asks its merger before it counts anything, so that claims about one thing under
two ids are one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from entityx.types import Entity, Extraction

Merger = Callable[[Sequence[Extraction]], Mapping[str, str]]
"""Tells which entities are another one: the id of each, and the id of that other one.

It is asked for all documents together, sorted by id, again whenever there are new ones,
and must give the same answer for the same documents."""


def same_entities(
    merger: Merger | None, documents: Sequence[Extraction]
) -> dict[str, Entity]:
    """Ask a merger, and follow it to the end: what A is called when A is B, and B is C.

    Args:
        merger: Tells which entities are another one; None for none are.
        documents: Every document, sorted by id.

    Returns:
        The entity that another one is, by the other one's id.

    Raises:
        ValueError: If the merger goes round in a circle.
    """
    others = {} if merger is None else merger(documents)
    if not others:
        return {}
    listed: dict[str, Entity] = {}
    for extraction in documents:
        for entity in extraction.entities:
            listed.setdefault(entity.id, entity)
    ends = {id: _end(id, others) for id in others if others[id] != id}
    return {
        id: listed.get(end) or replace(listed[id], id=end)
        for id, end in ends.items()
        if id in listed or end in listed
    }


def _end(id: str, others: Mapping[str, str]) -> str:
    """Return the last entity in a row of which each is the next."""
    passed = {id}
    while (other := others.get(id, id)) != id:
        if other in passed:
            raise ValueError(f"entities are merged in a circle: {sorted(passed)}")
        passed.add(other)
        id = other
    return id
