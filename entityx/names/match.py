"""What a comparison of two names gives back: a score, a decision and its reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Match:
    """Say how surely two names mean one thing, and why.

    ``score`` is between 0 and 1, ``same`` the decision, ``why`` the reasons in words,
    ``features`` the figures behind them. ``entity_id`` is set where a known entity was
    found. ``guard`` names the hard rule that forbade the match, if one did.
    """

    score: float
    same: bool
    why: tuple[str, ...] = ()
    features: Mapping[str, float] = field(default_factory=dict)
    entity_id: str | None = None
    guard: str | None = None

    def __bool__(self) -> bool:
        """Be true where the two names are taken for one."""
        return self.same
