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
from entityx.pipeline.tree import Tree

RELATIVE = "PronType=Rel"
SUBJECT = ("nsubj", "csubj")
CLIMB = 6
BELOW = 2


@dataclass(frozen=True, slots=True)
class Role:
    """Say that a word plays a role for a cue, by which marker, and how that was seen."""

    name: str
    marker: str
    how: str


class Roles:
    """Find the roles of cues in one parsed doc."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        """Prepare a doc's tree for asking."""
        self.tree = tree
        self.lexicon = lexicon
        self._memo: dict[int, dict[int, tuple[Role, ...]]] = {}
        self._subjects: dict[int, tuple[int, str] | None] = {}

    def of(self, cue: int) -> dict[int, tuple[Role, ...]]:
        """Return, for a cue token, the roles of the words around it.

        Args:
            cue: Index of the token that speaks of a predicate.

        Returns:
            Token index to its roles; coordinated words have the role of the first.
        """
        if cue not in self._memo:
            found: dict[int, list[Role]] = defaultdict(list)
            if self.tree.pos[cue] in NOUN_POS:
                self._noun(cue, found)
            else:
                self._verb(cue, found)
            self._copula(cue, found)
            self._coordinate(found, cue)
            self._memo[cue] = {k: tuple(dict.fromkeys(v)) for k, v in found.items()}
        return self._memo[cue]

    def passive(self, verb: int) -> bool:
        """Tell whether a verb is in the passive (finite or as a participle)."""
        tree = self.tree
        if any(tree.dep[kid].endswith(":pass") for kid in tree.kids[verb]):
            return True
        if any(tree.dep[kid] in (*SUBJECT, "cop", "aux") for kid in tree.kids[verb]):
            return False
        past = "VerbForm=Part" in tree.morph[verb] and "Tense=Past" in tree.morph[verb]
        if tree.dep[verb] in ("acl", "amod", "advcl") and past:
            return not tree.kids_by(verb, "obj")
        if tree.dep[verb] == "conj" and past:
            return self.passive(tree.head[verb])
        return False

    def subject(self, verb: int, depth: int = 0) -> tuple[int, str] | None:
        """Return the word that is a verb's subject, and how it was found.

        Its own, else the one that it shares with the verb that governs it (shared
        subject, control, adjunct clause), else the noun that its clause modifies.
        """
        if verb not in self._subjects:
            self._subjects[verb] = None
            self._subjects[verb] = self._find_subject(verb, depth)
        return self._subjects[verb]

    def _find_subject(self, verb: int, depth: int) -> tuple[int, str] | None:
        tree = self.tree
        own = tree.kids_by(verb, *SUBJECT)
        if own:
            return self._antecedent(verb, own[0])
        above, dep = tree.head[verb], tree.dep[verb]
        if above == verb or depth > CLIMB:
            return None
        if dep == "conj":
            return _how(self.subject(above, depth + 1), "shared subject")
        if dep == "xcomp":
            return self._controller(above, depth)
        if dep.startswith("advcl"):
            return _how(self.subject(above, depth + 1), "adjunct clause")
        if dep == "acl":
            return self._of_noun_clause(verb, above, depth)
        return None

    def _antecedent(self, verb: int, token: int) -> tuple[int, str]:
        """Return the subject itself, or the noun that a relative pronoun stands for."""
        tree = self.tree
        if not self._is_relative(token):
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

    def _controller(self, above: int, depth: int) -> tuple[int, str] | None:
        tree = self.tree
        objects = tree.kids_by(above, "obj", "iobj")
        if objects and tree.lemma[above] in self.lexicon.object_control:
            return objects[0], "control"
        return _how(self.subject(above, depth + 1), "control")

    def _of_noun_clause(
        self, verb: int, noun: int, depth: int
    ) -> tuple[int, str] | None:
        """Resolve "ships *carrying* arms" and "plans to *buy* arms"."""
        if "VerbForm=Inf" not in self.tree.morph[verb]:
            return noun, "participle"
        owners = self.tree.kids_by(noun, "nmod:poss")
        if owners:
            return owners[0], "noun complement"
        if self.tree.dep[noun] in ("obj", "obl", "nsubj:pass"):
            return _how(
                self.subject(self.tree.head[noun], depth + 1), "noun complement"
            )
        return None

    def _is_relative(self, token: int) -> bool:
        tree = self.tree
        return RELATIVE in tree.morph[token] or tree.lower[token] in (
            "who",
            "which",
            "that",
        )

    def _verb(self, verb: int, found: dict[int, list[Role]]) -> None:
        tree, passive = self.tree, self.passive(verb)
        subject = self.subject(verb)
        if subject is not None:
            role = "patient" if passive else "agent"
            found[subject[0]].append(Role(role, "", subject[1]))
            for other in tree.kids_by(verb, *SUBJECT):
                if other != subject[0] and not self._is_relative(other):
                    found[other].append(Role(role, "", "subject"))
        for kid in tree.kids[verb]:
            self._dependent(verb, kid, passive, found)
        self._relative_gap(verb, found)
        if tree.dep[verb] == "amod":
            self._adjectival(verb, passive, found)
        if not tree.kids_by(verb, "obj") and tree.dep[verb] == "conj" and not passive:
            for kid in tree.kids_by(tree.head[verb], "obj"):
                if kid > verb:
                    found[kid].append(Role("patient", "", "shared object"))
        self._outer(verb, found)

    def _dependent(
        self, verb: int, kid: int, passive: bool, found: dict[int, list[Role]]
    ) -> None:
        tree = self.tree
        dep = tree.dep[kid]
        if dep == "obj":
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

    def _below_object(
        self,
        noun: int,
        found: dict[int, list[Role]],
        *,
        passive: bool = False,
        depth: int = 0,
    ) -> None:
        """Lend the cue what the parser hung on its dependents ("shells *from Iran*")."""
        tree = self.tree
        for here in (noun, *tree.conjuncts(noun)):
            for kid in tree.kids[here]:
                if not tree.dep[kid].startswith("nmod") or tree.dep[kid] == "nmod:poss":
                    continue
                if tree.marker[kid] not in ("", "of"):
                    self._marked(kid, "below object", found, passive=passive)
                if depth < BELOW and tree.marker[kid]:
                    self._below_object(kid, found, passive=passive, depth=depth + 1)

    def _marked(
        self,
        token: int,
        how: str,
        found: dict[int, list[Role]],
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

    def _relative_gap(self, verb: int, found: dict[int, list[Role]]) -> None:
        """Give the noun before a relative clause the role that its pronoun has."""
        tree = self.tree
        if not tree.dep[verb].startswith("acl"):
            return
        noun = tree.head[verb]
        for token, roles in list(found.items()):
            if token != noun and self._is_relative(token):
                found[noun] += [
                    Role(r.name, r.marker, "relative clause") for r in roles
                ]
        own = tree.kids_by(verb, *SUBJECT)
        if own and not self._is_relative(own[0]) and not tree.kids_by(verb, "obj"):
            found[noun].append(Role("patient", "", "relative clause"))

    def _adjectival(
        self, verb: int, passive: bool, found: dict[int, list[Role]]
    ) -> None:
        """Read "US-*backed* fighters" and "Russian-*made* tanks"."""
        tree = self.tree
        found[tree.head[verb]].append(
            Role("patient" if passive else "agent", "", "participle before noun")
        )
        for kid in tree.kids[verb]:
            if not tree.marker[kid] and tree.pos[kid] in ("PROPN", "NOUN", "ADJ"):
                found[kid].append(Role("agent", "", "participle before noun"))

    def _outer(self, verb: int, found: dict[int, list[Role]]) -> None:
        """Add adjuncts of the governing verb ("is ready to sell *to Iran*")."""
        tree = self.tree
        if tree.dep[verb] not in ("xcomp", "conj"):
            return
        for kid in tree.kids[tree.head[verb]]:
            if tree.dep[kid].startswith("obl") and kid > verb:
                self._marked(kid, "outer adjunct", found)

    def _noun(self, noun: int, found: dict[int, list[Role]]) -> None:
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
                if marker == "of":
                    found[kid] += [
                        Role("patient", marker, "of noun"),
                        Role("agent", marker, "of noun weak"),
                    ]
            elif dep.startswith("acl") and tree.kids_by(kid, "obl"):
                for inner in tree.kids_by(kid, "obl"):
                    self._marked(inner, "participle", found, passive=self.passive(kid))
        self._light(noun, found)

    def _light(self, noun: int, found: dict[int, list[Role]]) -> None:
        """Take the subject and adjuncts of a light verb ("*Iran* launched an attack")."""
        tree = self.tree
        verb, dep = tree.head[noun], tree.dep[noun]
        if dep == "conj":
            verb, dep = tree.head[verb], tree.dep[verb]
        if verb == noun or tree.pos[verb] not in ("VERB", "AUX"):
            return
        if dep not in ("obj", "nsubj:pass", "obl", "xcomp", "nsubj"):
            return
        light = tree.lemma[verb] in self.lexicon.light and dep != "nsubj"
        how = "light verb" if light else f"verb above as {dep}"
        if dep == "nsubj:pass" or self.passive(verb):
            subject = None
        else:
            subject = self.subject(verb)
        if subject is not None and subject[0] != noun:
            found[subject[0]].append(Role("agent", "", how))
        for kid in tree.kids[verb]:
            if kid == noun:
                continue
            if tree.dep[kid].startswith("obl") and tree.marker[kid]:
                self._marked(kid, how, found, passive=self.passive(verb))
            elif tree.dep[kid] == "iobj":
                found[kid].append(Role("recipient", "", how))
            elif tree.dep[kid] == "obj" and dep == "obl":
                found[kid].append(Role("patient", "", how))

    def _copula(self, cue: int, found: dict[int, list[Role]]) -> None:
        tree = self.tree
        if tree.kids_by(cue, "cop"):
            for kid in tree.kids_by(cue, *SUBJECT):
                found[kid] += [
                    Role("agent", "", "copula"),
                    Role("holder", "", "copula"),
                ]
            subject = self.subject(cue)
            if subject is not None:
                found[subject[0]] += [
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
        if (
            tree.dep[cue] in ("compound", "nmod:desc", "flat", "nmod")
            and not tree.marker[cue]
        ):
            found[tree.head[cue]].append(Role("holder", "", "title"))
        if tree.dep[cue] in ("xcomp", "obl") and tree.marker[cue] in ("", "as"):
            verb = tree.head[cue]
            objects = tree.kids_by(verb, "obj")
            subject = (objects[0], "") if objects else self.subject(verb)
            if subject is not None and tree.pos[cue] in NOUN_POS:
                found[subject[0]].append(Role("holder", "", "predicate"))

    def _coordinate(self, found: dict[int, list[Role]], cue: int) -> None:
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


def _how(found: tuple[int, str] | None, how: str) -> tuple[int, str] | None:
    return None if found is None else (found[0], how)
