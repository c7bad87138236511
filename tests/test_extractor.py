"""Texts of every kind become readings that point into the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import entityx
from entityx.inputs import Input
from entityx.types import Extraction

pytestmark = pytest.mark.model

SENTENCE = "Russia is buying artillery shells from North Korea."


def _check(found: Extraction, text: str) -> None:
    """Check that everything stands where it is said to stand."""
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text
    for relation in found.relations:
        for item in (*relation.evidence, *relation.qualifiers):
            assert text[item.start : item.end] == item.text


def test_load_lists_the_languages_there_are() -> None:
    """A language without pipeline is told, nothing is downloaded."""
    with pytest.raises(entityx.ModelError, match=r"'xx'.*known: en"):
        entityx.load(["xx"])


def test_doc_carries_what_was_read(extractor: entityx.Extractor) -> None:
    """The public example holds."""
    doc = extractor(SENTENCE)
    assert ("Russia", "buys_from", "North Korea") in doc._.triples
    assert doc.text == SENTENCE
    assert doc._.relations[0].explain().startswith("(Russia, buys_from, North Korea)")


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        f"<p>Moscow, 6&nbsp;May &ndash; <b>{SENTENCE}</b></p>",
        "\ufeffRus\u00adsia is buying artillery shells from North\u00a0Korea.",
        f"He said.Russia went.\r\n\r\n{SENTENCE}\r\n",
        f"“Exercise”added KCNA\u200f. {SENTENCE}",
    ],
)
def test_offsets_point_into_the_text_as_given(
    text: str, extractor: entityx.Extractor
) -> None:
    """Markup, marks and glue do not move what is found."""
    found = extractor.read(text)
    assert ("Russia", "buys_from", "North Korea") in found.triples
    _check(found, text)


PIECES = (SENTENCE, " ", "\n\n", "<b>", "&amp;", "\x00", "”", "S-400", "किम", "\u00ad")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_mixture_of_text_and_noise_is_read(
    extractor: entityx.Extractor, pieces: list[str]
) -> None:
    """Nothing breaks the reading, and every offset holds."""
    text = "".join(pieces)
    _check(extractor.read(text, lang="en"), text)


def test_long_text_is_read_in_parts(extractor: entityx.Extractor) -> None:
    """A name at the end of 60,000 characters is found in its place, once per claim."""
    text = f"{SENTENCE} Nothing else happened.\n\n" * 800
    done: list[int] = []
    found = extractor.read(text, progress=done.append)
    assert sum(done) == len(text)
    assert len(done) > 1
    _check(found, text)
    assert found.triples.count(("Russia", "buys_from", "North Korea")) == 1
    assert max(m.end for m in found.mentions) > 0.9 * len(text)


def test_what_is_too_long_is_cut_and_told(extractor: entityx.Extractor) -> None:
    """The warning says how much was read."""
    found = extractor.read(SENTENCE * 3, max_chars=len(SENTENCE))
    assert "only the first 51 read" in found.warnings[0]
    assert max(m.end for m in found.mentions) <= len(SENTENCE)


def test_a_language_without_pipeline_is_told(extractor: entityx.Extractor) -> None:
    """The reading is empty and says why."""
    found = extractor.read("Россия закупает снаряды у Северной Кореи.")
    assert found.lang == "ru"
    assert "no pipeline for language 'ru'" in found.warnings[0]
    assert found.relations == ()
    assert extractor("Россия закупает снаряды.")._.triples == []


@pytest.mark.parametrize("text", ["", "  \n ", "Putin met Xi.", "123"])
def test_short_text_is_taken_for_the_first_language(
    text: str, extractor: entityx.Extractor
) -> None:
    """Too little to tell is no reason not to read."""
    found = extractor.read(text)
    assert found.lang == "en"
    assert found.warnings == ()


def test_ids_dates_and_languages_are_kept(extractor: entityx.Extractor) -> None:
    """What is known beforehand is in the reading; a name is made of the content."""
    given = Input("a", SENTENCE, "en", "2024-05-31")
    (one,) = extractor.pipe([given])
    assert (one.id, one.lang, one.date) == ("a", "en", "2024-05-31")
    assert all(p.doc_id == "a" for r in one.relations for p in r.evidence)
    two, again = extractor.pipe([SENTENCE, SENTENCE])
    assert two == again
    assert two.id.startswith("text-")


def test_texts_become_one_graph(extractor: entityx.Extractor) -> None:
    """The same text twice is one document."""
    graph = extractor.extract([SENTENCE, SENTENCE, "Iran sent drones to Russia."])
    assert len(graph.documents) == 2
    assert ("Russia", "buys_from", "North Korea") in graph.triples()
