"""GEXF, for Gephi and other graph programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entityx.export.flatten import flatten_graph
from entityx.export.registry import Exporter

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph


def write_gexf(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph as GEXF; lists, such as the evidence, become JSON text.

    Args:
        graph: The graph.
        path: The file.
    """
    from networkx.readwrite.gexf import GEXFWriter

    flat = flatten_graph(graph.to_networkx())
    for _, _, key, values in flat.edges(keys=True, data=True):
        values["id"] = key
    writer = GEXFWriter()
    writer.add_graph(flat)
    for meta in writer.xml.iter("meta"):
        meta.attrib.clear()  # the day of writing would make two runs differ
    with path.open("wb") as handle:
        writer.write(handle)


EXPORTER = Exporter("gexf", (".gexf",), write_gexf)
