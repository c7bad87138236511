"""An analyst's decisions are read with care and always win."""

import pytest

from entityx.errors import PatternError
from entityx.names import Context, compare, parse_decisions, read_decisions, veto


def test_a_decision_wins_over_the_score(tmp_path):
    """Whatever the names look like."""
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"different": ["Kim Jong-un", "Kim Jong Un"]}\n', encoding="utf-8")
    decisions = read_decisions(path)
    match = compare("KIM JONG UN", "kim jong-un", decisions=decisions)
    assert not match.same
    assert match.why == ("decided by an analyst: different",)
    assert compare("Kim Jong-un", "Kim Jong Un").same


@pytest.mark.parametrize(
    "line", ["{", '{"same": ["a"]}', '{"sane": ["a", "b"]}', "[]", '{"same": "ab"}']
)
def test_a_line_that_is_no_decision_raises_with_its_place(line):
    """Bad data names file and line."""
    with pytest.raises(PatternError, match="decisions:2"):
        parse_decisions(["", line])


def test_two_decisions_that_contradict_each_other_raise():
    """Nobody is the same and different at once."""
    lines = [
        '{"same": ["Ann Lee", "Anne Lee"]}',
        '{"different": ["Anne Lee", "ANN LEE"]}',
    ]
    with pytest.raises(PatternError, match="contradicts"):
        parse_decisions(lines)


def test_namesakes_of_other_countries_and_roles_stay_apart():
    """One of the two differing is not enough."""
    general = Context(frozenset({"RU"}), frozenset({"commander"}))
    singer = Context(frozenset({"BG"}), frozenset({"singer"}))
    assert "other countries" in (veto(general, singer) or "")
    assert veto(general, Context(frozenset({"RU"}), frozenset({"singer"}))) is None
    assert veto(general, Context()) is None
    assert veto(Context(entity_id="person:a"), Context(entity_id="person:b"))
