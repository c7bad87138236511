"""Model parts of the entity teacher, registered for ``spacy train --code``.

MiniLM is uncased and so loses what capitals say ("British Ministry of Defense");
a small hash-embedding CNN that sees prefix, suffix and shape stands beside it.
"""

import spacy
from spacy.tokens import Doc
from thinc.api import Model, concatenate
from thinc.types import Floats2d


@spacy.registry.architectures("entityx_joined_tok2vec.v1")
def make_joined_tok2vec(
    first: Model[list[Doc], list[Floats2d]], second: Model[list[Doc], list[Floats2d]]
) -> Model[list[Doc], list[Floats2d]]:
    """Put the features of two token encoders side by side.

    Args:
        first: One encoder, here the transformer's listener.
        second: The other, here a small CNN.
    """
    return concatenate(first, second)
