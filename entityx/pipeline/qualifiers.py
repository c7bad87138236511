"""Say more about a relation: which weapon, how many, when, where, for how much.

A qualifier belongs to a relation when its words hang on the relation's cue (or, for
dates, stand in its clause). Weapons and places are entities; quantities, dates and
values are the words as they stand in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from entityx.patterns import Frame, Patterns, load_patterns
from entityx.pipeline.arguments import Argument, make_arguments
from entityx.pipeline.dates import Dates
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.links import is_structural
from entityx.pipeline.relations import argument_rows
from entityx.pipeline.roles import Role, Roles
from entityx.pipeline.state import State
from entityx.pipeline.tree import Tree

WITH_WEAPON = ("arms_transfer", "military")
STATES = ("affiliation",)
WITH_PLACE = ("military", "weapons", "diplomacy")
Row = dict[str, Any]


class Qualifiers:
    """Write the qualifiers of a doc's relations."""

    def __init__(self, patterns: Patterns, lexicon: Lexicon) -> None:
        """Take the words of the language."""
        self.patterns = patterns
        self.lexicon = lexicon
        self.dates = Dates(lexicon)
        self.numbers = lexicon.words("numbers", "words")
        self.about = lexicon.words("numbers", "about")
        self.unless_first = lexicon.words("numbers", "unless_first")
        self.money_of = lexicon.words("numbers", "money_of")
        self.where = lexicon.words("roles", "where")
        self.currencies = lexicon.words("numbers", "currencies")

    def __call__(self, doc: Doc) -> Doc:
        """Qualify the relations of a doc."""
        return self.read(doc, Tree(doc, self.patterns.labels, self.lexicon.forms))

    def read(self, doc: Doc, tree: Tree) -> Doc:
        """Qualify the relations of a doc, with its parse at hand.

        Args:
            doc: The doc.
            tree: Its parse.
        """
        state = State.of(doc)
        relations: list[Row] = State.need(doc, "relations", "entityx_relations")
        roles = Roles(tree, self.lexicon)
        arguments = make_arguments(argument_rows(state), tree, self.lexicon)
        dates = self.dates.find(doc)
        for row in relations:
            row["qualifiers"] = []
            if row["cue"] < 0 or is_structural(row["kind"]) or self._stands(row):
                continue
            row["qualifiers"] = [
                *self._entities(doc, tree, roles, arguments, row),
                *self._counted(doc, tree, arguments, row),
                *self._value(doc, tree, roles, row),
                *self._when(doc, tree, dates, row),
            ]
        return doc

    def _stands(self, row: Row) -> bool:
        """Tell whether a relation is a state, such as a post, and no act."""
        return self.patterns.predicates[row["predicate"]].group in STATES

    def _frame(self, row: Row) -> Frame | None:
        frames = self.patterns.predicates[row["predicate"]].frames
        return frames[row["frame"] - 1] if row["frame"] else None

    def _entities(
        self, doc: Doc, tree: Tree, roles: Roles, arguments: list[Argument], row: Row
    ) -> Iterator[Row]:
        """Read which weapon, and where: names that play a part for the cue."""
        played = roles.of(row["cue"])
        told = {row["subject"], row["object"]}
        armed = any(a.entity == row["object"] and a.type == "WEAPON" for a in arguments)
        for a in arguments:
            here = [role for node in a.nodes for role in played.get(node, ())]
            if a.kind != "name" or a.entity in told or not here:
                continue
            told_as = self._told_as(a.type, here, row)
            if told_as == "weapon" and armed and _beside(here):
                continue
            if told_as == "place" and self._coordinated(tree, a, row):
                continue
            if told_as:
                told.add(a.entity)
                yield _entity(told_as, doc, a)
            if told_as == "weapon":
                yield from self._quantity(doc, tree, a)

    def _coordinated(self, tree: Tree, a: Argument, row: Row) -> bool:
        """Tell whether a place stands beside the object: "visited Oman and *Iraq*"."""
        above = a.head
        while tree.dep[above] == "conj" and tree.head[above] != above:
            above = tree.head[above]
            if row["object_span"][0] <= above < row["object_span"][1]:
                return True
        return False

    def _told_as(self, kind: str, played: list[Role], row: Row) -> str:
        """Say which qualifier an entity is, by type and roles; "" if none."""
        group = self.patterns.predicates[row["predicate"]].group
        names = {role.name for role in played}
        if kind == "WEAPON" and group in WITH_WEAPON:
            return "weapon" if self._is_weapon(self._frame(row), names) else ""
        if kind in ("LOC", "COUNTRY") and group in WITH_PLACE and "place" in names:
            return "place" if any(r.marker in self.where for r in played) else ""
        return ""

    def _counted(
        self, doc: Doc, tree: Tree, arguments: list[Argument], row: Row
    ) -> Iterator[Row]:
        """Read how many of a weapon that is the object itself."""
        for a in arguments:
            own = a.entity == row["object"] and [a.start, a.end] == row["object_span"]
            if own and a.type == "WEAPON":
                yield from self._quantity(doc, tree, a)

    def _is_weapon(self, frame: Frame | None, names: set[str]) -> bool:
        wanted = {"patient", "instrument", "partner"}
        if frame is not None and frame.weapon:
            wanted.add(frame.weapon)
        return bool(names & wanted)

    def _quantity(self, doc: Doc, tree: Tree, weapon: Argument) -> Iterator[Row]:
        """Read "14 tanks", "millions of rockets", "more than 100 drones"."""
        for node, through in weapon.nodes.items():
            if through == "quantity" and (
                tree.lower[node] in self.numbers or tree.pos[node] == "NUM"
            ):
                yield self._number(doc, tree, node)
                return
            for kid in tree.kids[node]:
                if tree.dep[kid].startswith("nummod"):
                    yield self._number(doc, tree, kid)
                    return

    def _number(self, doc: Doc, tree: Tree, token: int) -> Row:
        start = end = token
        while (
            start > 0
            and tree.sent[start - 1] == tree.sent[token]
            and (tree.lower[start - 1] in self.about or tree.pos[start - 1] == "NUM")
        ):
            start -= 1
        while start < end and tree.lower[start] in self.unless_first:
            start += 1
        return _text("quantity", doc, start, end + 1)

    def _value(self, doc: Doc, tree: Tree, roles: Roles, row: Row) -> Iterator[Row]:
        """Read sums of money that hang on the cue or on what it is about."""
        start, end = row["sentence"]
        for token in range(start, end):
            if tree.lower[token] not in self.currencies:
                continue
            here = {token, *list(tree.up(token))[:4]}
            if row["cue"] not in here:
                continue
            low, high = token, token + 1
            while high < end and (
                tree.pos[high] == "NUM" or tree.lower[high] in self.numbers
            ):
                high += 1
            while low > start and (
                tree.pos[low - 1] == "NUM"
                or tree.lower[low - 1] in self.numbers
                or tree.lower[low - 1] in self.money_of
            ):
                low -= 1
            if high - low > 1:
                yield _text("value", doc, low, high)
                return

    def _when(
        self, doc: Doc, tree: Tree, dates: list[tuple[int, int]], row: Row
    ) -> Iterator[Row]:
        """Take the date whose way up meets the cue's clause first."""
        best: tuple[int, int, tuple[int, int]] | None = None
        for span in dates:
            if not row["sentence"][0] <= span[0] < row["sentence"][1]:
                continue
            if self.dates.is_dateline(doc, span):
                continue
            steps = self._steps(tree, span, row["cue"])
            if steps is None:
                continue
            rank = (steps, abs(span[0] - row["cue"]), span)
            if best is None or rank < best:
                best = rank
        if best is not None:
            yield _text("date", doc, *best[2])

    def _steps(self, tree: Tree, span: tuple[int, int], cue: int) -> int | None:
        """Count the steps from a date to the cue, None across a clause border."""
        head = next(
            (t for t in range(*span) if not span[0] <= tree.head[t] < span[1]),
            span[1] - 1,
        )
        path = tree.path(head, cue)
        if path is None:
            return None
        down = [tree.dep[t].split(":")[0] for t in path[1][:-1]]
        up = [tree.dep[t].split(":")[0] for t in path[0][1:-1]]
        borders = sum(d in ("ccomp", "advcl", "acl", "parataxis") for d in up)
        reported = sum(d in ("ccomp", "parataxis", "acl") for d in down)
        if borders or reported or _of_another(tree, path[0], cue):
            return None
        return len(path[0]) + len(path[1])


def _of_another(tree: Tree, up: list[int], cue: int) -> bool:
    """Tell whether a date is a noun's in between: "after the *closure* in May"."""
    noun = tree.head[up[0]]
    if noun == cue or not tree.dep[up[0]].startswith("nmod"):
        return False
    return tree.head[noun] != cue or tree.dep[noun] != "obj"


def _beside(played: list[Role]) -> bool:
    """Tell whether a weapon stands beside the object: "destroyed tanks and *guns*"."""
    return any(role.name == "patient" for role in played)


def _entity(role: str, doc: Doc, argument: Argument) -> Row:
    return {**_text(role, doc, argument.start, argument.end), "entity": argument.entity}


def _text(role: str, doc: Doc, start: int, end: int) -> Row:
    return {
        "role": role,
        "s": start,
        "e": end,
        "text": doc[start:end].text,
        "entity": None,
    }


@Language.factory(
    "entityx_qualifiers", default_config={"patterns": []}, assigns=["doc.user_data"]
)
def make_qualifiers(
    nlp: Language, name: str, patterns: list[str]
) -> Callable[[Doc], Doc]:
    """Make the component that qualifies relations."""
    loaded = load_patterns(patterns)
    return Qualifiers(loaded, Lexicon(loaded, nlp.lang or "xx"))
