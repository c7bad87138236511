"""Precision, recall and F1 against annotated documents, by ``entityx.evaluate``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.table import Table
from entityx.evaluate import evaluate
from entityx.export.jsonl import extraction_to_row
from entityx.extractor import Extractor
from entityx.patterns import load_patterns

Row = dict[str, Any]


def measure_quality(
    table: Table, extractor: Extractor, lang: str, gold: Sequence[Row]
) -> None:
    """Read the documents of a language and add their figures.

    Args:
        table: Where they go.
        extractor: What reads.
        lang: The language, and the column.
        gold: Annotated documents.
    """
    read = {
        row["id"]: extraction_to_row(
            extractor.read(row["text"], id=row["id"], lang=lang, date=row.get("date"))
        )
        for row in gold
    }
    figures = evaluate(gold, read, load_patterns()).to_dict()
    table.add("documents", lang, str(figures["docs"]))
    table.add("mentions P / R / F1", lang, _rates(figures["mentions"]))
    for kind, some in figures["mentions_by_type"].items():
        table.add(f"  {kind}", lang, _rates(some))
    names, said = figures["names"], figures["on_matched"]
    table.add("names right", lang, f"{names['accuracy']:.3f} of {names['n']}")
    table.add("triples P / R / F1", lang, _rates(figures["triples"]))
    table.add("pairs P / R / F1", lang, _rates(figures["pairs"]))
    table.add("triples matched", lang, str(said["n"]))
    for what in ("modality", "attribution", "evidence"):
        table.add(f"  {what}", lang, f"{said[what]:.3f}")
    table.add("  qualifiers P / R / F1", lang, _rates(said["qualifiers"]))


def _rates(tally: Mapping[str, float]) -> str:
    return f"{tally['p']:.3f} / {tally['r']:.3f} / {tally['f1']:.3f}"
