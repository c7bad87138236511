"""Read the titles around people's names: which post, and whose.

"North Korean Foreign Minister Ri Yong Ho", "the President of Cyprus, Nicos
Anastasiades", "Townsend, the coalition's commander": the words decide, not the parse,
so that noisy text keeps its titles. Whose post it is stands beside the title; where it
does not, a known office of a country that the text names may tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entityx.pipeline.arguments import Argument
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.tree import Tree

BEFORE = 12
AFTER = 14
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM"})


@dataclass(frozen=True, slots=True)
class Title:
    """Be a title of a person: its classes, its word and whose post it is."""

    person: Argument
    classes: tuple[str, ...]
    token: int
    owner: Argument
    pattern: str


class Titles:
    """Find the titles of a doc's people."""

    def __init__(
        self, tree: Tree, lexicon: Lexicon, arguments: Sequence[Argument]
    ) -> None:
        """Prepare a doc."""
        self.tree = tree
        self.lexicon = lexicon
        self.openers = lexicon.words("posts", "openers")
        self.abroad = lexicon.words("posts", "abroad")
        self.links = lexicon.words("posts", "links")
        self.breaks = lexicon.words("posts", "breaks") | {","}
        self.copulas = lexicon.words("posts", "copulas")
        self.adjectives_follow = bool(lexicon.words("posts", "after"))
        self.unnamed = lexicon.words("posts", "unnamed")
        self.names = [a for a in arguments if a.kind == "name"]
        self.owners = {
            token: a
            for a in sorted(arguments, key=lambda a: a.kind == "name")
            if a.type in ("COUNTRY", "ORG", "LOC")
            for token in range(a.start, a.end)
        }
        self.people = {
            token
            for a in self.names
            if a.type == "PERSON"
            for token in range(a.start, a.end)
        }

    def __iter__(self) -> Iterator[Title]:
        """Yield every title with its owner, person by person."""
        for person in self.names:
            if person.type == "PERSON":
                yield from self._before(person)
                yield from self._after(person)

    def _phrase(self, token: int) -> tuple[tuple[str, ...], int]:
        """Return the classes of the title that ends at a token, and its length."""
        for size in (3, 2, 1):
            if token - size + 1 < 0:
                continue
            span = slice(token - size + 1, token + 1)
            words = {tuple(self.tree.lemma[span]), tuple(self.tree.lower[span])}
            classes = tuple(
                name
                for name, phrases in sorted(self.lexicon.titles.items())
                if words & phrases and name not in ("honorifics", "former")
            )
            if classes:
                return classes, size
        return (), 0

    def _before(self, person: Argument) -> Iterator[Title]:
        """Read the words before a name, back to the first that cannot be part of it."""
        low = person.start
        commas = 0
        while low > 0 and person.start - low < BEFORE:
            token = low - 1
            if (
                self.tree.sent[token] != self.tree.sent[person.start]
                or token in self.people
            ):
                break
            if self.tree.lower[token] == "," and commas == 0 and low == person.start:
                commas += 1
            elif not self._nominal(token):
                break
            low = token
        yield from self._read(
            person, low, person.start, "comma" if commas else "before"
        )

    def _nominal(self, token: int) -> bool:
        tree = self.tree
        if token in self.owners or tree.lower[token] in self.links:
            return True
        if tree.lower[token] in ("-", ".", "/") or tree.pos[token] in NOMINAL:
            return True
        return bool(self._phrase(token)[0])

    def _after(self, person: Argument) -> Iterator[Title]:
        """Read an apposition after a name: ", the U.S. ambassador to China"."""
        tree, low = self.tree, person.end
        size = len(tree.lower)
        if low >= size or tree.lower[low] not in (",", "(", "-", "–", "—"):
            yield from self._copula(person)
            return
        low += 1
        high = low
        while high < size and high - low < AFTER and self._nominal(high):
            if high in self.people or tree.sent[high] != tree.sent[person.start]:
                break
            high += 1
        yield from self._read(person, low, high, "after")

    def _copula(self, person: Argument) -> Iterator[Title]:
        tree, low = self.tree, person.end
        if low >= len(tree.lower):
            return
        if tree.lemma[low] not in self.copulas and tree.pos[low] != "AUX":
            return
        high = low + 1
        while high < len(tree.lower) and high - low < AFTER:
            if not (
                self._nominal(high) or tree.pos[high] in ("DET", "AUX", "ADV", "ADP")
            ):
                break
            high += 1
        yield from self._read(person, low + 1, high, "copula")

    def _read(
        self, person: Argument, low: int, high: int, where: str
    ) -> Iterator[Title]:
        token = high - 1
        while token >= low:
            classes, size = ((), 0) if token in self.owners else self._phrase(token)
            if not classes:
                token -= 1
                continue
            owner, how = self._owner(low, token - size + 1, token + 1, high)
            if owner is not None:
                yield Title(person, classes, token, owner, f"{where} {how}")
            elif where != "copula":
                for owner, how in self._unnamed(person, classes):
                    yield Title(person, classes, token, owner, f"{where} {how}")
            token -= size

    def _unnamed(
        self, person: Argument, classes: tuple[str, ...]
    ) -> Iterator[tuple[Argument, str]]:
        """Propose whose post a bare title is: "*President* Buhari", of Nigeria."""
        if not set(classes) & {"heads", "offices", "spokespeople"}:
            return
        row = self.lexicon.patterns.entities.get(person.known, {})
        known = {office["of"] for office in row.get("offices", ())}
        states = [a for a in self.names if a.type in ("COUNTRY", "ORG")]
        for entity in sorted({a.known for a in states} & known):
            yield (
                min(
                    (a for a in states if a.known == entity),
                    key=lambda a: (abs(a.start - person.start), a.start),
                ),
                "known office",
            )
        if known:
            return
        before = [a for a in states if a.type == "COUNTRY" and a.start < person.start]
        if before:
            yield before[-1], "last country"
        yield from self._of_sentence(person, before)

    def _of_sentence(
        self, person: Argument, before: Sequence[Argument]
    ) -> Iterator[tuple[Argument, str]]:
        """Propose the countries that a text or a sentence began with."""
        sent = self.tree.sent
        here = [a for a in before if sent[a.head] == sent[person.head]]
        for name, some in (("sentence", here), ("text", before)):
            if name in self.unnamed and some and some[0].known != before[-1].known:
                yield some[0], f"first country of {name}"

    def _owner(
        self, low: int, start: int, end: int, high: int
    ) -> tuple[Argument | None, str]:
        """Find whose title the words from ``start`` to ``end`` are."""
        lower = self.tree.lower
        opened = end < high and lower[end] in self.openers
        sender = start > low and start - 1 in self.owners
        if opened and not (sender and lower[end] in self.abroad):
            owner = self._after_opener(end, high)
            if owner is not None:
                return owner, lower[end]
        if end in self.owners and end < high and self.adjectives_follow:
            return self.owners[end], "owner"
        for token in range(start - 1, low - 1, -1):
            if token in self.owners:
                gap = start - token
                return self.owners[token], "owner" if gap <= 3 else "far owner"
            if lower[token] in self.breaks:
                break
        return None, ""

    def _after_opener(self, end: int, high: int) -> Argument | None:
        """Return the owner named after a title: "the president of *Chad*"."""
        for token in range(end + 1, min(high, end + 5)):
            if token in self.owners:
                return self.owners[token]
            nominal = self.tree.pos[token] in NOMINAL
            if not nominal and self.tree.lower[token] not in self.links:
                return None
        return None
