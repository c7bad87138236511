"""The guess: a place that may be a mention, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

TYPES = ("PERSON", "COUNTRY", "ORG", "LOC", "WEAPON")


@dataclass(slots=True)
class Guess:
    """Be a token span that may be a mention, with who says so and how strongly.

    ``weight`` above 2.5 is sure, above 1 is likely, 0 is not enough alone.
    """

    s: int
    e: int
    type: str
    weight: float
    source: str
    entities: tuple[str, ...] = ()
    group: str = ""
    name: str = ""

    @property
    def is_own(self) -> bool:
        """Tell whether the type is a user's own, of a recogniser that they trained."""
        return self.type not in (*TYPES, "NORP", "")
