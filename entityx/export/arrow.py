"""The tables as Arrow, Parquet, pandas and Polars; needs the extra ``tables``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from entityx.export.flatten import to_json
from entityx.export.registry import Exporter
from entityx.export.rows import (
    COLUMNS,
    JSON,
    REAL,
    TEXT,
    TEXTS,
    TRUTH,
    WHOLE,
    Tables,
    table_path,
    tables,
)
from entityx.extras import need

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph

EXTRA = "tables"


def to_arrow(graph: KnowledgeGraph) -> Tables:
    """Return the five tables as Arrow.

    Args:
        graph: The graph.

    Returns:
        Five ``pyarrow.Table``; each speaks ``__arrow_c_stream__``, by which DuckDB,
        Polars, DataFusion and others read it without a copy.

    Raises:
        FormatError: If pyarrow is not installed.
    """
    return Tables(
        *(arrow_table(name, rows) for name, rows in tables(graph)._asdict().items())
    )


def arrow_table(name: str, rows: list[dict[str, Any]]) -> Any:
    """Return rows of one of the tables as Arrow.

    Args:
        name: Which of ``COLUMNS``.
        rows: Its rows.
    """
    pa = need("pyarrow", EXTRA)
    types = {
        TEXT: pa.string(),
        WHOLE: pa.int64(),
        REAL: pa.float64(),
        TRUTH: pa.bool_(),
        TEXTS: pa.list_(pa.string()),
        JSON: pa.string(),
    }
    kinds = COLUMNS[name]
    schema = pa.schema([(column, types[kind]) for column, kind in kinds.items()])
    columns = [
        [to_json(row[column]) for row in rows]
        if kind == JSON
        else [row[column] for row in rows]
        for column, kind in kinds.items()
    ]
    return pa.Table.from_arrays(
        [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)],
        schema=schema,
    )


def to_pandas(graph: KnowledgeGraph) -> Tables:
    """Return the five tables as ``pandas.DataFrame``.

    Args:
        graph: The graph.

    Raises:
        FormatError: If pandas or pyarrow is not installed.
    """
    need("pandas", EXTRA)
    return Tables(*(table.to_pandas() for table in to_arrow(graph)))


def to_polars(graph: KnowledgeGraph) -> Tables:
    """Return the five tables as ``polars.DataFrame``.

    Args:
        graph: The graph.

    Raises:
        FormatError: If Polars or pyarrow is not installed.
    """
    pl = need("polars", EXTRA)
    return Tables(*(pl.DataFrame(table) for table in to_arrow(graph)))


def write_parquet(graph: KnowledgeGraph, path: Path) -> None:
    """Write the five tables as Parquet; nothing in them is lost.

    Args:
        graph: The graph.
        path: The file of the relations; ``out.entities.parquet`` and so on lie beside.
    """
    parquet = need("pyarrow.parquet", EXTRA)
    for name, table in to_arrow(graph)._asdict().items():
        parquet.write_table(table, table_path(path, name))


EXPORTER = Exporter(
    "parquet", (".parquet",), write_parquet, needs=("pyarrow.parquet",), extra=EXTRA
)
