"""Run the trained pair model: boosted trees, calibrated for each pair of scripts.

The trees are plain numbers in ``models/names/pairs.json``. ``score`` runs all trees on
all rows at once; ``reasons`` follows one row through them and adds up what every
feature did to the answer, which is what an explanation shows.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from entityx.patterns import home

from .features import NAMES

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHUNK = 4096


class PairModel:
    """Turn features into the probability that two names mean one person.

    Args:
        raw: What the JSON file holds.

    Raises:
        ValueError: If the file was trained on other features.
    """

    def __init__(self, raw: dict[str, Any]) -> None:
        if tuple(raw["features"]) != NAMES:
            raise ValueError("pairs.json was trained on other features; train it again")
        trees = raw["trees"]
        size = max(len(tree["feature"]) for tree in trees)
        shape = (len(trees), size)
        self._base = float(raw["base"])
        self._feature = _stack(trees, "feature", shape, np.int64)
        self._cut = _stack(trees, "cut", shape, np.float32)
        self._low = _stack(trees, "low", shape, np.int64)
        self._high = _stack(trees, "high", shape, np.int64)
        self._value = _stack(trees, "value", shape, np.float32)
        self._depth = int(raw["depth"])
        starts = np.arange(len(trees))[:, None] * size
        self._low += starts
        self._high += starts
        self._roots = starts[:, 0]
        self._scale = np.ones((16, 16), np.float32)
        self._shift = np.zeros((16, 16), np.float32)
        for one, two, scale, shift in raw["calibration"]:
            self._scale[one, two] = self._scale[two, one] = scale
            self._shift[one, two] = self._shift[two, one] = shift
        self._scripts = NAMES.index("first_script"), NAMES.index("second_script")

    def score(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the probability of each row.

        Args:
            rows: Features as ``features.measure`` returns them.
        """
        out = np.empty(len(rows), np.float32)
        for start in range(0, len(rows), _CHUNK):
            part = rows[start : start + _CHUNK]
            out[start : start + _CHUNK] = self._sum(part)
        one, two = (rows[:, at].astype(np.int64) for at in self._scripts)
        out = out * self._scale[one, two] + self._shift[one, two]
        return (1.0 / (1.0 + np.exp(-out))).astype(np.float32)

    def _sum(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        feature, cut = self._feature.ravel(), self._cut.ravel()
        low, high = self._low.ravel(), self._high.ravel()
        node = np.broadcast_to(self._roots, (len(rows), len(self._roots))).copy()
        at = np.arange(len(rows))[:, None]
        for _ in range(self._depth):
            below = rows[at, feature[node]] <= cut[node]
            node = np.where(below, low[node], high[node])
        total: NDArray[np.float32] = self._value.ravel()[node].sum(1)
        return total + self._base

    def reasons(self, row: NDArray[np.float32]) -> dict[str, float]:
        """Say what every feature added to, or took from, the answer of one row.

        Args:
            row: The features of one pair.
        """
        feature, value = self._feature.ravel(), self._value.ravel()
        cut, low, high = self._cut.ravel(), self._low.ravel(), self._high.ravel()
        node = self._roots.copy()
        total = np.zeros(len(NAMES), np.float64)
        for _ in range(self._depth):
            below = row[feature[node]] <= cut[node]
            then = np.where(below, low[node], high[node])
            np.add.at(total, feature[node], value[then] - value[node])
            node = then
        return {name: float(x) for name, x in zip(NAMES, total, strict=True)}


def _stack(
    trees: list[dict[str, Any]], name: str, shape: tuple[int, int], kind: type
) -> NDArray[Any]:
    out: NDArray[Any] = np.zeros(shape, kind)
    for row, tree in zip(out, trees, strict=True):
        row[: len(tree[name])] = tree[name]
    return out


@lru_cache(maxsize=1)
def load_model() -> PairModel:
    """Load the trained pair model of the package."""
    path = home("models") / "names" / "pairs.json"
    return PairModel(json.loads(path.read_text(encoding="utf-8")))
