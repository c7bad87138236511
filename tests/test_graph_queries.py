"""Asking a graph: views, days, sources, neighbours, ways, timelines."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from entityx.graph import KnowledgeGraph
from entityx.types import Extraction, Relation, Triple

Make = Callable[..., Extraction]


@pytest.fixture
def story(make_extraction: Make) -> KnowledgeGraph:
    """Return a graph of a purchase that is planned, made, denied, and more."""
    buys = {"subject": "Russia", "object": "North Korea"}
    told = (
        ("2024-01-10", {**buys, "modality": "planned", "text": "First, a plan."}),
        ("2024-03-05", {**buys, "said": "Ukraine", "text": "Then, they say, a deal."}),
        ("2024-03-07", {**buys, "negated": True, "said": "Russia", "text": "No deal."}),
        (None, {**buys, "text": "At some time it was bought."}),
        (
            "2024-04-01",
            {"subject": "Ukraine", "predicate": "meets_with", "object": "Russia"},
        ),
        (
            "2024-04-02",
            {"subject": "Ann Doe", "predicate": "visits", "object": "Ukraine"},
        ),
    )
    return KnowledgeGraph(
        replace(make_extraction(f"d{n}", claim), date=day)
        for n, (day, claim) in enumerate(told)
    )


def _triples(found: list[Relation]) -> set[tuple[str, str, str]]:
    return {tuple(relation.triple) for relation in found}


def test_an_inverse_predicate_is_a_view(story: KnowledgeGraph) -> None:
    """``sells_to`` gives the purchases, seen from the seller."""
    found = story.relations(subject="North Korea", predicate="sells_to", negated=False)
    assert _triples(found) == {("North Korea", "sells_to", "Russia")}
    assert len(found) == 3
    assert not story.relations(subject="Russia", predicate="sells_to")
    assert not story.relations(subject="North Korea", predicate="buys_from")
    assert len(story.relations(object="country:RU", predicate="sells_to")) == 4
    assert len(story.relations(predicate="sells_to")) == 4


def test_an_inverse_that_was_read_is_stored_once(make_extraction: Make) -> None:
    """A sale and the purchase that it is are one statement."""
    sale = {"subject": "North Korea", "predicate": "sells_to", "object": "Russia"}
    graph = KnowledgeGraph([make_extraction("a", sale), make_extraction("b")])
    (statement,) = graph.statements
    assert statement.triple == Triple("Russia", "buys_from", "North Korea")
    assert statement.documents == ("a", "b")
    assert graph.documents[0].relations[0].predicate == "sells_to"


def test_a_symmetric_predicate_is_found_from_either_side(
    story: KnowledgeGraph,
) -> None:
    """Who met whom does not depend on who stands first."""
    for one, other in (("Russia", "Ukraine"), ("Ukraine", "Russia")):
        wanted = {(one, "meets_with", other)}
        assert _triples(story.relations(subject=one, predicate="meets_with")) == wanted
        assert _triples(story.relations(object=other, predicate="meets_with")) == wanted
        assert _triples(story.relations(subject=one, object=other)) == wanted
    assert len(story.relations(predicate="meets_with")) == 1


def test_days_bound_what_is_found(story: KnowledgeGraph) -> None:
    """The days of documents count; a document without one is left out."""
    buys = {"predicate": "buys_from"}
    assert len(story.relations(**buys)) == 4
    assert len(story.relations(**buys, since="2024-03-05")) == 2
    assert len(story.relations(**buys, until="2024-03-05T23:59")) == 2
    assert len(story.relations(**buys, since="2024-03-06", until="20240307")) == 1
    with pytest.raises(ValueError, match="'soon' is no day like 2024-05-31"):
        story.relations(since="soon")


def test_sources_and_denial_bound_what_is_found(story: KnowledgeGraph) -> None:
    """A claim that three tell apart is found by that; its denial is one man's word."""
    assert {r.negated for r in story.relations(min_sources=3)} == {False}
    assert len(story.relations(min_sources=3)) == 3
    assert not story.relations(min_sources=4)
    assert len(story.relations(negated=True)) == 1
    assert len(story.relations(negated=False)) == 5


def test_a_plan_becomes_a_fact(story: KnowledgeGraph) -> None:
    """First and last day, and the day on which it was said more firmly."""
    claim, denial = (s for s in story.statements if s.predicate == "buys_from")
    assert (claim.first_seen, claim.last_seen) == ("2024-01-10", "2024-03-05")
    assert claim.history == (("2024-01-10", "planned"), ("2024-03-05", "asserted"))
    assert (claim.modality, claim.status, denial.status) == (
        "asserted",
        "disputed",
        "disputed",
    )


def test_contradictions_tell_who_says_what(story: KnowledgeGraph) -> None:
    """Each side lists the documents and speakers of the other."""
    (found,) = story.contradictions()
    assert found.triple == Triple("Russia", "buys_from", "North Korea")
    (against,) = found.claim.contradicted_by
    (for_,) = found.denial.contradicted_by
    assert against.statement == found.denial.id
    assert for_.statement == found.claim.id
    assert [claim.document for claim in for_.claims] == ["d1", "d3"]
    assert against.to_dict()["attributed_to"] == ["Russia"]
    assert found.explain().split("\n") == [
        "(Russia, buys_from, North Korea)",
        "  Ukraine: asserted (d1 2024-03-05)",
        "  the author: asserted (d3)",
        "  Russia: denied, asserted (d2 2024-03-07)",
    ]


@pytest.mark.parametrize(
    ("said", "denied", "disputed"),
    [
        ("asserted", "asserted", True),
        ("planned", "planned", True),
        ("wanted", "asserted", False),
        ("asserted", "planned", False),
        ("possible", "possible", False),
    ],
)
def test_only_what_cannot_both_be_right_is_a_contradiction(
    said: str, denied: str, disputed: bool, make_extraction: Make
) -> None:
    """That something may be, and may not be, is none."""
    graph = KnowledgeGraph(
        [
            make_extraction("a", {"modality": said}),
            make_extraction("b", {"modality": denied, "negated": True}),
        ]
    )
    assert len(graph.contradictions()) == disputed
    wanted = ["disputed"] * 2 if disputed else [said, "denied"]
    assert [statement.status for statement in graph.statements] == wanted


def test_timeline_of_an_entity_and_of_a_triple(story: KnowledgeGraph) -> None:
    """By the day; what has no date stands at the end."""
    whole = [claim.document for claim in story.timeline("Russia")]
    assert whole == ["d0", "d1", "d2", "d4", "d3"]
    sale = story.timeline(("North Korea", "sells_to", "Russia"))
    assert [claim.document for claim in sale] == ["d0", "d1", "d2", "d3"]
    assert {claim.relation.triple.subject for claim in sale} == {"North Korea"}
    assert story.timeline("Nobody") == []


def test_neighbours_are_those_whom_a_claim_joins(make_extraction: Make) -> None:
    """In either direction; a denial joins nobody unless it is asked for."""
    graph = KnowledgeGraph(
        [
            make_extraction(
                "a", {}, {"subject": "Ukraine", "object": "Russia", "negated": True}
            )
        ]
    )
    assert [e.name for e in graph.neighbours("Russia")] == ["North Korea"]
    assert [e.name for e in graph.neighbours("country:KP")] == ["Russia"]
    everyone = graph.neighbours("Russia", negated=True)
    assert [e.name for e in everyone] == ["North Korea", "Ukraine"]
    assert graph.neighbours("Nobody") == []


def test_paths_are_the_ways_without_a_loop(story: KnowledgeGraph) -> None:
    """The shortest first, no longer than asked for, each step with its statements."""
    (way,) = story.paths("North Korea", "Ann Doe")
    names = [entity.name for entity in way.entities]
    assert names == ["North Korea", "Russia", "Ukraine", "Ann Doe"]
    assert len(way) == 3
    assert [s.predicate for step in way.steps for s in step] == [
        "buys_from",
        "meets_with",
        "visits",
    ]
    assert story.paths("North Korea", "Ann Doe", max_length=2) == []
    assert story.paths("Russia", "Russia") == []
    assert story.paths("Russia", "Nobody") == []


def test_paths_come_shortest_first(make_extraction: Make) -> None:
    """A detour is a way too."""
    ends = (
        ("Russia", "Ukraine"),
        ("Russia", "North Korea"),
        ("North Korea", "Ukraine"),
    )
    claims = ({"subject": a, "predicate": "attacks", "object": b} for a, b in ends)
    graph = KnowledgeGraph([make_extraction("a", *claims)])
    assert [len(way) for way in graph.paths("Ukraine", "Russia")] == [1, 2]
