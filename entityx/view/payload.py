"""What a page knows of a graph: plain JSON values, in the same order every time."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from entityx.inputs import day_of
from entityx.patterns.views import load_views
from entityx.statement import Statement
from entityx.types import Entity, Extraction
from entityx.view.layout import place
from entityx.view.palette import looks
from entityx.view.proofs import highlights, proof_row

if TYPE_CHECKING:
    from entityx.graph import KnowledgeGraph

_BUNDLED = 3  # claims between two entities that get a line of their own
_NAME = 300  # characters of a name that are worth showing
_LABEL = 28  # of a name in the picture
_ROOMY = 80  # entities up to which every label gets room


def payload(
    graph: KnowledgeGraph, *, title: str, max_entities: int, max_chars: int
) -> dict[str, Any]:
    """Return all that a page shows.

    Args:
        graph: The graph.
        title: What stands on top.
        max_entities: The most entities; those with the most claims stay.
        max_chars: The most characters of articles; those with the most claims stay.
    """
    entities, statements = _choose(graph, max_entities)
    number = {entity.id: i for i, entity in enumerate(entities)}
    pairs = [(number[s.subject.id], number[s.object.id]) for s in statements]
    documents = _documents(graph, statements, cut=len(entities) < len(graph.entities))
    texts = _texts(documents, statements, max_chars)
    found = looks({entity.type for entity in entities})
    return {
        "title": title,
        "notes": _notes(graph, entities, documents, texts),
        "types": [
            {
                "name": name,
                "colour": look.colour,
                "tint": look.tint,
                "shape": look.shape,
            }
            for name, look in found.items()
        ],
        "entities": _entity_rows(entities, pairs, list(found)),
        "claims": _claim_rows(statements, pairs, documents),
        "symmetric": sorted(load_views().symmetric & {s.predicate for s in statements}),
        "lines": _lines(statements, pairs),
        "documents": [
            _document_row(document, texts.get(document.id), number)
            for document in documents
        ],
    }


def _choose(graph: KnowledgeGraph, most: int) -> tuple[list[Entity], list[Statement]]:
    """Choose the entities with the most claims, and the claims between them."""
    degree: Counter[str] = Counter()
    for statement in graph.statements:
        degree.update((statement.subject.id, statement.object.id))
    ranked = sorted(graph.entities, key=lambda e: (-degree[e.id], e.id))[:most]
    kept = {entity.id for entity in ranked}
    return ranked, [
        s for s in graph.statements if s.subject.id in kept and s.object.id in kept
    ]


def _documents(
    graph: KnowledgeGraph, statements: list[Statement], *, cut: bool
) -> list[Extraction]:
    """Return the documents to show: where claims were cut, those that make the rest."""
    used = {name for s in statements for name in s.documents}
    return [d for d in graph.documents if not cut or d.id in used]


def _texts(
    documents: list[Extraction], statements: list[Statement], most: int
) -> dict[str, str]:
    """Choose the articles whose text is shown, those with the most claims first."""
    claims = Counter(name for s in statements for name in s.documents)
    found: dict[str, str] = {}
    for document in sorted(documents, key=lambda d: (-claims[d.id], d.id)):
        if document.text is not None and len(document.text) <= most:
            found[document.id] = document.text
            most -= len(document.text)
    return found


def _notes(
    graph: KnowledgeGraph,
    entities: list[Entity],
    documents: list[Extraction],
    texts: dict[str, str],
) -> list[str]:
    """Say what is not in the page."""
    notes = []
    if len(entities) < len(graph.entities):
        notes.append(
            f"{len(entities)} of {len(graph.entities)} entities are shown, those with "
            "the most claims."
        )
    if len(texts) < len(documents):
        notes.append(
            f"{len(texts)} of {len(documents)} articles are here with their text; of "
            "the others there are the sentences that claims were read from."
        )
    return notes


def _entity_rows(
    entities: list[Entity], pairs: list[tuple[int, int]], types: list[str]
) -> list[dict[str, Any]]:
    """Return the entities, each with its place in the picture."""
    degree = Counter(end for pair in pairs for end in set(pair))
    labels = [_shortened(entity.name, _LABEL) for entity in entities]
    sizes = [round(20 + 8 * math.sqrt(degree[i])) for i in range(len(entities))]
    drawn = [i for i in range(len(entities)) if degree[i]]
    # Those without a claim have no place of their own: they stand in rows below.
    alone = [i for i in range(len(entities)) if not degree[i]]
    order = {node: i for i, node in enumerate(drawn)}
    roomy = len(drawn) <= _ROOMY
    boxes = [_box(sizes[i], labels[i], roomy=roomy) for i in drawn]
    points = place(boxes, [(order[a], order[b]) for a, b in pairs])
    places = dict(zip(drawn, points, strict=True)) | _rows_below(points, alone)
    return [
        {
            "id": _shortened(entity.id, _NAME),
            "name": _shortened(entity.name, _NAME),
            "label": labels[i],
            "type": types.index(entity.type),
            "kb": entity.kb_id,
            "names": [_shortened(name, _NAME) for name in entity.names],
            "known": entity.known,
            "size": sizes[i],
            "x": places[i][0],
            "y": places[i][1],
        }
        for i, entity in enumerate(entities)
    ]


def _box(size: int, label: str, *, roomy: bool) -> tuple[float, float]:
    """Return the room that a node needs; in a crowd labels come and go instead."""
    if not roomy:
        return size + 22, size + 22
    return max(size, _width(label) * 6.6) + 26, size + 44


def _rows_below(
    points: list[tuple[float, float]], alone: list[int]
) -> dict[int, tuple[float, float]]:
    """Place what no claim speaks of in rows below the picture."""
    low = max((y for _, y in points), default=0.0) + 160
    wide = max(6, math.ceil(math.sqrt(len(alone) * 1.5)))
    return {
        node: ((i % wide - (wide - 1) / 2) * 130, low + i // wide * 70)
        for i, node in enumerate(alone)
    }


def _width(text: str) -> int:
    """Estimate how many narrow letters wide a text is."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    marks = sum(unicodedata.category(char) in ("Mn", "Me", "Cf") for char in text)
    return len(text) + wide - marks


def _shortened(text: str, most: int) -> str:
    """Bring a name to one line of letters that can be seen, of a bearable length."""
    shown = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    line = " ".join("".join(shown).translate(_TURNS).split()) or "?"
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


# What turns the direction of a line: a name must not rewrite its neighbours.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def _claim_rows(
    statements: list[Statement],
    pairs: list[tuple[int, int]],
    documents: list[Extraction],
) -> list[dict[str, Any]]:
    """Return the claims, each with its sentences and those that contradict it."""
    number = {statement.id: i for i, statement in enumerate(statements)}
    places = {document.id: i for i, document in enumerate(documents)}
    mentions = {document.id: document.mentions for document in documents}
    return [
        {
            "subject": subject,
            "predicate": s.predicate,
            "object": object_,
            "negated": s.negated,
            "modality": s.modality,
            "score": round(s.score, 2) if math.isfinite(s.score) else None,
            "sources": s.sources,
            "first": day_of(s.first_seen),
            "last": day_of(s.last_seen),
            "against": [number[o.statement] for o in s.contradicted_by],
            "proofs": [
                {
                    "document": places[claim.document],
                    **proof_row(claim.relation, proof, mentions[claim.document]),
                }
                for claim in s.claims
                for proof in claim.relation.evidence
            ],
        }
        for s, (subject, object_) in zip(statements, pairs, strict=True)
    ]


def _lines(
    statements: list[Statement], pairs: list[tuple[int, int]]
) -> list[list[int]]:
    """Return the claims of each line in the picture.

    A few claims between two entities have a line each; many would be a thicket, so
    those that look alike (same direction, same modality) share one.
    """
    between: defaultdict[frozenset[int], list[int]] = defaultdict(list)
    for i, pair in enumerate(pairs):
        between[frozenset(pair)].append(i)
    lines: list[list[int]] = []
    for claims in between.values():
        if len(claims) <= _BUNDLED:
            lines.extend([i] for i in claims)
            continue
        alike: defaultdict[object, list[int]] = defaultdict(list)
        for i in claims:
            style = "denied" if statements[i].negated else statements[i].modality
            alike[pairs[i], style].append(i)
        lines.extend(alike.values())
    return sorted(lines)


def _document_row(
    document: Extraction, text: str | None, number: dict[str, int]
) -> dict[str, Any]:
    """Return an article, with its names marked where its text is shown."""
    return {
        "id": _shortened(document.id, _NAME),
        "lang": document.lang,
        "day": day_of(document.date),
        "source": None if document.source is None else _shortened(document.source, 200),
        "text": text,
        "marks": [] if text is None else highlights(document, number, len(text)),
    }
