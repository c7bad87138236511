"""Choose among guesses that overlap: which places of a text are mentions.

Strong known names claim a place alone; weak ones only with support (the recogniser says
the same, or a strong name of the same entity stands in the text). A longer name beats a
shorter one inside it, save where a state's own organ was taken for an organisation: of
"the British Ministry of Defence" the mention is "British".
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from entityx.pipeline.guesses import Guess
from entityx.pipeline.lexicon import Lexicon

LONGER = 9.0
ORGAN = 7
ALIKE = {
    ("NORP", "COUNTRY"),
    ("LOC", "COUNTRY"),
    ("COUNTRY", "LOC"),
    ("ORG", "COUNTRY"),
    ("NORP", "ORG"),
    ("ORG", "WEAPON"),
    ("LOC", "ORG"),
}


class Choice:
    """Choose the mentions of a doc."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the words for organs of state and for directions."""
        self.state_words = lexicon.words("organs", "state")
        self.directions = lexicon.words("places", "directions")
        self.joins = lexicon.words("posts", "openers")

    def choose(self, doc: Doc, guesses: list[Guess]) -> list[Guess]:
        """Return the guesses that hold, in the order of the text."""
        self._settle(doc, guesses)
        ranked = sorted(guesses, key=lambda g: (-g.weight, g.s - g.e, g.s, g.type))
        taken: list[Guess] = []
        for guess in ranked:
            if guess.weight <= 0:
                continue
            touched = [t for t in taken if guess.s < t.e and t.s < guess.e]
            if touched and not _names_traps(guess, touched):
                self._rest(doc, guess, taken)
                continue
            taken.append(guess)
        return sorted((g for g in taken if g.source != "trap"), key=lambda g: g.s)

    def _settle(self, doc: Doc, guesses: list[Guess]) -> None:
        """Settle the weights of weak names first, then of what the recogniser says."""
        strong = {e for g in guesses if g.weight >= 3 for e in g.entities}
        for guess in guesses:
            if guess.source == "gazetteer" and guess.weight == 0:
                if guess.group == "weak_organs" and _repeats(guess, guesses):
                    continue
                self._support(guess, guesses, strong)
        for guess in guesses:
            if guess.source == "ner" and not guess.is_own:
                self._weigh(doc, guess, guesses)

    def _support(self, guess: Guess, guesses: list[Guess], strong: set[str]) -> None:
        for other in guesses:
            if other.source != "ner":
                continue
            if (other.s, other.e) == (guess.s, guess.e) and _alike(other, guess):
                guess.weight = 2.6
                return
        if strong.intersection(guess.entities):
            guess.entities = tuple(e for e in guess.entities if e in strong)
            guess.weight = 1.5

    def _weigh(self, doc: Doc, ner: Guess, guesses: list[Guess]) -> None:
        """Weigh a recognised name against the known names that touch it."""
        if ner.type == "ORG" and self._state_organ(doc, ner):
            ner.weight = 0.0
            return
        if any(
            g.weight >= 2.6 and (g.s, g.e) == (ner.s, ner.e)
            for g in guesses
            if g is not ner
        ):
            return
        weights = [
            self._longer(doc, ner, other) for other in guesses if _holds(ner, other)
        ]
        if weights:
            ner.weight = 3.2 if min(weights) == LONGER else min(weights)

    def _longer(self, doc: Doc, ner: Guess, known: Guess) -> float:
        """Weigh a recognised name that holds a known one."""
        if known.type == "WEAPON":
            whole = known.e == ner.e and known.source == "weapon noun"
            return (
                LONGER if ner.type == "ORG" or (whole and ner.type == "WEAPON") else 2.0
            )
        if known.weight < 3 or known.type == "":
            return LONGER
        if known.type == "COUNTRY" and ner.type in ("LOC", "ORG"):
            return self._of_country(doc, ner, known)
        led = known.type == "ORG" and known.s == ner.s
        if ner.type in ("WEAPON", "PERSON") or known.type == "PERSON" or led:
            return 2.0
        return LONGER

    def _of_country(self, doc: Doc, ner: Guess, known: Guess) -> float:
        """Weigh a place or body whose name holds a country's: "northern Mali"."""
        if ner.type == "ORG":
            split = known.s == ner.s and known.group in ("demonyms", "organs")
            return 2.0 if split else LONGER
        if known.group == "demonyms" and known.e == ner.e:
            return 0.0
        outside = [t for t in doc[ner.s : ner.e] if not known.s <= t.i < known.e]
        return 0.0 if {t.lower_ for t in outside} <= self.directions else LONGER

    def _rest(self, doc: Doc, guess: Guess, taken: list[Guess]) -> None:
        """Keep what taken names leave of one: "Russian minister *Ivanov*"."""
        if guess.source != "ner" or guess.type not in ("PERSON", "ORG"):
            return
        first = max((t.e for t in taken if t.s <= guess.s < t.e), default=guess.s)
        first = first if first < guess.e else guess.s
        end = min((t.s for t in taken if first <= t.s < guess.e), default=guess.e)
        if first >= end or any(first < t.e and t.s < end for t in taken):
            return
        while end > first and doc[end - 1].lower_ in self.joins:
            end -= 1  # "Comitê de Defesa *do*", of a parliament that is the state
        rest = Guess(first, end, guess.type, 2.0, "ner")
        words = [t for t in doc[first:end] if _lettered(t)]
        if not words or not words[0].text[:1].isupper():
            return
        if guess.type == "ORG" and (len(words) < 2 or self._state_organ(doc, rest)):
            return
        taken.append(rest)

    def _state_organ(self, doc: Doc, guess: Guess) -> bool:
        words = [t.lower_ for t in doc[guess.s : guess.e] if _lettered(t)]
        if not words:
            return True
        ends = {words[-1], " ".join(words[-2:]), words[0], " ".join(words[:2])}
        return len(words) <= ORGAN and bool(ends & self.state_words)


def _lettered(token: Token) -> bool:
    return any(char.isalpha() for char in token.text)


def _alike(ner: Guess, known: Guess) -> bool:
    """Tell whether what the recogniser says supports a weak known name."""
    if ner.type == known.type or known.type in ("ORG", "LOC", "WEAPON"):
        return True
    return (ner.type, known.type) in ALIKE


def _holds(ner: Guess, other: Guess) -> bool:
    """Tell whether a recognised name holds a likely known one that is shorter."""
    if other.source == "ner" or other.weight < 1:
        return False
    inside = ner.s <= other.s and other.e <= ner.e
    return inside and other.e - other.s < ner.e - ner.s


def _names_traps(guess: Guess, touched: list[Guess]) -> bool:
    """Tell whether the recogniser names what only looks like a known name."""
    return guess.source == "ner" and all(
        t.source == "trap" and guess.s <= t.s and t.e <= guess.e for t in touched
    )


def _repeats(guess: Guess, guesses: list[Guess]) -> bool:
    """Tell whether a state stands right before its own organ."""
    return any(
        other.weight >= 3
        and other.e == guess.s
        and set(other.entities) & set(guess.entities)
        for other in guesses
    )
