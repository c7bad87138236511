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
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

Plain = str | int | float | bool

_STRICT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True)
_HALF = re.compile("[\ud800-\udfff]")

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What would move the cursor or turn the direction of a line in a terminal.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def unicode_text(text: str) -> str:
    """Put the replacement character for halves of characters, which no file can hold.

    Args:
        text: Any text; broken JSON may have brought half a character into it.
    """
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """Leave out the characters that XML forbids, and end lines as XML readers do.

    Args:
        text: Any text.
    """
    if text.isprintable():  # most text is, and this takes a tenth of the time
        return text
    plain = _ILLEGAL.sub("", unicode_text(text))
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def xml_id(text: str) -> str:
    """Write the characters that XML forbids by their number: two ids stay two.

    Args:
        text: Any id.
    """
    if text.isprintable():
        return text
    return xml_text(_ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def tidy(value: Any) -> Any:
    """Make JSON values of anything that an attribute holds.

    Args:
        value: Text, numbers, dates, None, and lists and mappings of them. NaN and the
            infinities become None, since JSON does not know them.
    """
    if isinstance(value, str):
        return unicode_text(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [tidy(item) for item in value]
    if isinstance(value, Mapping):
        return {unicode_text(str(key)): tidy(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(tidy, value), key=repr)
    return value.isoformat() if isinstance(value, date) else value


def one_line(text: str) -> str:
    """Bring a text to one line that is safe to print in a terminal.

    Args:
        text: Any text.
    """
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def tidy_json(value: object) -> str:
    """Write anything that an attribute holds as strict JSON, as ``tidy`` makes it.

    Args:
        value: What ``tidy`` takes.
    """
    try:
        return unicode_text(_STRICT.encode(value))
    except (TypeError, ValueError):  # NaN, a date, a set
        return _STRICT.encode(tidy(value))


def to_json(value: object) -> str:
    """Write a value as strict JSON, readable and always in the same order.

    Args:
        value: JSON values.

    Raises:
        ValueError: If there is a NaN or an infinity in it, which JSON does not know.
    """
    return _STRICT.encode(value)


def flatten_graph(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy whose every attribute is a plain value of one type.

    An edge that has an ``id`` gets it as its key: GraphML writes the key as the edge's
    id, and programs drop the second edge of one id without a word.

    Args:
        graph: A graph as ``KnowledgeGraph.to_networkx`` makes it.
    """
    flat = type(graph)()
    flat.graph.update(flatten(graph.graph))
    nodes = list(graph.nodes(data=True))
    edges = list(graph.edges(keys=True, data=True))
    for node, values in zip(nodes, flat_rows(v for _, v in nodes), strict=True):
        flat.add_node(xml_id(node[0]), **values)
    for edge, values in zip(edges, flat_rows(e[3] for e in edges), strict=True):
        subject, object_, key = (xml_id(part) for part in edge[:3])
        flat.add_edge(subject, object_, key=values.pop("id", key), **values)
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
    if isinstance(value, str):
        return xml_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return xml_text(tidy_json(value))


def flat_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Plain]]:
    """Flatten rows, and let each attribute have one type in all of them.

    Args:
        rows: The attributes of nodes or of edges.
    """
    flat = [flatten(row) for row in rows]
    types: dict[str, set[type]] = {}
    for row in flat:
        for key, value in row.items():
            types.setdefault(key, set()).add(type(value))
    mixed = {key: _common(found) for key, found in types.items() if len(found) > 1}
    for row in flat:
        row.update({key: kind(row[key]) for key, kind in mixed.items() if key in row})
    return flat


def _common(found: set[type]) -> type[Plain]:
    """Return the type that holds every value of some types."""
    return float if found == {int, float} else str
