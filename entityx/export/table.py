"""A table for people to read in a terminal."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

from entityx.export.flatten import one_line
from entityx.export.registry import Exporter

if TYPE_CHECKING:
    from rich.table import Table

    from entityx.types import Extraction, Relation

_COLUMNS = ("subject", "predicate", "object", "meant as", "said by", "more", "score")


def render_table(extraction: Extraction) -> str:
    """Return the relations of one text as a table as wide as the terminal.

    Args:
        extraction: What was read out of one text.
    """
    from rich.console import Console

    page = io.StringIO()
    width = max(60, shutil.get_terminal_size((120, 24)).columns)
    console = Console(file=page, width=width, color_system=None, markup=False)
    title = f"{one_line(extraction.id)}: {len(extraction.relations)} triples"
    console.print(f"{title}, {len(extraction.entities)} entities", highlight=False)
    if extraction.relations:
        console.print(_table(extraction))
    lines = (line.rstrip() for line in page.getvalue().splitlines())
    return "\n".join(lines).rstrip()


def _table(extraction: Extraction) -> Table:
    """Lay out the relations."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in _COLUMNS:
        table.add_column(column, overflow="fold", ratio=2 if column == "more" else None)
    for relation in extraction.relations:
        # Text objects, since markup in a string from an article would be obeyed.
        table.add_row(*(Text(one_line(cell)) for cell in _cells(relation)))
    return table


def _cells(relation: Relation) -> tuple[str, ...]:
    """Return the cells of one relation."""
    said = relation.attributed_to
    more = (f"{q.role}: {q.text}" for q in relation.qualifiers)
    return (
        *relation.triple,
        f"denied, {relation.modality}" if relation.negated else relation.modality,
        "" if said is None else said.name,
        "; ".join(dict.fromkeys(more)),
        f"{relation.score:.2f}",
    )


EXPORTER = Exporter("table", render=render_table)
