"""Say which entities of many documents are one: a merger for ``KnowledgeGraph``.

    graph = KnowledgeGraph(merger=NameMerger(decisions=read_decisions(path)))

Names are compared as in ``cluster``; two known entities stay apart, and so do two whose
contexts forbid it. An analyst's decisions win over all of it. Two people who bear one
name letter by letter have one id already: those are not taken apart here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from .cluster import PersonClusters, spelled_edges
from .context import Context, veto
from .decisions import Decisions
from .keys import fold
from .linker import Linker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from entityx.types import Entity, Extraction

    Edges = tuple[
        NDArray[np.int64], NDArray[np.int64], NDArray[np.float32], NDArray[np.bool_]
    ]

# Countries are told by name already, and their ids are ISO codes.
TYPES = ("LOC", "ORG", "PERSON", "WEAPON")
# A graph joins more carefully than a list: nobody sees that a node is two things.
SURE = 0.8


class NameMerger:
    """Bring entities of different ids together whose names mean one thing.

    Args:
        decisions: An analyst's decisions, which win over every score.

    Example:
        >>> NameMerger()([])
        {}
    """

    def __init__(self, *, decisions: Decisions | None = None) -> None:
        self._decisions = decisions or Decisions()

    def __call__(self, documents: Sequence[Extraction]) -> Mapping[str, str]:
        """Return for each entity that is another one the id of that other.

        Args:
            documents: The documents, sorted by id.
        """
        found = _gather(documents)
        around = _contexts(documents)
        out: dict[str, str] = {}
        for type in TYPES:
            entities = [found[key] for key in sorted(found) if found[key].type == type]
            for group in self._groups(entities, type, around):
                chief = min(group, key=lambda at: (not entities[at].known, at))
                for at in group:
                    if at != chief:
                        out[entities[at].id] = entities[chief].id
        return out

    def _groups(
        self, entities: list[Entity], type: str, around: Mapping[str, Context]
    ) -> list[list[int]]:
        names = sorted({entity.name for entity in entities})
        owners: dict[str, list[int]] = defaultdict(list)
        for at, entity in enumerate(entities):
            owners[entity.name].append(at)
        linker = Linker(least=SURE)
        linker.grow(len(entities))
        edges = _edges(names, type)
        for same in (False, True):
            self._decide(entities, linker, same=same)
        linker.link(*_between(names, edges, owners, entities, around))
        return linker.groups()

    def _decide(self, entities: list[Entity], linker: Linker, *, same: bool) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for at, entity in enumerate(entities):
            for name in dict.fromkeys(map(fold, (entity.name, *entity.names))):
                places[name].append(at)
        for (one, two), decided in sorted(self._decisions.pairs.items()):
            for i in places.get(one, ()) if decided is same else ():
                for j in places.get(two, ()):
                    if i != j:
                        linker.decide(i, j, same=same)


def _gather(documents: Sequence[Extraction]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    for document in documents:
        for entity in document.entities:
            found.setdefault(entity.id, entity)
    return found


def _contexts(documents: Sequence[Extraction]) -> dict[str, Context]:
    """Collect what relations say of each entity: its countries, and what it does."""
    countries: dict[str, set[str]] = defaultdict(set)
    roles: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for relation in document.relations:
            two = relation.subject, relation.object
            for one, other in (two, two[::-1]):
                roles[one.id].add(relation.predicate)
                if other.type == "COUNTRY":
                    countries[one.id].add(other.id)
    return {
        key: Context(frozenset(countries[key]), frozenset(roles[key]))
        for key in sorted(roles)
    }


def _edges(names: list[str], type: str) -> Edges:
    if type == "PERSON":
        return PersonClusters.edges(names)
    return spelled_edges(names, type)


def _between(
    names: list[str],
    edges: Edges,
    owners: Mapping[str, list[int]],
    entities: list[Entity],
    around: Mapping[str, Context],
) -> Edges:
    """Turn links of names into links of entities, and shut those that may not be."""
    rows: list[tuple[int, int, float, bool]] = []
    for i, j, score, shut in zip(*(part.tolist() for part in edges), strict=True):
        for a in owners[names[i]]:
            for b in owners[names[j]]:
                apart = shut or _apart(entities[a], entities[b], around)
                rows.append((a, b, score, apart))
    table = np.asarray([row[:2] for row in rows], np.int64).reshape(-1, 2)
    return (
        table[:, 0],
        table[:, 1],
        np.asarray([row[2] for row in rows], np.float32),
        np.asarray([row[3] for row in rows], np.bool_),
    )


def _apart(one: Entity, two: Entity, around: Mapping[str, Context]) -> bool:
    if one.known and two.known:
        return True
    nothing = Context()
    return veto(around.get(one.id, nothing), around.get(two.id, nothing)) is not None
