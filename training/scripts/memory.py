"""Readers of corpora that mix trees and entities, for ``spacy train --code``."""

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
    """Read a training corpus like ``spacy.Corpus.v1``, but only once.

    Each component that learns its labels reads the whole corpus again, which takes
    minutes with five of them.

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


@spacy.registry.readers("entityx_trees_first.v1")
def make_sorted_reader(path: Path) -> Callable[[Language], Iterable[Example]]:
    """Read a corpus to measure on, texts with trees before those without.

    spaCy's LAS takes a token that one text misses for missing in all texts after it.

    Args:
        path: A file or a folder.
    """

    def has_no_tree(example: Example) -> bool:
        return not example.reference.has_annotation("DEP")

    return lambda nlp: sorted(Corpus(path)(nlp), key=has_no_tree)
