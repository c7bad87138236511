"""A capital that acts is its state, a capital where something happens is a place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entityx.pipeline.arguments import span_head
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.metonyms import Metonyms
from entityx.pipeline.tree import Tree

SUBJECT = """
    Moscow Moscow PROPN nsubj 2
    {verb} VERB ROOT  0
    peace  peace  NOUN  obj   2
    """
OBJECT = """
    They   they   PRON  nsubj 2
    {verb} VERB ROOT  0
    Moscow Moscow PROPN obj   2
    """
ADJUNCT = """
    They   they   PRON  nsubj 2
    {verb} VERB ROOT  0
    {case} {case} ADP   case  4
    Moscow Moscow PROPN obl   2
    """
OF_NOUN = """
    a      a      DET   det  2
    {noun} NOUN ROOT 0
    {case} {case} ADP   case 4
    Moscow Moscow PROPN nmod 2
    """
POSSESSED = """
    Moscow Moscow PROPN nmod:poss 3
    's     's     PART  case      1
    demand demand NOUN  ROOT      0
    """
BEFORE = """
    Moscow Moscow PROPN compound 2
    {noun} NOUN nsubj    3
    left   leave  VERB  ROOT     0
    """
COORDINATED = """
    Talks  talk   NOUN  ROOT 0
    {case} {case} ADP   case 3
    Kyiv   Kyiv   PROPN nmod 1
    and    and    CCONJ cc   5
    Moscow Moscow PROPN conj 3
    """


@pytest.fixture
def acts(make_tree: Callable[..., Tree], lexicon: Lexicon) -> Callable[..., bool]:
    """Return whether Moscow acts in a sentence, after words were put in."""

    def tell(table: str, *, followed: bool = False, **words: str) -> bool:
        given = {"verb": "", "noun": "", "case": ""} | words
        tree = make_tree(table.format_map(given))
        start = tree.lower.index("moscow")
        head = span_head(tree, start, start + 1)
        return Metonyms(lexicon).acts(tree, start, start + 1, head, followed)

    return tell


@pytest.mark.parametrize(
    ("table", "words"),
    [
        pytest.param(SUBJECT, {"verb": "wants want"}, id="Moscow wants"),
        pytest.param(OBJECT, {"verb": "accused accuse"}, id="accused Moscow"),
        pytest.param(
            ADJUNCT, {"verb": "bought buy", "case": "from"}, id="bought from Moscow"
        ),
        pytest.param(
            OF_NOUN, {"noun": "deal deal", "case": "with"}, id="a deal with Moscow"
        ),
        pytest.param(
            OF_NOUN,
            {"noun": "sanctions sanction", "case": "against"},
            id="against Moscow",
        ),
        pytest.param(
            OF_NOUN,
            {"noun": "defiance defiance", "case": "of"},
            id="defiance of Moscow",
        ),
        pytest.param(POSSESSED, {}, id="Moscow's demand"),
        pytest.param(BEFORE, {"noun": "government government"}, id="Moscow government"),
        pytest.param(COORDINATED, {"case": "between"}, id="between Kyiv and Moscow"),
    ],
)
def test_a_capital_acts(
    table: str, words: dict[str, str], acts: Callable[..., bool]
) -> None:
    """It wants, is accused, deals and owns."""
    assert acts(table, **words)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        pytest.param(OBJECT, {"verb": "left leave"}, id="left Moscow"),
        pytest.param(OBJECT, {"verb": "visited visit"}, id="visited Moscow"),
        pytest.param(ADJUNCT, {"verb": "met meet", "case": "in"}, id="met in Moscow"),
        pytest.param(ADJUNCT, {"verb": "flew fly", "case": "to"}, id="flew to Moscow"),
        pytest.param(
            OF_NOUN, {"noun": "city city", "case": "of"}, id="the city of Moscow"
        ),
        pytest.param(
            OF_NOUN, {"noun": "trip trip", "case": "to"}, id="a trip to Moscow"
        ),
        pytest.param(BEFORE, {"noun": "airport airport"}, id="Moscow airport"),
        pytest.param(COORDINATED, {"case": "in"}, id="in Kyiv and Moscow"),
    ],
)
def test_a_capital_is_a_place(
    table: str, words: dict[str, str], acts: Callable[..., bool]
) -> None:
    """People meet there, go there, land there."""
    assert not acts(table, **words)


def test_a_capital_before_its_country_is_a_place(acts: Callable[..., bool]) -> None:
    """“Moscow, Russia” is a place even as a subject."""
    assert acts(SUBJECT, verb="wants want")
    assert not acts(SUBJECT, followed=True, verb="wants want")
