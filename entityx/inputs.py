"""What a user hands in: files, standard input, JSONL rows. One text after the other.

A bad file or row is an ``InputError`` value in the stream, never the end of it: the
others are still to be read.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from entityx.errors import InputError
from entityx.text import decode

MAX_CHARS = 1_000_000
"""Characters of one document that are read, unless another number is asked for."""

_ROW_SUFFIXES = (".jsonl", ".ndjson")
STDIN = "-"
_ROW = 'a row is {"id": …, "text": …}'


@dataclass(frozen=True, slots=True)
class Input:
    """Be one text to read, with what is known about it beforehand."""

    id: str
    text: str
    lang: str | None = None
    date: str | None = None
    source: str | None = None
    warning: str | None = None


def read_inputs(paths: Sequence[str]) -> Iterator[Input | InputError]:
    """Read files, or standard input for ``-``, into texts.

    Args:
        paths: Names of text, HTML or JSONL files.

    Yields:
        A text for each file, or for each row of a JSONL file; an ``InputError`` naming
        the file and the reason for what cannot be read. Files of one name in several
        folders are told apart by their path.
    """
    names = Counter(Path(path).name for path in paths)
    for path in paths:
        name = Path(path).name
        ident = "stdin" if path == STDIN else path if names[name] > 1 else name
        data = _read_bytes(path)
        if isinstance(data, InputError):
            yield data
        elif path.lower().endswith(_ROW_SUFFIXES):
            yield from _read_rows(data, path, ident)
        else:
            yield from _read_text(data, path, ident)


def _read_bytes(path: str) -> bytes | InputError:
    """Read a whole file, or say why not."""
    try:
        return sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except ValueError as error:  # a NUL in the name
        return InputError(f"{path!r}: {error}")
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        return InputError(f"{path}: {reason[:1].lower()}{reason[1:]}")


def _read_text(data: bytes, path: str, ident: str) -> Iterator[Input | InputError]:
    """Read one text; rows on standard input are known by their look."""
    try:
        decoded = decode(data, path)
    except InputError as error:
        yield error
        return
    if path == STDIN and _looks_like_rows(decoded.text):
        yield from _read_rows(data, path, ident)
    else:
        yield Input(ident, decoded.text, warning=decoded.warning)


def _looks_like_rows(text: str) -> bool:
    """Tell whether the first line is a JSON object with a text."""
    first = text.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    row = _parse(first)
    return isinstance(row, dict) and "text" in row


def _parse(line: str) -> Any:
    """Return what a line of JSON says, or None where it is none."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _read_rows(data: bytes, path: str, ident: str) -> Iterator[Input | InputError]:
    """Read each line as one text with its id, language, date and source."""
    try:
        decoded = decode(data, path)
    except InputError as error:
        yield error
        return
    if decoded.warning:
        yield InputError(f"{path}: {decoded.warning}")
    for number, line in enumerate(decoded.text.split("\n"), 1):
        if line.strip():
            where = f"{path}:{number}"
            row = _parse(line)
            if isinstance(row, dict):
                yield row_to_input({"id": f"{ident}:{number}", **row}, where)
            else:
                yield InputError(f"{where}: no JSON object; {_ROW}")


def row_to_input(row: Mapping[str, Any], where: str) -> Input | InputError:
    """Make a text of a row.

    Args:
        row: An object with ``text`` and ``id``, perhaps ``lang``, ``date`` and
            ``source``.
        where: File and line, for the message.
    """
    for key in ("text", "lang", "date", "source"):
        value = row.get(key)
        if not isinstance(value, str) and (key == "text" or value is not None):
            return InputError(
                f"{where}: {key!r} is {value!r:.60}, not a string; {_ROW}"
            )
    if row.get("date") is not None and not is_day(row["date"]):
        return InputError(f"{where}: 'date' {row['date']!r} is no day like 2024-05-31")
    known = (row.get(key) for key in ("lang", "date", "source"))
    return Input(str(row["id"]), row["text"], *known)


def is_day(value: str) -> bool:
    """Tell whether a text is a day like ``2024-05-31``; a time may follow.

    Args:
        value: Any text.
    """
    return day_of(value) is not None


def day_of(value: str | None) -> str | None:
    """Return the day of a date, ``2024-05-31``; None if it is none.

    Args:
        value: A day, perhaps with a time after it, or any text.

    Example:
        >>> day_of("2024-05-31T12:00:00Z")
        '2024-05-31'
    """
    try:
        return date.fromisoformat((value or "")[:10]).isoformat()
    except ValueError:
        return None


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read annotated or extracted documents.

    Args:
        path: A JSONL file.

    Raises:
        InputError: If it cannot be read, or a line is no document.
    """
    for where, row in json_lines(path):
        if "id" not in row:
            raise InputError(f'{where}: no JSON object with an "id"')
        yield row


def json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read the objects of a JSONL file.

    Args:
        path: The file.

    Yields:
        File and line, and the object.

    Raises:
        InputError: If it cannot be read, or a line is no object.
    """
    data = _read_bytes(str(path))
    if isinstance(data, InputError):
        raise data
    for number, line in enumerate(decode(data, str(path)).text.split("\n"), 1):
        if line.strip():
            row = _parse(line)
            if not isinstance(row, dict):
                raise InputError(f"{path}:{number}: no JSON object")
            yield f"{path}:{number}", row
