"""Group the words of the trained pipeline's vectors by meaning, for the scorer.

A cue that was never seen in training ("shelled") then shares weights with those that
were ("bombarded"). Spherical k-means over the static vectors; only plain lower-case
words are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from sklearn.cluster import MiniBatchKMeans
from spacy.language import Language

COUNT = 256
WORD = re.compile(r"[A-Za-z]+")
SEED = 5


def make_clusters(nlp: Language, texts: Iterable[str]) -> dict[str, int]:
    """Return a number for each lower-case word that has a vector.

    Args:
        nlp: The trained pipeline, with static vectors.
        texts: Where words are taken from, besides the pipeline's own strings.
    """
    known = {word.lower() for word in nlp.vocab.strings}
    known |= {word.lower() for text in texts for word in WORD.findall(text)}
    words = sorted(w for w in known if _plain(w) and nlp.vocab.has_vector(w))
    rows = np.array([nlp.vocab[word].vector for word in words])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    model = MiniBatchKMeans(COUNT, random_state=SEED, n_init=3, batch_size=2048)
    return {w: int(n) for w, n in zip(words, model.fit_predict(rows), strict=True)}


def _plain(word: str) -> bool:
    return word.isalpha() and word.islower() and word.isascii() and len(word) > 2
