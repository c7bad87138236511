"""Remember whom and what a text has named, for the words that refer back to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from entityx.pipeline.arguments import known_id, span_head
from entityx.pipeline.lexicon import NOUN_POS
from entityx.pipeline.tree import Tree

TITLE_REACH = 5
TITLE_POS = (*NOUN_POS, "ADJ", "PART", "ADP", "PUNCT", "DET")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """Be a mention that a later word may refer to."""

    token: int
    entity: str
    type: str
    subject: bool
    sent: int
    titles: frozenset[str]
    country: str
    known: str


def list_seen(
    tree: Tree, mentions: Iterable[Row], title_words: Collection[str]
) -> list[Seen]:
    """Return what the mentions of a doc name, in their order.

    Args:
        tree: The parse.
        mentions: Rows with token span ``s``, ``e``, ``entity`` and ``type``.
        title_words: Lemmas that are titles before a person's name.
    """
    mentions = list(mentions)
    owners = {
        token: row["entity"]
        for row in mentions
        if row["type"] in ("COUNTRY", "ORG")
        for token in range(row["s"], row["e"])
    }
    found = []
    for row in mentions:
        head = span_head(tree, row["s"], row["e"])
        titles, country = _titles(tree, row, owners, title_words)
        found.append(
            Seen(
                token=head,
                entity=row["entity"],
                type=row["type"],
                subject=_is_subject(tree, head),
                sent=tree.sent[head],
                titles=titles,
                country=country,
                known=known_id(row),
            )
        )
    return found


def before_name(tree: Tree, start: int) -> list[int]:
    """Return the words right before a name that may be its title, the nearest first.

    Args:
        tree: The parse.
        start: The first token of the name.
    """
    found = []
    for token in range(start - 1, max(-1, start - 1 - TITLE_REACH), -1):
        if tree.pos[token] not in TITLE_POS:
            break
        found.append(token)
    return found


def _titles(
    tree: Tree, row: Row, owners: Mapping[int, str], title_words: Collection[str]
) -> tuple[frozenset[str], str]:
    """Read the titles before a person's name, and whose they are."""
    if row["type"] != "PERSON":
        return frozenset(), ""
    titles, country = set(), ""
    for token in before_name(tree, row["s"]):
        if tree.lemma[token] in title_words:
            titles.add(tree.lemma[token])
        country = owners.get(token, country)
    return frozenset(titles), country


def _is_subject(tree: Tree, head: int) -> bool:
    dep = tree.dep[head]
    return dep.startswith("nsubj") or (
        dep == "conj" and tree.dep[tree.head[head]].startswith("nsubj")
    )
