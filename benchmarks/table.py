"""One table: a row for each figure, a column for each language; Markdown to read."""

from __future__ import annotations

from collections.abc import Sequence


class Table:
    """Collect figures and print them.

    Args:
        langs: The columns.
    """

    def __init__(self, langs: Sequence[str]) -> None:
        self.langs = tuple(langs)
        self._rows: dict[str, dict[str, str]] = {}

    def add(self, figure: str, lang: str, value: str) -> None:
        """Put a value in its place.

        Args:
            figure: The row; rows stand in the order in which they first come.
            lang: The column.
            value: What stands there.
        """
        self._rows.setdefault(figure, {})[lang] = value

    def add_everywhere(self, figure: str, value: str) -> None:
        """Put one value in every column.

        Args:
            figure: The row.
            value: What stands there.
        """
        for lang in self.langs:
            self.add(figure, lang, value)

    def __str__(self) -> str:
        head = ["", *self.langs]
        body = [
            [figure, *(values.get(lang, "") for lang in self.langs)]
            for figure, values in self._rows.items()
        ]
        widths = [max(len(row[n]) for row in [head, *body]) for n in range(len(head))]
        lines = [_line(head, widths), _line(["-" * w for w in widths], widths)]
        return "\n".join([*lines, *(_line(row, widths) for row in body)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
