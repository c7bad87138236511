"""Run the trained pair model: boosted trees, calibrated for each pair of scripts.

The trees are plain numbers in ``models/names/pairs.json``. ``score`` asks for every
feature once which leaves of all trees its value leaves open, and keeps what all
features allow; ``reasons`` follows one row through the trees and adds up what every
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

_CHUNK = 1024
# Multiplied with a power of two, its upper five bits tell which power it is.
_MAGIC = np.uint32(0x077CB531)
_SHIFT = np.uint32(27)


class _Leaves:
    """Find the leaf of every tree without walking: bits for leaves, kept or cleared.

    Args:
        trees: The trees of the JSON file, of 32 leaves at most.
    """

    def __init__(self, trees: list[dict[str, Any]]) -> None:
        steps: dict[int, list[tuple[float, int, int]]] = {}
        self._value = np.zeros((len(trees), 32), np.float32)
        for number, tree in enumerate(trees):
            left, order = _leaves_below(tree)
            for at, leaf in enumerate(order):
                bit = np.uint32((int(_MAGIC) << at) & 0xFFFFFFFF)
                self._value[number, bit >> _SHIFT] = tree["value"][leaf]
            for node, mask in left.items():
                step = (tree["cut"][node], number, mask)
                steps.setdefault(tree["feature"][node], []).append(step)
        self._starts = np.arange(len(trees), dtype=np.uint32) * np.uint32(32)
        self._tables = [
            (feature, *_table(found, len(trees))) for feature, found in steps.items()
        ]

    def sum(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Add up for each row the values of the leaves that it reaches.

        Args:
            rows: The features.
        """
        shape = len(rows), len(self._starts)
        open_ = np.full(shape, 0xFFFFFFFF, np.uint32)
        taken = np.empty(shape, np.uint32)
        for feature, cuts, masks in self._tables:
            place = np.searchsorted(cuts, rows[:, feature])
            np.take(masks, place, axis=0, out=taken, mode="clip")
            open_ &= taken
        np.negative(open_, out=taken)
        open_ &= taken  # the lowest bit is the leaf
        open_ *= _MAGIC
        open_ >>= _SHIFT
        open_ += self._starts
        found: NDArray[np.float32] = self._value.ravel()[open_].sum(1)
        return found


def _leaves_below(tree: dict[str, Any]) -> tuple[dict[int, int], list[int]]:
    """Give for each node the leaves that a high value closes, and all leaves."""
    order: list[int] = []
    closed: dict[int, int] = {}

    def walk(node: int) -> int:
        if tree["low"][node] == node:
            order.append(node)
            return 1 << (len(order) - 1)
        closed[node] = walk(tree["low"][node])
        return closed[node] | walk(tree["high"][node])

    walk(0)
    return closed, order


def _table(
    steps: list[tuple[float, int, int]], trees: int
) -> tuple[NDArray[np.float32], NDArray[np.uint32]]:
    """Give the cuts of a feature, and for each place between them the open leaves."""
    cuts = np.unique(np.asarray([cut for cut, _, _ in steps], np.float32))
    masks = np.full((len(cuts) + 1, trees), 0xFFFFFFFF, np.uint32)
    for cut, tree, mask in steps:
        above = int(np.searchsorted(cuts, np.float32(cut))) + 1
        masks[above:, tree] &= np.uint32(~mask & 0xFFFFFFFF)
    return cuts, masks


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
        self._leaves = _Leaves(trees)
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
            out[start : start + _CHUNK] = self._leaves.sum(part) + self._base
        one, two = (rows[:, at].astype(np.int64) for at in self._scripts)
        out = out * self._scale[one, two] + self._shift[one, two]
        return (1.0 / (1.0 + np.exp(-out))).astype(np.float32)

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
