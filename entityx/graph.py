"""The graph of many documents: entities as nodes, statements as edges, all provable.

The documents are the truth, everything else is derived from them, in the order of their
ids: adding a document twice changes nothing, and the order of adding does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from entityx.checks import checked
from entityx.errors import FormatError
from entityx.index import Index
from entityx.merging import Merger, same_entities
from entityx.paths import Way
from entityx.patterns.views import load_views
from entityx.queries import Conditions, Queries
from entityx.statement import (
    Claim,
    Contradiction,
    Statement,
    edge_values,
    node_values,
)
from entityx.store import load_documents, save_documents
from entityx.types import SCHEMA_VERSION, Entity, Extraction, Relation, Triple

if TYPE_CHECKING:
    import networkx as nx

    from entityx.export import Tables


class KnowledgeGraph:
    """Collect what was read out of many documents.

    Args:
        extractions: Documents to begin with.
        keep_text: Whether to keep the documents' texts; without them a graph needs less
            memory, and copies are told by the sentences that prove relations.
        merger: Tells which entities of different ids are one, before anything is
            counted; ``names.DecidedMerger`` goes by an analyst's decisions.
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
        self._index: Index | None = Index({}, self._views)
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
            self._index = Index(same_entities(self.merger, documents), self._views)
            for extraction in documents:
                self._index.add(extraction)
        return self._index

    def _queries(self) -> Queries:
        return Queries(self._ask(), self._views)

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
        wanted = Conditions(modality, negated, min_score, min_sources, since, until)
        ask = self._queries()
        return list(ask.relations(ask.find(subject, predicate, object), wanted))

    def contradictions(self) -> list[Contradiction]:
        """Return every claim that is denied, with who says what."""
        return list(self._queries().contradictions())

    def neighbours(self, entity: str, *, negated: bool = False) -> list[Entity]:
        """Return the entities that a claim joins with one, sorted by id.

        Args:
            entity: An entity's id or name.
            negated: Whether a denial counts as well.
        """
        return self._queries().neighbours(entity, negated=negated)

    def paths(self, a: str, b: str, *, max_length: int = 3) -> list[Way]:
        """Return how two entities hang together, the shortest ways first.

        A way goes along claims in either direction, not along denials, and comes to no
        entity twice.

        Args:
            a: An entity's id or name.
            b: Another one's.
            max_length: Most steps of a way.
        """
        return self._queries().ways(a, b, max_length)

    def timeline(self, what: str | tuple[str, str, str]) -> list[Claim]:
        """Return what is said of an entity, or of a triple, in the order of the days.

        Args:
            what: An entity's id or name, or subject, predicate and object, each an id
                or name; an inverse predicate is a view, as in ``relations``.

        Returns:
            Claims and denials by the day of their document; those of documents without
            a date stand at the end.
        """
        return self._queries().timeline(what)

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

    def to_arrow(self) -> Tables:
        """Return the graph as five Arrow tables.

        They are ``mentions, entities, relations, evidence, documents``; each speaks
        ``__arrow_c_stream__``, so DuckDB, Polars and others read it.

        Raises:
            FormatError: If pyarrow is not installed.
        """
        from entityx.export import to_arrow

        return to_arrow(self)

    def to_pandas(self) -> Tables:
        """Return the same five tables as ``pandas.DataFrame``.

        Raises:
            FormatError: If pandas or pyarrow is not installed.

        Example:
            ``graph.to_pandas().relations["predicate"].value_counts()``
        """
        from entityx.export import to_pandas

        return to_pandas(self)

    def to_polars(self) -> Tables:
        """Return the same five tables as ``polars.DataFrame``.

        Raises:
            FormatError: If Polars or pyarrow is not installed.
        """
        from entityx.export import to_polars

        return to_polars(self)

    def write(self, path: str | Path, *, format: str | None = None) -> None:
        """Write the graph in the format that the suffix tells.

        Args:
            path: Where to: ``.graphml``, ``.ttl``, ``.csv`` (all: docs/exports.md).
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

    def plot(self, *, ax: Any = None, max_entities: int = 60) -> Any:
        """Draw a still picture with matplotlib, for a paper; needs ``entityx[plot]``.

        Args:
            ax: The matplotlib axes to draw into, a new figure's where there are none.
            max_entities: The most entities shown, those with the most claims.

        Returns:
            The axes; ``ax.figure.savefig("graph.pdf")`` keeps the picture. Letters that
            matplotlib's font lacks need another: ``rcParams["font.family"]``.

        Raises:
            FormatError: If matplotlib is not installed.
            ValueError: If the limit is negative.
        """
        from entityx.view import plot_graph

        return plot_graph(self, ax=ax, max_entities=max_entities)

    def save(self, path: str | Path) -> None:
        """Write the documents, one JSON object a line, for ``load``.

        A write that fails leaves the old file whole.

        Args:
            path: The file.
        """
        save_documents(self.documents, Path(path))

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
        for place, extraction in load_documents(Path(path)):
            try:
                graph.add(extraction)
            except (TypeError, ValueError) as error:
                raise FormatError(f"{place}: {error}") from error
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
