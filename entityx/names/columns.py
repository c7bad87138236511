"""Arrays that grow: rows are appended one by one and read as one numpy array."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


class Column:
    """Keep rows of one width; what was appended is copied in when it is first read.

    Args:
        width: Numbers in a row; 0 for a plain number.
        kind: The numpy type.
        fill: What stands where a row is shorter than the width.
    """

    def __init__(self, width: int, kind: Any, fill: float = 0) -> None:
        self._shape = (width,) if width else ()
        self._fill = fill
        self._rows: NDArray[Any] = np.full((64, *self._shape), fill, kind)
        self._done = 0
        self._waiting: list[Any] = []

    def __len__(self) -> int:
        return self._done + len(self._waiting)

    def append(self, row: Any) -> None:
        """Add a row.

        Args:
            row: A number, or numbers up to the width.
        """
        self._waiting.append(row)

    def extend(self, rows: Iterable[Any]) -> None:
        """Add rows.

        Args:
            rows: The rows.
        """
        self._waiting.extend(rows)

    def read(self) -> NDArray[Any]:
        """Return all rows as an array."""
        if self._waiting:
            need = self._done + len(self._waiting)
            if need > len(self._rows):
                size = max(need, 2 * len(self._rows))
                grown = np.full((size, *self._shape), self._fill, self._rows.dtype)
                grown[: self._done] = self._rows[: self._done]
                self._rows = grown
            self._copy_in(need)
            self._done = need
            self._waiting.clear()
        return self._rows[: self._done]

    def _copy_in(self, need: int) -> None:
        if not self._shape:
            self._rows[self._done : need] = self._waiting
            return
        for at, row in enumerate(self._waiting, self._done):
            self._rows[at, : len(row)] = row
