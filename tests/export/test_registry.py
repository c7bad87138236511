"""Formats are found by name and suffix, and a write never loses what was there."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from entityx.errors import FormatError
from entityx.export import Exporter, exporter_for, exporters
from entityx.extras import need
from entityx.graph import KnowledgeGraph
from entityx.types import Extraction


@pytest.fixture
def graph(make_extraction: Callable[..., Extraction]) -> KnowledgeGraph:
    """Return a small graph."""
    return KnowledgeGraph([make_extraction("a", {}, {"negated": True})])


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.json", "node_link"),
        ("a.ftm.json", "ftm"),
        ("A.GraphML", "graphml"),
        ("a.b.ttl", "turtle"),
    ],
)
def test_the_longest_suffix_decides(name: str, format: str) -> None:
    """A double suffix is not taken for its last half; capitals do not matter."""
    assert exporter_for(Path(name)).name == format


def test_a_format_is_chosen_by_name_against_the_suffix(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """``--format`` decides where both are given."""
    graph.write(tmp_path / "g.txt", format="graphml")
    assert (tmp_path / "g.txt").read_bytes().startswith(b"<?xml")


def test_a_folder_is_replaced_by_its_own_kind(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Writing tables again replaces the folder, and leaves nothing else behind."""
    path = tmp_path / "g.neo4j"
    graph.write(path)
    (path / "entities.csv").write_text("old", encoding="utf-8")
    graph.write(path)
    assert (path / "entities.csv").read_text(encoding="utf-8").startswith("id:ID")
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_with_other_files_is_left_alone(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Somebody's own files are never thrown away."""
    path = tmp_path / "g.neo4j"
    path.mkdir()
    (path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(
        FormatError, match=r"holds 'thesis.txt', which is not written here"
    ):
        graph.write(path)
    assert [item.name for item in path.iterdir()] == ["thesis.txt"]


def test_a_file_does_not_take_the_place_of_a_folder(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Nor a folder that of a file."""
    (tmp_path / "g.json").mkdir()
    (tmp_path / "g.neo4j").write_text("mine", encoding="utf-8")
    with pytest.raises(FormatError, match="is a folder, not a file"):
        graph.write(tmp_path / "g.json")
    with pytest.raises(FormatError, match="is a file, not a folder"):
        graph.write(tmp_path / "g.neo4j")
    assert (tmp_path / "g.neo4j").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("suffix", [".csv", ".neo4j", ".cypher"])
def test_a_write_of_several_files_that_fails_leaves_all_of_them(
    suffix: str, graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old files stand until every new one is whole."""
    path = tmp_path / f"g{suffix}"
    graph.write(path)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    exporter = exporter_for(path)

    def fail(graph: KnowledgeGraph, path: Path) -> None:
        assert exporter.write is not None
        exporter.write(KnowledgeGraph(), path)
        raise OSError("disk full")

    broken = Exporter(exporter.name, exporter.suffixes, fail)
    monkeypatch.setitem(exporters(), exporter.name, broken)
    with pytest.raises(OSError, match="disk full"):
        graph.write(path)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_a_missing_extra_is_told_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """No traceback of an import, but what to do; nothing is written."""
    with pytest.raises(FormatError, match=r"needs nothing_such.*entityx\[rdf\]"):
        need("nothing_such.part", "rdf")
    for module, suffix, extra in (
        ("pyarrow.parquet", ".parquet", "tables"),
        ("pyoxigraph", ".ttl", "rdf"),
        ("pyoxigraph", ".jsonld", "rdf"),
        ("ladybug", ".lbug", "property-graph"),
    ):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(FormatError, match=rf"pip install 'entityx\[{extra}\]'"):
            graph.write(tmp_path / f"g{suffix}")
    assert list(tmp_path.iterdir()) == []


PLUGIN = """
from entityx.export import Exporter

def write(graph, path):
    path.write_text("\\n".join(" ".join(t) for t in graph.triples()), encoding="utf-8")

LINES = Exporter("lines", (".lines",), write)
NOT_ONE = "a text"
"""
CODE = """
import sys
from entityx.errors import EntityxError
from entityx.graph import KnowledgeGraph
try:
    KnowledgeGraph.load(sys.argv[1]).write(sys.argv[2])
except EntityxError as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("plugin_of_mine:LINES", None),
        ("plugin_of_mine:NOT_ONE", "not an Exporter but 'a text'"),
        ("plugin_of_mine:NOTHING", "has no attribute 'NOTHING'"),
        ("no_such_plugin:LINES", "No module named 'no_such_plugin'"),
    ],
)
def test_an_installed_package_brings_its_own_format(
    target: str, message: str | None, graph: KnowledgeGraph, tmp_path: Path, root: Path
) -> None:
    """One entry point is enough; one that is wrong is told by its name."""
    site = tmp_path / "site"
    info = site / "plugin_of_mine-1.dist-info"
    info.mkdir(parents=True)
    (site / "plugin_of_mine.py").write_text(PLUGIN, encoding="utf-8")
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: plugin-of-mine\nVersion: 1\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        f"[entityx_exporters]\nlines = {target}\n", encoding="utf-8"
    )
    graph.save(tmp_path / "g.jsonl")
    out = tmp_path / "out.lines"
    done = subprocess.run(
        [sys.executable, "-c", CODE, tmp_path / "g.jsonl", out],
        env={"PYTHONPATH": f"{site}:{root}", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )
    if message is None:
        assert done.returncode == 0, done.stderr
        assert out.read_text(encoding="utf-8") == "Russia buys_from North Korea"
    else:
        assert f"entry point lines = '{target}'" in done.stderr
        assert message in done.stderr
        assert not out.exists()
