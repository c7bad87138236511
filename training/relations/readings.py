"""Read annotated documents with our own pipeline and label its candidates.

A candidate is right when its triple is annotated in the document and an annotated
evidence touches its sentence; where the triple is annotated with other evidence only,
it teaches nothing ("elsewhere").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from entityx.patterns import Patterns, load_patterns
from entityx.pipeline.arguments import make_arguments
from entityx.pipeline.boundaries import make_boundaries
from entityx.pipeline.candidates import Candidate
from entityx.pipeline.canonicalizer import Canonicalizer
from entityx.pipeline.coref import Coref
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.mentions import Mentions
from entityx.pipeline.relations import argument_rows, propose
from entityx.pipeline.state import State
from entityx.pipeline.tree import Tree

Row = dict[str, Any]
Key = tuple[str, str, str]
TYPES = {
    "country": "COUNTRY",
    "person": "PERSON",
    "org": "ORG",
    "weapon": "WEAPON",
    "loc": "LOC",
}
LEAST = 0.5
CLEAR = 0.25


@dataclass
class Reading:
    """Be one document's candidates with features and labels."""

    id: str
    group: int
    candidates: list[Candidate]
    features: list[list[str]]
    labels: list[str]
    required: set[Key]
    optional: set[Key]


class Reader:
    """Read documents, on gold mentions and on our own."""

    def __init__(self, nlp: Language, clusters: Mapping[str, int]) -> None:
        """Build the steps that come before the scorer.

        Args:
            nlp: The trained pipeline.
            clusters: Numbers of words that mean alike.
        """
        self.nlp = nlp
        self.clusters = clusters
        patterns = load_patterns()
        self.lexicon = Lexicon(patterns, nlp.lang)
        self.ids = _ids(patterns, nlp.lang)
        self.mark = make_boundaries(nlp, "boundaries", [])
        self.find = Mentions(patterns, self.lexicon)
        self.name = Canonicalizer(patterns, self.lexicon)
        self.refer = Coref(patterns, self.lexicon)
        self.groups = 0

    def read(
        self, documents: Sequence[Row], *, gold_mentions: Sequence[bool]
    ) -> list[Reading]:
        """Return the readings of documents.

        Args:
            documents: Gold-format rows.
            gold_mentions: Which mentions to take; one reading each.
        """
        found = []
        for row in documents:
            self.groups += 1
            for given in gold_mentions:
                doc = self._parse(row["text"])
                if given:
                    State.of(doc)["mentions"] = _gold_rows(doc, row, self.ids)
                else:
                    doc = self.name(self.find(doc))
                    _rename(doc, row)
                doc = self.refer(doc)
                found.append(
                    _reading(doc, row, self.groups, self.lexicon, self.clusters)
                )
        return found

    def _parse(self, text: str) -> Doc:
        doc = self.nlp.make_doc(text)
        for name, pipe in self.nlp.pipeline:
            doc = pipe(self.mark(doc) if name == "parser" else doc)
        return doc


def _gold_rows(doc: Doc, row: Row, ids: Mapping[tuple[str, str], str]) -> list[Row]:
    rows = []
    for entity in row["entities"]:
        for m in entity["mentions"]:
            span = doc.char_span(m["start"], m["end"], alignment_mode="expand")
            if span is not None:
                rows.append(
                    {
                        "s": span.start,
                        "e": span.end,
                        "entity": entity["id"],
                        "type": entity["type"],
                        "known": ids.get(_named(entity), ""),
                    }
                )
    return sorted(rows, key=lambda r: (r["s"], r["e"]))


def _ids(patterns: Patterns, lang: str) -> dict[tuple[str, str], str]:
    """Return the ids of all known names: the entities of the gold have other ids."""
    found: dict[tuple[str, str], str] = {}
    for key, row in patterns.entities.items():
        kind = TYPES[key.partition(":")[0]]
        for name in (row["name"], *row.get("names", {}).get(lang, ())):
            found.setdefault((kind, name.casefold()), key)
    return found


def _named(entity: Row) -> tuple[str, str]:
    return entity["type"], entity["name"].casefold()


def _rename(doc: Doc, row: Row) -> None:
    """Give our mentions the gold entities' ids where they overlap by half."""
    gold = [
        (m["start"], m["end"], entity["id"], entity["type"])
        for entity in row["entities"]
        for m in entity["mentions"]
    ]
    votes: dict[str, dict[str, int]] = {}
    for m in State.of(doc)["mentions"]:
        span = doc[m["s"] : m["e"]]
        for start, end, key, kind in gold:
            shared = min(end, span.end_char) - max(start, span.start_char)
            longer = max(end - start, span.end_char - span.start_char)
            if kind == m["type"] and shared >= LEAST * longer:
                some = votes.setdefault(m["entity"], {})
                some[key] = some.get(key, 0) + 1
    best = {ours: max(some, key=lambda k: (some[k], k)) for ours, some in votes.items()}
    for m in State.of(doc)["mentions"]:
        m["known"] = m["entity"]
        m["entity"] = best.get(m["entity"], f"?{m['entity']}")


def _reading(
    doc: Doc, row: Row, group: int, lexicon: Lexicon, clusters: Mapping[str, int]
) -> Reading:
    patterns = lexicon.patterns
    tree = Tree(doc, patterns.labels, lexicon.forms)
    arguments = make_arguments(argument_rows(State.of(doc)), tree, lexicon)
    candidates, features = propose(tree, lexicon, arguments, clusters)
    truth: dict[Key, list[Row]] = {}
    for triple in row["triples"]:
        truth.setdefault(_key(patterns, triple), []).append(triple)
    required = {k for k, ts in truth.items() if not all(t.get("optional") for t in ts)}
    return Reading(
        id=row["id"],
        group=group,
        candidates=candidates,
        features=features,
        labels=_clearest(
            tree, candidates, [_label(doc, c, truth, required) for c in candidates]
        ),
        required=required,
        optional=set(truth) - required,
    )


def _key(patterns: Patterns, triple: Row) -> Key:
    s, p, o = triple["subject"], triple["predicate"], triple["object"]
    if patterns.predicates[p].symmetric and o < s:
        s, o = o, s
    return s, p, o


def _label(
    doc: Doc, c: Candidate, truth: dict[Key, list[Row]], required: set[Key]
) -> str:
    triples = truth.get(c.key)
    if not triples:
        return "no"
    sentence = doc[c.subject.head].sent
    touched = any(
        proof["start"] < sentence.end_char and proof["end"] > sentence.start_char
        for triple in triples
        for proof in triple["evidence"]
    )
    if not touched:
        return "elsewhere"
    return "required" if c.key in required else "optional"


def _clearest(tree: Tree, candidates: list[Candidate], labels: list[str]) -> list[str]:
    """Let only the clearest readings of a triple in a sentence teach that it is one."""
    best: dict[tuple[Key, int], float] = {}
    for c in candidates:
        place = (c.key, tree.sent[c.subject.head])
        best[place] = max(best.get(place, 0.0), c.matched)
    return [
        "elsewhere"
        if y in ("required", "optional")
        and c.matched < best[c.key, tree.sent[c.subject.head]] - CLEAR
        else y
        for c, y in zip(candidates, labels, strict=True)
    ]
