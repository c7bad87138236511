"""Carry the labels of English passages over to their translations.

NTREX has every line in English and in other languages. An entity of the English labels
is looked for in the translation among the entities that our own pipeline reads there
(the same code, the same canonical name) and by its English spellings. A triple comes
along where both of its sides were found; its evidence is the lines that translate those
of the English evidence. Such passages are read on the carried mentions alone: what was
not found then teaches nothing.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import entityx
from entityx.text import fold
from entityx.types import Extraction

Row = dict[str, Any]
HERE = Path(__file__).parent
SHORT = 3


def carried(data: Path, lang: str, columns: Sequence[str]) -> list[Row]:
    """Return the labelled passages of the parallel text in another language.

    Args:
        data: The data folder.
        lang: The language to carry to.
        columns: Its columns in the parallel text.
    """
    extractor = entityx.load([lang])
    found = []
    for row in _labelled():
        for column in columns:
            first, last = (int(n) for n in row["id"].partition(":")[2].split("-"))
            english = _lines(data, "en")[first - 1 : last]
            lines = _lines(data, column)[first - 1 : last]
            extraction = extractor.read(" ".join(lines), lang=lang)
            found.append(_carry(row, english, lines, extraction, column))
    return found


def _labelled() -> Iterator[Row]:
    path = HERE / "labels" / "pass.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"].startswith("ntrex:"):
            yield row


@lru_cache(maxsize=8)
def _lines(data: Path, column: str) -> list[str]:
    csv.field_size_limit(1 << 24)
    path = data / "parallel" / "ntrex_en_pt_mr.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        rows = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row[column] for row in rows]


def _carry(
    row: Row,
    english: Sequence[str],
    lines: Sequence[str],
    extraction: Extraction,
    column: str,
) -> Row:
    text = " ".join(lines)
    source = " ".join(english)
    entities = [
        {**entity, "mentions": mentions}
        for entity in row["entities"]
        if (mentions := _mentions(entity, source, text, extraction))
    ]
    kept = {entity["id"] for entity in entities}
    triples = [
        {**t, "evidence": _evidence(t["evidence"], english, lines)}
        for t in row["triples"]
        if t["subject"] in kept and t["object"] in kept
    ]
    name = f"{row['id']}:{column}"
    return {
        "id": name,
        "lang": column,
        "text": text,
        "entities": entities,
        "triples": triples,
    }


def _mentions(
    entity: Row, source: str, text: str, extraction: Extraction
) -> list[dict[str, int]]:
    """Return where an entity of the English text stands in the translation."""
    ours = {
        e.id
        for e in extraction.entities
        if e.type == entity["type"]
        and (
            (e.kb_id and e.kb_id == entity["kb_id"])
            or fold(e.name) == fold(entity["name"])
        )
    }
    spans = {(m.start, m.end) for m in extraction.mentions if m.entity_id in ours}
    for m in entity["mentions"]:
        name = source[m["start"] : m["end"]]
        if len(name) >= SHORT and name[0].isupper():
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            spans |= {found.span() for found in re.finditer(pattern, text)}
    alone = [
        (s, e)
        for s, e in spans
        if not any((a, b) != (s, e) and a <= s and e <= b for a, b in spans)
    ]
    return [{"start": s, "end": e} for s, e in sorted(alone)]


def _evidence(
    evidence: Sequence[dict[str, int]], english: Sequence[str], lines: Sequence[str]
) -> list[dict[str, int]]:
    """Return the lines that translate those which an English evidence touches."""
    spans = list(zip(_starts(english), _starts(lines), english, lines, strict=True))
    return [
        {"start": there, "end": there + len(line)}
        for here, there, said, line in spans
        if any(e["start"] < here + len(said) and here < e["end"] for e in evidence)
    ]


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    return starts
