"""Texts are cut into windows, and no wordpiece is left out."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from entityx.transformer.encoder import make_tokenizer
from entityx.transformer.windows import Means, pieces, spans

NLP = spacy.blank("en")
WORDS = ("Iran", "sold", "S-300s", "naïve", "…", "\n\n", "किम", "a" * 40, "u.s.")


@given(st.integers(0, 400), st.integers(1, 50), st.data())
def test_windows_cover_every_token(
    length: int, window: int, data: st.DataObject
) -> None:
    """Each token is in a window; none is longer than it may be."""
    stride = data.draw(st.integers(1, window))
    found = spans(length, window, stride)
    assert {n for a, b in found for n in range(a, b)} == set(range(length))
    assert all(0 < b - a <= window for a, b in found)


def test_windows_are_those_of_the_training() -> None:
    """They are spacy-transformers' own, or vectors would not be those learnt with."""
    theirs = pytest.importorskip(
        "spacy_transformers.span_getters", reason="needs the extra [train]"
    ).configure_strided_spans
    nlp = spacy.blank("en")
    for length in range(1, 60):
        doc = nlp.make_doc("a " * length)
        for window, stride in ((8, 8), (9, 4), (16, 12)):
            (rows,) = theirs(window, stride)([doc])
            ours = spans(len(doc), window, stride)
            assert ours == [(row.start, row.end) for row in rows]


@settings(max_examples=20)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_wordpiece_is_left_out(tokenizer_json: str, words: list[str]) -> None:
    """Windows one after the other hold the wordpieces of the whole text."""
    tokenizer = make_tokenizer(tokenizer_json)
    doc = NLP.make_doc(" ".join(words))
    parts = list(pieces([doc], tokenizer, window=7, stride=7, limit=5))
    assert all(len(part.ids) <= 5 for part in parts)
    whole = tokenizer.encode(doc.text, add_special_tokens=False).ids
    assert [n for part in parts for n in part.ids] == whole
    ends = [pair for p in parts for pair in zip(p.first, p.last, strict=True)]
    seen = {n for first, last in ends for n in range(first, last + 1)}
    assert {token.i for token in doc if not token.is_space} <= seen


def test_a_wordpiece_counts_for_every_token_it_stands_for() -> None:
    """A token's vector is the mean of its wordpieces', in all windows."""
    from entityx.transformer.windows import Piece

    means = Means([2], 1)
    ids = np.array([5, 6, 7])
    means.add(
        Piece(0, ids, np.array([0, 0, -1]), np.array([0, 1, -1])),
        np.array([[1], [3], [9]], dtype=np.float32),
    )
    (found,) = means.means()
    assert found.tolist() == [[2.0], [3.0]]
