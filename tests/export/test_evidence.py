"""Each piece of evidence comes out as it went in: who, where, how meant, how sure."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import ladybug
import networkx as nx
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest

from entityx.export.csv_tables import uncell
from entityx.export.rdf import PREFIXES, iri
from entityx.graph import KnowledgeGraph
from entityx.types import Extraction, Qualifier

NASTY = '=He said: </script> "it\'s" javascript:alert(1) नमस्ते,\n- and left.'


class Proof(NamedTuple):
    """One sentence and what it says."""

    document: str
    start: int
    end: int
    text: str
    cue: str
    rule: str
    negated: bool
    modality: str
    speaker: str | None
    score: float
    qualifiers: str


def _proof(row: Mapping[str, Any], document: str = "doc_id") -> Proof:
    speaker = "attributed_to_id" if "attributed_to_id" in row else "attributed_to"
    found = row["qualifiers"]
    qualifiers = json.loads(found) if isinstance(found, str) else found
    return Proof(
        row[document],
        int(row["start"]),
        int(row["end"]),
        row["text"],
        row["cue"],
        row["rule"],
        row["negated"] in (True, "true"),
        row["modality"],
        row[speaker] or None,
        float(row["score"]),
        json.dumps(qualifiers, sort_keys=True),
    )


@pytest.fixture
def graph(make_extraction: Callable[..., Extraction]) -> KnowledgeGraph:
    """Return one claim that three papers mean in three ways, and its denial."""
    price = (
        Qualifier("value", "$5", 3, 5, "5 USD"),
        Qualifier("id", NASTY, 7, 9, None, "weapon:artillery-shell"),
    )
    found = [
        make_extraction("a", {"said": "United States", "text": NASTY}),
        make_extraction("b", {"modality": "planned", "qualifiers": price}),
        make_extraction("c", {"negated": True, "said": "Ukraine", "score": 1}),
    ]
    return KnowledgeGraph(
        [replace(e, source=NASTY, text=f"{NASTY} {e.id}") for e in found]
    )


def _of_edges(found: nx.MultiDiGraph) -> Iterable[Proof]:
    for _, _, values in found.edges(data=True):
        rows = values["evidence"]
        for row in json.loads(rows) if isinstance(rows, str) else rows:
            yield _proof(row)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return [
            {key: uncell(value) for key, value in row.items()}
            for row in csv.DictReader(handle)
        ]


def _of_neo4j(path: Path) -> Iterable[Proof]:
    for claim in _csv(path / "claims.csv"):
        for row in json.loads(claim["evidence:string"]):
            yield _proof(row, "document")


def _of_cypher(path: Path) -> Iterable[Proof]:
    params = _json(path.with_suffix(".params.json"))
    for name, rows in params.items():
        for claim in rows if name not in ("entities", "documents", "mentions") else ():
            for row in json.loads(claim["evidence"]):
                yield _proof(row, "document")


def _of_ladybug(path: Path) -> Iterable[Proof]:
    query = "MATCH (:Entity)-[r]->(:Entity) RETURN r.evidence"
    with (
        ladybug.Database(str(path), read_only=True) as base,
        ladybug.Connection(base) as run,
    ):
        for (found,) in run.execute(query).get_all():
            for row in json.loads(found):
                yield _proof(row, "document")


QUERY = """
SELECT ?document ?start ?end ?text ?cue ?rule ?negated ?modality ?speaker ?score
  ?qualifiers WHERE {
  ?claim a rdf:Statement ; prov:wasDerivedFrom ?proof .
  ?proof prov:wasQuotedFrom/dcterms:identifier ?document ; prov:value ?text ;
    ex:start ?start ; ex:end ?end ; ex:cue ?cue ; ex:rule ?rule ;
    ex:negated ?negated ; ex:modality ?modality ; ex:score ?score ;
    ex:qualifiers ?qualifiers .
  OPTIONAL { ?proof prov:wasAttributedTo/dcterms:identifier ?speaker . } }
"""


def _of_rdf(path: Path) -> Iterable[Proof]:
    store = ox.Store()
    store.load(path=str(path))
    names = [name.strip("?") for name in QUERY.partition(" WHERE")[0].split()[1:]]
    for solution in store.query(QUERY, prefixes=PREFIXES):
        values = {n: None if solution[n] is None else solution[n].value for n in names}
        values["attributed_to"] = values.pop("speaker")
        yield _proof(values, "document")


READERS: dict[str, Callable[[Path], Iterable[Proof]]] = {
    ".json": lambda path: _of_edges(nx.node_link_graph(_json(path), edges="edges")),
    ".cyjs": lambda path: _of_edges(nx.cytoscape_graph(_json(path))),
    ".graphml": lambda path: _of_edges(nx.read_graphml(path, force_multigraph=True)),
    ".gexf": lambda path: _of_edges(nx.read_gexf(path)),
    ".csv": lambda p: (
        _proof(r, "document") for r in _csv(p.with_name("g.evidence.csv"))
    ),
    ".parquet": lambda path: (
        _proof(row, "document")
        for row in pq.read_table(path.with_name("g.evidence.parquet")).to_pylist()
    ),
    ".neo4j": _of_neo4j,
    ".cypher": _of_cypher,
    ".lbug": _of_ladybug,
    ".ttl": _of_rdf,
    ".jsonld": _of_rdf,
}


@pytest.mark.parametrize("suffix", READERS)
def test_every_piece_of_evidence_comes_back(
    suffix: str, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Sentence, offsets, cue, rule, meaning, speaker, score and qualifiers are kept."""
    path = tmp_path / f"g{suffix}"
    graph.write(path)
    wanted = [
        _proof(row)
        for statement in graph.statements
        for claim in statement.claims
        for row in claim.rows()
    ]
    assert sorted(READERS[suffix](path), key=repr) == sorted(wanted, key=repr)
    assert len(wanted) == 3


def test_cytoscape_edges_have_ids_of_their_own(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """Programs make up ids where there are none, others in every session."""
    graph.write(tmp_path / "g.cyjs")
    edges = _json(tmp_path / "g.cyjs")["elements"]["edges"]
    ids = [edge["data"]["id"] for edge in edges]
    assert sorted(ids) == sorted(statement.id for statement in graph.statements)


def test_a_qualifier_never_takes_the_place_of_an_attribute(
    graph: KnowledgeGraph,
) -> None:
    """A role that is called like an attribute is in the evidence alone."""
    found = graph.to_networkx()
    ids = {values["id"] for _, _, values in found.edges(data=True)}
    assert ids == {statement.id for statement in graph.statements}


@pytest.mark.parametrize("suffix", [".ttl", ".jsonld"])
def test_no_text_becomes_an_address(
    suffix: str, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    """A source such as ``javascript:…`` is a literal; addresses are ours or RDF's."""
    path = tmp_path / f"g{suffix}"
    graph.write(path)
    store = ox.Store()
    store.load(path=str(path))
    terms = {
        term
        for quad in store
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode)
    }
    assert all(term.value.startswith(tuple(PREFIXES.values())) for term in terms)
    sources = store.query(
        "SELECT ?s WHERE { ?d dcterms:publisher ?s }", prefixes=PREFIXES
    )
    assert {row["s"] for row in sources} == {ox.Literal(NASTY)}


def test_rdf_says_plainly_only_what_is_asserted(
    make_extraction: Callable[..., Extraction], tmp_path: Path
) -> None:
    """A plan and a denial are statements about a claim, never the claim."""
    graph = KnowledgeGraph(
        [
            make_extraction(
                "a",
                {},
                {"object": "Ukraine", "negated": True},
                {"object": "United States", "modality": "planned"},
            )
        ]
    )
    graph.write(tmp_path / "g.ttl")
    store = ox.Store()
    store.load(path=str(tmp_path / "g.ttl"))
    buys = ox.NamedNode(iri("rel", "buys_from"))
    said = [q.object.value for q in store.quads_for_pattern(None, buys, None)]
    assert said == [iri("ent", "country:KP")]
    query = "SELECT ?c WHERE { ?c a rdf:Statement }"
    assert len(list(store.query(query, prefixes=PREFIXES))) == 3
