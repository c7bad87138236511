"""Pronouns and descriptions are settled where the text settles them, else left open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from entityx.patterns import Patterns
from entityx.pipeline.coref import Coref
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.state import State

Told = list[tuple[str, str, str]]
Mention = tuple[str, str, str]
KIM = ("Kim", "PERSON", "person:kim-jong-un")
MERKEL = ("Merkel", "PERSON", "person:angela-merkel")
IRAN = ("Iran", "COUNTRY", "country:IR")
IRAQ = ("Iraq", "COUNTRY", "country:IQ")
HAMAS = ("Hamas", "ORG", "org:hamas")


@pytest.fixture
def refer(
    make_doc: Callable[..., Doc],
    set_mentions: Callable[..., Doc],
    patterns: Patterns,
    lexicon: Lexicon,
) -> Callable[..., Told]:
    """Return a reader of references: word, entity and kind."""
    coref = Coref(patterns, lexicon)

    def tell(table: str, *mentions: Mention) -> Told:
        doc = coref(set_mentions(make_doc(table), *mentions))
        rows = State.of(doc)["references"]
        assert all(row["why"] for row in rows)
        return [(doc[r["s"]].lower_, r["entity"], r["kind"]) for r in rows]

    return tell


MET = """
    Merkel Merkel PROPN nsubj 2
    met    meet   VERB  ROOT  0
    Kim    Kim    PROPN obj   2
    .      .      PUNCT punct 2

    """
LEFT = """
    PRON PRON  PRON  nsubj 2
    left leave VERB  ROOT  0
    .    .     PUNCT punct 2
    """


@pytest.mark.parametrize(
    ("pronoun", "entity"),
    [("She", "person:angela-merkel"), ("He", "person:kim-jong-un")],
)
def test_pronouns_follow_the_known_gender(
    pronoun: str, entity: str, refer: Callable[..., Told]
) -> None:
    """“He” is the man and “she” the woman, wherever they stood."""
    table = MET + LEFT.replace("PRON PRON ", f"{pronoun} {pronoun} ")
    assert refer(table, MERKEL, KIM) == [(pronoun.lower(), entity, "pronoun")]


@pytest.mark.parametrize("pronoun", ["It", "Who", "Nobody"])
def test_other_pronouns_are_no_people(pronoun: str, refer: Callable[..., Told]) -> None:
    """“It” is neither of two people."""
    table = MET + LEFT.replace("PRON PRON ", f"{pronoun} {pronoun} ")
    assert refer(table, MERKEL, KIM) == []


def test_its_is_a_state_or_a_body(refer: Callable[..., Told]) -> None:
    """The owner in the same sentence, not the person beside it."""
    table = """
        Iran   Iran  PROPN nsubj     2
        sent   send  VERB  ROOT      0
        Kim    Kim   PROPN iobj      2
        its    its   PRON  nmod:poss 5
        drones drone NOUN  obj       2
        """
    assert refer(table, IRAN, KIM) == [("its", "country:IR", "pronoun")]


def test_it_of_the_weather_is_nobody(refer: Callable[..., Told]) -> None:
    """An expletive refers to nothing."""
    table = """
        Iran   Iran PROPN nsubj 2
        waited wait VERB  ROOT  0

        it     it   PRON  expl  2
        rained rain VERB  ROOT  0
        """
    assert refer(table, IRAN) == []


def test_what_is_too_far_back_is_not_meant(refer: Callable[..., Told]) -> None:
    """Three sentences back is the limit for people."""
    other = "\n\n    rain rain NOUN nsubj 2\n    fell fall VERB ROOT 0\n\n"
    he = LEFT.replace("PRON PRON ", "He he ")
    assert refer(MET + other + he, MERKEL, KIM)
    assert refer(MET + other * 3 + he, MERKEL, KIM) == []


QUOTED = """
    “      “     PUNCT punct 3
    We     we    PRON  nsubj 3
    bought buy   VERB  ccomp 7
    shells shell NOUN  obj   3
    ”      ”     PUNCT punct 3
    Kim    Kim   PROPN nsubj 7
    VERB   LEMMA VERB  ROOT  0
    """


def test_we_is_who_speaks(refer: Callable[..., Told]) -> None:
    """A verb of saying makes a speaker; other verbs do not."""
    said = QUOTED.replace("VERB   LEMMA", "said say")
    assert refer(said, KIM) == [("we", "person:kim-jong-un", "speaker")]
    assert refer(QUOTED.replace("VERB   LEMMA", "slept sleep"), KIM) == []


LEADER = """
    Korean Korean ADJ   amod     2
    leader leader NOUN  compound 3
    Kim    Kim    PROPN nsubj    4
    spoke  speak  VERB  ROOT     0

    """
KOREAN = ("Korean", "COUNTRY", "country:KP")


@pytest.mark.parametrize(
    ("owner", "word", "found"),
    [
        ("Korean", "leader", True),
        ("Korean", "president", True),
        ("Iran", "leader", False),
        ("Korean", "cook", False),
    ],
)
def test_a_title_with_its_country_is_its_holder(
    owner: str, word: str, found: bool, refer: Callable[..., Told]
) -> None:
    """“The Korean leader” is Kim, by the title the text gave him; Iran's is not."""
    table = f"""
        The    the    DET  det   3
        {owner} {owner} ADJ amod  3
        {word} {word} NOUN nsubj 4
        left   leave  VERB ROOT  0
        """
    again = KOREAN if owner == "Korean" else IRAN
    told = refer(LEADER + table, KOREAN, KIM, again)
    expected = [(word, "person:kim-jong-un", "description")] if found else []
    assert told == expected


@pytest.mark.parametrize(
    ("words", "entity"),
    [
        (("The", "group"), "org:hamas"),
        (("The", "country"), "country:IR"),
        (("A", "group"), None),
        (("The", "idea"), None),
    ],
)
def test_groups_and_countries_are_the_nearest_of_their_kind(
    words: tuple[str, str], entity: str | None, refer: Callable[..., Told]
) -> None:
    """Only with an article that points back, and only for words of that kind."""
    the, noun = words
    table = f"""
        Iran   Iran   PROPN nsubj 2
        armed  arm    VERB  ROOT  0
        Hamas  Hamas  PROPN obj   2

        {the}  {the}  DET   det   2
        {noun} {noun} NOUN  nsubj 3
        smiled smile  VERB  ROOT  0
        """
    expected = [(noun, entity, "description")] if entity else []
    assert refer(table, IRAN, HAMAS) == expected


def test_the_two_countries_are_the_last_two(refer: Callable[..., Told]) -> None:
    """Two of them; with one named, nobody; "three countries" are not two."""
    table = """
        Iran      Iran    PROPN nsubj  2
        met       meet    VERB  ROOT   0
        Iraq      Iraq    PROPN obj    2

        The       the     DET   det    3
        two       two     NUM   nummod 3
        countries country NOUN  nsubj  4
        agreed    agree   VERB  ROOT   0
        """
    assert refer(table, IRAN, IRAQ) == [
        ("countries", "country:IR", "pair"),
        ("countries", "country:IQ", "pair"),
    ]
    assert refer(table, IRAQ) == []
    three = refer(table.replace("two       two  ", "three three"), IRAN, IRAQ)
    assert "pair" not in {kind for _, _, kind in three}


def test_names_are_never_references(refer: Callable[..., Told]) -> None:
    """What is a mention stands for itself."""
    assert refer(MET, MERKEL, KIM) == []


def test_him_beside_a_name_is_another(refer: Callable[..., Told]) -> None:
    """“Kim met him” does not say that Kim met himself."""
    table = """
        Kim Kim  PROPN nsubj 2
        met meet VERB  ROOT  0
        him he   PRON  obj   2
        """
    assert refer(table, KIM) == []


ASSAD = ("Assad", "PERSON", "person:bashar-al-assad")
SYRIA = ("Syria", "COUNTRY", "country:SY")


def test_a_regime_is_the_state_of_its_head(refer: Callable[..., Told]) -> None:
    """“The Assad regime” is Syria, where the text names Syria."""
    table = """
        Syria  Syria  PROPN nsubj    2
        burned burn   VERB  ROOT     0

        Assad  Assad  PROPN compound 2
        regime regime NOUN  nsubj    3
        fell   fall   VERB  ROOT     0
        """
    assert refer(table, SYRIA, ASSAD) == [("regime", "country:SY", "description")]
    assert refer(table.replace("Syria ", "Iran  "), IRAN, ASSAD) == []


def test_an_act_stands_for_who_is_behind_it(refer: Callable[..., Told]) -> None:
    """“Iran made a raid. The raid hit a depot”: Iran hit it."""
    table = """
        Iran  Iran  PROPN nsubj 2
        made  make  VERB  ROOT  0
        a     a     DET   det   4
        raid  raid  NOUN  obj   2

        The   the   DET   det   2
        raid  raid  NOUN  nsubj 3
        hit   hit   VERB  ROOT  0
        a     a     DET   det   5
        depot depot NOUN  obj   3
        """
    assert refer(table, IRAN) == [("raid", "country:IR", "event")]
    assert refer(table) == []
