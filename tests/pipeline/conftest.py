"""Fixtures for components: docs parsed by hand, and the words that read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from entityx.patterns import Patterns, load_patterns
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.state import State
from entityx.pipeline.tree import Tree

CLOSING = {".", ",", ";", ":", "'s", "’s", "n't", "?", "!", ")", "”", "%"}
OPENING = {"(", "“", "$", "£", "€"}


@pytest.fixture(scope="session")
def patterns() -> Patterns:
    """Return our own patterns."""
    return load_patterns()


@pytest.fixture(scope="session")
def lexicon(patterns: Patterns) -> Lexicon:
    """Return the words of English."""
    return Lexicon(patterns, "en")


@pytest.fixture(scope="session")
def make_doc() -> Callable[..., Doc]:
    """Return a maker of parsed docs.

    A line is a word: form, lemma, part of speech, label, head (counted from 1 in the
    sentence, 0 for the root) and features. A blank line ends a sentence. Words that
    touch their neighbour, as hyphens do, are told by ``glued``.
    """
    vocab = spacy.blank("en").vocab

    def make(table: str, *, glued: str = "-") -> Doc:
        sentences = re.split(r"\n\s*\n", table.strip())
        rows: list[list[str]] = []
        heads: list[int] = []
        for sentence in sentences:
            first = len(rows)
            for row in map(str.split, sentence.splitlines()):
                place = int(row[4])
                heads.append(first + place - 1 if place else len(rows))
                rows.append(row)
        words = [row[0] for row in rows]
        after = [*words[1:], "."]
        return Doc(
            vocab,
            words=words,
            spaces=[
                word not in OPENING
                and word != glued
                and follower not in CLOSING
                and follower != glued
                for word, follower in zip(words, after, strict=True)
            ],
            lemmas=[row[1] for row in rows],
            pos=[row[2] for row in rows],
            deps=[row[3] for row in rows],
            heads=heads,
            morphs=[row[5] if len(row) > 5 else "" for row in rows],
        )

    return make


@pytest.fixture(scope="session")
def make_tree(
    make_doc: Callable[..., Doc], patterns: Patterns, lexicon: Lexicon
) -> Callable[..., Tree]:
    """Return a maker of trees, from the same tables."""

    def make(table: str, **options: Any) -> Tree:
        return Tree(make_doc(table, **options), patterns.labels, lexicon.forms)

    return make


@pytest.fixture(scope="session")
def set_mentions() -> Callable[..., Doc]:
    """Return a writer of mentions to a doc's state.

    A mention is text, type and entity; the same text twice is the next place of it.
    """

    def write(doc: Doc, *mentions: tuple[str, str, str]) -> Doc:
        rows: list[dict[str, Any]] = []
        entities: dict[str, Any] = {}
        taken: set[int] = set()
        for text, kind, entity in mentions:
            size = len(text.split())
            spans = (doc[i : i + size] for i in range(len(doc)) if i not in taken)
            span = next(s for s in spans if " ".join(t.text for t in s) == text)
            taken.update(range(span.start, span.end))
            rows.append(
                {
                    "s": span.start,
                    "e": span.end,
                    "text": span.text,
                    "type": kind,
                    "entity": entity,
                    "entities": [entity],
                    "source": "gazetteer",
                    "group": "names",
                    "score": 1.0,
                }
            )
            entities[entity] = {
                "id": entity,
                "type": kind,
                "name": entity.partition(":")[2],
                "kb_id": None,
                "names": [text],
                "known": True,
                "why": [],
            }
        state = State.of(doc)
        state["mentions"] = sorted(rows, key=lambda row: row["s"])
        state["entities"] = entities
        state["references"] = []
        return doc

    return write
