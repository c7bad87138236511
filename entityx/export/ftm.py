"""FollowTheMoney, for Aleph and its kin: one entity a line, by its own schemata.

Things become ``Person``, ``Organization``, ``Territory`` or ``Asset`` (there is no
schema for weapons), documents ``Article``, names in texts ``Mention``, claims
``UnknownLink`` with the predicate as ``role``, and what is reported as done on a day
``Event``. A denial has the role ``not buys_from``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from entityx.export.flatten import one_line, to_json, xml_text
from entityx.export.registry import Exporter
from entityx.export.rows import (
    digest,
    document_rows,
    entity_rows,
    evidence_rows,
    mention_rows,
    relation_rows,
)
from entityx.inputs import is_day
from entityx.patterns import load_patterns

if TYPE_CHECKING:
    from pathlib import Path

    from entityx.graph import KnowledgeGraph

Row = dict[str, Any]

_SCHEMATA = {
    "PERSON": "Person",
    "ORG": "Organization",
    "COUNTRY": "Territory",
    "LOC": "Territory",
}
_ANY_THING = "Asset"
_PARTIES = ("Person", "Organization")  # what may be resolved, or involved in an event
_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z-]{0,100}[0-9a-zA-Z])?")
_LONGEST = {"name": 384, "text": 65_000, "string": 1024, "address": 250}


def write_ftm(graph: KnowledgeGraph, path: Path) -> None:
    """Write a graph as FollowTheMoney JSON lines.

    Args:
        graph: The graph.
        path: The file.
    """
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        handle.writelines(f"{to_json(entity)}\n" for entity in entities(graph))


def entities(graph: KnowledgeGraph) -> Iterator[Row]:
    """Yield the things, documents, mentions, links and events of a graph.

    Args:
        graph: The graph.
    """
    things = {row["id"]: row for row in entity_rows(graph)}
    documents = {row["id"]: row for row in document_rows(graph)}
    yield from map(_thing, things.values())
    yield from map(_article, documents.values())
    for row in mention_rows(graph):
        yield _mention(row, things.get(row["entity"]))
    proofs: dict[str, list[Row]] = {}
    for row in evidence_rows(graph):
        proofs.setdefault(row["relation"], []).append(row)
    predicates = load_patterns().predicates
    for row in relation_rows(graph):
        found = proofs.get(row["id"], [])
        yield _link(row, found, things)
        known = predicates.get(row["predicate"])
        if known is not None and known.plover is not None and not row["negated"]:
            for proof in found:
                if proof["modality"] == "asserted" and proof["date"] is not None:
                    yield _event(row, proof, things, known.plover)


def thing_id(name: str) -> str:
    """Return an entity's id in the letters that FollowTheMoney allows.

    Args:
        name: Our id.

    Example:
        >>> thing_id("country:KP")
        'country.KP'
    """
    kind, _, key = name.partition(":")
    if _ID.fullmatch(kind) and _ID.fullmatch(key):
        return f"{kind}.{key}"
    return f"thing-{digest(name)}"


def article_id(name: str) -> str:
    """Return a document's id in the letters that FollowTheMoney allows.

    Args:
        name: The document's id.
    """
    return f"article-{digest(name)}"


def schema_of(type: str) -> str:
    """Return the schema of an entity type.

    Args:
        type: ``PERSON``, ``COUNTRY`` and so on, or a type of the user's own.
    """
    return _SCHEMATA.get(type, _ANY_THING)


def _entity(id: str, schema: str, **values: Iterable[str | None]) -> Row:
    """Return an entity, without the properties that have no value."""
    found = {
        name: list(dict.fromkeys(value for value in some if value))
        for name, some in values.items()
    }
    known = {name: some for name, some in found.items() if some}
    return {"id": id, "schema": schema, "properties": known}


def _thing(row: Row) -> Row:
    """Return a thing of the world."""
    schema, code = schema_of(row["type"]), row["kb_id"] or ""
    name = _name(row["name"]) or _name(row["id"]) or thing_id(row["id"])
    place = schema == "Territory"
    return _entity(
        thing_id(row["id"]),
        schema,
        name=[name],
        alias=[alias for alias in map(_name, row["names"]) if alias != name],
        country=[_country(row)],
        territoryCode=[_country(row) if place else None],
        level=["country" if row["type"] == "COUNTRY" else None],
        wikidataId=[code if re.fullmatch(r"Q[1-9]\d{0,20}", code, re.A) else None],
        keywords=[_line(row["type"])],
    )


def _country(row: Row) -> str | None:
    """Return the code of a country, as FollowTheMoney writes it."""
    code = row["kb_id"] or ""
    two = row["type"] == "COUNTRY" and re.fullmatch("[A-Z]{2}", code)
    return code.lower() if two else None


def _article(row: Row) -> Row:
    """Return a document."""
    return _entity(
        article_id(row["id"]),
        "Article",
        name=[_name(row["id"])],
        title=[_line(row["id"])],
        fileName=[_line(row["id"]) or article_id(row["id"])],
        publishedAt=[_day(row["date"])],
        publisher=[_line(row["source"] or "")],
        bodyText=[_text(row["text"] or "")],
    )


def _mention(row: Row, thing: Row | None) -> Row:
    """Return a name in a text; only parties can be what it resolves to."""
    schema = schema_of(row["type"])
    resolved = thing is not None and schema_of(thing["type"]) in _PARTIES
    return _entity(
        f"mention-{digest(row)}",
        "Mention",
        document=[article_id(row["document"])],
        resolved=[thing_id(row["entity"]) if resolved else None],
        name=[_name(row["text"]) or _name(row["entity"]) or "?"],
        detectedSchema=[schema],
        contextCountry=[None if thing is None else _country(thing)],
    )


def _link(row: Row, proofs: list[Row], things: dict[str, Row]) -> Row:
    """Return a claim."""
    said = [_label(speaker, things) for speaker in row["attributed_to"]]
    return _entity(
        row["id"].replace(":", "-"),
        "UnknownLink",
        subject=[thing_id(row["subject"])],
        object=[thing_id(row["object"])],
        role=[_role(row)],
        status=[row["modality"]],
        recordId=[row["id"]],
        date=sorted({day for p in proofs if (day := _day(p["date"]))}),
        summary=[f"according to {_name(name)}" for name in said],
        description=[_text(proof["text"]) for proof in proofs],
        publisher=[_line(proof["source"] or "") for proof in proofs],
        proof=[article_id(proof["document"]) for proof in proofs],
    )


def _event(row: Row, proof: Row, things: dict[str, Row], code: str) -> Row:
    """Return what is reported as done on a day."""
    ends = [things[end] for end in (row["subject"], row["object"]) if end in things]
    places = [q["text"] for q in proof["qualifiers"] if q["role"] == "place"]
    name = f"{row['subject_name']} {row['predicate']} {row['object_name']}"
    return _entity(
        f"event-{digest(proof)}",
        "Event",
        name=[_name(name)],
        date=[_day(proof["date"])],
        summary=[_text(proof["text"])],
        location=[_line(place, "address") for place in places],
        involved=[
            thing_id(end["id"]) for end in ends if schema_of(end["type"]) in _PARTIES
        ],
        country=[_country(end) for end in ends],
        keywords=[code],
        proof=[article_id(proof["document"])],
    )


def _role(row: Row) -> str:
    """Return the role of a link."""
    return _line(f"not {row['predicate']}" if row["negated"] else row["predicate"])


def _label(name: str, things: dict[str, Row]) -> str:
    """Return the name of an entity."""
    label: str = things[name]["name"] if name in things else name
    return label


def _name(text: str) -> str:
    """Return a name as FollowTheMoney takes one: one line of at most 384 characters."""
    return _line(text, "name")


def _line(text: str, kind: str = "string") -> str:
    """Return one line, not longer than its kind may be."""
    return one_line(xml_text(text))[: _LONGEST[kind]].strip()


def _text(text: str) -> str:
    """Return a text, not longer than one may be."""
    return xml_text(text)[: _LONGEST["text"]].strip()


def _day(text: str | None) -> str | None:
    """Return a date, if it is one."""
    return text[:10] if text is not None and is_day(text) else None


EXPORTER = Exporter("ftm", (".ftm", ".ftm.json"), write_ftm)
