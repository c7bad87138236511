"""What docs/exports.md shows is what happens."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ladybug
import pyoxigraph
import pytest
import rdflib

from entityx.export import Exporter, exporters
from entityx.graph import KnowledgeGraph
from entityx.types import Extraction


@pytest.fixture
def page(root: Path) -> str:
    """Return the page."""
    return (root / "docs" / "exports.md").read_text(encoding="utf-8")


@pytest.fixture
def graph(make_extraction: Callable[..., Extraction]) -> KnowledgeGraph:
    """Return a graph of two papers that agree, one plan and one denial."""
    return KnowledgeGraph(
        [
            make_extraction("a", {}, {"object": "Ukraine", "negated": True}),
            make_extraction("b", {"said": "Ukraine", "text": "He said they buy."}),
            make_extraction("c", {"object": "United States", "modality": "planned"}),
        ]
    )


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def _block(page: str, language: str, word: str) -> str:
    (found,) = (block for block in _blocks(page, language) if word in block)
    return found


def test_the_table_lists_every_format(page: str) -> None:
    """Name, suffixes and extra of each stand in one row, and no others."""
    rows = {
        name: (
            {s for s in re.findall(r"`(\.[^`]+)`", suffixes) if s != ".params.json"},
            extra.strip("` –"),
        )
        for name, suffixes, extra in re.findall(
            r"^\| .*?\(`(\w+)`\) \| (.*?) \| (.*?) \|", page, re.MULTILINE
        )
    }
    assert rows == {
        name: (set(exporter.suffixes), exporter.extra)
        for name, exporter in exporters().items()
        if exporter.write is not None
    }


def test_the_networkx_example_finds_what_is_sold(
    page: str, graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Denial and plan are edges too, and told apart."""
    monkeypatch.chdir(tmp_path)
    graph.write("out.json")
    names: dict[str, Any] = {}
    code = _block(page, "python", "node_link_graph")
    exec(compile(code, "docs", "exec"), names)
    deal, denial, plan = (values for _, _, values in names["sales"])
    assert deal["sources"] == 2
    assert denial["negated"]
    assert plan["modality"] == "planned"


def test_the_ladybug_and_cypher_examples_find_the_sale(
    page: str, graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A denial has another type and is not found; a plan is told by its property."""
    monkeypatch.chdir(tmp_path)
    graph.write("out.lbug")
    names: dict[str, Any] = {}
    exec(compile(_block(page, "python", "ladybug"), "docs", "exec"), names)
    assert sorted(names["rows"]) == [
        ["Russia", "North Korea", 2],
        ["Russia", "United States", 1],
    ]
    (query,) = _blocks(page, "cypher")
    with (
        ladybug.Database("out.lbug", read_only=True) as base,
        ladybug.Connection(base) as run,
    ):
        rows = run.execute(query).get_all()
    assert rows == [["Russia", "North Korea", "2024-05-31"]]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize(("suffix", "format"), [(".ttl", "turtle"), (".jsonld", None)])
def test_the_sparql_example_finds_each_sentence(
    suffix: str, format: str | None, page: str, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Both readers find both sentences of the asserted sale, and nothing else."""
    path = tmp_path / f"out{suffix}"
    graph.write(path)
    (query,) = _blocks(page, "sparql")
    wanted = {"Moscow buys shells.", "He said they buy."}
    read = rdflib.Graph().parse(path, format=format or "json-ld")
    assert {str(row[2]) for row in read.query(query)} == wanted
    store = pyoxigraph.Store()
    store.load(path=str(path))
    assert {row["sentence"].value for row in store.query(query)} == wanted


def test_the_example_of_a_format_of_ones_own_works(
    page: str, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """It writes a line for each claim that is not denied."""
    names: dict[str, Any] = {}
    exec(compile(_block(page, "python", "# mine.py"), "docs", "exec"), names)
    lines = names["LINES"]
    assert isinstance(lines, Exporter)
    assert lines.write is not None
    lines.write(graph, tmp_path / "out.lines")
    assert (tmp_path / "out.lines").read_text(encoding="utf-8").splitlines() == [
        "Russia\tbuys_from\tNorth Korea",
        "Russia\tbuys_from\tUnited States",
    ]
