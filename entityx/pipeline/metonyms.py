"""Tell the capital that acts for a state from the capital that is a place.

"Moscow wants", "a deal with Tehran", "sanctions against Pyongyang" are the state;
"in Moscow", "visited Tehran", "Pyongyang airport" are the place.
"""

from __future__ import annotations

from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.tree import Tree

APPOSED = ("COUNTRY",)


class Metonyms:
    """Read capitals by their place in the sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the words that decide from the language's file."""
        self.places = lexicon.words("metonyms", "place_markers")
        self.motion = lexicon.words("metonyms", "motion")
        self.targets = lexicon.words("metonyms", "targets") | self.motion
        self.heads = lexicon.words("metonyms", "place_heads")
        self.genitive = lexicon.genitive
        self.acting = lexicon.acting
        self.nouns = lexicon.place

    def acts(self, tree: Tree, start: int, end: int, head: int, followed: bool) -> bool:
        """Tell whether the capital at these tokens stands for its state.

        Args:
            tree: The parse.
            start: First token of the name.
            end: Token after the name.
            head: Head token of the name.
            followed: Whether the name of its country follows ("Moscow, Russia").
        """
        if followed or self._place_phrase(tree, end):
            return False
        dep = tree.dep[head]
        while dep == "conj" and tree.head[head] != head:
            head = tree.head[head]
            dep = tree.dep[head]
        above = tree.head[head]
        if dep in ("nsubj", "nmod:poss"):
            return True
        if dep.startswith(("obl", "nmod")):
            return self._marked(tree, head, above)
        if dep in ("obj", "nsubj:pass"):
            return tree.lemma[above] not in self.targets
        if dep in ("amod", "compound"):
            return tree.lemma[above] in self.acting
        return dep in ("iobj", "csubj")

    def _marked(self, tree: Tree, head: int, above: int) -> bool:
        marker = tree.marker[head].rpartition(" ")[2]
        if marker in self.places or not marker:
            return False
        if marker in self.genitive and tree.lemma[above] in self.nouns:
            return False
        return tree.lemma[above] not in self.motion

    def _place_phrase(self, tree: Tree, end: int) -> bool:
        return end < len(tree.lemma) and tree.lemma[end] in self.heads
