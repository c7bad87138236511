"""Say what ``patterns/`` knows of two entities: a hint for the scorer, never a triple.

That Tartus lies in Syria makes "the Syrian port of Tartus" easier to read, and
that Peskov speaks for the Kremlin tells whose "spokesman Peskov" is. The text must
still say it: without a sentence there is no proposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from entityx.pipeline.candidates import Candidate

Row = Mapping[str, Any]
Rows = Mapping[str, Row]


def known_links(c: Candidate, entities: Rows) -> set[str]:
    """Return what is known of a candidate's subject and object, in short words.

    Args:
        c: A candidate.
        entities: The rows of ``patterns/``, by id.

    Returns:
        For example ``place in`` or ``office head_of_state``; with ``not`` where another
        is known in its stead, and with ``back`` where subject and object are the other
        way round. Empty where nothing is known.
    """
    left, right = c.subject.known, c.object.known
    there = set(_links(entities.get(left, {}), left, right, entities))
    back = set(_links(entities.get(right, {}), right, left, entities))
    return there | {f"back {link}" for link in back}


def _links(row: Row, own: str, other: str, entities: Rows) -> Iterator[str]:
    """Yield how one entity is known to belong to the other."""
    kind = other.partition(":")[0]
    if "in" in row and kind == "country":
        yield "place in" if row["in"] == other else "not place in"
    if "in" in row and kind == "loc" and row["in"] == entities.get(other, {}).get("in"):
        yield "same country"
    if "of" in row and kind == "country":
        yield "body of" if row["of"] == other else "not body of"
    if row.get("maker") and kind == "country":
        makers = {f"country:{code}" for code in row["maker"]}
        yield "made by" if other in makers else "not made by"
    offices = row.get("offices", ())
    if kind in ("country", "org") and offices:
        roles = {office["role"] for office in offices if office["of"] == other}
        yield from (f"office {role}" for role in roles)
        if not roles and kind == "country":
            yield "not office"
