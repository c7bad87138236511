"""Neo4j's bulk files and the Cypher script keep to what their readers demand."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from entityx.export.csv_tables import uncell
from entityx.export.neo4j import SEPARATOR
from entityx.graph import KnowledgeGraph
from entityx.types import Entity, Extraction, Mention

NASTY = '}) DETACH DELETE n //; ="x"`\'\n\x1f$entities'
# The manual's grammar of headers: name:type, name:ID(space), :START_ID(space) …
HEAD = re.compile(
    r"\w+:(?:string|long|double|boolean|string\[\])|id:ID\((?:Entity|Document)\)"
    r"|:START_ID\((?:Entity|Document)\)|:END_ID\(Entity\)|:TYPE|:LABEL"
)


@pytest.fixture
def graph(make_extraction: Callable[..., Extraction]) -> KnowledgeGraph:
    """Return a graph with names that would end a statement or a cell."""
    odd = Entity("org:x", "ORG", NASTY, None, (NASTY, "-2", "b"))
    lost = Mention(0, 1, "x", "ORG", "org:not-listed")
    found = make_extraction("=d", {}, {"negated": True, "text": NASTY})
    return KnowledgeGraph(
        [
            replace(
                found,
                entities=(*found.entities, odd),
                mentions=(*found.mentions, Mention(0, 9, NASTY, "ORG", "org:x"), lost),
                text=NASTY,
            )
        ]
    )


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as handle:
        head, *rows = csv.reader(handle, strict=True)
    return head, [[uncell(cell) for cell in row] for row in rows]


def _space(head: str) -> str:
    return head.partition("(")[2].rstrip(")")


def test_bulk_files_are_what_the_import_demands(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Typed headers, ids that are there once, ends that exist, cells of their type."""
    graph.write(tmp_path / "g.neo4j")
    folder = tmp_path / "g.neo4j"
    options = (folder / "import.args").read_text(encoding="utf-8").splitlines()
    named = dict(line.split("=") for line in options if line.endswith(".csv"))
    assert len(options) == 6
    assert named.keys() == {"--nodes", "--relationships"}
    tables = {path.name: _table(path) for path in folder.glob("*.csv")}
    assert tables.keys() == {
        *("entities.csv", "documents.csv", "claims.csv", "mentions.csv")
    }
    ids: set[tuple[str, str]] = set()
    for head, rows in tables.values():
        assert all(HEAD.fullmatch(name) for name in head)
        assert len(set(head)) == len(head)
        if head[0].startswith("id:ID"):
            found = [(_space(head[0]), row[0]) for row in rows]
            assert len(set(found)) == len(found)
            ids.update(found)
    for head, rows in tables.values():
        for name, column in zip(head, zip(*rows, strict=True), strict=True):
            if name.startswith((":START", ":END")):
                assert {(_space(name), id) for id in column} <= ids
            if name.endswith(":boolean"):
                assert set(column) <= {"true", "false"}
            if name.endswith((":long", ":double")):
                assert all(float(cell) >= 0 for cell in column)


def test_lists_in_bulk_files_can_be_taken_apart(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """The separator stands in no text, so that names stay as many as they were."""
    graph.write(tmp_path / "g.neo4j")
    head, rows = _table(tmp_path / "g.neo4j" / "entities.csv")
    names = {row[0]: row[head.index("names:string[]")] for row in rows}
    assert names["org:x"].split(SEPARATOR) == [NASTY.replace("\x1f", ""), "-2", "b"]


def test_no_text_is_part_of_a_cypher_statement(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Every value is a parameter; the script is the same whatever the texts say."""
    graph.write(tmp_path / "g.cypher")
    script = (tmp_path / "g.cypher").read_text(encoding="utf-8")
    assert "DETACH" not in script
    assert "Moscow" not in script
    used = set(re.findall(r"\$(\w+)", script))
    params = json.loads((tmp_path / "g.params.json").read_text(encoding="utf-8"))
    assert used == params.keys()
    assert NASTY in {row["name"] for row in params["entities"]}
    assert {"claims_buys_from", "claims_not_buys_from"} <= used


def test_predicates_called_like_a_label_do_not_take_its_place(
    make_extraction: Callable[..., Extraction], tmp_path: Path
) -> None:
    """A user's own ``mentions`` is a claim, and no name in a text."""
    claims = ({"predicate": name} for name in ("mentions", "entity", "claims", "0"))
    KnowledgeGraph([make_extraction("a", *claims)]).write(tmp_path / "g.cypher")
    params = json.loads((tmp_path / "g.params.json").read_text(encoding="utf-8"))
    assert len(params) == 3 + 4
    assert [row["text"] for row in params["mentions"]] == ["Moscow"]
    assert params["claims_claim_mentions"][0]["predicate"] == "mentions"
