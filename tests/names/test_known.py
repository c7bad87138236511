"""What the knowledge base lists wins over likeness, in every script."""

import pytest

from entityx.names import compare
from entityx.names.inflected import stems


@pytest.mark.parametrize(
    ("left", "right", "type"),
    [
        ("Kh-47M2 Kinzhal", "AS-24 Killjoy", "WEAPON"),
        ("Кинжал", "Kinzhal", "WEAPON"),
        ("Su-30", "Su-30MKI", "WEAPON"),
        ("Tomahawk", "Томагавк", "WEAPON"),
        ("Russia", "Россия", "COUNTRY"),
        ("रशियाने", "Russia", "COUNTRY"),
        ("PRK", "norte-coreano", "COUNTRY"),
        ("UN", "ONU", "ORG"),
        ("金正恩", "Kim Jong-un", "PERSON"),
    ],
)
def test_listed_names_of_one_thing_are_the_same(left, right, type):
    """No spelling tells these: the knowledge base does, and says so."""
    match = compare(left, right, type=type)
    assert match.same
    assert "known" in match.features


@pytest.mark.parametrize(
    ("left", "right", "type"),
    [
        ("S-300PMU-2", "S-400", "WEAPON"),
        ("Shahed-131", "Shahed-136", "WEAPON"),
        ("M361A1 smoke", "M361 smoke", "WEAPON"),
        ("Type 59", "Type 59-1", "WEAPON"),
        ("Pamir", "Amir", "WEAPON"),
        ("155 mm shell", "M90 shell", "WEAPON"),
        ("Iran", "Iraq", "COUNTRY"),
        ("Niger", "Nigeria", "COUNTRY"),
    ],
)
def test_things_with_likely_names_stay_apart(left, right, type):
    """Numbers, marks and listed names of two things speak against."""
    assert not compare(left, right, type=type).same


def test_endings_are_cut_off_only_where_a_stem_is_left():
    """A case ending goes, and with it the vowel that stands before it."""
    assert ("रशिया", "ने") in set(stems("रशियाने"))
    assert "भारत" in {stem for stem, _ in stems("भारताने")}
    assert not list(stems("ने"))
    assert not list(stems("russia"))
