"""Propose mentions: what the entity recogniser marks, and where known names stand.

Names are trimmed to the name alone: no article, title, possessive or stray punctuation.
A weapon noun takes the words that make a compound with it ("anti-ship missiles").
"""

from __future__ import annotations

from spacy.tokens import Doc, Span

from entityx.patterns import Name, Patterns
from entityx.pipeline.endings import is_ending
from entityx.pipeline.gazetteer import STRONG, Gazetteer
from entityx.pipeline.guesses import Guess
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.plurals import with_plurals

OWN = 3.1


class Recognition:
    """Propose the mentions of a doc."""

    def __init__(self, patterns: Patterns, lexicon: Lexicon) -> None:
        """Index the names and take the words that are no part of one."""
        self.patterns = patterns
        self.gazetteer = Gazetteer(
            with_plurals(patterns, lexicon), langs=lexicon.langs, places=lexicon.place
        )
        self.kinds = lexicon.place
        self.honorifics = lexicon.words("titles", "honorifics")
        self.title_words = {w[-1] for words in lexicon.titles.values() for w in words}
        self.modifiers = lexicon.words("weapons", "modifiers")
        self.followers = {
            tuple(phrase.split()): name
            for phrase, name in lexicon.raw.get("weapons", {}).get("after", {}).items()
        }
        self.articles = lexicon.words("coref", "determiners")
        self.possessives = lexicon.words("roles", "possessive")

    def recognised(self, doc: Doc) -> list[Guess]:
        """Return what the recogniser marked, under our labels.

        A label that ``patterns/labels.toml`` does not know is a type of a user's own:
        it beats known names, since it was trained for these texts.
        """
        labels = self.patterns.labels["entities"]
        found = []
        for ent in doc.ents:
            kind = labels.get(ent.label_, ent.label_)
            if not kind:
                continue
            span = self.trim(ent, kind)
            if span is not None:
                guess = Guess(span.start, span.end, kind, 2.0, "ner")
                guess.weight = OWN if guess.is_own else guess.weight
                found.append(guess)
        return found

    def trim(self, ent: Span, kind: str) -> Span | None:
        """Cut articles, titles, possessives and stray punctuation off a name."""
        start, end = ent.start, ent.end
        doc = ent.doc
        while start < end and self._prefix(doc, start, end, kind):
            start += 1
        while start < end and not any(c.isalnum() for c in doc[end - 1].text):
            end -= 1
        while start < end and doc[end - 1].lower_ in self.possessives:
            end -= 1
        while kind == "LOC" and end - start > 1 and doc[end - 1].lower_ in self.kinds:
            if not doc[end - 1].text.islower():
                break
            end -= 1
        if start == end or not any(c.isalpha() for c in doc[start:end].text):
            return None
        if any("\n" in t.text for t in doc[start:end]):
            return None
        return doc[start:end]

    def _prefix(self, doc: Doc, start: int, end: int, kind: str) -> bool:
        token = doc[start]
        word = token.lower_.rstrip(".")
        if token.is_space or not any(c.isalnum() for c in token.text):
            return True
        if token.lower_ in self.articles and end - start > 1:
            return True
        if kind == "PERSON" and end - start > 1:
            return word in self.honorifics or word in self.title_words
        return False

    def known(self, doc: Doc) -> list[Guess]:
        """Return where known names stand."""
        found: list[Guess] = []
        text = doc.text
        for place in self.gazetteer.find(text, cuts(doc)):
            span = doc.char_span(place.start, place.end, alignment_mode="expand")
            if span is None or not _fits(span, text[place.start : place.end]):
                continue
            found += self._guesses(doc, span, place.names)
        return found

    def _guesses(self, doc: Doc, span: Span, names: tuple[Name, ...]) -> list[Guess]:
        groups = {name.group for name in names}
        if "traps" in groups:
            return [Guess(span.start, span.end, "", 3.5, "trap")]
        by_type: dict[str, list[Name]] = {}
        for name in names:
            by_type.setdefault(name.type, []).append(name)
        found = []
        for kind, some in by_type.items():
            guess = _guess(span, kind, some)
            if kind == "LOC" and guess.weight and "COUNTRY" in by_type:
                continue
            if kind == "WEAPON" and self._generic(guess):
                self._widen(doc, guess)
            found.append(guess)
        return found

    def _generic(self, guess: Guess) -> bool:
        return any(self.patterns.entities[e].get("generic") for e in guess.entities)

    def _widen(self, doc: Doc, guess: Guess) -> None:
        """Take the words that make a compound: "anti-ship *missiles*"."""
        guess.source = "weapon noun"
        if doc[guess.e - 1].pos_ == "VERB" or doc[guess.e - 1].tag_.startswith("VB"):
            guess.weight = 0.0
        start = guess.s
        while start > 0:
            step = self._modifier(doc, start)
            if not step:
                break
            start -= step
        guess.s = start
        if self.followers:
            self._follow(doc, guess)

    def _follow(self, doc: Doc, guess: Guess) -> None:
        """Take what follows a noun and makes a compound: "mísseis *de cruzeiro*"."""
        added: list[str] = []
        while found := self._follower(doc, guess.e):
            size, name = found
            guess.e += size
            added.insert(0, name)
        known = self.patterns.entities[guess.entities[0]]
        guess.name = " ".join([*added, known["name"]])

    def _follower(self, doc: Doc, end: int) -> tuple[int, str] | None:
        for size in (3, 1, 2):
            words = doc[end : end + size]
            for some in ((t.lower_ for t in words), (t.lemma_.lower() for t in words)):
                name = self.followers.get(tuple(some))
                if name is not None and len(words) == size:
                    return size, name
        return None

    def _modifier(self, doc: Doc, start: int) -> int:
        """Return how many tokens before ``start`` belong to a weapon compound."""
        if doc[start - 1].lower_ in self.modifiers:
            return 1
        hyphen = doc[start - 1].text == "-" and not doc[start - 1].whitespace_
        for size in (2, 4, 6) if hyphen else (3, 5, 7):
            if start < size:
                break
            text = doc[start - size : start - hyphen].text.lower()
            if text in self.modifiers or (size == 2 and _short(text)):
                return size
        return 0

    def only_title(self, span: Span) -> bool:
        """Tell whether a "person" is but a title or a common word."""
        words = {t.lower_.rstrip(".") for t in span}
        return words <= self.honorifics | self.title_words or (
            len(span) == 1 and span[0].pos_ not in ("PROPN", "NOUN", "ADJ", "X")
        )


def cuts(doc: Doc) -> frozenset[int]:
    """Return where tokens begin inside a word: there case endings were cut off."""
    return frozenset(t.idx for t in doc[1:] if is_ending(t))


def _guess(span: Span, kind: str, names: list[Name]) -> Guess:
    best = [n for n in names if n.group in STRONG] or names
    return Guess(
        s=span.start,
        e=span.end,
        type=kind,
        weight=3.0 if best[0].group in STRONG else 0.0,
        source="gazetteer",
        entities=tuple(dict.fromkeys(n.entity_id for n in best)),
        group=best[0].group,
    )


def _fits(span: Span, name: str) -> bool:
    """Tell whether a token span is the name, give or take a possessive or a hyphen."""
    extra = span.text.replace(name, "", 1)
    return len(extra) <= 2 and not any(c.isdigit() for c in extra)


def _short(text: str) -> bool:
    return 0 < len(text) <= 12 and text.isalpha()
