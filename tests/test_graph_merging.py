"""Entities that turn out to be one: claims about them are claims about one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from entityx.graph import KnowledgeGraph
from entityx.names import DecidedMerger, parse_decisions
from entityx.types import Entity, Extraction

Make = Callable[..., Extraction]

OLD = Entity("person:abu-example", "PERSON", "Abu Example", names=("Abu Example",))
NEW = Entity("person:ahmed-sample", "PERSON", "Ahmed Sample", names=("Sample",))
SAME = '{"same": ["Abu Example", "Ahmed Sample"]}'


def _speaks(make: Make, id: str, entity: Entity) -> Extraction:
    """Return a document in which an entity visits Russia and says so."""
    found = make(
        id, {"predicate": "visits", "object": "Russia", "text": f"{id} tells."}
    )
    relation = replace(found.relations[0], subject=entity, attributed_to=entity)
    return replace(found, relations=(relation,), entities=(*found.entities, entity))


@pytest.fixture
def documents(make_extraction: Make) -> list[Extraction]:
    """Return two documents about one man under two names."""
    return [
        _speaks(make_extraction, "a", OLD),
        _speaks(make_extraction, "b", NEW),
        _speaks(make_extraction, "c", NEW),
    ]


def test_a_decision_makes_one_entity_of_two(documents: list[Extraction]) -> None:
    """One node, one statement, one speaker, all names; the documents stay as read."""
    merger = DecidedMerger(parse_decisions([SAME]))
    graph = KnowledgeGraph(documents, merger=merger)
    people = [e for e in graph.entities if e.type == "PERSON"]
    assert [(p.id, p.name) for p in people] == [("person:ahmed-sample", "Ahmed Sample")]
    assert people[0].names == ("Sample", "Abu Example")
    (statement,) = graph.statements
    assert statement.documents == ("a", "b", "c")
    assert statement.sources == 1
    assert [s.name for s in statement.speakers] == ["Ahmed Sample"]
    assert graph.documents[0] == documents[0]


def test_the_merged_entity_is_found_by_every_name(documents: list[Extraction]) -> None:
    """Old ids and names still work."""
    graph = KnowledgeGraph(documents, merger=DecidedMerger(parse_decisions([SAME])))
    for name in (OLD.id, OLD.name, NEW.id, NEW.name):
        assert len(graph.relations(subject=name)) == 3


def test_documents_added_later_are_merged_as_well(documents: list[Extraction]) -> None:
    """The order of adding, asking and merging does not matter."""
    merger = DecidedMerger(parse_decisions([SAME]))
    whole = KnowledgeGraph(documents, merger=merger)
    graph = KnowledgeGraph(merger=merger)
    for document in reversed(documents):
        graph.merge(KnowledgeGraph([document]))
        assert len(graph) == 1
    assert (graph.statements, graph.entities) == (whole.statements, whole.entities)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ['{"different": ["Abu Example", "Ahmed Sample"]}'],
        ['{"same": ["Abu Example", "Somebody Else"]}'],
        [
            '{"same": ["Abu Example", "Sample"]}',
            '{"different": ["Abu Example", "Ahmed Sample"]}',
        ],
        ['{"same": ["Abu Example", "Russia"]}'],
    ],
)
def test_what_was_not_decided_stays_apart(
    lines: list[str], documents: list[Extraction]
) -> None:
    """No decision, another one, or one that another one forbids; types never mix."""
    graph = KnowledgeGraph(documents, merger=DecidedMerger(parse_decisions(lines)))
    assert len(graph) == 2


def test_a_known_entity_gives_the_id(make_extraction: Make) -> None:
    """What patterns know goes before what is told more often."""
    known = replace(OLD, known=True)
    found = [
        _speaks(make_extraction, i, e)
        for i, e in zip("abc", (known, NEW, NEW), strict=True)
    ]
    merger = DecidedMerger(parse_decisions([SAME]))
    assert merger(found) == {NEW.id: OLD.id}


def test_mergers_are_followed_to_the_end(documents: list[Extraction]) -> None:
    """A is B and B is C; a circle is told."""
    row = {OLD.id: NEW.id, NEW.id: "person:third"}
    graph = KnowledgeGraph(documents, merger=lambda _: row)
    assert [e.id for e in graph.entities if e.type == "PERSON"] == ["person:third"]
    row["person:third"] = OLD.id
    with pytest.raises(ValueError, match="in a circle"):
        len(KnowledgeGraph(documents, merger=lambda _: row))


def test_a_saved_graph_is_merged_again(
    documents: list[Extraction], tmp_path: Path
) -> None:
    """Documents are saved as read; the merger is given again."""
    merger = DecidedMerger(parse_decisions([SAME]))
    graph = KnowledgeGraph(documents, merger=merger)
    graph.save(tmp_path / "g.jsonl")
    assert len(KnowledgeGraph.load(tmp_path / "g.jsonl")) == 2
    loaded = KnowledgeGraph.load(tmp_path / "g.jsonl", merger=merger)
    assert loaded.statements == graph.statements
