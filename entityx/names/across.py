"""Which entities of many documents an analyst has decided to be one.

Kept apart from every score: a decision joins what no likeness would, and keeps apart
what every likeness would join.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .keys import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from entityx.types import Entity, Extraction

    from .decisions import Decisions


class DecidedMerger:
    """Merge the entities whose names were decided to be the same.

    What ``KnowledgeGraph(merger=...)`` takes. Two entities are one where an analyst
    called a name of the one and a name of the other the same, both are of one type, and
    no two names of theirs were called different. A known entity gives the id, else the
    one in most documents.

    Args:
        decisions: The analyst's decisions.

    Example:
        >>> from entityx.names import parse_decisions
        >>> line = '{"same": ["Abu Mohammad al-Julani", "Ahmed al-Sharaa"]}'
        >>> DecidedMerger(parse_decisions([line]))([])
        {}
    """

    def __init__(self, decisions: Decisions) -> None:
        self._pairs = decisions.pairs
        self._decided = {name for pair in decisions.pairs for name in pair}

    def __call__(self, documents: Sequence[Extraction]) -> dict[str, str]:
        """Return the entity that another one is, both by id.

        Args:
            documents: Every document.
        """
        bearers, order = self._bearers(documents)
        groups: dict[str, set[str]] = {}
        named: dict[str, set[str]] = {}
        for name, ids in bearers.items():
            for id in ids:
                groups.setdefault(id, {id})
                named.setdefault(id, set()).add(name)
        for (left, right), same in sorted(self._pairs.items()):
            if not same:
                continue
            for one in sorted(bearers.get(left, ())):
                for other in sorted(bearers.get(right, ())):
                    self._join(one, other, groups, named)
        return {
            id: head
            for id, group in groups.items()
            if id != (head := min(group, key=order.__getitem__))
        }

    def _bearers(
        self, documents: Sequence[Extraction]
    ) -> tuple[dict[str, set[str]], dict[str, tuple[bool, int, str]]]:
        """Find who bears a name that was decided, and whose id goes before whose."""
        bearers: dict[str, set[str]] = {}
        known: set[str] = set()
        seen: Counter[str] = Counter()
        for entity in _entities(documents):
            names = self._decided.intersection(map(fold, (entity.name, *entity.names)))
            for name in names:
                bearers.setdefault(name, set()).add(entity.id)
            if names:
                seen[entity.id] += 1
                if entity.known:
                    known.add(entity.id)
        return bearers, {id: (id not in known, -n, id) for id, n in seen.items()}

    def _join(
        self,
        one: str,
        other: str,
        groups: dict[str, set[str]],
        named: dict[str, set[str]],
    ) -> None:
        """Join two groups of entities, unless somebody in them is somebody else."""
        if groups[one] is groups[other] or _kind(one) != _kind(other):
            return
        if any(
            self._pairs.get((min(a, b), max(a, b))) is False
            for x in groups[one]
            for y in groups[other]
            for a in named[x]
            for b in named[y]
        ):
            return
        whole = groups[one] | groups[other]
        groups.update(dict.fromkeys(whole, whole))


def _entities(documents: Iterable[Extraction]) -> Iterable[Entity]:
    return (entity for document in documents for entity in document.entities)


def _kind(id: str) -> str:
    return id.partition(":")[0]
