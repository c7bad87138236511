"""Known entities are found by exact name, then by likeness, never by guessing."""

import pytest

from entityx.names import Resolver

ROWS = [
    {
        "id": "person:kim-jong-un",
        "name": "Kim Jong-un",
        "names": {"en": ["Kim Jong Un"]},
        "weak": {"en": ["Kim"]},
    },
    {"id": "person:kim-yo-jong", "name": "Kim Yo-jong", "weak": {"en": ["Kim"]}},
    {
        "id": "person:vladimir-putin",
        "name": "Vladimir Putin",
        "weak": {"en": ["Putin"]},
    },
    {"id": "person:joe-biden", "name": "Joe Biden"},
    {"id": "person:jill-biden", "name": "Jill Biden"},
    {"id": "weapon:kalibr", "name": "Kalibr", "names": {"en": ["3M-54 Kalibr"]}},
    {"id": "weapon:shahed-136", "name": "Shahed-136"},
    {"id": "country:KP", "name": "North Korea", "names": {"en": ["DPRK"]}},
]


@pytest.fixture(scope="module")
def resolver():
    """Know eight entities."""
    return Resolver(ROWS)


@pytest.mark.parametrize(
    ("name", "type", "entity"),
    [
        ("KIM JONG-UN", "PERSON", "person:kim-jong-un"),
        ("Kim Jong Eun", "PERSON", "person:kim-jong-un"),
        ("Владимир Путин", "PERSON", "person:vladimir-putin"),
        ("President Putin", "PERSON", "person:vladimir-putin"),
        ("3M54", "WEAPON", "weapon:kalibr"),
        ("Kaliber missiles", "WEAPON", "weapon:kalibr"),
        ("Shahed 136s", "WEAPON", "weapon:shahed-136"),
        ("the DPRK", "COUNTRY", "country:KP"),
        ("Kim Jong-il", "PERSON", None),
        ("Kim", "PERSON", None),
        ("J. Biden", "PERSON", None),
        ("Hunter Biden", "PERSON", None),
        ("Shahed-131", "WEAPON", None),
        ("South Korea", "COUNTRY", None),
        ("North Korea", "EVENT", None),
        ("", "PERSON", None),
    ],
)
def test_a_known_entity_is_found_or_nothing(resolver, name, type, entity):
    """A close race, another number or an unknown name gives nothing."""
    match = resolver.resolve(name, type=type)
    assert (match.entity_id if match else None) == entity


def test_a_weak_name_counts_less_and_says_so(resolver):
    """A surname that one entity bears is answered with a doubt."""
    weak = resolver.resolve("Putin", type="PERSON")
    strong = resolver.resolve("Vladimir Putin", type="PERSON")
    assert weak.score < strong.score == 1.0
    assert "others bear" in weak.why[0]


def test_candidates_list_every_bearer_of_a_name(resolver):
    """Both Kims are proposed, nobody else."""
    found = resolver.candidates("Kim", type="PERSON")
    assert set(found) == {"person:kim-jong-un", "person:kim-yo-jong"}
    assert resolver.candidates("Nobody Known", type="PERSON") == []
