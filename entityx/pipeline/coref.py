"""Settle pronouns and descriptions that the text itself settles.

"he", "its", "the North Korean leader", "the group", "the two countries", and the "I"
and "we" of somebody who is quoted. A reference is written only where one entity fits
better than every other; the rest stays open. References are never mentions: they only
give predicates their arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from entityx.patterns import Patterns, load_patterns
from entityx.pipeline.lexicon import NOUN_POS, Lexicon
from entityx.pipeline.seen import Seen, before_name, list_seen
from entityx.pipeline.state import State
from entityx.pipeline.subjects import Subjects
from entityx.pipeline.tree import Tree

REACH = {"person": 3, "thing": 1, "country": 3, "group": 3}
SPEECH = 8
OWNING = ("amod", "compound", "nmod")
PARTIES = ("PERSON", "COUNTRY", "ORG")
WITHIN_NAME = ("appos", "flat", "compound", "conj", "amod", "nmod")
Row = dict[str, Any]


class Coref:
    """Write the references of a doc to its state."""

    def __init__(self, patterns: Patterns, lexicon: Lexicon) -> None:
        """Take the words of the language."""
        self.patterns = patterns
        self.lexicon = lexicon
        coref = lexicon.raw.get("coref", {})
        self.pronouns: dict[str, str] = dict(coref.get("pronouns", {}))
        self.pairs: dict[str, str] = dict(coref.get("pairs", {}))
        self.reflexive = lexicon.words("coref", "reflexive")
        self.first = lexicon.words("coref", "first")
        self.countries = lexicon.words("coref", "country")
        self.groups = lexicon.words("coref", "group")
        self.both = lexicon.words("coref", "both")
        pointing = lexicon.words("coref", "determiners")
        self.determiners = pointing - lexicon.words("articles", "indefinite")
        self.sayings = lexicon.words("attribution", "verbs")
        self.titles = {w[-1]: k for k, ws in lexicon.titles.items() for w in ws}
        self.events = lexicon.classes.get("strikes", frozenset())
        self.heads = {w[-1] for w in lexicon.titles.get("heads", ())}

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the references of a doc."""
        return self.read(doc, Tree(doc, self.patterns.labels, self.lexicon.forms))

    def read(self, doc: Doc, tree: Tree) -> Doc:
        """Resolve the references of a doc, with its parse at hand.

        Args:
            doc: The doc.
            tree: Its parse.
        """
        mentions = State.named(doc)
        seen = list_seen(tree, mentions, self.titles)
        State.of(doc)["references"] = list(self._references(tree, seen, mentions))
        return doc

    def _references(
        self, tree: Tree, seen: list[Seen], mentions: list[Row]
    ) -> Iterator[Row]:
        named = {t for m in mentions for t in range(m["s"], m["e"])}
        titled = {
            t
            for m in mentions
            if m["type"] == "PERSON"
            for t in before_name(tree, m["s"])
        }
        subjects = Subjects(tree, self.lexicon)
        for token, lower in enumerate(tree.lower):
            if token in named:
                continue
            if subjects.drops(token):
                yield from self._dropped(tree, token, seen, subjects)
            elif tree.pos[token] == "PRON" or lower in self.pronouns:
                yield from self._pronoun(tree, token, seen)
            elif tree.pos[token] in NOUN_POS and token not in titled:
                yield from self._description(tree, token, seen)

    # -- pronouns

    def _dropped(
        self, tree: Tree, verb: int, seen: list[Seen], subjects: Subjects
    ) -> Iterator[Row]:
        """Settle who does what a verb without a subject says: the last subject."""
        if subjects.of(verb) != (verb, "dropped subject"):
            return
        parties = [s for s in seen if s.type in PARTIES]
        doers = [s for s in parties if s.subject]
        best = self._best(tree, verb, doers, REACH["thing"]) or self._best(
            tree, verb, parties, REACH["thing"]
        )
        if best is not None:
            why = f'"{tree.lower[verb]}" has no subject of its own'
            yield _row(verb, best, "dropped", why)

    def _pronoun(self, tree: Tree, token: int, seen: list[Seen]) -> Iterator[Row]:
        lower = tree.lower[token]
        if lower in self.first:
            speaker = self._speaker(tree, token, seen)
            if speaker is not None:
                yield _row(token, speaker, "speaker", f'"{lower}" is who speaks')
            return
        kind = self.pronouns.get(lower)
        if kind is None or tree.dep[token] == "expl":
            return
        if kind in ("male", "female"):
            fitting = [s for s in seen if s.type == "PERSON" and self._gender(s, kind)]
            reach = REACH["person"]
        elif kind == "owner":
            fitting = [s for s in seen if s.type in PARTIES]
            reach = REACH["thing"]
        else:
            fitting = [s for s in seen if s.type in ("COUNTRY", "ORG")]
            reach = REACH["thing"]
        beside = self._beside(tree, token, seen)
        others = [s for s in fitting if s.entity not in beside]
        best = self._best(tree, token, others, reach)
        if best is not None:
            yield _row(token, best, "pronoun", f'"{lower}" is the nearest that fits')

    def _beside(self, tree: Tree, token: int, seen: list[Seen]) -> set[str]:
        """Return whom an object cannot mean, its own subject: "Kim met *him*"."""
        objects = tree.dep[token] in ("obj", "iobj")
        if not objects or tree.lower[token] in self.reflexive:
            return set()
        verb = tree.head[token]
        return {s.entity for s in seen if s.subject and _clause(tree, s.token) == verb}

    def _gender(self, seen: Seen, kind: str) -> bool:
        known = self.patterns.entities.get(seen.known, {}).get("gender")
        return known is None or known == kind

    def _best(
        self, tree: Tree, token: int, fitting: list[Seen], reach: int
    ) -> Seen | None:
        best, score = None, 0.0
        here = tree.sent[token]
        for place, s in enumerate(x for x in fitting if x.token < token):
            back = here - s.sent
            if back > reach:
                continue
            value = 10.0 - 2.0 * back + (1.5 if s.subject else 0.0) + 0.01 * place
            if back == 0 and self._same_clause(tree, s.token, token):
                value -= 3.0
            if value >= score:
                best, score = s, value
        return best

    def _same_clause(self, tree: Tree, left: int, right: int) -> bool:
        """Tell whether a pronoun is an argument beside the name ("Kim met *him*")."""
        if tree.dep[right] == "nmod:poss":
            return False
        return tree.head[left] == tree.head[right]

    def _speaker(self, tree: Tree, token: int, seen: list[Seen]) -> Seen | None:
        """Return who says the sentence of a first-person pronoun."""
        here = tree.sent[token]
        wanted = ("PERSON", "ORG", "COUNTRY")
        said = [s for s in seen if s.type in wanted and self._says(tree, s)]
        same = [s for s in said if s.sent == here]
        if same:
            return same[-1]
        before = [s for s in said if 0 < here - s.sent <= SPEECH]
        return before[-1] if before else None

    def _says(self, tree: Tree, seen: Seen) -> bool:
        token = seen.token
        for above in (token, *tree.up(token)):
            if tree.dep[above].startswith("nsubj"):
                return tree.lemma[tree.head[above]] in self.sayings
            if tree.dep[above] not in WITHIN_NAME:
                return False
        return False

    # -- descriptions

    def _description(self, tree: Tree, token: int, seen: list[Seen]) -> Iterator[Row]:
        lemma = tree.lemma[token]
        kids = [tree.lower[kid] for kid in tree.kids[token]]
        if lemma in self.pairs and self.both.intersection(kids):
            yield from self._pair(tree, token, seen)
            return
        words = " ".join(tree.lower[t] for t in sorted([*tree.kids[token], token]))
        owner = self._owner(tree, token, seen, ("COUNTRY", "ORG"))
        if lemma in self.events:
            doer = None if owner else self._doer(tree, token, seen)
            if doer is not None:
                yield _row(token, doer, "event", f'"{words}" is what it did')
            return
        if lemma in self.countries:
            head = self._owner(tree, token, seen, ("PERSON",))
            found = None if head is None else self._realm(head, seen)
            if found is not None:
                yield _row(token, found, "description", f'"{words}" is its government')
                return
        if owner is None and not self.determiners.intersection(kids):
            return
        found = self._described(tree, token, seen, owner)
        if found is not None:
            yield _row(token, found, "description", f'"{words}" describes it')

    def _described(
        self, tree: Tree, token: int, seen: list[Seen], owner: Seen | None
    ) -> Seen | None:
        """Return whom a noun with its article or owner describes."""
        lemma = tree.lemma[token]
        if lemma in self.titles:
            return self._officer(tree, token, seen, owner)
        if owner is not None:
            return None
        if lemma in self.countries:
            return self._nearest(tree, token, seen, "COUNTRY", REACH["country"])
        if lemma in self.groups:
            return self._nearest(tree, token, seen, "ORG", REACH["group"])
        return None

    def _owner(
        self, tree: Tree, token: int, seen: list[Seen], types: tuple[str, ...]
    ) -> Seen | None:
        """Return the name that a noun hangs on: "the *North Korean* leader"."""
        heads = {s.token: s for s in seen if s.type in types}
        for kid in tree.kids[token]:
            if kid in heads and tree.dep[kid].split(":")[0] in OWNING:
                return heads[kid]
        return None

    def _realm(self, head: Seen, seen: list[Seen]) -> Seen | None:
        """Return the state whose head somebody is: "the *Assad* regime"."""
        offices = self.patterns.entities.get(head.known, {}).get("offices", ())
        led = {o["of"] for o in offices if o["role"] in HEAD_ROLES}
        states = [s for s in seen if s.type == "COUNTRY" and s.known in led]
        return states[-1] if len({s.entity for s in states}) == 1 else None

    def _doer(self, tree: Tree, token: int, seen: list[Seen]) -> Seen | None:
        """Find who is behind an act named before: "the strikes destroyed a depot"."""
        if not tree.dep[token].startswith("nsubj"):
            return None
        for earlier in range(token - 1, -1, -1):
            if tree.sent[token] - tree.sent[earlier] > SPEECH:
                return None
            if tree.lemma[earlier] in self.events:
                doer = self._behind(tree, earlier, seen)
                if doer is not None:
                    return doer
        return None

    def _behind(self, tree: Tree, act: int, seen: list[Seen]) -> Seen | None:
        """Return who is named beside an act: "*Coalition* forces conducted strikes"."""
        owner = self._owner(tree, act, seen, ("COUNTRY", "ORG"))
        if owner is not None or tree.dep[act] != "obj":
            return owner
        subjects = tree.kids_by(tree.head[act], "nsubj")
        return self._stands_for(tree, subjects[0], seen) if subjects else None

    def _stands_for(self, tree: Tree, noun: int, seen: list[Seen]) -> Seen | None:
        """Return the name that a noun is, or acts for: "*Coalition* forces"."""
        named = next((s for s in seen if s.token == noun), None)
        return named or self._owner(tree, noun, seen, ("COUNTRY", "ORG"))

    def _officer(
        self, tree: Tree, token: int, seen: list[Seen], owner: Seen | None
    ) -> Seen | None:
        """Find the person of a title: "the North Korean leader", "the minister"."""
        lemma = tree.lemma[token]
        people = [s for s in seen if s.type == "PERSON"]
        wanted = self.heads if lemma in self.heads else {lemma}
        if owner is not None:
            fitting = [
                s for s in people if s.country == owner.entity and s.titles & wanted
            ]
            if not fitting:
                fitting = [s for s in people if self._in_office(s, owner.known, lemma)]
            distinct = {s.entity for s in fitting}
            return fitting[-1] if len(distinct) == 1 else None
        fitting = [s for s in people if lemma in s.titles and s.token < token]
        if not fitting:
            return None
        return fitting[-1] if tree.sent[token] - fitting[-1].sent <= SPEECH else None

    def _in_office(self, seen: Seen, country: str, lemma: str) -> bool:
        offices = self.patterns.entities.get(seen.known, {}).get("offices", ())
        head = lemma in self.heads
        return any(
            o["of"] == country
            and (
                lemma in o.get("title", "").lower()
                or (head and o["role"] in HEAD_ROLES)
            )
            for o in offices
        )

    def _nearest(
        self, tree: Tree, token: int, seen: list[Seen], kind: str, reach: int
    ) -> Seen | None:
        return self._best(tree, token, [s for s in seen if s.type == kind], reach)

    def _pair(self, tree: Tree, token: int, seen: list[Seen]) -> Iterator[Row]:
        kind = self.pairs[tree.lemma[token]]
        last: list[Seen] = []
        for s in reversed([s for s in seen if s.token < token]):
            if s.type == kind and s.entity not in {x.entity for x in last}:
                last.append(s)
            if len(last) == 2:
                break
        if len(last) == 2:
            for s in reversed(last):
                yield _row(token, s, "pair", "one of the two last named")


HEAD_ROLES = ("head_of_state", "head_of_government", "leader")


def _clause(tree: Tree, subject: int) -> int:
    """Return the verb of a subject, also of one that is coordinated with it."""
    while tree.dep[subject] == "conj" and tree.head[subject] != subject:
        subject = tree.head[subject]
    return tree.head[subject]


def _row(token: int, seen: Seen, kind: str, why: str) -> Row:
    return {
        "s": token,
        "e": token + 1,
        "entity": seen.entity,
        "type": seen.type,
        "known": seen.known,
        "kind": kind,
        "why": why,
    }


@Language.factory(
    "entityx_coref", default_config={"patterns": []}, assigns=["doc.user_data"]
)
def make_coref(nlp: Language, name: str, patterns: list[str]) -> Callable[[Doc], Doc]:
    """Make the component that settles references."""
    loaded = load_patterns(patterns)
    return Coref(loaded, Lexicon(loaded, nlp.lang or "xx"))
