"""Bring many names together into groups, one group for each thing named.

Pairs are taken from the surest to the least sure. Two groups are joined only if no
name of one contradicts a name of the other: one wrong edge cannot melt two families.
The result does not depend on the order of the names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .candidates import Index
from .compare import compare

if TYPE_CHECKING:
    from collections.abc import Sequence

_THRESHOLD = 0.8
_LOOK_AT = 12


def cluster(names: Sequence[str], *, type: str) -> list[list[int]]:
    """Group names that mean one thing.

    Args:
        names: The names; equal spellings are allowed.
        type: The entity type of all of them.

    Returns:
        Lists of positions in ``names``, each ascending, ordered by their first.
    """
    spelling: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        spelling.setdefault(name, []).append(position)
    unique = sorted(spelling)
    groups = _join(unique, _edges(unique, type), type)
    found = [sorted(p for i in group for p in spelling[unique[i]]) for group in groups]
    return sorted(found)


def _edges(names: Sequence[str], type: str) -> list[tuple[float, int, int]]:
    index = Index(type)
    for number, name in enumerate(names):
        index.add(number, name)
    edges: set[tuple[float, int, int]] = set()
    for number, name in enumerate(names):
        for other in index.ask(name):
            if other == number:
                continue
            match = compare(name, names[other], type=type)
            if match.same and match.score >= _THRESHOLD:
                edges.add((-match.score, *sorted((number, other))))  # type: ignore[arg-type]
    return sorted(edges)


def _join(
    names: Sequence[str], edges: list[tuple[float, int, int]], type: str
) -> list[list[int]]:
    home = list(range(len(names)))
    members = {number: [number] for number in home}
    for _, left, right in edges:
        a, b = home[left], home[right]
        if a == b or _forbidden(names, members[a], members[b], type):
            continue
        keep, gone = min(a, b), max(a, b)
        for number in members[gone]:
            home[number] = keep
        members[keep].extend(members.pop(gone))
    return list(members.values())


def _forbidden(
    names: Sequence[str], left: list[int], right: list[int], type: str
) -> bool:
    """Say whether a guard, or too much doubt, stands between two groups."""
    pairs = [(i, j) for i in left[:_LOOK_AT] for j in right[:_LOOK_AT]]
    matches = [compare(names[i], names[j], type=type) for i, j in pairs]
    if any(match.guard for match in matches):
        return True
    return 2 * sum(match.same for match in matches) < len(matches)
