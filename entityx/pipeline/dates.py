"""Find dates: days, months, years and "earlier this month", as they stand in the text.

Rules over the language's words, because the openly licensed entity sets have no dates.
The preposition belongs to it ("on the 6th", "since June").
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from entityx.pipeline.lexicon import Lexicon

PUNCTUATION = frozenset({",", "-", "–", "."})
NOMINAL = ("NOUN", "PROPN", "ADJ")


class Dates:
    """Find the dates of a doc."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the words for days, months and times."""
        words = lexicon.words
        self.days = words("dates", "weekdays")
        self.months = words("dates", "months")
        self.relative = words("dates", "relative")
        self.units = words("dates", "units")
        self.plurals = words("plural", "endings")
        self.lead = words("dates", "lead")
        self.markers = words("dates", "markers")
        self.tails = words("dates", "tails")
        self.loose = words("dates", "links") | PUNCTUATION
        self.also_words = words("dates", "also_words")
        self.before_day = words("dates", "before_day")
        self.capitals = "months" in words("dates", "capitalised")
        self.numbers = words("numbers", "words")
        self.definite = words("articles", "definite")
        self.indefinite = words("articles", "indefinite")
        self.genitive = lexicon.genitive
        self.year = lexicon.pattern("dates", "year").fullmatch
        self.day = lexicon.pattern("dates", "day").fullmatch
        self.ordinal = lexicon.pattern("dates", "ordinal").fullmatch

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

    def is_dateline(self, doc: Doc, span: tuple[int, int]) -> bool:
        """Tell whether a date only heads a text: "August 9, 2011 Saudi Arabia said".

        Args:
            doc: The doc.
            span: One of the dates that ``find`` returned.
        """
        start, end = span
        if not doc[start].is_sent_start or end >= len(doc):
            return False
        full = any(map(self._is_month, doc[start:end])) and end - start > 1
        return full and doc[start].lower_ not in self.markers and not doc[end].is_punct

    def _core(self, doc: Doc, token: int) -> bool:
        """Tell whether a token can only be part of a date."""
        text = doc[token].lower_.rstrip(".")
        if token and self.day(text) and doc[token - 1].lower_ in self.before_day:
            return True
        if text in self.days or text in self.relative or self.year(text):
            return True
        if text in self.months:
            if self.capitals and not doc[token].text[:1].isupper():
                return False
            return text not in self.also_words or self._near_number(doc, token)
        if self.ordinal(text) and token and doc[token - 1].lower_ in self.definite:
            return token + 1 == len(doc) or doc[token + 1].pos_ not in NOMINAL
        return False

    def _is_month(self, token: Token) -> bool:
        return token.lower_.rstrip(".") in self.months

    def _near_number(self, doc: Doc, token: int) -> bool:
        around = doc[max(0, token - 1) : token + 2]
        before = doc[token - 1].lower_ if token else ""
        return (
            any(t.like_num or self.day(t.text) for t in around)
            or before in self.markers
        )

    def _end(self, doc: Doc, token: int) -> int:
        if self._core(doc, token):
            end = token + 1
            while end < len(doc) and self._goes_on(doc, end):
                end += 1
            while end > token + 1 and doc[end - 1].lower_ in self.loose:
                end -= 1
            return end
        return self._unit(doc, token)

    def _goes_on(self, doc: Doc, token: int) -> bool:
        text = doc[token].lower_
        if self._core(doc, token) or self.day(text):
            return True
        if text in self.units and doc[token - 1].lower_ not in self.loose:
            return True
        if text in self.lead and token + 1 < len(doc):
            return doc[token + 1].lower_ in self.units
        if text in self.loose and token + 1 < len(doc):
            return self._core(doc, token + 1)
        return False

    def _leads(self, doc: Doc, start: int) -> bool:
        """Tell whether the word before a date belongs to it."""
        text = doc[start - 1].lower_
        if text in self.lead or text in self.numbers or text in self.units:
            return True
        if text in self.definite or text in self.genitive:
            return start > 1
        if text in self.indefinite:
            return doc[start].lower_ in self.units
        return self.day(text) is not None

    def _unit(self, doc: Doc, token: int) -> int:
        """Read "last week", "three days ago", "earlier this month"."""
        text = doc[token].lower_
        singular = {text.removesuffix(ending) for ending in self.plurals}
        if text not in self.units and not singular & self.units:
            return token
        before = doc[token - 1].lower_ if token else ""
        after = doc[token + 1].lower_ if token + 1 < len(doc) else ""
        if after in self.tails:
            return token + 2
        return token + 1 if before in self.lead else token

    def _start(self, doc: Doc, token: int) -> int:
        """Go back over numbers, "last", "the" and the preposition."""
        start = token
        while start > 0 and self._leads(doc, start):
            start -= 1
        while start < token and doc[start].lower_ in self.genitive:
            start += 1
        if (
            start < token
            and doc[start].lower_ in self.definite
            and self._is_month(doc[start + 1])
        ):
            start += 1  # "the May 5 agreement": the article is the noun's
        if start > 0 and doc[start - 1].lower_ in self.markers:
            start -= 1
        return start
