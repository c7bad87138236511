"""Hard guards: what forbids that two person names are one, whatever the score.

Each guard reads one alignment and returns a reason, or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .align import Alignment, likeness

if TYPE_CHECKING:
    from .persons import PersonName, Word

_FAR = 0.5


def guard(pair: Alignment) -> str | None:
    """Return the first reason that forbids the match.

    Args:
        pair: Two names laid side by side.
    """
    for check in (generation_marks, middle_initials, other_given_name):
        reason = check(pair)
        if reason:
            return reason
    return None


def generation_marks(pair: Alignment) -> str | None:
    """Keep father and son apart: Jr., Sr., II and III are different people.

    Args:
        pair: Two names laid side by side.
    """
    left, right = pair.left.generation, pair.right.generation
    if left and right and left != right:
        return f"different generation marks: {left} and {right}"
    return None


def middle_initials(pair: Alignment) -> str | None:
    """Keep "George W." and "George H. W." apart.

    Args:
        pair: Two names laid side by side.
    """
    left, right = _middle(pair.left), _middle(pair.right)
    if not left or not right:
        return None
    if not any(w.initial for w in (*left, *right)):
        return None
    if left[0].roman[:1] != right[0].roman[:1]:
        return f"different middle names: {left[0].text} and {right[0].text}"
    return None


def _middle(name: PersonName) -> tuple[Word, ...]:
    return name.words[1:-1]


def other_given_name(pair: Alignment) -> str | None:
    """Keep two people of one family apart: their given names contradict.

    Args:
        pair: Two names laid side by side.
    """
    left = [w for w in pair.left_rest if not w.initial]
    right = [w for w in pair.right_rest if not w.initial]
    if not left or not right:
        return None
    if pair.left.script != pair.right.script:
        return None
    best = max(likeness(a, b)[0] for a in left for b in right)
    if best >= 0.75:
        return None
    return f"different names: {left[0].text} and {right[0].text}"
