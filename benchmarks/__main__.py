"""Print one table of quality and speed.

    python -m benchmarks --gold ../shared/gold/dev.jsonl

Quality needs annotated documents, which are no part of the project; speed is measured
on their texts, or on the bundled article where none are given.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.quality import measure_quality
from benchmarks.speed import measure_import, measure_load, measure_speed, peak
from benchmarks.table import Table
from entityx.errors import EntityxError
from entityx.inputs import read_rows

ARTICLE = Path(__file__).parent.parent / "examples" / "article.txt"
NO_GOLD = (
    "benchmarks: no annotated documents given, so quality is not measured;\n"
    "  python -m benchmarks --gold GOLD.jsonl   (format: as entityx extract prints it)"
)


def main() -> int:
    """Measure and print; return 1 if something could not be read."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--gold", type=Path, help="annotated documents, JSONL")
    parser.add_argument(
        "--langs", default="en", help="languages, with commas between: en,pt"
    )
    parser.add_argument("--tier", default="default", help="default or accurate")
    args = parser.parse_args()
    try:
        table = run(args.gold, tuple(args.langs.split(",")), args.tier)
    except EntityxError as error:
        sys.stderr.write(f"benchmarks: {error}\n")
        return 1
    print(table)
    return 0


def run(gold: Path | None, langs: tuple[str, ...], tier: str = "default") -> Table:
    """Return the table.

    Args:
        gold: Annotated documents; None where there are none.
        langs: The languages to measure.
        tier: Which of our pipelines.
    """
    table = Table(langs)
    rows = list(read_rows(gold)) if gold is not None else []
    if gold is None:
        sys.stderr.write(f"{NO_GOLD}\n")
    measure_import(table)
    extractor = measure_load(table, langs, tier)
    for lang in langs:
        wanted = [row for row in rows if row["lang"] == lang]
        texts = [row["text"] for row in wanted]
        if not texts and lang == "en":
            texts = [ARTICLE.read_text(encoding="utf-8")]
        if texts:
            measure_speed(table, extractor, lang, texts)
        if wanted:
            measure_quality(table, extractor, lang, wanted)
    table.add_everywhere("most memory", f"{peak():,.0f} MB")
    return table


if __name__ == "__main__":
    sys.exit(main())
