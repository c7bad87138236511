"""Cleaning keeps the words and the way back to every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entityx.errors import InputError
from entityx.text import clean, decode, fold, script_of

MARKUP = ("<b>", "</b>", "<p>", "<br/>", "&amp;", "&#233;", "&nbsp;", "&bogus;")
SIGNS = (
    "”",
    "“",
    "’",
    "\u00ad",
    "\u200f",
    "\x00",
    "\x07",
    "\r",
    "\r\n",
    "\n",
    "\u2028",
)
WORDS = ("<script>x</script>", "said.The", "”added", "a", "<", "b", "किम", "\ud800")
noise = st.sampled_from((*MARKUP, *SIGNS, *WORDS))
texts = st.lists(st.one_of(st.text(max_size=5), noise), max_size=30).map("".join)


@given(texts)
def test_clean_maps_every_character_into_the_given_text(text: str) -> None:
    """Places are in order, inside the text, and none is lost."""
    cleaned = clean(text)
    places = [cleaned.span(i, i + 1) for i in range(len(cleaned.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert places == sorted(places)
    assert cleaned.span(0, len(cleaned.text))[1] <= len(text)


@given(texts)
def test_clean_leaves_nothing_that_is_no_text(text: str) -> None:
    """Control characters, marks and half characters are gone."""
    cleaned = clean(text).text
    assert not set(cleaned) & {"\x00", "\x07", "\r", "\u00ad", "\u200f", "\ud800"}
    cleaned.encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_characters="<&\ud800", codec="utf-8")))
def test_clean_keeps_every_letter_and_its_place(text: str) -> None:
    """Without markup, each letter that is left stands where the map says."""
    cleaned = clean(text)
    for index, char in enumerate(cleaned.text):
        if char.isalnum():
            start, end = cleaned.span(index, index + 1)
            assert text[start:end] == char
    assert [c for c in text if c.isalnum()] == [c for c in cleaned.text if c.isalnum()]


@pytest.mark.parametrize(
    ("given_text", "cleaned", "name"),
    [
        ("<p>Kim&nbsp;met <b>Putin</b>.</p>", "\n\nKim met Putin.\n\n", "Putin"),
        ("Rus\u00adsia &amp; Iran", "Russia & Iran", "Iran"),
        ("it was sold.The Kremlin", "it was sold. The Kremlin", "Kremlin"),
        ("both armiesRussian radio said", "both armies Russian radio said", "Russian"),
        ("“coordination”added KCNA", '"coordination" added KCNA', "KCNA"),
        ("line\r\n\r\nParis\rRome", "line \n \nParis\nRome", "Rome"),
        ("<script>var x = '<b>';</script>Oslo", "\n\nOslo", "Oslo"),
        ("<!-- Bonn -->Oslo", "\n\nOslo", "Oslo"),
    ],
)
def test_clean_takes_out_noise(given_text: str, cleaned: str, name: str) -> None:
    """What is left reads well, and a name is found again in the given text."""
    found = clean(given_text)
    assert found.text == cleaned
    at = cleaned.index(name)
    start, end = found.span(at, at + len(name))
    assert given_text[start:end] == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a < b > c",
        "<Reuters> said",
        "AT&T; R&D",
        "U.S.Army",
        "S-400 e.g. it",
        "iPhone McGurk YouTube",
        "x.com/someArticle @someWriter",
        "ab",
    ],
)
def test_clean_leaves_plain_text_alone(text: str) -> None:
    """What only looks like noise stays."""
    assert not clean(text).changed


def test_clean_keeps_the_joiners_of_indic_and_persian_spelling() -> None:
    """U+200C and U+200D are letters' neighbours, not noise."""
    assert clean("र\u200dय می\u200cخواهد").text == "र\u200dय می\u200cخواهد"


@pytest.mark.parametrize(
    ("data", "text", "warns"),
    [
        (b"", "", False),
        ("नमस्ते".encode(), "नमस्ते", False),
        (b"\xef\xbb\xbfKim", "Kim", False),
        ("Kim".encode("utf-16"), "Kim", False),
        ("Kim".encode("utf-32"), "Kim", False),
        (b"caf\xe9 in Bras\xedlia", "café in Brasília", True),
        ("ééé".encode() + b"\xff", "ééé\ufffd", True),
    ],
)
def test_decode_reads_what_files_are_written_in(
    data: bytes, text: str, warns: bool
) -> None:
    """UTF-8, UTF-16, UTF-32 and Windows-1252 are read, doubts are told."""
    decoded = decode(data, "file")
    assert decoded.text == text
    assert (decoded.warning is not None) == warns


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"PK\x03\x04docx",
        b"\x00\x01\x02\x03" * 9,
        bytes(range(256)) * 9,
    ],
)
def test_decode_refuses_what_is_no_text(data: bytes) -> None:
    """The message names the file."""
    with pytest.raises(InputError, match=r"^report\.txt: "):
        decode(data, "report.txt")


def test_fold_and_script_look_through_spelling() -> None:
    """Accents, case and punctuation do not tell names apart."""
    assert fold("Mélenchon,  JEAN-Luc") == "melenchon jean luc"
    assert [script_of(c) for c in "aкकम7"] == [
        "LATIN",
        "CYRILLIC",
        "DEVANAGARI",
        "DEVANAGARI",
        "",
    ]
