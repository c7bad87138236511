"""Label a translation with the names on which the readings of two languages agree.

    python agree.py PARALLEL.tsv.gz COLUMN LANG OUT.jsonl

Both sides of a line are read by our own pipelines. A name of the English side is
taken over where the reading of the translation has the same entity, or where it stands
there letter by letter. Lines with an English name that is found in neither way are left
out: there silence would teach that the name is none.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from project import lines

import entityx
from entityx.text import fold
from entityx.types import Extraction

LABELS = ("PERSON", "LOC", "ORG", "COUNTRY")
SHORT = 3
Span = tuple[int, int, str]


def agree(english: Extraction, other: Extraction, text: str) -> list[Span] | None:
    """Return the names of a translation; None if an English one is not found.

    Args:
        english: The reading of the English line.
        other: The reading of its translation.
        text: The translation.
    """
    found: set[Span] = set()
    for entity in english.entities:
        if entity.type not in LABELS:
            continue
        same = {e.id for e in other.entities if e.id == entity.id}
        same |= {e.id for e in other.entities if fold(e.name) == fold(entity.name)}
        spans = {
            (m.start, m.end, entity.type) for m in other.mentions if m.entity_id in same
        }
        for name in {m.text for m in english.mentions if m.entity_id == entity.id}:
            spans |= {(s, e, entity.type) for s, e in _places(name, text)}
        if not spans:
            return None
        found |= spans
    return list(_longest(found))


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    if len(name) >= SHORT and name[0].isupper():
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield match.span()


def _longest(spans: set[Span]) -> Iterator[Span]:
    until = 0
    for start, end, label in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start >= until:
            yield start, end, label
            until = end


def main() -> None:
    """Write the lines of a translation with the names that both readings have."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("parallel", type=Path)
    parser.add_argument("column")
    parser.add_argument("lang")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    extractor = entityx.load(["en", args.lang])
    args.out.parent.mkdir(parents=True, exist_ok=True)
    kept = count = 0
    with args.out.open("w", encoding="utf-8") as handle:
        for number, source, text in lines(args.parallel, args.column):
            count += 1
            english = extractor.read(source, lang="en")
            spans = agree(english, extractor.read(text, lang=args.lang), text)
            if spans is None:
                continue
            kept += 1
            row = {"line": number, "text": text, "ents": spans}
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{kept} of {count} lines", file=sys.stderr)


if __name__ == "__main__":
    main()
