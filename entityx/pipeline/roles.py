"""Bring every predicate word to one shape: which word plays which role.

Voice, relative clauses, participles, control and raising, coordination, light verbs
and nominalisation are undone here, once, for all predicates. The roles are semantic
(agent, patient, source, …); which case marker gives which role stands in the language's
file. The labels are Universal Dependencies'.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from entityx.pipeline.lexicon import NOUN_POS, Lexicon
from entityx.pipeline.subjects import SUBJECT, Subjects
from entityx.pipeline.tree import Tree

BELOW = 2
LENT = ("obj", "nsubj:pass", "obl", "xcomp", "nsubj")
PURPOSES = ("acl", "advcl", "xcomp")
OTHER_SIDE = frozenset({"partner", "source"})
BEFORE_NAME = ("compound", "nmod:desc", "flat", "nmod")


@dataclass(frozen=True, slots=True)
class Role:
    """Say that a word plays a role, by which marker, and how that was seen."""

    name: str
    marker: str
    how: str


Found = dict[int, list[Role]]


class Roles:
    """Find the roles of cues in one parsed doc."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        """Prepare a doc's tree for asking."""
        self.tree = tree
        self.lexicon = lexicon
        self._memo: dict[int, dict[int, tuple[Role, ...]]] = {}
        self.subjects = Subjects(tree, lexicon)

    def of(self, cue: int) -> dict[int, tuple[Role, ...]]:
        """Return, for a cue token, the roles of the words around it.

        Args:
            cue: Index of the token that speaks of a predicate.

        Returns:
            Token index to its roles; coordinated words have the role of the first.
        """
        if cue not in self._memo:
            found: Found = defaultdict(list)
            if self.tree.pos[cue] in NOUN_POS:
                self._noun(cue, found)
            else:
                self._verb(cue, found)
            self._bargain(cue, found)
            self._copula(cue, found)
            self._coordinate(found, cue)
            self._memo[cue] = {k: tuple(dict.fromkeys(v)) for k, v in found.items()}
        return self._memo[cue]

    def _verb(self, verb: int, found: Found) -> None:
        tree, passive = self.tree, self.subjects.passive(verb)
        self._subject(verb, "patient" if passive else "agent", found)
        for kid in tree.kids[verb]:
            self._dependent(verb, kid, passive, found)
        self._relative_gap(verb, found)
        if tree.dep[verb] == "amod":
            self._adjectival(verb, passive, found)
        if tree.dep[verb] == "conj" and not passive and not tree.kids_by(verb, "obj"):
            for kid in tree.kids_by(tree.head[verb], "obj"):
                if kid > verb:
                    found[kid].append(Role("patient", "", "shared object"))
        self._outer(verb, found)

    def _subject(self, verb: int, role: str, found: Found) -> None:
        subject = self.subjects.of(verb)
        if subject is None:
            return
        found[subject[0]].append(Role(role, "", subject[1]))
        for other in self.tree.kids_by(verb, *SUBJECT):
            if other != subject[0] and not self.subjects.is_relative(other):
                found[other].append(Role(role, "", "subject"))

    def _dependent(self, verb: int, kid: int, passive: bool, found: Found) -> None:
        tree = self.tree
        dep = tree.dep[kid]
        if dep == "obj":
            if tree.marker[kid]:  # "precisa *de* armas", in some treebanks
                self._marked(kid, "adjunct", found, passive=passive)
            else:
                found[kid].append(Role("patient", "", "object"))
            self._below_object(kid, found)
        elif dep == "iobj":
            found[kid].append(Role("recipient", "", "indirect object"))
        elif dep.startswith(("obl", "nmod", "advmod")) and tree.marker[kid]:
            self._marked(kid, "adjunct", found, passive=passive)
            self._below_object(kid, found, passive=passive)
        elif dep == "nsubj:pass":
            self._below_object(kid, found, passive=passive)
        elif dep in ("xcomp", "ccomp") and tree.pos[kid] in NOUN_POS:
            self._below_object(kid, found)

    def _more_than_genitive(self, marker: str) -> bool:
        """Tell whether a marker says more than whose: "de" says where from, too."""
        lexicon = self.lexicon
        return marker not in lexicon.genitive or "source" in lexicon.roles_of(marker)

    def _below_object(
        self,
        noun: int,
        found: Found,
        *,
        passive: bool = False,
        depth: int = 0,
    ) -> None:
        """Lend the cue what hangs on its dependents: "shells *from Iran*"."""
        tree = self.tree
        for here in (noun, *tree.conjuncts(noun)):
            for kid in tree.kids[here]:
                if not tree.dep[kid].startswith("nmod") or tree.dep[kid] == "nmod:poss":
                    continue
                if tree.marker[kid] and self._more_than_genitive(tree.marker[kid]):
                    self._marked(kid, "below object", found, passive=passive)
                if depth < BELOW and tree.marker[kid]:
                    self._below_object(kid, found, passive=passive, depth=depth + 1)

    def _marked(
        self,
        token: int,
        how: str,
        found: Found,
        *,
        passive: bool = False,
    ) -> None:
        marker = self.tree.marker[token]
        if passive and marker in self.lexicon.raw["roles"].get("passive_agent", ()):
            found[token].append(Role("agent", marker, how))
            return
        for role in sorted(
            self.lexicon.roles_of(marker) - {"passive_agent", "exclude"}
        ):
            if role == "agent" and not passive and how == "adjunct":
                continue
            found[token].append(Role(role, marker, how))
        if "participant" in self.lexicon.roles_of(marker):
            for other in self.tree.conjuncts(token):
                found[other].append(Role("coparticipant", marker, how))

    def _relative_gap(self, verb: int, found: Found) -> None:
        """Give the noun before a relative clause the role that its pronoun has."""
        tree = self.tree
        if not tree.dep[verb].startswith("acl"):
            return
        noun = tree.head[verb]
        for token, roles in list(found.items()):
            if token != noun and self.subjects.is_relative(token):
                found[noun] += [
                    Role(r.name, r.marker, "relative clause") for r in roles
                ]
        own = tree.kids_by(verb, *SUBJECT)
        if (
            own
            and not self.subjects.is_relative(own[0])
            and not tree.kids_by(verb, "obj")
        ):
            found[noun].append(Role("patient", "", "relative clause"))

    def _adjectival(self, verb: int, passive: bool, found: Found) -> None:
        """Read "US-*backed* fighters" and "Russian-*made* tanks"."""
        tree = self.tree
        found[tree.head[verb]].append(
            Role("patient" if passive else "agent", "", "participle before noun")
        )
        for kid in tree.kids[verb]:
            if not tree.marker[kid] and tree.pos[kid] in ("PROPN", "NOUN", "ADJ"):
                found[kid].append(Role("agent", "", "participle before noun"))

    def _outer(self, verb: int, found: Found) -> None:
        """Add adjuncts of the governing verb ("is ready to sell *to Iran*")."""
        tree = self.tree
        if tree.dep[verb] not in ("xcomp", "conj"):
            return
        for kid in tree.kids[tree.head[verb]]:
            if tree.dep[kid].startswith("obl") and kid > verb:
                self._marked(kid, "outer adjunct", found)

    def _bargain(self, cue: int, found: Found) -> None:
        """Lend the other side of a bargain: "a deal *with Italy* to buy frigates".

        Whether the other side gives or takes, the frame says that asks for the role.
        """
        tree = self.tree
        bargains = self._bargains(cue)
        own = {role.name for roles in found.values() for role in roles}
        lent = [role for role in ("source", "recipient") if role not in own]
        for kid in dict.fromkeys(k for word in bargains for k in tree.kids[word]):
            marked = self.lexicon.roles_of(tree.marker[kid])
            if tree.dep[kid].startswith(("nmod", "obl")) and marked & OTHER_SIDE:
                found[kid] += [Role(r, tree.marker[kid], "outer adjunct") for r in lent]

    def _bargains(self, cue: int) -> list[int]:
        """Return the words of a bargain whose purpose a cue is."""
        tree, words = self.tree, self.lexicon.bargains
        above, dep = tree.head[cue], tree.dep[cue]
        noun = tree.pos[cue] in NOUN_POS
        purpose = "goal" in self.lexicon.roles_of(tree.marker[cue])
        if above == cue or not (
            (dep == "nmod" and purpose) if noun else dep in PURPOSES
        ):
            return []
        near = [above, *tree.kids_by(above, "obj", "nsubj:pass", "obl")]
        found = [word for word in near if word < cue and tree.lemma[word] in words]
        return [*found, above] if found and above not in found else found

    def _noun(self, noun: int, found: Found) -> None:
        tree = self.tree
        for kid in tree.kids[noun]:
            dep, marker = tree.dep[kid], tree.marker[kid]
            if dep == "nmod:poss":
                found[kid] += [
                    Role("agent", marker, "possessor"),
                    Role("owner", marker, "possessor"),
                ]
            elif dep in ("amod", "compound", "nmod", "nummod", "det") and not marker:
                found[kid] += [
                    Role("agent", "", "modifier"),
                    Role("modifier", "", "modifier"),
                ]
            elif dep.startswith(("nmod", "obl")):
                self._marked(kid, "of noun", found)
                self._below_object(kid, found)
                if marker in self.lexicon.genitive:
                    found[kid] += [
                        Role("patient", marker, "of noun"),
                        Role("agent", marker, "of noun weak"),
                    ]
            elif dep.startswith("acl") and tree.kids_by(kid, "obl"):
                for inner in tree.kids_by(kid, "obl"):
                    self._marked(
                        inner, "participle", found, passive=self.subjects.passive(kid)
                    )
        self._light(noun, found)

    def _light(self, noun: int, found: Found) -> None:
        """Take what a light verb governs: "*Iran* launched an attack"."""
        tree = self.tree
        verb, dep = tree.head[noun], tree.dep[noun]
        if dep == "conj":
            verb, dep = tree.head[verb], tree.dep[verb]
        if verb == noun or tree.pos[verb] not in ("VERB", "AUX") or dep not in LENT:
            return
        light = tree.lemma[verb] in self.lexicon.light and dep != "nsubj"
        how = "light verb" if light else f"verb above as {dep}"
        passive = self.subjects.passive(verb)
        subject = None if passive else self.subjects.of(verb)
        if subject is not None and subject[0] != noun:
            found[subject[0]].append(Role("agent", "", how))
        for kid in tree.kids[verb]:
            if kid != noun:
                self._lent(kid, how, passive, found)
            if kid != noun and dep == "obl" and tree.dep[kid] == "obj":
                found[kid].append(Role("patient", "", how))

    def _lent(self, kid: int, how: str, passive: bool, found: Found) -> None:
        tree = self.tree
        if tree.dep[kid].startswith("obl") and tree.marker[kid]:
            self._marked(kid, how, found, passive=passive)
        elif tree.dep[kid] == "iobj":
            found[kid].append(Role("recipient", "", how))

    def _copula(self, cue: int, found: Found) -> None:
        """Read who holds what a noun names: "*X* is the ally", "*X*, the ally"."""
        tree = self.tree
        if tree.kids_by(cue, "cop"):
            subject = self.subjects.of(cue)
            holders = {*tree.kids_by(cue, *SUBJECT), *([subject[0]] if subject else [])}
            for holder in sorted(holders):
                found[holder] += [
                    Role("agent", "", "copula"),
                    Role("holder", "", "copula"),
                ]
        if tree.dep[cue] == "appos":
            found[tree.head[cue]] += [
                Role("agent", "", "apposition"),
                Role("holder", "", "apposition"),
            ]
        for kid in tree.kids_by(cue, "appos", "flat"):
            found[kid].append(Role("holder", "", "apposition"))
        if tree.dep[cue] in BEFORE_NAME and not tree.marker[cue]:
            found[tree.head[cue]].append(Role("holder", "", "title"))
        if tree.dep[cue] in ("xcomp", "obl") and tree.pos[cue] in NOUN_POS:
            self._predicated(cue, found)

    def _predicated(self, cue: int, found: Found) -> None:
        """Read "named *him* commander" and "*he* serves as envoy"."""
        tree = self.tree
        if tree.marker[cue] not in ("", *self.lexicon.words("roles", "as")):
            return
        objects = tree.kids_by(tree.head[cue], "obj")
        subject = self.subjects.of(tree.head[cue])
        holder = objects[0] if objects else subject[0] if subject else None
        if holder is not None:
            found[holder].append(Role("holder", "", "predicate"))

    def _coordinate(self, found: Found, cue: int) -> None:
        for token in list(found):
            if token == cue:
                continue
            for other in self.tree.conjuncts(token):
                if other == cue or self.tree.pos[other] == "VERB":
                    continue
                found[other] += [
                    Role(r.name, r.marker, r.how)
                    for r in found[token]
                    if r.name not in ("participant",)
                ]
