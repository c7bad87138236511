"""What documents say, so kept that any part is found without going through all.

Documents are only ever added, in any order; everything that is given back is sorted by
documents' ids, so that the order does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from entityx.inputs import day_of
from entityx.parts import claim_key
from entityx.patterns.views import Views
from entityx.sources import Copies, independent
from entityx.statement import Claim, Key, Opposition, Statement, opposed, statement_id
from entityx.types import Entity, Extraction, Relation

Place = tuple[bool, str, int, int]
"""Where a name was seen: under another id, in which document, of which of its entities
and as which of the names."""


@dataclass(slots=True)
class _Seen:
    """Gather what documents say of one entity; the first place decides."""

    entity: Entity
    place: Place
    known: bool = False
    kb_ids: dict[str, Place] = field(default_factory=dict)
    names: dict[str, Place] = field(default_factory=dict)
    why: dict[str, Place] = field(default_factory=dict)

    def add(self, entity: Entity, place: Place) -> None:
        """Take in what one document says."""
        if place < self.place:
            self.entity, self.place = entity, place
        self.known = self.known or entity.known
        if entity.kb_id is not None:
            _note(self.kb_ids, (entity.kb_id,), place)
        _note(self.names, entity.names, place)
        _note(self.why, entity.why, place)

    def whole(self, id: str) -> Entity:
        """Return the entity as all documents together know it."""
        return Entity(
            id,
            self.entity.type,
            self.entity.name,
            min(self.kb_ids, key=self.kb_ids.__getitem__, default=None),
            tuple(sorted(self.names, key=self.names.__getitem__)),
            self.known,
            tuple(sorted(self.why, key=self.why.__getitem__)),
        )


class Index:
    """Find entities and statements by their parts.

    Args:
        same: The entity that another one is, by the other one's id.
        views: Which predicates are another one read backwards; they are stored as that.
    """

    def __init__(self, same: Mapping[str, Entity], views: Views) -> None:
        self._same = same
        self._views = views
        self._seen: dict[str, _Seen] = {}
        self._called: defaultdict[str, set[str]] = defaultdict(set)
        self._claims: dict[Key, list[Claim]] = {}
        self._by = tuple(defaultdict[str, list[Key]](list) for _ in range(3))
        self._unordered: set[tuple[int, str]] = set()
        self._copies = Copies()
        self._unsorted: set[Key] = set()
        self._entities: dict[str, Entity] = {}
        self._statements: dict[Key, Statement] = {}

    def add(self, extraction: Extraction) -> None:
        """Take in a document that is not there yet.

        Args:
            extraction: What was read out of it.
        """
        listed = {entity.id for entity in extraction.entities}
        number = 0
        for number, entity in enumerate(extraction.entities):
            self._meet(entity, extraction.id, number)
        for relation in extraction.relations:
            ends = (relation.subject, relation.object, relation.attributed_to)
            for other in ends:
                if other is None:
                    continue
                self._called[other.name].add(self._id(other.id))
                if other.id not in listed:
                    number += 1
                    listed.add(other.id)
                    self._meet(other, extraction.id, number)
            self._hear(relation, extraction)
        if extraction.relations:
            self._copies.add(extraction)
        # Any statement may have another name, another copy, another side by now.
        self._statements.clear()

    def _meet(self, entity: Entity, document: str, number: int) -> None:
        """Take in one entity of a document."""
        id = self._id(entity.id)
        place = (id != entity.id, document, number, 0)
        seen = self._seen.get(id)
        if seen is None:
            seen = self._seen[id] = _Seen(entity, place)
        seen.add(entity, place)
        self._called[entity.name].add(id)
        self._entities.pop(id, None)

    def _hear(self, relation: Relation, extraction: Extraction) -> None:
        """Take in one relation of a document."""
        if self._same:
            relation = self._rename(relation)
        relation = self._normal(relation)
        key = claim_key(relation)
        day, source = day_of(extraction.date), extraction.source
        claim = Claim(relation, extraction.id, extraction.lang, day, source)
        known = self._claims.setdefault(key, [])
        if not known:
            for number, part in enumerate(key[:3]):
                self._by[number][part].append(key)
                self._unordered.add((number, part))
        known.append(claim)
        self._unsorted.add(key)

    def _rename(self, relation: Relation) -> Relation:
        """Let a relation speak of the entities that others turned out to be."""
        same, said = self._same, relation.attributed_to
        return replace(
            relation,
            subject=_renamed(relation.subject, same),
            object=_renamed(relation.object, same),
            attributed_to=None if said is None else _renamed(said, same),
            qualifiers=tuple(
                replace(q, entity_id=self._id(q.entity_id)) if q.entity_id else q
                for q in relation.qualifiers
            ),
        )

    def _id(self, id: str) -> str:
        return self._same[id].id if id in self._same else id

    def _normal(self, relation: Relation) -> Relation:
        """Bring a relation to its base form: no inverse, symmetric ones sorted."""
        base, inverse = self._views.base(relation.predicate)
        both_ways = base in self._views.symmetric
        if inverse or (both_ways and relation.object.id < relation.subject.id):
            return turn(relation, base)
        if base == relation.predicate:
            return relation
        return replace(relation, predicate=base)

    def __len__(self) -> int:
        return len(self._claims)

    def ids(self) -> list[str]:
        """Return the ids of all entities, sorted."""
        return sorted(self._seen)

    def called(self, name: str) -> set[str]:
        """Return the ids of the entities that a name or id may mean.

        Args:
            name: A canonical name in any document, an id, or an id that is merged.
        """
        return self._called.get(name, set()) | ({self._id(name)} & self._seen.keys())

    def entity(self, id: str) -> Entity:
        """Return an entity as all documents together know it.

        Args:
            id: Its id.
        """
        found = self._entities.get(id)
        if found is None:
            found = self._entities[id] = self._seen[id].whole(id)
        return found

    def find(
        self,
        subjects: set[str] | None = None,
        predicate: str | None = None,
        objects: set[str] | None = None,
    ) -> list[Key]:
        """Return the statements that fit every condition, sorted.

        Args:
            subjects: Ids of subjects.
            predicate: A predicate.
            objects: Ids of objects.
        """
        wanted = (subjects, None if predicate is None else {predicate}, objects)
        given = [(n, parts) for n, parts in enumerate(wanted) if parts is not None]
        if not given:
            return sorted(self._claims)
        least = min(
            given, key=lambda g: sum(len(self._by[g[0]].get(p, ())) for p in g[1])
        )
        rest = [condition for condition in given if condition is not least]
        found = [key for part in sorted(least[1]) for key in self._with(least[0], part)]
        found = [k for k in found if all(k[n] in parts for n, parts in rest)]
        return found if len(least[1]) == 1 else sorted(found)

    def _with(self, number: int, part: str) -> list[Key]:
        """Return the statements with one part at one place, sorted once for all."""
        found = self._by[number].get(part, [])
        if (number, part) in self._unordered:
            found.sort()
            self._unordered.discard((number, part))
        return found

    def claims(self, key: Key) -> list[Claim]:
        """Return what documents say of a statement, in the order of the documents.

        Args:
            key: The statement's key.
        """
        found = self._claims.get(key, [])
        if key in self._unsorted:
            found.sort(key=lambda claim: claim.document)
            self._unsorted.discard(key)
        return found

    def statement(self, key: Key) -> Statement:
        """Return a statement with its sources and what speaks against it.

        Args:
            key: The statement's key.
        """
        found = self._statements.get(key)
        if found is None:
            claims = tuple(self.claims(key))
            subject, predicate, object_, negated = key
            found = self._statements[key] = Statement(
                self.entity(subject),
                predicate,
                self.entity(object_),
                negated,
                claims,
                self.sources(claims),
                tuple(self._against(key, claims)),
            )
        return found

    def sources(self, claims: Iterable[Claim]) -> tuple[tuple[str, ...], ...]:
        """Group the documents of claims, each group one independent source.

        Args:
            claims: The claims.
        """
        return independent(claims, self._copies)

    def contested(self) -> list[Key]:
        """Return the keys of statements that are claimed and denied, sorted."""
        denied = ((*key[:3], False) for key in self._claims if key[3])
        return sorted(key for key in denied if key in self._claims)

    def _against(self, key: Key, claims: Iterable[Claim]) -> Iterator[Opposition]:
        """Find the claims of the other side that cannot be right if these are."""
        negated = key[3]
        other = (*key[:3], not negated)
        meant = [claim.relation for claim in claims]
        found = tuple(
            claim
            for claim in self.claims(other)
            if any(opposed(claim.relation, relation) for relation in meant)
        )
        if found:
            yield Opposition(statement_id(other), found)


def turn(relation: Relation, predicate: str) -> Relation:
    """Read a relation from its other side.

    Args:
        relation: Any relation.
        predicate: What it is called from there.
    """
    subject, object_ = relation.object, relation.subject
    return replace(relation, subject=subject, predicate=predicate, object=object_)


def _note(table: dict[str, Place], values: Iterable[str], place: Place) -> None:
    """Remember the first place of each value; one document's keep their order."""
    for number, value in enumerate(values):
        here = (*place[:3], number)
        if value not in table or here < table[value]:
            table[value] = here


def _renamed(entity: Entity, same: Mapping[str, Entity]) -> Entity:
    other = same.get(entity.id)
    if other is None:
        return entity
    return replace(entity, id=other.id, type=other.type, name=other.name)
