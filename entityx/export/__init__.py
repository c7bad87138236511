"""What entityx gives to other tools: one format a file, chosen by name or suffix.

A new format is a new module here with an ``EXPORTER``, or an entry point in the group
``entityx_exporters`` of somebody else's package.
"""

from entityx.export.arrow import to_arrow, to_pandas, to_polars
from entityx.export.registry import (
    Exporter,
    exporter_for,
    exporters,
    renderer_for,
    write_graph,
)
from entityx.export.rows import Tables

__all__ = [
    "Exporter",
    "Tables",
    "exporter_for",
    "exporters",
    "renderer_for",
    "to_arrow",
    "to_pandas",
    "to_polars",
    "write_graph",
]
