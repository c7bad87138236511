"""What entityx gives to other tools: one format a file, chosen by name or suffix.

A new format is a new module here with an ``EXPORTER``, or an entry point in the group
``entityx_exporters`` of somebody else's package.
"""

from entityx.export.registry import (
    Exporter,
    exporter_for,
    exporters,
    renderer_for,
    write_graph,
)

__all__ = ["Exporter", "exporter_for", "exporters", "renderer_for", "write_graph"]
