"""A real transformer pipeline, tiny and with random weights, built on the spot."""

from __future__ import annotations

import json
import string
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, load_model_from_config

import entityx.transformer.architecture  # noqa: F401  registers what configs name

WIDTH = 8
LIMIT = 12
STEPS = 12
LABELS = ("PERSON", "ORG", "COUNTRY", "WEAPON")
LISTENER = {
    "@architectures": "spacy.Tok2VecListener.v1",
    "width": WIDTH,
    "upstream": "transformer",
}


def make_tokenizer() -> str:
    """Return the ``tokenizer.json`` of a tokenizer that spells words out."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    signs = string.ascii_lowercase + string.digits + string.punctuation
    words = [*marks, *signs, *(f"##{sign}" for sign in signs)]
    model = models.WordPiece(
        {word: n for n, word in enumerate(words)}, unk_token="[UNK]"
    )
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer.to_str()


def make_onnx(folder: Path, tokenizer: str) -> bytes:
    """Return an ONNX file whose vectors depend on the words beside them."""
    from onnx import TensorProto, helper, numpy_helper, save

    from entityx.transformer.encoder import META, VERSION, digest
    from entityx.transformer.quantize import set_meta

    rng = np.random.default_rng(0)
    size = len(json.loads(tokenizer)["model"]["vocab"])
    weights = {
        "table": rng.normal(size=(size, WIDTH)).astype(np.float32),
        "matrix": rng.normal(size=(WIDTH, WIDTH)).astype(np.float32),
        "last": np.array([-1], np.int64),
        "middle": np.array([1], np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["e"]),
        helper.make_node("Cast", ["attention_mask"], ["m"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["m", "last"], ["m3"]),
        helper.make_node("Mul", ["e", "m3"], ["seen"]),
        helper.make_node("ReduceSum", ["seen", "middle"], ["sum"], keepdims=1),
        helper.make_node("ReduceSum", ["m3", "middle"], ["count"], keepdims=1),
        helper.make_node("Div", ["sum", "count"], ["mean"]),
        helper.make_node("Add", ["e", "mean"], ["both"]),
        helper.make_node("MatMul", ["both", "matrix"], ["vectors"]),
    ]
    whole = ["batch", "wordpieces"]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, whole)
            for name in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [*whole, WIDTH])],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    path = folder / "tiny.onnx"
    save(model, path)
    facts = {
        "version": VERSION,
        "tokenizer": digest(tokenizer),
        "before": [2],
        "after": [3],
        "pad": 0,
        "width": WIDTH,
        "limit": LIMIT,
    }
    set_meta(path, {META: json.dumps(facts)})
    return path.read_bytes()


@pytest.fixture(scope="session")
def tokenizer_json() -> str:
    """Return the content of a ``tokenizer.json``."""
    pytest.importorskip("tokenizers")
    return make_tokenizer()


@pytest.fixture(scope="session")
def onnx(tokenizer_json: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the content of the ONNX file that belongs to it."""
    pytest.importorskip("onnx")
    pytest.importorskip("onnxruntime")
    return make_onnx(tmp_path_factory.mktemp("tiny"), tokenizer_json)


@pytest.fixture(scope="session")
def make_nlp(onnx: bytes, tokenizer_json: str) -> Callable[..., Language]:
    """Return a maker of pipelines whose parser, tagger and recogniser hear it."""

    def make(**options: int) -> Language:
        nlp = spacy.blank("en")
        model = {"@architectures": "entityx_onnx_transformer.v1", "width": WIDTH}
        nlp.add_pipe("tok2vec", "transformer", config={"model": {**model, **options}})
        head = {"model": {"tok2vec": LISTENER}}
        nlp.add_pipe("tagger", config=head)
        nlp.add_pipe("parser", config={**head, "min_action_freq": 1})
        nlp.add_pipe("ner", config=head)
        made = load_model_from_config(nlp.config)
        shim = made.get_pipe("transformer").model.shims[0]
        shim.load(onnx, tokenizer_json)
        for label in LABELS:
            made.get_pipe("ner").add_label(label)
        fix_random_seed(1)
        sgd = made.initialize(lambda: [make_example(made)])
        for _ in range(STEPS):
            steady = ["transformer"]
            made.update([make_example(made)], sgd=sgd, exclude=steady, annotates=steady)
        return made

    return make


def make_example(nlp: Language) -> Example:
    """Return a parsed sentence to initialize heads with."""
    words = ["Iran", "sold", "drones", "to", "Russia", "."]
    doc = Doc(
        nlp.vocab,
        words=words,
        tags=["NNP", "VBD", "NNS", "IN", "NNP", "."],
        heads=[1, 1, 1, 4, 1, 1],
        deps=["nsubj", "ROOT", "obj", "case", "obl", "punct"],
        ents=["B-COUNTRY", "O", "B-WEAPON", "O", "B-COUNTRY", "O"],
    )
    return Example(Doc(nlp.vocab, words=words), doc)
