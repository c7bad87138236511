"""The graph of many documents: merged, provable, the same in every order."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from entityx.errors import FormatError
from entityx.graph import KnowledgeGraph
from entityx.types import Extraction, Relation, Triple

Make = Callable[..., Extraction]


def test_adding_a_document_twice_changes_nothing(make_extraction: Make) -> None:
    """A document counts once."""
    graph = KnowledgeGraph([make_extraction("a")])
    before = (repr(graph), graph.statements, graph.entities)
    graph.add(make_extraction("a"))
    assert (repr(graph), graph.statements, graph.entities) == before


def test_another_content_under_a_known_id_is_told(make_extraction: Make) -> None:
    """Two files of one name are not mistaken for each other in silence."""
    graph = KnowledgeGraph([make_extraction("a")])
    other = make_extraction("a", {"subject": "Ukraine"})
    with pytest.raises(ValueError, match="'a' is in the graph"):
        graph.add(other)
    graph.add(other, replace=True)
    assert [s.subject.name for s in graph.statements] == ["Ukraine"]


def test_the_order_of_adding_does_not_matter(make_extraction: Make) -> None:
    """The same documents make the same graph."""
    found = [make_extraction(i, {"text": f"Text {i}."}) for i in "abc"]
    one, other = KnowledgeGraph(found), KnowledgeGraph(reversed(found))
    assert one.statements == other.statements
    assert one.entities == other.entities


def test_statements_gather_the_evidence_of_every_document(
    make_extraction: Make,
) -> None:
    """One claim in two documents is one statement with two proofs."""
    graph = KnowledgeGraph(
        [make_extraction("a", {"modality": "planned"}), make_extraction("b")]
    )
    (statement,) = graph.statements
    assert statement.documents == ("a", "b")
    assert len(statement.evidence) == 2
    assert statement.modality == "asserted"
    assert len(graph) == 1


def test_a_denial_is_another_statement(make_extraction: Make) -> None:
    """A claim and its denial stand side by side, only the claim is a triple."""
    graph = KnowledgeGraph([make_extraction("a", {}, {"negated": True})])
    assert [s.negated for s in graph.statements] == [False, True]
    assert graph.triples() == [Triple("Russia", "buys_from", "North Korea")]


def test_entities_of_one_id_are_merged(make_extraction: Make) -> None:
    """Names seen in any document are kept."""
    one, other = make_extraction("a"), make_extraction("b")
    seen = replace(other.entities[0], names=("Kremlin",))
    other = replace(other, entities=(seen, *other.entities[1:]))
    graph = KnowledgeGraph([one, other])
    (russia,) = [e for e in graph.entities if e.id == "country:RU"]
    assert russia.names == ("Russia", "Moscow", "Kremlin")


def test_relations_are_found_by_every_condition(make_extraction: Make) -> None:
    """Ids and names both work; what does not fit is left out."""
    claims = ({}, {"subject": "Ukraine", "modality": "wanted", "score": 0.2})
    graph = KnowledgeGraph([make_extraction("a", *claims)])

    def subjects(found: list[Relation]) -> list[str]:
        return [relation.subject.name for relation in found]

    assert subjects(graph.relations()) == ["Russia", "Ukraine"]
    assert subjects(graph.relations(subject="country:UA")) == ["Ukraine"]
    assert subjects(graph.relations(subject="Russia")) == ["Russia"]
    assert subjects(graph.relations(predicate="attacks")) == []
    assert subjects(graph.relations(object="North Korea", min_score=0.5)) == ["Russia"]
    assert subjects(graph.relations(modality="wanted")) == ["Ukraine"]
    with pytest.raises(ValueError, match="known: asserted, planned"):
        graph.relations(modality="sure")


def test_saved_graph_is_loaded_whole(make_extraction: Make, tmp_path: Path) -> None:
    """``load`` gives back what ``save`` took, ``merge`` adds it."""
    graph = KnowledgeGraph([make_extraction("a"), make_extraction("b")])
    graph.save(tmp_path / "g.jsonl")
    loaded = KnowledgeGraph.load(tmp_path / "g.jsonl")
    assert loaded.documents == graph.documents
    loaded.merge(KnowledgeGraph([make_extraction("c")]))
    assert [d.id for d in loaded.documents] == ["a", "b", "c"]


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"schema_version": 9}'])
def test_load_names_the_line_that_is_wrong(line: str, tmp_path: Path) -> None:
    """A broken file says where."""
    path = tmp_path / "g.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"g\.jsonl:1: "):
        KnowledgeGraph.load(path)


def test_networkx_edges_say_how_a_claim_is_meant(make_extraction: Make) -> None:
    """An edge carries predicate, denial, modality, speaker, qualifiers and evidence."""
    claims = ({"said": "United States"}, {"negated": True})
    found = KnowledgeGraph([make_extraction("a", *claims)]).to_networkx()
    claim = found.edges["country:RU", "country:KP", "buys_from"]
    assert claim["attributed_to"] == ["United States"]
    assert claim["weapon"] == ["shells"]
    assert claim["evidence"][0]["doc_id"] == "a"
    assert found.edges["country:RU", "country:KP", "not buys_from"]["negated"]
    assert found.nodes["country:KP"]["kb_id"] == "KP"
    assert None not in found.nodes["weapon:artillery-shell"].values()


def test_notebook_picture_escapes_what_articles_say(make_extraction: Make) -> None:
    """Text from articles is never markup."""
    extraction = make_extraction("a")
    bad = replace(extraction.entities[0], name="<script>alert(1)</script>")
    relation = replace(extraction.relations[0], subject=bad)
    graph = KnowledgeGraph(
        [replace(extraction, entities=(bad,), relations=(relation,))]
    )
    page = graph._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
