"""Tell how a relation is meant: denied, planned, wanted or possible, and by whom.

Each relation's cue is followed upwards through the words that govern it ("*may* go
ahead with the purchase", "*denied* having sold"). The nearest cue decides. What is
merely said by somebody is still asserted: then it is attributed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from entityx.patterns import Patterns, load_patterns
from entityx.pipeline.attribution import Attribution
from entityx.pipeline.lexicon import NOUN_POS, Lexicon
from entityx.pipeline.links import is_structural
from entityx.pipeline.state import State
from entityx.pipeline.tree import Tree

MODALITIES = ("planned", "wanted", "possible")
COMPLEMENTS = (
    "xcomp",
    "ccomp",
    "acl",
    "obj",
    "obl",
    "nmod",
    "advcl",
    "csubj",
    "nsubj:pass",
    "conj",
    "acl:relcl",
)
BORDERS = ("ccomp", "acl:relcl", "advcl", "acl", "nmod")
NEGATING = ("advmod", "det", "aux", "neg", "cc:preconj", "mark", "case", "cc")
DENYING = ("det", "advmod", "cc:preconj", "cc")
Row = dict[str, Any]


class Claims:
    """Write negation, modality and attribution to the relations of a doc."""

    def __init__(self, patterns: Patterns, lexicon: Lexicon) -> None:
        """Take the cue words of the language."""
        self.patterns = patterns
        self.lexicon = lexicon
        self.particles = lexicon.words("negation", "particles")
        self.determiners = lexicon.words("negation", "determiners")
        self.refusals = lexicon.words("negation", "verbs")
        self.bargains = lexicon.bargains
        self.denials = lexicon.words("negation", "deny")
        self.claimed = lexicon.words("negation", "claims")
        self.proofs = lexicon.words("negation", "proofs")
        self.marks = lexicon.words("modality", "possible", "marks")
        self.words = {
            m: {
                k: lexicon.words("modality", m, k)
                for k in ("aux", "verbs", "nouns", "adjs", "advs", "morph")
            }
            for m in MODALITIES
        }

    def __call__(self, doc: Doc) -> Doc:
        """Mark the relations of a doc."""
        return self.read(doc, Tree(doc, self.patterns.labels, self.lexicon.forms))

    def read(self, doc: Doc, tree: Tree) -> Doc:
        """Mark the relations of a doc, with its parse at hand.

        Args:
            doc: The doc.
            tree: Its parse.
        """
        state = State.of(doc)
        relations: list[Row] = State.need(doc, "relations", "entityx_relations")
        attribution = Attribution(doc, tree, self.lexicon, state)
        for row in relations:
            self._mark(tree, row)
            said = attribution.of(row)
            row["attributed_to"] = said[0] if said else None
            if said:
                row["why"].append(said[1])
        return doc

    def _mark(self, tree: Tree, row: Row) -> None:
        row["negated"], row["modality"] = False, "asserted"
        if row["cue"] < 0 or is_structural(row["kind"]):
            self._deny_title(tree, row)
            return
        frames = self.patterns.predicates[row["predicate"]].frames
        frame = frames[row["frame"] - 1] if row["frame"] else None
        negated, why = self._negated(tree, row["cue"])
        if frame is not None and frame.negated:
            negated = not negated
        row["negated"] = negated
        if negated:
            row["why"].append(f'denied by "{why}"')
        modality, why = self._modality(tree, row["cue"])
        if not modality and frame is not None and frame.modality:
            modality, why = frame.modality, tree.lower[row["cue"]]
        if modality:
            row["modality"] = modality
            row["why"].append(f'{modality} by "{why}"')

    def _deny_title(self, tree: Tree, row: Row) -> None:
        """Mark "*is not* a member": of what structure says, only that can be denied."""
        if row["cue"] >= 0 and row["kind"].startswith("title copula"):
            word = self._particle(tree, row["cue"])
            if word:
                row["negated"] = True
                row["why"].append(f'denied by "{word}"')

    # -- the way up

    def _governors(self, tree: Tree, cue: int) -> Iterator[tuple[int, int, str]]:
        """Yield the words that govern a cue: governor, the word below it, its label."""
        below = cue
        for above in tree.up(cue):
            dep = tree.dep[below]
            if dep not in COMPLEMENTS and dep.split(":")[0] not in COMPLEMENTS:
                return
            yield above, below, dep
            below = above

    # -- negation

    def _negated(self, tree: Tree, cue: int) -> tuple[bool, str]:
        word = self._particle(tree, cue)
        if word:
            return True, word
        for above, below, dep in self._governors(tree, cue):
            if _own_clause(tree, below, dep):
                break
            if dep == "conj":
                continue
            word = self._denying(tree, above, below, dep) or self._unproved(tree, above)
            if word:
                return True, word
            if dep in BORDERS and not (
                dep == "acl" and tree.lemma[above] in self.claimed
            ):
                break
        return False, ""

    def _denying(self, tree: Tree, above: int, below: int, dep: str) -> str:
        """Return the governor, or what hangs on it, where that denies what is below."""
        lemma = tree.lemma[above]
        if lemma in self.denials and self._denied(tree, below, dep):
            return lemma
        if dep in ("xcomp", "obj") and self._refuses(tree, above, dep):
            return lemma
        if dep in ("xcomp", "obj", "nsubj:pass"):
            return self._particle(tree, above)
        return ""

    def _unproved(self, tree: Tree, noun: int) -> str:
        """Return what denies that there is proof: "*no* evidence that"."""
        if tree.lemma[noun] not in self.proofs:
            return ""
        verb = tree.head[noun]
        beside = tree.dep[noun] in ("obj", "nsubj", "iobj") and verb != noun
        denied = self._denying_word(tree, noun)
        return denied or (self._particle(tree, verb) if beside else "")

    def _refuses(self, tree: Tree, verb: int, dep: str) -> bool:
        """Tell whether a verb says that what follows will not be: "ruled out"."""
        lemma = tree.lemma[verb]
        if lemma in self.refusals and dep == "xcomp":
            return True
        return any(
            f"{lemma} +{tree.lower[kid]}" in self.refusals for kid in tree.kids[verb]
        )

    def _denied(self, tree: Tree, below: int, dep: str) -> bool:
        """Tell whether a denial is about what happened, not about a proposal."""
        if dep in ("ccomp", "xcomp"):
            return True
        return dep in ("obj", "obl") and tree.lemma[below] in self.claimed

    def _particle(self, tree: Tree, token: int) -> str:
        """Return the negating word on a token, or on its subject or object."""
        for kid in tree.kids[token]:
            if tree.lower[kid] in self.particles and tree.dep[kid] in NEGATING:
                return tree.lower[kid]
            if tree.dep[kid] == "advmod" and self._denying_word(tree, kid):
                return tree.lower[kid]
            if tree.dep[kid] in ("nsubj", "nsubj:pass", "obj", "iobj"):
                word = self._denying_word(tree, kid)
                if word:
                    return word
        if tree.marker[token] in self.particles:
            return tree.marker[token]
        return ""

    def _denying_word(self, tree: Tree, token: int) -> str:
        """Return the word that denies another: "*no* agreement", "*no* longer"."""
        for kid in tree.kids[token]:
            if tree.lower[kid] in self.determiners and tree.dep[kid] in DENYING:
                return tree.lower[kid]
        return ""

    # -- modality

    def _modality(self, tree: Tree, cue: int) -> tuple[str, str]:
        found = self._own(tree, cue)
        if found[0]:
            return found
        for above, below, dep in self._governors(tree, cue):
            if dep == "acl:relcl" or _own_clause(tree, below, dep):
                break
            if dep != "conj":
                found = self._governed(tree, above, below, dep)
            border = dep in ("ccomp", "advcl")
            if dep == "advcl" and self._bargained(tree, above, below):
                return "planned", tree.lemma[above]
            if not found[0] and not border:
                found = self._own(tree, above)
            if found[0] or border:
                return found
        return "", ""

    def _own(self, tree: Tree, token: int) -> tuple[str, str]:
        """Read auxiliaries, adverbs, adjectives and conditional marks of a word."""
        for kid in tree.kids[token]:
            lower, dep = tree.lower[kid], tree.dep[kid]
            for modality in MODALITIES:
                words = self.words[modality]
                if dep.startswith("aux") and lower in words["aux"]:
                    return modality, lower
                if dep == "advmod" and lower in words["advs"]:
                    return modality, lower
                if (
                    dep == "amod"
                    and tree.pos[token] in NOUN_POS
                    and tree.lemma[kid] in words["adjs"]
                ):
                    return modality, lower
            if dep == "mark" and lower in self.marks:
                return "possible", lower
        return self._by_form(tree, token)

    def _by_form(self, tree: Tree, token: int) -> tuple[str, str]:
        """Read the modality that a verb's form says: a future is planned."""
        forms = [token, *(k for k in tree.kids[token] if tree.dep[k].startswith("aux"))]
        for form in forms:
            features = set(tree.morph[form].split("|"))
            for modality in MODALITIES:
                if self.words[modality]["morph"] & features:
                    return modality, tree.lower[form]
        return "", ""

    def _governed(
        self, tree: Tree, above: int, below: int, dep: str
    ) -> tuple[str, str]:
        lemma, pos = tree.lemma[above], tree.pos[above]
        finite = dep in ("ccomp", "advcl")
        infinitive = "VerbForm=Inf" in tree.morph[below] or tree.pos[below] in NOUN_POS
        for modality in MODALITIES:
            words = self.words[modality]
            verb = pos in ("VERB", "AUX") and lemma in words["verbs"]
            noun = (
                pos in NOUN_POS
                and lemma in words["nouns"]
                and dep in ("acl", "nmod", "ccomp")
            )
            adj = (
                pos == "ADJ"
                and lemma in words["adjs"]
                and dep in ("xcomp", "ccomp", "csubj", "advcl")
            )
            if not (verb or noun or adj):
                continue
            if finite and modality == "planned":
                continue
            if (
                finite
                and verb
                and modality == "wanted"
                and not self._subjunctive(tree, below)
            ):
                continue
            if (
                not finite
                and dep in ("obl", "obj", "nsubj:pass")
                and tree.pos[below] not in NOUN_POS
            ):
                continue
            if dep == "obj" and modality == "possible":
                continue
            if infinitive or finite or noun or adj:
                return modality, lemma
        return "", ""

    def _bargained(self, tree: Tree, verb: int, below: int) -> bool:
        """Tell the purpose of a bargain: "*signed a contract* to buy ships"."""
        if "VerbForm=Inf" not in tree.morph[below]:
            return False
        if tree.lemma[verb] in self.bargains & self.words["planned"]["verbs"]:
            return True
        kids = tree.kids_by(verb, "obj", "nsubj:pass")
        return any(kid < below and tree.lemma[kid] in self.bargains for kid in kids)

    def _subjunctive(self, tree: Tree, verb: int) -> bool:
        """Tell "proposed that they hold" from "said that they held"."""
        morph = tree.morph[verb]
        return "VerbForm=Inf" in morph or "Mood=Sub" in morph or "Tense" not in morph


def _own_clause(tree: Tree, below: int, dep: str) -> bool:
    """Tell whether a coordinated verb has a subject of its own."""
    return dep == "conj" and bool(tree.kids_by(below, "nsubj", "nsubj:pass"))


@Language.factory(
    "entityx_claims", default_config={"patterns": []}, assigns=["doc.user_data"]
)
def make_claims(nlp: Language, name: str, patterns: list[str]) -> Callable[[Doc], Doc]:
    """Make the component that marks negation, modality and attribution."""
    loaded = load_patterns(patterns)
    return Claims(loaded, Lexicon(loaded, nlp.lang or "xx"))
