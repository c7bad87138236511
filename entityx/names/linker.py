"""Join things by scored links, so that one wrong link cannot melt two groups.

The two groups that most surely are one are joined first, then the next. How sure that
is, is the mean log-odds of all links between their members; every two members that were
never compared speak a little against it, so that a chain of likenesses comes to an end.
Groups between which a guard stands are never joined.
"""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Number = TypeVar("Number", float, Floats)
    Between = dict[int, tuple[float, float, bool]]

LINK = 0.72
# What two members count for that were not compared: the index did not propose them.
UNKNOWN = -1.0
WEIGHT = 0.3
_EDGE = 1e-3


class Linker:
    """Join things by scored links, surest first, guarding against chains.

    Args:
        least: How probable it must be that two groups are one.
    """

    def __init__(self, *, least: float = LINK) -> None:
        self.home: NDArray[np.int64] = np.zeros(0, np.int64)
        self._bar = math.log(least / (1 - least))
        self._left: NDArray[np.int32] = np.zeros(0, np.int32)
        self._right: NDArray[np.int32] = np.zeros(0, np.int32)
        self._odds: NDArray[np.float32] = np.zeros(0, np.float32)
        self._shut: NDArray[np.bool_] = np.zeros(0, np.bool_)

    def grow(self, count: int) -> None:
        """Make room for so many things in all.

        Args:
            count: How many there are now.
        """
        self.home = np.concatenate([self.home, np.arange(len(self.home), count)])

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
        before = len(self._left)
        self._note(left, right, score, forbidden)
        self._join(before)

    def decide(self, left: int, right: int, *, same: bool) -> None:
        """Join two things, or keep them apart, whatever their score.

        Args:
            left: One thing.
            right: The other.
            same: Whether they are one.
        """
        if same:
            self.home[self.home == self.home[right]] = self.home[left]
        else:
            one, two = np.asarray([left]), np.asarray([right])
            self._note(one, two, np.zeros(1, np.float32), np.ones(1, np.bool_))

    def groups(self) -> list[list[int]]:
        """Return the groups, each ascending, ordered by their first."""
        order = np.argsort(self.home, kind="stable")
        cuts = np.nonzero(np.diff(self.home[order]))[0] + 1
        return sorted(part.tolist() for part in np.split(order, cuts) if len(part))

    def _note(
        self,
        left: NDArray[np.int64],
        right: NDArray[np.int64],
        score: NDArray[np.float32],
        forbidden: NDArray[np.bool_],
    ) -> None:
        sure = np.clip(score.astype(np.float64), _EDGE, 1 - _EDGE)
        odds = np.log(sure / (1 - sure)).astype(np.float32)
        self._left = np.concatenate([self._left, left.astype(np.int32)])
        self._right = np.concatenate([self._right, right.astype(np.int32)])
        self._odds = np.concatenate([self._odds, odds])
        self._shut = np.concatenate([self._shut, forbidden])

    def _join(self, before: int) -> None:
        """Join groups, looking only where links after the first ``before`` are."""
        size = np.bincount(self.home, minlength=len(self.home))
        one, two, total, count, shut, new = self._between(before)
        pairs = (size[one] * size[two]).astype(np.float64)
        sure = ~shut & (_sureness(total, count, pairs) >= self._bar)
        part = _components(len(self.home), one[sure], two[sure])
        into = np.arange(len(self.home))
        touched = np.zeros(len(self.home), np.bool_)
        touched[part[one[sure & new]]] = True
        rows = np.nonzero((part[one] == part[two]) & touched[part[one]])[0]
        rows = rows[np.argsort(part[one[rows]], kind="stable")]
        cuts = np.nonzero(np.diff(part[one[rows]]))[0] + 1
        for inside in np.split(rows, cuts) if len(rows) else ():
            links = zip(
                one[inside].tolist(),
                two[inside].tolist(),
                total[inside].tolist(),
                count[inside].tolist(),
                shut[inside].tolist(),
                strict=True,
            )
            ends = np.unique(np.concatenate([one[inside], two[inside]]))
            sizes = dict(zip(ends.tolist(), size[ends].tolist(), strict=True))
            for gone, chief in _agglomerate(list(links), sizes, self._bar).items():
                into[gone] = chief
        while not np.array_equal(into, into[into]):
            into = into[into]
        self.home = into[self.home]

    def _between(self, before: int) -> tuple[Ints, Ints, Floats, Floats, Bools, Bools]:
        """Sum up the links between every two groups."""
        a, b = self.home[self._left], self.home[self._right]
        rows = np.nonzero(a != b)[0]
        low, high = np.minimum(a[rows], b[rows]), np.maximum(a[rows], b[rows])
        key, back = np.unique(low * len(self.home) + high, return_inverse=True)
        total = np.bincount(back, self._odds[rows], len(key)).astype(np.float64)
        count = np.bincount(back, minlength=len(key)).astype(np.float64)
        shut: Bools = np.zeros(len(key), np.bool_)
        shut[back[self._shut[rows]]] = True
        new: Bools = np.zeros(len(key), np.bool_)
        new[back[rows >= before]] = True
        one: Ints = key // max(1, len(self.home))
        two: Ints = key % max(1, len(self.home))
        return one, two, total, count, shut, new


def _sureness(total: Number, count: Number, pairs: Number) -> Number:
    """Give the mean log-odds between two groups."""
    unknown = WEIGHT * (pairs - count)
    return (total + UNKNOWN * unknown) / (count + unknown)


def _components(
    count: int, left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Give things that any link connects one number, the smallest of them."""
    part = np.arange(count)
    while True:
        low = np.minimum(part[left], part[right])
        before = part.copy()
        np.minimum.at(part, left, low)
        np.minimum.at(part, right, low)
        part = part[part]
        if np.array_equal(part, before):
            return part


def _agglomerate(
    links: list[tuple[int, int, float, float, bool]], size: dict[int, int], bar: float
) -> dict[int, int]:
    """Join groups of one component; say for each that is gone where it went."""
    near: dict[int, Between] = {group: {} for group in size}
    for a, b, total, count, shut in links:
        near[a][b] = near[b][a] = (total, count, shut)
    heap: list[tuple[float, int, int]] = []
    for a, b, *_ in links:
        _offer(heap, a, b, near, size, bar)
    heapq.heapify(heap)
    gone: dict[int, int] = {}
    while heap:
        claim, a, b = heapq.heappop(heap)
        if a in gone or b in gone or claim != _claim(a, b, near, size):
            continue
        if len(near[a]) < len(near[b]):
            a, b = b, a
        _absorb(near, a, b)
        size[a] += size.pop(b)
        gone[b] = a
        for c in near[a]:
            _offer(heap, a, c, near, size, bar)
    return gone


def _claim(a: int, b: int, near: dict[int, Between], size: dict[int, int]) -> float:
    total, count, _ = near[a][b]
    return -_sureness(total, count, size[a] * size[b])


def _offer(
    heap: list[tuple[float, int, int]],
    a: int,
    b: int,
    near: dict[int, Between],
    size: dict[int, int],
    bar: float,
) -> None:
    """Put two groups on the heap if they may be joined and are sure enough."""
    if not near[a][b][2] and -_claim(a, b, near, size) >= bar:
        heapq.heappush(heap, (_claim(a, b, near, size), min(a, b), max(a, b)))


def _absorb(near: dict[int, Between], a: int, b: int) -> None:
    """Give the links of one group to another."""
    del near[a][b]
    for c, (total, count, shut) in near.pop(b).items():
        if c == a:
            continue
        del near[c][b]
        seen = near[a].get(c, (0.0, 0.0, False))
        sum_ = (seen[0] + total, seen[1] + count, seen[2] or shut)
        near[a][c] = near[c][a] = sum_
