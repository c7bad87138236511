"""What a text says about a name besides the name, and when that forbids a match.

Two people of one name with other countries and other roles stay apart unless something
joins them: a shared country, a shared role, or one source that knows both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """Say what is known of a bearer: countries, roles, known entity.

    An empty set means that nothing is known, and speaks neither for nor against.
    """

    countries: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    entity_id: str | None = None


def veto(left: Context, right: Context) -> str | None:
    """Say why two bearers of one name are not one person, if so.

    Args:
        left: What is known of one.
        right: What is known of the other.

    Example:
        >>> veto(Context(frozenset({"US"})), Context(frozenset({"US"}))) is None
        True
    """
    if left.entity_id and right.entity_id:
        if left.entity_id == right.entity_id:
            return None
        return f"known as two: {left.entity_id} and {right.entity_id}"
    countries = _apart(left.countries, right.countries)
    roles = _apart(left.roles, right.roles)
    if countries and roles:
        return f"other countries ({countries}) and other roles ({roles})"
    return None


def _apart(left: frozenset[str], right: frozenset[str]) -> str:
    """Show two sets that share nothing; an empty string where they may agree."""
    if not left or not right or left & right:
        return ""
    return f"{', '.join(sorted(left))} and {', '.join(sorted(right))}"
