"""Keep what the base knows while something new is learnt.

A text annotated for a new type says nothing of the old ones; learnt as it stands, it
would teach that there are none. So the base marks its own types in the user's texts,
and in others that are only rehearsed. In the latter a name that the base does not know
may be of the new type: nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from entityx.learning.annotations import Annotated

NAMES = "PROPN"


@dataclass(slots=True)
class Rehearsal:
    """Make docs to learn from.

    ``between`` collects the marks that begin or end inside a word; they are left out.
    """

    nlp: Language
    labels: frozenset[str]
    between: list[str] = field(default_factory=list)

    def fill(self, items: Sequence[Annotated]) -> list[Doc]:
        """Return annotated texts, the base's own types marked by the base.

        Args:
            items: The texts.
        """
        docs = self.nlp.pipe(item.text for item in items)
        return [self._filled(*pair) for pair in zip(items, docs, strict=True)]

    def _filled(self, item: Annotated, told: Doc) -> Doc:
        doc = Doc(told.vocab, words=[t.text for t in told], spaces=_spaces(told))
        spans: list[Span] = []
        unsure: list[Span] = []
        for start, end, label in item.spans:
            span = doc.char_span(start, end, label=label)
            if span is not None:
                spans.append(span)
                continue
            self.between.append(f"{item.where}: {item.text[start:end]!r}")
            whole = doc.char_span(start, end, alignment_mode="expand")
            unsure += [] if whole is None else [whole]
        # Longest first would let the base's guess win over what a user marked.
        taken = {n for span in (*spans, *unsure) for n in range(span.start, span.end)}
        spans += [
            Span(doc, ent.start, ent.end, label=ent.label_)
            for ent in told.ents
            if ent.label_ in self.labels
            and not taken.intersection(range(ent.start, ent.end))
        ]
        lost = [span for span in filter_spans(unsure) if not _touches(span, spans)]
        doc.set_ents(spans, missing=lost, default="outside")
        return doc

    def rehearse(self, texts: Iterable[str]) -> list[Doc]:
        """Return texts in which the base marked its types; other names stay open.

        Args:
            texts: Any texts in the base's language.
        """
        return [self._rehearsed(doc) for doc in self.nlp.pipe(texts)]

    def _rehearsed(self, told: Doc) -> Doc:
        doc = Doc(told.vocab, words=[t.text for t in told], spaces=_spaces(told))
        spans = [
            Span(doc, ent.start, ent.end, label=ent.label_)
            for ent in told.ents
            if ent.label_ in self.labels
        ]
        known = {n for span in spans for n in range(span.start, span.end)}
        other = {n for ent in told.ents for n in range(ent.start, ent.end)}
        names = other.union(t.i for t in told if t.pos_ == NAMES) - known
        missing = [doc[n : n + 1] for n in sorted(names)]
        doc.set_ents(spans, missing=missing, default="outside")
        return doc


def _spaces(doc: Doc) -> list[bool]:
    return [bool(token.whitespace_) for token in doc]


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
