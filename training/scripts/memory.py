"""Read a training corpus once, registered for ``spacy train --code``.

Each component that learns its labels reads the whole corpus again, which takes
minutes with five of them; here the examples stay in memory from the first time.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Corpus, Example

Augmenter = Callable[[Language, Example], Iterable[Example]]


@spacy.registry.readers("entityx_corpus_in_memory.v1")
def make_reader(
    path: Path, max_length: int, augmenter: Augmenter
) -> Callable[[Language], Iterable[Example]]:
    """Read ``.spacy`` files like ``spacy.Corpus.v1``, but only once.

    Args:
        path: A file or a folder.
        max_length: Longer texts are split into sentences, or left out.
        augmenter: Makes noisy versions, the same ones in each epoch.
    """

    @cache
    def read(nlp: Language) -> list[Example]:
        corpus = Corpus(path, max_length=max_length, augmenter=augmenter)
        return list(corpus(nlp))

    return read
