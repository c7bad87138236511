"""The transformer runs with onnxruntime, the same way every time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from entityx.errors import ModelError
from entityx.transformer.encoder import Encoder

TEXTS = [
    "Iran sold drones to Russia.",
    "",
    " \n ",
    "The S-300s, which Greece bought in 1998 from Russia, stand on Crete. " * 9,
    "It did not.",
]
Make = Callable[..., Language]


def read(doc: Doc) -> list[tuple[str, str, int, str, str]]:
    """Return all that the heads say."""
    return [(t.text, t.dep_, t.head.i, t.tag_, t.ent_type_) for t in doc]


@pytest.fixture(scope="module")
def nlp(make_nlp: Make) -> Language:
    """Return a pipeline with small windows."""
    return make_nlp(window=6, stride=4, batch=64)


@pytest.fixture
def encoder(onnx: bytes, tokenizer_json: str) -> Encoder:
    """Return the transformer alone."""
    made = Encoder(window=160, stride=128, batch=1024, threads=1)
    return made.load(onnx, tokenizer_json)


def test_texts_beside_a_text_change_nothing(nlp: Language) -> None:
    """One by one, in batches, twice: the same answers."""
    alone = [read(nlp(text)) for text in TEXTS]
    assert [read(doc) for doc in nlp.pipe(TEXTS, batch_size=2)] == alone
    assert [read(doc) for doc in nlp.pipe(TEXTS[::-1])][::-1] == alone
    assert any(row[2] != n for n, row in enumerate(alone[0]))


def test_a_saved_pipeline_gives_the_same_answers(nlp: Language, tmp_path: Path) -> None:
    """``to_disk``, ``from_disk``, ``to_bytes`` and ``from_bytes`` keep everything."""
    wanted = [read(nlp(text)) for text in TEXTS]
    nlp.to_disk(tmp_path)
    assert [read(doc) for doc in spacy.load(tmp_path).pipe(TEXTS)] == wanted
    again = spacy.load(tmp_path).from_bytes(nlp.to_bytes())
    assert [read(doc) for doc in again.pipe(TEXTS)] == wanted


def test_nothing_is_pickled(nlp: Language, tmp_path: Path) -> None:
    """No file of a saved pipeline is one that could run code."""
    nlp.to_disk(tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 8
    for path in files:
        data = path.read_bytes()
        assert b"cpickle" not in data.lower()
        assert data[:1] != b"\x80" or data[1:2] not in (b"\x02", b"\x03", b"\x04")


def test_threads_window_and_stride_are_in_the_config(
    nlp: Language, tmp_path: Path
) -> None:
    """A user sets them where everything is set, and answers stay the same."""
    nlp.to_disk(tmp_path)
    key = "components.transformer.model.threads"
    quick = spacy.load(tmp_path, config={key: 2})
    assert quick.get_pipe("transformer").model.shims[0].threads == 2
    assert read(quick(TEXTS[0])) == read(nlp(TEXTS[0]))
    with pytest.raises(ValueError, match="stride 9 is not between"):
        Encoder(window=8, stride=9, batch=8, threads=1)


@pytest.mark.parametrize("window", [5, 999])
def test_long_texts_are_read_to_the_end(
    window: int, onnx: bytes, tokenizer_json: str
) -> None:
    """What stands last has a vector, in windows and without; none is cut off."""
    encoder = Encoder(window=window, stride=window, batch=1024, threads=1)
    doc = spacy.blank("en").make_doc("one two " * 900)
    (vectors,) = encoder.load(onnx, tokenizer_json).encode([doc])
    assert vectors.shape[0] == len(doc)
    assert np.abs(vectors).sum(axis=1).min() > 0


@pytest.mark.parametrize("text", ["x" * 1_000_000, "7" * 300_000 + " km"])
def test_one_giant_token_is_read(encoder: Encoder, text: str) -> None:
    """It takes no more than a window at once."""
    doc = spacy.blank("en").make_doc(text)
    (vectors,) = encoder.encode([doc])
    assert vectors.shape[0] == len(doc)
    assert np.isfinite(vectors).all()


def test_no_window_has_more_wordpieces_than_the_file_takes(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks around it counted."""
    seen = []
    run = encoder._run

    def watch(group):
        seen.extend(len(piece.ids) + 2 for piece in group)
        return run(group)

    monkeypatch.setattr(encoder, "_run", watch)
    encoder.encode([spacy.blank("en").make_doc("Greece bought " + "x" * 45)])
    assert max(seen) == encoder.limit + 2 == 12


def test_file_and_tokenizer_must_belong_together(
    onnx: bytes, tokenizer_json: str
) -> None:
    """Another tokenizer would give wrong ids without a word."""
    other = tokenizer_json.replace('"lowercase":true', '"lowercase":false')
    assert other != tokenizer_json
    encoder = Encoder(window=8, stride=8, batch=64, threads=1)
    with pytest.raises(ModelError, match="does not fit its tokenizer"):
        encoder.load(onnx, other)
    with pytest.raises(ModelError, match="ONNX file is unreadable"):
        encoder.load(onnx[: len(onnx) // 2], tokenizer_json)
    with pytest.raises(ModelError, match="tokenizer is unreadable"):
        encoder.load(onnx, "{}")


def test_a_transformer_without_weights_says_so() -> None:
    """Such a pipeline was made, not exported."""
    encoder = Encoder(window=8, stride=8, batch=64, threads=1)
    with pytest.raises(ModelError, match="export-onnx"):
        encoder.encode([spacy.blank("en")("a")])


@pytest.mark.parametrize("name", ["onnxruntime", "tokenizers"])
def test_a_missing_extra_is_told(
    name: str, onnx: bytes, tokenizer_json: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, name, None)
    encoder = Encoder(window=8, stride=8, batch=64, threads=1)
    with pytest.raises(ModelError, match=rf"needs {name}: pip install 'entityx\["):
        encoder.load(onnx, tokenizer_json)
