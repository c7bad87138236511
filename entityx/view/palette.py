"""Colour and shape of each type of entity; every type can be told without colour.

The colours are those of Okabe and Ito, which people with any kind of colour vision
can tell apart; the shapes say the same once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Be the colour and shape of a type; ``tint`` is pale enough for black text."""

    colour: str
    shape: str

    @property
    def tint(self) -> str:
        """Return the colour mixed with white, for the background of text."""
        parts = (int(self.colour[i : i + 2], 16) for i in (1, 3, 5))
        return "#" + "".join(f"{255 - (255 - part) * 45 // 100:02x}" for part in parts)


LOOKS = {
    "PERSON": Look("#56b4e9", "ellipse"),
    "COUNTRY": Look("#0072b2", "rectangle"),
    "ORG": Look("#e69f00", "diamond"),
    "WEAPON": Look("#d55e00", "triangle"),
    "LOC": Look("#009e73", "pentagon"),
}
_OTHERS = (
    Look("#cc79a7", "hexagon"),
    Look("#f0e442", "star"),
    Look("#8c8c8c", "octagon"),
)


def looks(types: Iterable[str]) -> dict[str, Look]:
    """Give every type a look: ours have their own, others take turns.

    Args:
        types: Names of types.

    Example:
        >>> looks(["COUNTRY", "SHIP"])["SHIP"].shape
        'hexagon'
    """
    others = sorted(set(types) - set(LOOKS))
    turns = {name: _OTHERS[i % len(_OTHERS)] for i, name in enumerate(others)}
    return {name: look for name, look in {**LOOKS, **turns}.items() if name in types}


def displacy_options(types: Iterable[str] = ()) -> dict[str, object]:
    """Return the ``options`` that ``displacy.render`` takes for our labels.

    Args:
        types: Types of a user's own, beside ours.

    Returns:
        The labels to show and their colours, the same as in the picture.

    Example:
        >>> displacy_options()["ents"]
        ['PERSON', 'COUNTRY', 'ORG', 'WEAPON', 'LOC']
    """
    found = looks([*LOOKS, *types])
    colours = {name: look.tint for name, look in found.items()}
    return {"ents": list(found), "colors": colours}
