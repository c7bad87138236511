"""What is denied, planned, wanted or only possible is told from what is so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from entityx.patterns import Patterns
from entityx.pipeline.claims import Claims
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.state import State

Told = tuple[bool, str]


@pytest.fixture
def mark(
    make_doc: Callable[..., Doc], patterns: Patterns, lexicon: Lexicon
) -> Callable[..., dict[str, Any]]:
    """Return a marker of one relation: its row, by sentence and cue."""
    claims = Claims(patterns, lexicon)

    def tell(
        table: str,
        cue: str | None,
        predicate: str = "buys_from",
        *,
        frame: int = 1,
        kind: str = "verb",
    ) -> dict[str, Any]:
        doc = make_doc(table)
        place = [t.lower_ for t in doc].index(cue) if cue else -1
        row = {
            "predicate": predicate,
            "frame": frame,
            "cue": place,
            "kind": kind,
            "subject_span": [0, 1],
            "object_span": [1, 2],
            "why": [],
        }
        State.of(doc)["relations"] = [row]
        claims(doc)
        return row

    return tell


def _told(row: dict[str, Any]) -> Told:
    return row["negated"], row["modality"]


PLAIN = """
    Russia Russia PROPN nsubj 2
    bought buy    VERB  ROOT  0
    shells shell  NOUN  obj   2
    """
NOT = """
    Russia Russia PROPN nsubj  4
    did    do     AUX   aux    4
    not    not    PART  advmod 4
    buy    buy    VERB  ROOT   0 VerbForm=Inf
    shells shell  NOUN  obj    4
    """
NEVER = """
    Russia Russia PROPN nsubj  3
    never  never  ADV   advmod 3
    bought buy    VERB  ROOT   0
    shells shell  NOUN  obj    3
    """
NO_SUBJECT = """
    No      no      DET   det   2
    country country NOUN  nsubj 3
    bought  buy     VERB  ROOT  0
    shells  shell   NOUN  obj   3
    """
NO_OBJECT = """
    Iran   Iran   PROPN nsubj 2
    bought buy    VERB  ROOT  0
    no     no     DET   det   4
    shells shell  NOUN  LABEL 2
    """
NO_PROOF = """
    Oman     Oman     PROPN nsubj 2
    saw      see      VERB  ROOT  0
    no       no       DET   det   4
    evidence evidence NOUN  obj   2
    that     that     SCONJ mark  7
    Russia   Russia   PROPN nsubj 7
    bought   buy      VERB  acl   4 Tense=Past|VerbForm=Fin
    shells   shell    NOUN  obj   7
    """
DENIED = """
    Russia Russia PROPN nsubj 2
    denied deny   VERB  ROOT  0
    buying buy    VERB  xcomp 2 VerbForm=Ger
    shells shell  NOUN  obj   3
    """
DENIED_THAT = """
    Russia Russia PROPN nsubj 2
    denied deny   VERB  ROOT  0
    that   that   SCONJ mark  5
    it     it     PRON  nsubj 5
    bought buy    VERB  ccomp 2 Tense=Past|VerbForm=Fin
    shells shell  NOUN  obj   5
    """
DENIED_REPORT = """
    Russia  Russia PROPN nsubj 2
    denied  deny   VERB  ROOT  0
    reports report NOUN  obj   2
    that    that   SCONJ mark  6
    it      it     PRON  nsubj 6
    bought  buy    VERB  acl   3 Tense=Past|VerbForm=Fin
    shells  shell  NOUN  obj   6
    """
REFUSED = """
    Russia  Russia PROPN nsubj 2
    refused refuse VERB  ROOT  0
    to      to     PART  mark  4
    buy     buy    VERB  xcomp 2 VerbForm=Inf
    shells  shell  NOUN  obj   4
    """
FAILED = REFUSED.replace("refused refuse", "failed fail   ")
SAID = REFUSED.replace("refused refuse", "managed manage ")
WITHOUT = """
    Russia  Russia  PROPN nsubj 2
    waited  wait    VERB  ROOT  0
    without without SCONJ mark  4
    buying  buy     VERB  advcl 2 VerbForm=Ger
    shells  shell   NOUN  obj   4
    """
OTHER_CLAUSE = """
    Oman   Oman   PROPN nsubj  4
    did    do     AUX   aux    4
    not    not    PART  advmod 4
    move   move   VERB  ROOT   0 VerbForm=Inf
    and    and    CCONJ cc     7
    Russia Russia PROPN nsubj  7
    bought buy    VERB  conj   4
    shells shell  NOUN  obj    7
    """


@pytest.mark.parametrize(
    ("table", "cue", "negated"),
    [
        pytest.param(PLAIN, "bought", False, id="plain"),
        pytest.param(NOT, "buy", True, id="not"),
        pytest.param(NEVER, "bought", True, id="never"),
        pytest.param(NO_SUBJECT, "bought", True, id="no one"),
        pytest.param(NO_OBJECT.replace("LABEL", "obj"), "bought", True, id="no object"),
        pytest.param(NO_OBJECT.replace("LABEL", "iobj"), "bought", True, id="no thing"),
        pytest.param(NO_PROOF, "bought", True, id="no evidence that"),
        pytest.param(
            NO_PROOF.replace("no ", "the"),
            "bought",
            False,
            id="the evidence that",
        ),
        pytest.param(DENIED, "buying", True, id="denied doing"),
        pytest.param(DENIED_THAT, "bought", True, id="denied that"),
        pytest.param(DENIED_REPORT, "bought", True, id="denied reports that"),
        pytest.param(REFUSED, "buy", True, id="refused"),
        pytest.param(FAILED, "buy", True, id="failed"),
        pytest.param(SAID, "buy", False, id="managed"),
        pytest.param(WITHOUT, "buying", True, id="without"),
        pytest.param(OTHER_CLAUSE, "bought", False, id="another clause's not"),
        pytest.param(OTHER_CLAUSE, "move", True, id="its own not"),
    ],
)
def test_what_is_denied(
    table: str, cue: str, negated: bool, mark: Callable[..., dict[str, Any]]
) -> None:
    """Particles, words of denial and refusal; with the reason in words."""
    row = mark(table, cue)
    assert row["negated"] is negated
    assert any(reason.startswith("denied by") for reason in row["why"]) is negated


MODAL = """
    Russia Russia PROPN nsubj 3
    AUX    AUX    AUX   aux   3
    buy    buy    VERB  ROOT  0 VerbForm=Inf
    shells shell  NOUN  obj   3
    """
GOVERNED = """
    Russia Russia PROPN nsubj 2
    {form} {form} VERB  ROOT  0
    to     to     PART  mark  4
    buy    buy    VERB  xcomp 2 VerbForm=Inf
    shells shell  NOUN  obj   4
    """
READY = """
    Russia Russia PROPN nsubj 3
    is     be     AUX   cop   3
    {form} {form} ADJ   ROOT  0
    to     to     PART  mark  5
    buy    buy    VERB  xcomp 3 VerbForm=Inf
    shells shell  NOUN  obj   5
    """
ADVERB = """
    Russia Russia PROPN nsubj  3
    {form} {form} ADV   advmod 3
    bought buy    VERB  ROOT   0
    shells shell  NOUN  obj    3
    """
NOUN = """
    Russia Russia PROPN nmod:poss 3
    's     's     PART  case      1
    {form} {form} NOUN  nsubj     7
    to     to     PART  mark      5
    buy    buy    VERB  acl       3 VerbForm=Inf
    shells shell  NOUN  obj       5
    failed fail   VERB  ROOT      0
    """
IF = """
    {form} {form} SCONJ mark  3
    Russia Russia PROPN nsubj 3
    buys   buy    VERB  advcl 6 VerbForm=Fin
    shells shell  NOUN  obj   3
    we     we     PRON  nsubj 6
    leave  leave  VERB  ROOT  0
    """


@pytest.mark.parametrize(
    ("table", "word", "cue", "modality"),
    [
        (MODAL, "will", "buy", "planned"),
        (MODAL, "shall", "buy", "planned"),
        (MODAL, "may", "buy", "possible"),
        (MODAL, "could", "buy", "possible"),
        (MODAL, "did", "buy", "asserted"),
        (GOVERNED, "plan", "buy", "planned"),
        (GOVERNED, "agree", "buy", "planned"),
        (GOVERNED, "want", "buy", "wanted"),
        (GOVERNED, "hope", "buy", "wanted"),
        (GOVERNED, "seem", "buy", "possible"),
        (GOVERNED, "manage", "buy", "asserted"),
        (READY, "ready", "buy", "planned"),
        (READY, "eager", "buy", "wanted"),
        (READY, "able", "buy", "possible"),
        (READY, "happy", "buy", "asserted"),
        (ADVERB, "allegedly", "bought", "possible"),
        (ADVERB, "quickly", "bought", "asserted"),
        (NOUN, "plan", "buy", "planned"),
        (NOUN, "wish", "buy", "wanted"),
        (NOUN, "chance", "buy", "possible"),
        (IF, "if", "buys", "possible"),
        (IF, "because", "buys", "asserted"),
    ],
)
def test_how_a_claim_is_meant(
    table: str,
    word: str,
    cue: str,
    modality: str,
    mark: Callable[..., dict[str, Any]],
) -> None:
    """Auxiliaries, verbs, adjectives, adverbs, nouns and conjunctions of each kind."""
    row = mark(table.replace("AUX    AUX ", f"{word} {word} ").format(form=word), cue)
    assert _told(row) == (False, modality)
    marked = any(reason.startswith(f'{modality} by "') for reason in row["why"])
    assert marked is (modality != "asserted")


def test_denial_and_plan_go_together(mark: Callable[..., dict[str, Any]]) -> None:
    """“Will not buy” is a plan, denied."""
    table = """
        Russia Russia PROPN nsubj  4
        will   will   AUX   aux    4
        not    not    PART  advmod 4
        buy    buy    VERB  ROOT   0 VerbForm=Inf
        shells shell  NOUN  obj    4
        """
    assert _told(mark(table, "buy")) == (True, "planned")


def test_the_nearest_word_decides(mark: Callable[..., dict[str, Any]]) -> None:
    """“May want to buy” is wanted."""
    table = """
        Russia Russia PROPN nsubj 3
        may    may    AUX   aux   3
        want   want   VERB  ROOT  0
        to     to     PART  mark  5
        buy    buy    VERB  xcomp 3 VerbForm=Inf
        shells shell  NOUN  obj   5
        """
    assert _told(mark(table, "buy")) == (False, "wanted")


def test_what_somebody_merely_says_is_asserted(
    mark: Callable[..., dict[str, Any]],
) -> None:
    """A report is no doubt; "suspects that" is."""
    table = """
        Seoul  Seoul  PROPN nsubj 2
        {form} {form} VERB  ROOT  0
        Russia Russia PROPN nsubj 4
        bought buy    VERB  ccomp 2 Tense=Past|VerbForm=Fin
        shells shell  NOUN  obj   4
        """
    assert _told(mark(table.format(form="say"), "bought")) == (False, "asserted")
    assert _told(mark(table.format(form="suspect"), "bought")) == (False, "possible")


def test_a_frame_may_bring_its_modality(mark: Callable[..., dict[str, Any]]) -> None:
    """“Seeks drones” is wanted by its own meaning, “bought drones” is not."""
    table = PLAIN.replace("bought buy ", "sought seek")
    assert _told(mark(table, "sought", "acquires", frame=2)) == (False, "wanted")
    assert _told(mark(PLAIN, "bought", "acquires", frame=1)) == (False, "asserted")


@pytest.mark.parametrize("kind", ["title before owner", "near", "subject amod"])
def test_titles_and_places_are_asserted(
    kind: str, mark: Callable[..., dict[str, Any]]
) -> None:
    """What a title tells is so even where the sentence is denied."""
    assert _told(mark(NOT, "buy", "leads", kind=kind)) == (False, "asserted")
    assert _told(mark(NOT, None, "located_in", kind=kind)) == (False, "asserted")


BARGAIN = """
    Poland   Poland   PROPN nsubj 2
    signed   sign     VERB  ROOT  0
    a        a        DET   det   4
    contract contract NOUN  obj   2
    to       to       PART  mark  6
    buy      buy      VERB  advcl 2 VerbForm=Inf
    tanks    tank     NOUN  obj   6
    """


def test_the_purpose_of_a_bargain_is_planned(
    mark: Callable[..., dict[str, Any]],
) -> None:
    """“signed a contract to buy tanks”, “agreed to buy”; not “left to buy”."""
    assert _told(mark(BARGAIN, "buy")) == (False, "planned")
    agreed = BARGAIN.replace("signed   sign ", "agreed   agree")
    assert _told(mark(agreed, "buy")) == (False, "planned")
    other = BARGAIN.replace("contract contract", "base     base    ")
    left = other.replace("signed   sign ", "left     leave")
    assert _told(mark(left, "buy")) == (False, "asserted")
