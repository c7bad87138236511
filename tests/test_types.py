"""Every value is JSON in and the same value out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entityx.export.jsonl import extraction_to_row, row_to_extraction
from entityx.types import (
    MODALITIES,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Qualifier,
    Relation,
)

words = st.text(alphabet=st.characters(codec="utf-8"), max_size=8)
names = st.lists(words, max_size=2).map(tuple)
scores = st.floats(0, 1)
places = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Draw readings whose parts belong together."""
    doc_id, lang = draw(words), draw(words)
    ids = draw(st.lists(words, min_size=2, max_size=4, unique=True))
    optional = st.none() | words
    entities = [
        Entity(
            i,
            draw(words),
            draw(words),
            draw(optional),
            draw(names),
            draw(st.booleans()),
        )
        for i in ids
    ]
    one_of = st.sampled_from(entities)
    evidence = st.builds(
        lambda place, *rest: Evidence(doc_id, lang, *place, *rest), places, words, words
    )
    qualifiers = st.builds(
        Qualifier, words, words, st.integers(0), st.integers(0), optional
    )
    relations = st.builds(
        Relation,
        one_of,
        words,
        one_of,
        st.booleans(),
        st.sampled_from(MODALITIES),
        st.none() | one_of,
        st.lists(qualifiers, max_size=2).map(tuple),
        st.lists(evidence, max_size=2).map(tuple),
        scores,
        names,
    )
    spans = draw(st.lists(places, max_size=4, unique=True))
    return Extraction(
        doc_id,
        lang,
        tuple(entities),
        tuple(draw(st.lists(relations, max_size=3))),
        tuple(
            Mention(
                *span,
                draw(words),
                draw(words),
                draw(one_of).id,
                draw(words),
                draw(scores),
            )
            for span in sorted(spans)
        ),
        draw(optional),
        draw(names),
    )


@given(extractions())
def test_extraction_survives_json(extraction: Extraction) -> None:
    """``from_dict`` gives back what ``to_dict`` took."""
    row = json.loads(json.dumps(extraction.to_dict(), allow_nan=False))
    assert Extraction.from_dict(row) == extraction


@given(extractions())
def test_extraction_survives_the_printed_row(extraction: Extraction) -> None:
    """What ``entityx extract`` prints is the whole reading."""
    row = json.loads(json.dumps(extraction_to_row(extraction), allow_nan=False))
    assert row_to_extraction(row) == extraction


def test_another_schema_version_is_refused() -> None:
    """Rows of another time are not read by chance."""
    row = Extraction("d", "en").to_dict() | {"schema_version": 99}
    with pytest.raises(ValueError, match="99"):
        Extraction.from_dict(row)
