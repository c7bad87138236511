"""Bring many names together into groups, one group for each thing named.

Neighbours by sound are compared; the two groups that most surely are one are joined
first. Two groups are joined only if no guard stands between any of their names that
were compared and the links between them speak for it on average, where names that were
not compared speak a little against: one wrong link cannot melt two families. Given all
names at once, the groups do not depend on their order; names added
later join the groups that are there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from .candidates import Index
from .compare import compare, judge
from .encoder import load_encoder
from .keys import fold
from .linker import Linker
from .roster import Roster
from .vectors import PROBES, VectorIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from .decisions import Decisions

_CHUNK = 8192
_BEARERS = 12


@dataclass(frozen=True, slots=True)
class Search:
    """Be how wide to look for names that are worth comparing.

    ``neighbours`` by sound in ``probes`` cells of the index, ``least`` alike; where
    ``words``, also all who share a word that few bear.
    """

    neighbours: int
    least: float
    probes: int
    words: bool


QUICK = Search(16, 0.55, PROBES, words=False)
THOROUGH = Search(24, 0.4, 20, words=True)


class PersonClusters:
    """Group names of people; more can be added without redoing the rest.

    Args:
        names: The first names.
        decisions: An analyst's decisions, which win over every score.
        search: How wide to look for names to compare; ``THOROUGH`` compares more than
            twice as many pairs as ``QUICK`` and misses a quarter fewer.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        *,
        decisions: Decisions | None = None,
        search: Search = QUICK,
    ) -> None:
        self._search = search
        self._decided = decisions.pairs if decisions is not None else {}
        self.roster = Roster()
        self.index = VectorIndex(load_encoder().size)
        self._owners: list[list[int]] = []
        self._linker = Linker()
        self._positions: dict[int, list[int]] = defaultdict(list)
        self._count = 0
        self._scored: list[
            tuple[
                NDArray[np.int64],
                NDArray[np.int64],
                NDArray[np.float32],
                NDArray[np.bool_],
            ]
        ] = []
        self.add(names)

    def add(
        self, names: Iterable[str], *, told: Callable[[int], object] | None = None
    ) -> None:
        """Take names in and join them to what is there.

        Args:
            names: Names as they stand in texts; equal ones are allowed.
            told: Called with the number of pairs each time that some were compared.
        """
        given = list(names)
        before = len(self.roster)
        for name in sorted(set(given)):
            self.roster.add(name)
        for name in given:
            self._positions[self.roster.number[name]].append(self._count)
            self._count += 1
        self._linker.grow(len(self.roster))
        pairs = self.candidates(before)
        for start in range(0, len(pairs), _CHUNK):
            part = pairs[start : start + _CHUNK]
            self._score(part)
            if told is not None:
                told(len(part))
        self._decide(before)
        self._link()

    def candidates(self, before: int = 0) -> NDArray[np.int64]:
        """Give the pairs that are worth comparing, as rows of two numbers.

        Args:
            before: Names with a smaller number were there already.
        """
        known = len(self.index)
        vectors = self.roster.form_vectors()
        self.index.add(vectors[known:])
        for number in range(before, len(self.roster)):
            for form in self.roster.form_of[number]:
                while len(self._owners) <= form:
                    self._owners.append([])
                self._owners[form].append(number)
        asking = np.arange(known, len(vectors))
        wide = self._search
        who, whom = self.index.ask(
            asking, most=wide.neighbours, least=wide.least, probes=wide.probes
        )
        return self._by_name(who, whom, before)

    def _by_word(self, before: int) -> list[tuple[int, int]]:
        """Give pairs of names that share a word which few names have."""
        if not self._search.words:
            return []
        words, bones = self.roster.array("words"), self.roster.array("bones")
        bearers: dict[int, list[int]] = defaultdict(list)
        for number, forms in enumerate(self.roster.form_of):
            found = words[forms]
            for key in np.unique(bones[found[found >= 0]]).tolist():
                bearers[key].append(number)
        return [
            (one, two)
            for key, numbers in bearers.items()
            if key >= 0 and len(numbers) <= _BEARERS
            for one, two in combinations(numbers, 2)
            if two >= before
        ]

    def _by_name(
        self, who: NDArray[np.int64], whom: NDArray[np.int64], before: int
    ) -> NDArray[np.int64]:
        """Turn pairs of forms into pairs of names, each once."""
        first = np.asarray([owners[0] for owners in self._owners], np.int64)
        pairs = np.column_stack([first[who], first[whom]])
        shared = [
            (owners[0], other)
            for owners in self._owners
            for other in owners[1:]
            if other >= before
        ]
        shared += self._by_word(before)
        if shared:
            pairs = np.concatenate([pairs, np.asarray(shared, np.int64)])
        pairs.sort(axis=1)
        real = np.asarray([bool(parsed.words) for parsed in self.roster.parsed], bool)
        pairs = pairs[(pairs[:, 0] != pairs[:, 1]) & real[pairs].all(1)]
        key = np.unique(pairs[:, 0] * len(self.roster) + pairs[:, 1])
        return np.column_stack(np.divmod(key, max(1, len(self.roster))))

    def _score(self, pairs: NDArray[np.int64]) -> None:
        verdicts = judge(self.roster, pairs[:, 0], pairs[:, 1])
        self._scored.append(
            (pairs[:, 0], pairs[:, 1], verdicts.score, verdicts.guard >= 0)
        )

    @classmethod
    def edges(
        cls, names: Sequence[str]
    ) -> tuple[
        NDArray[np.int64], NDArray[np.int64], NDArray[np.float32], NDArray[np.bool_]
    ]:
        """Score the pairs of names that are worth comparing, and group nothing.

        Args:
            names: Different names, sorted.

        Returns:
            Places of both names, scores, and where a guard stands between them.
        """
        found = cls()
        for name in names:
            found.roster.add(name)
        pairs = found.candidates()
        if not len(pairs):
            return pairs[:, 0], pairs[:, 1], np.zeros(0, np.float32), np.zeros(0, bool)
        for start in range(0, len(pairs), _CHUNK):
            found._score(pairs[start : start + _CHUNK])
        left, right, score, shut = map(np.concatenate, zip(*found._scored, strict=True))
        return left, right, score, shut

    def _decide(self, before: int) -> None:
        """Add what an analyst decided about names of which one is new."""
        if not self._decided:
            return
        spelled: dict[str, list[int]] = defaultdict(list)
        for name, number in self.roster.number.items():
            spelled[fold(name)].append(number)
        for (one, two), same in self._decided.items():
            for i in spelled.get(one, ()):
                for j in spelled.get(two, ()):
                    if i != j and max(i, j) >= before:
                        self._linker.decide(i, j, same=same)

    def _link(self) -> None:
        if self._scored:
            left, right, score, shut = zip(*self._scored, strict=True)
            self._linker.link(
                np.concatenate(left),
                np.concatenate(right),
                np.concatenate(score),
                np.concatenate(shut),
            )
            self._scored.clear()

    def groups(self) -> list[list[int]]:
        """Return the groups as positions in all names given so far."""
        found = (
            sorted(p for number in group for p in self._positions[number])
            for group in self._linker.groups()
        )
        return sorted(group for group in found if group)


def cluster(
    names: Sequence[str], *, type: str, decisions: Decisions | None = None
) -> list[list[int]]:
    """Group names that mean one thing.

    Args:
        names: The names; equal spellings are allowed.
        type: The entity type of all of them.
        decisions: An analyst's decisions, which win over every score.

    Returns:
        Lists of positions in ``names``, each ascending, ordered by their first.
    """
    if type == "PERSON":
        return PersonClusters(names, decisions=decisions).groups()
    spelling: dict[str, list[int]] = {}
    for position, name in enumerate(names):
        spelling.setdefault(name, []).append(position)
    unique = sorted(spelling)
    linker = Linker()
    linker.grow(len(unique))
    linker.link(*spelled_edges(unique, type, decisions))
    return sorted(
        sorted(p for number in group for p in spelling[unique[number]])
        for group in linker.groups()
    )


def spelled_edges(
    names: Sequence[str], type: str, decisions: Decisions | None = None
) -> tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.float32], NDArray[np.bool_]
]:
    """Score the pairs of names of one type that are worth comparing.

    Args:
        names: Different names, sorted.
        type: The entity type.
        decisions: An analyst's decisions, which win over every score.
    """
    index = Index(type)
    pairs: set[tuple[int, int]] = set()
    for number, name in enumerate(names):
        pairs.update((other, number) for other in index.ask(name))
        index.add(number, name)
    ordered = sorted(pairs)
    found = [
        compare(names[i], names[j], type=type, decisions=decisions) for i, j in ordered
    ]
    table = np.asarray(ordered, np.int64).reshape(-1, 2)
    score = np.asarray([m.score if m.same else 0.0 for m in found], np.float32)
    return table[:, 0], table[:, 1], score, np.asarray([bool(m.guard) for m in found])
