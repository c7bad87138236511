"""GraphML, for Gephi and other graph programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entityx.export.flatten import flatten_graph
from entityx.export.registry import Exporter

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph


def write_graphml(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph as GraphML; lists, such as the evidence, become JSON text.

    Args:
        graph: The graph.
        path: The file.
    """
    import networkx as nx

    nx.write_graphml(flatten_graph(graph.to_networkx()), path)


EXPORTER = Exporter("graphml", (".graphml",), write_graphml)
