"""Lay two person names side by side, word by word.

A word may be written as two ("Jong-un", "Jongun"); a letter may stand for a word. What
is left over on both sides speaks against the match, what is left over on one side only
is a name that one source leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from .persons import PersonName, Word, word
from .tables import person_table

SAME = 0.8
_INITIAL = 0.85
_NICKNAME = 0.92


@dataclass(frozen=True, slots=True)
class Pair:
    """Be two words laid side by side, with the likeness of the two."""

    left: int
    right: int
    likeness: float
    how: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Be two names laid side by side."""

    left: PersonName
    right: PersonName
    pairs: tuple[Pair, ...]
    left_rest: tuple[Word, ...]
    right_rest: tuple[Word, ...]

    @property
    def contradicts(self) -> bool:
        """Say whether full words are left over on both sides."""
        return bool(
            [w for w in self.left_rest if not w.initial]
            and [w for w in self.right_rest if not w.initial]
        )

    @property
    def full_pairs(self) -> int:
        """Count the pairs in which no side is a mere initial."""
        return sum(pair.how != "initial" for pair in self.pairs)


@lru_cache(maxsize=1 << 17)
def likeness(left: Word, right: Word) -> tuple[float, str]:
    """Say how alike two words are, and in which way.

    Args:
        left: A word of one name.
        right: A word of the other name.

    Returns:
        A number from 0 to 1 and one of ``equal``, ``initial``, ``short form``,
        ``spelling``.
    """
    if left.roman == right.roman:
        return 1.0, "equal"
    if left.initial or right.initial:
        same = left.roman[:1] == right.roman[:1]
        return (_INITIAL if same else 0.0), "initial"
    nicknames = person_table().nicknames
    if nicknames.get(left.roman, _NONE) & nicknames.get(right.roman, _NONE):
        return _NICKNAME, "short form"
    plain = ratio(left.roman, right.roman) / 100
    eased = ratio(left.smooth, right.smooth) / 100
    best = max(plain, 0.97 * eased)
    if left.bones == right.bones and len(left.bones) > 1 and eased >= 0.66:
        best = max(best, 0.86)
    elif best >= SAME and min(len(left.roman), len(right.roman)) <= 4:
        best = best if _short_alike(left, right) else 0.6
    elif best >= SAME and left.bones != right.bones:
        best *= 0.75 + 0.25 * JaroWinkler.similarity(left.roman, right.roman)
    return best, "spelling"


_NONE: frozenset[int] = frozenset()


def _short_alike(left: Word, right: Word) -> bool:
    return left.bones == right.bones or left.smooth == right.smooth


def align(left: PersonName, right: PersonName) -> Alignment:
    """Pair the words of two names, the most alike first.

    Args:
        left: One name.
        right: The other name.
    """
    pairs: list[Pair] = []
    free_left, free_right = set(range(len(left.words))), set(range(len(right.words)))
    ranked = sorted(
        (
            (-likeness(a, b)[0], abs(i - j), i, j)
            for i, a in enumerate(left.words)
            for j, b in enumerate(right.words)
            if likeness(a, b)[0] >= SAME
        )
    )
    for score, _, i, j in ranked:
        if i in free_left and j in free_right:
            how = likeness(left.words[i], right.words[j])[1]
            pairs.append(Pair(i, j, -score, how))
            free_left.discard(i)
            free_right.discard(j)
    _join(left, right, free_left, free_right, pairs, flipped=False)
    _join(right, left, free_right, free_left, pairs, flipped=True)
    return Alignment(
        left,
        right,
        tuple(pairs),
        tuple(left.words[i] for i in sorted(free_left)),
        tuple(right.words[j] for j in sorted(free_right)),
    )


def _join(
    long: PersonName,
    short: PersonName,
    free_long: set[int],
    free_short: set[int],
    pairs: list[Pair],
    *,
    flipped: bool,
) -> None:
    """Pair one word with two neighbours written apart."""
    for j in sorted(free_short):
        for i in sorted(free_long):
            if i + 1 not in free_long:
                continue
            glued = word(long.words[i].text + long.words[i + 1].text)
            alike, _ = likeness(glued, short.words[j])
            if alike >= SAME:
                a, b = (j, i) if flipped else (i, j)
                pairs.append(Pair(a, b, alike, "written together"))
                free_long -= {i, i + 1}
                free_short.discard(j)
                break
