"""Values as plain graph formats can hold them. The one place where that is decided.

GraphML and GEXF refuse None and lists, read one type per attribute, and break on
characters that XML forbids (noisy web text has them, and some writers put them into
unreadable files without a word).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

Plain = str | int | float | bool

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What would move the cursor or turn the direction of a line in a terminal.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def xml_text(text: str) -> str:
    """Leave out the characters that XML forbids.

    Args:
        text: Any text.
    """
    return _ILLEGAL.sub("", text)


def one_line(text: str) -> str:
    """Bring a text to one line that is safe to print in a terminal.

    Args:
        text: Any text.
    """
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def to_json(value: object) -> str:
    """Write a value as strict JSON, readable and always in the same order.

    Args:
        value: JSON values.

    Raises:
        ValueError: If there is a NaN or an infinity in it, which JSON does not know.
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)


def flatten_graph(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy whose every attribute is a plain value of one type.

    Args:
        graph: A graph as ``KnowledgeGraph.to_networkx`` makes it.
    """
    flat = type(graph)()
    flat.graph.update(flatten(graph.graph))
    nodes = list(graph.nodes(data=True))
    edges = list(graph.edges(keys=True, data=True))
    for node, values in zip(nodes, _rows(v for _, v in nodes), strict=True):
        flat.add_node(xml_text(node[0]), **values)
    for edge, values in zip(edges, _rows(e[3] for e in edges), strict=True):
        subject, object_, key = (xml_text(part) for part in edge[:3])
        flat.add_edge(subject, object_, key=key, **values)
    return flat


def flatten(values: Mapping[str, Any]) -> dict[str, Plain]:
    """Make plain values of the attributes of one node or edge.

    Args:
        values: Attributes; None and NaN are left out, lists become JSON text.
    """
    flat = {xml_text(str(key)): _plain(value) for key, value in values.items()}
    return {key: value for key, value in flat.items() if value is not None}


def _plain(value: Any) -> Plain | None:
    """Return one value as text, number or truth."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return xml_text(value if isinstance(value, str) else to_json(value))


def _rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Plain]]:
    """Flatten rows, and let each attribute have one type in all of them."""
    flat = [flatten(row) for row in rows]
    types: dict[str, set[type]] = {}
    for row in flat:
        for key, value in row.items():
            types.setdefault(key, set()).add(type(value))
    kinds = {key: _common(found) for key, found in types.items()}
    return [{key: kinds[key](value) for key, value in row.items()} for row in flat]


def _common(found: set[type]) -> type[Plain]:
    """Return the type that holds every value of some types."""
    if len(found) == 1:
        kind: type[Plain] = next(iter(found))
        return kind
    return float if found == {int, float} else str
