"""Who an office means depends on the day."""

import pytest

from entityx.names import Resolver

ROWS = [
    {
        "id": "country:RU",
        "name": "Russia",
        "demonyms": {"en": ["Russian"], "pt": ["russo", "russa"]},
        "names": {"mr": ["रशिया"]},
    },
    {
        "id": "person:putin",
        "name": "Vladimir Putin",
        "offices": [
            {
                "of": "country:RU",
                "role": "head_of_state",
                "title": "President",
                "from": "1999-12-31",
                "to": "2008-05-07",
            },
            {
                "of": "country:RU",
                "role": "head_of_government",
                "title": "Prime Minister",
                "from": "2008-05-08",
                "to": "2012-05-07",
            },
            {
                "of": "country:RU",
                "role": "head_of_state",
                "title": "President",
                "from": "2012-05-07",
                "to": None,
            },
        ],
    },
    {
        "id": "person:medvedev",
        "name": "Dmitry Medvedev",
        "offices": [
            {
                "of": "country:RU",
                "role": "head_of_state",
                "title": "President",
                "from": "2008-05-07",
                "to": "2012-05-07",
            }
        ],
    },
]


@pytest.fixture(scope="module")
def resolver():
    """Know a country and two who led it."""
    return Resolver(ROWS)


@pytest.mark.parametrize(
    ("phrase", "date", "person"),
    [
        ("the Russian president", "2005-01-01", "person:putin"),
        ("the Russian president", "2010-06", "person:medvedev"),
        ("the Russian president", "2012-05-07", "person:putin"),
        ("Russia's president", "2020", "person:putin"),
        ("o presidente russo", "2010-06-01", "person:medvedev"),
        ("रशियाचे राष्ट्राध्यक्ष", "2010-06-01", "person:medvedev"),
        ("Russian prime minister", "2010-06-01", "person:putin"),
        ("the Russian president", "2008", None),
        ("the Russian president", "1990-01-01", None),
        ("the Russian king", "2010-06-01", None),
        ("the president", "2010-06-01", None),
        ("the French president", "2010-06-01", None),
    ],
)
def test_an_office_is_its_holder_on_the_day(resolver, phrase, date, person):
    """A year with two holders, another office or no state is no answer."""
    match = resolver.resolve(phrase, type="PERSON", date=date)
    assert (match.entity_id if match else None) == person


def test_without_a_date_an_office_is_nobody(resolver):
    """Who is president cannot be told without a day."""
    assert resolver.resolve("the Russian president", type="PERSON") is None
