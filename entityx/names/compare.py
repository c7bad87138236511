"""Compare two names: one door for people, organisations, places and weapons.

What the bundled knowledge base lists is not guessed at. People are compared by the
trained pair model over named features; hard guards have the last word. ``judge`` does
it for thousands of pairs at once, ``compare`` for one pair and with its reasons.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from .features import FEATURES, NAMES, measure
from .guards import forbid, reason
from .keys import unmix
from .match import Match
from .model import load_model
from .organisations import compare_groups
from .pairs import pair_up
from .roster import Roster
from .weapons import compare_weapons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .decisions import Decisions

TYPES = ("COUNTRY", "LOC", "ORG", "PERSON", "WEAPON")
SAME = 0.5
_FORBIDDEN = 0.02
_LONELY = 0.45
_SPELLED = 4
_SHOWN = 4
_LEAST = 0.2
_KEEP = 20_000
_REPLACED = "letters of another script that look alike were replaced"
_shared: list[Roster] = []


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Be the answers for a batch of pairs: scores, guards, lonely words, features."""

    score: NDArray[np.float32]
    guard: NDArray[np.int8]
    lonely: NDArray[np.bool_]
    rows: NDArray[np.float32]


def compare(
    left: str,
    right: str,
    *,
    type: str = "PERSON",
    decisions: Decisions | None = None,
) -> Match:
    """Say whether two names mean one thing, how surely, and why.

    Args:
        left: One name.
        right: The other name.
        type: ``PERSON``, ``ORG``, ``LOC``, ``COUNTRY`` or ``WEAPON``; any other is
            compared as an organisation.
        decisions: An analyst's decisions, which win over everything.

    Example:
        >>> compare("Kim Jong-un", "Kim Jong Un").same
        True
        >>> compare("Kim Jong-un", "Kim Jong-il").guard
        'given names contradict each other'
    """
    decided = decisions.ask(left, right) if decisions is not None else None
    if decided is not None:
        return decided
    from .known import known_pair  # it asks a Resolver, which compares

    listed = known_pair(left, right, type)
    found = compare_spelling(left, right, type) if listed is None else listed
    return say_replaced(found, left, right)


def say_replaced(match: Match, *names: str) -> Match:
    """Add to the reasons that letters of another script were read as their likes.

    Args:
        match: What was found.
        names: The names that were compared.
    """
    if _REPLACED in match.why or all(unmix(name) == name for name in names):
        return match
    return replace(match, why=(*match.why, _REPLACED))


def compare_spelling(left: str, right: str, type: str) -> Match:
    """Compare two names by their letters alone, without what is known of them.

    Args:
        left: One name.
        right: The other name.
        type: The entity type of both.
    """
    if type == "PERSON":
        return compare_persons(left, [right])[0]
    if type == "WEAPON":
        return compare_weapons(left, right)
    return compare_groups(left, right, "LOC" if type in ("LOC", "COUNTRY") else "ORG")


def compare_persons(name: str, others: Sequence[str]) -> list[Match]:
    """Compare one person's name with several.

    Args:
        name: One name.
        others: The names to compare it with.
    """
    roster = _shared_roster()
    left = roster.add(name)
    numbers = [roster.add(other) for other in others]
    found: list[Match | None] = [
        _plain_answer(roster, left, number) for number in numbers
    ]
    open_ = [at for at, match in enumerate(found) if match is None]
    if open_:
        # One order for both directions: the answer may not depend on who asks.
        ordered = [sorted((name, others[at])) for at in open_]
        table = np.asarray([[roster.number[n] for n in two] for two in ordered])
        verdicts = judge(roster, table[:, 0], table[:, 1])
        for row, at in enumerate(open_):
            found[at] = _match(verdicts, row)
    return [match for match in found if match is not None]


def _shared_roster() -> Roster:
    """Return the roster of single comparisons; a full one is thrown away."""
    if not _shared or len(_shared[0]) > _KEEP:
        _shared[:] = [Roster()]
    return _shared[0]


def _plain_answer(roster: Roster, left: int, right: int) -> Match | None:
    """Answer what needs no model: an empty name, or the same one."""
    one, two = roster.parsed[left], roster.parsed[right]
    if not one.words or not two.words:
        return Match(0.0, False, ("a name is empty",), {})
    if one.folded == two.folded and one.generation == two.generation:
        why = (
            "the same name",
            *_notes(one.titles + two.titles, one.mixed or two.mixed),
        )
        return Match(1.0, True, why, {"equal": 1.0})
    return None


def _notes(titles: tuple[str, ...], mixed: bool) -> tuple[str, ...]:
    notes = []
    if titles:
        notes.append("titles set aside: " + ", ".join(dict.fromkeys(titles)))
    if mixed:
        notes.append(_REPLACED)
    return tuple(notes)


def judge(
    roster: Roster, left: NDArray[np.int64], right: NDArray[np.int64]
) -> Verdicts:
    """Compare many pairs of names of a roster at once.

    Args:
        roster: Where the names are.
        left: Numbers of names.
        right: Numbers of names.
    """
    pairs = pair_up(roster, left, right)
    rows = measure(pairs)
    score = load_model().score(rows)
    guard = forbid(pairs)
    shorter, longer, _ = pairs.counts
    spelled = (pairs.scripts[0] <= _SPELLED) & (pairs.scripts[1] <= _SPELLED)
    lonely = spelled & (shorter == 1) & (longer > 1) & (pairs.joined == 0)
    score = np.where(lonely, np.minimum(score, _LONELY), score)
    score = np.where(guard >= 0, np.minimum(score, _FORBIDDEN), score)
    return Verdicts(score.astype(np.float32), guard, lonely, rows)


def _match(verdicts: Verdicts, row: int) -> Match:
    score, number = float(verdicts.score[row]), int(verdicts.guard[row])
    values = verdicts.rows[row]
    features = dict(zip(NAMES, map(float, values), strict=True))
    shut = reason(number) if number >= 0 else None
    why = explain(values)
    if shut:
        why = (shut, *why)
    elif verdicts.lonely[row]:
        why = ("only one word is shared, which many people bear", *why)
    return Match(round(score, 4), score >= SAME, why, features, guard=shut)


def explain(row: NDArray[np.float32]) -> tuple[str, ...]:
    """Say in words which features spoke for and against a match.

    Args:
        row: The features of one pair.
    """
    moved = load_model().reasons(row)
    ranked = sorted(moved.items(), key=lambda item: (-abs(item[1]), item[0]))
    shown = [item for item in ranked[:_SHOWN] if abs(item[1]) >= _LEAST]
    words = (_words(name, weight) for name, weight in shown)
    return tuple(dict.fromkeys(words))


def _words(name: str, weight: float) -> str:
    doc = (FEATURES[NAMES.index(name)].__doc__ or "").split("\n")
    lines = [line.strip().rstrip(".") for line in doc if line.strip()]
    line = lines[0] if weight > 0 else lines[-1]
    return f"{'for' if weight > 0 else 'against'}: {line[:1].lower()}{line[1:]}"
