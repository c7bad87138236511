"""Ask the bundled knowledge base whether two names are known to mean one thing.

No likeness tells that AS-24 Killjoy is the Kinzhal, or that 金正恩 is Kim Jong-un: a
list does. Only names in just a known spelling count here; the rest is left to
comparing.
"""

from __future__ import annotations

from functools import lru_cache

from .match import Match
from .organisations import parse_group
from .resolve import KINDS, Resolver
from .tables import read_entities
from .weapons import compare_weapons

FILES = {
    "COUNTRY": "countries",
    "LOC": "places",
    "ORG": "organisations",
    "PERSON": "people",
    "WEAPON": "weapons",
}
_UNSURE = 0.85
_KIND_OF = 0.9
_WEAK = 0.75


@lru_cache(maxsize=len(FILES))
def catalogue(type: str) -> Resolver:
    """Return a resolver of all bundled entities of one type.

    Args:
        type: The entity type.
    """
    return Resolver(read_entities(FILES[type]))


def known_pair(left: str, right: str, type: str) -> Match | None:
    """Say what is known of two names; ``None`` where one of them is not known.

    Args:
        left: One name.
        right: The other name.
        type: The entity type of both.

    Example:
        >>> known_pair("AS-24 Killjoy", "Kinzhal", "WEAPON").same
        True
    """
    if type not in KINDS:
        return None
    known = catalogue(type)
    one, sure = known.bearers(left, type=type)
    two, also = known.bearers(right, type=type)
    if not one or not two:
        return None
    if type == "WEAPON":
        return _weapons(left, right, known, (one, two), (sure, also))
    if not (sure and also):
        return None  # "Kim" is a name of Kim Jong-un, and of many others
    if one & two:
        return _listed(min(one & two), 1.0)
    if type == "LOC" and _bare(left, right):
        why = f"the bare name may mean {min(one)} or {min(two)}"
        return Match(_WEAK, True, (why,), {"known": 1.0, "weak": 1.0})
    why = f"known as two: {min(one)} and {min(two)}"
    return Match(0.02, False, (why,), {"known": 1.0}, guard=why)


def _bare(left: str, right: str) -> bool:
    """Say whether one is the other's name without its kind: a city, or its region."""
    one, two = parse_group(left, "LOC"), parse_group(right, "LOC")
    return one.core == two.core and not (one.aside and two.aside)


def _weapons(
    left: str,
    right: str,
    known: Resolver,
    owners: tuple[set[str], set[str]],
    sure: tuple[bool, bool],
) -> Match | None:
    one, two = owners
    if not any(sure):
        # Two weapons seldom share two weak names: Tomahawk and Томагавк.
        return _weakly(one, two)
    if not one & two:
        return _kind_of(known, one, two)
    if compare_weapons(left, right).guard:
        return None
    return _listed(min(one & two), 1.0 if all(sure) else _UNSURE)


def _listed(entity: str, score: float) -> Match:
    why = (f"both are known names of {entity}",)
    return Match(score, True, why, {"known": 1.0}, entity)


def _weakly(one: set[str], two: set[str]) -> Match | None:
    if len(one) > 1 or one != two:
        return None
    why = (f"both are names of {min(one)} that other things bear too",)
    return Match(_WEAK, True, why, {"known": 1.0, "weak": 1.0})


def _kind_of(known: Resolver, one: set[str], two: set[str]) -> Match | None:
    for left in sorted(one):
        for right in sorted(two):
            if known.kin(left, right):
                why = (f"one of {left} and {right} is a kind of the other",)
                return Match(_KIND_OF, True, why, {"known": 1.0, "variant": 1.0})
    return None
