"""Turn CoNLL-U treebanks into spaCy training documents.

Several consecutive sentences of one source document become one ``Doc``, so that
the parser learns where sentences end. The text is the raw text: ``SpaceAfter``
of words and of multi-word tokens ("don't" = "do" + "n't") is respected. A
multi-word token that the language's tokenizer leaves whole ("dos" = "de" + "os")
becomes one word, as it will be met in raw text. Labels of older treebanks are
brought to today's. Enhanced dependencies and empty nodes are ignored.
"""

import argparse
import gzip
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

MAX_SENTENCES = 10
# Dependents of these are obliques; before version 2 they were "nmod" too.
CLAUSAL = frozenset({"VERB", "ADJ", "ADV"})
# Subtypes that only some treebanks have.
RARE = frozenset({"acl:inf", "ccomp:speech", "expl:pv", "expl:impers", "det:poss"})

Row = list[str]


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word of a CoNLL-U sentence."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str | None
    head: int
    dep: str
    space: bool


def read_documents(
    path: Path, whole: Callable[[str], bool], *, bare: bool = False
) -> Iterator[list[list[Word]]]:
    """Yield the documents of a treebank as lists of sentences.

    Args:
        path: A gzipped CoNLL-U file.
        whole: Whether the tokenizer leaves a multi-word token as one.
        bare: Whether only its heads and labels are taken.
    """
    document: list[list[Word]] = []
    rows: list[Row] = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc") and document:
                yield document
                document = []
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                document.append(list(read_words(join_whole(rows, whole), bare=bare)))
                rows = []
    if rows:
        document.append(list(read_words(join_whole(rows, whole), bare=bare)))
    if document:
        yield document


def join_whole(rows: list[Row], whole: Callable[[str], bool]) -> list[Row]:
    """Make one word of each multi-word token that the tokenizer leaves whole.

    Of its words the one nearest to the root gives lemma, label and head; of words
    equally near, the first does ("de" of "dos").

    Args:
        rows: The columns of each CoNLL-U line of a sentence.
        whole: Whether the tokenizer leaves a form as one token.
    """
    first_of: dict[str, str] = {}
    kept: list[Row] = []
    inner: list[Row] = []
    by_id = {row[0]: row for row in rows}
    for row in (row for row in rows if "." not in row[0]):
        if "-" in row[0] and whole(row[1]):
            start, end = map(int, row[0].split("-"))
            inner = [by_id[str(i)] for i in range(start, end + 1)]
            ids = {word[0] for word in inner}
            main = min(inner, key=lambda word: _depth(by_id, word))
            kept.append([main[0], row[1], *main[2:9], row[9]])
            first_of |= dict.fromkeys(ids, main[0])
        elif row[0] not in first_of:
            kept.append(row)
    single = [row[0] for row in kept if "-" not in row[0]]
    number = {old: str(n) for n, old in enumerate(single, 1)} | {"0": "0"}
    out = []
    for row in kept:
        if "-" in row[0]:
            start, end = (number[i] for i in row[0].split("-"))
            out.append([f"{start}-{end}", *row[1:]])
        else:
            head = first_of.get(row[6], row[6])
            out.append([number[row[0]], *row[1:6], number[head], *row[7:]])
    return out


def _depth(by_id: dict[str, Row], row: Row) -> int:
    """Count the words between a word and the root."""
    steps = 0
    while row[6] != "0":
        row = by_id[row[6]]
        steps += 1
    return steps


def label(dep: str, head_pos: str) -> str:
    """Bring a label to today's guidelines and to the subtypes that all treebanks have.

    Args:
        dep: The label.
        head_pos: The part of speech of the head.
    """
    if dep == "nmod" and head_pos in CLAUSAL:
        return "obl"
    if dep == "flat" and head_pos == "PROPN":
        return "flat:name"
    return dep.split(":")[0] if dep in RARE else dep


def read_words(rows: list[Row], *, bare: bool = False) -> Iterator[Word]:
    """Yield the words of one sentence, with the blanks of the raw text.

    Args:
        rows: The columns of each CoNLL-U line of the sentence.
        bare: Whether only heads and labels are taken.
    """
    inner_end = 0
    outer_space = True
    pos_of = {row[0]: row[3] for row in rows}
    for row in rows:
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
        dep = "ROOT" if row[7] == "root" else label(row[7], pos_of.get(row[6], ""))
        if bare:
            yield Word(row[1], "", "", "", None, head, dep, space)
        else:
            lemma = "" if row[2] == "_" != row[1] else row[2]
            yield Word(row[1], lemma, row[3], row[4], morph, head, dep, space)


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
    known = all(word.morph is not None for word in words)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        lemmas=[word.lemma for word in words] if known else None,
        pos=[word.pos for word in words] if known else None,
        tags=[word.tag for word in words] if known else None,
        morphs=[word.morph for word in words] if known else None,
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
    parser.add_argument("--bare", type=Path, nargs="*", default=[])
    parser.add_argument("--lang", default="en")
    parser.add_argument("--copies", type=int, default=0, help="0: fixed grouping")
    parser.add_argument("--longest", type=int, default=MAX_SENTENCES)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed) if args.copies else None
    nlp = spacy.blank(args.lang)
    store = DocBin()
    for _ in range(max(args.copies, 1)):
        for path in (*args.inputs, *args.bare):
            documents = read_documents(
                path, lambda form: len(nlp.make_doc(form)) == 1, bare=path in args.bare
            )
            for document in documents:
                for sentences in group(document, rng, args.longest):
                    store.add(make_doc(nlp.vocab, sentences))
    args.output.parent.mkdir(parents=True, exist_ok=True)
    store.to_disk(args.output)


if __name__ == "__main__":
    main()
