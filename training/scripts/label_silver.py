"""Label text with the teacher, keeping every human label that there is.

Raw text gets the teacher's entities. A partly annotated set (Few-NERD with some
of its types removed) keeps its own mentions; the teacher adds what does not
overlap them. In fully annotated sets the teacher speaks only where the
annotation is missing. Texts without trees get those of a teacher that parses.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

import entityx.transformer.architecture  # noqa: F401  the teacher needs it

BATCH = 64


def read_docs(paths: list[Path], nlp: Language) -> Iterator[Doc]:
    """Yield the documents of several ``.spacy`` files.

    Args:
        paths: The files.
        nlp: The pipeline whose vocabulary is used.
    """
    for path in paths:
        yield from DocBin().from_disk(path).get_docs(nlp.vocab)


def is_missing(doc: Doc, span: Span) -> bool:
    """Tell whether some token of a span is not annotated.

    Args:
        doc: The annotated document.
        span: The teacher's mention in its own copy of the document.
    """
    return any(token.ent_iob == 0 for token in doc[span.start : span.end])


def merge(known: Doc, guessed: Doc) -> Doc:
    """Add the teacher's mentions where a document has no annotation.

    Args:
        known: The document with its human labels and missing values.
        guessed: The same tokens with the teacher's labels.
    """
    added = [
        Span(known, ent.start, ent.end, label=ent.label)
        for ent in guessed.ents
        if is_missing(known, ent)
        and all(t.ent_iob in {0, 2} for t in known[ent.start : ent.end])
    ]
    known.set_ents(filter_spans([*known.ents, *added]), default="outside")
    return known


def add_trees(known: Doc, guessed: Doc) -> Doc:
    """Return a document with its own entities and the teacher's trees.

    Args:
        known: The document with its entities.
        guessed: The same tokens with tags, features, heads and relations. Its lemmas
            are left out: they would bring edit trees that no human wrote.
    """
    doc = Doc(
        known.vocab,
        words=[token.text for token in known],
        spaces=[bool(token.whitespace_) for token in known],
        tags=[token.tag_ for token in guessed],
        pos=[token.pos_ for token in guessed],
        morphs=[str(token.morph) for token in guessed],
        heads=[token.head.i for token in guessed],
        deps=[token.dep_ for token in guessed],
    )
    ents = [Span(doc, ent.start, ent.end, label=ent.label) for ent in known.ents]
    doc.set_ents(ents, default="outside")
    return doc


def label(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Label documents that have missing values; pass the others on.

    Args:
        nlp: The teacher.
        docs: Documents, whose tokens are kept.
    """
    parses = "parser" in nlp.pipe_names
    for batch in spacy.util.minibatch(docs, 1024):
        yield from (doc for doc in batch if not _needs(doc, parses))
        todo = sorted((doc for doc in batch if _needs(doc, parses)), key=len)
        copies = (
            Doc(
                nlp.vocab,
                words=[token.text for token in doc],
                spaces=[bool(token.whitespace_) for token in doc],
            )
            for doc in todo
        )
        guessed = nlp.pipe(copies, batch_size=BATCH)
        for doc, copy in zip(todo, guessed, strict=True):
            merge(doc, copy)
            bare = parses and not doc.has_annotation("DEP")
            yield add_trees(doc, copy) if bare else doc


def _needs(doc: Doc, parses: bool) -> bool:
    if parses and not doc.has_annotation("DEP"):
        return True
    return any(token.ent_iob == 0 for token in doc)


def main() -> None:
    """Read the command line and write one ``.spacy`` file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("inputs", type=Path, nargs="+")
    args = parser.parse_args()
    nlp = spacy.load(args.teacher)
    store = DocBin()
    for doc in label(nlp, read_docs(args.inputs, nlp)):
        store.add(doc)
    store.to_disk(args.output)


if __name__ == "__main__":
    main()
