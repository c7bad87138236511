"""Find the subject of a verb, its own or one that it shares, and its voice.

Relative pronouns are undone, and so are shared subjects, control, adjunct clauses,
participles and infinitives after nouns ("plans to *buy*").
"""

from __future__ import annotations

from entityx.pipeline.lexicon import NOUN_POS, Lexicon
from entityx.pipeline.tree import Tree

RELATIVE = "PronType=Rel"
SUBJECT = ("nsubj", "csubj")
CLIMB = 6
# labels of verbs that share the subject of the verb above
SHARED = {"conj": "shared subject", "advcl": "adjunct clause"}


class Subjects:
    """Know the subjects of one parsed doc."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        """Prepare a doc's tree for asking."""
        self.tree = tree
        self.object_control = lexicon.object_control
        self.relative = lexicon.words("coref", "relative")
        self.dropped = lexicon.words("coref", "dropped")
        self.impersonal = lexicon.words("coref", "impersonal")
        self.events = frozenset(
            word
            for word, cues in lexicon.cues.items()
            if any(cue.kind == "noun" for cue in cues)
        )
        self._known: dict[int, tuple[int, str] | None] = {}

    def passive(self, verb: int) -> bool:
        """Tell whether a verb is in the passive (finite or as a participle)."""
        tree = self.tree
        if any(tree.dep[kid].endswith(":pass") for kid in tree.kids[verb]):
            return True
        if any(tree.dep[kid] in (*SUBJECT, "cop", "aux") for kid in tree.kids[verb]):
            return False
        # Treebanks without a present participle leave the tense of the past one out.
        morph = tree.morph[verb]
        past = "VerbForm=Part" in morph and "Tense=Pres" not in morph
        if tree.dep[verb] in ("acl", "amod", "advcl", "root", "ROOT", "csubj") and past:
            return not tree.kids_by(verb, "obj")
        if tree.dep[verb] == "conj" and past:
            return self.passive(tree.head[verb])
        return False

    def of(self, verb: int, depth: int = 0) -> tuple[int, str] | None:
        """Return the word that is a verb's subject, and how it was found.

        Its own, else the one that it shares with the verb that governs it (shared
        subject, control, adjunct clause), else the noun that its clause modifies.
        """
        if verb not in self._known:
            self._known[verb] = None
            self._known[verb] = self._find_subject(verb, depth)
        return self._known[verb]

    def _find_subject(self, verb: int, depth: int) -> tuple[int, str] | None:
        tree = self.tree
        own = tree.kids_by(verb, *SUBJECT)
        if own:
            return self._antecedent(verb, own[0])
        above, dep = tree.head[verb], tree.dep[verb]
        if above == verb or dep == "csubj":
            return self._of_next_clause(verb) or self._dropped(verb)
        if depth > CLIMB:
            return None
        if dep == "xcomp":
            return self._controller(above, depth)
        if dep == "acl":
            return self._of_noun_clause(verb, above, depth)
        shared = SHARED.get(dep.split(":")[0], "")
        if shared or (dep == "ccomp" and self.drops(verb)):
            return _how(self.of(above, depth + 1), shared or "dropped subject")
        return self._dropped(verb)

    def drops(self, verb: int) -> bool:
        """Tell whether a verb leaves a subject out that only its ending tells."""
        tree = self.tree
        return (
            bool(self.dropped)
            and tree.pos[verb] == "VERB"
            and tree.lemma[verb] not in self.impersonal
            and self.dropped <= set(tree.morph[verb].split("|"))
            and not tree.kids_by(verb, *SUBJECT)
        )

    def _dropped(self, verb: int) -> tuple[int, str] | None:
        """Let a verb stand for the subject that it leaves out; coref says who it is."""
        return (verb, "dropped subject") if self.drops(verb) else None

    def _antecedent(self, verb: int, token: int) -> tuple[int, str]:
        """Return the subject itself, or the noun that a relative pronoun stands for."""
        tree = self.tree
        if not self.is_relative(token):
            return token, "subject"
        if tree.dep[verb].startswith("acl"):
            return tree.head[verb], "relative clause"
        before = token - 1
        while before >= 0 and tree.pos[before] == "PUNCT":
            before -= 1
        if (
            before >= 0
            and tree.pos[before] in NOUN_POS
            and tree.sent[before] == tree.sent[token]
        ):
            return before, "relative clause"
        return token, "subject"

    def _of_next_clause(self, verb: int) -> tuple[int, str] | None:
        """Lend a participle the subject of the clause after it ("*Armed by Iran*, …").

        The parser often takes such a participle for the head of the sentence.
        """
        tree = self.tree
        if (
            "VerbForm=Part" not in tree.morph[verb]
            and "VerbForm=Ger" not in tree.morph[verb]
        ):
            return None
        clauses = [tree.head[verb]] if tree.dep[verb] == "csubj" else tree.kids[verb]
        for clause in clauses:
            for subject in tree.kids_by(clause, "nsubj"):
                if clause != verb and subject > verb:
                    return subject, "adjunct clause"
        return None

    def _controller(self, above: int, depth: int) -> tuple[int, str] | None:
        tree = self.tree
        objects = tree.kids_by(above, "obj", "iobj")
        if objects and tree.lemma[above] in self.object_control:
            return objects[0], "control"
        return _how(self.of(above, depth + 1), "control")

    def _of_noun_clause(
        self, verb: int, noun: int, depth: int
    ) -> tuple[int, str] | None:
        """Resolve "ships *carrying* arms" and "plans to *buy* arms"."""
        if "VerbForm=Inf" not in self.tree.morph[verb]:
            agent = None if self.passive(verb) else self._doer(noun, depth)
            return agent or (noun, "participle")
        owners = self.tree.kids_by(noun, "nmod:poss")
        if owners:
            return owners[0], "noun complement"
        if self.tree.dep[noun] in ("obj", "obl", "nsubj:pass"):
            return _how(self.of(self.tree.head[noun], depth + 1), "noun complement")
        return None

    def _doer(self, noun: int, depth: int) -> tuple[int, str] | None:
        """Return who does what a noun names: "*forces* led strikes *using* jets"."""
        tree = self.tree
        if tree.dep[noun] != "obj" or tree.lemma[noun] not in self.events:
            return None
        return _how(self.of(tree.head[noun], depth + 1), "participle of event")

    def is_relative(self, token: int) -> bool:
        """Tell whether a word is a relative pronoun."""
        tree = self.tree
        return RELATIVE in tree.morph[token] or tree.lower[token] in self.relative


def _how(found: tuple[int, str] | None, how: str) -> tuple[int, str] | None:
    return None if found is None else (found[0], how)
