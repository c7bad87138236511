"""Readings in a file, one JSON object a line: what a graph is saved as."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from entityx.errors import FormatError
from entityx.outputs import replacing
from entityx.types import Extraction

_WRONG = (AttributeError, KeyError, RecursionError, TypeError, ValueError)


def save_documents(documents: Iterable[Extraction], path: Path) -> None:
    """Write readings; a write that fails leaves the old file whole.

    Args:
        documents: The readings, in the order of the file.
        path: The file.

    Raises:
        ValueError: If there is a NaN or an infinity, which JSON does not know.
    """
    # Half a character, which UTF-8 cannot hold, is written as JSON's own escape.
    with (
        replacing(path) as draft,
        draft.open(
            "w", encoding="utf-8", errors="backslashreplace", newline="\n"
        ) as to,
    ):
        for extraction in documents:
            row = json.dumps(extraction.to_dict(), ensure_ascii=False, allow_nan=False)
            to.write(f"{row}\n")


def load_documents(path: Path) -> Iterator[tuple[str, Extraction]]:
    """Read what ``save_documents`` wrote.

    Args:
        path: The file.

    Yields:
        File and line, for messages, and the reading.

    Raises:
        FormatError: If a line is no reading of this version.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            place = f"{path}:{number}"
            try:
                yield place, Extraction.from_dict(json.loads(line))
            except _WRONG as error:
                raise FormatError(
                    f"{place}: {error or type(error).__name__}"
                ) from error
