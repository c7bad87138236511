"""Turn CoNLL-U treebanks into spaCy training documents.

Several consecutive sentences of one source document become one ``Doc``, so that
the parser learns where sentences end. The text is the raw text: ``SpaceAfter``
of words and of multi-word tokens ("don't" = "do" + "n't") is respected.
Enhanced dependencies and empty nodes are ignored.
"""

import argparse
import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

MAX_SENTENCES = 10


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word of a CoNLL-U sentence."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool


def read_documents(path: Path) -> Iterator[list[list[Word]]]:
    """Yield the documents of a treebank as lists of sentences.

    Args:
        path: A gzipped CoNLL-U file.
    """
    document: list[list[Word]] = []
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc") and document:
                yield document
                document = []
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                document.append(list(read_words(rows)))
                rows = []
    if rows:
        document.append(list(read_words(rows)))
    if document:
        yield document


def read_words(rows: list[list[str]]) -> Iterator[Word]:
    """Yield the words of one sentence, with the blanks of the raw text.

    Args:
        rows: The columns of each CoNLL-U line of the sentence.
    """
    inner_end = 0
    outer_space = True
    for row in rows:
        if "." in row[0]:
            continue
        space = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            inner_end = int(row[0].split("-")[1])
            outer_space = space
            continue
        index = int(row[0])
        if index < inner_end:
            space = False
        elif index == inner_end:
            space = outer_space
        morph = "" if row[5] == "_" else row[5]
        head = int(row[6]) - 1 if row[6] != "0" else index - 1
        dep = "ROOT" if row[7] == "root" else row[7]
        yield Word(row[1], row[2], row[3], row[4], morph, head, dep, space)


def make_doc(vocab: Vocab, sentences: list[list[Word]]) -> Doc:
    """Join sentences into one annotated document.

    Args:
        vocab: The vocabulary of the document.
        sentences: The sentences, in the order of the text.
    """
    words: list[Word] = []
    heads: list[int] = []
    for sentence in sentences:
        offset = len(words)
        words.extend(sentence)
        heads.extend(offset + word.head for word in sentence)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        lemmas=[word.lemma for word in words],
        pos=[word.pos for word in words],
        tags=[word.tag for word in words],
        morphs=[word.morph for word in words],
        heads=heads,
        deps=[word.dep for word in words],
    )


def group(
    document: list[list[Word]], rng: random.Random | None, longest: int = MAX_SENTENCES
) -> Iterator[list[list[Word]]]:
    """Yield runs of one to ``longest`` sentences; of that many without a generator.

    Args:
        document: The sentences of one source document.
        rng: Where the lengths come from, None for fixed lengths.
        longest: How many sentences a run has at most.
    """
    start = 0
    while start < len(document):
        size = rng.randint(1, longest) if rng else longest
        yield document[start : start + size]
        start += size


def main() -> None:
    """Read the command line and write one ``.spacy`` file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("inputs", type=Path, nargs="+")
    parser.add_argument("--copies", type=int, default=0, help="0: fixed grouping")
    parser.add_argument("--longest", type=int, default=MAX_SENTENCES)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed) if args.copies else None
    vocab = spacy.blank("en").vocab
    store = DocBin()
    for _ in range(max(args.copies, 1)):
        for path in args.inputs:
            for document in read_documents(path):
                for sentences in group(document, rng, args.longest):
                    store.add(make_doc(vocab, sentences))
    args.output.parent.mkdir(parents=True, exist_ok=True)
    store.to_disk(args.output)


if __name__ == "__main__":
    main()
