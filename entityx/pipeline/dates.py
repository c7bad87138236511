"""Find dates: days, months, years and "earlier this month", as they stand in the text.

Rules over the language's words, because the openly licensed entity sets have no dates.
The preposition belongs to it ("on the 6th", "since June").
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from entityx.pipeline.lexicon import Lexicon

YEAR = re.compile(r"^(1[5-9]\d\d|20\d\d)(s|-\d\d(\d\d)?)?$")
DAY = re.compile(r"^\d{1,2}(st|nd|rd|th)?(-\d{1,2})?$")
ORDINAL = re.compile(r"^\d{1,2}(st|nd|rd|th)$")
LOOSE = frozenset({",", "the", "of", "and", "-", "–", ".", "a", "an"})


class Dates:
    """Find the dates of a doc."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the words for days, months and times."""
        words = lexicon.words
        self.days = words("dates", "weekdays")
        self.months = words("dates", "months")
        self.relative = words("dates", "relative")
        self.units = words("dates", "units")
        self.lead = words("dates", "lead")
        self.markers = words("dates", "markers")
        self.tails = words("dates", "tails")
        self.numbers = words("numbers", "words")

    def find(self, doc: Doc) -> list[tuple[int, int]]:
        """Return the token spans of the dates, in order.

        Args:
            doc: A tokenized doc.
        """
        found: list[tuple[int, int]] = []
        token = 0
        while token < len(doc):
            end = self._end(doc, token)
            if end > token:
                found.append((self._start(doc, token), end))
                token = end
            else:
                token += 1
        return found

    def _core(self, doc: Doc, token: int) -> bool:
        """Tell whether a token can only be part of a date."""
        text = doc[token].lower_.rstrip(".")
        if text in self.days or text in self.relative or YEAR.match(text):
            return True
        if text in self.months:
            if not doc[token].text[:1].isupper():
                return False
            return text not in ("may", "mar", "march") or self._near_number(doc, token)
        if ORDINAL.match(text) and token and doc[token - 1].lower_ == "the":
            return token + 1 == len(doc) or doc[token + 1].pos_ not in (
                "NOUN",
                "PROPN",
                "ADJ",
            )
        return False

    def _near_number(self, doc: Doc, token: int) -> bool:
        around = doc[max(0, token - 1) : token + 2]
        before = doc[token - 1].lower_ if token else ""
        return (
            any(t.like_num or DAY.match(t.text) for t in around)
            or before in self.markers
        )

    def _end(self, doc: Doc, token: int) -> int:
        if self._core(doc, token):
            end = token + 1
            while end < len(doc) and self._goes_on(doc, end):
                end += 1
            while end > token + 1 and doc[end - 1].lower_ in LOOSE:
                end -= 1
            return end
        return self._unit(doc, token)

    def _goes_on(self, doc: Doc, token: int) -> bool:
        text = doc[token].lower_
        if self._core(doc, token) or DAY.match(text):
            return True
        if text in self.units and doc[token - 1].lower_ not in LOOSE:
            return True
        if text in self.lead and token + 1 < len(doc):
            return doc[token + 1].lower_ in self.units
        if text in LOOSE and token + 1 < len(doc):
            after = doc[token + 1].lower_
            return self._core(doc, token + 1) or bool(text == "," and YEAR.match(after))
        return False

    def _unit(self, doc: Doc, token: int) -> int:
        """Read "last week", "three days ago", "earlier this month"."""
        text = doc[token].lower_
        if text not in self.units and text.rstrip("s") not in self.units:
            return token
        before = doc[token - 1].lower_ if token else ""
        after = doc[token + 1].lower_ if token + 1 < len(doc) else ""
        if after in self.tails:
            return token + 2
        return token + 1 if before in self.lead else token

    def _start(self, doc: Doc, token: int) -> int:
        """Go back over numbers, "last", "the" and the preposition."""
        start = token
        while start > 0:
            text = doc[start - 1].lower_
            if doc[start - 1].is_sent_start and start - 1 == token:
                break
            if (
                DAY.match(text)
                or text in self.lead
                or text in self.numbers
                or (text in ("the", "of") and start > 1)
                or text in self.units
                or text == "earlier"
                or (text in ("a", "an") and doc[start].lower_ in self.units)
            ):
                start -= 1
                continue
            break
        while start < token and doc[start].lower_ in ("of",):
            start += 1
        if start > 0 and doc[start - 1].lower_ in self.markers:
            start -= 1
        return start
