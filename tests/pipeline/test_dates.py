"""Dates are found as they stand, with their preposition; other numbers are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy

from entityx.pipeline.dates import Dates
from entityx.pipeline.lexicon import Lexicon

PRONOUNS = {"they", "he", "it"}


@pytest.fixture(scope="module")
def find(lexicon: Lexicon) -> Callable[[str], list[str]]:
    """Return a finder of dates in a text, as text."""
    nlp, dates = spacy.blank("en"), Dates(lexicon)

    def read(text: str) -> list[str]:
        doc = nlp(text)
        for token in doc:
            token.pos_ = "PRON" if token.lower_ in PRONOUNS else "NOUN"
        return [doc[start:end].text for start, end in dates.find(doc)]

    return read


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("They met on 6 May 2024 in Oslo", "on 6 May 2024"),
        ("They met on May 6, 2024.", "on May 6, 2024"),
        ("July 4, 1976, was hot", "July 4, 1976"),
        ("In 1994, he left", "In 1994"),
        ("since 2014 they fight", "since 2014"),
        ("between 1990 and 1995 they fought", "between 1990 and 1995"),
        ("they came on Monday morning", "on Monday morning"),
        ("they came on the 6th", "on the 6th"),
        ("they came on the 6th of June", "on the 6th of June"),
        ("in March they left", "in March"),
        ("Today they left", "Today"),
        ("last year they left", "last year"),
        ("they left since last summer", "since last summer"),
        ("three days ago it fell", "three days ago"),
        ("two weeks later it fell", "two weeks later"),
        ("earlier this month it fell", "earlier this month"),
        ("in early 2020 it fell", "in early 2020"),
        ("a decade ago it fell", "a decade ago"),
    ],
)
def test_dates_are_found_whole(
    text: str, date: str, find: Callable[[str], list[str]]
) -> None:
    """Days, months, years and spans of time, with what leads them in."""
    assert find(text) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "they may go",
        "May said so",
        "the sun rose",
        "the 6th Fleet",
        "2,000 troops and 500 tanks",
        "a day in a year",
        "155 mm shells",
        "S-2024",
        "troops march on Kyiv",
        "",
    ],
)
def test_other_words_and_numbers_are_no_dates(
    text: str, find: Callable[[str], list[str]]
) -> None:
    """A verb, a name, an amount, a calibre."""
    assert find(text) == []


def test_two_dates_are_two(find: Callable[[str], list[str]]) -> None:
    """Words between dates keep them apart."""
    assert find("on Monday they left and on Friday they came") == [
        "on Monday",
        "on Friday",
    ]


@pytest.mark.xfail(strict=True, reason="what leads a date in is cut off, or unknown")
@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("they fight since the summer", "since the summer"),
        ("in the first week of March they left", "in the first week of March"),
    ],
)
def test_dates_are_found_with_all_that_leads_them_in(
    text: str, date: str, find: Callable[[str], list[str]]
) -> None:
    """Articles and ordinals belong to the date."""
    assert find(text) == [date]


@pytest.mark.xfail(strict=True, reason="any number like a year is one")
def test_an_amount_is_no_year(find: Callable[[str], list[str]]) -> None:
    """What is counted stands right after it."""
    assert find("they lost 2000 tanks") == []
