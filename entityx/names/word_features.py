"""Features of the words of two names: which agree, which contradict, which are rare."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .pairs import Pairs


def _mean(values: NDArray[np.float32]) -> NDArray[np.float32]:
    there = ~np.isnan(values)
    total = np.where(there, values, 0.0).sum(1)
    return np.asarray((total / np.maximum(there.sum(1), 1)), np.float32)


def _least(values: NDArray[np.float32]) -> NDArray[np.float32]:
    least = np.where(np.isnan(values), 2.0, values).min(1)
    return np.asarray(np.where(least > 1.5, 0.0, least), np.float32)


def words_of_shorter(pairs: Pairs) -> NDArray[np.float32]:
    """Every word of the shorter name is found in the longer.

    Words of the shorter name are missing in the longer.
    """
    shorter, _, matched = pairs.counts
    return np.asarray(matched / np.maximum(shorter, 1), np.float32)


def words_of_longer(pairs: Pairs) -> NDArray[np.float32]:
    """Every word of the longer name is found in the shorter.

    One has words that the other leaves out.
    """
    _, longer, matched = pairs.counts
    return np.asarray(matched / np.maximum(longer, 1), np.float32)


def words_matched(pairs: Pairs) -> NDArray[np.float32]:
    """Several words of the names are the same.

    Few words of the names are the same.
    """
    return pairs.counts[2]


def length_of_shorter(pairs: Pairs) -> NDArray[np.float32]:
    """Both names have several words.

    One name is a single word, which many people bear.
    """
    return pairs.counts[0]


def length_of_longer(pairs: Pairs) -> NDArray[np.float32]:
    """Length of the longer name is usual.

    Length of the longer name is unusual.
    """
    return pairs.counts[1]


def mean_likeness(pairs: Pairs) -> NDArray[np.float32]:
    """Words that belong together are alike.

    Words that should belong together differ.
    """
    return _mean(pairs.taken("likeness"))


def least_likeness(pairs: Pairs) -> NDArray[np.float32]:
    """Even the least alike of the words are alike.

    One word differs from its partner.
    """
    return _least(pairs.taken("likeness"))


def least_letters(pairs: Pairs) -> NDArray[np.float32]:
    """Even the least alike of the words have the same letters.

    One word is spelled differently.
    """
    return _least(pairs.taken("letters"))


def least_plain(pairs: Pairs) -> NDArray[np.float32]:
    """Even the least alike of the words are spelled the same.

    One word has other letters.
    """
    return _least(pairs.taken("plain"))


def words_equal(pairs: Pairs) -> NDArray[np.float32]:
    """Words are the same letter by letter.

    Few words are the same letter by letter.
    """
    return np.asarray((np.nan_to_num(pairs.taken("plain")) > 0.999).sum(1), np.float32)


def written_together(pairs: Pairs) -> NDArray[np.float32]:
    """One writes together what the other writes apart.

    No word is written together.
    """
    return pairs.joined


def least_sound(pairs: Pairs) -> NDArray[np.float32]:
    """Even the least alike of the words sound the same.

    One word sounds different.
    """
    return _least(pairs.taken("sound"))


def worst_word(pairs: Pairs) -> NDArray[np.float32]:
    """Every word of the shorter name has a good partner.

    One word of the shorter name has no good partner.
    """
    grid = pairs.grids["likeness"]
    left, right = pairs.there
    best_left = np.where(left, grid.max(2), 2.0).min(1)
    best_right = np.where(right, grid.max(1), 2.0).min(1)
    flip = left.sum(1) > right.sum(1)
    even = left.sum(1) == right.sum(1)
    worst = np.where(flip, best_right, best_left)
    return np.asarray(
        np.where(even, np.minimum(best_left, best_right), worst), np.float32
    )


def mean_word(pairs: Pairs) -> NDArray[np.float32]:
    """Words of the shorter name have good partners.

    Words of the shorter name have poor partners.
    """
    grid = pairs.grids["likeness"]
    left, right = pairs.there
    best_left = np.where(left, grid.max(2), 0.0).sum(1) / np.maximum(left.sum(1), 1)
    best_right = np.where(right, grid.max(1), 0.0).sum(1) / np.maximum(right.sum(1), 1)
    flip = left.sum(1) > right.sum(1)
    even = left.sum(1) == right.sum(1)
    mean = np.where(flip, best_right, best_left)
    return np.asarray(
        np.where(even, np.minimum(best_left, best_right), mean), np.float32
    )


def contradiction(pairs: Pairs) -> NDArray[np.float32]:
    """No word of one contradicts a word of the other.

    Each has a name that the other lacks.
    """
    left, right = pairs.left_over
    return np.asarray(np.minimum(left.sum(1), right.sum(1)), np.float32)


def unlike_rest(pairs: Pairs) -> NDArray[np.float32]:
    """Words left over on both sides are at least a little alike.

    Words left over on both sides are wholly different.
    """
    left, right = pairs.left_over
    both = left[:, :, None] & right[:, None, :]
    best = np.where(both, pairs.grids["likeness"], -1.0).max((1, 2))
    return np.asarray(np.where(both.any((1, 2)), best, 1.0), np.float32)


def rest_is_patronymic(pairs: Pairs) -> NDArray[np.float32]:
    """Only a father's name is left out.

    What one leaves out is no father's name.
    """
    left, right = pairs.left_over
    fathers = pairs.trait(2)
    count = (left & (fathers[0] > 0)).sum(1) + (right & (fathers[1] > 0)).sum(1)
    return np.asarray(count, np.float32)


def left_out(pairs: Pairs) -> NDArray[np.float32]:
    """Nothing is left out.

    One source gives names that the other leaves out.
    """
    left, right = pairs.left_over
    return np.asarray(np.abs(left.sum(1) - right.sum(1)), np.float32)


def initials(pairs: Pairs) -> NDArray[np.float32]:
    """Agreeing initials stand for names.

    Only initials agree.
    """
    single = pairs.trait(0)[0] > 0
    other = np.take_along_axis(
        pairs.trait(0)[1], np.maximum(pairs.alignment[0], 0).astype(np.int64), 1
    )
    count = ((pairs.alignment[0] >= 0) & (single | (other > 0))).sum(1)
    return np.asarray(count, np.float32)


def other_initials(pairs: Pairs) -> NDArray[np.float32]:
    """No initial contradicts.

    Initials contradict.
    """
    lone = [
        (pairs.there[i] & (pairs.alignment[i] < 0) & (pairs.trait(0)[i] > 0)).any(1)
        for i in (0, 1)
    ]
    rest = [(pairs.there[i] & (pairs.alignment[i] < 0)).any(1) for i in (0, 1)]
    return np.asarray(((lone[0] & rest[1]) | (lone[1] & rest[0])), np.float32)


def short_forms(pairs: Pairs) -> NDArray[np.float32]:
    """One uses the short or familiar form of a given name.

    One uses another form of a given name.
    """
    return np.asarray(np.nan_to_num(pairs.taken("short")).sum(1), np.float32)


def other_order(pairs: Pairs) -> NDArray[np.float32]:
    """Words stand in the same order.

    Words stand in another order.
    """
    mate = pairs.alignment[0].astype(np.int16)
    highest = np.maximum.accumulate(mate, axis=1)
    before = np.concatenate([np.full((len(mate), 1), -1), highest[:, :-1]], axis=1)
    return np.asarray(((mate >= 0) & (mate < before)).any(1), np.float32)


def last_words(pairs: Pairs) -> NDArray[np.float32]:
    """Last words, mostly the family names, are alike.

    Last words, mostly the family names, differ.
    """
    at = [np.maximum(side.sum(1) - 1, 0) for side in pairs.there]
    rows = np.arange(len(pairs))
    return np.asarray(pairs.grids["likeness"][rows, at[0], at[1]], np.float32)


def first_words(pairs: Pairs) -> NDArray[np.float32]:
    """First words are alike.

    First words differ.
    """
    return pairs.grids["likeness"][:, 0, 0]


def other_gender(pairs: Pairs) -> NDArray[np.float32]:
    """Family names have the same gender.

    One family name is a man's, the other a woman's.
    """
    mate = np.maximum(pairs.alignment[0], 0).astype(np.int64)
    there = pairs.alignment[0] >= 0
    left = pairs.trait(4)[0]
    right = np.take_along_axis(pairs.trait(4)[1], mate, 1)
    return np.asarray((there & (left * right < 0)).any(1), np.float32)
