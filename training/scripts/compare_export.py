"""Say how alike an exported pipeline and the one it was made of read texts."""

import argparse
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import entityx.transformer.architecture  # noqa: F401  for both

Found = set[tuple[int, int, int, str]]


def read(nlp: Language, paths: list[Path]) -> tuple[Found, list[Doc]]:
    """Return the entities of all texts, and the docs.

    Args:
        nlp: The pipeline.
        paths: ``.spacy`` files whose texts are read.
    """
    texts = [
        doc.text
        for path in paths
        for doc in DocBin().from_disk(path).get_docs(nlp.vocab)
    ]
    docs = list(nlp.pipe(texts))
    found = {
        (n, ent.start_char, ent.end_char, ent.label_)
        for n, doc in enumerate(docs)
        for ent in doc.ents
    }
    return found, docs


def main() -> None:
    """Read the command line, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    args = parser.parse_args()
    (one, docs), (two, others) = (
        read(spacy.load(path), args.texts) for path in (args.first, args.second)
    )
    both = 200 * len(one & two) / (len(one) + len(two))
    print(f"{sum(map(len, docs))} tokens, {len(one)} and {len(two)} entities")
    print(f"the same: {both:.2f} %")
    tokens = [
        (a, b)
        for x, y in zip(docs, others, strict=True)
        for a, b in zip(x, y, strict=True)
    ]
    labels = sum(
        (a.ent_type_, a.ent_iob_) == (b.ent_type_, b.ent_iob_) for a, b in tokens
    )
    print(f"tokens marked the same: {100 * labels / len(tokens):.2f} %")
    if docs and docs[0].has_annotation("DEP"):
        same = sum(a.head.i == b.head.i and a.dep_ == b.dep_ for a, b in tokens)
        print(f"tokens with the same head and label: {100 * same / len(tokens):.2f} %")


if __name__ == "__main__":
    main()
