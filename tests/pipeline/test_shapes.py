"""Units, ships and classes are told by how they are written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy

from entityx.pipeline.guesses import Guess
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.shapes import Shapes

SINGULAR = {"frigates": "frigate", "carriers": "carrier", "forces": "force"}


@pytest.fixture(scope="module")
def find(lexicon: Lexicon) -> Callable[[str], list[tuple[str, Guess]]]:
    """Return a finder of guesses in a text, with their words."""
    nlp, shapes = spacy.blank("en"), Shapes(lexicon)

    def read(text: str) -> list[tuple[str, Guess]]:
        doc = nlp(text)
        for token in doc:
            token.lemma_ = SINGULAR.get(token.lower_, token.lower_)
            token.pos_ = "DET" if token.lower_ in ("the", "a") else "NOUN"
        return [(doc[g.s : g.e].text, g) for g in shapes.find(doc)]

    return read


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("the 3rd Battalion left", "3rd Battalion", "ORG"),
        ("101st Airborne Division", "101st Airborne Division", "ORG"),
        ("11th Armored Cavalry Regiment, he", "11th Armored Cavalry Regiment", "ORG"),
        ("USS Foo sailed", "USS Foo", "WEAPON"),
        ("HMS Queen Foo sailed", "HMS Queen Foo", "WEAPON"),
        ("two Bremen-class frigates", "Bremen-class", "WEAPON"),
        ("the coalition said", "coalition", "ORG"),
        ("coalition forces left", "coalition", "ORG"),
    ],
)
def test_names_are_guessed_by_their_shape(
    text: str, words: str, kind: str, find: Callable[[str], list[tuple[str, Guess]]]
) -> None:
    """The words and the type."""
    ((found, guess),) = find(text)
    assert (found, guess.type, guess.source) == (words, kind, "shape")


@pytest.mark.parametrize(
    "text",
    [
        "the 21st century",
        "the 3rd time",
        "the USS",
        "USS sailed",
        "a first-class ship",
        "a Business-class seat",
        "two Bremen-class shoes",
        "coalition of parties",
        "uss foo sailed",
    ],
)
def test_other_words_of_that_kind_are_no_names(
    text: str, find: Callable[[str], list[tuple[str, Guess]]]
) -> None:
    """Counting is no unit, a seat is no ship, any coalition is not the one."""
    assert find(text) == []


@pytest.mark.parametrize("text", ["a think tank", "the arms race", "Suicide bombers"])
def test_phrases_that_name_no_weapon_are_traps(
    text: str, find: Callable[[str], list[tuple[str, Guess]]]
) -> None:
    """They keep others out and are nothing themselves; a part of one is no trap."""
    assert {(g.type, g.source) for _, g in find(text)} == {("", "trap")}
    assert find(text.split()[-1]) == []


def test_a_class_is_called_with_its_kind(
    find: Callable[[str], list[tuple[str, Guess]]],
) -> None:
    """Readers know it as "Bremen-class frigate", in the singular."""
    ((_, guess),) = find("two Bremen-class frigates")
    assert guess.name == "Bremen-class frigate"


def test_a_body_is_called_by_its_name(
    find: Callable[[str], list[tuple[str, Guess]]],
) -> None:
    """“the coalition” is the Coalition."""
    ((_, guess),) = find("the coalition said")
    assert guess.name == "Coalition"


def test_a_unit_ends_with_its_noun(
    find: Callable[[str], list[tuple[str, Guess]]],
) -> None:
    """What is named beside it is not part of it."""
    assert [words for words, _ in find("the 2nd Foo Division and NATO left")] == [
        "2nd Foo Division"
    ]
