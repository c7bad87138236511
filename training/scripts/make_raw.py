"""Collect raw text for the teacher to label, as documents without annotation.

Treebanks and tables give plain sentences; Few-NERD's partial sets keep the
mentions of the types that they know, everything else is a missing value. Of the
large sets only sentences about war, states and arms are taken, and a share of
the rest.
"""

import argparse
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

import spacy
from convert_ner import annotate, grams, map_label, read_excluded, read_rows
from lexicon import Lexicon, load_lexicon
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from texts import read_texts

TOPICS = (
    "event-attack",
    "organization-government",
    "person-politician",
    "product-weapon",
    "product-airplane",
    "event-protest",
)


def is_of_domain(labels: list[str], doc: Doc, lexicon: Lexicon) -> bool:
    """Tell whether a sentence speaks of states, war or weapons.

    Args:
        labels: The original labels in it.
        doc: The sentence.
        lexicon: The word lists.
    """
    if any(label.startswith(TOPICS) for label in labels):
        return True
    return any(t.lower_ in lexicon.weapons for t in doc)


def read_partial(
    nlp: Language, path: Path, lexicon: Lexicon, share: float, rng: random.Random
) -> Iterator[Doc]:
    """Yield sentences of a partial set with unknown tokens left missing.

    Args:
        nlp: The tokenizer's pipeline.
        path: The partial set.
        lexicon: The word lists.
        share: How many of the sentences off the domain are kept.
        rng: Where the randomness comes from.
    """
    for row in read_rows(path):
        doc = annotate(nlp, row, "fewnerd", lexicon)
        labels = [entity[2] for entity in row["ents"]]
        if is_of_domain(labels, doc, lexicon) or rng.random() < share:
            outside = [
                span
                for start, end, label in row["ents"]
                if map_label(lexicon.sets["fewnerd"], label) is None
                and (span := doc.char_span(start, end))
                and not any(token.ent_type for token in span)
            ]
            doc.set_ents(list(doc.ents), outside=outside, default="missing")
            yield doc


def read_plain(nlp: Language, path: Path) -> Iterator[Doc]:
    """Yield the texts of a file as documents without annotation.

    Args:
        nlp: The tokenizer's pipeline.
        path: A treebank, table or JSONL file.
    """
    for text in read_texts(path):
        doc = nlp.make_doc(text)
        if len(doc):
            doc.set_ents([], default="missing")
            yield doc


def main() -> None:
    """Read the command line and write one ``.spacy`` file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mix", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("data", type=Path, help="the data folder")
    parser.add_argument("output", type=Path)
    parser.add_argument("--only", default="", help="files with this in their path")
    parser.add_argument("--share", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    mix = tomllib.loads(args.mix.read_text(encoding="utf8"))
    lexicon = load_lexicon(args.labels, args.data)
    excluded = read_excluded([args.data / name for name in mix["exclude"]])
    nlp = spacy.blank("en")
    store = DocBin()
    for path in (args.data / name for name in mix["raw"] if args.only in name):
        if "partial" in path.name:
            docs = read_partial(nlp, path, lexicon, args.share, rng)
        else:
            docs = read_plain(nlp, path)
        for doc in docs:
            if not grams(doc.text) & excluded:
                store.add(doc)
    store.to_disk(args.output)


if __name__ == "__main__":
    main()
