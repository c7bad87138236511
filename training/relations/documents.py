"""Read annotated documents for the scorer: gold files, and our own labels by reference.

Our labels (``labels/*.jsonl``) hold offsets into sentences of openly licensed sets and
no text; the text is taken from the data folder. ``written.jsonl`` holds passages that
were written for this project, text and labels together.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

Row = dict[str, Any]
HERE = Path(__file__).parent
PASSAGE = 6


def gold(path: Path, lang: str) -> list[Row]:
    """Return the documents of a gold file that are in a language."""
    rows = [
        json.loads(line)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line
    ]
    return [row for row in rows if row["lang"] == lang]


def labelled(data: Path) -> list[Row]:
    """Return our own labels with the text they point into, all of them English.

    Args:
        data: The data folder (with ``ner``, ``ud`` and ``parallel`` in it).
    """
    found = []
    for path in sorted((HERE / "labels").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            row["text"] = text_of(data, row["id"])
            found.append(row)
    return found


def written(lang: str) -> list[Row]:
    """Return the passages in a language that were written for this project."""
    return gold(HERE / "written.jsonl", lang)


def text_of(data: Path, reference: str) -> str:
    """Return the text that a reference such as ``fewnerd.train:52393`` means.

    Raises:
        KeyError: If the data folder has no such text.
    """
    name, _, place = reference.partition(":")
    if name == "ntrex":
        first, last = (int(number) for number in place.split("-"))
        return " ".join(_parallel(data)[first - 1 : last])
    if name == "gum":
        return _gum(data, place)
    return _sentences(data, name)[int(place)]


@lru_cache(maxsize=16)
def _sentences(data: Path, name: str) -> list[str]:
    with gzip.open(data / "ner" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as handle:
        return [json.loads(line)["text"] for line in handle]


@lru_cache(maxsize=1)
def _parallel(data: Path) -> list[str]:
    with gzip.open(
        data / "parallel" / "ntrex_en_pt_mr.tsv.gz", "rt", encoding="utf-8"
    ) as handle:
        lines = [line.rstrip("\n").split("\t") for line in handle]
    column = lines[0].index("en")
    return [line[column] for line in lines[1:]]


def _gum(data: Path, place: str) -> str:
    first, _, last = place.partition("..")
    ids, texts = _treebank(data)
    return " ".join(texts[ids.index(first) : ids.index(last) + 1])


@lru_cache(maxsize=1)
def _treebank(data: Path) -> tuple[list[str], list[str]]:
    ids, texts = [], []
    for key, value in _comments(data / "ud" / "en_gum.train.conllu.gz"):
        if key == "sent_id":
            ids.append(value)
        elif key == "text":
            texts.append(value)
    return ids, texts


def _comments(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            if line.startswith("# ") and " = " in line:
                key, _, value = line[2:].partition(" = ")
                yield key.strip(), value.strip()
