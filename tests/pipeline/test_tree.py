"""Every parse is seen in one shape, whatever labels its pipeline gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entityx.pipeline.tree import Tree

# Each sentence twice: with Universal Dependencies' labels, and with ClearNLP's.
PASSIVE = (
    """
    Missiles missile NOUN  nsubj:pass 3
    were     be      AUX   aux:pass   3
    bought   buy     VERB  ROOT       0
    by       by      ADP   case       5
    Russia   Russia  PROPN obl        3
    from     from    ADP   case       7
    Korea    Korea   PROPN obl        3
    .        .       PUNCT punct      3
    """,
    """
    Missiles missile NOUN  nsubjpass  3
    were     be      AUX   auxpass    3
    bought   buy     VERB  ROOT       0
    by       by      ADP   agent      3
    Russia   Russia  PROPN pobj       4
    from     from    ADP   prep       3
    Korea    Korea   PROPN pobj       6
    .        .       PUNCT punct      3
    """,
)
COPULA = (
    """
    Peskov    Peskov    PROPN nsubj 4
    is        be        AUX   cop   4
    the       the       DET   det   4
    spokesman spokesman NOUN  ROOT  0
    of        of        ADP   case  6
    Russia    Russia    PROPN nmod  4
    .         .         PUNCT punct 4
    """,
    """
    Peskov    Peskov    PROPN nsubj 2
    is        be        AUX   ROOT  0
    the       the       DET   det   4
    spokesman spokesman NOUN  attr  2
    of        of        ADP   prep  4
    Russia    Russia    PROPN pobj  5
    .         .         PUNCT punct 2
    """,
)
RELATIVE = (
    """
    The     the    DET   det       2
    tanks   tank   NOUN  nsubj     7
    that    that   PRON  obj       5
    Kuwait  Kuwait PROPN nsubj     5
    ordered order  VERB  acl:relcl 2
    have    have   AUX   aux       7
    arrived arrive VERB  ROOT      0
    in      in     ADP   case      9
    port    port   NOUN  obl       7
    """,
    """
    The     the    DET   det       2
    tanks   tank   NOUN  nsubj     7
    that    that   PRON  dobj      5
    Kuwait  Kuwait PROPN nsubj     5
    ordered order  VERB  relcl     2
    have    have   AUX   aux       7
    arrived arrive VERB  ROOT      0
    in      in     ADP   prep      7
    port    port   NOUN  pobj      8
    """,
)
INDIRECT = (
    """
    Iran    Iran    PROPN nsubj     2
    gave    give    VERB  ROOT      0
    Syria   Syria   PROPN iobj      2
    its     its     PRON  nmod:poss 5
    rockets rocket  NOUN  obj       2
    """,
    """
    Iran    Iran    PROPN nsubj     2
    gave    give    VERB  ROOT      0
    Syria   Syria   PROPN dative    2
    its     its     PRON  poss      5
    rockets rocket  NOUN  dobj      2
    """,
)
DATIVE = (
    """
    Iran    Iran    PROPN nsubj     2
    gave    give    VERB  ROOT      0
    rockets rocket  NOUN  obj       2
    to      to      ADP   case      5
    Syria   Syria   PROPN obl       2
    and     and     CCONJ cc        7
    Yemen   Yemen   PROPN conj      5
    """,
    """
    Iran    Iran    PROPN nsubj     2
    gave    give    VERB  ROOT      0
    rockets rocket  NOUN  dobj      2
    to      to      ADP   dative    2
    Syria   Syria   PROPN pobj      4
    and     and     CCONJ cc        5
    Yemen   Yemen   PROPN conj      5
    """,
)
# Sentences without object and preposition show their labels by other signs.
BARE_COPULA = (
    """
    Kim    Kim    PROPN nsubj 4
    is     be     AUX   cop   4
    a      a      DET   det   4
    leader leader NOUN  ROOT  0
    """,
    """
    Kim    Kim    PROPN nsubj 2
    is     be     AUX   ROOT  0
    a      a      DET   det   4
    leader leader NOUN  attr  2
    """,
)
POSSESSOR = (
    """
    Iran   Iran  PROPN nmod:poss 3
    's     's    PART  case      1
    troops troop NOUN  nsubj     4
    left   leave VERB  ROOT      0
    """,
    """
    Iran   Iran  PROPN poss      3
    's     's    PART  case      1
    troops troop NOUN  nsubj     4
    left   leave VERB  ROOT      0
    """,
)
TWO_PREPOSITIONS = (
    """
    They   they  PRON  nsubj 2
    pulled pull  VERB  ROOT  0
    troops troop NOUN  obj   2
    out    out   ADP   case  6
    of     of    ADP   fixed 4
    Mali   Mali  PROPN obl   2
    """,
    """
    They   they  PRON  nsubj 2
    pulled pull  VERB  ROOT  0
    troops troop NOUN  dobj  2
    out    out   ADP   prep  2
    of     of    ADP   prep  4
    Mali   Mali  PROPN pobj  5
    """,
)
CLAUSE_AFTER_PREPOSITION = (
    """
    Putin   Putin PROPN nsubj 2
    flew    fly   VERB  ROOT  0
    home    home  ADV   advmod 2
    after   after SCONJ mark  5
    meeting meet  VERB  advcl 2
    Kim     Kim   PROPN obj   5
    """,
    """
    Putin   Putin PROPN nsubj 2
    flew    fly   VERB  ROOT  0
    home    home  ADV   advmod 2
    after   after ADP   prep  2
    meeting meet  VERB  pcomp 4
    Kim     Kim   PROPN dobj  5
    """,
)


@pytest.mark.parametrize(
    ("universal", "clear"),
    [
        PASSIVE,
        COPULA,
        RELATIVE,
        INDIRECT,
        DATIVE,
        BARE_COPULA,
        POSSESSOR,
        TWO_PREPOSITIONS,
        CLAUSE_AFTER_PREPOSITION,
    ],
)
def test_both_label_sets_give_the_same_tree(
    universal: str, clear: str, make_tree: Callable[..., Tree]
) -> None:
    """Heads, labels and case markers of all words but function words agree."""
    ours, theirs = make_tree(universal), make_tree(clear)
    left = ("ADP", "SCONJ", "CCONJ", "PUNCT")
    words = [i for i, pos in enumerate(ours.pos) if pos not in left]
    for token in words:
        assert theirs.head[token] == ours.head[token], ours.lower[token]
        assert theirs.dep[token].lower() == ours.dep[token].lower(), ours.lower[token]
        assert theirs.marker[token] == ours.marker[token], ours.lower[token]


def test_case_markers_stand_with_their_nouns(make_tree: Callable[..., Tree]) -> None:
    """Prepositions of one and two words, and the possessive; a subject has none."""
    tree = make_tree(PASSIVE[0])
    assert (tree.marker[4], tree.marker[6], tree.marker[0]) == ("by", "from", "")
    assert make_tree(TWO_PREPOSITIONS[0]).marker[5] == "out of"
    assert make_tree(POSSESSOR[0]).marker[0] == "'s"


def test_ancestors_conjuncts_and_paths(make_tree: Callable[..., Tree]) -> None:
    """Ways up end at the root, and two sentences do not meet."""
    tree = make_tree(DATIVE[0] + "\n\n" + PASSIVE[0])
    assert list(tree.up(6)) == [4, 1]
    assert list(tree.conjuncts(4)) == [6]
    assert list(tree.conjuncts(2)) == []
    assert tree.path(0, 6) == ([0, 1], [6, 4, 1])
    assert tree.path(0, 9) is None
    assert tree.sent == [0] * 7 + [1] * 8


def test_labels_with_a_subtype_are_found_by_the_plain_one(
    make_tree: Callable[..., Tree],
) -> None:
    """``nsubj`` finds ``nsubj:pass``; ``nsubj:pass`` does not find ``nsubj``."""
    passive, active = make_tree(PASSIVE[0]), make_tree(DATIVE[0])
    assert passive.kids_by(2, "nsubj") == [0]
    assert active.kids_by(1, "nsubj:pass") == []


def test_sure_forms_have_their_lemma_whatever_the_lemmatizer_says(
    make_tree: Callable[..., Tree],
) -> None:
    """A verb of the patterns is known in its forms, a noun of the same form is not."""
    tree = make_tree(
        """
        rebels  rebel   NOUN nsubj 2
        overran overran VERB ROOT  0
        """
    )
    assert tree.lemma[1] == "overrun"
    noun = make_tree("bought bought NOUN ROOT 0")
    assert noun.lemma[0] == "bought"
