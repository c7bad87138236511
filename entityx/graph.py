"""The graph of many documents: entities as nodes, statements as edges, all provable.

The documents are the truth, everything else is derived from them, in the order of their
ids: adding a document twice changes nothing, and the order of adding does not matter.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from entityx.errors import FormatError
from entityx.parts import claim_key, unite
from entityx.statement import Statement, edge_values, node_values
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

_SHOWN = 20


class KnowledgeGraph:
    """Collect what was read out of many documents.

    Args:
        extractions: Documents to begin with.

    Example:
        >>> KnowledgeGraph()
        KnowledgeGraph(documents=0, entities=0, statements=0)
    """

    def __init__(self, extractions: Iterable[Extraction] = ()) -> None:
        self._documents: dict[str, Extraction] = {}
        self._entities: dict[str, Entity] | None = None
        self._statements: tuple[Statement, ...] | None = None
        for extraction in extractions:
            self.add(extraction)

    def add(self, extraction: Extraction, *, replace: bool = False) -> None:
        """Add a document; the same one again changes nothing.

        Args:
            extraction: What was read out of it.
            replace: Let it take the place of another reading under the same id.

        Raises:
            ValueError: If the id stands for another reading and ``replace`` is off.
        """
        known = self._documents.get(extraction.id)
        if known == extraction:
            return
        if known is not None and not replace:
            raise ValueError(
                f"document {extraction.id!r} is in the graph with another content; "
                "give it another id, or pass replace=True"
            )
        self._documents[extraction.id] = extraction
        self._entities = self._statements = None

    def merge(self, other: KnowledgeGraph, *, replace: bool = False) -> None:
        """Add every document of another graph.

        Args:
            other: The graph to take from; it is left as it is.
            replace: Let its readings take the place of ours under the same id.
        """
        for extraction in other.documents:
            self.add(extraction, replace=replace)

    @property
    def documents(self) -> tuple[Extraction, ...]:
        """Return the documents, sorted by id."""
        return tuple(self._documents[key] for key in sorted(self._documents))

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Return the entities, one for each id, sorted by id."""
        found = self._merged_entities()
        return tuple(found[key] for key in sorted(found))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return the claims, sorted by subject, predicate and object."""
        if self._statements is None:
            self._statements = tuple(self._group())
        return self._statements

    def _merged_entities(self) -> dict[str, Entity]:
        """Return the entities by id."""
        if self._entities is None:
            found: dict[str, Entity] = {}
            for extraction in self.documents:
                for entity in extraction.entities:
                    found[entity.id] = unite(found.get(entity.id, entity), entity)
            self._entities = found
        return self._entities

    def _group(self) -> Iterator[Statement]:
        """Put the relations that make the same claim together."""
        groups: dict[tuple[str, str, str, bool], list[Relation]] = {}
        for extraction in self.documents:
            for relation in extraction.relations:
                groups.setdefault(claim_key(relation), []).append(relation)
        known = self._merged_entities()
        for (subject, predicate, object_, negated), found in sorted(groups.items()):
            yield Statement(
                known.get(subject, found[0].subject),
                predicate,
                known.get(object_, found[0].object),
                negated,
                tuple(found),
            )

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
        min_score: float = 0.0,
    ) -> list[Relation]:
        """Return the relations of all documents that fit every condition.

        Args:
            subject: An entity's id or name.
            predicate: A predicate.
            object: An entity's id or name.
            modality: ``asserted``, ``planned``, ``wanted`` or ``possible``.
            min_score: The least score.

        Raises:
            ValueError: If the modality is none of the four.
        """
        if modality is not None and modality not in MODALITIES:
            known = ", ".join(MODALITIES)
            raise ValueError(f"unknown modality {modality!r}; known: {known}")
        return [
            relation
            for statement in self.statements
            if _is(statement.subject, subject) and _is(statement.object, object)
            if predicate in (None, statement.predicate)
            for relation in statement.relations
            if modality in (None, relation.modality) and relation.score >= min_score
        ]

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

    def save(self, path: str | Path) -> None:
        """Write the documents, one JSON object a line, for ``load``.

        Args:
            path: The file.
        """
        rows = (
            json.dumps(extraction.to_dict(), ensure_ascii=False, allow_nan=False)
            for extraction in self.documents
        )
        Path(path).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read what ``save`` wrote.

        Args:
            path: The file.

        Raises:
            FormatError: If a line is no document of this version.
        """
        graph = cls()
        with Path(path).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    graph.add(Extraction.from_dict(json.loads(line)))
                except (KeyError, TypeError, ValueError, AttributeError) as error:
                    raise FormatError(f"{path}:{number}: {error}") from error
        return graph

    def __len__(self) -> int:
        return len(self.statements)

    def __repr__(self) -> str:
        return (
            f"KnowledgeGraph(documents={len(self._documents)}, "
            f"entities={len(self.entities)}, statements={len(self)})"
        )

    def _repr_html_(self) -> str:
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in _cells(s))
            for s in self.statements[:_SHOWN]
        )
        more = len(self) - _SHOWN
        tail = f"<p>and {more} more</p>" if more > 0 else ""
        return f"<p>{html.escape(repr(self))}</p><table>{rows}</table>{tail}"


def _is(entity: Entity, wanted: str | None) -> bool:
    """Tell whether an entity is the one that is meant by an id or name."""
    return wanted is None or wanted in (entity.id, entity.name)


def _cells(statement: Statement) -> tuple[str, ...]:
    """Return a claim as the cells of a table."""
    meant = f"denied, {statement.modality}" if statement.negated else statement.modality
    return (*statement.triple, meant, f"{len(statement.documents)} documents")
