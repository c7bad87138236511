"""The parts that spaCy finds by their names in a saved pipeline's config.

The transformer is the model of a plain ``tok2vec`` component: spaCy's own
``Tok2VecListener`` brings its vectors to the parser, the tagger and the recogniser.
Importing this costs nothing; onnxruntime is imported when weights are loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model, concatenate
from thinc.types import Floats2d

from entityx.transformer.encoder import Encoder

Vectors = Model[list[Doc], list[Floats2d]]


@registry.architectures("entityx_onnx_transformer.v1")  # type: ignore[untyped-decorator] # no stubs
def make_transformer(
    width: int,
    window: int = 160,
    stride: int = 128,
    batch: int = 1024,
    threads: int = 1,
) -> Vectors:
    """Make a transformer that runs with onnxruntime and learns nothing.

    Args:
        width: The width of its vectors.
        window: Most tokens that it sees at once.
        stride: How far the next window is; the rest of it overlaps.
        batch: Most wordpieces in a batch, padding counted.
        threads: Threads of onnxruntime; 0 for one a core.
    """
    shim = Encoder(window=window, stride=stride, batch=batch, threads=threads)
    return Model("entityx_onnx_transformer", _forward, dims={"nO": width}, shims=[shim])


def _forward(
    model: Vectors, docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[Any], list[Any]]]:
    vectors, back = model.shims[0](docs, is_train)
    return [model.ops.asarray2f(some) for some in vectors], back


@registry.architectures("entityx_joined_tok2vec.v1")  # type: ignore[untyped-decorator] # no stubs
def make_joined_tok2vec(first: Vectors, second: Vectors) -> Vectors:
    """Put the vectors of two token encoders side by side.

    An uncased transformer loses what capitals say ("British Ministry of Defense");
    a small hash-embedding CNN that sees prefix, suffix and shape stands beside it.

    Args:
        first: One encoder, as a rule the transformer's listener.
        second: The other, as a rule a small CNN.
    """
    joined: Vectors = concatenate(first, second)
    # thinc's own adds up what the layers pass back, but listeners pass nothing back.
    joined._func = _join
    return joined


def _join(
    model: Vectors, docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    xp = model.ops.xp
    (left, left_back), (right, right_back) = (
        layer(docs, is_train) for layer in model.layers
    )
    width = model.layers[0].get_dim("nO")

    def backprop(gradients: list[Floats2d]) -> list[Doc]:
        left_back([model.ops.as_contig(d[:, :width]) for d in gradients])
        right_back([model.ops.as_contig(d[:, width:]) for d in gradients])
        return []

    pairs = zip(left, right, strict=True)
    return [xp.hstack([a, b]) for a, b in pairs], backprop
