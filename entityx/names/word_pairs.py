"""Compare single words of names: by letters, by sound, by what is known of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

if TYPE_CHECKING:
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
    first, second = one.tolist(), two.tolist()
    plain, letters = _letters(roster, first, second)
    vectors = roster.word_vectors()
    sound = np.einsum("ij,ij->i", vectors[one], vectors[two])
    other = letters < _EQUAL
    short, rivals = _given_names(roster, one, two)
    likeness = np.maximum(0.5 * (letters + sound), letters - 0.06)
    likeness = np.where(short & other, np.maximum(likeness, _SHORT_FORM), likeness)
    likeness = np.where(rivals & other, np.minimum(likeness, _RIVALS), likeness)
    initial = roster.array("traits")[:, 0] > 0
    heads = [roster.roman[i][:1] for i in first], [roster.roman[j][:1] for j in second]
    same = np.fromiter((a == b for a, b in zip(*heads, strict=True)), bool, len(first))
    by_initial = np.where(same, _INITIAL, 0.0)
    likeness = np.where((initial[one] | initial[two]) & other, by_initial, likeness)
    return {
        "likeness": likeness.astype(np.float32),
        "letters": letters.astype(np.float32),
        "sound": sound.astype(np.float32),
        "plain": plain,
        "short": (short & other).astype(np.float32),
    }


def _letters(
    roster: Roster, first: list[int], second: list[int]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Compare words by their letters: as they are, and with spelling habits eased."""
    roman = _columns(roster.roman, first, second)
    plain = score_texts(*roman, "ratio")
    eased = 0.97 * score_texts(*_columns(roster.smooth, first, second), "ratio")
    size = np.fromiter(
        (min(len(x), len(y)) for x, y in zip(*roman, strict=True)), np.int8, len(first)
    )
    eased = np.where((size <= _TINY) & (eased < 0.96), 0.0, eased)
    letters = np.maximum(plain, eased)
    bones = zip(*_columns(roster.bone, first, second), strict=True)
    same_bones = np.fromiter(
        (x == y and len(x) > 1 for x, y in bones), bool, len(first)
    )
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


def _columns(
    column: list[str], first: list[int], second: list[int]
) -> tuple[list[str], list[str]]:
    return [column[i] for i in first], [column[j] for j in second]


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


def join(
    whole: list[tuple[int, str]], parts: list[tuple[int, str]]
) -> tuple[int, int, float] | None:
    """Find a word that is two neighbours of the other name written together.

    Args:
        whole: Places and smoothed words of one name.
        parts: Places and smoothed words of the other.
    """
    for (i, one), (j, two) in pairwise(parts):
        if j != i + 1:
            continue
        for at, word in whole:
            alike = fuzz.ratio(word, one + two) / 100
            if alike >= JOINED and len(word) > 3:
                return int(at), int(i), alike
    return None
