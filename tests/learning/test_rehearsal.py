"""What the base knows stays marked while something new is learnt."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from entityx.learning.annotations import Annotated
from entityx.learning.rehearsal import Rehearsal

TEXT = "Sea Hawk left Odesa for Iran."


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Return a base that knows two places and one wrong person."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "LOC", "pattern": "Odesa"},
            {"label": "COUNTRY", "pattern": "Iran"},
            {"label": "PERSON", "pattern": "Hawk"},
        ]
    )
    nlp.add_pipe("attribute_ruler").add([[{"IS_TITLE": True}]], {"POS": "PROPN"})
    return nlp


def told(doc: object) -> list[tuple[str, str]]:
    """Return the entities of a doc."""
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_the_base_marks_what_the_user_did_not(nlp: Language) -> None:
    """Its own types, where the user marked nothing; not those that the user marks."""
    rehearsal = Rehearsal(nlp, frozenset({"LOC", "PERSON"}))
    (doc,) = rehearsal.fill([Annotated(TEXT, ((0, 8, "SHIP"),), "x:1")])
    assert told(doc) == [("Sea Hawk", "SHIP"), ("Odesa", "LOC")]
    assert rehearsal.between == []


def test_marks_inside_words_are_left_open_and_told(nlp: Language) -> None:
    """They are neither taught nor denied."""
    rehearsal = Rehearsal(nlp, frozenset({"LOC", "COUNTRY"}))
    (doc,) = rehearsal.fill([Annotated(TEXT, ((0, 6, "SHIP"),), "x:1")])
    assert told(doc) == [("Odesa", "LOC"), ("Iran", "COUNTRY")]
    assert rehearsal.between == ["x:1: 'Sea Ha'"]
    assert [t.ent_iob_ for t in doc[:3]] == ["", "", "O"]


def test_names_that_the_base_does_not_know_stay_open_in_rehearsal(
    nlp: Language,
) -> None:
    """They may be of the new type, and so may those of a type that is not kept."""
    (doc,) = Rehearsal(nlp, frozenset({"LOC"})).rehearse([TEXT])
    assert told(doc) == [("Odesa", "LOC")]
    assert [t.ent_iob_ for t in doc] == ["", "", "O", "B", "O", "", "O"]
