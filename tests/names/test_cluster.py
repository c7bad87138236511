"""Many names fall into groups that no order changes and no wrong edge melts."""

import random

from entityx.names import PersonClusters, cluster, fold, parse_decisions
from entityx.names.cluster import THOROUGH

GIVEN = ["Ivan", "Pyotr", "Maria", "Anna", "Oleg"]
FAMILY = ["Petrov", "Sidorov", "Kuznetsov", "Smirnov"]
NAMES = [
    "Kim Jong-un",
    "Kim Jong Un",
    "Kim Jong-il",
    "Kim Jong Il",
    "Vladimir Putin",
    "Putin, Vladimir",
    "Kim Jong Un",
    "George W. Bush",
    "George H. W. Bush",
    "Sergei Lavrov",
    "Sergey Lavrov",
]


def test_spellings_of_one_person_are_one_group_and_relatives_are_not():
    """Order of words and letters may differ, given names may not."""
    found = cluster(NAMES, type="PERSON")
    assert found == [[0, 1, 6], [2, 3], [4, 5], [7], [8], [9, 10]]


def test_groups_do_not_depend_on_the_order_of_the_names():
    """Any order gives the same groups of spellings."""
    expected = {frozenset(NAMES[i] for i in g) for g in cluster(NAMES, type="PERSON")}
    shuffled = NAMES[:]
    random.Random(3).shuffle(shuffled)
    found = {
        frozenset(shuffled[i] for i in g) for g in cluster(shuffled, type="PERSON")
    }
    assert found == expected


def test_no_names_give_no_groups():
    """An empty list is no error."""
    assert cluster([], type="PERSON") == []


def test_fold_gives_one_spelling():
    """Case, accents, hyphens and dots go; letters of other scripts stay."""
    assert fold("Kim Jong-Un") == fold("KIM JONG UN") == "kim jong un"
    assert fold("Erdoğan") == "erdogan"
    assert fold("U.S.") == "us"
    assert fold("किम जोंग उन") == "किम जोंग उन"
    assert fold("Kim Jong-il") != fold("Kim Jong-un")


def test_names_added_later_join_the_groups_that_are_there():
    """Nothing is redone, and the new name finds its person."""
    found = PersonClusters(["Kim Jong-un", "Vladimir Putin"])
    found.add(["Kim Jong Un", "Sergei Lavrov"])
    assert found.groups() == [[0, 2], [1], [3]]


def test_an_analyst_decides_over_every_score():
    """A nom de guerre joins, a namesake stays apart."""
    decisions = parse_decisions(
        [
            '{"same": ["Abu Mohammad al-Julani", "Ahmed al-Sharaa"], "by": "ana"}',
            '{"different": ["Sergei Lavrov", "Sergey Lavrov"]}',
        ]
    )
    names = [
        "Abu Mohammad al-Julani",
        "Ahmed al-Sharaa",
        "Sergei Lavrov",
        "Sergey Lavrov",
    ]
    decided = cluster(names, type="PERSON", decisions=decisions)
    assert decided == [[0, 1], [2], [3]]
    assert cluster(names, type="PERSON") == [[0], [1], [2, 3]]


def test_a_thorough_search_compares_who_shares_a_rare_word():
    """Whole names sound different, one word that nobody else bears is the same."""
    names = ["Ottilie Quastenbrunk", "Wilhelmina Augusta Sophie von Quastenbrunk"]
    names += [f"{given} {family}" for given in GIVEN for family in FAMILY]
    quick, thorough = PersonClusters(), PersonClusters(search=THOROUGH)
    for found in (quick, thorough):
        for name in names:
            found.roster.add(name)
    assert [0, 1] in thorough.candidates().tolist()
    assert len(thorough.candidates()) >= len(quick.candidates())
