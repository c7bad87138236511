"""See every parse in one shape: Universal Dependencies, as plain lists.

A pipeline with ClearNLP labels (``dobj``, ``pobj``, ``nsubjpass``) is turned into that
shape here, once: labels by ``labels.toml``, prepositions into case markers, copulas
under their predicate. All later steps read a ``Tree`` and never ``token.dep_``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from spacy.tokens import Doc

KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}
CASE = "case"
COPULA_PARTS = ("attr", "acomp")
SHARED = ("ROOT", "nmod")


class Tree:
    """Hold heads, labels, lemmas and case markers of a ``Doc``, by token index."""

    def __init__(
        self, doc: Doc, labels: Mapping[str, Any], forms: Mapping[tuple[str, str], str]
    ) -> None:
        """Read a parsed doc.

        Args:
            doc: A doc with a dependency parse.
            labels: The ``labels.toml`` of the patterns.
            forms: Lemmas that are sure, by form and part of speech.
        """
        rows = [
            (
                t.head.i,
                t.dep_ or "dep",
                t.lemma_ or t.text,
                t.lower_,
                t.pos_,
                str(t.morph),
            )
            for t in doc
        ]
        self.head = [row[0] for row in rows]
        self.dep = [row[1] for row in rows]
        self.lower = [row[3] for row in rows]
        self.pos = [row[4] for row in rows]
        self.lemma = [
            forms.get((row[3], KINDS.get(row[4], "")), row[2].lower()) for row in rows
        ]
        self.morph = [row[5] for row in rows]
        self.forms = forms
        self.sent = _sentence_numbers(doc)
        self.marker = [""] * len(doc)
        mapped = labels.get("dependencies", {})
        if any(dep in mapped and dep not in SHARED for dep in self.dep):
            self._from_clearnlp(mapped)
        self._off_auxiliaries()
        self.kids: list[list[int]] = [[] for _ in doc]
        for child, parent in enumerate(self.head):
            if child != parent:
                self.kids[parent].append(child)
        for token in range(len(doc)):
            if not self.marker[token]:
                self.marker[token] = self._case(token) or self._inner_case(token)

    def _case(self, token: int) -> str:
        words = []
        for kid in self.kids[token]:
            if self.dep[kid] == CASE:
                words.append(kid)
                words += [k for k in self.kids[kid] if self.dep[k] == "fixed"]
        return " ".join(
            self.forms.get((self.lower[word], CASE), self.lower[word]) for word in words
        )

    def _inner_case(self, token: int) -> str:
        """Return the marker that a pronoun has grown together with: "dele" is "de"."""
        if self.pos[token] != "PRON":
            return ""
        return self.forms.get((self.lower[token], CASE), "")

    def _from_clearnlp(self, mapped: Mapping[str, str]) -> None:
        own = list(self.dep)
        self.dep = [mapped.get(dep, dep) for dep in own]
        for token, dep in enumerate(own):
            if dep in ("pobj", "pcomp"):
                self._under_preposition(token, own, clause=dep == "pcomp")
        for token, dep in enumerate(own):
            if dep in COPULA_PARTS and self.lemma[self.head[token]] == "be":
                self._lift(token)

    def _under_preposition(self, token: int, own: list[str], *, clause: bool) -> None:
        """Hang what a preposition governs on what governs the preposition."""
        first = self.head[token]
        words, prep = [self.lower[first]], first
        while own[self.head[prep]] == "prep" and self.head[prep] != prep:
            prep = self.head[prep]
            words.insert(0, self.lower[prep])
        above = self.head[prep]
        self.head[token] = above
        if clause:
            self.dep[token], self.dep[first] = "advcl", "mark"
        else:
            nominal = self.pos[above] in ("NOUN", "PROPN", "PRON", "NUM")
            self.dep[token] = "nmod" if nominal else "obl"
            self.marker[token], self.dep[first] = " ".join(words), "case"
        self.head[first] = token

    def _lift(self, predicate: int) -> None:
        """Put a predicate noun or adjective above its copula."""
        verb = self.head[predicate]
        root = self.head[verb] == verb
        self.head[predicate] = predicate if root else self.head[verb]
        self.dep[predicate] = self.dep[verb]
        for token, parent in enumerate(self.head):
            if parent == verb and token not in (verb, predicate):
                self.head[token] = predicate
        self.head[verb], self.dep[verb] = predicate, "cop"

    def _off_auxiliaries(self) -> None:
        """Hang on the verb what hangs on its auxiliary ("*Sudan* had bombed")."""
        for token, parent in enumerate(self.head):
            if parent != token and self.dep[parent].startswith(("aux", "cop")):
                above = self.head[parent]
                if above not in (parent, token):
                    self.head[token] = above

    def kids_by(self, token: int, *deps: str) -> list[int]:
        """Return the children whose label is, or starts with, one of these."""
        return [
            kid
            for kid in self.kids[token]
            if self.dep[kid] in deps or self.dep[kid].split(":")[0] in deps
        ]

    def up(self, token: int) -> Iterator[int]:
        """Yield the ancestors of a token, the nearest first."""
        seen = {token}
        while self.head[token] != token and self.head[token] not in seen:
            token = self.head[token]
            seen.add(token)
            yield token

    def conjuncts(self, token: int) -> Iterator[int]:
        """Yield what is coordinated below a token ("Iran, *Syria* and *Iraq*")."""
        for kid in self.kids[token]:
            if self.dep[kid] == "conj":
                yield kid
                yield from self.conjuncts(kid)

    def path(self, start: int, end: int) -> tuple[list[int], list[int]] | None:
        """Return the ways up from two tokens to where they meet, or None."""
        left = [start, *self.up(start)]
        right = [end, *self.up(end)]
        place = {token: n for n, token in enumerate(right)}
        for n, token in enumerate(left):
            if token in place:
                return left[: n + 1], right[: place[token] + 1]
        return None


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers, current = [], -1
    for token in doc:
        if token.is_sent_start or token.i == 0:
            current += 1
        numbers.append(current)
    return numbers
