"""How two entities hang together over others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from entityx.statement import Statement
from entityx.types import Entity

Near = Callable[[str], list[str]]
"""The ids of an entity's neighbours, sorted."""


@dataclass(frozen=True, slots=True)
class Way:
    """Be one way from an entity to another.

    ``steps`` holds, for each two entities that follow each other, every statement that
    joins them, in either direction.
    """

    entities: tuple[Entity, ...]
    steps: tuple[tuple[Statement, ...], ...]

    def __len__(self) -> int:
        return len(self.steps)


def walk(start: str, end: str, near: Near, max_length: int) -> Iterator[list[str]]:
    """Find all ways without a loop, the shortest first.

    Args:
        start: Where to begin.
        end: Where to go.
        near: Tells the neighbours.
        max_length: Most steps.

    Yields:
        The ids on the way, both ends with it.
    """
    left = _distances(end, near, max_length)
    for length in range(1, max_length + 1):
        yield from _extend([start], end, near, left, length)


def _distances(end: str, near: Near, most: int) -> dict[str, int]:
    """Tell for all around an entity how many steps it takes to get there."""
    found, edge = {end: 0}, [end]
    for steps in range(1, most + 1):
        edge = [
            n for one in edge for n in near(one) if found.setdefault(n, steps) == steps
        ]
        edge = list(dict.fromkeys(edge))
    return found


def _extend(
    way: list[str], end: str, near: Near, left: dict[str, int], length: int
) -> Iterator[list[str]]:
    """Go on from the last entity, wherever the end can still be reached in time."""
    if way[-1] == end:
        if length == 0:
            yield way
        return
    for step in near(way[-1]):
        if step not in way and left.get(step, length) < length:
            yield from _extend([*way, step], end, near, left, length - 1)
