"""Read the files of ``patterns/`` as plain rows, and merge one folder over another."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from entityx.errors import PatternError

Row = Mapping[str, Any]


def jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield line number and object of a JSONL file.

    Args:
        path: The file.

    Raises:
        PatternError: If a line is no JSON object.
    """
    with path.open(encoding="utf-8") as handle:
        for number, line in enumerate(handle, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise PatternError(f"{path}:{number}: {error}") from None
            if not isinstance(row, dict):
                raise PatternError(f"{path}:{number}: not a JSON object")
            yield number, row


def toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Args:
        path: The file.

    Raises:
        PatternError: If it is no TOML; the message has the line.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"{path}: {error}") from None


def merge(base: dict[str, Any], more: Row) -> None:
    """Merge tables over others key by key; a list is replaced whole.

    Args:
        base: The tables to change.
        more: What is said of them later.
    """
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            merge(base[key], value)
        else:
            base[key] = value


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what tells that a file of patterns was changed: name, time and size.

    Args:
        folder: A folder of patterns.
    """
    kinds = ("*.toml", "*/*.toml", "*/*.jsonl")
    paths = sorted(path for kind in kinds for path in folder.glob(kind))
    found = ((str(path), path.stat()) for path in paths)
    return tuple((name, seen.st_mtime_ns, seen.st_size) for name, seen in found)
