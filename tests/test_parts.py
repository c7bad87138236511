"""Long texts are cut and put together again without loss."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from entityx.parts import join, relocate, split
from entityx.text import clean
from entityx.types import Extraction, Mention


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(1, 40))
def test_split_loses_nothing(text: str, limit: int) -> None:
    """The parts are the text, each in its place and none too long."""
    parts = list(split(text, limit))
    assert "".join(part for _, part in parts) == text
    assert all(text.startswith(part, offset) for offset, part in parts)
    assert all(len(part) <= limit for _, part in parts)
    assert all(part for _, part in parts) or text == ""


def test_split_prefers_paragraphs_to_sentences_to_blanks() -> None:
    """A cut hurts least where a paragraph ends."""
    assert [p for _, p in split("One. Two\n\nthree four", 16)] == [
        "One. Two\n\n",
        "three four",
    ]
    assert [p for _, p in split("One two. Three", 12)] == ["One two. ", "Three"]
    assert [p for _, p in split("onetwo three", 8)] == ["onetwo ", "three"]
    assert [p for _, p in split("onetwothree", 8)] == ["onetwoth", "ree"]


def test_relocate_points_into_the_given_text() -> None:
    """Offsets of a part of a cleaned text are told in the text as given."""
    text = "<p>Rome</p> <b>Os\u00adlo</b>"
    cleaned = clean(text)
    at = cleaned.text.index("Oslo")
    found = Extraction("d", "en", mentions=(Mention(0, 4, "Oslo", "LOC", "loc:oslo"),))
    (mention,) = relocate(found, cleaned, at).mentions
    assert mention.text == text[mention.start : mention.end] == "Os\u00adlo"


def test_join_says_a_claim_once_with_all_its_evidence(
    make_extraction: Callable[..., Extraction],
) -> None:
    """The same claim in two parts is one, the surer part leads."""
    one = make_extraction("d", {"modality": "planned", "text": "First."})
    two = make_extraction("d", {"score": 0.9, "text": "Second."}, {"negated": True})
    whole = join([one, two], Extraction("d", "en"))
    claim, denial = whole.relations
    assert [proof.text for proof in claim.evidence] == ["First.", "Second."]
    assert (claim.modality, claim.score) == ("asserted", 0.9)
    assert denial.negated
    assert len(whole.entities) == 3
