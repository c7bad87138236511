"""Join things by scored links, so that one wrong link cannot melt two groups.

Links are taken from the surest to the least sure. Two groups are joined only if no
guard stands between any of their members that were compared, and the links between
them speak for it on average.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LINK = 0.6
MEAN = 0.5


class Linker:
    """Join things by scored links, surest first, guarding against chains."""

    def __init__(self) -> None:
        self.home: list[int] = []
        self.members: dict[int, list[int]] = {}
        self._between: dict[int, dict[int, list[float]]] = defaultdict(dict)

    def grow(self, count: int) -> None:
        """Make room for so many things in all.

        Args:
            count: How many there are now.
        """
        for number in range(len(self.home), count):
            self.home.append(number)
            self.members[number] = [number]

    def link(
        self,
        left: NDArray[np.int64],
        right: NDArray[np.int64],
        score: NDArray[np.float32],
        forbidden: NDArray[np.bool_],
    ) -> None:
        """Take scored pairs in and join what they allow.

        Args:
            left: One of each pair.
            right: The other.
            score: The probability that they are one.
            forbidden: Where a guard stands between them.
        """
        rows = zip(
            left.tolist(),
            right.tolist(),
            score.tolist(),
            forbidden.tolist(),
            strict=True,
        )
        for i, j, value, shut in rows:
            self._note(self.home[i], self.home[j], value, float(shut))
        order = np.lexsort((right, left, -score))
        order = order[(score[order] >= LINK) & ~forbidden[order]]
        for i, j in zip(left[order].tolist(), right[order].tolist(), strict=True):
            self._join(self.home[i], self.home[j])

    def decide(self, left: int, right: int, *, same: bool) -> None:
        """Join two things, or keep them apart, whatever their score.

        Args:
            left: One thing.
            right: The other.
            same: Whether they are one.
        """
        a, b = self.home[left], self.home[right]
        if same and a != b:
            self._note(a, b, 0.0, 0.0, 0.0)
            self._merge(a, b)
        elif not same:
            self._note(a, b, 0.0, 1.0)

    def _note(
        self, a: int, b: int, value: float, shut: float, count: float = 1
    ) -> None:
        if a == b:
            return
        seen = self._between[a].get(b)
        if seen is None:
            seen = self._between[a][b] = self._between[b][a] = [0.0, 0.0, 0.0]
        seen[0] += value
        seen[1] += count
        seen[2] += shut

    def _join(self, a: int, b: int) -> None:
        if a == b:
            return
        total, count, shut = self._between[a][b]
        if not shut and total >= MEAN * count:
            self._merge(a, b)

    def _merge(self, a: int, b: int) -> None:
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        for number in self.members[b]:
            self.home[number] = a
        self.members[a].extend(self.members.pop(b))
        for other, seen in self._between.pop(b, {}).items():
            self._between[other].pop(b, None)
            if other != a:
                self._note(a, other, seen[0], seen[2], seen[1])

    def groups(self) -> list[list[int]]:
        """Return the groups, each ascending, ordered by their first."""
        return sorted(sorted(group) for group in self.members.values())
