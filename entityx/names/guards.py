"""Hard guards: what forbids that two person names are one, whatever the score.

Each guard reads a batch of pairs and says for which of them it forbids the match; the
first line of its docstring is shown as the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .word_features import other_gender

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .pairs import Pairs

_FAR = 0.5
_SURE = 0.85
_FULL = 3


def generation_marks(pairs: Pairs) -> NDArray[np.bool_]:
    """Different generation marks such as Jr., Sr., II and III.

    A mark on one side only forbids nothing: papers leave it out.
    """
    left, right = pairs.generations
    return np.asarray((left > 0) & (right > 0) & (left != right), np.bool_)


def numbers(pairs: Pairs) -> NDArray[np.bool_]:
    """Different numbers stand in the names.

    A number on one side only forbids nothing: it may be a footnote.
    """
    left, right = pairs.numbers
    return np.asarray((left > 0) & (right > 0) & (left != right), np.bool_)


def middle_initials(pairs: Pairs) -> NDArray[np.bool_]:
    """Middle names begin with different letters, as in George W. and George H. W.

    Read only where first and last words agree and one middle name is a mere initial.
    """
    count = [side.sum(1) for side in pairs.there]
    rows = np.arange(len(pairs))
    mate = pairs.alignment[0]
    ends = (mate[:, 0] == 0) & (mate[rows, np.maximum(count[0] - 1, 0)] == count[1] - 1)
    middle = ends & (count[0] > 2) & (count[1] > 2)
    letters = pairs.heads
    single = [side[:, 1] > 0 for side in pairs.trait(0)]
    # In Luis R. Ortiz Lugo and Luis Ortiz Lugo the second words do not contradict.
    free = []
    for side in (0, 1):
        place = pairs.alignment[side][:, 1]
        other = pairs.trait(0)[1 - side][rows, np.maximum(place, 0)] > 0
        free.append(single[side] | (place < 0) | other)
    unlike = letters[0][:, 1] != letters[1][:, 1]
    initial = (single[0] | single[1]) & free[0] & free[1]
    return np.asarray(middle & initial & unlike, np.bool_)


def other_name(pairs: Pairs) -> NDArray[np.bool_]:
    """Given names contradict each other.

    All words but one agree, and that one is wholly different on the two sides.
    """
    rest = pairs.left_over
    count = [side.sum(1) for side in pairs.there]
    mate = pairs.alignment[0]
    shared = mate >= 0
    taken = np.take_along_axis(
        pairs.grids["letters"], np.maximum(mate, 0)[:, :, None].astype(np.int64), 2
    )[:, :, 0]
    sure = np.where(shared, taken >= _SURE, True).all(1) & shared.any(1)
    both = rest[0][:, :, None] & rest[1][:, None, :]
    best = np.where(both, pairs.grids["likeness"], -1.0).max((1, 2))
    alike = (count[0] == count[1]) & (rest[0].sum(1) == 1) & (rest[1].sum(1) == 1)
    # Ana Ruiz Soto and Ana Maria Ruiz: each tells more, and neither contradicts.
    alike &= (count[0] < _FULL) | (rest[0].argmax(1) == rest[1].argmax(1))
    heads = rest[0][:, 0] & rest[1][:, 0]
    far = both.any((1, 2)) & (best < _FAR)
    return np.asarray(pairs.one_script & sure & (alike | heads) & far, np.bool_)


def man_and_woman(pairs: Pairs) -> NDArray[np.bool_]:
    """One family name is a man's, the other a woman's, and other names differ too.

    The family name alone forbids nothing: papers write both forms of it.
    """
    rest = [side.any(1) for side in pairs.left_over]
    return np.asarray((other_gender(pairs) > 0) & rest[0] & rest[1], np.bool_)


GUARDS: tuple[Callable[[Pairs], NDArray[np.bool_]], ...] = (
    generation_marks,
    numbers,
    middle_initials,
    other_name,
    man_and_woman,
)


def forbid(pairs: Pairs) -> NDArray[np.int8]:
    """Give for each pair the number of the guard that forbids it, or -1.

    Args:
        pairs: The pairs laid side by side.
    """
    out = np.full(len(pairs), -1, np.int8)
    for number, guard in enumerate(GUARDS):
        out[(out < 0) & guard(pairs)] = number
    return out


def reason(number: int) -> str:
    """Say in words what a guard found.

    Args:
        number: What ``forbid`` returned.
    """
    doc = GUARDS[number].__doc__ or ""
    first = doc.splitlines()[0].rstrip(".")
    return first[:1].lower() + first[1:]
