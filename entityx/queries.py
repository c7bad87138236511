"""Asking a graph: which statements fit, and how they read from the other side.

``sells_to`` is a view of ``buys_from``: what is stored once is found under both names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from entityx.index import Index, turn
from entityx.inputs import day_of
from entityx.paths import Way, walk
from entityx.patterns.views import Views
from entityx.statement import Claim, Contradiction, Key
from entityx.types import MODALITIES, Entity, Relation

Found = tuple[Key, str | None]
"""A statement, and the predicate under which it is read backwards, if it is."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Say what is wanted of a claim, beyond its triple.

    Raises:
        ValueError: If the modality is none of the four, or a day is none.
    """

    modality: str | None = None
    negated: bool | None = None
    min_score: float = 0.0
    min_sources: int = 1
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        if self.modality not in (None, *MODALITIES):
            known = ", ".join(MODALITIES)
            raise ValueError(f"unknown modality {self.modality!r}; known: {known}")
        for day in (self.since, self.until):
            if day is not None and day_of(day) is None:
                raise ValueError(f"{day!r} is no day like 2024-05-31")

    def fit(self, claim: Claim) -> bool:
        """Tell whether a claim is as wanted, its sources apart.

        Args:
            claim: The claim.
        """
        relation = claim.relation
        return (
            self.modality in (None, relation.modality)
            and relation.score >= self.min_score
            and self._in_time(claim.date)
        )

    def _in_time(self, day: str | None) -> bool:
        """Tell whether a day is between the first and the last one wanted."""
        if self.since is None and self.until is None:
            return True
        if day is None:
            return False
        first, last = day_of(self.since) or day, day_of(self.until) or day
        return first <= day <= last


@dataclass(frozen=True, slots=True)
class Queries:
    """Ask an index.

    Args:
        index: What documents say.
        views: Which predicates are another one read backwards.
    """

    index: Index
    views: Views

    def find(
        self, subject: str | None, predicate: str | None, object: str | None
    ) -> Iterator[Found]:
        """Find statements by their parts.

        Args:
            subject: An entity's id or name.
            predicate: A predicate or its inverse.
            object: An entity's id or name.
        """
        subjects, objects = self._called(subject), self._called(object)
        base, inverse = (
            (None, False) if predicate is None else self.views.base(predicate)
        )
        if inverse:
            for key in self.index.find(objects, base, subjects):
                yield key, predicate
            return
        found = self.index.find(subjects, base, objects)
        yield from ((key, None) for key in found)
        if subjects is None and objects is None:
            return
        known = set(found)
        for both_ways in sorted(self.views.symmetric):
            if base in (None, both_ways):
                turned = self.index.find(objects, both_ways, subjects)
                yield from ((key, both_ways) for key in turned if key not in known)

    def _called(self, name: str | None) -> set[str] | None:
        return None if name is None else self.index.called(name)

    def relations(
        self, found: Iterator[Found], wanted: Conditions
    ) -> Iterator[Relation]:
        """Yield the relations of statements that are as wanted.

        Args:
            found: What ``find`` yields.
            wanted: The conditions.
        """
        index, anything = self.index, wanted == Conditions()
        for key, view in found:
            if wanted.negated not in (None, key[3]):
                continue
            if wanted.min_sources > 1 and (
                index.statement(key).sources < wanted.min_sources
            ):
                continue
            for claim in index.claims(key):
                if anything or wanted.fit(claim):
                    yield _seen(claim.relation, view)

    def timeline(self, what: str | tuple[str, str, str]) -> list[Claim]:
        """Return what is said of an entity or a triple, by the day.

        Args:
            what: An entity's id or name, or three of a triple.
        """
        if isinstance(what, str):
            ids = self.index.called(what)
            keys = {*self.index.find(ids), *self.index.find(objects=ids)}
            found: list[Found] = [(key, None) for key in sorted(keys)]
        else:
            found = list(self.find(*what))
        claims = (
            replace(claim, relation=_seen(claim.relation, view))
            for key, view in found
            for claim in self.index.claims(key)
        )
        return sorted(claims, key=lambda c: (c.date is None, c.date or "", c.document))

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield every claim that is denied."""
        for key in self.index.contested():
            claim = self.index.statement(key)
            if claim.contradicted_by:
                yield Contradiction(claim, self.index.statement((*key[:3], True)))

    def neighbours(self, entity: str, *, negated: bool) -> list[Entity]:
        """Return the entities that statements join with one, sorted by id.

        Args:
            entity: An entity's id or name.
            negated: Whether a denial counts as well.
        """
        ids = self.index.called(entity)
        found = {id for one in ids for id in self.near(one, negated=negated)}
        return [self.index.entity(id) for id in sorted(found - ids)]

    def near(self, id: str, *, negated: bool = False) -> list[str]:
        """Return the ids of an entity's neighbours, sorted.

        Args:
            id: The entity's id.
            negated: Whether a denial counts as well.
        """
        keys = (*self.index.find({id}), *self.index.find(objects={id}))
        ends = {end for key in keys if negated or not key[3] for end in key[:3:2]}
        return sorted(ends - {id})

    def ways(self, a: str, b: str, max_length: int) -> list[Way]:
        """Return how two entities hang together, the shortest ways first.

        Args:
            a: An entity's id or name.
            b: Another one's.
            max_length: Most steps of a way.
        """
        near = cache(self.near)
        found = [
            way
            for start in sorted(self.index.called(a))
            for end in sorted(self.index.called(b) - {start})
            for way in walk(start, end, near, max_length)
        ]
        return [self._way(way) for way in sorted(found, key=len)]

    def _way(self, ids: list[str]) -> Way:
        """Put the statements to a way."""
        index = self.index
        steps = (
            sorted((*index.find({a}, None, {b}), *index.find({b}, None, {a})))
            for a, b in pairwise(ids)
        )
        return Way(
            tuple(index.entity(id) for id in ids),
            tuple(
                tuple(index.statement(key) for key in step if not key[3])
                for step in steps
            ),
        )


def _seen(relation: Relation, view: str | None) -> Relation:
    """Return a relation as it reads under the predicate of a view."""
    return relation if view is None else turn(relation, view)
