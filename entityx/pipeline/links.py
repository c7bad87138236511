"""Say how two arguments hang together where no word speaks of a predicate.

"*Iranian* missiles", "Tartus in *Syria*", "the *group's* drones": the link names which
of the two hangs on the other, and by what. Titles are told apart in ``titles``.
"""

from __future__ import annotations

from entityx.patterns import Frame
from entityx.pipeline.arguments import Argument
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.tree import Tree

STRUCTURAL = ("title", "subject", "object", "near")
REACH = 10
PATH = 4
BELOW_HEAD = {"appos": {"appos"}, "modifier": {"amod", "compound"}}


def is_structural(kind: str) -> bool:
    """Tell whether a kind of candidate rests on structure alone, not on a cue.

    Args:
        kind: The kind of a candidate: ``verb``, ``subject amod``, ``title before``.
    """
    return kind.split(" ")[0] in STRUCTURAL


def link(tree: Tree, subject: Argument, obj: Argument) -> str | None:
    """Name how two arguments hang together without a word, or None if far apart.

    Args:
        tree: The parse.
        subject: One argument.
        obj: The other.
    """
    named = _hung(tree, "object", obj, "subject", subject.head)
    named = named or _hung(tree, "subject", subject, "object", obj.head)
    if named:
        return named
    path = tree.path(subject.head, obj.head)
    if path is None:
        return None
    near = abs(subject.head - obj.head) <= REACH
    if near or len(path[0]) + len(path[1]) - 2 <= PATH:
        return "near"
    return None


def _hung(tree: Tree, name: str, below: Argument, other: str, head: int) -> str:
    """Name how one argument hangs on the head of the other, "" if it does not."""
    for node, through in below.nodes.items():
        if tree.head[node] == head and node != head:
            return f"{name} {tree.dep[node]} {tree.marker[node]}".strip()
        if node == head and through:
            return f"{name} {through} {other}"
    return ""


def implied_links(frame: Frame, lexicon: Lexicon) -> frozenset[str]:
    """Return the links that fill an implied frame.

    Args:
        frame: A frame that is ``implied`` and has no words.
        lexicon: The words of the language.
    """
    owned = {"nmod:poss", *(f"nmod:poss {m}" for m in lexicon.words("roles", "clitic"))}
    located = {f"nmod {m}" for m in lexicon.words("roles", "located")}
    links = set()
    if "modifier" in frame.subject and "head" in frame.object:
        links |= {"subject amod", "subject compound", "subject nmod"}
    if "owner" in frame.subject and "head" in frame.object:
        links |= {f"subject {link}" for link in owned}
    if "head" in frame.subject:
        below = {"place": located, "owner": owned, **BELOW_HEAD}
        for role in below.keys() & set(frame.object):
            links |= {f"object {link}" for link in below[role]}
    return frozenset(links)
