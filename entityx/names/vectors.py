"""Find the nearest vectors in near-linear time: cells around centres, a few searched.

Up to a few thousand vectors all are compared. Beyond that, centres are drawn by k-means
from a fixed sample, every vector belongs to the cell of its nearest centre, and a
question looks into the cells nearest to it. Same vectors in the same order give the
same answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SMALL = 4096
_CELL = 256
PROBES = 10
_ROUNDS = 4
_SAMPLE = 40
_BLOCK = 1024
_MAX_CENTRES = 4096


class VectorIndex:
    """Keep vectors of length one and find the nearest of them.

    Args:
        size: The length of the vectors' rows.
    """

    def __init__(self, size: int) -> None:
        self.vectors = np.zeros((0, size), np.float32)
        self._centres = np.zeros((0, size), np.float32)
        self._cell = np.zeros(0, np.int32)
        self._trained_at = 0

    def __len__(self) -> int:
        return len(self.vectors)

    def add(self, vectors: NDArray[np.float32]) -> None:
        """Take vectors in; they are numbered on from those before.

        Args:
            vectors: One row each.
        """
        self.vectors = np.concatenate([self.vectors, vectors])
        if len(self.vectors) <= _SMALL:
            return
        if len(self.vectors) > 4 * self._trained_at:
            self._train()
            vectors, self._cell = self.vectors, np.zeros(0, np.int32)
        self._cell = np.concatenate([self._cell, self._nearest(vectors, 1)[:, 0]])

    def _train(self) -> None:
        count = min(max(16, len(self.vectors) // _CELL), _MAX_CENTRES)
        rng = np.random.default_rng(17)
        size = min(len(self.vectors), _SAMPLE * count)
        pick = np.sort(rng.choice(len(self.vectors), size, replace=False))
        sample = self.vectors[pick]
        self._centres = sample[:: max(1, size // count)][:count].copy()
        for _ in range(_ROUNDS):
            cell = self._nearest(sample, 1)[:, 0]
            total = np.zeros_like(self._centres)
            np.add.at(total, cell, sample)
            length = np.linalg.norm(total, axis=1, keepdims=True)
            moved = total / np.maximum(length, 1e-6)
            self._centres = np.where(length > 0, moved, self._centres).astype(
                np.float32
            )
        self._trained_at = len(self.vectors)

    def _nearest(self, vectors: NDArray[np.float32], count: int) -> NDArray[np.int32]:
        count = min(count, len(self._centres))
        out = np.empty((len(vectors), count), np.int32)
        for start in range(0, len(vectors), _BLOCK):
            grid = vectors[start : start + _BLOCK] @ self._centres.T
            if count == 1:
                out[start : start + _BLOCK, 0] = grid.argmax(1)
            else:
                out[start : start + _BLOCK] = np.argpartition(-grid, count - 1, 1)[
                    :, :count
                ]
        return out

    def ask(
        self,
        numbers: NDArray[np.int64],
        *,
        most: int,
        least: float,
        probes: int = PROBES,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the nearest neighbours of vectors that are in the index.

        Args:
            numbers: Which vectors ask.
            most: How many neighbours each gets at most.
            least: The least likeness (cosine) of a neighbour.
            probes: Into how many cells to look.

        Returns:
            Two arrays: who asked, and whom it got.
        """
        if not len(self._centres):
            everyone = np.arange(len(self.vectors))
            parts = [
                self._best(numbers[start : start + _BLOCK], everyone, most, least)
                for start in range(0, len(numbers), _BLOCK)
            ]
            return _stacked([(who, whom) for who, whom, _ in parts])
        return self._ask_cells(numbers, most, least, probes)

    def _best(
        self,
        asking: NDArray[np.int64],
        members: NDArray[np.int64],
        most: int,
        least: float,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        grid = self.vectors[asking] @ self.vectors[members].T
        grid[asking[:, None] == members[None, :]] = -2.0
        if grid.shape[1] > most:
            top = np.argpartition(-grid, most, 1)[:, :most]
            near = np.take_along_axis(grid, top, 1)
        else:
            top = np.broadcast_to(np.arange(grid.shape[1]), grid.shape)
            near = grid
        row, column = np.nonzero(near >= least)
        return asking[row], members[top[row, column]], near[row, column]

    def _ask_cells(
        self, numbers: NDArray[np.int64], most: int, least: float, count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        probes = self._nearest(self.vectors[numbers], count)
        by_cell = np.argsort(self._cell, kind="stable")
        starts = np.searchsorted(self._cell[by_cell], np.arange(len(self._centres) + 1))
        asked = np.argsort(probes.ravel(), kind="stable")
        cells = probes.ravel()[asked]
        bounds = np.searchsorted(cells, np.arange(len(self._centres) + 1))
        parts = []
        for cell in range(len(self._centres)):
            members = by_cell[starts[cell] : starts[cell + 1]]
            rows = asked[bounds[cell] : bounds[cell + 1]] // probes.shape[1]
            for start in range(0, len(rows) if len(members) else 0, _BLOCK):
                part = numbers[rows[start : start + _BLOCK]]
                parts.append(self._best(part, members, most, least))
        return _top(parts, most)


def _stacked(
    parts: list[tuple[NDArray[np.int64], NDArray[np.int64]]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return (
        np.concatenate([who for who, _ in parts]),
        np.concatenate([whom for _, whom in parts]),
    )


def _top(
    parts: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]],
    most: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Keep for each that asked the nearest of what its cells gave."""
    who, whom = _stacked([(a, b) for a, b, _ in parts])
    near = (
        np.concatenate([c for _, _, c in parts]) if parts else np.zeros(0, np.float32)
    )
    order = np.lexsort((whom, -near, who))
    who, whom = who[order], whom[order]
    first = np.searchsorted(who, who)
    keep = np.arange(len(who)) - first < most
    return who[keep], whom[keep]
