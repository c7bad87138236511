"""Node-link JSON, which networkx and D3 read; lists stay lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entityx.export.flatten import tidy_json
from entityx.export.registry import Exporter

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph


def write_node_link(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph as node-link JSON with the keys ``nodes`` and ``edges``.

    Args:
        graph: The graph.
        path: The file; ``networkx.node_link_graph(data, edges="edges")`` reads it.
    """
    import networkx as nx

    data = nx.node_link_data(graph.to_networkx(), edges="edges")
    path.write_text(tidy_json(data) + "\n", encoding="utf-8", newline="\n")


EXPORTER = Exporter("node_link", (".json",), write_node_link)
