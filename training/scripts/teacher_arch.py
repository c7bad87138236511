"""Model parts of the transformer pipelines, registered for ``spacy train --code``.

MiniLM is uncased and so loses what capitals say ("British Ministry of Defense");
a small hash-embedding CNN that sees prefix, suffix and shape stands beside it.
"""

from collections.abc import Callable

import spacy
from spacy.tokens import Doc
from thinc.api import Model, concatenate
from thinc.types import Floats2d

Encoder = Model[list[Doc], list[Floats2d]]


@spacy.registry.architectures("entityx_joined_tok2vec.v1")
def make_joined_tok2vec(first: Encoder, second: Encoder) -> Encoder:
    """Put the features of two token encoders side by side.

    Args:
        first: One encoder, here the transformer's listener.
        second: The other, a small CNN or a listener to one.
    """
    joined = concatenate(first, second)
    # thinc's own adds up what the layers pass back, but listeners pass nothing back.
    joined._func = join
    return joined


def join(
    model: Encoder, docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    """Run both encoders; the forward function of the joined one.

    Args:
        model: The joined encoder.
        docs: The documents.
        is_train: Whether gradients will come back.
    """
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
