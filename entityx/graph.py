"""The graph of many documents: entities as nodes, statements as edges, all provable.

The documents are the truth, everything else is derived from them, in the order of their
ids: adding a document twice changes nothing, and the order of adding does not matter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Self

from entityx.checks import checked
from entityx.errors import FormatError
from entityx.index import Index
from entityx.inputs import day_of
from entityx.outputs import replacing
from entityx.paths import Way, walk
from entityx.patterns.views import load_views
from entityx.statement import (
    Claim,
    Contradiction,
    Key,
    Statement,
    edge_values,
    node_values,
)
from entityx.types import (
    MODALITIES,
    SCHEMA_VERSION,
    Entity,
    Extraction,
    Relation,
    Triple,
)

if TYPE_CHECKING:
    import networkx as nx

_WRONG = (AttributeError, KeyError, RecursionError, TypeError, ValueError)

Merger = Callable[[Sequence[Extraction]], Mapping[str, str]]
"""Tells which entities of some documents are one: the id of each that is another one,
and the id of that other one. It is asked once for all documents, sorted by id, and must
give the same answer each time."""


class KnowledgeGraph:
    """Collect what was read out of many documents.

    Args:
        extractions: Documents to begin with.
        keep_text: Whether to keep the documents' texts; without them a graph needs less
            memory, and copies are told by the sentences that prove relations.
        merger: Tells which entities of different ids are one; asked before anything is
            counted. What an analyst decided about names is such a merger.
        patterns: Folders of patterns whose predicates have inverses of their own.

    Example:
        >>> KnowledgeGraph()
        KnowledgeGraph(documents=0, entities=0, statements=0)
    """

    def __init__(
        self,
        extractions: Iterable[Extraction] = (),
        *,
        keep_text: bool = True,
        merger: Merger | None = None,
        patterns: Sequence[str | Path] = (),
    ) -> None:
        self.keep_text = keep_text
        self.merger = merger
        self._views = load_views(tuple(patterns))
        self._documents: dict[str, Extraction] = {}
        self._index: Index | None = Index({})
        for extraction in extractions:
            self.add(extraction)

    def add(self, extraction: Extraction, *, replace: bool = False) -> None:
        """Add a document; the same one again changes nothing.

        Args:
            extraction: What was read out of it.
            replace: Let it take the place of another reading under the same id.

        Raises:
            TypeError: If it is no ``Extraction``.
            ValueError: If the id stands for another reading and ``replace`` is off, or
                an id, a name, a predicate or a modality is none.
        """
        extraction = self._own(extraction)
        known = self._documents.get(extraction.id)
        if known == extraction:
            return
        if known is not None and not replace:
            raise ValueError(
                f"document {extraction.id!r} is in the graph with another content; "
                "give it another id, or pass replace=True"
            )
        self._documents[extraction.id] = extraction
        if known is not None or self.merger is not None:
            self._index = None  # made again from all documents when it is needed
        elif self._index is not None:
            self._index.add(extraction)

    def _own(self, extraction: Extraction) -> Extraction:
        """Return a reading as this graph keeps it."""
        found = checked(extraction)
        return found if self.keep_text else replace(found, text=None)

    def merge(self, other: KnowledgeGraph, *, replace: bool = False) -> None:
        """Add every document of another graph; entities are merged by our ``merger``.

        Args:
            other: The graph to take from; it is left as it is.
            replace: Let its readings take the place of ours under the same id.

        Raises:
            ValueError: If an id stands for two readings and ``replace`` is off; then
                nothing is added at all.
        """
        for extraction in () if replace else other.documents:
            known = self._documents.get(extraction.id)
            if known not in (None, self._own(extraction)):
                raise ValueError(
                    f"document {extraction.id!r} is in both graphs with another content"
                    "; pass replace=True to take the other graph's"
                )
        for extraction in other.documents:
            self.add(extraction, replace=replace)

    @property
    def documents(self) -> tuple[Extraction, ...]:
        """Return the documents, sorted by id."""
        return tuple(self._documents[key] for key in sorted(self._documents))

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Return the entities, one for each id, sorted by id."""
        index = self._ask()
        return tuple(index.entity(id) for id in index.ids())

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return the claims, sorted by subject, predicate and object."""
        index = self._ask()
        return tuple(index.statement(key) for key in index.find())

    def _ask(self) -> Index:
        """Return the index of all documents, made again where it is out of date."""
        if self._index is None:
            documents = self.documents
            self._index = Index(_same(self.merger, documents))
            for extraction in documents:
                self._index.add(extraction)
        return self._index

    def document(self, id: str) -> Extraction | None:
        """Return one document, or None if it is not there.

        Args:
            id: Its id.
        """
        return self._documents.get(id)

    def triples(self) -> list[Triple]:
        """Return the three names of each claim that somebody makes, not the denials."""
        return [s.triple for s in self.statements if not s.negated]

    def relations(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,
        modality: str | None = None,
        negated: bool | None = None,
        min_score: float = 0.0,
        min_sources: int = 1,
        since: str | None = None,
        until: str | None = None,
    ) -> list[Relation]:
        """Return the relations of all documents that fit every condition.

        An inverse predicate is a view: ``sells_to`` gives what is stored as
        ``buys_from``, the other way round. One that reads the same both ways, as
        ``meets_with`` does, is found from either side.

        Args:
            subject: An entity's id or name.
            predicate: A predicate or its inverse.
            object: An entity's id or name.
            modality: ``asserted``, ``planned``, ``wanted`` or ``possible``.
            negated: True for denials alone, False for no denials.
            min_score: The least score.
            min_sources: The least number of independent sources of the statement.
            since: The first day, ``2024-05-31``; documents without a date are left out.
            until: The last day; the same.

        Raises:
            ValueError: If the modality is none of the four, or a day is none.
        """
        if modality not in (None, *MODALITIES):
            known = ", ".join(MODALITIES)
            raise ValueError(f"unknown modality {modality!r}; known: {known}")
        first, last = _day(since), _day(until)
        index = self._ask()
        return [
            _turn(claim.relation, view)
            for key, view in self._keys(subject, predicate, object)
            if negated in (None, key[3])
            if min_sources <= 1 or index.statement(key).sources >= min_sources
            for claim in index.claims(key)
            if modality in (None, claim.relation.modality)
            if claim.relation.score >= min_score
            if _within(claim.date, first, last)
        ]

    def _keys(
        self, subject: str | None, predicate: str | None, object: str | None
    ) -> Iterator[tuple[Key, str | None]]:
        """Find statements, each with the predicate under which it is read backwards."""
        index = self._ask()
        subjects = None if subject is None else index.called(subject)
        objects = None if object is None else index.called(object)
        base, inverse = (predicate, False)
        if predicate is not None:
            base, inverse = self._views.base(predicate)
        if inverse:
            for key in index.find(objects, base, subjects):
                yield key, predicate
            return
        found = index.find(subjects, base, objects)
        yield from ((key, None) for key in found)
        if subjects is None and objects is None:
            return
        for both_ways in sorted(self._views.symmetric):
            if base in (None, both_ways):
                turned = set(index.find(objects, both_ways, subjects)).difference(found)
                yield from ((key, both_ways) for key in sorted(turned))

    def contradictions(self) -> list[Contradiction]:
        """Return every claim that is denied, with who says what."""
        index = self._ask()
        sides = (
            Contradiction(index.statement(key), index.statement((*key[:3], True)))
            for key in index.contested()
        )
        return [found for found in sides if found.claim.contradicted_by]

    def neighbours(self, entity: str, *, negated: bool = False) -> list[Entity]:
        """Return the entities that a claim joins with one, sorted by id.

        Args:
            entity: An entity's id or name.
            negated: Whether a denial counts as well.
        """
        index = self._ask()
        ids = index.called(entity)
        found = {id for one in ids for id in self._near(one, negated=negated)}
        return [index.entity(id) for id in sorted(found - ids)]

    def _near(self, id: str, *, negated: bool = False) -> list[str]:
        """Return the ids of an entity's neighbours, sorted."""
        index = self._ask()
        keys = (*index.find({id}), *index.find(objects={id}))
        ends = (
            key[2] if key[0] == id else key[0] for key in keys if negated or not key[3]
        )
        return sorted(set(ends) - {id})

    def paths(self, a: str, b: str, *, max_length: int = 3) -> list[Way]:
        """Return how two entities hang together, the shortest ways first.

        A way goes along claims in either direction, not along denials, and comes to no
        entity twice.

        Args:
            a: An entity's id or name.
            b: Another one's.
            max_length: Most steps of a way.
        """
        index, near = self._ask(), cache(self._near)
        ways = [
            way
            for start in sorted(index.called(a))
            for end in sorted(index.called(b) - {start})
            for way in walk(start, end, near, max_length)
        ]
        return [self._way(way) for way in sorted(ways, key=len)]

    def _way(self, ids: list[str]) -> Way:
        """Put the statements to a way."""
        index = self._ask()
        steps = (
            (*index.find({one}, None, {other}), *index.find({other}, None, {one}))
            for one, other in pairwise(ids)
        )
        return Way(
            tuple(index.entity(id) for id in ids),
            tuple(
                tuple(index.statement(key) for key in sorted(step) if not key[3])
                for step in steps
            ),
        )

    def timeline(self, what: str | tuple[str, str, str]) -> list[Claim]:
        """Return what is said of an entity, or of a triple, in the order of the days.

        Args:
            what: An entity's id or name, or subject, predicate and object, each an id
                or name; an inverse predicate is a view, as in ``relations``.

        Returns:
            Claims and denials by the day of their document; those of documents without
            a date stand at the end.
        """
        if isinstance(what, str):
            keys = {
                k: None
                for k, _ in (
                    *self._keys(what, None, None),
                    *self._keys(None, None, what),
                )
            }
            found: list[tuple[Key, str | None]] = [(key, None) for key in keys]
        else:
            found = list(self._keys(*what))
        index = self._ask()
        claims = (
            replace(claim, relation=_turn(claim.relation, view))
            for key, view in found
            for claim in index.claims(key)
        )
        return sorted(claims, key=lambda c: (c.date is None, c.date or "", c.document))

    def to_networkx(self) -> nx.MultiDiGraph:
        """Return a networkx graph: a node for each entity, an edge for each claim.

        Nodes carry ``label``, ``type``, ``kb_id``, ``known`` and ``names``; edges carry
        what ``Statement`` says, with every piece of evidence as a dict.
        """
        import networkx as nx

        graph = nx.MultiDiGraph(schema_version=SCHEMA_VERSION)
        for entity in self.entities:
            graph.add_node(entity.id, **node_values(entity))
        for statement in self.statements:
            key = f"not {statement.predicate}" if statement.negated else None
            graph.add_edge(
                statement.subject.id,
                statement.object.id,
                key=key or statement.predicate,
                **edge_values(statement),
            )
        return graph

    def write(self, path: str | Path, *, format: str | None = None) -> None:
        """Write the graph in the format that the suffix tells.

        Args:
            path: Where to: ``.graphml``, ``.gexf``, ``.json``, ``.jsonl``.
            format: The format's name, where the suffix should not decide.

        Raises:
            FormatError: If there is no such format; lists the known ones.
        """
        from entityx.export import write_graph

        write_graph(self, Path(path), name=format)

    def to_html(
        self,
        *,
        title: str = "entityx",
        max_entities: int = 2000,
        max_chars: int = 1_000_000,
    ) -> str:
        """Return one offline page: the graph, its evidence, a timeline, the articles.

        Args:
            title: What stands on top.
            max_entities: The most entities shown, those with the most claims.
            max_chars: The most characters of articles taken in.

        Raises:
            ValueError: If a limit is negative.

        Example:
            >>> page = KnowledgeGraph().to_html(title="Who arms whom")
            >>> "<title>Who arms whom</title>" in page
            True
        """
        from entityx.view import render_page

        return render_page(
            self, title=title, max_entities=max_entities, max_chars=max_chars
        )

    def save(self, path: str | Path) -> None:
        """Write the documents, one JSON object a line, for ``load``.

        A write that fails leaves the old file whole.

        Args:
            path: The file.
        """
        # What UTF-8 cannot hold is written as JSON's own escape.
        with (
            replacing(Path(path)) as draft,
            draft.open(
                "w", encoding="utf-8", errors="backslashreplace", newline="\n"
            ) as out,
        ):
            for extraction in self.documents:
                row = json.dumps(
                    extraction.to_dict(), ensure_ascii=False, allow_nan=False
                )
                out.write(f"{row}\n")

    @classmethod
    def load(
        cls,
        path: str | Path,
        *,
        keep_text: bool = True,
        merger: Merger | None = None,
        patterns: Sequence[str | Path] = (),
    ) -> Self:
        """Read what ``save`` wrote.

        Args:
            path: The file.
            keep_text: Whether to keep the documents' texts.
            merger: Tells which entities of different ids are one; it is not saved.
            patterns: Folders of patterns whose predicates have inverses of their own.

        Raises:
            FormatError: If a line is no document of this version.
        """
        graph = cls(keep_text=keep_text, merger=merger, patterns=patterns)
        with Path(path).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    graph.add(Extraction.from_dict(json.loads(line)))
                except _WRONG as error:
                    raise FormatError(f"{path}:{number}: {error}") from error
        return graph

    def __len__(self) -> int:
        return len(self._ask())

    def __repr__(self) -> str:
        return (
            f"KnowledgeGraph(documents={len(self._documents)}, "
            f"entities={len(self._ask().ids())}, statements={len(self)})"
        )

    def _repr_html_(self) -> str:
        from entityx.view import frame_graph

        return frame_graph(self)


def _same(merger: Merger | None, documents: Sequence[Extraction]) -> dict[str, Entity]:
    """Ask which entities are another one; who is another one's other is followed."""
    if merger is None:
        return {}
    others = merger(documents)
    found: dict[str, Entity] = {}
    listed: dict[str, Entity] = {}
    for extraction in documents:
        for entity in extraction.entities:
            listed.setdefault(entity.id, entity)
    for id in others:
        end, passed = id, {id}
        while (end := others.get(end, end)) not in passed:
            passed.add(end)
        if end != id:
            head = listed.get(end) or listed.get(id)
            if head is not None:
                found[id] = replace(head, id=end)
    return found


def _turn(relation: Relation, view: str | None) -> Relation:
    """Read a relation backwards, under the predicate of that view."""
    if view is None:
        return relation
    return replace(
        relation, subject=relation.object, predicate=view, object=relation.subject
    )


def _day(value: str | None) -> str | None:
    """Return a day to compare with."""
    day = day_of(value)
    if value is not None and day is None:
        raise ValueError(f"{value!r} is no day like 2024-05-31")
    return day


def _within(day: str | None, first: str | None, last: str | None) -> bool:
    """Tell whether a day lies between two, where they are given."""
    if day is None:
        return first is None and last is None
    return (first is None or first <= day) and (last is None or day <= last)
