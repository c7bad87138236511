"""Cut a sentence into phrases with their case markers, and groups of verbs.

For languages that say with case endings who does what: a phrase is a run of nominal
words up to its marker, a verb group a verb with its auxiliaries. Names are never cut,
and where two names stand side by side without a marker, a phrase ends between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Token

from entityx.pipeline.endings import is_ending
from entityx.pipeline.lexicon import Lexicon

Row = Mapping[str, Any]
QUOTES = frozenset("\"'“”‘’«»()[]")
MODIFYING = ("demonyms", "weak_demonyms")


@dataclass(slots=True)
class Phrase:
    """Be a run of nominal words, with the markers after it."""

    start: int
    end: int
    kind: str
    cases: list[int] = field(default_factory=list)
    mention: Row | None = None

    @property
    def head(self) -> int:
        """Return its last word."""
        return self.end - 1


@dataclass(slots=True)
class VerbGroup:
    """Be a verb with its auxiliaries, negations and the markers after it."""

    start: int
    end: int
    form: str = "finite"
    passive: bool = False
    auxiliaries: list[int] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)

    @property
    def head(self) -> int:
        """Return the verb itself."""
        return self.start


@dataclass(slots=True)
class Mark:
    """Be a word or sign between phrases: a comma, "and", what opens a clause."""

    token: int
    kind: str


Item = Phrase | VerbGroup | Mark


class Phrases:
    """Cut sentences into phrases, verb groups and marks."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the words of the language."""
        self.lexicon = lexicon
        words = lexicon.words
        self.marks = {
            word: kind
            for name, kind in (
                ("breaks", "break"),
                ("and", "and"),
                ("so", "so"),
                ("that", "that"),
            )
            for word in words("clauses", name)
        }
        self.postpositions = words("clauses", "postpositions")
        self.auxiliaries = words("clauses", "auxiliaries")
        self.negations = words("clauses", "negations")
        self.pronouns = words("clauses", "pronouns")
        self.adverbs = words("clauses", "adverbs")
        self.passives = words("clauses", "passive")
        self.endings = tuple(words("clauses", "verbs", "endings"))
        self.forms = {
            name: tuple(words("clauses", "forms", name))
            for name in (
                *("participle", "infinitive", "converb"),
                *("before_passive", "before_verb"),
            )
        }
        self.inside = words("clauses", "forms", "inside")
        self.nouns = {lemma for (_, k), lemma in lexicon.forms.items() if k == "noun"}
        heads = {w[-1] for phrases in lexicon.titles.values() for w in phrases}
        self.after_name = heads | lexicon.acting | lexicon.place
        self.after_name |= words("organs", "state")
        self.before_person = heads | words("titles", "honorifics")

    def cut(
        self, doc: Doc, low: int, high: int, mentions: Mapping[int, Row]
    ) -> list[Item]:
        """Cut the words of a sentence.

        Args:
            doc: The doc.
            low: The first token of the sentence.
            high: The token after the last.
            mentions: Mentions by their first token.
        """
        items: list[Item] = []
        run: list[Phrase] = []
        token = low
        while token < high:
            row = mentions.get(token)
            kind = "name" if row else self.kind(doc[token], bool(run or items))
            if kind not in ("name", "word"):
                items += self._split(doc, run)
                run = []
            if row is not None:
                end = min(int(row["e"]), high)
                run.append(Phrase(token, end, "nominal", mention=row))
                token = end
                continue
            if kind == "word":
                run.append(Phrase(token, token + 1, "nominal"))
            elif kind == "case":
                self._marker(items, token)
            elif kind == "verb":
                group = self._group(doc, token, high, mentions)
                items.append(group)
                token = group.end
                continue
            elif kind in ("pronoun", "adverb"):
                items.append(Phrase(token, token + 1, kind))
            else:
                items.append(Mark(token, kind))
            token += 1
        return [*items, *self._split(doc, run)]

    def kind(self, token: Token, after: bool) -> str:
        """Say what a token is, that is no name.

        Args:
            token: The token.
            after: Whether anything stands before it that it could mark.
        """
        lower = token.lower_
        if not any(c.isalnum() for c in lower):
            return self._sign(token)
        if after and is_ending(token):
            return "case"
        if lower in self.marks and not (lower in self.adverbs and not after):
            return self.marks[lower]
        if after and lower in self.postpositions:
            return "case"
        if lower in self.adverbs:
            return "adverb"
        if lower in self.pronouns:
            return "pronoun"
        return "verb" if self._is_verb(token) else "word"

    def _sign(self, token: Token) -> str:
        if token.text == ",":
            return "comma"
        return "quote" if token.text in QUOTES or token.is_space else "stop"

    def _is_verb(self, token: Token) -> bool:
        lower = token.lower_
        if lower in self.auxiliaries:
            return True
        forms = self.lexicon.forms
        if lower in self.nouns:
            return False  # "विकत", for money, is a form of "विकणे" too
        if (lower, "verb") in forms:
            return True
        if (lower, "noun") in forms:
            return False
        return token.pos_ in ("VERB", "AUX") and lower.endswith(self.endings)

    def _marker(self, items: list[Item], token: int) -> None:
        last = items[-1] if items else None
        if isinstance(last, Phrase | VerbGroup):
            last.cases.append(token)
        else:
            items.append(Mark(token, "quote"))

    # -- nominal phrases

    def _split(self, doc: Doc, run: list[Phrase]) -> list[Item]:
        """Join the words of a run to phrases, a border between names."""
        found: list[Item] = []
        now: Phrase | None = None
        for unit in run:
            if now is not None and not self._border(doc, now, unit):
                now = Phrase(now.start, unit.end, "nominal", mention=unit.mention)
            else:
                if now is not None:
                    found.append(now)
                now = unit
        return found if now is None else [*found, now]

    def _border(self, doc: Doc, left: Phrase, right: Phrase) -> bool:
        """Tell whether a phrase ends between two neighbours."""
        row = left.mention
        if row is not None:
            if row.get("group") in MODIFYING:
                return False
            if right.mention is not None:
                return True
            return self._lemma(doc, right.head) not in self.after_name
        kind = right.mention["type"] if right.mention is not None else ""
        if kind == "PERSON":
            return self._lemma(doc, left.head) not in self.before_person
        return kind in ("COUNTRY", "LOC", "ORG") and left.end == right.start

    def _lemma(self, doc: Doc, token: int) -> str:
        lower: str = doc[token].lower_
        return self.lexicon.forms.get((lower, "noun"), lower)

    # -- verb groups

    def _group(
        self, doc: Doc, token: int, high: int, mentions: Mapping[int, Row]
    ) -> VerbGroup:
        group = VerbGroup(token, token + 1)
        while group.end < high and group.end not in mentions:
            nxt = doc[group.end]
            if is_ending(nxt) or (nxt.lower_ in self.postpositions and not group.cases):
                group.cases.append(group.end)
            elif nxt.lower_ in self.negations or self._goes_on(doc, group, nxt):
                group.auxiliaries.append(group.end)
                group.cases = []
            else:
                break
            group.end += 1
        group.form = self._form(doc, group, high)
        return group

    def _goes_on(self, doc: Doc, group: VerbGroup, nxt: Token) -> bool:
        """Tell whether a verb goes with the one before: auxiliaries, passives."""
        lower = nxt.lower_
        last = doc[group.end - 1 - len(group.cases)].lower_
        if group.cases:
            lemma = self.lexicon.forms.get((lower, "verb"), "")
            inside = (
                doc[group.cases[-1]].lower_ in self.inside and len(group.cases) == 1
            )
            group.passive = group.passive or (inside and lemma in self.passives)
            return inside and lemma in self.passives
        if lower in self.auxiliaries:
            return True
        lemma = self.lexicon.forms.get((lower, "verb"), "")
        if not lemma:
            return False
        if lemma in self.passives and last.endswith(self.forms["before_passive"]):
            group.passive = True
            return True
        return last.endswith(self.forms["before_verb"])

    def _form(self, doc: Doc, group: VerbGroup, high: int) -> str:
        last = group.auxiliaries[-1] if group.auxiliaries else group.head
        lower = doc[last].lower_
        if group.cases:
            infinitive = lower.endswith(self.forms["infinitive"])
            return "infinitive" if infinitive else "nominal"
        for form in ("participle", "infinitive", "converb"):
            if lower.endswith(self.forms[form]):
                return form if self._followed(doc, group.end, high) else "finite"
        return "finite"

    def _followed(self, doc: Doc, end: int, high: int) -> bool:
        return end < high and any(c.isalnum() for c in doc[end].text)


def named(mentions: Iterator[Row] | list[Row]) -> dict[int, Row]:
    """Return mentions by their first token."""
    return {int(row["s"]): row for row in mentions}
