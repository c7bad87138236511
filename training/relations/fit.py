"""Train the scorer of candidate triples and write it as plain data.

    python training/relations/fit.py DATA --train TRAIN.jsonl --dev DEV.jsonl

or, for a language with few labels of its own, on those of English too:

    python training/relations/fit.py DATA --train TRAIN.jsonl --dev DEV.jsonl
        --model models/pt_entityx --glosses training/relations/glosses_pt.toml
        --columns pt_BR pt_PT --out models/scorer/pt.json

Two models: a logistic regression over named features; boosted trees over a few figures
and the first one's out-of-fold probability. Both see candidates on gold mentions and on
the mentions that our own pipeline finds. The threshold is where F1 peaks on dev.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from carried import carried
from clusters import make_clusters
from documents import gold, labelled, written
from kindred import read_glosses, translate
from readings import Reader, Reading
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from entityx.patterns import load_patterns
from entityx.pipeline.relations import choose
from entityx.pipeline.scorer import Scorer, figures

SEED = 5
FOLDS = 5
STRENGTH = 0.3
OPTIONAL = 0.5
RARE = 2
FIRST = "models/en_entityx"
OWN = 3  # how often a language's own readings count beside the translated ones
Row = dict[str, Any]


@dataclass
class Linear:
    """Be the first model: weights by feature."""

    weights: dict[str, float]
    bias: float

    def chances(self, features: Sequence[Sequence[str]]) -> list[float]:
        """Return probabilities."""
        model = {
            "weights": self.weights,
            "bias": self.bias,
            "trees": [],
            "threshold": 0.5,
        }
        return Scorer(model).first(features)


def fit_linear(readings: Sequence[Reading]) -> Linear:
    """Fit the logistic regression."""
    rows = [
        (f, y)
        for r in readings
        for f, y in zip(r.features, r.labels, strict=True)
        if y != "elsewhere"
    ]
    counts = Counter(name for f, _ in rows for name in set(f))
    names = sorted(name for name, n in counts.items() if n >= RARE)
    number = {name: n for n, name in enumerate(names)}
    places: list[int] = []
    ends = [0]
    for f, _ in rows:
        places += sorted({number[name] for name in f if name in number})
        ends.append(len(places))
    matrix = csr_matrix(
        (np.ones(len(places)), places, ends), shape=(len(rows), len(names))
    )
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300)
    model.fit(
        matrix,
        [y != "no" for _, y in rows],
        sample_weight=[OPTIONAL if y == "optional" else 1.0 for _, y in rows],
    )
    weights = {
        name: round(float(w), 4)
        for name, w in zip(names, model.coef_[0], strict=True)
        if abs(w) >= 0.005
    }
    return Linear(weights, float(model.intercept_[0]))


def out_of_fold(readings: Sequence[Reading]) -> list[list[float]]:
    """Return, for each reading, chances by a model that did not see its document."""
    groups = sorted({r.group for r in readings})
    order = np.random.RandomState(SEED).permutation(groups)
    fold = {int(group): n % FOLDS for n, group in enumerate(order)}
    found: list[list[float]] = [[] for _ in readings]
    for n in range(FOLDS):
        model = fit_linear([r for r in readings if fold[r.group] != n])
        for place, r in enumerate(readings):
            if fold[r.group] == n:
                found[place] = model.chances(r.features)
    return found


def fit_trees(
    readings: Sequence[Reading],
    chances: Sequence[Sequence[float]],
    predicates: list[str],
) -> tuple[list[Row], float]:
    """Fit the boosted trees and return them as flat lists, with their base value."""
    rows = np.vstack(
        [
            figures(r.candidates, r.features, c, predicates)
            for r, c in zip(readings, chances, strict=True)
            if r.candidates
        ]
    )
    labels = np.array([y for r in readings for y in r.labels])
    keep = labels != "elsewhere"
    model = HistGradientBoostingClassifier(
        learning_rate=0.05,
        max_depth=4,
        max_iter=250,
        min_samples_leaf=20,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=SEED,
    )
    model.fit(
        rows[keep],
        labels[keep] != "no",
        sample_weight=np.where(labels[keep] == "optional", OPTIONAL, 1.0),
    )
    trees = [_flat(some[0].nodes) for some in model._predictors]
    return trees, float(model._baseline_prediction.ravel()[0])


def _flat(nodes: Any) -> Row:
    inner = ~nodes["is_leaf"].astype(bool)
    return {
        "figure": [int(v) for v in nodes["feature_idx"]],
        "limit": [
            round(float(v), 6) if i else 0.0
            for v, i in zip(nodes["num_threshold"], inner, strict=True)
        ],
        "left": _ways(nodes["left"], inner),
        "right": _ways(nodes["right"], inner),
        "value": [round(float(v), 6) for v in nodes["value"]],
    }


def _ways(targets: Any, inner: Any) -> list[int]:
    return [int(v) if i else 0 for v, i in zip(targets, inner, strict=True)]


def measure(
    readings: Sequence[Reading], scores: Sequence[Sequence[float]], threshold: float
) -> tuple[float, float, float]:
    """Return F1, precision and recall of triples (polarity aside) at a threshold."""
    tp = fp = fn = 0
    for r, some in zip(readings, scores, strict=True):
        rows = zip(r.candidates, r.features, some, strict=True)
        found = {c.key for c, _, _ in choose([k for k in rows if k[2] >= threshold])}
        tp += len(found & r.required)
        fp += len(found - r.required - r.optional)
        fn += len(r.required - found)
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    both = precision + recall
    return (2 * precision * recall / both if both else 0.0), precision, recall


def peak(
    readings: Sequence[Reading],
    scores: Sequence[Sequence[float]],
    precision: float = 0.0,
) -> tuple[tuple[float, float, float], float]:
    """Return the figures where F1 peaks with a least precision, and the threshold."""
    steps = [n / 100 for n in range(10, 80)]
    tried = [(measure(readings, scores, step), step) for step in steps]
    return max([t for t in tried if t[0][1] >= precision] or tried)


def _first(args: argparse.Namespace) -> tuple[list[Reading], dict[str, int], int]:
    """Read the documents of the language that has labels of its own."""
    nlp = spacy.load(args.model)
    whole = [*gold(args.train, nlp.lang), *written(nlp.lang)]
    single = labelled(args.data)
    clusters = make_clusters(nlp, [row["text"] for row in (*whole, *single)])
    reader = Reader(nlp, clusters)
    readings = [
        *reader.read(whole, gold_mentions=(True, False)),
        *reader.read(single, gold_mentions=(True,)),
    ]
    return readings, clusters, len(whole) + len(single)


def _kindred(
    args: argparse.Namespace, lang: str
) -> tuple[list[Reading], dict[str, int], int]:
    """Read the first language's documents with words translated, and the own ones."""
    own = written(lang)
    brought = carried(args.data, lang, args.columns)
    reader = Reader(spacy.load(args.model), {})
    readings = [
        *reader.read(own, gold_mentions=(True, False)),
        *reader.read(brought, gold_mentions=(True,)),
    ]
    args.model = FIRST
    others, _, documents = _first(args)
    for reading in others:
        reading.group += reader.groups
    translated = translate(others, read_glosses(args.glosses))
    count = documents + len(own) + len(brought)
    return [*translated, *readings * OWN], {}, count


def main() -> None:
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="the data folder")
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--precision", type=float, default=0.0, help="the least wanted")
    parser.add_argument("--model", default=FIRST)
    parser.add_argument("--glosses", type=Path, help="what English words are in it")
    parser.add_argument(
        "--columns", nargs="*", default=[], help="its columns of the parallel text"
    )
    parser.add_argument("--out", type=Path, default=Path("models/scorer/en.json"))
    args = parser.parse_args()
    nlp = spacy.load(args.model)
    corpus = _first(args) if args.glosses is None else _kindred(args, nlp.lang)
    readings, clusters, documents = corpus
    dev = Reader(nlp, clusters).read(gold(args.dev, nlp.lang), gold_mentions=(False,))
    predicates = sorted(load_patterns().predicates)
    linear = fit_linear(readings)
    trees, base = fit_trees(readings, out_of_fold(readings), predicates)
    model = {
        "bias": round(linear.bias, 4),
        "weights": linear.weights,
        "trees": trees,
        "base": round(base, 6),
        "predicates": predicates,
        "threshold": 0.5,
        "clusters": clusters,
    }
    scorer = Scorer(model)
    full = [scorer.score(r.candidates, r.features) for r in dev]
    first = [scorer.first(r.features) for r in dev]
    frames = [[c.matched for c in r.candidates] for r in dev]
    for name, scores in (("frames alone", frames), ("linear", first), ("both", full)):
        (f1, precision, recall), threshold = peak(dev, scores)
        sys.stdout.write(
            f"{name}: F1 {f1:.3f} P {precision:.3f} R {recall:.3f} at {threshold}\n"
        )
    model["threshold"] = peak(dev, full, args.precision)[1]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(model, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"{documents} documents, {len(linear.weights)} weights -> {args.out}\n"
    )


if __name__ == "__main__":
    main()
