"""Cytoscape JSON, for Cytoscape and cytoscape.js; lists stay lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entityx.export.flatten import tidy_json
from entityx.export.registry import Exporter

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph


def write_cytoscape(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph as Cytoscape JSON, every edge with the id of its claim.

    Args:
        graph: The graph.
        path: The file; ``networkx.cytoscape_graph(data)`` reads it, as Cytoscape does.
    """
    import networkx as nx

    found = graph.to_networkx()
    for _, values in found.nodes(data=True):
        values["name"] = values["label"]  # the column that Cytoscape labels nodes by
    data = {**nx.cytoscape_data(found), "data": found.graph}
    path.write_text(tidy_json(data) + "\n", encoding="utf-8", newline="\n")


EXPORTER = Exporter("cytoscape", (".cyjs",), write_cytoscape)
