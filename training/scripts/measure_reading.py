"""Measure the whole reading, recogniser and known names together, on an entity set.

    python measure_reading.py LANG SET.jsonl.gz PER=PERSON LOC=LOC,COUNTRY ORG=ORG

Each label of the set is compared with mentions of the types after it. Demonyms are no
names in such sets, so mentions in small letters are left out; ``--stems`` lets a gold
span be longer than ours by the case ending that it holds. Only scores are printed.
"""

import argparse
import json
from pathlib import Path

from convert_ner import read_rows
from measure import Counts, Spans

import entityx


def stemmed(gold: Spans, found: Spans) -> Spans:
    """Return our spans, each lengthened to the gold one whose stem it is.

    Args:
        gold: The set's spans.
        found: Ours.
    """
    ends = {(start, label): end for start, end, label in gold}
    return {
        (start, end if 2 * (end - start) < whole - start else whole, label)
        for start, end, label in found
        for whole in (max(end, ends.get((start, label), end)),)
    }


def main() -> None:
    """Read the command line and print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("lang")
    parser.add_argument("path", type=Path)
    parser.add_argument("labels", nargs="+", help="LABEL=TYPE,TYPE")
    parser.add_argument("--stems", action="store_true")
    args = parser.parse_args()
    wanted = {
        kind: label
        for label, _, kinds in (rule.rpartition("=") for rule in args.labels)
        for kind in kinds.split(",")
    }
    extractor = entityx.load([args.lang])
    counts = Counts()
    for row in read_rows(args.path):
        reading = extractor.read(row["text"], lang=args.lang)
        gold: Spans = {
            (s, e, label) for s, e, label in row["ents"] if label in wanted.values()
        }
        found: Spans = {
            (m.start, m.end, wanted[m.type])
            for m in reading.mentions
            if m.type in wanted and not m.text[:1].islower()
        }
        counts.add(gold, stemmed(gold, found) if args.stems else found)
    print(json.dumps(counts.f_scores()))


if __name__ == "__main__":
    main()
