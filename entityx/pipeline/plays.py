"""Say what arguments play for a cue, and how well that fills a frame.

An argument plays a role where one of the words that stand for it does. A frame is
filled when its subject and its object both are; a role that is reached only through
other words fills it less.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from entityx.patterns import Frame
from entityx.pipeline.arguments import Argument
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.roles import Role, Roles
from entityx.pipeline.tree import Tree

PARTIES = ("PERSON", "COUNTRY", "ORG")
TITLE_REACH = 4
TITLE_POS = ("NOUN", "PROPN", "ADJ", "PUNCT")
TITLE_ENDS = (",", ";", ":", "“", '"')


@dataclass(frozen=True, slots=True)
class Play:
    """Say which role an argument plays for a cue, through which word."""

    role: Role
    node: int
    through: str


class Plays:
    """Know what the arguments of one doc play for its cues."""

    def __init__(self, tree: Tree, lexicon: Lexicon, arguments: list[Argument]) -> None:
        """Prepare a doc."""
        self.tree = tree
        self.lexicon = lexicon
        self.roles = Roles(tree, lexicon)
        self.heads = {node: a for a in arguments for node in a.nodes}

    def of(self, cue: int, argument: Argument) -> tuple[Play, ...]:
        """Return what an argument plays for a cue.

        Args:
            cue: Index of the token that speaks of a predicate.
            argument: An argument of the doc.
        """
        roles = self.roles.of(cue)
        found = [
            Play(role, node, through)
            for node, through in argument.nodes.items()
            for role in roles.get(node, ())
        ]
        if cue in argument.nodes and cue != argument.head:
            found += [
                Play(Role(name, "", "names the cue"), cue, argument.nodes[cue])
                for name in ("modifier", "owner")
            ]
        if self._titled(cue, argument):
            found.append(Play(Role("holder", "", "title before name"), cue, ""))
        return tuple(found)

    def match(
        self, cue: int, frame: Frame, subject: tuple[Play, ...], obj: tuple[Play, ...]
    ) -> float:
        """Return 0 to 1: how well two sets of roles fill a frame.

        Args:
            cue: Index of the token that speaks of a predicate.
            frame: A frame of that predicate.
            subject: What the subject plays for the cue.
            obj: What the object plays for it.
        """
        if frame.needs and not self._needs(cue, frame):
            return 0.0
        left = _fills(subject, frame.subject)
        right = _fills(obj, frame.object)
        if "coagent" in frame.object and not right and not self._partnered(cue):
            right = 0.8 * _fills(obj, ("agent",)) if left else 0.0
        if not left or not right:
            return 0.3 * max(left, right)
        return min(left, right)

    def _partnered(self, cue: int) -> bool:
        """Tell whether somebody is named with whom or against whom the agents act."""
        return any(
            role.name in ("partner", "adversary") and self.heads[node].type in PARTIES
            for node, roles in self.roles.of(cue).items()
            if node in self.heads
            for role in roles
        )

    def _needs(self, cue: int, frame: Frame) -> bool:
        """Tell whether a patient is of the kind that a wide word needs ("send")."""
        for node, roles in self.roles.of(cue).items():
            if not any(role.name == "patient" for role in roles):
                continue
            argument = self.heads.get(node)
            weapon = argument is not None and argument.type == "WEAPON"
            if weapon and "@arms" in frame.needs:
                return True
            lemma = self.tree.lemma[node]
            if any(self.lexicon.in_class(lemma, name) for name in frame.needs):
                return True
        return False

    def _titled(self, token: int, argument: Argument) -> bool:
        """Tell whether a noun stands right before a person's name, as a title does."""
        if argument.type != "PERSON" or not 0 < argument.start - token <= TITLE_REACH:
            return False
        return all(
            self.tree.pos[t] in TITLE_POS and self.tree.lower[t] not in TITLE_ENDS
            for t in range(token + 1, argument.start)
        )


def _fills(plays: Iterable[Play], wanted: tuple[str, ...]) -> float:
    best = 0.0
    for play in plays:
        if play.role.name not in wanted:
            continue
        value = 1.0
        if play.through == "through" or play.role.how == "of noun weak":
            value = 0.6
        elif play.role.how.startswith("verb above"):
            value = 0.4
        best = max(best, value)
    return best
