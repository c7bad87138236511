"""What is exported says what the pipeline of spacy-transformers says."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed

import entityx
from entityx.transformer import export
from entityx.transformer.encoder import Encoder

needs_torch = pytest.mark.skipif(
    any(export.find_spec(name) is None for name in export.NEEDED),
    reason="needs the extra [train]: torch, spacy-transformers, onnx",
)
SENTENCES = [
    "Iran sold drones to Russia.",
    "Greece bought S-300 missiles from Russia, and Egypt did not.",
    "The minister of defence of Portugal met the president of Ukraine in Kyiv. " * 6,
    "",
    "No.",
]
WORDS = ["Iran", "sold", "drones", "to", "Russia", "."]


def make_pipeline(base: Path, *, joined: bool = False) -> Language:
    """Train tagger, parser and recogniser on top of it, for a moment."""
    listener = {
        "@architectures": "spacy-transformers.TransformerListener.v1",
        "grad_factor": 1.0,
        "pooling": {"@layers": "reduce_mean.v1"},
    }
    if joined:
        second = {"@architectures": "spacy.Tok2VecListener.v1", "width": 16}
        listener = {
            "@architectures": "entityx_joined_tok2vec.v1",
            "first": listener,
            "second": {**second, "upstream": "tok2vec"},
        }
    nlp = spacy.blank("en")
    spans = {
        "@span_getters": "spacy-transformers.strided_spans.v1",
        "window": 20,
        "stride": 15,
    }
    model = {"name": str(base), "get_spans": spans, "tokenizer_config": FAST}
    nlp.add_pipe("transformer", config={"model": model})
    if joined:
        small = {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 16,
            "depth": 1,
            "embed_size": 100,
            "window_size": 1,
            "maxout_pieces": 2,
            "subword_features": True,
        }
        nlp.add_pipe("tok2vec", config={"model": small})
    head = {"model": {"tok2vec": listener}}
    nlp.add_pipe("tagger", config=head)
    nlp.add_pipe("parser", config={**head, "min_action_freq": 1})
    nlp.add_pipe("ner", config=head)
    doc = Doc(
        nlp.vocab,
        words=WORDS,
        tags=["NNP", "VBD", "NNS", "IN", "NNP", "."],
        heads=[1, 1, 1, 4, 1, 1],
        deps=["nsubj", "ROOT", "dobj", "case", "obl", "punct"],
        ents=["B-GPE", "O", "B-PRODUCT", "O", "B-GPE", "O"],
    )
    examples = [Example(Doc(nlp.vocab, words=WORDS), doc)]
    fix_random_seed(0)
    sgd = nlp.initialize(lambda: examples)
    for _ in range(15):
        nlp.update(examples, sgd=sgd)
    return nlp


FAST = {"use_fast": True}


def heads(nlp: Language) -> list[list[tuple[str, int, str, str]]]:
    """Return all that the heads say of the sentences."""
    return [
        [(t.dep_, t.head.i, t.tag_, t.ent_type_) for t in doc]
        for doc in nlp.pipe(SENTENCES)
    ]


@needs_torch
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("joined", [False, True], ids=["alone", "joined"])
def test_exported_heads_say_the_same(
    tiny_bert: Path, tmp_path: Path, joined: bool
) -> None:
    """In fp32 the same answers, in int8 nearly all; no component needs torch."""
    nlp = make_pipeline(tiny_bert, joined=joined)
    wanted = heads(nlp)
    nlp.to_disk(tmp_path / "torch")
    exact = export.export_onnx(tmp_path / "torch", tmp_path / "fp32", int8=False)
    small = export.export_onnx(tmp_path / "torch", tmp_path / "int8")
    assert heads(spacy.load(exact)) == wanted
    near = [row for doc in heads(spacy.load(small)) for row in doc]
    rows = [row for doc in wanted for row in doc]
    same = sum(a == b for a, b in zip(rows, near, strict=True))
    assert same >= 0.95 * len(rows)
    made = spacy.load(small)
    assert "spacy_transformers" not in (small / "config.cfg").read_text()
    shims = [s for n in made.get_pipe("transformer").model.walk() for s in n.shims]
    assert [type(shim) for shim in shims] == [Encoder]
    assert (small / "transformer").stat().st_size
    with pytest.raises(entityx.InputError, match="--force"):
        export.export_onnx(tmp_path / "torch", small)
    export.export_onnx(tmp_path / "torch", small, force=True)


@needs_torch
@pytest.mark.filterwarnings("ignore")
def test_a_transformer_of_ones_own_is_read_with(
    tiny_bert: Path, tmp_path: Path
) -> None:
    """OntoNotes' and ClearNLP's labels, as an object, a folder and exported."""
    nlp = make_pipeline(tiny_bert)
    nlp.to_disk(tmp_path / "torch")
    export.export_onnx(tmp_path / "torch", tmp_path / "onnx")
    text = "Iran sold drones to Russia."
    for model in (nlp, tmp_path / "torch", tmp_path / "onnx"):
        ex = entityx.load(["en"], model=model)
        names = {entity.name for entity in ex.read(text).entities}
        assert {"Iran", "Russia"} <= names
    by_hand = spacy.load(tmp_path / "torch")
    by_hand.add_pipe("entityx")
    assert {"Iran", "Russia"} <= {entity.name for entity in by_hand(text)._.entities}


@needs_torch
@pytest.mark.filterwarnings("ignore")
def test_what_cannot_be_exported_is_told(tiny_bert: Path, tmp_path: Path) -> None:
    """A folder without transformer, and one that is no pipeline."""
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(entityx.ModelError, match="needs one component 'transformer'"):
        export.export_onnx(tmp_path / "blank", tmp_path / "out")
    with pytest.raises(entityx.ModelError, match="no pipeline that spaCy can load"):
        export.export_onnx(tmp_path / "nothing", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_missing_extra_is_told_before_anything(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With the command that installs it."""
    monkeypatch.setattr(export, "find_spec", lambda name: None)
    with pytest.raises(entityx.ModelError, match=r"pip install 'entityx\[train\]'"):
        export.export_onnx(tmp_path, tmp_path / "out")
