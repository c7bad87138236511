"""Weapon, quantity, date, place and value stand with the relation they belong to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from entityx.patterns import Patterns
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.qualifiers import Qualifiers
from entityx.pipeline.state import State

Told = dict[str, list[str]]
Mention = tuple[str, str, str]
RUSSIA = ("Russia", "COUNTRY", "country:RU")
IRAN = ("Iran", "COUNTRY", "country:IR")
SHELLS = ("shells", "WEAPON", "weapon:shell")
TANKS = ("tanks", "WEAPON", "weapon:tank")
OSLO = ("Oslo", "LOC", "loc:oslo")


@pytest.fixture
def qualify(
    make_doc: Callable[..., Doc],
    set_mentions: Callable[..., Doc],
    patterns: Patterns,
    lexicon: Lexicon,
) -> Callable[..., Told]:
    """Return a reader of qualifiers: role to texts, for a relation at a cue.

    The first two mentions are its subject and its object.
    """
    qualifiers = Qualifiers(patterns, lexicon)

    def tell(
        table: str,
        cue: str,
        predicate: str,
        *mentions: Mention,
        frame: int = 1,
        kind: str = "verb",
    ) -> Told:
        doc = set_mentions(make_doc(table), *mentions)
        token = next(t for t in doc if t.lower_ == cue)
        rows = {row["entity"]: row for row in State.of(doc)["mentions"]}
        subject, obj = (rows[mention[2]] for mention in mentions[:2])
        row: dict[str, Any] = {
            "subject": subject["entity"],
            "object": obj["entity"],
            "subject_span": [subject["s"], subject["e"]],
            "object_span": [obj["s"], obj["e"]],
            "predicate": predicate,
            "frame": frame,
            "cue": token.i,
            "kind": kind,
            "sentence": [token.sent.start, token.sent.end],
        }
        State.of(doc)["relations"] = [row]
        qualifiers(doc)
        found: Told = {}
        for q in row["qualifiers"]:
            assert doc[q["s"] : q["e"]].text == q["text"]
            found.setdefault(q["role"], []).append(q["text"])
        return found

    return tell


DEAL = """
    Russia Russia PROPN nsubj  2
    bought buy    VERB  ROOT   0
    {n}    {n}    NUM   nummod 4
    shells shell  NOUN  obj    2
    from   from   ADP   case   6
    Iran   Iran   PROPN obl    2
    on     on     ADP   case   8
    Monday Monday PROPN obl    2
    """


def test_a_deal_has_weapon_quantity_and_date(qualify: Callable[..., Told]) -> None:
    """All three hang on the verb."""
    found = qualify(DEAL.format(n="500"), "bought", "buys_from", RUSSIA, IRAN, SHELLS)
    assert found == {"weapon": ["shells"], "quantity": ["500"], "date": ["on Monday"]}


def test_what_is_not_there_is_not_told(qualify: Callable[..., Told]) -> None:
    """No weapon, no quantity; a title has no qualifiers at all."""
    bare = DEAL.format(n="500")
    assert qualify(bare, "bought", "buys_from", RUSSIA, IRAN) == {"date": ["on Monday"]}
    kind = "title before owner"
    args = (bare, "bought", "buys_from", RUSSIA, IRAN, SHELLS)
    assert qualify(*args, kind=kind) == {}


@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        ("more ADJ advmod 6\nthan ADP fixed 3\n500 NUM nummod 6", "more than 500"),
        ("about ADV advmod 4\ntwo NUM compound 5\nmillion NUM nummod 6", None),
        ("the DET det 6\nnew ADJ amod 6\ngrey ADJ amod 6", ""),
    ],
)
def test_quantities_are_the_words_as_they_stand(
    words: str, quantity: str | None, qualify: Callable[..., Told]
) -> None:
    """With "more than" and "about"; an article and an adjective are none."""
    rows = [line.split() for line in words.splitlines()]
    middle = "\n".join(f"{w} {w} {pos} {dep} {head}" for w, pos, dep, head in rows)
    table = f"""
        Russia Russia PROPN nsubj 2
        bought buy    VERB  ROOT  0
        {middle}
        shells shell  NOUN  obj   2
        from   from   ADP   case  8
        Iran   Iran   PROPN obl   2
        """
    found = qualify(table, "bought", "buys_from", RUSSIA, IRAN, SHELLS)
    expected = "about two million" if quantity is None else quantity
    assert found.get("quantity", [""]) == [expected]


def test_millions_of_count_what_follows(qualify: Callable[..., Told]) -> None:
    """“Millions of shells” has its quantity above the weapon."""
    table = """
        Russia   Russia  PROPN nsubj 2
        bought   buy     VERB  ROOT  0
        millions million NOUN  obj   2
        of       of      ADP   case  5
        shells   shell   NOUN  nmod  3
        from     from    ADP   case  7
        Iran     Iran    PROPN obl   2
        """
    found = qualify(table, "bought", "buys_from", RUSSIA, IRAN, SHELLS)
    assert found == {"weapon": ["shells"], "quantity": ["millions"]}


def test_another_clauses_weapon_and_date_stay_there(
    qualify: Callable[..., Told],
) -> None:
    """What Oman sold on Friday is not what Russia bought."""
    table = DEAL.format(n="500") + "\n".join(
        [
            "and and CCONJ cc 11",
            "Oman Oman PROPN nsubj 11",
            "sold sell VERB conj 2",
            "tanks tank NOUN obj 11",
        ]
    )
    found = qualify(table, "bought", "buys_from", RUSSIA, IRAN, SHELLS, TANKS)
    assert found["weapon"] == ["shells"]
    said = """
        Russia Russia PROPN nsubj 2
        said   say    VERB  ROOT  0
        on     on     ADP   case  4
        Friday Friday PROPN obl   2
        Oman   Oman   PROPN nsubj 6
        bought buy    VERB  ccomp 2
        shells shell  NOUN  obj   6
        from   from   ADP   case  9
        Iran   Iran   PROPN obl   6
        """
    assert "date" not in qualify(said, "bought", "buys_from", RUSSIA, IRAN)


PLACED = """
    Russia   Russia PROPN nsubj 2
    attacked attack VERB  ROOT  0
    Iran     Iran   PROPN obj   2
    {case}   {case} ADP   case  5
    Oslo     Oslo   PROPN obl   2
    """


def test_the_place_of_an_act_is_where_it_happened(
    qualify: Callable[..., Told],
) -> None:
    """“In Oslo” is its place, “from Oslo” and “for Oslo” are not."""
    args = ("attacked", "attacks", RUSSIA, IRAN, OSLO)
    assert qualify(PLACED.format(case="in"), *args) == {"place": ["Oslo"]}
    assert qualify(PLACED.format(case="from"), *args) == {}
    assert qualify(PLACED.format(case="for"), *args) == {}


def test_the_object_is_not_its_own_place(qualify: Callable[..., Told]) -> None:
    """“Attacked in Oslo” with Oslo as what is attacked needs no place."""
    args = ("attacked", "attacks", RUSSIA, OSLO)
    assert qualify(PLACED.format(case="in"), *args) == {}


MONEY = """
    Russia  Russia  PROPN nsubj  2
    bought  buy     VERB  ROOT   0
    shells  shell   NOUN  obj    2
    from    from    ADP   case   5
    Iran    Iran    PROPN obl    2
    for     for     ADP   case   7
    $       $       SYM   obl    2
    2       2       NUM   nummod 7
    million million NUM   nummod 7
    """


def test_the_price_is_a_value(qualify: Callable[..., Told]) -> None:
    """Sign, number and scale; an amount without currency is none."""
    args = ("bought", "buys_from", RUSSIA, IRAN, SHELLS)
    assert qualify(MONEY, *args)["value"] == ["$2 million"]
    bare = MONEY.replace("$       $       SYM ", "years   year    NOUN")
    assert "value" not in qualify(bare, *args)


def test_predicates_that_need_no_weapon_have_none(
    qualify: Callable[..., Told],
) -> None:
    """Who criticises tanks does not criticise with them; who attacks may attack so."""
    table = """
        Russia   Russia PROPN nsubj 2
        {form}   {form} VERB  ROOT  0
        Iran     Iran   PROPN obj   2
        with     with   ADP   case  5
        tanks    tank   NOUN  obl   2
        """
    mentions = (RUSSIA, IRAN, TANKS)
    told = qualify(table.format(form="attack"), "attack", "attacks", *mentions)
    assert told == {"weapon": ["tanks"]}
    told = qualify(table.format(form="condemn"), "condemn", "condemns", *mentions)
    assert told == {}
