"""Features of how rare the words are that two names share, and that they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .pairs import Pairs


def rarest_shared(pairs: Pairs) -> NDArray[np.float32]:
    """They share a rare name.

    What they share is common.
    """
    shared = np.where(pairs.alignment[0] >= 0, pairs.trait(3)[0], 0.0)
    return np.asarray(shared.max(1), np.float32)


def shared_rarity(pairs: Pairs) -> NDArray[np.float32]:
    """All that they share is rare in sum.

    All that they share is common.
    """
    shared = np.where(pairs.alignment[0] >= 0, pairs.trait(3)[0], 0.0)
    return np.asarray(shared.sum(1), np.float32)


def rarest_left_over(pairs: Pairs) -> NDArray[np.float32]:
    """Only common names are left over.

    A rare name is left over.
    """
    left, right = pairs.left_over
    rare = pairs.trait(3)
    top = np.maximum((left * rare[0]).max(1), (right * rare[1]).max(1))
    return np.asarray(top, np.float32)


def weighted_word(pairs: Pairs) -> NDArray[np.float32]:
    """Rare words have good partners.

    Rare words have poor partners.
    """
    grid = pairs.grids["likeness"]
    total = np.zeros(len(pairs), np.float32)
    weight = np.full(len(pairs), 1e-6, np.float32)
    for side, axis in ((0, 2), (1, 1)):
        rare = pairs.trait(3)[side] * pairs.there[side] * ~(pairs.trait(0)[side] > 0)
        total += (rare * np.maximum(grid.max(axis), 0.0)).sum(1)
        weight += rare.sum(1)
    return np.asarray(total / weight, np.float32)
