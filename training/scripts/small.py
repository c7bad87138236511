"""Make the corpora of a small pipeline: few own labels, and much of a kindred language.

    python small.py LANG DATA LABELS.jsonl WORK --parallel TSV.gz:COLUMN
        --kindred ner/hiner_hi.validation.jsonl.gz --trees ud/mr_ufal.train.conllu.gz

LABELS holds line numbers and offsets only; the lines stand in the parallel text. Every
sixth labelled line is kept for choosing the checkpoint. ``--projected`` adds lines
whose names ``project.py`` carried over, ``--skip`` leaves out the documents that share
text with a gold file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from project import lines
from spacy.tokens import Doc, DocBin

from entityx.pipeline.endings import EndingTokenizer, make_ending_tokenizer

KINDS = {
    "PERSON": "PERSON",
    "LOCATION": "LOC",
    "LOC": "LOC",
    "COUNTRY": "LOC",
    "ORGANIZATION": "ORG",
    "ORG": "ORG",
}
HELD_OUT = 6
COPIES = 6
SEED = 7
LEAST = 25
SHARE = 0.12


def labelled(
    tokenizer: EndingTokenizer, text: str, ents: Iterable[tuple[int, int, str]]
) -> Doc:
    """Return a doc with entities; an entity that cuts a token is left missing."""
    doc = tokenizer(text)
    spans, missing = [], []
    for start, end, label in ents:
        span = doc.char_span(start, end, alignment_mode="expand")
        if label in KINDS and span is not None:
            spans.append(spacy.tokens.Span(doc, span.start, span.end, KINDS[label]))
    doc.set_ents(spacy.util.filter_spans(spans), missing=missing, default="outside")
    return doc


def kindred(tokenizer: EndingTokenizer, path: Path) -> Iterator[Doc]:
    """Yield the docs of an entity set: those with people or bodies, some others."""
    chosen = random.Random(SEED)
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            row = json.loads(line)
            labels = {KINDS.get(label) for _, _, label in row["ents"]}
            plain = not labels & {"PERSON", "ORG"}
            if plain and chosen.random() > SHARE:
                continue
            yield labelled(tokenizer, row["text"], row["ents"])


def trees(nlp: spacy.Language, path: Path) -> Iterator[Doc]:
    """Yield the sentences of a treebank: words and parts of speech, no entities."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for block in handle.read().strip().split("\n\n"):
            words, tags, spaces = [], [], []
            until = 0
            for line in block.split("\n"):
                cells = line.split("\t")
                if line.startswith("#") or "." in cells[0]:
                    continue
                glued = "SpaceAfter=No" in cells[-1]
                if "-" in cells[0]:
                    until = int(cells[0].split("-")[1])
                    last = not glued
                    continue
                inside = int(cells[0]) < until
                ends = int(cells[0]) == until
                words.append(cells[1])
                tags.append(cells[3])
                spaces.append(False if inside else last if ends else not glued)
            yield Doc(nlp.vocab, words=words, spaces=spaces, pos=tags)


def shared(gold: Path | None, rows: Sequence[tuple[int, str, str]]) -> set[int]:
    """Return the lines that a gold file holds, and their neighbours."""
    if gold is None:
        return set()
    with gold.open(encoding="utf-8") as handle:
        whole = " ".join(json.loads(line)["text"] for line in handle)
    own = {
        number
        for number, english, text in rows
        if any(len(t) >= LEAST and t.strip() in whole for t in (english, text))
    }
    return {number + step for number in own for step in range(-5, 6)}


def main(argv: Sequence[str] | None = None) -> None:
    """Write ``train.spacy`` and ``dev.spacy``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("lang")
    parser.add_argument("data", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--parallel", required=True)
    parser.add_argument("--kindred", required=True)
    parser.add_argument("--trees", required=True)
    parser.add_argument("--projected", type=Path)
    parser.add_argument("--skip", type=Path)
    args = parser.parse_args(argv)
    nlp = spacy.blank(args.lang)
    tokenizer = make_ending_tokenizer()(nlp)
    path, _, column = args.parallel.partition(":")
    rows = list(lines(args.data / path, column))
    texts = {number: text for number, _, text in rows}
    barred = shared(args.skip, rows)
    own = [json.loads(line) for line in args.labels.open(encoding="utf-8")]
    own = [row for row in own if row["line"] not in barred]
    done = {row["line"] for row in own}
    docs = [labelled(tokenizer, texts[row["line"]], row["ents"]) for row in own]
    train = [doc for n, doc in enumerate(docs) if n % HELD_OUT] * COPIES
    if args.projected:
        for line in args.projected.open(encoding="utf-8"):
            row = json.loads(line)
            if row["line"] not in barred | done:
                train.append(labelled(tokenizer, row["text"], row["ents"]))
    train += kindred(tokenizer, args.data / args.kindred)
    train += list(trees(nlp, args.data / args.trees)) * 3
    random.Random(SEED).shuffle(train)
    args.work.mkdir(parents=True, exist_ok=True)
    DocBin(docs=train).to_disk(args.work / "train.spacy")
    dev = [doc for n, doc in enumerate(docs) if not n % HELD_OUT]
    DocBin(docs=dev).to_disk(args.work / "dev.spacy")
    print(f"{len(train)} docs to train, {len(dev)} to choose by", file=sys.stderr)


if __name__ == "__main__":
    main()
