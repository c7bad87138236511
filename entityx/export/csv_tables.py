"""CSV that a spreadsheet opens without obeying it, and that can be read back whole.

A text cell that begins with a sign which spreadsheets take for a formula (``= + - @``,
their full-width forms, tab, line end), or with an apostrophe, gets an apostrophe in
front. Taking one leading apostrophe off gives the text back.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from entityx.export.flatten import to_json, xml_text
from entityx.export.registry import Exporter
from entityx.export.rows import COLUMNS, table_path, tables

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph

_OBEYED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")


def write_csv(graph: KnowledgeGraph, path: Path) -> None:
    """Write the five tables as CSV; lists become JSON text.

    Args:
        graph: The graph.
        path: The file of the relations; ``out.entities.csv`` and so on go beside it.
    """
    for name, rows in tables(graph)._asdict().items():
        header = list(COLUMNS[name])
        write_rows(
            table_path(path, name), header, ([row[c] for c in header] for row in rows)
        )


def write_rows(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    separator: str | None = None,
) -> None:
    """Write one CSV file, every text cell safe.

    Args:
        path: The file.
        header: The names of the columns.
        rows: The cells: text, numbers, truth values, None, lists.
        separator: What stands between the texts of a list; without it they are JSON.
    """
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([cell(v, separator) for v in row] for row in rows)


def cell(value: Any, separator: str | None = None) -> str | int | float:
    """Return what stands in a cell.

    Args:
        value: Text, a number, a truth value, None, or a list.
        separator: What stands between the texts of a list; without it they are JSON.

    Example:
        >>> cell("=cmd"), cell(-1), cell(None), cell(True), cell(["a"])
        ("'=cmd", -1, '', 'true', '["a"]')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        text = xml_text(value)
    elif separator is None:
        text = xml_text(to_json(value))
    else:
        text = separator.join(map(xml_text, value))
    return f"'{text}" if text.startswith(_OBEYED) else text


def uncell(text: str) -> str:
    """Return the text that ``cell`` was given.

    Args:
        text: What stands in a text cell.

    Example:
        >>> uncell(cell("'=cmd"))
        "'=cmd"
    """
    return text.removeprefix("'")


EXPORTER = Exporter("csv", (".csv",), write_csv)
