"""Keys that are written down are those that would be worked out."""

import pytest

from entityx.names.candidates import Index, name_keys
from entityx.names.known import FILES
from entityx.names.resolve import KINDS
from entityx.names.tables import read_entities, written_keys


@pytest.mark.parametrize("type", sorted(FILES))
def test_written_keys_are_those_that_would_be_worked_out(type):
    """Every fortieth is worked out again; stale ones would hide known names."""
    written = written_keys(KINDS[type])
    assert len(written) > 1000
    for name in sorted(written)[::40]:
        assert sorted(written[name]) == sorted(name_keys(name, type)), name


@pytest.mark.parametrize("type", sorted(FILES))
def test_most_bundled_names_have_their_keys_written_down(type):
    """Else loading is slow again: run training/names/make_keys.py."""
    written = written_keys(KINDS[type])
    names = [row["name"] for row in read_entities(FILES[type])]
    assert sum(name in written for name in names) >= 0.95 * len(names)


def test_a_name_without_written_keys_is_indexed_all_the_same():
    """A user's own rows need no file of keys."""
    index = Index("PERSON")
    index.add(0, "Ortwin Quastenberg")
    index.add(1, "Somebody Else", keys=["ksk"])
    assert index.ask("Ortwin Kvastenberg") == [0]
