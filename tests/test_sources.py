"""Copies count once, and so does a speaker, however many repeat them."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from entityx.graph import KnowledgeGraph
from entityx.sources import Copies, publisher
from entityx.types import Extraction

Make = Callable[..., Extraction]

WIRE = """The ministry said on Monday that the first batch of howitzers had reached the
port of Gdynia after four weeks at sea. Workers unloaded the guns during the night under
floodlights while soldiers kept onlookers away from the quay. A second ship is expected
before the end of the month, according to the harbour master, who asked drivers to avoid
the ring road until the convoy has left the city. The contract, signed two years ago,
also covers ammunition, spare parts and the training of crews."""
OTHER = """Lawmakers in the defence committee want to know why the price of the guns has
risen so much. The chairwoman read out three letters from the auditors, who had found no
written reason for the last increase. The minister promised an answer in a fortnight."""


def _told(make: Make, id: str, text: str | None, **values: object) -> Extraction:
    """Return a reading of a text in which one claim is made."""
    claim = {"text": f"Moscow, says {id}, buys shells.", **values.pop("claim", {})}
    return replace(make(id, claim), text=text, **values)


def _groups(*documents: Extraction) -> tuple[tuple[str, ...], ...]:
    (statement,) = KnowledgeGraph(documents).statements
    assert statement.sources == len(statement.source_groups)
    return statement.source_groups


def test_a_syndicated_article_counts_once(make_extraction: Make) -> None:
    """An agency's article with another headline and tail is no second source."""
    found = _groups(
        _told(make_extraction, "a", WIRE, source="First Post"),
        _told(make_extraction, "b", f"GUNS ARE THERE\n\n{WIRE}", source="Second Post"),
        _told(make_extraction, "c", f"{WIRE} Read more on page 4.", source="Third"),
        _told(make_extraction, "d", OTHER, source="Fourth"),
    )
    assert found == (("a", "b", "c"), ("d",))


def test_articles_on_one_thing_in_other_words_are_two_sources(
    make_extraction: Make,
) -> None:
    """Only copied words make a copy."""
    found = _groups(
        _told(make_extraction, "a", WIRE), _told(make_extraction, "b", OTHER)
    )
    assert found == (("a",), ("b",))


def test_a_speaker_counts_once_over_several_articles(make_extraction: Make) -> None:
    """What one official says is one claim, whoever prints it."""
    said = {"said": "United States"}
    found = _groups(
        _told(make_extraction, "a", WIRE, claim=said, source="First Post"),
        _told(make_extraction, "b", OTHER, claim=said, source="Second Post"),
        _told(make_extraction, "c", None, claim={"said": "Ukraine"}),
    )
    assert found == (("a", "b"), ("c",))


def test_two_speakers_in_one_paper_are_two_sources(make_extraction: Make) -> None:
    """Who prints it does not matter where somebody is named who said it."""
    found = _groups(
        _told(make_extraction, "a", WIRE, claim={"said": "Ukraine"}, source="Post"),
        _told(make_extraction, "b", OTHER, claim={"said": "Ann Doe"}, source="Post"),
    )
    assert found == (("a",), ("b",))


def test_one_publisher_counts_once(make_extraction: Make) -> None:
    """A paper does not bear itself out; its pages have one host."""
    first, second = "https://www.example.org/news/1", "http://example.org/opinion/2"
    assert _groups(
        _told(make_extraction, "a", WIRE, source=first),
        _told(make_extraction, "b", OTHER, source=second),
        _told(make_extraction, "c", None, source="Example Weekly"),
    ) == (("a", "b"), ("c",))


def test_a_copied_sentence_makes_no_second_source(make_extraction: Make) -> None:
    """Nobody else writes the very same long sentence; a short one proves nothing."""
    long = {
        "text": "Moscow is buying shells from the North, three people told the paper."
    }
    short = {"text": "Moscow buys shells."}
    texts = {"a": WIRE, "b": OTHER}
    assert _groups(
        *(_told(make_extraction, i, t, claim=long) for i, t in texts.items())
    ) == (("a", "b"),)
    assert _groups(
        *(_told(make_extraction, i, t, claim=short) for i, t in texts.items())
    ) == (("a",), ("b",))


def test_sentences_stand_for_texts_that_were_dropped(make_extraction: Make) -> None:
    """Without texts, copies are told by what proves their relations."""
    claims = ({"text": "One and the same."}, {"predicate": "attacks", "text": "Twice."})
    documents = [replace(make_extraction(i, *claims), text=WIRE) for i in "ab"]
    other = replace(make_extraction("c", {"text": "Told anew."}), text=WIRE)
    graph = KnowledgeGraph([*documents, other], keep_text=False)
    assert all(document.text is None for document in graph.documents)
    found = {s.predicate: s.source_groups for s in graph.statements}
    assert found == {"attacks": (("a", "b"),), "buys_from": (("a", "b"), ("c",))}


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_copies_of_copies_are_one_in_every_order(
    order: tuple[str, ...], make_extraction: Make
) -> None:
    """A and C, each like B alone, are told by one source, whoever came first."""
    words = [f"word{n}" for n in range(300)]
    texts = {"a": words[:200], "b": words[40:240], "c": words[80:280]}
    copies = Copies()
    for id in order:
        copies.add(replace(make_extraction(id), text=" ".join(texts[id])))
    assert len({copies.group(id) for id in "abc"}) == 1
    pair = Copies()
    for id in sorted({"a", "c"}, key=order.index):
        pair.add(replace(make_extraction(id), text=" ".join(texts[id])))
    assert pair.group("a") != pair.group("c")


@pytest.mark.parametrize("text", ["", " \n", "\ud83d", "!?"])
def test_texts_without_words_are_no_copies(text: str, make_extraction: Make) -> None:
    """Two empty pages are not one article."""
    found = _groups(*(_told(make_extraction, id, text) for id in "ab"))
    assert found == (("a",), ("b",))


@pytest.mark.parametrize(
    "script",
    ["在平壤举行了会谈双方同意继续合作", "मास्कोने तोफा खरेदी केल्या असे ते म्हणाले"],
)
def test_copies_are_found_in_every_script(script: str, make_extraction: Make) -> None:
    """Signs of Chinese are words, vowel signs of Marathi do no harm."""
    found = _groups(
        _told(make_extraction, "a", script),
        _told(make_extraction, "b", f"{script}।"),
        _told(make_extraction, "c", script[::-1]),
    )
    assert found == (("a", "b"), ("c",))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("https://www.Example.org:443/a?b#c", "example.org"),
        ("The  Example\nPost", "the example post"),
        ("http://[broken", "http://[broken"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_publisher_is_a_host_or_a_name(source: str, name: str) -> None:
    """Whatever stands there is taken as it is."""
    assert publisher(source) == name
