"""A designation is read in every way of writing, and its number is never fuzzy."""

import pytest

from entityx.names import Designation, parse_designation, same_designation


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kh-101", "Kh 101"),
        ("Kh-101", "Kh101"),
        ("Kh-101", "X-101"),
        ("Kh-101", "Х-101"),
        ("AK47s", "AK-47"),
        ("T72", "T-72"),
        ("F-16s", "F-16"),
        ("S-300PMU-2", "S-300"),
        ("Shahed 136 drones", "Shahed-136"),
    ],
)
def test_ways_of_writing_are_one_designation(left, right):
    """Hyphen, blank, script and plural do not matter."""
    assert same_designation(left, right)
    assert same_designation(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Shahed-131", "Shahed-136"),
        ("S-300PMU-2", "S-400"),
        ("S-300", "S-400"),
        ("F-16C", "F-16D"),
        ("AK-47", "AK-74"),
        ("Kinzhal", "Kinzhal"),
    ],
)
def test_another_number_is_another_system(left, right):
    """Nor is a name without a number a designation."""
    assert not same_designation(left, right)


def test_letters_number_variant_and_nickname_are_taken_apart():
    """Every part has its place."""
    assert parse_designation("Kh-47M2 Kinzhal") == Designation(
        "kh", "47", "m2", "kinzhal"
    )
    assert parse_designation("S-300PMU-2") == Designation("s", "300", "pmu2")


@pytest.mark.parametrize("name", ["155mm howitzer", "5,000 shells", "", "7", "Kinzhal"])
def test_a_measure_or_an_amount_is_no_designation(name):
    """Numbers alone say nothing."""
    assert parse_designation(name) is None
