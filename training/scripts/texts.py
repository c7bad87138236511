"""Read the plain texts of the data sets, whatever their format."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

# Columns of the parallel text, by language.
COLUMNS = {"en": (1,), "pt": (2, 3), "mr": (4,)}


def read_texts(path: Path, lang: str = "en") -> Iterator[str]:
    """Yield the texts of a data file, by its suffix; of a table one language's columns.

    Args:
        path: A gzipped JSONL, CoNLL-U or tab-separated file.
        lang: The language.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    columns = COLUMNS[lang] if "ntrex" in path.name else (0,)
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if ".jsonl" in path.name:
                row = json.loads(line)
                yield row.get("text") or " ".join(row["names"]["en"])
            elif ".conllu" in path.name:
                if line.startswith("# text = "):
                    yield line[9:].strip()
            else:
                row = line.rstrip("\n").split("\t")
                yield from (row[column] for column in columns)
