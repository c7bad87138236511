"""Frames propose triples in their own direction, however the sentence turns them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from entityx.patterns import Patterns
from entityx.pipeline.arguments import make_arguments
from entityx.pipeline.candidates import Proposer
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.relations import argument_rows
from entityx.pipeline.state import State
from entityx.pipeline.tree import Tree

Mention = tuple[str, str, str]
IRAN = ("Iran", "COUNTRY", "Iran")
IRAQ = ("Iraq", "COUNTRY", "Iraq")
OMAN = ("Oman", "COUNTRY", "Oman")
ANN = ("Ann", "PERSON", "Ann")
HAMAS = ("Hamas", "ORG", "Hamas")


@pytest.fixture
def propose(
    make_doc: Callable[..., Doc],
    set_mentions: Callable[..., Doc],
    patterns: Patterns,
    lexicon: Lexicon,
) -> Callable[..., dict[tuple[str, str, str], float]]:
    """Return a proposer: triples to how well their frame is filled, at best."""

    def tell(table: str, *mentions: Mention) -> dict[tuple[str, str, str], float]:
        doc = set_mentions(make_doc(table), *mentions)
        tree = Tree(doc, patterns.labels, lexicon.forms)
        arguments = make_arguments(argument_rows(State.of(doc)), tree, lexicon)
        found: dict[tuple[str, str, str], float] = {}
        for c in Proposer(tree, lexicon, arguments).propose():
            found[c.key] = max(found.get(c.key, 0.0), c.matched)
        return found

    return tell


ACTIVE = """
    Iran     Iran   PROPN nsubj 2
    attacked attack VERB  ROOT  0
    Iraq     Iraq   PROPN obj   2
    """
PASSIVE = """
    Iraq     Iraq   PROPN nsubj:pass 3
    was      be     AUX   aux:pass   3
    attacked attack VERB  ROOT       0
    by       by     ADP   case       5
    Iran     Iran   PROPN obl:agent  3
    """
NOMINAL = """
    Iran     Iran   PROPN nmod:poss 3
    's       's     PART  case      1
    attack   attack NOUN  nsubj     6
    on       on     ADP   case      5
    Iraq     Iraq   PROPN nmod      3
    failed   fail   VERB  ROOT      0
    """


@pytest.mark.parametrize("table", [ACTIVE, PASSIVE, NOMINAL])
def test_frames_are_filled_in_one_direction(
    table: str, propose: Callable[..., dict[tuple[str, str, str], float]]
) -> None:
    """Iran attacks; the other direction is proposed too, and hardly filled."""
    found = propose(table, IRAN, IRAQ)
    assert found["Iran", "attacks", "Iraq"] == 1.0
    assert found.get(("Iraq", "attacks", "Iran"), 0.0) < 0.7


def test_types_are_checked(
    propose: Callable[..., dict[tuple[str, str, str], float]],
) -> None:
    """Only a person leads, and only a state or body is led."""
    table = """
        Ann   Ann   PROPN nsubj 2
        leads lead  VERB  ROOT  0
        Hamas Hamas PROPN obj   2
        """
    assert propose(table, ANN, HAMAS)["Ann", "leads", "Hamas"] == 1.0
    wrong = propose(table.replace("Ann  ", "Iran "), IRAN, HAMAS)
    assert not [key for key in wrong if key[1] == "leads"]


SIGNED = """
    Iran     Iran  PROPN nsubj 2
    signed   sign  VERB  ROOT  0
    peace    peace NOUN  obj   2
    with     with  ADP   case  5
    Iraq     Iraq  PROPN obl   2
    """
SIGNED_BOTH = """
    Iran     Iran  PROPN nsubj 4
    and      and   CCONJ cc    3
    Iraq     Iraq  PROPN conj  1
    signed   sign  VERB  ROOT  0
    peace    peace NOUN  obj   4
    """
SIGNED_TURNED = """
    With     with  ADP   case  2
    Iraq     Iraq  PROPN obl   4
    Iran     Iran  PROPN nsubj 4
    signed   sign  VERB  ROOT  0
    peace    peace NOUN  obj   4
    """


@pytest.mark.parametrize(
    "table",
    [
        SIGNED,
        SIGNED_BOTH,
        SIGNED_TURNED,
    ],
)
def test_symmetric_predicates_have_one_key(
    table: str, propose: Callable[..., dict[tuple[str, str, str], float]]
) -> None:
    """Whoever is named first: one triple, well filled."""
    found = propose(table, IRAN, IRAQ)
    keys = [key for key in found if key[1] == "signs_agreement_with"]
    assert keys == [("Iran", "signs_agreement_with", "Iraq")]
    assert found[keys[0]] >= 0.8


def test_words_as_wide_as_send_need_what_is_sent(
    propose: Callable[..., dict[tuple[str, str, str], float]],
) -> None:
    """Sending drones supplies, sending greetings does not."""
    table = """
        Iran   Iran   PROPN nsubj 2
        sent   send   VERB  ROOT  0
        {word} {word} NOUN  obj   2
        to     to     ADP   case  5
        Iraq   Iraq   PROPN obl   2
        """
    triple = ("Iran", "supplies_to", "Iraq")
    assert propose(table.format(word="drone"), IRAN, IRAQ)[triple] == 1.0
    assert propose(table.format(word="greeting"), IRAN, IRAQ).get(triple, 0.0) < 0.7


def test_sentences_do_not_mix(
    propose: Callable[..., dict[tuple[str, str, str], float]],
) -> None:
    """Who stands in the next sentence is no side of this one."""
    table = (
        ACTIVE
        + """
    Oman   Oman   PROPN nsubj 2
    waited wait   VERB  ROOT  0
    """
    )
    assert not [key for key in propose(table, IRAN, IRAQ, OMAN) if "Oman" in key]
