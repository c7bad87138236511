"""Read the plain texts of the data sets, whatever their format."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path


def read_texts(path: Path) -> Iterator[str]:
    """Yield the texts of one data file, by its suffix; of tables the English column.

    Args:
        path: A gzipped JSONL, CoNLL-U or tab-separated file.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    column = 1 if "ntrex" in path.name else 0
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if ".jsonl" in path.name:
                row = json.loads(line)
                yield row.get("text") or " ".join(row["names"]["en"])
            elif ".conllu" in path.name:
                if line.startswith("# text = "):
                    yield line[9:].strip()
            else:
                yield line.split("\t")[column]
