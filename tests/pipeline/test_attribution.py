"""Whoever says what a relation claims is told from who is merely near."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from entityx.patterns import Patterns
from entityx.pipeline.attribution import Attribution
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.state import State
from entityx.pipeline.tree import Tree

Mention = tuple[str, str, str]
KCNA = ("KCNA", "ORG", "org:kcna")
US = ("US", "COUNTRY", "country:US")
ANN = ("Ann", "PERSON", "person:ann")


@pytest.fixture
def said_by(
    make_doc: Callable[..., Doc],
    set_mentions: Callable[..., Doc],
    patterns: Patterns,
    lexicon: Lexicon,
) -> Callable[..., str | None]:
    """Return who says what stands at a cue, checking that there is a reason."""

    def tell(
        table: str, cue: str, *mentions: Mention, kind: str = "verb"
    ) -> str | None:
        doc = set_mentions(make_doc(table), *mentions)
        tree = Tree(doc, patterns.labels, lexicon.forms)
        token = tree.lower.index(cue)
        row = {"cue": token, "kind": kind, "subject_span": [token, token + 1]}
        found = Attribution(doc, tree, lexicon, State.of(doc)).of(row)
        assert found is None or found[1].startswith("attributed by ")
        return None if found is None else found[0]

    return tell


THAT = """
    KCNA   KCNA   PROPN nsubj 2
    {verb} {verb} VERB  ROOT  0
    that   that   SCONJ mark  5
    Russia Russia PROPN nsubj 5
    bought buy    VERB  ccomp 2
    shells shell  NOUN  obj   5
    """
COMMA = """
    Russia Russia PROPN nsubj     2
    bought buy    VERB  ROOT      0
    shells shell  NOUN  obj       2
    ,      ,      PUNCT punct     2
    KCNA   KCNA   PROPN nsubj     6
    {verb} {verb} VERB  parataxis 2
    """
COMMA_ROOT = """
    Russia Russia PROPN nsubj 2
    bought buy    VERB  ccomp 6
    shells shell  NOUN  obj   2
    ,      ,      PUNCT punct 6
    KCNA   KCNA   PROPN nsubj 6
    {verb} {verb} VERB  ROOT  0
    """
OFFICIAL = """
    Russia   Russia   PROPN nsubj     2
    bought   buy      VERB  ROOT      0
    shells   shell    NOUN  obj       2
    ,        ,        PUNCT punct     2
    a        a        DET   det       7
    US       US       PROPN compound  7
    official official NOUN  nsubj     8
    {verb}   {verb}   VERB  parataxis 2
    """
ACCORDING = """
    According accord VERB  case  3
    to        to     ADP   fixed 1
    KCNA      KCNA   PROPN obl   6
    ,         ,      PUNCT punct 6
    Russia    Russia PROPN nsubj 6
    bought    buy    VERB  ROOT  0
    shells    shell  NOUN  obj   6
    """


@pytest.mark.parametrize(
    ("table", "verb", "who"),
    [
        (THAT, "say", KCNA),
        (THAT, "report", KCNA),
        (COMMA, "say", KCNA),
        (COMMA_ROOT, "say", KCNA),
        (OFFICIAL, "say", US),
        (ACCORDING, "", KCNA),
    ],
)
def test_the_speaker_is_found(
    table: str, verb: str, who: Mention, said_by: Callable[..., str | None]
) -> None:
    """Before and after the claim; an official speaks for the state."""
    assert said_by(table.format(verb=verb), "bought", who) == who[2]


@pytest.mark.parametrize(
    ("table", "verb", "who"),
    [
        pytest.param(THAT, "cause", KCNA, id="no verb of saying"),
        pytest.param(COMMA, "sleep", KCNA, id="another verb"),
        pytest.param(OFFICIAL, "smile", US, id="an official who smiles"),
    ],
)
def test_who_does_not_speak_is_no_speaker(
    table: str, verb: str, who: Mention, said_by: Callable[..., str | None]
) -> None:
    """The author says it."""
    assert said_by(table.format(verb=verb), "bought", who) is None


def test_an_unnamed_speaker_is_nobody(said_by: Callable[..., str | None]) -> None:
    """“An official said” without a state is left open."""
    assert said_by(OFFICIAL.format(verb="say"), "bought") is None


def test_the_sentence_before_does_not_speak(
    said_by: Callable[..., str | None],
) -> None:
    """What KCNA said once is not all that follows."""
    table = (
        THAT.format(verb="say").replace("bought buy ", "sold   sell")
        + """
    Iran   Iran   PROPN nsubj 2
    bought buy    VERB  ROOT  0
    shells shell  NOUN  obj   2
    """
    )
    assert said_by(table, "sold", KCNA) == "org:kcna"
    assert said_by(table, "bought", KCNA) is None


QUOTE = """
    Ann    Ann    PROPN nsubj 2
    spoke  speak  VERB  ROOT  0
    .      .      PUNCT punct 2

    “      “      PUNCT punct 3
    Russia Russia PROPN nsubj 3
    bought buy    VERB  ROOT  0
    shells shell  NOUN  obj   3
    ”      ”      PUNCT punct 3
    .      .      PUNCT punct 3

    Oman   Oman   PROPN nsubj 2
    sold   sell   VERB  ROOT  0
    ships  ship   NOUN  obj   2
    """


def test_a_quotation_belongs_to_who_spoke_last(
    said_by: Callable[..., str | None],
) -> None:
    """Inside the marks it is Ann, after them the author."""
    assert said_by(QUOTE, "bought", ANN) == "person:ann"
    assert said_by(QUOTE, "sold", ANN) is None


def test_titles_are_the_authors_unless_quoted(
    said_by: Callable[..., str | None],
) -> None:
    """What stands in a title is not claimed by the speaker."""
    table = THAT.format(verb="say")
    assert said_by(table, "bought", KCNA, kind="title before owner") is None
    assert said_by(QUOTE, "bought", ANN, kind="title before owner") == "person:ann"


def test_a_person_speaks_before_the_body_named_with_it(
    said_by: Callable[..., str | None],
) -> None:
    """“KCNA editor Ann said”: Ann says it."""
    table = """
        KCNA   KCNA   PROPN compound 2
        editor editor NOUN  nsubj    4
        Ann    Ann    PROPN appos    2
        said   say    VERB  ROOT     0
        Russia Russia PROPN nsubj    6
        bought buy    VERB  ccomp    4
        shells shell  NOUN  obj      6
        """
    assert said_by(table, "bought", KCNA, ANN) == "person:ann"


def test_order_tells_who_speaks_beside_a_quotation(
    said_by: Callable[..., str | None],
) -> None:
    """The tree lost the subject of "told"; the sentence before had another speaker."""
    table = """
    KCNA   KCNA   PROPN nsubj 2
    said   say    VERB  ROOT  0
    little little ADJ   obj   2

    “      “      PUNCT punct 3
    We     we     PRON  nsubj 3
    bought buy    VERB  ROOT  0
    shells shell  NOUN  obj   3
    ,      ,      PUNCT punct 3
    ”      ”      PUNCT punct 3
    Ann    Ann    PROPN appos 4
    told   tell   VERB  ccomp 3
    us     we     PRON  iobj  8
    """
    assert said_by(table, "bought", KCNA, ANN) == "person:ann"


def test_who_spoke_in_the_clause_before_does_not_report_the_next(
    said_by: Callable[..., str | None],
) -> None:
    """The tree takes the second clause for what the first one reports."""
    table = """
    KCNA   KCNA   PROPN nsubj 2
    said   say    VERB  ROOT  0
    little little ADJ   obj   2
    ,      ,      PUNCT punct 5
    AND    and    CCONJ cc    6
    Russia Russia PROPN nsubj 7
    bought buy    VERB  ccomp 2
    shells shell  NOUN  obj   7
    """
    assert said_by(table, "bought", KCNA) is None
    assert said_by(table.replace(" cc ", " x "), "bought", KCNA) == "org:kcna"
