"""Entities of many documents are joined by name, and kept apart by reasons."""

from entityx.graph import KnowledgeGraph
from entityx.names import NameMerger, parse_decisions
from entityx.types import Entity, Extraction, Relation

UA = Entity("country:UA", "COUNTRY", "Ukraine", known=True)
RU = Entity("country:RU", "COUNTRY", "Russia", known=True)


def person(key, name, *, known=False):
    """Make a person."""
    return Entity(f"person:{key}", "PERSON", name, names=(name,), known=known)


def text(key, *relations):
    """Make a document of relations."""
    entities = {e.id: e for r in relations for e in (r.subject, r.object)}
    return Extraction(key, "en", tuple(entities.values()), relations)


def test_spellings_become_one_node_and_the_known_one_leads():
    """A graph of two documents has one person for two spellings."""
    one = person("z", "Sergei Shoigu", known=True)
    two = person("sergey-shoygu", "Sergey Shoygu")
    graph = KnowledgeGraph(merger=NameMerger())
    graph.add(text("a", Relation(one, "meets_with", RU)))
    graph.add(text("b", Relation(two, "meets_with", RU)))
    assert [e.id for e in graph.entities if e.type == "PERSON"] == [one.id]


def test_two_known_people_are_never_joined():
    """Who is listed twice is two people."""
    one = person("a", "Sergei Shoigu", known=True)
    two = person("b", "Sergey Shoygu", known=True)
    docs = [text("a", Relation(one, "meets_with", two))]
    assert NameMerger()(docs) == {}


def test_other_countries_and_other_roles_keep_like_names_apart():
    """Nothing joins the two but their name."""
    one, two = person("a", "Ivan Petrenko"), person("b", "Ivan Petrenco")
    docs = [
        text("a", Relation(one, "commands", UA)),
        text("b", Relation(two, "buys_from", RU)),
    ]
    assert NameMerger()(docs) == {}
    docs[1] = text("b", Relation(two, "commands", UA))
    assert len(NameMerger()(docs)) == 1


def test_an_analyst_has_the_last_word():
    """What was decided to be the same is the same, whatever it is called."""
    one, two = person("a", "Abu Mohammad al-Julani"), person("b", "Ahmed al-Sharaa")
    decided = parse_decisions(
        ['{"same": ["Abu Mohammad al-Julani", "Ahmed al-Sharaa"]}']
    )
    docs = [text("a", Relation(one, "meets_with", two))]
    assert NameMerger()(docs) == {}
    assert len(NameMerger(decisions=decided)(docs)) == 1
    apart = parse_decisions(['{"different": ["Sergei Shoigu", "Sergey Shoygu"]}'])
    three, four = person("c", "Sergei Shoigu"), person("d", "Sergey Shoygu")
    docs = [text("a", Relation(three, "meets_with", four))]
    assert NameMerger()(docs) == {four.id: three.id}
    assert NameMerger(decisions=apart)(docs) == {}
