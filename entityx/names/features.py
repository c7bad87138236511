"""Named features of two person names; each docstring is shown as the explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .align import Alignment


def words_shared(pair: Alignment) -> float:
    """Their words are the same, or spellings of the same."""
    shorter = min(len(pair.left.words), len(pair.right.words))
    return min(1.0, len(pair.pairs) / shorter) if shorter else 0.0


def likeness_of_words(pair: Alignment) -> float:
    """Words that belong together are spelled alike."""
    if not pair.pairs:
        return 0.0
    return sum(p.likeness for p in pair.pairs) / len(pair.pairs)


def only_one_word(pair: Alignment) -> float:
    """Only one word is shared, which many people bear."""
    return float(pair.full_pairs <= 1 and not _both_single(pair))


def _both_single(pair: Alignment) -> bool:
    return len(pair.left.words) == len(pair.right.words) == 1


def left_out(pair: Alignment) -> float:
    """One source gives a name that the other leaves out."""
    return (
        float(len(pair.left_rest) + len(pair.right_rest)) if not against(pair) else 0.0
    )


def against(pair: Alignment) -> float:
    """Each has a name that the other lacks."""
    return float(pair.contradicts)


def initials(pair: Alignment) -> float:
    """Initials stand for a name."""
    return float(sum(p.how == "initial" for p in pair.pairs))


def short_forms(pair: Alignment) -> float:
    """One uses the short or familiar form of a given name."""
    return float(sum(p.how == "short form" for p in pair.pairs))


def other_spelling(pair: Alignment) -> float:
    """Words are spelled differently."""
    return float(sum(p.how in ("spelling", "written together") for p in pair.pairs))


def other_order(pair: Alignment) -> float:
    """Family name first in one and last in the other."""
    order = [p.right for p in sorted(pair.pairs, key=lambda p: p.left)]
    return float(len(order) > 1 and order != sorted(order))


def other_script(pair: Alignment) -> float:
    """They are written in different scripts."""
    return float(pair.left.script != pair.right.script)


def titles_set_aside(pair: Alignment) -> float:
    """Titles before the name were set aside."""
    return float(bool(pair.left.titles or pair.right.titles))


def one_generation_mark(pair: Alignment) -> float:
    """Only one carries a mark such as Jr. or II."""
    return float(bool(pair.left.generation) != bool(pair.right.generation))


FEATURES: tuple[Callable[[Alignment], float], ...] = (
    words_shared,
    likeness_of_words,
    only_one_word,
    left_out,
    against,
    initials,
    short_forms,
    other_spelling,
    other_order,
    other_script,
    titles_set_aside,
    one_generation_mark,
)


def measure(pair: Alignment) -> dict[str, float]:
    """Work out all features of a pair.

    Args:
        pair: Two names laid side by side.
    """
    return {feature.__name__: feature(pair) for feature in FEATURES}


def explain(features: dict[str, float]) -> tuple[str, ...]:
    """Say in words which features hold.

    Args:
        features: What ``measure`` returned.
    """
    docs = {feature.__name__: feature.__doc__ or "" for feature in FEATURES}
    return tuple(
        docs[name].splitlines()[0].rstrip(".").lower()
        for name, value in features.items()
        if value > 0 and docs[name]
    )
