"""Measure how much of the English reading other languages give back.

    python -m benchmarks.parallel GOLD.jsonl

Takes the annotated documents that stand there in several languages (ids that differ
in their last part alone: ``a-en``, ``a-pt``) and counts, of the triples read in the
English version, those that are read in the other one too, by names, which are the same
in all languages. *Right* are those English triples that the English annotation has.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.table import Table
from entityx.errors import EntityxError
from entityx.extractor import Extractor, load
from entityx.inputs import read_rows
from entityx.patterns import Patterns, load_patterns
from entityx.text import fold
from entityx.types import Extraction

FIRST = "en"
Row = Mapping[str, Any]
Key = tuple[str, str, str]


def parallels(rows: Iterable[Row]) -> dict[str, dict[str, Row]]:
    """Return documents by what they have in common, and then by language.

    Args:
        rows: Annotated documents.
    """
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        stem, dash, last = row["id"].rpartition("-")
        if dash and last == row["lang"]:
            found[stem][last] = row
    return {stem: some for stem, some in found.items() if {FIRST} < set(some)}


def measure(extractor: Extractor, passages: Mapping[str, Mapping[str, Row]]) -> Table:
    """Read every version of every passage and return the table.

    Args:
        extractor: What reads.
        passages: What ``parallels`` returned.
    """
    patterns = load_patterns()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for versions in passages.values():
        read = {
            lang: extractor.read(row["text"], id=row["id"], lang=lang)
            for lang, row in versions.items()
        }
        ours = _read_keys(patterns, read[FIRST])
        right = ours & _annotated(patterns, versions[FIRST])
        names = {fold(e.name) for e in read[FIRST].entities}
        for lang in versions.keys() - {FIRST}:
            here = _read_keys(patterns, read[lang])
            counts[lang].update(
                passages=1,
                triples=len(ours),
                again=len(ours & here),
                right=len(right),
                right_again=len(right & here),
                names=len(names),
                names_again=len(names & {fold(e.name) for e in read[lang].entities}),
            )
    table = Table(tuple(sorted(counts)))
    for lang, some in sorted(counts.items()):
        table.add("passages", lang, str(some["passages"]))
        for what, label in (
            ("names", "English entities that have the same name"),
            ("triples", "English triples that come out too"),
            ("right", "right English triples that come out too"),
        ):
            again = "again" if what == "triples" else f"{what}_again"
            share = some[again] / some[what] if some[what] else 0.0
            table.add(label, lang, f"{some[again]} of {some[what]} ({share:.2f})")
    return table


def _read_keys(patterns: Patterns, extraction: Extraction) -> set[Key]:
    return {
        _key(patterns, r.subject.name, r.predicate, r.object.name)
        for r in extraction.relations
    }


def _annotated(patterns: Patterns, row: Row) -> set[Key]:
    """Return the annotated triples by all names that are accepted."""
    names = {e["id"]: (e["name"], *e.get("accept", ())) for e in row["entities"]}
    return {
        _key(patterns, subject, t["predicate"], obj)
        for t in row["triples"]
        for subject in names[t["subject"]]
        for obj in names[t["object"]]
    }


def _key(patterns: Patterns, subject: str, predicate: str, obj: str) -> Key:
    return patterns.normal(fold(subject), predicate, fold(obj))


def main() -> int:
    """Measure and print; return 1 if something could not be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("gold", type=Path, help="annotated documents, JSONL")
    args = parser.parse_args()
    try:
        passages = parallels(read_rows(args.gold))
        languages = sorted({lang for some in passages.values() for lang in some})
        if not passages:
            sys.stderr.write("benchmarks: no document stands there in two languages\n")
            return 1
        sys.stdout.write(f"{measure(load(languages), passages)}\n")
    except EntityxError as error:
        sys.stderr.write(f"benchmarks: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
