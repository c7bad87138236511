"""The words around a person's name tell the post, and whose post it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from entityx.patterns import Patterns
from entityx.pipeline.arguments import make_arguments
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.relations import argument_rows
from entityx.pipeline.state import State
from entityx.pipeline.titles import Titles
from entityx.pipeline.tree import Tree

Told = list[tuple[str, str, str, str]]
ANN = ("Ann Doe", "PERSON", "person:ann-doe")
RUSSIA = ("Russian", "COUNTRY", "country:RU")
CYPRUS = ("Cyprus", "COUNTRY", "country:CY")
KREMLIN = ("Kremlin", "COUNTRY", "country:RU")
COALITION = ("coalition", "ORG", "org:coalition")
NATO = ("NATO", "ORG", "org:nato")
VERBS = {"left", "met", "said", "is", "was"}


@pytest.fixture
def read(
    make_doc: Callable[..., Doc],
    set_mentions: Callable[..., Doc],
    patterns: Patterns,
    lexicon: Lexicon,
) -> Callable[..., Told]:
    """Return a reader of titles: person, word, owner and class, without any parse."""

    def tell(text: str, *mentions: tuple[str, str, str]) -> Told:
        rows = []
        for number, word in enumerate(text.split()):
            kind = "VERB" if word in VERBS else "PROPN" if word.istitle() else "NOUN"
            kind = "PUNCT" if not word[0].isalnum() else kind
            kind = "DET" if word.lower() in ("the", "a") else kind
            dep, head = ("dep", 1) if number else ("ROOT", 0)
            rows.append(f"{word} {word.lower()} {kind} {dep} {head}")
        doc = set_mentions(make_doc("\n".join(rows)), *mentions)
        tree = Tree(doc, patterns.labels, lexicon.forms)
        arguments = make_arguments(argument_rows(State.of(doc)), tree, lexicon)
        return [
            (t.person.entity, doc[t.token].text, t.owner.entity, name)
            for t in Titles(tree, lexicon, arguments)
            for name in t.classes
        ]

    return tell


@pytest.mark.parametrize(
    ("text", "owner", "word", "kind"),
    [
        ("Russian Defence Minister Ann Doe left", RUSSIA, "Minister", "offices"),
        ("Russian President Ann Doe left", RUSSIA, "President", "heads"),
        ("Kremlin spokeswoman Ann Doe said", KREMLIN, "spokeswoman", "spokespeople"),
        ("the President of Cyprus , Ann Doe , left", CYPRUS, "President", "heads"),
        ("Ann Doe , the President of Cyprus , left", CYPRUS, "President", "heads"),
        (
            "Ann Doe , the coalition 's commander , left",
            COALITION,
            "commander",
            "heads",
        ),
        ("Ann Doe is the President of Cyprus", CYPRUS, "President", "heads"),
        ("NATO Secretary General Ann Doe left", NATO, "General", "heads"),
    ],
)
def test_titles_are_read_before_and_after_a_name(
    text: str,
    owner: tuple[str, str, str],
    word: str,
    kind: str,
    read: Callable[..., Told],
) -> None:
    """Who, by which word, of what, and which kind of post."""
    found = read(text, ANN, owner)
    assert ("person:ann-doe", word, owner[2], kind) in found
    assert {title[2] for title in found} == {owner[2]}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        pytest.param("Ann Doe left Cyprus", CYPRUS, id="no post"),
        pytest.param("Ann Doe met the President of Cyprus", CYPRUS, id="another's"),
        pytest.param("the President of Cyprus met Ann Doe", CYPRUS, id="before a verb"),
        pytest.param("Russian vodka and Ann Doe left", RUSSIA, id="no title"),
        pytest.param("Ann Doe , Cyprus and the President left", CYPRUS, id="a list"),
    ],
)
def test_a_post_near_a_name_is_not_always_its_own(
    text: str, other: tuple[str, str, str], read: Callable[..., Told]
) -> None:
    """Verbs stand between them."""
    assert read(text, ANN, other) == []


def test_two_people_have_their_own_titles(read: Callable[..., Told]) -> None:
    """Neither takes the other's country."""
    found = read(
        "Russian President Ann Doe met Cyprus President Bo Roe",
        ANN,
        ("Bo Roe", "PERSON", "person:bo-roe"),
        RUSSIA,
        CYPRUS,
    )
    heads = {(who, owner) for who, _, owner, kind in found if kind == "heads"}
    assert heads == {("person:ann-doe", "country:RU"), ("person:bo-roe", "country:CY")}


def test_a_bare_title_is_of_the_country_known_for_it(
    read: Callable[..., Told],
) -> None:
    """The office in the patterns tells whose; a country without it does not count."""
    kim = ("Kim Jong-un", "PERSON", "person:kim-jong-un")
    korea = ("Korean", "COUNTRY", "country:KP")
    text = "Korean and Russian troops left . leader Kim Jong-un said"
    found = read(text, kim, korea, RUSSIA)
    assert {owner for _, _, owner, _ in found} == {"country:KP"}
    assert read("Russian troops left . leader Kim Jong-un said", kim, RUSSIA) == []
