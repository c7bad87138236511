"""Measure language detection: whole sentences, and five words in a row out of each.

    python -m benchmarks.languages DATA

Sentences come from the data folder (English, Portuguese, Marathi, Hindi) and, for other
languages of the news, from the examples that spaCy ships. Right is the language itself;
for the others it is enough not to be taken for one that has a pipeline.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from entityx.language import detect

OURS = ("en", "pt", "mr")
OTHERS = (
    "ar", "bn", "ca", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hi", "hr",
    "hu", "id", "it", "ja", "ko", "lt", "ne", "nl", "pl", "ro", "ru", "sk", "sl", "sr",
    "sv", "ta", "te", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
PARALLEL = "parallel/ntrex_en_pt_mr.tsv.gz"
COLUMNS = {"en": ("en",), "pt": ("pt_BR", "pt_PT"), "mr": ("mr",)}
LEAST = 6
MOST = 1000
SEED = 5


def sentences(data: Path) -> dict[str, list[str]]:
    """Return sentences by language."""
    with gzip.open(data / PARALLEL, "rt", encoding="utf-8") as handle:
        head, *rows = [line.rstrip("\n").split("\t") for line in handle]
    found = {
        lang: [row[head.index(name)] for row in rows for name in names]
        for lang, names in COLUMNS.items()
    }
    with gzip.open(data / "ner/hiner_hi.validation.jsonl.gz", "rt") as handle:
        found["hi"] = [json.loads(line)["text"] for line in handle]
    for lang in OTHERS:
        name = f"spacy.lang.{lang}.examples"
        if importlib.util.find_spec(name) is None:
            continue
        module = importlib.import_module(name)
        found.setdefault(lang, []).extend(module.sentences)
    chosen = random.Random(SEED)
    return {
        lang: chosen.sample(texts, min(MOST, len(texts)))
        for lang, texts in found.items()
    }


def five(texts: Iterable[str]) -> Iterator[str]:
    """Yield five words in a row out of each text that has more."""
    chosen = random.Random(SEED)
    for text in texts:
        words = text.split()
        if len(words) >= LEAST:
            start = chosen.randrange(len(words) - 4)
            yield " ".join(words[start : start + 5])


def main(argv: Sequence[str] | None = None) -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    args = parser.parse_args(argv)
    print(f"{'':4} {'sentences':>18} {'five words':>18}   taken for")
    for lang, texts in sentences(args.data).items():
        cells, wrong = [], Counter[str]()
        long = [text for text in texts if len(text.split()) >= LEAST] or texts
        for some in (long, list(five(texts))):
            told = [detect(text).lang for text in some]
            right = [
                code == lang if lang in (*OURS, "hi") else code not in OURS
                for code in told
            ]
            wrong.update(c for c, ok in zip(told, right, strict=True) if not ok)
            share = sum(right) / len(right) if right else 1.0
            cells.append(f"{share:.4f} of {len(right):5}")
        print(f"{lang:4} {cells[0]:>18} {cells[1]:>18}   {dict(wrong.most_common(5))}")


if __name__ == "__main__":
    sys.exit(main())
