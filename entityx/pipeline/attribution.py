"""Find who says what a relation claims.

"KCNA said", "according to the Pentagon", a quotation and its speaker, the minister who
spoke two sentences before and still does. What the author tells has no source.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from entityx.pipeline.arguments import Argument, make_arguments
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.links import is_structural
from entityx.pipeline.tree import Tree

SPEAKERS = ("PERSON", "ORG", "COUNTRY")
QUOTES = frozenset('"“”«»„‟')
Row = dict[str, Any]


class Attribution:
    """Know the speech of one doc: who says which words."""

    def __init__(self, doc: Doc, tree: Tree, lexicon: Lexicon, state: Row) -> None:
        """Read the speakers and the quotations of a doc."""
        self.tree = tree
        self.verbs = lexicon.words("attribution", "verbs")
        self.nouns = lexicon.words("attribution", "nouns")
        self.by = lexicon.words("roles", "passive_agent")
        self.telling = lexicon.words("attribution", "objects_of")
        self.according = lexicon.words("attribution", "according")
        rows = [{**m, "kind": "name"} for m in state.get("mentions", ())]
        rows += state.get("references", ())
        self.arguments = [
            a for a in make_arguments(rows, tree, lexicon) if a.type in SPEAKERS
        ]
        self.by_node: dict[int, list[Argument]] = {}
        for argument in self.arguments:
            for node in argument.nodes:
                self.by_node.setdefault(node, []).append(argument)
        self.quoted = _quoted(doc)
        self.speech = self._speech()

    def of(self, row: Row) -> tuple[str, str] | None:
        """Return the entity that a relation is attributed to, and why.

        Titles and places are the author's own knowledge even inside a reported
        sentence, unless they stand in a quotation.
        """
        token = row["cue"] if row["cue"] >= 0 else row["subject_span"][0]
        inside = self.quoted[token]
        if is_structural(row["kind"]) and not inside:
            return None
        found = self._governed(token) or self._according(token)
        if found is None and inside:
            found = self._quoted_by(token)
        if found is None:
            return None
        argument, word = found
        return argument.entity, f'attributed by "{word}"'

    def _governed(self, token: int) -> tuple[Argument, str] | None:
        """Find the reporting verb above a cue, or beside its clause."""
        tree = self.tree
        below = token
        for above in (*tree.up(token), token):
            verbs = [kid for kid in tree.kids[above] if self._aside(kid, below, token)]
            if above != token and self._reports(above, below):
                verbs.insert(0, above)
            for verb in verbs:
                speaker = self._speaker(verb)
                if speaker is not None:
                    return speaker, tree.lower[verb]
            below = above
        return None

    def _reports(self, verb: int, below: int) -> bool:
        """Tell whether a verb reports the clause below it: "*said* that ..."."""
        tree, dep = self.tree, self.tree.dep
        if tree.lemma[verb] not in self.verbs or self._goes_on(verb, below):
            return False
        told = dep[below] in ("obj", "iobj") and tree.lemma[verb] in self.telling
        return (
            told
            or dep[below] in ("ccomp", "parataxis", "xcomp")
            or dep[verb] == "parataxis"
        )

    def _goes_on(self, verb: int, below: int) -> bool:
        """Tell a second clause from a reported one: "Oman condemned it, *and* ..."."""
        tree = self.tree
        begins = {below, *tree.kids_by(below, "nsubj", "nsubj:pass")}
        return any(
            tree.dep[t] == "cc" and tree.head[t] in begins
            for t in range(verb + 1, below)
        )

    def _aside(self, verb: int, below: int, token: int) -> bool:
        """Tell whether a verb reports from beside a clause: "..., he *said*"."""
        tree = self.tree
        return (
            verb != below
            and tree.dep[verb] in ("parataxis", "advcl", "ccomp")
            and tree.lemma[verb] in self.verbs
            and verb not in tree.up(token)
        )

    def _speaker(self, verb: int) -> Argument | None:
        tree = self.tree
        subjects = tree.kids_by(verb, "nsubj")
        subjects += [k for k in tree.kids_by(verb, "obl") if tree.marker[k] in self.by]
        for subject in subjects:
            found = self._at(subject)
            if found is not None:
                return found
        return None

    def _at(self, token: int) -> Argument | None:
        """Return who a word stands for: a person before the body, the body else."""
        found = self.by_node.get(token, [])
        for kind in SPEAKERS:
            for argument in found:
                if argument.type == kind:
                    return argument
        return None

    def _according(self, token: int) -> tuple[Argument, str] | None:
        tree = self.tree
        number = tree.sent[token]
        for argument in self.arguments:
            for node in argument.nodes:
                if tree.sent[node] != number:
                    continue
                if tree.marker[node] in self.according:
                    return argument, tree.marker[node]
        return None

    def _speech(self) -> list[tuple[int, Argument]]:
        """List every speaker with the verb, in the order of the text."""
        found = []
        for token, lemma in enumerate(self.tree.lemma):
            if lemma in self.verbs and self.tree.pos[token] == "VERB":
                speaker = self._speaker(token)
                if speaker is not None:
                    found.append((token, speaker))
        return found

    def _quoted_by(self, token: int) -> tuple[Argument, str] | None:
        """Find the speaker of a quotation: in its sentence, else the one before."""
        tree = self.tree
        here = tree.sent[token]
        same = [
            (v, a)
            for v, a in self.speech
            if tree.sent[v] == here and not self.quoted[v]
        ]
        if same:
            verb, argument = min(same, key=lambda pair: abs(pair[0] - token))
            return argument, tree.lower[verb]
        beside = self._beside_quote(here)
        if beside is not None:
            return beside
        near = [
            (v, a)
            for v, a in self.speech
            if not self.quoted[v] and -1 <= here - tree.sent[v] <= 6
        ]
        before = [pair for pair in near if pair[0] < token]
        if before:
            return before[-1][1], tree.lower[before[-1][0]]
        if near:
            return near[0][1], tree.lower[near[0][0]]
        return None

    def _beside_quote(self, number: int) -> tuple[Argument, str] | None:
        """Find a speaker by order alone, where the tree lost who "X told" hangs on."""
        tree = self.tree
        for verb, lemma in enumerate(tree.lemma):
            if tree.sent[verb] != number or self.quoted[verb]:
                continue
            if lemma not in self.verbs or tree.pos[verb] != "VERB":
                continue
            outside = [
                (a.head, a)
                for a in self.arguments
                if tree.sent[a.head] == number and not self.quoted[a.head]
            ]
            before = [pair for pair in outside if pair[0] < verb]
            if before:
                return max(before, key=lambda pair: pair[0])[1], tree.lower[verb]
        return None


def _quoted(doc: Doc) -> list[bool]:
    """Mark the tokens inside quotation marks; a blank line ends a quotation."""
    inside, marks = False, []
    for token in doc:
        if token.text in QUOTES or token.text in ("``", "''"):
            inside = (
                not inside if token.text in ('"', "``", "''") else token.text in "“«„"
            )
            marks.append(inside)
            continue
        if token.is_space and token.text.count("\n") > 1:
            inside = False
        marks.append(inside)
    return marks
