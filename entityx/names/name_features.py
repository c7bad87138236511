"""Features of two names as a whole: sound, letters, scripts, lengths, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .pairs import Pairs


def sound_of_name(pairs: Pairs) -> NDArray[np.float32]:
    """Whole names sound alike.

    Whole names sound different.
    """
    return pairs.sound


def letters_in_order(pairs: Pairs) -> NDArray[np.float32]:
    """Letters of the names are nearly the same.

    Letters of the names differ.
    """
    return pairs.text_scores(pairs.roster.sorted, "ratio")


def sounds_written_together(pairs: Pairs) -> NDArray[np.float32]:
    """Written together and eased, the names are alike.

    Written together, the names differ.
    """
    return pairs.text_scores(pairs.roster.glued, "ratio")


def consonants(pairs: Pairs) -> NDArray[np.float32]:
    """Consonants of both names are the same.

    Consonants of the names differ.
    """
    return pairs.text_scores(pairs.roster.bones, "ratio")


def one_inside_other(pairs: Pairs) -> NDArray[np.float32]:
    """One name is contained in the other.

    Neither name is contained in the other.
    """
    return pairs.text_scores(pairs.roster.glued, "partial_ratio")


def beginnings(pairs: Pairs) -> NDArray[np.float32]:
    """Both names begin alike.

    Each name begins in another way.
    """
    return pairs.text_scores(pairs.roster.sorted, "jaro_winkler")


def as_written(pairs: Pairs) -> NDArray[np.float32]:
    """Both are written alike in their own script.

    Each is written in another way.
    """
    return pairs.plain_scores()


def first_script(pairs: Pairs) -> NDArray[np.float32]:
    """Usual difference for these scripts.

    Unusual difference for these scripts.
    """
    return np.asarray(np.minimum(*pairs.scripts), np.float32)


def second_script(pairs: Pairs) -> NDArray[np.float32]:
    """Usual difference for these scripts.

    Unusual difference for these scripts.
    """
    return np.asarray(np.maximum(*pairs.scripts), np.float32)


def same_script(pairs: Pairs) -> NDArray[np.float32]:
    """Written in one script, or different enough for two.

    Written in one script, where spellings should agree.
    """
    return np.asarray(pairs.one_script, np.float32)


def _lengths(pairs: Pairs) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    sizes = pairs.roster.array("glued").astype(np.float32)
    return sizes[pairs.a], sizes[pairs.b]


def shorter_length(pairs: Pairs) -> NDArray[np.float32]:
    """Long names seldom agree by chance.

    Short names often agree by chance.
    """
    return np.minimum(*_lengths(pairs))


def length_difference(pairs: Pairs) -> NDArray[np.float32]:
    """Both are about as long.

    One is much longer.
    """
    left, right = _lengths(pairs)
    return np.asarray(
        np.abs(left - right) / np.maximum(np.maximum(left, right), 1), np.float32
    )


def generations(pairs: Pairs) -> NDArray[np.float32]:
    """No generation mark speaks against it.

    Generation marks such as Jr. and II differ.
    """
    left, right = pairs.generations
    both = (left > 0) & (right > 0)
    return np.asarray(np.where(left == right, 0, np.where(both, 2, 1)), np.float32)
