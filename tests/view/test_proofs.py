"""Marks in sentences: the right words, never on top of each other."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from entityx.types import Evidence, Extraction, Mention, Relation
from entityx.view.proofs import apart, highlights, proof_row


@pytest.mark.parametrize(
    ("marks", "chosen"),
    [
        ([(5, 9, "b"), (0, 4, "a")], [(0, 4, "a"), (5, 9, "b")]),
        ([(0, 6, "a"), (4, 9, "b")], [(0, 6, "a")]),
        ([(4, 9, "b"), (0, 6, "a")], [(4, 9, "b")]),
        ([(0, 9, "a"), (2, 3, "b")], [(0, 9, "a")]),
        ([(3, 3, "empty"), (-1, 2, "before"), (8, 11, "after")], []),
    ],
)
def test_marks_that_overlap_give_way_to_earlier_ones(
    marks: list[tuple[int, int, str]], chosen: list[tuple[int, int, str]]
) -> None:
    """The most important mark is given first and stays."""
    assert apart(marks, 10) == chosen


def test_cue_is_marked_as_a_word(make_relation: Callable[..., Relation]) -> None:
    """The cue "sell" is not found inside of "sellers" when it stands alone later."""
    text = "Sellers met; sellers said they sell shells."
    proof = Evidence("d1", "en", 100, 100 + len(text), text, "sell", "r")
    mentions = [Mention(100, 107, "Sellers", "COUNTRY", "country:RU")]
    row = proof_row(make_relation(), proof, mentions)
    marked = [(kind, text[a:b], a) for a, b, kind in row["marks"]]
    assert marked == [("subject", "Sellers", 0), ("cue", "sell", text.index("sell s"))]


def test_longest_name_is_highlighted(
    make_extraction: Callable[..., Extraction],
) -> None:
    """A name inside of another one is not marked; unknown entities are not."""
    found = replace(
        make_extraction("a"),
        mentions=(
            Mention(0, 5, "North", "LOC", "loc:north"),
            Mention(0, 11, "North Korea", "COUNTRY", "country:KP"),
            Mention(12, 14, "xy", "ORG", "org:left-out"),
        ),
    )
    number = {"loc:north": 0, "country:KP": 1}
    assert highlights(found, number, 20) == [[0, 11, 1]]
