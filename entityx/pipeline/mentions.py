"""Find the mentions of a text: entity recogniser, gazetteer and shapes together.

``recognition`` and ``shapes`` propose, ``choosing`` decides; here the chosen are
written down. A country is one that the gazetteer knows: what only the recogniser takes
for a country is a place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from entityx.patterns import Patterns, load_patterns
from entityx.pipeline.choosing import Choice
from entityx.pipeline.guesses import Guess
from entityx.pipeline.leftovers import Leftovers
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.recognition import Recognition
from entityx.pipeline.shapes import Shapes
from entityx.pipeline.state import State


class Mentions:
    """Find the mentions of a doc and write them to its state."""

    def __init__(self, patterns: Patterns, lexicon: Lexicon) -> None:
        """Index the names and words."""
        self.recognition = Recognition(patterns, lexicon)
        self.shapes = Shapes(lexicon)
        self.choice = Choice(lexicon)
        self.leftovers = Leftovers(lexicon.words("leftovers", "phrases"))

    def __call__(self, doc: Doc) -> Doc:
        """Find mentions; ``doc.ents`` are left as the recogniser made them."""
        guesses = [
            *self.recognition.recognised(doc),
            *self.recognition.known(doc),
            *self.shapes.find(doc),
        ]
        left_over = self.leftovers.spans(doc.text)
        rows = [
            self._row(doc, guess)
            for guess in self.choice.choose(doc, guesses)
            if not any(s <= doc[guess.s].idx < e for s, e in left_over)
        ]
        State.of(doc)["mentions"] = [row for row in rows if row is not None]
        return doc

    def _row(self, doc: Doc, guess: Guess) -> dict[str, Any] | None:
        if guess.source == "ner":
            if guess.type == "NORP":
                return None
            if guess.type == "COUNTRY":
                guess.type = "LOC"
        if guess.type == "PERSON":
            span = self.recognition.trim(doc[guess.s : guess.e], "PERSON")
            if span is None or self.recognition.only_title(span):
                return None
            guess.s, guess.e = span.start, span.end
        text = doc[guess.s : guess.e].text
        score = 1.0 if guess.weight >= 2.6 else 0.8 if guess.source == "ner" else 0.6
        return {
            "s": guess.s,
            "e": guess.e,
            "text": text,
            "type": guess.type,
            "source": guess.source,
            "entities": list(guess.entities),
            "group": guess.group,
            "name": guess.name,
            "score": score,
        }


@Language.factory(
    "entityx_mentions",
    default_config={"patterns": []},
    assigns=["doc.user_data"],
    requires=["doc.ents"],
)
def make_mentions(
    nlp: Language, name: str, patterns: list[str]
) -> Callable[[Doc], Doc]:
    """Make the component that finds mentions."""
    loaded = load_patterns(patterns)
    return Mentions(loaded, Lexicon(loaded, nlp.lang or "xx"))
