"""What patterns know of two names is told to the scorer, in both directions."""

from __future__ import annotations

import pytest

from entityx.patterns import Patterns
from entityx.pipeline.arguments import Argument
from entityx.pipeline.candidates import Candidate
from entityx.pipeline.facts import known_links


@pytest.mark.parametrize(
    ("subject", "object_", "links"),
    [
        ("loc:tartus", "country:SY", {"place in"}),
        ("loc:tartus", "country:TR", {"not place in"}),
        ("country:SY", "loc:tartus", {"back place in"}),
        ("person:dmitry-peskov", "country:FR", {"not office"}),
        ("country:RU", "weapon:kalibr", {"back made by"}),
        ("country:RU", "person:nobody-at-all", set()),
    ],
)
def test_known_links(
    patterns: Patterns, subject: str, object_: str, links: set[str]
) -> None:
    """Where a thing is, whose it is, who made it, who holds which office."""
    assert known_links(_candidate(patterns, subject, object_), patterns.entities) == (
        links
    )


def test_known_links_tell_the_office(patterns: Patterns) -> None:
    """Peskov speaks for Russia."""
    c = _candidate(patterns, "person:dmitry-peskov", "country:RU")
    assert "office spokesperson" in known_links(c, patterns.entities)


def _candidate(patterns: Patterns, subject: str, object_: str) -> Candidate:
    left, right = (
        Argument(n, key, "", n, n + 1, n, "name", {}, known=key)
        for n, key in enumerate((subject, object_))
    )
    predicate = next(iter(patterns.predicates.values()))
    return Candidate(left, predicate, right, 0, None, 0.0)
