"""Whatever a graph holds, each format gives it back through its own reader."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import ladybug
import networkx as nx
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entityx.export.csv_tables import uncell
from entityx.export.flatten import one_line, unicode_text, xml_id, xml_text
from entityx.export.ftm import thing_id
from entityx.export.rdf import PREFIXES, iri
from entityx.graph import KnowledgeGraph
from entityx.types import MODALITIES, Entity, Evidence, Extraction, Mention, Relation

Claim = tuple[str, str, str, bool, str]


class Found(NamedTuple):
    """What a reader found: names by id, and the claims between ids."""

    names: dict[str, str]
    claims: set[Claim]


def _from_network(found: nx.MultiDiGraph) -> Found:
    return Found(
        {node: values.get("label", "") for node, values in found.nodes(data=True)},
        {
            (a, v["predicate"], b, v["negated"], v["modality"])
            for a, b, v in found.edges(data=True)
        },
    )


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _read_csv(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(2**24)  # Python's own limit is a cell of 131,072
    with path.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, strict=True)
        return [{key: uncell(value) for key, value in row.items()} for row in rows]


def _read_tables(path: Path) -> Found:
    rows = _read_csv(path)
    return Found(
        {
            row["id"]: row["name"]
            for row in _read_csv(path.with_name("graph.entities.csv"))
        },
        {
            (
                row["subject"],
                row["predicate"],
                row["object"],
                row["negated"] == "true",
                row["modality"],
            )
            for row in rows
        },
    )


def _read_parquet(path: Path) -> Found:
    rows = pq.read_table(path).to_pylist()
    keys = ("subject", "predicate", "object", "negated", "modality")
    names = pq.read_table(path.with_name("graph.entities.parquet")).to_pylist()
    return Found(
        {row["id"]: row["name"] for row in names},
        {tuple(row[key] for key in keys) for row in rows},
    )


def _read_neo4j(path: Path) -> Found:
    def plain(name: str) -> list[dict[str, str]]:
        return [
            {key.partition(":")[0] or key: value for key, value in row.items()}
            for row in _read_csv(path / name)
        ]

    ends = (":START_ID(Entity)", ":END_ID(Entity)")
    heads = (path / "claims.csv").read_text(encoding="utf-8").splitlines()[0]
    assert heads.startswith(":START_ID(Entity),:END_ID(Entity),:TYPE,id:string")
    claims = _read_csv(path / "claims.csv")
    return Found(
        {row["id"]: row["name"] for row in plain("entities.csv")},
        {
            (
                row[ends[0]],
                row["predicate:string"],
                row[ends[1]],
                row["negated:boolean"] == "true",
                row["modality:string"],
            )
            for row in claims
        },
    )


CLAIMS = (
    "MATCH (a:Entity)-[r]->(b:Entity) "
    "RETURN a.id, r.predicate, b.id, r.negated, r.modality"
)


def _query(run: ladybug.Connection) -> Found:
    names = run.execute("MATCH (n:Entity) RETURN n.id, n.name").get_all()
    kinds = {row[1] for row in run.execute("CALL show_tables() RETURN *").get_all()}
    claims = run.execute(CLAIMS).get_all() if len(kinds) > 3 else []
    return Found(dict(map(tuple, names)), set(map(tuple, claims)))


def _read_ladybug(path: Path) -> Found:
    with (
        ladybug.Database(str(path), read_only=True) as base,
        ladybug.Connection(base) as run,
    ):
        return _query(run)


def _rows(path: Path) -> dict[str, Any]:
    """Return every row of every table of a database, in the order of the file."""
    with (
        ladybug.Database(str(path), read_only=True) as base,
        ladybug.Connection(base) as run,
    ):
        tables = run.execute("CALL show_tables() RETURN name, type").get_all()
        return {
            name: run.execute(
                f"MATCH (n:`{_escaped(name)}`) RETURN n"
                if kind == "NODE"
                else f"MATCH ()-[n:`{_escaped(name)}`]->() RETURN n"
            ).get_all()
            for name, kind in tables
        }


def _escaped(name: str) -> str:
    return name.replace("`", "``")


def _run_cypher(path: Path) -> Found:
    """Run the script's statements, constraints excepted, with its parameters."""
    params = _json(path.with_suffix(".params.json"))
    script = path.read_text(encoding="utf-8")
    wanted = [s for s in script.split(";\n") if s.startswith("UNWIND")]
    claim = (
        "id STRING, predicate STRING, negated BOOL, modality STRING, status STRING, "
        "score DOUBLE, sources INT64, first_seen STRING, last_seen STRING, evidence "
        "STRING, attributed_to STRING[], documents STRING[], contradicted_by STRING[]"
    )
    schema = [
        (
            "CREATE NODE TABLE Entity(id STRING PRIMARY KEY, name STRING, type STRING, "
            "kb_id STRING, known BOOL, names STRING[])"
        ),
        (
            "CREATE NODE TABLE Document(id STRING PRIMARY KEY, lang STRING, "
            "date STRING, source STRING, text STRING)"
        ),
        (
            "CREATE REL TABLE MENTIONS(FROM Document TO Entity, start INT64, "
            "`end` INT64, text STRING, type STRING, source STRING, score DOUBLE)"
        ),
    ]
    kinds = [s.partition("[r:")[2].partition(" {")[0] for s in wanted[3:]]
    schema += [f"CREATE REL TABLE {k}(FROM Entity TO Entity, {claim})" for k in kinds]
    with ladybug.Database(":memory:") as base, ladybug.Connection(base) as run:
        for statement in schema:
            run.execute(statement)
        for statement in wanted * 2:  # again: nothing may change
            name = statement.partition("$")[2].partition(" ")[0]
            if params[name]:
                run.execute(statement, {name: params[name]})
        return _query(run)


QUERY = """
SELECT ?s ?p ?o ?negated ?modality WHERE {
  ?claim a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
    ex:negated ?negated ; ex:modality ?modality . }
"""
NAMES = "SELECT ?s ?name WHERE { ?s ex:known ?known ; rdfs:label ?name }"


def _rdf(path: Path) -> Found:
    """Read with rdflib and with pyoxigraph, which must agree."""
    turtle = path.suffix == ".ttl"
    graph = rdflib.Graph()
    graph.parse(
        data=path.read_bytes().decode(), format="turtle" if turtle else "json-ld"
    )
    one = Found(
        {str(s): str(name) for s, name in graph.query(NAMES, initNs=PREFIXES)},
        {
            (str(s), str(p), str(o), str(negated) == "true", str(modality))
            for s, p, o, negated, modality in graph.query(QUERY, initNs=PREFIXES)
        },
    )
    store = ox.Store()
    kind = ox.RdfFormat.TURTLE if turtle else ox.RdfFormat.JSON_LD
    store.load(path=str(path), format=kind)
    other = Found(
        {s.value: name.value for s, name in store.query(NAMES, prefixes=PREFIXES)},
        {
            (s.value, p.value, o.value, negated.value == "true", modality.value)
            for s, p, o, negated, modality in store.query(QUERY, prefixes=PREFIXES)
        },
    )
    assert one == other
    assert len(graph) == len(store)
    return one


def _read_ftm(path: Path) -> Found:
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines[:-1]]
    things = {"Person", "Organization", "Territory", "Asset"}
    claims = set()
    for row in rows:
        if row["schema"] == "UnknownLink":
            (role,), (meant,) = row["properties"]["role"], row["properties"]["status"]
            ends = row["properties"]["subject"] + row["properties"]["object"]
            name = role.removeprefix("not ")
            claims.add((ends[0], name, ends[1], role != name, meant))
    return Found(
        {r["id"]: r["properties"]["name"][0] for r in rows if r["schema"] in things},
        claims,
    )


def _same(text: str) -> str:
    return text


class Format(NamedTuple):
    """How a format is read, and what it makes of ids, names and predicates."""

    read: Callable[[Path], Found]
    text: Callable[[str], str] = unicode_text
    id: Callable[[str], str] = _same
    predicate: Callable[[str], str] = _same


def _ftm_name(text: str) -> str:
    return one_line(xml_text(text))[:384].strip()


def _load(path: Path) -> Found:
    return expected(KnowledgeGraph.load(path), Format(_load, _same))


FORMATS = {
    ".json": Format(
        lambda path: _from_network(nx.node_link_graph(_json(path), edges="edges"))
    ),
    ".cyjs": Format(lambda path: _from_network(nx.cytoscape_graph(_json(path)))),
    ".graphml": Format(
        lambda path: _from_network(nx.read_graphml(path, force_multigraph=True)),
        xml_text,
        xml_id,
    ),
    ".gexf": Format(lambda path: _from_network(nx.read_gexf(path)), xml_text, xml_id),
    ".csv": Format(_read_tables, xml_text),
    ".parquet": Format(_read_parquet),
    ".neo4j": Format(_read_neo4j, xml_text),
    ".cypher": Format(_run_cypher),
    ".lbug": Format(_read_ladybug),
    ".ttl": Format(_rdf, id=lambda i: iri("ent", i), predicate=lambda p: iri("rel", p)),
    ".jsonld": Format(
        _rdf, id=lambda i: iri("ent", i), predicate=lambda p: iri("rel", p)
    ),
    ".ftm": Format(_read_ftm, _ftm_name, thing_id),
    ".jsonl": Format(_load, _same),
}


def expected(graph: KnowledgeGraph, format: Format) -> Found:
    """Return what a reader of this format should find."""
    return Found(
        {format.id(e.id): format.text(e.name) for e in graph.entities},
        {
            (
                format.id(s.subject.id),
                format.predicate(s.predicate),
                format.id(s.object.id),
                s.negated,
                s.modality,
            )
            for s in graph.statements
        },
    )


NASTY = (
    "",
    "\x00\x0b\x1f\x85",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "'quoted'",
    '"x","y"',
    "a;b|c,d\\n\\",
    "one\ntwo\r\nthree\rfour",
    "\u202eright to left\u200f",
    "half \ud800 of one",
    "]]>&amp;<!--",
    "$rows `MATCH` {id: 1}",
    "किम जोंग उन",
    "𝔘𝔫𝔦 \ufffe\uffff",
    "x" * 100_000,
)


def graph_of(texts: tuple[str, ...]) -> KnowledgeGraph:
    """Return a graph with each text as a name, a sentence, an article and its source.

    Args:
        texts: What to put everywhere.
    """
    types = ("PERSON", "ORG", "COUNTRY", "WEAPON", "LOC", "OWN")
    things = [
        Entity(f"org:e {i}", types[i % 6], text, text or None, (text, ""), i > 3)
        for i, text in enumerate(texts)
    ]
    found = []
    for i, text in enumerate(texts):
        name, cue = f"{i} {text[:99]}", text[:20]
        relation = Relation(
            things[i],
            ("buys_from", "mentions", "odd `name`", "entity")[i % 4],
            things[(i + 1) % len(things)],
            negated=i % 2 == 1,
            modality=MODALITIES[i % 4],
            attributed_to=things[0] if i % 3 else None,
            evidence=(Evidence(name, "en", 0, len(text), text, cue, "rule/1"),),
            score=float("nan") if i % 5 == 1 else i / len(texts),
        )
        mention = Mention(0, len(text), text, "ORG", things[i].id)
        ends = (things[i], things[(i + 1) % len(things)], things[0])
        once = tuple({entity.id: entity for entity in ends}.values())
        day = None if i % 4 else "2024-05-31"
        found.append(
            Extraction(name, "en", once, (relation,), (mention,), day, (), text, text)
        )
    return KnowledgeGraph(found)


def write(graph: KnowledgeGraph, folder: Path, suffix: str) -> Path:
    """Write a graph and return where."""
    path = folder / f"graph{suffix}"
    graph.write(path)
    return path


def _kept(suffix: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Leave out what a format cannot hold as a name; docs/exports.md lists it."""
    return tuple(t for t in texts if suffix != ".ftm" or _ftm_name(t))


def _check(suffix: str, texts: Iterable[str], folder: Path) -> None:
    form = FORMATS[suffix]
    graph = graph_of(_kept(suffix, texts))
    assert form.read(write(graph, folder, suffix)) == expected(graph, form)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_read_back_by_its_reader(suffix: str, tmp_path: Path) -> None:
    """Entities, claims, denial and modality come back, whatever the text holds."""
    _check(suffix, NASTY, tmp_path)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("suffix", FORMATS)
def test_no_text_breaks_a_format(suffix: str, tmp_path: Path) -> None:
    """Neither does any other text."""
    slow = suffix in (".lbug", ".cypher")

    @settings(
        max_examples=4 if slow else 25,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.lists(st.text(max_size=40), min_size=3, max_size=6))
    def check(texts: list[str]) -> None:
        with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
            _check(suffix, ("x", "y", *texts), Path(folder))

    check()


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_graph_is_written_and_read(suffix: str, tmp_path: Path) -> None:
    """Nothing is a graph too."""
    path = write(KnowledgeGraph(), tmp_path, suffix)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph", DeprecationWarning)
        assert FORMATS[suffix].read(path) == Found({}, set())


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    """The same graph is the same file, whatever the order of hash tables.

    A LadybugDB file has a random number and addresses in it; its rows are the same.
    """
    suffixes = [*FORMATS, ".plover"]
    code = (
        "import runpy, sys; from pathlib import Path; "
        "test = runpy.run_path(sys.argv[1]); "
        "graph = test['graph_of'](test['NASTY']); "
        "[graph.write(Path(sys.argv[2], 'g' + s)) for s in sys.argv[3:]]"
    )
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        env = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, __file__, folder, *suffixes]
        subprocess.run(command, env=env, check=True, timeout=120)
    one, other = (
        {p.relative_to(tmp_path / s): p for p in (tmp_path / s).rglob("*")}
        for s in ("1", "2")
    )
    assert one.keys() == other.keys()
    assert _rows(one.pop(Path("g.lbug"))) == _rows(other.pop(Path("g.lbug")))
    files = [name for name, path in one.items() if path.is_file()]
    differing = [n for n in files if one[n].read_bytes() != other[n].read_bytes()]
    assert differing == []
    assert len(files) > len(suffixes)
