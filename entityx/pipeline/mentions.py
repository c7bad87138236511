"""Decide which places of a text are mentions: entity recogniser and gazetteer together.

Strong known names claim a place alone; weak ones only with support (the recogniser says
the same, or a strong name of the same entity stands in the text). A longer name beats a
shorter one inside it, save where a state's own organ was taken for an organisation: of
"the British Ministry of Defence" the mention is "British".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from entityx.patterns import Name, Patterns, load_patterns
from entityx.pipeline.gazetteer import STRONG, Gazetteer
from entityx.pipeline.guesses import Guess
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.shapes import Shapes
from entityx.pipeline.state import State

LONGER = 9.0
LATIN = 0x0700
TYPES = ("PERSON", "COUNTRY", "ORG", "LOC", "WEAPON")


class Mentions:
    """Find the mentions of a doc and write them to its state."""

    def __init__(self, patterns: Patterns, lexicon: Lexicon) -> None:
        """Index the names and words."""
        self.patterns = patterns
        self.lexicon = lexicon
        self.gazetteer = Gazetteer(
            _plurals(patterns, lexicon), langs=(lexicon.lang,), places=lexicon.place
        )
        self.honorifics = lexicon.words("titles", "honorifics")
        self.title_words = {w[-1] for words in lexicon.titles.values() for w in words}
        self.state_words = lexicon.words("organs", "state")
        self.modifiers = lexicon.words("weapons", "modifiers")
        self.directions = lexicon.words("places", "directions")
        self.shapes = Shapes(lexicon)
        self.articles = frozenset(lexicon.words("coref", "determiners") | {"a", "an"})

    def __call__(self, doc: Doc) -> Doc:
        """Find mentions; ``doc.ents`` are left as the recogniser made them."""
        guesses = [*self._recognised(doc), *self._known(doc), *self.shapes.find(doc)]
        chosen = self._choose(doc, guesses)
        rows = [self._row(doc, guess) for guess in chosen]
        state = State.of(doc)
        state["mentions"] = [row for row in rows if row is not None]
        return doc

    # -- proposing

    def _recognised(self, doc: Doc) -> list[Guess]:
        labels = self.patterns.labels["entities"]
        found = []
        for ent in doc.ents:
            kind = labels.get(ent.label_, "")
            if not kind:
                continue
            span = self._trim(ent, kind)
            if span is not None:
                found.append(Guess(span.start, span.end, kind, 2.0, "ner"))
        return found

    def _trim(self, ent: Span, kind: str) -> Span | None:
        """Cut articles, titles, possessives and stray punctuation off a name."""
        start, end = ent.start, ent.end
        doc = ent.doc
        while start < end and self._prefix(doc, start, end, kind):
            start += 1
        while start < end and not any(c.isalnum() for c in doc[end - 1].text):
            end -= 1
        while start < end and doc[end - 1].lower_ in ("'s", "’s", "s'"):
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

    def _known(self, doc: Doc) -> list[Guess]:
        found: list[Guess] = []
        text = doc.text
        for place in self.gazetteer.find(text):
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
            best = [n for n in some if n.group in STRONG] or some
            entities = tuple(dict.fromkeys(n.entity_id for n in best))
            group = best[0].group
            weight = 3.0 if group in STRONG else 0.0
            if kind == "LOC" and weight and "COUNTRY" in by_type:
                continue
            guess = Guess(
                span.start, span.end, kind, weight, "gazetteer", entities, group
            )
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

    def _modifier(self, doc: Doc, start: int) -> int:
        """Return how many tokens before ``start`` belong to a weapon compound."""
        token = doc[start - 1]
        if token.lower_ in self.modifiers:
            return 1
        if token.text == "-" and start >= 2 and not doc[start - 1].whitespace_:
            for size in (2, 4, 6):
                if start < size:
                    break
                text = doc[start - size : start - 1].text.lower()
                if text in self.modifiers or (size == 2 and _short(text)):
                    return size
        for size in (3, 5, 7):
            if (
                start >= size
                and doc[start - size : start].text.lower() in self.modifiers
            ):
                return size
        return 0

    # -- choosing

    def _choose(self, doc: Doc, guesses: list[Guess]) -> list[Guess]:
        strong = {e for g in guesses if g.weight >= 3 for e in g.entities}
        for guess in guesses:
            if guess.source == "gazetteer" and guess.weight == 0:
                if guess.group == "weak_organs" and _repeats(guess, guesses):
                    continue
                self._support(guess, guesses, strong)
        for guess in guesses:
            if guess.source == "ner":
                self._weigh(doc, guess, guesses)
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

    def _support(self, guess: Guess, guesses: list[Guess], strong: set[str]) -> None:
        for other in guesses:
            if other.source != "ner":
                continue
            same = (other.s, other.e) == (guess.s, guess.e)
            if same and (
                other.type == guess.type or guess.type in ("ORG", "LOC", "WEAPON")
            ):
                guess.weight = 2.6
                return
            if same and (other.type, guess.type) in ALIKE:
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
        weight = LONGER + 1
        for other in guesses:
            if (
                other.source == "ner"
                or other.weight < 1
                or not (other.s < ner.e and ner.s < other.e)
            ):
                continue
            size = other.e - other.s
            if ner.s <= other.s and other.e <= ner.e and size < ner.e - ner.s:
                weight = min(weight, self._longer(doc, ner, other))
        if weight <= LONGER:
            ner.weight = 3.2 if weight == LONGER else weight

    def _longer(self, doc: Doc, ner: Guess, known: Guess) -> float:
        """Weigh a recognised name that holds a known one."""
        if known.type == "WEAPON":
            whole = (
                ner.type == "WEAPON"
                and known.e == ner.e
                and known.source == "weapon noun"
            )
            return LONGER if whole or ner.type == "ORG" else 2.0
        if known.weight < 3 or known.type == "":
            return LONGER
        first = known.s == ner.s
        if known.type == "COUNTRY" and ner.type == "LOC":
            if known.group == "demonyms" and known.e == ner.e:
                return 0.0
            rest = {t.lower_ for t in doc[ner.s : ner.e]} - {
                t.lower_ for t in doc[known.s : known.e]
            }
            return 0.0 if rest <= self.directions else LONGER
        if known.type == "COUNTRY" and first and ner.type == "ORG":
            return 2.0 if known.group in ("demonyms", "organs") else LONGER
        if ner.type in ("WEAPON", "PERSON"):
            return 2.0
        if known.type == "PERSON" or (known.type == "ORG" and first):
            return 2.0
        return LONGER

    def _rest(self, doc: Doc, guess: Guess, taken: list[Guess]) -> None:
        """Keep what taken names leave of a recognised one ("Russian minister *Ivanov*")."""
        if guess.source != "ner" or guess.type not in ("PERSON", "ORG", "WEAPON"):
            return
        first = max((t.e for t in taken if t.s <= guess.s < t.e), default=None)
        if first is None or first >= guess.e:
            first = guess.s
        end = min(
            (t.s for t in taken if t.s >= first and t.s < guess.e), default=guess.e
        )
        if first >= end or any(first < t.e and t.s < end for t in taken):
            return
        rest = Guess(first, end, guess.type, 2.0, "ner")
        words = [t for t in doc[first:end] if t.is_alpha]
        if not words or not words[0].text[:1].isupper():
            return
        if guess.type == "ORG" and (len(words) < 2 or self._state_organ(doc, rest)):
            return
        if guess.type == "WEAPON":
            return
        taken.append(rest)

    # -- writing

    def _row(self, doc: Doc, guess: Guess) -> dict[str, Any] | None:
        if guess.source == "ner":
            if guess.type not in TYPES:
                return None
            if guess.type == "COUNTRY":
                guess.type = "LOC"
        if guess.type == "PERSON":
            span = self._trim(doc[guess.s : guess.e], "PERSON")
            if span is None or self._only_title(span):
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

    def _only_title(self, span: Span) -> bool:
        words = {t.lower_.rstrip(".") for t in span}
        return words <= self.honorifics | self.title_words or (
            len(span) == 1 and span[0].pos_ not in ("PROPN", "NOUN", "ADJ", "X")
        )

    def _state_organ(self, doc: Doc, guess: Guess) -> bool:
        words = [t.lower_ for t in doc[guess.s : guess.e] if t.is_alpha]
        if not words:
            return True
        ends = {words[-1], " ".join(words[-2:]), words[0], " ".join(words[:2])}
        of = words[0] if len(words) > 1 and words[1] == "of" else words[-1]
        return (len(words) <= 5 and bool(ends & self.state_words)) or of in (
            "ministry",
        )


ALIKE = {
    ("NORP", "COUNTRY"),
    ("LOC", "COUNTRY"),
    ("COUNTRY", "LOC"),
    ("ORG", "COUNTRY"),
    ("NORP", "ORG"),
    ("ORG", "WEAPON"),
    ("LOC", "ORG"),
}


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


def _fits(span: Span, name: str) -> bool:
    """Tell whether a token span is the name, give or take a possessive or a hyphen."""
    extra = span.text.replace(name, "", 1)
    return len(extra) <= 2 and not any(c.isdigit() for c in extra)


def _short(text: str) -> bool:
    return 0 < len(text) <= 12 and text.isalpha()


def _plurals(patterns: Patterns, lexicon: Lexicon) -> Patterns:
    """Return the patterns with the plurals of generic weapon nouns added."""
    rules = lexicon.raw.get("plural", {}).get("rules", ())
    if not rules:
        return patterns
    entities = {
        key: _with_plurals(row, lexicon.lang, rules) if row.get("generic") else row
        for key, row in patterns.entities.items()
    }
    return Patterns(
        patterns.predicates,
        patterns.languages,
        patterns.labels,
        entities,
        patterns.types,
        patterns.raw,
    )


def _with_plurals(
    row: Mapping[str, Any], lang: str, rules: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    names = list(row.get("names", {}).get(lang, ()))
    more = [_plural(name, rules) for name in names]
    return {**row, "names": {**row["names"], lang: list(dict.fromkeys(names + more))}}


def _plural(name: str, rules: Iterable[tuple[str, str]]) -> str:
    for ending, becomes in rules:
        if name.endswith(ending):
            return name[: len(name) - len(ending)] + becomes
    return name


def fold_id(name: str) -> str:
    """Return a name as the key of an id: "Sergei Shoigu" -> "sergei-shoigu"."""
    text = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(
        c if c.isalnum() or ord(c) > LATIN else " "
        for c in text
        if ord(c) > LATIN or not unicodedata.combining(c)
    )
    return "-".join(kept.split()) or "unnamed"


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
