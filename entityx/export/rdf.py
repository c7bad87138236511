"""RDF: plain triples for what is asserted, and every claim as a statement with proof.

A claim that somebody makes as a fact is a plain triple. Each claim, denied and planned
ones too, is also an ``rdf:Statement`` that says how it is meant (``ex:negated``,
``ex:modality``), who says so (``prov:wasAttributedTo``) and which sentences prove it
(``prov:wasDerivedFrom``); a denial, a plan, a wish or a possibility is only that.
Needs the extra ``rdf``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from entityx.export.flatten import to_json
from entityx.export.registry import Exporter
from entityx.export.rows import (
    digest,
    document_rows,
    entity_rows,
    evidence_rows,
    mention_rows,
    relation_rows,
)
from entityx.extras import need

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph

EXTRA = "rdf"

PREFIXES = {
    "ex": "urn:entityx:term:",
    "rel": "urn:entityx:predicate:",
    "ent": "urn:entityx:entity:",
    "claim": "urn:entityx:statement:",
    "doc": "urn:entityx:document:",
    "proof": "urn:entityx:evidence:",
    "mention": "urn:entityx:mention:",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "wd": "http://www.wikidata.org/entity/",
}

_HEAD = re.compile(rb"\A(?:@prefix [^\n]*\n)*")

Triple = tuple[str, str, Any]


class Iri(str):
    """Be an address and not a text, where the object of a triple stands."""


def iri(prefix: str, name: str) -> Iri:
    """Return an address; what it may not hold is percent-encoded, so two stay two.

    Args:
        prefix: Which of ``PREFIXES``.
        name: The rest, any text.

    Example:
        >>> iri("ent", "person:José")
        'urn:entityx:entity:person:Jos%C3%A9'
    """
    return Iri(PREFIXES[prefix] + quote(name, safe=":-._~", errors="replace"))


def write_turtle(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph as Turtle.

    Args:
        graph: The graph.
        path: The file.

    Raises:
        FormatError: If pyoxigraph is not installed.
    """
    ox = need("pyoxigraph", EXTRA)
    text = ox.serialize(_terms(graph), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    # Prefixes come in the order of a hash table, another in every run.
    lines = (f"@prefix {name}: <{start}> .\n" for name, start in PREFIXES.items())
    path.write_bytes("".join(sorted(lines)).encode() + _HEAD.sub(b"", text, count=1))


def write_json_ld(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph as JSON-LD.

    Args:
        graph: The graph.
        path: The file.

    Raises:
        FormatError: If pyoxigraph is not installed.
    """
    ox = need("pyoxigraph", EXTRA)
    with path.open("wb") as handle:
        ox.serialize(_terms(graph), handle, format=ox.RdfFormat.JSON_LD)


def _terms(graph: KnowledgeGraph) -> Iterator[Any]:
    """Yield the triples as pyoxigraph has them."""
    ox = need("pyoxigraph", EXTRA)
    for subject, predicate, value in triples(graph):
        term = ox.NamedNode(value) if isinstance(value, Iri) else ox.Literal(value)
        yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), term)


def triples(graph: KnowledgeGraph) -> Iterator[Triple]:
    """Yield everything that is known as subject, predicate and object.

    Args:
        graph: The graph.
    """
    for row in entity_rows(graph):
        yield from _about(iri("ent", row["id"]), _entity(row))
    for row in document_rows(graph):
        yield from _about(iri("doc", row["id"]), _document(row))
    for row in mention_rows(graph):
        yield from _about(iri("mention", digest(row)), _mention(row))
    proofs: dict[str, list[Iri]] = {}
    for row in evidence_rows(graph):
        name = iri("proof", digest(row))
        proofs.setdefault(row["relation"], []).append(name)
        yield from _about(name, _evidence(row))
    for row in relation_rows(graph):
        subject, object_ = iri("ent", row["subject"]), iri("ent", row["object"])
        predicate = iri("rel", row["predicate"])
        if row["modality"] == "asserted" and not row["negated"]:
            yield subject, predicate, object_
        said = [iri("ent", speaker) for speaker in row["attributed_to"]]
        yield from _about(
            _claim(row["id"]),
            [
                ("rdf:type", iri("rdf", "Statement")),
                ("rdf:subject", subject),
                ("rdf:predicate", predicate),
                ("rdf:object", object_),
                *_meant(row),
                ("ex:status", row["status"]),
                ("ex:sources", row["sources"]),
                ("ex:firstSeen", row["first_seen"]),
                ("ex:lastSeen", row["last_seen"]),
                *(("ex:contradictedBy", _claim(o)) for o in row["contradicted_by"]),
                *(("prov:wasAttributedTo", speaker) for speaker in said),
                *(("prov:wasDerivedFrom", p) for p in proofs.get(row["id"], ())),
            ],
        )


def _claim(id: str) -> Iri:
    """Return the address of a statement."""
    return iri("claim", id.partition(":")[2])


def _about(subject: Iri, values: list[tuple[str, Any]]) -> Iterator[Triple]:
    """Yield what is said of one thing, without what is not known."""
    for name, value in values:
        if value is not None:
            prefix, _, local = name.partition(":")
            yield subject, iri(prefix, local), value


def _entity(row: dict[str, Any]) -> list[tuple[str, Any]]:
    """Say what an entity is; a Wikidata id is the same thing, any other id a code."""
    code = row["kb_id"]
    wikidata = code is not None and code[:1] == "Q" and code[1:].isdecimal()
    return [
        ("rdf:type", iri("ex", row["type"])),
        ("rdfs:label", row["name"]),
        ("dcterms:identifier", row["id"]),
        ("skos:notation", None if wikidata else code),
        ("owl:sameAs", iri("wd", code) if wikidata else None),
        ("ex:known", row["known"]),
        *(("skos:altLabel", name) for name in row["names"]),
    ]


def _document(row: dict[str, Any]) -> list[tuple[str, Any]]:
    """Say which text something was read in."""
    return [
        ("rdf:type", iri("prov", "Entity")),
        ("dcterms:identifier", row["id"]),
        ("dcterms:language", row["lang"]),
        ("dcterms:date", row["date"]),
        ("dcterms:publisher", row["source"]),
        ("prov:value", row["text"]),
    ]


def _mention(row: dict[str, Any]) -> list[tuple[str, Any]]:
    """Say where in a text which entity is named, and how."""
    return [
        ("rdf:type", iri("ex", "Mention")),
        ("prov:wasQuotedFrom", iri("doc", row["document"])),
        ("prov:value", row["text"]),
        ("ex:start", row["start"]),
        ("ex:end", row["end"]),
        ("ex:type", row["type"]),
        ("ex:names", iri("ent", row["entity"])),
        ("ex:source", row["source"]),
        ("ex:score", _real(row["score"])),
    ]


def _evidence(row: dict[str, Any]) -> list[tuple[str, Any]]:
    """Say what a sentence proves, where it stands, and how the claim is meant in it."""
    said = row["attributed_to"]
    return [
        ("rdf:type", iri("prov", "Entity")),
        ("prov:wasQuotedFrom", iri("doc", row["document"])),
        ("prov:value", row["text"]),
        ("ex:start", row["start"]),
        ("ex:end", row["end"]),
        ("ex:cue", row["cue"]),
        ("ex:rule", row["rule"]),
        *_meant(row),
        ("ex:qualifiers", to_json(row["qualifiers"])),
        ("prov:wasAttributedTo", None if said is None else iri("ent", said)),
    ]


def _meant(row: dict[str, Any]) -> list[tuple[str, Any]]:
    """Say how a claim is meant, and how sure it is."""
    return [
        ("ex:negated", row["negated"]),
        ("ex:modality", row["modality"]),
        ("ex:score", _real(row["score"])),
    ]


def _real(value: float | None) -> float | None:
    """Return a number that is written as one of a kind: 1 and 1.0 are both 1.0."""
    return None if value is None else float(value)


EXPORTER = Exporter(
    "turtle", (".ttl",), write_turtle, needs=("pyoxigraph",), extra=EXTRA
)
