"""Properties that hold for any names at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from entityx.names import compare, fold, parse_designation, within_document

TYPES = ("PERSON", "ORG", "LOC", "WEAPON")
NAMES = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            [
                "Kim",
                "Jong-un",
                "al-",
                "Путин",
                "किम",
                "金正恩",
                "III",
                "Jr.",
                "Gen.",
                "-101",
            ]
        ),
        max_size=5,
    ).map(" ".join),
)


@settings(max_examples=60, deadline=None)
@given(NAMES, NAMES, st.sampled_from(TYPES))
def test_comparing_is_symmetric_and_never_raises(left, right, type):
    """Both directions give one answer between 0 and 1."""
    one, two = compare(left, right, type=type), compare(right, left, type=type)
    assert one.same == two.same
    assert 0 <= one.score <= 1
    assert one.why


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name):
    """A folded name is its own fold."""
    assert fold(fold(name)) == fold(name)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(NAMES, st.sampled_from(TYPES)), max_size=8))
def test_every_mention_has_a_group(mentions):
    """Groups are numbered in order of appearance, without gaps."""
    groups = within_document(mentions).groups
    assert len(groups) == len(mentions)
    assert sorted(set(groups)) == list(range(len(set(groups))))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_a_designation_has_letters_and_a_number_or_is_none(name):
    """Whatever the input."""
    found = parse_designation(name)
    assert found is None or (found.letters and found.number.isdigit())
