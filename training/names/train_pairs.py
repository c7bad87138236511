"""Train the pair model on clusters, check it in grouped cross-validation, write it.

    python train_pairs.py DATA_FOLDER MODELS_FOLDER --write    train on all, write it
    python train_pairs.py DATA_FOLDER MODELS_FOLDER --check    score pairs and clusters

``--small`` trains on an eighth, uncalibrated, to try things out.

The check scores every pair with a model that saw neither of its two people. The pairs
that are scored are never trained on: training draws its own out of the clusters.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from make_pairs import Drawn, Person, draw, load_people

from entityx.names.cluster import PersonClusters
from entityx.names.features import NAMES, measure
from entityx.names.guards import forbid
from entityx.names.keys import script
from entityx.names.linker import LINK, Linker
from entityx.names.pairs import pair_up
from entityx.names.persons import parse_person
from entityx.names.roster import SCRIPTS, Roster

FOLDS, CHUNK = 4, 20000
SHARE_OF = {
    "pos_same_script": "same", "pos_cross_script": "same", "hard_neg": "hard",
    "random_neg": "random", "made_up": "made_up",
}  # fmt: skip
SHARE = {"same": 0.38, "hard": 0.3, "random": 0.3, "made_up": 0.1}
UP = {
    "sound_of_name", "letters_in_order", "sounds_written_together", "consonants",
    "one_inside_other", "beginnings", "as_written", "words_of_shorter", "mean_likeness",
    "worst_word", "mean_word", "unlike_rest", "least_plain", "words_equal",
    "weighted_word",
}  # fmt: skip
DOWN = {"contradiction", "generations", "other_initials", "other_gender"}


def features_of(roster: Roster, left: np.ndarray, right: np.ndarray) -> tuple:
    rows, guards = [], []
    for start in range(0, len(left), CHUNK):
        pairs = pair_up(
            roster, left[start : start + CHUNK], right[start : start + CHUNK]
        )
        rows.append(measure(pairs))
        guards.append(forbid(pairs) >= 0)
    return np.concatenate(rows), np.concatenate(guards)


def numbers(roster: Roster, names: list[str]) -> np.ndarray:
    return np.array([roster.add(name) for name in names])


def fit(
    x: np.ndarray, y: np.ndarray, weight: np.ndarray
) -> HistGradientBoostingClassifier:
    signs = [1 if n in UP else -1 if n in DOWN else 0 for n in NAMES]
    model = HistGradientBoostingClassifier(
        max_iter=360, learning_rate=0.06, max_leaf_nodes=26, min_samples_leaf=40,
        l2_regularization=2.0, monotonic_cst=signs, random_state=3,
    )  # fmt: skip
    return model.fit(x, y, sample_weight=weight)


def weigh(drawn: list[Drawn]) -> np.ndarray:
    """Weigh the kinds alike in every pair of scripts, and the pairs by their size."""
    groups = [
        (tuple(sorted((script(d.left), script(d.right)))), SHARE_OF[d.kind])
        for d in drawn
    ]
    count = Counter(groups)
    scripts = Counter(pair for pair, _ in groups)
    out = []
    for pair, kind in groups:
        size = min(1200, scripts[pair]) * (2.5 if pair == ("Latin", "Latin") else 1)
        out.append(min(SHARE[kind] * size / count[pair, kind], 2.5))
    return np.array(out) / np.mean(out)


def calibrate(
    x: np.ndarray, raw: np.ndarray, y: np.ndarray, weight: np.ndarray
) -> list:
    """Fit scale and shift for every pair of scripts, less where data are few."""
    one, two = (
        x[:, NAMES.index(n)].astype(int) for n in ("first_script", "second_script")
    )
    out = []
    for a in range(len(SCRIPTS)):
        for b in range(a, len(SCRIPTS)):
            rows = (one == a) & (two == b)
            if rows.sum() < 300 or not 20 < y[rows].sum() < rows.sum() - 20:
                continue
            line = LogisticRegression(C=10).fit(raw[rows, None], y[rows], weight[rows])
            trust = rows.sum() / (rows.sum() + 600)
            scale = 1 + (float(line.coef_[0, 0]) - 1) * trust
            out.append(
                [a, b, round(scale, 4), round(float(line.intercept_[0]) * trust, 4)]
            )
    return out


def apply(calibration: list, x: np.ndarray, raw: np.ndarray) -> np.ndarray:
    scale, shift = np.ones((16, 16)), np.zeros((16, 16))
    for a, b, s, t in calibration:
        scale[a, b], shift[a, b] = s, t
    one, two = (
        x[:, NAMES.index(n)].astype(int) for n in ("first_script", "second_script")
    )
    return 1 / (1 + np.exp(-(raw * scale[one, two] + shift[one, two])))


def export(model: HistGradientBoostingClassifier, calibration: list) -> dict:
    trees, depth = [], 0
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        depth = max(depth, int(nodes["depth"].max()))
        value = nodes["value"].astype(float).copy()
        low, high = nodes["left"].astype(int).copy(), nodes["right"].astype(int).copy()
        for at in range(len(nodes) - 1, -1, -1):
            if nodes["is_leaf"][at]:
                low[at] = high[at] = at
            else:
                n1, n2 = nodes["count"][low[at]], nodes["count"][high[at]]
                value[at] = (value[low[at]] * n1 + value[high[at]] * n2) / (n1 + n2)
        cut = np.where(nodes["is_leaf"], 0.0, nodes["num_threshold"])
        trees.append(
            {
                "feature": nodes["feature_idx"].astype(int).tolist(),
                "cut": [float(f"{v:.7g}") for v in cut],
                "low": low.tolist(),
                "high": high.tolist(),
                "value": [round(v, 5) for v in value],
            }
        )
    base = float(np.ravel(model._baseline_prediction)[0])
    return {
        "features": list(NAMES),
        "base": base,
        "depth": depth,
        "calibration": calibration,
        "trees": trees,
    }


def count_sounds(people: list[Person]) -> dict[str, int]:
    """Count how many people bear a word of each skeleton; rare ones are left out."""
    count: Counter[str] = Counter()
    for person in people:
        latin = [
            n for n, s in zip(person.names, person.scripts, strict=True) if s == "Latin"
        ]
        count.update({w.bones for name in latin for w in parse_person(name).words})
    return {bones: n for bones, n in sorted(count.items()) if n > 2}


class Data:
    """Everything that is drawn and measured once."""

    def __init__(self, folder: Path, *, small: bool = False) -> None:
        self.people = load_people(folder / "person_clusters_dev.jsonl.gz")
        self.drawn = draw(self.people)
        if small:
            self.drawn = self.drawn[::8]
        self.roster = Roster()
        left = numbers(self.roster, [d.left for d in self.drawn])
        right = numbers(self.roster, [d.right for d in self.drawn])
        self.x, _ = features_of(self.roster, left, right)
        self.y = np.array([d.same for d in self.drawn])
        self.weight = weigh(self.drawn)
        self.fold = np.random.default_rng(11).integers(0, FOLDS, len(self.people))
        self.first = self.fold[[d.first for d in self.drawn]]
        self.second = self.fold[[d.second for d in self.drawn]]

    def without(self, *folds: int) -> np.ndarray:
        """Say which pairs have nobody of these folds."""
        return ~np.isin(self.first, folds) & ~np.isin(self.second, folds)

    def calibration(self, rows: np.ndarray) -> list:
        """Calibrate on pairs of people that the model did not see."""
        raw = np.full(len(self.y), np.nan)
        for k in range(FOLDS):
            inside = rows & self.without(k)
            outside = rows & (self.first == k) & (self.second == k)
            if inside.all() or not outside.any() or not inside.any():
                continue
            model = fit(self.x[inside], self.y[inside], self.weight[inside])
            raw[outside] = model.decision_function(self.x[outside])
        seen = ~np.isnan(raw)
        # Two strangers are both in one fold FOLDS times more rarely than one person.
        strangers = np.array([d.first != d.second for d in self.drawn])
        weight = np.where(strangers, FOLDS * self.weight, self.weight)
        return calibrate(self.x[seen], raw[seen], self.y[seen], weight[seen])


def check(data: Data, folder: Path) -> None:
    sys.path.insert(0, str(folder))
    import score_names

    pairs = score_names.load_pairs(folder / "person_pairs_dev.csv.gz")
    left = numbers(data.roster, [p["name1"] for p in pairs])
    right = numbers(data.roster, [p["name2"] for p in pairs])
    px, pg = features_of(data.roster, left, right)
    number = {person.id: i for i, person in enumerate(data.people)}
    e1 = data.fold[[number[p["e1"]] for p in pairs]]
    e2 = data.fold[[number[p["e2"]] for p in pairs]]
    clusters = ClusterCheck(data.people)
    cx, cg = features_of(clusters.found.roster, clusters.left, clusters.right)
    c1, c2 = data.fold[clusters.first], data.fold[clusters.second]
    scores, links = np.zeros(len(pairs)), np.zeros(len(cx))
    calibration = data.calibration(np.ones(len(data.y), bool))
    for i in range(FOLDS):
        for j in range(i, FOLDS):
            rows = data.without(i, j)
            model = fit(data.x[rows], data.y[rows], data.weight[rows])
            for one, two, x, out in ((e1, e2, px, scores), (c1, c2, cx, links)):
                test = ((one == i) & (two == j)) | ((one == j) & (two == i))
                out[test] = apply(
                    calibration, x[test], model.decision_function(x[test])
                )
    guarded = np.where(pg, np.minimum(scores, 0.02), scores)
    for title, values in (("model", scores), ("with guards", guarded)):
        print(title)
        show(score_names.report(pairs, values), pairs, values, score_names)
    clusters.show(np.where(cg, np.minimum(links, 0.02), links), cg, score_names)


class ClusterCheck:
    """All names of the dev clusters with their candidate pairs."""

    def __init__(self, people: list[Person]) -> None:
        rows = [(i, name) for i, person in enumerate(people) for name in person.names]
        self.found = PersonClusters()
        for name in sorted({name for _, name in rows}):
            self.found.roster.add(name)
        self.found._linker.grow(len(self.found.roster))
        pairs = self.found.candidates()
        self.left, self.right = pairs[:, 0], pairs[:, 1]
        owner = {self.found.roster.number[name]: i for i, name in rows}
        self.rows = [(i, self.found.roster.number[name]) for i, name in rows]
        self.first = np.array([owner[i] for i in self.left.tolist()])
        self.second = np.array([owner[i] for i in self.right.tolist()])

    def show(self, score: np.ndarray, shut: np.ndarray, score_names) -> None:
        """Print B-cubed for several thresholds."""
        size = len(self.found.roster)
        share = 100 * len(self.left) / (size * (size - 1) / 2)
        print(f"candidates {len(self.left)}, {share:.2f} % of all")
        for least in (0.6, LINK, 0.8):
            linker = Linker(least=least)
            linker.grow(size)
            linker.link(self.left, self.right, score.astype(np.float32), shut)
            gold = [i for i, _ in self.rows]
            pred = [int(linker.home[n]) for _, n in self.rows]
            b = score_names.bcubed(gold, pred)
            figures = f"P {b[0]:.3f} R {b[1]:.3f} F {b[2]:.3f}"
            print(f"least {least}: B-cubed {figures}", flush=True)


def show(report: dict, pairs: list, scores: np.ndarray, score_names) -> None:
    y = [int(p["label"]) for p in pairs]
    line = {k: round(v, 4) for k, v in report.items() if k != "groups"}
    print(line, "F1 at 0.5", round(score_names.f1_at(y, scores, 0.5), 4))
    merged: dict[str, list[int]] = {}
    for i, pair in enumerate(pairs):
        merged.setdefault(
            "-".join(sorted((pair["script1"], pair["script2"]))), []
        ).append(i)
    for key, rows in sorted(merged.items(), key=lambda kv: -len(kv[1])):
        yy, ss = [y[i] for i in rows], scores[rows]
        if sum(yy) >= 10:
            own = score_names.best_f1(yy, ss)[0]
            half = score_names.f1_at(yy, ss, 0.5)
            print(f"{key:24} n {len(rows):5} F1@.5 {half:.3f} own {own:.3f}")


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    start = time.time()
    if "--write" in sys.argv:
        sounds = count_sounds(load_people(folder / "person_clusters_dev.jsonl.gz"))
        text = json.dumps(sounds, ensure_ascii=False)
        (out / "sounds.json").write_text(text + "\n", encoding="utf-8")
    data = Data(folder, small="--small" in sys.argv)
    print(
        Counter(d.kind for d in data.drawn), f"{time.time() - start:.0f}s", flush=True
    )
    if "--write" in sys.argv:
        model = fit(data.x, data.y, data.weight)
        small = "--small" in sys.argv
        row = export(
            model, [] if small else data.calibration(np.ones(len(data.y), bool))
        )
        (out / "pairs.json").write_text(json.dumps(row) + "\n", encoding="utf-8")
        print(f"written {time.time() - start:.0f}s", flush=True)
    if "--check" in sys.argv:
        check(data, folder)
        print(f"checked {time.time() - start:.0f}s")


if __name__ == "__main__":
    main()
