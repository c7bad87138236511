"""Turn the plain findings of a doc into the types that users see.

Rows of one triple and polarity become one ``Relation`` with all of its evidence; the
best row gives its score, modality, speaker and reasons.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from spacy.tokens import Doc

from entityx.pipeline.state import State
from entityx.types import Entity, Evidence, Extraction, Mention, Qualifier, Relation

Row = dict[str, Any]


def assemble(doc: Doc) -> Extraction:
    """Build the ``Extraction`` of a doc; empty where nothing was read.

    Args:
        doc: A doc that went through the ``entityx`` component, or any other doc.
    """
    state = State.of(doc)
    name = str(doc.user_data.get("entityx.id", ""))
    entities = {
        key: Entity.from_dict(row) for key, row in state.get("entities", {}).items()
    }
    mentions = tuple(_mention(doc, row) for row in state.get("mentions", ()))
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in state.get("relations", ()):
        groups[row["subject"], row["predicate"], row["object"], row["negated"]].append(
            row
        )
    relations = tuple(_relation(doc, name, rows, entities) for rows in groups.values())
    ordered = sorted(relations, key=lambda r: (r.evidence[0].start, r.triple))
    return Extraction(
        id=name,
        lang=doc.lang_,
        entities=tuple(entities.values()),
        relations=tuple(ordered),
        mentions=mentions,
        date=doc.user_data.get("entityx.date"),
        text=doc.text,
    )


def _mention(doc: Doc, row: Row) -> Mention:
    span = doc[row["s"] : row["e"]]
    return Mention(
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        type=row["type"],
        entity_id=row["entity"],
        source=row["source"],
        score=row["score"],
    )


def _relation(
    doc: Doc, name: str, rows: list[Row], entities: dict[str, Entity]
) -> Relation:
    best = max(rows, key=lambda row: row["score"])
    said = next((r["attributed_to"] for r in [best, *rows] if r["attributed_to"]), None)
    return Relation(
        subject=entities[best["subject"]],
        predicate=best["predicate"],
        object=entities[best["object"]],
        negated=best["negated"],
        modality=best["modality"],
        attributed_to=entities[said] if said else None,
        qualifiers=_qualifiers(doc, rows),
        evidence=_evidence(doc, name, rows),
        score=best["score"],
        why=tuple(dict.fromkeys(best["why"])),
    )


def _evidence(doc: Doc, name: str, rows: list[Row]) -> tuple[Evidence, ...]:
    found: dict[tuple[int, int], Evidence] = {}
    for row in sorted(rows, key=lambda row: -row["score"]):
        span = _stripped(doc, *row["sentence"])
        found.setdefault(
            (span[0], span[1]),
            Evidence(
                doc_id=name,
                lang=doc.lang_,
                start=span[0],
                end=span[1],
                text=doc.text[span[0] : span[1]],
                cue=doc[row["cue"]].text if row["cue"] >= 0 else "",
                rule=row["rule"],
            ),
        )
    return tuple(sorted(found.values(), key=lambda proof: proof.start))


def _stripped(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and doc[start].is_space:
        start += 1
    while end - 1 > start and doc[end - 1].is_space:
        end -= 1
    span = doc[start:end]
    return span.start_char, span.end_char


def _qualifiers(doc: Doc, rows: list[Row]) -> tuple[Qualifier, ...]:
    found: dict[Any, Qualifier] = {}
    for row in rows:
        for q in row["qualifiers"]:
            span = doc[q["s"] : q["e"]]
            text = " ".join(span.text.split())
            key = (q["role"], q["entity"] or text)
            found.setdefault(
                key,
                Qualifier(
                    role=q["role"],
                    text=span.text,
                    start=span.start_char,
                    end=span.end_char,
                    entity_id=q["entity"],
                ),
            )
    return tuple(found.values())
