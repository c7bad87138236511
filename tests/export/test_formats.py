"""Every format is read back by its own reader, whatever the text holds."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from entityx.errors import FormatError
from entityx.export import Exporter, exporters, renderer_for
from entityx.export.flatten import flatten, flatten_graph, one_line, to_json
from entityx.export.jsonl import extraction_to_row, row_to_extraction
from entityx.graph import KnowledgeGraph
from entityx.types import Extraction

NASTY = "\x00\x0b</script>&\"'<b>\ud7ff\ufffe =cmd|' /C calc'!A0 नमस्ते"


@pytest.fixture
def graph(make_extraction: Callable[..., Extraction]) -> KnowledgeGraph:
    """Return a graph with denials, plans and text that formats choke on."""
    claims = (
        {"said": "United States", "text": NASTY},
        {"negated": True, "modality": "planned"},
        {"subject": "Ukraine", "predicate": "attacks", "object": "Russia", "score": 1},
    )
    found = make_extraction("a", *claims)
    odd = replace(found.entities[0], names=(NASTY, ""))
    return KnowledgeGraph([replace(found, entities=(odd, *found.entities[1:]))])


def test_evidence_survives_in_graphml_as_json(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Lists become JSON text, without the characters that XML forbids."""
    graph.write(tmp_path / "g.graphml")
    found = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    edge = next(d for _, _, d in found.edges(data=True) if not d["negated"])
    (proof, *_) = json.loads(edge["evidence"])
    assert proof["doc_id"] == "a"
    assert "नमस्ते" in proof["text"]


def test_an_unknown_suffix_lists_the_known_ones(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """The message says what would be right."""
    known = (
        r"known: \.csv, \.cyjs, \.cypher, \.ftm, \.ftm\.json, \.gexf, \.graphml, \.json"
    )
    with pytest.raises(FormatError, match=known):
        graph.write(tmp_path / "g.xyz")
    with pytest.raises(FormatError, match="known: csv, cypher, cytoscape, ftm, gexf"):
        graph.write(tmp_path / "g.json", format="png")
    with pytest.raises(FormatError, match="known: jsonl, table, triples"):
        renderer_for("graphml")


def test_a_write_that_fails_leaves_the_old_file_whole(
    graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file never takes the place of a whole one."""

    def fail(_graph: KnowledgeGraph, path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError("disk full")

    monkeypatch.setitem(exporters(), "graphml", Exporter("x", (".graphml",), fail))
    path = tmp_path / "g.graphml"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="disk full"):
        graph.write(path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_flatten_has_one_type_for_an_attribute() -> None:
    """None and NaN are left out, lists become text, mixed numbers become one kind."""
    assert flatten({"a": None, "b": float("nan"), "c": ["é"], "d": True}) == {
        "c": '["é"]',
        "d": True,
    }
    mixed = nx.MultiDiGraph()
    mixed.add_node("a", size=1, note="x")
    mixed.add_node("b", size=1.5, note=2)
    flat = flatten_graph(mixed)
    assert [type(v) for v in nx.get_node_attributes(flat, "size").values()] == [
        float
    ] * 2
    assert set(nx.get_node_attributes(flat, "note").values()) == {"x", "2"}


def test_json_is_strict() -> None:
    """NaN is no JSON."""
    with pytest.raises(ValueError, match="JSON compliant"):
        to_json({"score": float("nan")})


def test_terminal_text_is_one_safe_line() -> None:
    """Escape sequences and direction marks of an article do not reach the terminal."""
    assert one_line("a\x1b[31mb\u202ec\n d") == "a [31mb c d"


def test_row_has_the_shape_of_annotated_documents(
    make_extraction: Callable[..., Extraction],
) -> None:
    """Mentions stand with their entity, triples point to entities by id."""
    row = extraction_to_row(make_extraction("a", {"said": "United States"}))
    assert row["entities"][0]["mentions"][0]["text"] == "Moscow"
    triple = row["triples"][0]
    assert (triple["subject"], triple["object"]) == ("country:RU", "country:KP")
    assert triple["attributed_to"] == "country:US"
    assert triple["qualifiers"] == {"weapon": ["weapon:artillery-shell"]}
    assert triple["evidence"][0] == {
        "start": 0,
        "end": 19,
        "text": "Moscow buys shells.",
        "cue": "buy",
        "rule": "buys_from/1",
    }


@pytest.mark.parametrize(
    "change", [{"schema_version": 0}, {"entities": [{}]}, {"triples": [{}]}]
)
def test_a_row_of_another_shape_is_refused(
    change: dict[str, object], make_extraction: Callable[..., Extraction]
) -> None:
    """What was not written by us is told, not guessed at."""
    with pytest.raises(FormatError):
        row_to_extraction({**extraction_to_row(make_extraction()), **change})


def test_triples_and_table_show_how_a_claim_is_meant(
    make_extraction: Callable[..., Extraction],
) -> None:
    """A denial is never shown as a fact."""
    found = make_extraction("a.txt", {"said": "Ukraine"}, {"negated": True})
    lines = renderer_for("triples")(found).split("\n")
    assert lines[0] == "Russia\tbuys_from\tNorth Korea\tasserted\tUkraine\ta.txt"
    assert lines[1] == "Russia\tbuys_from\tNorth Korea\tdenied, asserted\t\ta.txt"
    table = renderer_for("table")(found)
    assert table.startswith("a.txt: 2 triples, 4 entities")
    assert "denied, asserted" in table
    assert "weapon: shells" in table
