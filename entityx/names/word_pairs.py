"""Compare single words of names: by letters, by sound, by what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .roster import Roster

JOINED = 0.78
_INITIAL = 0.8
_SHORT_FORM = 0.9
_RIVALS = 0.45
_EQUAL = 0.999
_TINY = 3
_RAISED = 0.66


def compare_words(
    roster: Roster, one: NDArray[np.int64], two: NDArray[np.int64]
) -> dict[str, NDArray[np.float32]]:
    """Compare pairs of words by letters, by sound and by the tables.

    Args:
        roster: Where the words are.
        one: Numbers of words.
        two: Numbers of words.
    """
    plain, letters = _letters(roster, one, two)
    vectors = roster.word_vectors()
    sound = np.einsum("ij,ij->i", vectors[one], vectors[two])
    other = letters < _EQUAL
    short, rivals = _given_names(roster, one, two)
    likeness = np.maximum(0.5 * (letters + sound), letters - 0.06)
    likeness = np.where(short & other, np.maximum(likeness, _SHORT_FORM), likeness)
    likeness = np.where(rivals & other, np.minimum(likeness, _RIVALS), likeness)
    initial = roster.array("traits")[:, 0] > 0
    heads = roster.array("firsts")
    by_initial = np.where(heads[one] == heads[two], _INITIAL, 0.0)
    likeness = np.where((initial[one] | initial[two]) & other, by_initial, likeness)
    return {
        "likeness": likeness.astype(np.float32),
        "letters": letters.astype(np.float32),
        "sound": sound.astype(np.float32),
        "plain": plain,
        "short": (short & other).astype(np.float32),
    }


def _letters(
    roster: Roster, one: NDArray[np.int64], two: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Compare words by their letters: as they are, and with spelling habits eased."""
    first, second = one.tolist(), two.tolist()
    plain = score_texts(pick(roster.roman, first), pick(roster.roman, second), "ratio")
    smooth = pick(roster.smooth, first), pick(roster.smooth, second)
    eased = 0.97 * score_texts(*smooth, "ratio")
    sizes, bones = roster.array("sizes"), roster.array("bones")
    size = np.minimum(sizes[one], sizes[two])
    eased = np.where((size <= _TINY) & (eased < 0.96), 0.0, eased)
    letters = np.maximum(plain, eased)
    same_bones = (bones[one] == bones[two]) & (bones[one] >= 0)
    raised = same_bones & (letters > _RAISED) & (size > _TINY)
    return plain, np.where(raised, np.maximum(letters, 0.86), letters)


def _given_names(
    roster: Roster, one: NDArray[np.int64], two: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say which words are forms of one known given name, and which of two."""
    groups = roster.array("groups")
    left, right = groups[one], groups[two]
    both = (left[:, 0] >= 0) & (right[:, 0] >= 0)
    shared = (left[:, :, None] == right[:, None, :]) & (left[:, :, None] >= 0)
    short = shared.any((1, 2))
    return short, both & ~short


def pick(column: Sequence[str], numbers: list[int]) -> list[str]:
    """Take the texts of a column at some places.

    Args:
        column: Texts.
        numbers: Places.
    """
    return list(map(column.__getitem__, numbers))


def score_texts(left: list[str], right: list[str], kind: str) -> NDArray[np.float32]:
    """Compare texts pair by pair by a measure of rapidfuzz, from 0 to 1.

    Args:
        left: Texts.
        right: As many texts.
        kind: ``ratio``, ``partial_ratio`` or ``jaro_winkler``.
    """
    if kind == "jaro_winkler":
        return np.asarray(
            cpdist(left, right, scorer=JaroWinkler.similarity), np.float32
        )
    scorer = fuzz.ratio if kind == "ratio" else fuzz.partial_ratio
    found = cpdist(left, right, scorer=scorer)
    return np.asarray(found / 100, np.float32)


def joins(
    roster: Roster,
    whole: NDArray[np.int32],
    parts: tuple[NDArray[np.int32], NDArray[np.int32]],
) -> NDArray[np.float32]:
    """Say how far words are two words of other names written together.

    Args:
        roster: Where the words are.
        whole: Numbers of words.
        parts: Numbers of the two words for each of them.

    Returns:
        A likeness of ``JOINED`` or more, 0 where they are not.
    """
    out = np.zeros(len(whole), np.float32)
    eased = roster.array("eased").astype(np.int64)
    one, two = eased[whole], eased[parts[0]] + eased[parts[1]]
    close = 2 * np.minimum(one, two) >= JOINED * (one + two)
    rows = np.nonzero(close & (one > _TINY))[0]
    if len(rows):
        smooth = roster.smooth
        first, second = (pick(smooth, part[rows].tolist()) for part in parts)
        both = [a + b for a, b in zip(first, second, strict=True)]
        alike = score_texts(pick(smooth, whole[rows].tolist()), both, "ratio")
        out[rows] = np.where(alike >= JOINED, alike, 0.0)
    return out
