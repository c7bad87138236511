"""Many names fall into groups that no order changes and no wrong edge melts."""

import random

from entityx.names import cluster, fold

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
