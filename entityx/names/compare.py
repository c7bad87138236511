"""Compare two names: one door for people, organisations, places and weapons."""

from __future__ import annotations

from .align import Alignment, align
from .features import explain, measure
from .guards import guard
from .keys import fold
from .match import Match
from .organisations import compare_groups
from .persons import parse_person
from .weapons import compare_weapons

TYPES = ("COUNTRY", "LOC", "ORG", "PERSON", "WEAPON")
_ONE_WORD = 0.55
_WITH_INITIAL = 0.7
_LEFT_OUT = 0.04
_AGAINST = 0.35


def compare(left: str, right: str, *, type: str = "PERSON") -> Match:
    """Say whether two names mean one thing, how surely, and why.

    Args:
        left: One name.
        right: The other name.
        type: ``PERSON``, ``ORG``, ``LOC``, ``COUNTRY`` or ``WEAPON``; any other is
            compared as an organisation.

    Example:
        >>> compare("Kim Jong-un", "Kim Jong Un").same
        True
        >>> compare("Kim Jong-un", "Kim Jong-il").guard
        'different names: un and il'
    """
    if type == "PERSON":
        return compare_persons(left, right)
    if type == "WEAPON":
        return compare_weapons(left, right)
    return compare_groups(left, right, "LOC" if type in ("LOC", "COUNTRY") else "ORG")


def compare_persons(left: str, right: str) -> Match:
    """Compare two names of people.

    Args:
        left: One name.
        right: The other name.
    """
    if fold(left) == fold(right) and fold(left):
        return Match(1.0, True, ("the same name",), {"words_shared": 1.0})
    pair = align(parse_person(left), parse_person(right))
    if not pair.left.words or not pair.right.words:
        return Match(0.0, False, ("a name is empty",), {})
    features = measure(pair)
    reason = guard(pair)
    if reason is not None:
        score = min(0.2, 0.2 * features["likeness_of_words"])
        return Match(score, False, (reason, *explain(features)), features, guard=reason)
    score = _score(pair, features)
    return Match(score, score >= 0.6, explain(features), features)


def _score(pair: Alignment, features: dict[str, float]) -> float:
    score = features["likeness_of_words"] * features["words_shared"]
    if features["only_one_word"]:
        score = min(score, _WITH_INITIAL if features["initials"] else _ONE_WORD)
    if features["against"]:
        score = min(score, _AGAINST)
    score -= _LEFT_OUT * features["left_out"]
    if features["one_generation_mark"]:
        score -= 0.1
    return max(0.0, min(0.99, score))
