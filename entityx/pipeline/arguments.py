"""Decide which words stand for which entity: the arguments that a predicate can take.

A mention stands for its entity itself, and so does what acts for it: "Russian
*troops*", "*millions* of rockets", "the *city* of Kherson". Pronouns and descriptions
that coref settled are arguments too. How a word came to stand for an entity is kept,
because it is evidence (and a feature) like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.tree import Tree

MODIFIERS = frozenset(
    {"amod", "compound", "nmod:poss", "nmod", "flat", "appos", "nmod:desc", "dep"}
)
DEPTH = 3


@dataclass(frozen=True, slots=True)
class Argument:
    """Be an entity at a place in a sentence, with every word that stands for it.

    ``nodes`` maps a token to how it came to stand for the entity ("" is the name
    itself, else "acting", "quantity", "place", "equipment", "through", "apposition",
    "title"). ``known`` is the entity's row in ``patterns/``, where it has one.
    """

    index: int
    entity: str
    type: str
    start: int
    end: int
    head: int
    kind: str
    nodes: Mapping[int, str]
    sort: str = ""
    known: str = ""


def make_arguments(
    rows: Iterable[Mapping[str, Any]], tree: Tree, lexicon: Lexicon
) -> list[Argument]:
    """Build the arguments of a doc.

    Args:
        rows: Mentions and references: token span ``s``, ``e``, ``entity``, ``type``,
            ``kind``.
        tree: The parse.
        lexicon: The words of the language.

    Returns:
        The arguments in the order of the text.
    """
    ordered = sorted(rows, key=lambda row: (row["s"], row["e"], row["entity"]))
    heads = [span_head(tree, row["s"], row["e"]) for row in ordered]
    people = {
        token
        for row in ordered
        if row["type"] == "PERSON" and row["kind"] == "name"
        for token in range(row["s"], row["e"])
    }
    return [
        Argument(
            index=index,
            entity=row["entity"],
            type=row["type"],
            start=row["s"],
            end=row["e"],
            head=heads[index],
            kind=row["kind"],
            nodes=_nodes(tree, lexicon, row, heads[index], people),
            sort=_sort(lexicon, known_id(row)),
            known=known_id(row),
        )
        for index, row in enumerate(ordered)
    ]


def known_id(row: Mapping[str, Any]) -> str:
    """Return the id under which ``patterns/`` may know a mention's entity.

    It is the entity's own, except in training, where entities have the ids of the gold.
    """
    return str(row.get("known") or row["entity"])


def _sort(lexicon: Lexicon, entity: str) -> str:
    """Return what sort of thing a known entity is: "armed_group", "tank", "city"."""
    row = lexicon.patterns.entities.get(entity, {})
    return str(row.get("kind") or row.get("category") or "")


def span_head(tree: Tree, start: int, end: int) -> int:
    """Return the token of a span whose head lies outside of it."""
    for token in range(start, end):
        if not start <= tree.head[token] < end or tree.head[token] == token:
            return token
    return end - 1


def _nodes(
    tree: Tree, lexicon: Lexicon, row: Mapping[str, Any], head: int, people: set[int]
) -> dict[int, str]:
    nodes = {head: ""}
    todo = [(head, "", 0)]
    while todo:
        token, how, depth = todo.pop()
        step = _climb(tree, lexicon, token, row, people)
        if step is None or depth == DEPTH:
            continue
        above, reason = step
        if above in nodes:
            continue
        nodes[above] = how if how == "through" else reason
        todo.append((above, nodes[above], depth + 1))
    return nodes


def _climb(
    tree: Tree, lexicon: Lexicon, token: int, row: Mapping[str, Any], people: set[int]
) -> tuple[int, str] | None:
    above, dep = tree.head[token], tree.dep[token]
    if above == token:
        return None
    if row["s"] <= above < row["e"]:
        return above, ""
    if dep == "conj" and row["type"] != "PERSON":
        return _climb(tree, lexicon, above, {**row, "s": above, "e": above}, people)
    if dep not in MODIFIERS:
        return None
    if row["type"] == "PERSON":
        return _climb_person(tree, token, above, dep)
    if above in people or _names_a_person(tree, above, people):
        return None
    marker = tree.marker[token]
    if marker and marker not in lexicon.joins:
        return None
    return _through(tree, lexicon, above, dep, marker)


def _through(
    tree: Tree, lexicon: Lexicon, above: int, dep: str, marker: str
) -> tuple[int, str] | None:
    lemma = tree.lemma[above]
    if lemma in lexicon.quantity and marker in lexicon.genitive:
        return above, "quantity"
    if lemma in lexicon.place and (not marker or marker in lexicon.genitive):
        return above, "place"
    if lemma in lexicon.acting:
        return above, "acting"
    if not marker and (
        lexicon.in_class(lemma, "arms") or lexicon.in_class(lemma, "forces")
    ):
        return above, "equipment"
    if dep == "appos":
        return above, "apposition"
    if lemma in lexicon.transparent:
        return above, "through"
    return None


def _climb_person(
    tree: Tree, token: int, above: int, dep: str
) -> tuple[int, str] | None:
    if dep == "appos":
        return above, "apposition"
    if dep in ("flat", "nmod:desc") or (dep in ("compound", "nmod") and above < token):
        return above, "title"
    return None


def _names_a_person(tree: Tree, token: int, people: set[int]) -> bool:
    """Tell whether a noun is the title of a named person ("minister Sergei Shoigu")."""
    return any(
        kid in people
        and tree.dep[kid] in ("flat", "appos", "compound", "nmod:desc", "nmod")
        for kid in tree.kids[token]
    )
