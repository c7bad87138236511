"""GraphML, for Gephi, yEd, Cytoscape and other graph programs.

Written line by line, from what ``flat_rows`` made plain: with networkx's writer the
whole takes twice the time, and the bytes depend on whether lxml is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from entityx.export.flatten import Plain, flat_rows, xml_id
from entityx.export.registry import Exporter
from entityx.statement import edge_values, node_values
from entityx.types import SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}

Row = Mapping[str, Plain]
Keys = dict[str, tuple[str, type[Plain]]]


def write_graphml(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph as GraphML; lists, such as the evidence, become JSON text.

    Args:
        graph: The graph.
        path: The file.
    """
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(_lines(graph))


def _lines(graph: KnowledgeGraph) -> Iterator[str]:
    """Yield the lines of the file."""
    rows = {
        "graph": flat_rows([{"schema_version": SCHEMA_VERSION}]),
        "node": flat_rows(map(node_values, graph.entities)),
        "edge": flat_rows(map(edge_values, graph.statements)),
    }
    yield _HEAD
    keys = {part: _keys(part, found) for part, found in rows.items()}
    for part, known in keys.items():
        for name, (id, kind) in known.items():
            yield (
                f'<key id="{id}" for="{part}" attr.name={quoteattr(name)} '
                f'attr.type="{_TYPES[kind]}"/>\n'
            )
    yield '<graph edgedefault="directed">\n'
    yield from _data(rows["graph"][0], keys["graph"])
    for entity, values in zip(graph.entities, rows["node"], strict=True):
        yield f"<node id={_id(entity.id)}>\n"
        yield from _data(values, keys["node"])
        yield "</node>\n"
    for statement, values in zip(graph.statements, rows["edge"], strict=True):
        # Programs drop the second edge of one id without a word: it is the claim's.
        ends = f"source={_id(statement.subject.id)} target={_id(statement.object.id)}"
        yield f"<edge id={quoteattr(str(values.pop('id')))} {ends}>\n"
        yield from _data(values, keys["edge"])
        yield "</edge>\n"
    yield "</graph>\n</graphml>\n"


def _id(text: str) -> str:
    """Return an id as the value of an attribute."""
    return quoteattr(xml_id(text))


def _keys(part: str, rows: Iterable[Row]) -> Keys:
    """Give each attribute of some rows a number and a type."""
    found = {name: type(value) for row in rows for name, value in row.items()}
    if part == "edge":
        found.pop("id", None)
    return {
        name: (f"{part[0]}{n}", kind) for n, (name, kind) in enumerate(found.items())
    }


def _data(values: Row, keys: Keys) -> Iterator[str]:
    """Yield the attributes of one node or edge."""
    for name, value in values.items():
        text = str(value).lower() if isinstance(value, bool) else escape(str(value))
        yield f'<data key="{keys[name][0]}">{text}</data>\n'


EXPORTER = Exporter("graphml", (".graphml",), write_graphml)
