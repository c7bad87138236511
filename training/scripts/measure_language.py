"""Measure a pipeline of a language without sets of its own in ``measure.py``.

Prints JSON: parsing on a converted treebank, exact spans by label on an entity set in
UNER's labels, and how many of the names of one label of another set are countries.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import spacy
from convert_ner import read_rows
from lexicon import language_lexicon
from measure import PARSING, Counts, Spans, read_uner
from spacy.training import Corpus


def main() -> None:
    """Read the command line and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("treebank", type=Path, help="converted dev treebank")
    parser.add_argument("uner", type=Path, help="a file with PER, LOC and ORG")
    parser.add_argument("countries", type=Path, help="a file with a label of countries")
    parser.add_argument("label", help="that label")
    parser.add_argument("output", type=Path)
    parser.add_argument("--patterns", type=Path, default=Path("../patterns"))
    args = parser.parse_args()
    nlp = spacy.load(args.model)
    lexicon = language_lexicon(args.labels, args.patterns, nlp.lang)
    scores = nlp.evaluate(list(Corpus(args.treebank)(nlp)))
    result: dict[str, Any] = {
        "treebank_dev": {k: round(100 * scores[k], 1) for k in PARSING if k in scores}
    }
    counts = Counts()
    for gold, found in read_uner(nlp, args.uner, lexicon):
        counts.add(gold, found)
    result["uner_test"] = counts.f_scores()
    states = Counts()
    for row in read_rows(args.countries):
        doc = nlp(row["text"])
        gold: Spans = {(s, e, "COUNTRY") for s, e, x in row["ents"] if x == args.label}
        found: Spans = {
            (ent.start_char, ent.end_char, ent.label_)
            for ent in doc.ents
            if ent.label_ == "COUNTRY"
        }
        states.add(gold, found)
    result["countries"] = states.f_scores()
    args.output.write_text(json.dumps(result, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
