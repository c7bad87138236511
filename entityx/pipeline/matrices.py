"""Multiply matrices with numpy's library, in place of the one that thinc takes.

The wheels of BLIS hold plain code only, 18 GFLOPS on a core where numpy's OpenBLAS
does 62, and multiplying is half of what a small network does. The trained pipelines
name this in ``[nlp.after_pipeline_creation]``; other pipelines are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from thinc.api import Model, NumpyOps


def make_numpy_matrices() -> Callable[[Language], Language]:
    """Return the callback ``entityx_numpy_matrices.v1`` for a pipeline's config.

    Returns:
        A function that changes the pipeline and returns it.

    Example:
        >>> import spacy
        >>> nlp = make_numpy_matrices()(spacy.blank("en"))
        >>> nlp.lang
        'en'
    """
    return use_numpy


def use_numpy(nlp: Language) -> Language:
    """Let every layer on the CPU multiply with numpy.

    Args:
        nlp: A pipeline; layers on a GPU stay as they are.
    """
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.components:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                if type(node.ops) is NumpyOps:
                    node.ops = ops
    return nlp
