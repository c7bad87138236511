"""Tables say the same in CSV, Arrow, pandas and Polars, and no cell is obeyed."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entityx.export.csv_tables import cell, uncell, write_rows
from entityx.export.flatten import xml_text
from entityx.graph import KnowledgeGraph
from entityx.types import Extraction


@pytest.fixture
def graph(make_extraction: Callable[..., Extraction]) -> KnowledgeGraph:
    """Return a graph of two documents, one of which denies."""
    return KnowledgeGraph(
        [
            make_extraction("a", {"said": "United States"}),
            make_extraction("b", {"modality": "planned"}, {"negated": True}),
        ]
    )


def test_evidence_keeps_how_each_document_means_the_claim(
    graph: KnowledgeGraph,
) -> None:
    """One claim, two documents, two modalities, each with its speaker and sentence."""
    found = graph.to_arrow()
    rows = [
        (r["document"], r["modality"], r["negated"], r["attributed_to"], r["text"])
        for r in found.evidence.to_pylist()
    ]
    assert rows == [
        ("a", "asserted", False, "country:US", "Moscow buys shells."),
        ("b", "planned", False, None, "Moscow buys shells."),
        ("b", "asserted", True, None, "Moscow buys shells."),
    ]
    (first, *_) = found.evidence.to_pylist()
    assert json.loads(first["qualifiers"])[0]["entity_id"] == "weapon:artillery-shell"
    ids = [row["id"] for row in found.relations.to_pylist()]
    assert [r["relation"] for r in found.evidence.to_pylist()] == [ids[0], *ids]


def test_pandas_polars_and_arrow_streams_agree(graph: KnowledgeGraph) -> None:
    """The same rows and columns, by whichever library."""
    arrow, pandas, polars = graph.to_arrow(), graph.to_pandas(), graph.to_polars()
    for name in ("mentions", "entities", "relations", "evidence"):
        rows = getattr(arrow, name).to_pylist()
        assert rows
        assert getattr(polars, name).to_dicts() == rows
        frame = getattr(pandas, name)
        assert isinstance(frame, pd.DataFrame)
        assert list(frame.columns) == list(rows[0])
        assert len(frame) == len(rows)
        stream = pa.RecordBatchReader.from_stream(getattr(arrow, name))
        assert stream.read_all().to_pylist() == rows
        assert pl.DataFrame(getattr(arrow, name)).to_dicts() == rows
    assert pandas.relations["negated"].tolist() == [False, True]


def test_an_empty_graph_has_tables_with_columns() -> None:
    """Types do not depend on there being rows."""
    found = KnowledgeGraph().to_arrow()
    assert found.mentions.schema.field("start").type == pa.int64()
    assert found.entities.schema.field("names").type == pa.list_(pa.string())


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_obey_is_only_text(text: str) -> None:
    """It begins with an apostrophe, which can be taken off again."""
    assert str(cell(text)).startswith("'")
    assert uncell(str(cell(text))) == xml_text(text)


@pytest.mark.parametrize("text", ["Kim", "", "a=b", "1-2", "é", "😀"])
def test_other_cells_are_left_as_they_are(text: str) -> None:
    """Harmless text is not touched."""
    assert cell(text) == text


def test_numbers_stay_numbers() -> None:
    """A number is no formula, also below zero."""
    assert [cell(-1), cell(0.5), cell(True), cell(None)] == [-1, 0.5, "true", ""]


@given(st.text(alphabet=st.characters(), max_size=30))
def test_every_text_comes_back_out_of_a_cell(text: str) -> None:
    """Taking one apostrophe off gives what went in, and nothing is ever obeyed."""
    line = io.StringIO()
    csv.writer(line).writerow([cell(text), "end"])
    ((found, end),) = csv.reader(io.StringIO(line.getvalue(), newline=""))
    assert uncell(found) == xml_text(text)
    assert end == "end"
    assert not found.startswith(
        ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
    )


def test_pandas_and_polars_read_the_csv(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Their readers find the columns, the rows and the quoted text."""
    graph.write(tmp_path / "g.csv")
    frame = pd.read_csv(tmp_path / "g.csv")
    assert frame["negated"].tolist() == [False, True]
    assert frame["subject"].tolist() == ["country:RU", "country:RU"]
    rows = pl.read_csv(tmp_path / "g.evidence.csv")
    assert rows["text"].to_list() == ["Moscow buys shells."] * 3


def test_quotes_and_line_ends_stay_in_their_cell(tmp_path: Path) -> None:
    """A name cannot begin a new row or column."""
    nasty = 'a","b\n=cmd\r\n"c'
    write_rows(tmp_path / "t.csv", ["x", "y"], [[nasty, 1]])
    assert pl.read_csv(tmp_path / "t.csv")["x"].to_list() == [xml_text(nasty)]
    assert pd.read_csv(tmp_path / "t.csv")["x"].tolist() == [xml_text(nasty)]
