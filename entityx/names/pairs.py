"""Lay many pairs of person names side by side at once.

For each pair the two forms that sound most alike are taken, their words are paired, the
most alike first, and what is left over is kept: it is what speaks against a match. All
of it is arrays; ``features`` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from .persons import MAX_WORDS
from .word_pairs import compare_words, joins, pick, score_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .roster import Roster

MATCHED = 0.72


@dataclass(frozen=True)
class Pairs:
    """Be a batch of pairs: two names each, two forms each, and their words.

    ``left`` and ``right`` are numbers of names; ``a`` and ``b`` of forms. ``likeness``
    has for each pair the likeness of every word of one with every word of the other,
    ``-1`` where there is no word.
    """

    roster: Roster
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    a: NDArray[np.int64]
    b: NDArray[np.int64]
    sound: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.left)

    @cached_property
    def words(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the word numbers of both sides, ``-1`` where there is none."""
        table = self.roster.array("words")
        return table[self.a], table[self.b]

    @cached_property
    def there(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Say where words are."""
        left, right = self.words
        return left >= 0, right >= 0

    def trait(self, number: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return one trait of all words of both sides; 0 where there is no word.

        Args:
            number: 0 initial, 1 particle, 2 patronymic, 3 rarity.
        """
        left, right = self._traits
        return left[:, :, number], right[:, :, number]

    @cached_property
    def _traits(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        table = self.roster.array("traits")
        left, right = self.words
        return (
            np.where((left >= 0)[:, :, None], table[left], np.float32(0)),
            np.where((right >= 0)[:, :, None], table[right], np.float32(0)),
        )

    @cached_property
    def heads(self) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """Return the class of the first letter of every word of both sides."""
        column = self.roster.array("heads")
        left, right = self.words
        return column[left], column[right]

    @cached_property
    def generations(self) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """Return the generation marks of both names, 0 where there is none."""
        column = self.roster.array("generation")
        return column[self.left], column[self.right]

    @cached_property
    def numbers(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return which digits stand in both names, 0 where there are none."""
        column = self.roster.array("digits")
        return column[self.left], column[self.right]

    @cached_property
    def scripts(self) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """Return the numbers of the scripts of both names."""
        column = self.roster.array("script")
        return column[self.left], column[self.right]

    @cached_property
    def one_script(self) -> NDArray[np.bool_]:
        """Say which pairs are written in one script."""
        return np.asarray(self.scripts[0] == self.scripts[1], np.bool_)

    @cached_property
    def left_over(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Say which words have no partner; particles and initials are not counted."""
        _ = self.joined
        out = []
        for side in (0, 1):
            light = self.trait(0)[side] + self.trait(1)[side] > 0
            out.append(self.there[side] & (self.alignment[side] < 0) & ~light)
        return out[0], out[1]

    @cached_property
    def counts(self) -> tuple[NDArray[np.float32], ...]:
        """Return the number of words of the shorter and longer name, and matched."""
        _ = self.joined
        left, right = (side.sum(1) for side in self.there)
        matched = (self.alignment[0] >= 0).sum(1)
        return tuple(
            x.astype(np.float32)
            for x in (np.minimum(left, right), np.maximum(left, right), matched)
        )

    def taken(self, grid: str) -> NDArray[np.float32]:
        """Return a grid's value for every word of the left with a partner, else NaN.

        Args:
            grid: A name of ``grids``.
        """
        _ = self.joined
        mate = self.alignment[0]
        place = np.maximum(mate, 0)[:, :, None].astype(np.int64)
        value = np.take_along_axis(self.grids[grid], place, 2)[:, :, 0]
        return np.where(mate >= 0, value, np.nan)

    @cached_property
    def grids(self) -> dict[str, NDArray[np.float32]]:
        """Compare every word of one name with every word of the other."""
        left, right = self.words
        both = self.there[0][:, :, None] & self.there[1][:, None, :]
        where = np.nonzero(both)
        first, second = left[where[0], where[1]], right[where[0], where[2]]
        key = first.astype(np.int64) * len(self.roster.roman) + second
        unique, back = np.unique(key, return_inverse=True)
        one, two = np.divmod(unique, len(self.roster.roman))
        found = compare_words(self.roster, one, two)
        out = {}
        for name, values in found.items():
            grid = np.full(both.shape, -1.0, np.float32)
            grid[where] = values[back]
            out[name] = grid
        return out

    @cached_property
    def alignment(self) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """Pair words greedily: for each side the partner's place, or -1."""
        grid = self.grids["likeness"].copy()
        count = len(self)
        rows = np.arange(count)
        mate = np.full((count, MAX_WORDS), -1, np.int8)
        back = np.full((count, MAX_WORDS), -1, np.int8)
        for _ in range(MAX_WORDS if count else 0):
            flat = grid.reshape(count, -1)
            best = flat.argmax(1)
            good = flat[rows, best] >= MATCHED
            if not good.any():
                break
            i, j = np.divmod(best[good], MAX_WORDS)
            at = rows[good]
            mate[at, i], back[at, j] = j, i
            grid[at, i, :] = -1.0
            grid[at, :, j] = -1.0
        return mate, back

    @cached_property
    def joined(self) -> NDArray[np.float32]:
        """Pair words that one name writes as one and the other as two.

        Returns:
            For each pair the likeness of such words, 0 where there are none. Their
            places in ``alignment`` are filled.
        """
        mate, back = self.alignment
        mates = mate, back
        free = [side & (of < 0) for side, of in zip(self.there, mates, strict=True)]
        out = np.zeros(len(self), np.float32)
        for one, two in ((0, 1), (1, 0)):
            beside = free[two][:, :-1] & free[two][:, 1:] & (out == 0)[:, None]
            both = free[one][:, None, :] & beside[:, :, None]
            row, part, whole = np.nonzero(both)
            words = self.words[two]
            found = joins(
                self.roster,
                self.words[one][row, whole],
                (words[row, part], words[row, part + 1]),
            )
            hits = np.nonzero(found)[0]
            at, first = np.unique(row[hits], return_index=True)
            hits = hits[first]
            mates[one][at, whole[hits]] = part[hits]
            mates[two][at, part[hits]] = whole[hits]
            mates[two][at, part[hits] + 1] = whole[hits]
            out[at] = found[hits]
        return out

    def text_scores(self, column: Sequence[str], kind: str) -> NDArray[np.float32]:
        """Compare one text of both forms by a measure of rapidfuzz.

        Args:
            column: A text for each form of the roster.
            kind: ``ratio``, ``partial_ratio`` or ``jaro_winkler``.
        """
        left, right = self.a.tolist(), self.b.tolist()
        return score_texts(pick(column, left), pick(column, right), kind)

    def plain_scores(self) -> NDArray[np.float32]:
        """Compare the names as they are written, in whatever script."""
        plain = self.roster.plain
        left, right = self.left.tolist(), self.right.tolist()
        return score_texts(pick(plain, left), pick(plain, right), "ratio")


def pair_up(roster: Roster, left: NDArray[np.int64], right: NDArray[np.int64]) -> Pairs:
    """Choose for each pair of names the two forms that sound most alike.

    Args:
        roster: Where the names are.
        left: Numbers of names.
        right: Numbers of names.
    """
    forms = roster.array("forms")
    vectors = roster.form_vectors()
    best = np.full(len(left), -2.0, np.float32)
    a, b = forms[left, 0].astype(np.int64), forms[right, 0].astype(np.int64)
    wide = [int((forms[side] >= 0).any(0).sum()) for side in (left, right)]
    for i in range(wide[0]):
        for j in range(wide[1]):
            x, y = forms[left, i], forms[right, j]
            rows = np.nonzero((x >= 0) & (y >= 0))[0]
            if not len(rows):
                continue
            sound = np.einsum("ij,ij->i", vectors[x[rows]], vectors[y[rows]])
            better = sound > best[rows] + 1e-6
            at = rows[better]
            best[at], a[at], b[at] = sound[better], x[at], y[at]
    return Pairs(roster, left, right, a, b, best)
