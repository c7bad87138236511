"""Guess names by their shape: numbered units, ships, ship classes, "the coalition".

No list can hold every battalion and every hull; how they are written tells them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from entityx.pipeline.guesses import Guess
from entityx.pipeline.lexicon import Lexicon

LONGEST = 7


class Shapes:
    """Find names that have the shape of one."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take unit nouns, ship prefixes and named common nouns from the language."""
        self.units = lexicon.words("units", "nouns")
        self.ordinal = lexicon.pattern("units", "ordinal")
        self.links = lexicon.words("units", "links")
        self.prefixes = lexicon.words("ships", "prefixes")
        self.class_words = lexicon.words("ships", "class")
        self.classed = lexicon.words("ships", "classed")
        self.named: dict[str, str] = dict(lexicon.raw.get("named", {}))
        self.pointed = lexicon.words("bodies", "pointed")
        self.acting = lexicon.acting
        self.phrases = {
            tuple(phrase.lower().replace("-", " - ").split())
            for phrase in lexicon.words("traps", "phrases")
        }
        self.longest = max((len(p) for p in self.phrases), default=0)

    def find(self, doc: Doc) -> Iterator[Guess]:
        """Yield the guesses of a doc."""
        for token in range(len(doc)):
            yield from self._unit(doc, token)
            yield from self._ship(doc, token)
            yield from self._class(doc, token)
            yield from self._body(doc, token)
            yield from self._trap(doc, token)

    def _unit(self, doc: Doc, start: int) -> Iterator[Guess]:
        """Read "3rd Battalion", "134th Expeditionary Fighter Squadron"."""
        if not self.ordinal.fullmatch(doc[start].lower_):
            return
        end = start + 1
        last = start
        while end < len(doc) and end - start < LONGEST:
            text = doc[end].text
            if not (text[:1].isupper() or text in self.links):
                break
            end += 1
            acronym = text.isupper() and len(text) > 1
            if acronym or doc[end - 1].lower_ in self.units:
                last = end
        if last > start + 1:
            yield Guess(start, last, "ORG", 2.8, "shape")

    def _ship(self, doc: Doc, start: int) -> Iterator[Guess]:
        """Read "USS Hopper", "HMS Queen Elizabeth"."""
        if doc[start].text not in self.prefixes:
            return
        end = start + 1
        while end < len(doc) and end - start < 5 and doc[end].text[:1].isupper():
            end += 1
        if end > start + 1:
            yield Guess(start, end, "WEAPON", 3.3, "shape")

    def _class(self, doc: Doc, token: int) -> Iterator[Guess]:
        """Read "Bremen-class" before a frigate, a vessel, a submarine."""
        if doc[token].lower_.rpartition("-")[2] not in self.class_words:
            return
        if token + 1 >= len(doc) or doc[token + 1].lemma_.lower() not in self.classed:
            return
        start = token
        while start > 0 and not doc[start - 1].whitespace_ and token - start < 6:
            start -= 1
        if doc[start].text[:1].isupper():
            name = f"{doc[start : token + 1].text} {doc[token + 1].lemma_.lower()}"
            yield Guess(start, token + 1, "WEAPON", 3.3, "shape", name=name)

    def _body(self, doc: Doc, token: int) -> Iterator[Guess]:
        """Read "the coalition" and "coalition forces" as the body they mean."""
        name = self.named.get(doc[token].lower_)
        if name is None:
            return
        before = doc[token - 1] if token else None
        after = doc[token + 1].lemma_.lower() if token + 1 < len(doc) else ""
        pointed = before is not None and (
            before.pos_ in ("DET", "ADJ") or before.lower_ in self.pointed
        )
        if pointed or after in self.acting or doc[token].text[:1].isupper():
            yield Guess(token, token + 1, "ORG", 1.6, "shape", name=name)

    def _trap(self, doc: Doc, start: int) -> Iterator[Guess]:
        for size in range(2, self.longest + 1):
            words = tuple(t.lower_ for t in doc[start : start + size])
            if words in self.phrases:
                yield Guess(start, start + size, "", 3.4, "trap")
