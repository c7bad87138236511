"""Named features of pairs of person names; each docstring is shown as the explanation.

Every feature reads a batch of pairs and returns one number for each. The first line of
its docstring is shown where it speaks for a match, its last line where it speaks
against. The trained model expects them in this order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import name_features as name
from . import rarity_features as rarity
from . import word_features as word

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from .pairs import Pairs

FEATURES: tuple[Callable[[Pairs], NDArray[np.float32]], ...] = (
    word.written_together,
    name.sound_of_name,
    name.letters_in_order,
    name.sounds_written_together,
    name.consonants,
    name.one_inside_other,
    name.beginnings,
    name.as_written,
    word.words_of_shorter,
    word.words_of_longer,
    word.words_matched,
    word.length_of_shorter,
    word.length_of_longer,
    word.mean_likeness,
    word.least_likeness,
    word.least_letters,
    word.least_plain,
    word.words_equal,
    word.least_sound,
    word.worst_word,
    word.mean_word,
    word.contradiction,
    word.unlike_rest,
    word.rest_is_patronymic,
    word.left_out,
    word.initials,
    word.other_initials,
    word.short_forms,
    word.other_order,
    rarity.rarest_shared,
    rarity.shared_rarity,
    rarity.rarest_left_over,
    rarity.weighted_word,
    word.last_words,
    word.first_words,
    name.first_script,
    name.second_script,
    name.same_script,
    name.shorter_length,
    name.length_difference,
    name.generations,
    word.other_gender,
)
NAMES = tuple(feature.__name__ for feature in FEATURES)


def measure(pairs: Pairs) -> NDArray[np.float32]:
    """Work out all features of a batch: one row for each pair.

    Args:
        pairs: The pairs laid side by side.
    """
    return np.column_stack([feature(pairs) for feature in FEATURES])
