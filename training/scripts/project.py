"""Carry the names of English text over to its translation, by how they sound.

    python project.py PARALLEL.tsv.gz COLUMN LANG OUT.jsonl [--pipeline FOLDER]

An English name is looked for among the words of the translation, romanised and without
vowels; countries and what else the patterns know are found by the gazetteer at run time
and are not needed here. Lines where an English name finds no match are left out of OUT:
there silence would teach that the name is none.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from rapidfuzz.distance import JaroWinkler
from spacy.tokens import Doc

import entityx.pipeline.endings  # registers the tokenizer
from entityx.names.keys import skeleton
from entityx.names.romanise import romanise

LABELS = ("PERSON", "LOC", "ORG", "COUNTRY")
ALIKE = 0.86
SHORT = 3


def lines(path: Path, column: str) -> Iterator[tuple[int, str, str]]:
    """Yield number, English text and translation; the header is line 0."""
    csv.field_size_limit(1 << 24)
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        rows = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows, 1):
            yield number, row["en"], row[column]


def alike(left: str, right: str) -> float:
    """Say how alike two words sound, 0 to 1."""
    a, b = romanise(left), romanise(right)
    if min(len(a), len(b)) < SHORT:
        return float(a == b)
    bones = JaroWinkler.similarity(skeleton(a), skeleton(b))
    return 0.5 * JaroWinkler.similarity(a, b) + 0.5 * bones


def find(name: Sequence[str], doc: Doc, taken: set[int]) -> tuple[int, int] | None:
    """Return the token span whose words sound like a name's, one after the other."""
    best: tuple[float, int, int] | None = None
    for start in range(len(doc) - len(name) + 1):
        span = range(start, start + len(name))
        if taken.intersection(span):
            continue
        scores = [alike(word, doc[i].text) for word, i in zip(name, span, strict=True)]
        if min(scores) < ALIKE - 0.1 or sum(scores) / len(scores) < ALIKE:
            continue
        if best is None or sum(scores) > best[0]:
            best = (sum(scores), start, start + len(name))
    return None if best is None else best[1:]


def project(source: Doc, target: Doc) -> list[tuple[int, int, str]] | None:
    """Return the names of a translation as token spans; None if one is not found."""
    found: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    seen: set[tuple[str, ...]] = set()
    for ent in sorted(source.ents, key=lambda e: -len(e)):
        if ent.label_ not in LABELS:
            continue
        words = [t.text for t in ent if any(c.isalnum() for c in t.text)]
        again = tuple(words) in seen
        seen.add(tuple(words))
        span = find(words, target, taken)
        if span is None and not again:
            return None
        while span is not None:
            found.append((*span, ent.label_))
            taken.update(range(*span))
            span = find(words, target, taken)
    return sorted(found)


def main(argv: Sequence[str] | None = None) -> None:
    """Write the lines of a translation with the names that were carried over."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("parallel", type=Path)
    parser.add_argument("column")
    parser.add_argument("lang")
    parser.add_argument("out", type=Path)
    parser.add_argument("--pipeline", type=Path, default=Path("models/en_entityx"))
    parser.add_argument("--all", action="store_true", help="keep incomplete lines too")
    args = parser.parse_args(argv)
    rows = list(lines(args.parallel, args.column))
    english = spacy.load(args.pipeline, exclude=["parser", "trainable_lemmatizer"])
    tokenizer = entityx.pipeline.endings.make_ending_tokenizer()(spacy.blank(args.lang))
    kept = 0
    with args.out.open("w", encoding="utf-8") as handle:
        for (number, _, text), source in zip(
            rows, english.pipe(en for _, en, _ in rows), strict=True
        ):
            target = tokenizer(text)
            spans = project(source, target)
            if spans is None and not args.all:
                continue
            kept += 1
            ents = [
                [target[s].idx, target[e - 1].idx + len(target[e - 1]), label]
                for s, e, label in spans or ()
            ]
            row = {"line": number, "text": text, "ents": ents}
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{kept} of {len(rows)} lines", file=sys.stderr)


if __name__ == "__main__":
    main()
