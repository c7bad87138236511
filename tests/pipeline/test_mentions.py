"""The recogniser and the known names together decide what is a mention."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import spacy

from entityx.patterns import Patterns
from entityx.pipeline.ids import fold_id
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.mentions import Mentions
from entityx.pipeline.state import State

Row = dict[str, Any]


@pytest.fixture(scope="session")
def read(patterns: Patterns, lexicon: Lexicon) -> Callable[..., list[Row]]:
    """Return a finder of mentions in a text; ``ents`` are what a recogniser said.

    Words with a capital are proper nouns, the others nouns, unless ``verbs`` has them.
    """
    nlp = spacy.blank("en")
    mentions = Mentions(patterns, lexicon)

    def find(
        text: str, *ents: tuple[str, str], verbs: tuple[str, ...] = ()
    ) -> list[Row]:
        doc = nlp(text)
        for token in doc:
            token.pos_ = "PROPN" if token.text[:1].isupper() else "NOUN"
            if token.text in verbs:
                token.pos_ = "VERB"
        doc.ents = [
            doc.char_span(text.index(words), text.index(words) + len(words), label)
            for words, label in ents
        ]
        rows: list[Row] = State.of(mentions(doc))["mentions"]
        return rows

    return find


def _told(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row["text"], row["type"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "ents", "mentions"),
    [
        pytest.param(
            "Russian Defence Minister Sergei Shoigu left",
            [("Defence Minister Sergei Shoigu", "PERSON")],
            [("Russian", "COUNTRY"), ("Sergei Shoigu", "PERSON")],
            id="titles are cut off",
        ),
        pytest.param(
            "US President Ann Doe left",
            [("US President Ann Doe", "PERSON")],
            [("US", "COUNTRY"), ("Ann Doe", "PERSON")],
            id="a country before a person is one of its own",
        ),
        pytest.param(
            "The Acme Group's plant", [("The Acme Group's", "ORG")],
            [("Acme Group", "ORG")], id="article and possessive are cut off",
        ),
        pytest.param(
            "the Russian army left", [("Russian army", "ORG")],
            [("Russian", "COUNTRY")], id="an army is its state",
        ),
        pytest.param(
            "northern Mali fell", [("northern Mali", "LOC")],
            [("Mali", "COUNTRY")], id="a direction makes no other place",
        ),
        pytest.param(
            "Bank of Iran said", [("Bank of Iran", "ORG")],
            [("Bank of Iran", "ORG")], id="a longer name wins",
        ),
        pytest.param(
            "Lebanese Hezbollah left", [("Lebanese Hezbollah", "ORG")],
            [("Lebanese", "COUNTRY"), ("Hezbollah", "ORG")],
            id="a demonym stays out of an organisation",
        ),
        pytest.param(
            "in Foostan", [("Foostan", "COUNTRY")],
            [("Foostan", "LOC")], id="a country is only what is known as one",
        ),
        pytest.param(
            "new Acme-2000 phones", [("Acme-2000", "PRODUCT")],
            [], id="labels that are not ours are dropped",
        ),
        pytest.param(
            "the Minister left", [("Minister", "PERSON")],
            [], id="a title alone is nobody",
        ),
        pytest.param(
            "Acme\nCorp", [("Acme\nCorp", "ORG")],
            [], id="a name stands on one line",
        ),
        pytest.param("Russia and turkey", [], [("Russia", "COUNTRY")], id="case"),
        pytest.param(
            "New Mexico and Mexico", [],
            [("New Mexico", "LOC"), ("Mexico", "COUNTRY")], id="the longest known",
        ),
        pytest.param(
            "Georgia Tech beat Georgia", [],
            [("Georgia", "COUNTRY")], id="a trap is nothing",
        ),
        pytest.param("a think tank", [], [], id="a phrase that is no weapon"),
    ],
)  # fmt: skip
def test_what_is_a_mention(
    text: str,
    ents: list[tuple[str, str]],
    mentions: list[tuple[str, str]],
    read: Callable[..., list[Row]],
) -> None:
    """Words and types, in the order of the text."""
    assert _told(read(text, *ents)) == mentions


@pytest.mark.parametrize(
    ("text", "ents"),
    [
        pytest.param("Kim left", [], id="nothing else"),
        pytest.param("Reapers left", [], id="a nickname"),
        pytest.param("Kim Jong-un came. Lee left", [], id="another's name"),
    ],
)
def test_weak_names_claim_nothing_alone(
    text: str, ents: list[tuple[str, str]], read: Callable[..., list[Row]]
) -> None:
    """A surname may be anybody's."""
    last = text.split(". ")[-1].split()[0]
    assert last not in {words for words, _ in _told(read(text, *ents))}


@pytest.mark.parametrize(
    ("text", "ents", "entity"),
    [
        ("Kim Jong-un came. Kim left", [], "person:kim-jong-un"),
        ("MQ-9 Reaper: Reapers left", [], "weapon:mq-9-reaper"),
        ("a Fighting Falcon", [("Fighting Falcon", "WEAPON")], "weapon:f-16"),
    ],
)
def test_weak_names_claim_with_support(
    text: str,
    ents: list[tuple[str, str]],
    entity: str,
    read: Callable[..., list[Row]],
) -> None:
    """The recogniser, or a strong name of the same entity, supports them."""
    last = read(text, *ents)[-1]
    assert any(found.startswith(entity) for found in last["entities"])
    assert last["s"] > 0


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("new anti-ship missiles", "anti-ship missiles"),
        ("a ballistic missile test", "ballistic missile"),
        ("long-range artillery shells", "long-range artillery shells"),
        ("five Russian tanks", "tanks"),
        ("expensive drones", "drones"),
    ],
)
def test_weapon_nouns_take_the_words_of_their_compound(
    text: str, compound: str, read: Callable[..., list[Row]]
) -> None:
    """Kinds of weapon belong to the name, numbers, nations and praise do not."""
    (row,) = [row for row in read(text) if row["type"] == "WEAPON"]
    assert row["text"] == compound
    assert row["source"] == "weapon noun"


def test_a_verb_is_no_weapon(read: Callable[..., list[Row]]) -> None:
    """“They tank” and “they shell it” name nothing; “the shell” does."""
    assert read("they shell it", verbs=("shell",)) == []
    assert _told(read("the shell")) == [("shell", "WEAPON")]


def test_scores_tell_known_from_recognised(read: Callable[..., list[Row]]) -> None:
    """A known name is sure, a recognised one is likely."""
    rows = read("Iran met Foo Barson", ("Foo Barson", "PERSON"))
    assert [(row["source"], row["score"]) for row in rows] == [
        ("gazetteer", 1.0),
        ("ner", 0.8),
    ]


def test_mentions_never_overlap(read: Callable[..., list[Row]]) -> None:
    """Every token belongs to one mention at most."""
    rows = read(
        "the US Navy's USS Foo, F-16 Fighting Falcons, South Korea's Korea Times",
        ("US Navy", "ORG"),
        ("Korea Times", "ORG"),
    )
    ends = [0] + [row["e"] for row in rows]
    assert all(end <= row["s"] for end, row in zip(ends, rows, strict=False))
    assert len(rows) >= 4


@pytest.mark.parametrize("name", ["Bank of America", "American Airlines"])
def test_a_trap_leaves_what_the_recogniser_says(
    name: str, read: Callable[..., list[Row]]
) -> None:
    """The trap keeps the country out, not the organisation."""
    assert _told(read(f"{name} paid", (name, "ORG"))) == [(name, "ORG")]


def test_of_a_nations_organ_only_the_nation_is_the_mention(
    read: Callable[..., list[Row]],
) -> None:
    """“The British Ministry of Defence” mentions Britain once."""
    rows = read("the British Ministry of Defence", ("Ministry of Defence", "ORG"))
    assert _told(rows) == [("British", "COUNTRY")]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Sergei Shoigu", "sergei-shoigu"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Kh-101", "kh-101"),
        ("…", "unnamed"),
    ],
)
def test_names_become_keys(name: str, key: str) -> None:
    """Lower case, no marks, hyphens between words; never empty."""
    assert fold_id(name) == key


def test_keys_keep_names_of_other_scripts_apart() -> None:
    """“किम” and “काम” are two names."""
    assert fold_id("किम") != fold_id("काम")


def test_names_in_leftover_lines_are_no_mentions(
    read: Callable[..., list[Row]],
) -> None:
    """A share button names a company, but the article does not."""
    text = "Iran has a drone.\nShare on Facebook in Russia\nIran has a tank."
    rows = read(text, verbs=("has",))
    assert [row["text"] for row in rows] == ["Iran", "drone", "Iran", "tank"]
    long = "The privacy policy of Russia " + "is " * 30 + "strict."
    assert [row["text"] for row in read(long)] == ["Russia"]
