"""GraphML, for Gephi, yEd, Cytoscape and other graph programs.

Written line by line, from what ``flatten_graph`` made plain: with networkx's writer the
whole takes twice the time, and the bytes depend on whether lxml is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from entityx.export.flatten import Plain, flatten_graph
from entityx.export.registry import Exporter

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from entityx.graph import KnowledgeGraph

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}

Keys = dict[str, str]


def write_graphml(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph as GraphML; lists, such as the evidence, become JSON text.

    Args:
        graph: The graph.
        path: The file.
    """
    flat = flatten_graph(graph.to_networkx())
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(_lines(flat))


def _lines(flat: nx.MultiDiGraph) -> Iterator[str]:
    """Yield the lines of the file."""
    parts = {
        "graph": [flat.graph],
        "node": [values for _, values in flat.nodes(data=True)],
        "edge": [values for _, _, values in flat.edges(data=True)],
    }
    yield _HEAD
    keys: dict[str, Keys] = {}
    for part, rows in parts.items():
        keys[part] = {}
        for name, kind in _columns(rows).items():
            id = keys[part][name] = f"{part[0]}{len(keys[part])}"
            yield (
                f'<key id="{id}" for="{part}" attr.name={quoteattr(name)} '
                f'attr.type="{_TYPES[kind]}"/>\n'
            )
    yield '<graph edgedefault="directed">\n'
    yield from _data(flat.graph, keys["graph"])
    for node, values in flat.nodes(data=True):
        yield f"<node id={quoteattr(node)}>\n"
        yield from _data(values, keys["node"])
        yield "</node>\n"
    for source, target, id, values in flat.edges(keys=True, data=True):
        ends = f"source={quoteattr(source)} target={quoteattr(target)}"
        yield f"<edge id={quoteattr(id)} {ends}>\n"
        yield from _data(values, keys["edge"])
        yield "</edge>\n"
    yield "</graph>\n</graphml>\n"


def _columns(rows: Iterable[Mapping[str, Plain]]) -> dict[str, type[Plain]]:
    """Return every attribute of some rows with its type, in the order of meeting."""
    return {name: type(value) for row in rows for name, value in row.items()}


def _data(values: Mapping[str, Plain], keys: Keys) -> Iterator[str]:
    """Yield the attributes of one node or edge."""
    for name, value in values.items():
        text = str(value).lower() if isinstance(value, bool) else escape(str(value))
        yield f'<data key="{keys[name]}">{text}</data>\n'


EXPORTER = Exporter("graphml", (".graphml",), write_graphml)
