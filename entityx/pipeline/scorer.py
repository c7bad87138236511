"""Score proposed triples with two small models that are plain data.

The first is a logistic regression over named features; the second, boosted trees over
a few figures (the first's probability, how well the frame is filled, distances, and how
the candidate stands among its rivals). Both are trained by ``training/relations`` on
annotated documents and stored as JSON: nothing is executed when they are loaded.

Source of the method: Friedman, "Greedy function approximation: a gradient boosting
machine", Annals of Statistics 29 (2001).
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from entityx.errors import ModelError
from entityx.patterns import home
from entityx.pipeline.candidates import Candidate
from entityx.pipeline.lexicon import Lexicon

TYPES = ("PERSON", "COUNTRY", "ORG", "WEAPON", "LOC")
KINDS = ("verb", "noun", "adj", "title", "object", "subject", "near")
LINKS = ("agent", "patient", "holder", "owner")
AT_ONCE = 512
# What a predicate that was not there in training is given, in log-odds: no weight
# speaks of its words. With each of ours taken for unknown in turn, this brings
# precision on the English development set to .61 (.63 where all are known), and recall
# to .29 (.42). Chosen on that set, with the scorer before this one.
UNSEEN = 0.75
# Features that hold a word of one language, or the number of a group of its words.
WORDED = ("cue=", "cue.like=", "word=", "like=", "o.marker=")
Matrix = NDArray[np.float64]


def figures(
    candidates: Sequence[Candidate],
    features: Sequence[Sequence[str]],
    chances: Sequence[float],
    predicates: Sequence[str],
) -> Matrix:
    """Return the figures that the trees read, one row a candidate.

    Args:
        candidates: All candidates of one doc.
        features: Their features, in the same order.
        chances: The first model's probabilities.
        predicates: The names of the predicates, in the order of training; one that is
            not there has the number after them.

    Returns:
        An array of shape (candidates, figures).
    """
    number = {name: n for n, name in enumerate(predicates)}
    ranks = _ranks(candidates, chances)
    rows = [
        [*_own(c, set(f), p, number.get(c.predicate.name, len(number))), *r]
        for c, f, p, r in zip(candidates, features, chances, ranks, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), -1)


def _own(
    c: Candidate, features: set[str], chance: float, predicate: int
) -> list[float]:
    s, o, cue = c.subject, c.object, c.cue
    kind = c.kind.split(" ")[0]
    row: list[float] = [
        chance,
        c.matched,
        KINDS.index(kind) if kind in KINDS else -1,
        s.kind == "name",
        o.kind == "name",
        abs(s.head - o.head),
        abs(s.head - cue) if cue >= 0 else -1,
        abs(o.head - cue) if cue >= 0 else -1,
        s.head < o.head,
        s.head < cue,
        o.head < cue,
        predicate,
        TYPES.index(s.type),
        TYPES.index(o.type),
        c.frame.index if c.frame else 0,
        _between(features),
    ]
    for plays in (c.subject_plays, c.object_plays):
        names = {play.role.name for play in plays}
        row += [len(plays), any(p.through == "" for p in plays)]
        row += [link in names for link in LINKS]
    row += [f in features for f in RIVALS]
    return row


RIVALS = (
    "best of cue",
    "better object there",
    "better subject there",
    "better predicate there",
    "better direction there",
)


def _between(features: set[str]) -> int:
    return next((int(f[8:]) for f in features if f.startswith("between=")), 0)


def _ranks(
    candidates: Sequence[Candidate], chances: Sequence[float]
) -> list[list[float]]:
    """Say how far each candidate lies behind the best of its rivals."""
    keys = [_rivalries(c) for c in candidates]
    best: dict[Any, float] = defaultdict(float)
    for some, chance in zip(keys, chances, strict=True):
        for key in some:
            best[key] = max(best[key], chance)
    times = Counter(c.key for c in candidates)
    return [
        [*(chance - best[key] for key in some), times[c.key]]
        for c, some, chance in zip(candidates, keys, chances, strict=True)
    ]


def _rivalries(c: Candidate) -> tuple[Any, ...]:
    p, s, o = c.predicate.name, c.subject.index, c.object.index
    return (
        ("cue", c.cue, p),
        ("pair", min(s, o), max(s, o)),
        ("subject", c.cue, p, s),
        ("object", c.cue, p, o),
        ("triple", c.key),
    )


class Scorer:
    """Give each candidate a probability, and the reasons for it."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        """Take a model as stored.

        Args:
            model: ``weights`` by feature, ``bias``, ``trees`` (flat lists of nodes),
                ``base``, ``predicates``, ``threshold``, and ``clusters``: a number for
                each group of words that mean alike.
        """
        self.model = model
        self.weights: Mapping[str, float] = model["weights"]
        self.threshold: float = model["threshold"]
        self.clusters: Mapping[str, int] = model.get("clusters", {})
        self.trees = _Trees(model["trees"]) if model["trees"] else None

    @classmethod
    def of(cls, lexicon: Lexicon) -> Self:
        """Load the scorer of a language: its own, or one that its file borrows.

        Of a borrowed one no weight of a word is taken, and the threshold is that of
        the language's file.

        Args:
            lexicon: The words of the language.
        """
        borrowed = lexicon.raw.get("scorer")
        if borrowed is None:
            return cls.load(lexicon.lang)
        model = cls.load(borrowed["of"]).model
        weights = {
            name: weight
            for name, weight in model["weights"].items()
            if not any(part.startswith(WORDED) for part in name.split("|"))
        }
        own = {"weights": weights, "threshold": borrowed["threshold"], "clusters": {}}
        return cls({**model, **own})

    @classmethod
    def load(cls, lang: str) -> Self:
        """Load the scorer of a language from ``models/scorer``.

        Raises:
            ModelError: If there is none.
        """
        path = home("models") / "scorer" / f"{lang}.json"
        if not path.is_file():
            raise ModelError(f"no scorer of triples for {lang!r}: {path} is missing")
        return cls.read(path)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a scorer from a JSON file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def first(self, features: Sequence[Sequence[str]]) -> list[float]:
        """Return the first model's probabilities."""
        bias = self.model["bias"]
        return [
            _sigmoid(bias + sum(self.weights.get(f, 0.0) for f in set(some)))
            for some in features
        ]

    def score(
        self, candidates: Sequence[Candidate], features: Sequence[Sequence[str]]
    ) -> list[float]:
        """Return the probability of every candidate of one doc.

        Args:
            candidates: All candidates of the doc (they are each other's rivals).
            features: Their features, in the same order.
        """
        if not candidates:
            return []
        chances = self.first(features)
        if self.trees is None:
            return chances
        rows = figures(candidates, features, chances, self.model["predicates"])
        values = self.model["base"] + self.trees(rows)
        new = self.unknown(c.predicate.name for c in candidates)
        return [
            _sigmoid(value + UNSEEN if c.predicate.name in new else value)
            for c, value in zip(candidates, values, strict=True)
        ]

    def unknown(self, predicates: Iterable[str]) -> frozenset[str]:
        """Return those predicates that were not there in training.

        Args:
            predicates: Names of predicates.
        """
        return frozenset(predicates) - frozenset(self.model["predicates"])

    def reasons(self, features: Sequence[str], limit: int = 4) -> list[str]:
        """Name the features that weigh most for and against."""
        known = sorted(
            ((self.weights[f], f) for f in set(features) if f in self.weights),
            key=lambda pair: (-abs(pair[0]), pair[1]),
        )
        return [f"{f} ({weight:+.2f})" for weight, f in known[:limit]]


class _Trees:
    """Be all regression trees in one: per node a figure, a limit, two ways, a value.

    Every row walks down every tree at once; tree by tree, calling numpy would take
    longer than counting.
    """

    def __init__(self, trees: Sequence[Mapping[str, Sequence[float]]]) -> None:
        sizes = [len(tree["value"]) for tree in trees]
        self.roots = np.cumsum([0, *sizes[:-1]], dtype=np.int64)
        start = np.repeat(self.roots, sizes)
        self.figure = _joined(trees, "figure").astype(np.int64)
        self.limit = _joined(trees, "limit")
        self.inner = _joined(trees, "left") > 0
        self.left = _joined(trees, "left").astype(np.int64) + start
        self.right = _joined(trees, "right").astype(np.int64) + start
        self.value = _joined(trees, "value")

    def __call__(self, rows: Matrix) -> Matrix:
        parts = [rows[n : n + AT_ONCE] for n in range(0, len(rows), AT_ONCE)]
        return np.concatenate([self._descend(part) for part in parts])

    def _descend(self, rows: Matrix) -> Matrix:
        at = np.tile(self.roots, (len(rows), 1))
        number = np.arange(len(rows))[:, None]
        while (inner := self.inner[at]).any():
            goes_left = rows[number, self.figure[at]] <= self.limit[at]
            step = np.where(goes_left, self.left[at], self.right[at])
            at = np.where(inner, step, at)
        total: Matrix = self.value[at].sum(axis=1)
        return total


def _joined(trees: Sequence[Mapping[str, Sequence[float]]], name: str) -> Matrix:
    return np.concatenate([np.array(tree[name], dtype=np.float64) for tree in trees])


def _sigmoid(value: float) -> float:
    if value >= 0:
        return 1.0 / (1.0 + math.exp(-value))
    power = math.exp(value)
    return power / (1.0 + power)
