"""Which formats there are, found by name or by a file's suffix."""

from __future__ import annotations

import gc
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import entityx.export
from entityx.errors import FormatError
from entityx.extras import need
from entityx.outputs import replacing

if TYPE_CHECKING:
    from entityx.graph import KnowledgeGraph
    from entityx.types import Extraction

ENTRY_POINTS = "entityx_exporters"


@dataclass(frozen=True, slots=True)
class Exporter:
    """Be one format: its name, and what it can do.

    Args:
        name: What ``--format`` calls it.
        suffixes: Endings of file names, with the dot, that mean this format.
        write: Writes a graph to a path, where the format can hold a graph: a file, a
            folder, or several files of that stem in the path's folder.
        render: Turns the reading of one text into lines of text, where it can.
        needs: Modules beyond entityx's own needs that ``write`` imports.
        extra: The extra of entityx that brings them.
    """

    name: str
    suffixes: tuple[str, ...] = ()
    write: Callable[[KnowledgeGraph, Path], None] | None = None
    render: Callable[[Extraction], str] | None = None
    needs: tuple[str, ...] = ()
    extra: str = ""


@cache
def exporters() -> dict[str, Exporter]:
    """Return every format by name, the user's own first.

    Raises:
        FormatError: If an installed entry point is no ``Exporter``.
    """
    found: dict[str, Exporter] = {}
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda p: p.name):
        found[point.name] = _load(point)
    for info in pkgutil.iter_modules(entityx.export.__path__):
        module = import_module(f"{entityx.export.__name__}.{info.name}")
        exporter: Exporter | None = getattr(module, "EXPORTER", None)
        if exporter is not None:
            found.setdefault(exporter.name, exporter)
    return found


def _load(point: EntryPoint) -> Exporter:
    """Load somebody else's format."""
    where = f"entry point {point.name} = {point.value!r} of {ENTRY_POINTS}"
    try:
        found = point.load()
    except (ImportError, AttributeError) as error:
        raise FormatError(f"{where}: {error}") from error
    if not isinstance(found, Exporter):
        raise FormatError(f"{where}: not an Exporter but {found!r}")
    return found


def exporter_for(path: Path, name: str | None = None) -> Exporter:
    """Choose the format that a graph is written in.

    Args:
        path: The file to be written; its suffix tells the format.
        name: The format's name, where the suffix should not decide.

    Raises:
        FormatError: If there is no such format (lists the known ones), or a package
            that it needs is not installed (says how to install it).
    """
    found = _chosen(path, name)
    for module in found.needs:
        need(module, found.extra)
    return found


def _chosen(path: Path, name: str | None) -> Exporter:
    """Find the format of a name or, without one, of a suffix."""
    able = {key: e for key, e in exporters().items() if e.write is not None}
    if name is not None:
        if name not in able:
            raise FormatError(f"unknown graph format {name!r}; known: {_listed(able)}")
        return able[name]
    # The longest suffix, so that x.ftm.json is not taken for x.json; the user's own
    # formats come first, and max keeps the first of two that fit alike.
    fitting = [
        (len(suffix), exporter)
        for exporter in able.values()
        for suffix in exporter.suffixes
        if path.name.lower().endswith(suffix)
    ]
    if fitting:
        return max(fitting, key=lambda fit: fit[0])[1]
    known = ", ".join(sorted(s for e in able.values() for s in e.suffixes))
    raise FormatError(f"{path}: no format for {path.suffix!r}; known: {known}")


def write_graph(graph: KnowledgeGraph, path: Path, *, name: str | None = None) -> None:
    """Write a graph; a write that fails leaves what was there whole.

    Args:
        graph: What to write.
        path: Where to; its suffix tells the format.
        name: The format's name, where the suffix should not decide.

    Raises:
        FormatError: If there is no such format (lists the known ones), or if a folder
            of that name holds anything that this format does not write.
    """
    write = exporter_for(path, name).write
    if write is None:  # exporter_for gives none of these
        raise FormatError(f"{path}: this format holds no graph")
    with replacing(path) as draft, _uncollected():
        write(graph, draft)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector still: it finds nothing in the many rows of a graph.

    It takes a fifth of the time, going through all rows each time that there are more.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def renderer_for(name: str) -> Callable[[Extraction], str]:
    """Choose how the reading of one text is put into lines of text.

    Args:
        name: A format's name: ``jsonl``, ``triples`` or ``table``.

    Raises:
        FormatError: If there is no such format; lists the known ones.
    """
    able = {key: e.render for key, e in exporters().items() if e.render is not None}
    if name not in able:
        raise FormatError(f"unknown format {name!r}; known: {_listed(able)}")
    return able[name]


def _listed(known: Iterable[str]) -> str:
    """List names for a message."""
    return ", ".join(sorted(known))
