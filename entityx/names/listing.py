"""Group the names of a file and write the groups as lines, for the command line.

A line of tab-separated values has the number of the group and a name; a line of JSON
has one group. Names that stand alone are groups of one: nothing is left out.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from entityx.errors import FormatError, InputError

from .cluster import PersonClusters, cluster
from .compare import TYPES
from .decisions import Decisions, read_decisions

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMATS = ("tsv", "json")


@dataclass(frozen=True, slots=True)
class Job:
    """Be what to group and how to write it."""

    type: str
    format: str
    decisions: Decisions | None

    @classmethod
    def of(cls, type: str, format: str, decisions: Path | None) -> Job:
        """Check the options.

        Args:
            type: The entity type of the names.
            format: ``tsv`` or ``json``.
            decisions: A file of an analyst's decisions.

        Raises:
            FormatError: If the type or the format is not known.
            InputError: If the decisions cannot be read.
        """
        if type.upper() not in TYPES:
            raise FormatError(f"unknown type {type!r}; known: {', '.join(TYPES)}")
        if format not in _FORMATS:
            raise FormatError(
                f"unknown format {format!r}; known: {', '.join(_FORMATS)}"
            )
        try:
            read = read_decisions(decisions) if decisions is not None else None
        except OSError as error:
            raise InputError(f"{decisions}: cannot be read: {error.strerror}") from None
        return cls(type.upper(), format, read)

    def run(self, file: str, *, progress: bool | None = None) -> Iterator[str]:
        """Yield the lines to write.

        Args:
            file: A file of names, one a line; ``-`` is standard input.
            progress: Whether to show a bar; None for only in a terminal.

        Raises:
            InputError: If the file cannot be read.
        """
        names = _read(file)
        groups = self._groups(names, progress)
        for number, group in enumerate(groups, 1):
            some = [names[at] for at in group]
            if self.format == "json":
                row = {"group": number, "name": _fullest(some), "names": some}
                yield json.dumps(row, ensure_ascii=False)
            else:
                yield from (f"{number}\t{name}" for name in some)

    def _groups(self, names: list[str], progress: bool | None) -> list[list[int]]:
        if self.type != "PERSON":
            return cluster(names, type=self.type, decisions=self.decisions)
        from tqdm import tqdm

        shown = sys.stderr.isatty() if progress is None else progress
        found = PersonClusters(decisions=self.decisions)
        with tqdm(unit="pairs", unit_scale=True, leave=False, disable=not shown) as bar:
            found.add(names, told=bar.update)
        return found.groups()


def _read(file: str) -> list[str]:
    try:
        if file == "-":
            text = sys.stdin.buffer.read().decode("utf-8", "replace")
        else:
            text = Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from None
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line]


def _fullest(names: list[str]) -> str:
    """Return the longest name, the first of equals."""
    return max(names, key=len)
