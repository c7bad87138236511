"""Propose triples: every pair of arguments that a cue of their sentence might join.

Two sources propose: the frames of ``predicates.toml`` over the roles of a cue, and
plain co-occurrence of a typed pair with a cue (or, for predicates that need no word,
with each other). Proposing is generous; the scorer decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from entityx.patterns import Frame, Predicate
from entityx.pipeline.arguments import Argument
from entityx.pipeline.lexicon import NOUN_POS, WORD_POS, Cue, Lexicon
from entityx.pipeline.roles import Role, Roles
from entityx.pipeline.titles import Titles
from entityx.pipeline.tree import Tree

NEAR = 14
IMPLIED_REACH = 10
IMPLIED_PATH = 4
TITLE_MATCH = 0.8


@dataclass(frozen=True, slots=True)
class Play:
    """Say which role an argument plays for a cue, through which word."""

    role: Role
    node: int
    through: str


@dataclass(slots=True)
class Candidate:
    """Be a proposed triple: two arguments, a predicate, the cue and what each plays."""

    subject: Argument
    predicate: Predicate
    object: Argument
    cue: int
    frame: Frame | None
    matched: float
    subject_plays: tuple[Play, ...] = ()
    object_plays: tuple[Play, ...] = ()
    kind: str = ""
    rivals: dict[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """Return the triple of ids, symmetric ones sorted."""
        s, o = self.subject.entity, self.object.entity
        if self.predicate.symmetric and o < s:
            s, o = o, s
        return s, self.predicate.name, o


class Proposer:
    """Propose the candidates of one doc."""

    def __init__(self, tree: Tree, lexicon: Lexicon, arguments: list[Argument]) -> None:
        """Prepare a doc."""
        self.tree = tree
        self.lexicon = lexicon
        self.roles = Roles(tree, lexicon)
        self.arguments = arguments
        self.by_sentence: dict[int, list[Argument]] = defaultdict(list)
        for argument in arguments:
            self.by_sentence[tree.sent[argument.head]].append(argument)
        self.heads = {node: a for a in arguments for node in a.nodes}
        self.covered = {
            t
            for a in arguments
            if a.kind == "name" and a.type not in ("WEAPON",)
            for t in range(a.start, a.end)
        }

    def propose(self) -> list[Candidate]:
        """Return all candidates, sentence by sentence."""
        found: list[Candidate] = []
        tokens: dict[int, list[int]] = defaultdict(list)
        for token, number in enumerate(self.tree.sent):
            tokens[number].append(token)
        for number, arguments in sorted(self.by_sentence.items()):
            if len(arguments) < 2:
                continue
            for token in tokens[number]:
                found += self._for_cue(token, arguments)
            found += self._implied(arguments)
        found += self._entitled()
        return found

    def _entitled(self) -> Iterator[Candidate]:
        """Propose what the titles around people's names say."""
        frames: dict[str, list[tuple[Predicate, Frame]]] = defaultdict(list)
        for predicate in self.lexicon.patterns.predicates.values():
            for frame in predicate.frames:
                if frame.title:
                    frames[frame.title.lstrip("@")].append((predicate, frame))
        for title in Titles(self.tree, self.lexicon, self.arguments):
            for name in title.classes:
                for predicate, frame in frames[name]:
                    if not predicate.joins(title.person.type, title.owner.type):
                        continue
                    yield Candidate(
                        subject=title.person,
                        predicate=predicate,
                        object=title.owner,
                        cue=title.token,
                        frame=frame,
                        matched=1.0,
                        kind=f"title {title.pattern}",
                    )

    def cues(self, token: int) -> Iterator[Cue]:
        """Yield what a token can be a cue of."""
        tree = self.tree
        if token in self.covered:
            return
        words, pos = self.lexicon.cues, tree.pos[token]
        lemma = tree.lemma[token]
        verb = self.lexicon.forms.get((tree.lower[token], "verb"), "")
        if (
            pos in NOUN_POS
            and verb
            and not any(c.kind == "noun" for c in words.get(lemma, ()))
        ):
            lemma, pos = verb, "VERB"  # a verb that the tagger took for a noun
        for cue in words.get(lemma) or words.get(tree.lower[token], ()):
            if pos not in WORD_POS[cue.kind]:
                continue
            if cue.particle and not self._has_particle(token, cue.particle):
                continue
            yield cue
        if tree.pos[token] in NOUN_POS or tree.pos[token] == "ADJ":
            yield from self._titles(token)

    def _has_particle(self, token: int, particle: str) -> bool:
        tree = self.tree
        if any(tree.lower[kid] == particle for kid in tree.kids[token]):
            return True
        if token + 1 < len(tree.lower) and tree.lower[token + 1] == particle:
            return True
        return any(
            tree.marker[kid].split(" ")[0] == particle for kid in tree.kids[token]
        )

    def _titles(self, token: int) -> Iterator[Cue]:
        best: list[str] = []
        for size in (3, 2, 1):
            span = slice(max(0, token - size + 1), token + 1)
            phrases = {tuple(self.tree.lemma[span]), tuple(self.tree.lower[span])}
            best = [
                name for name, words in self.lexicon.titles.items() if phrases & words
            ]
            if best:
                break
        for predicate in self.lexicon.patterns.predicates.values():
            for frame in predicate.frames:
                if frame.title and frame.title.lstrip("@") in best:
                    yield Cue(predicate, frame, "title")

    def _for_cue(self, token: int, arguments: list[Argument]) -> Iterator[Candidate]:
        by_predicate: dict[str, list[Cue]] = defaultdict(list)
        for cue in self.cues(token):
            by_predicate[cue.predicate.name].append(cue)
        if not by_predicate:
            return
        plays = {a.index: self._plays(token, a) for a in arguments}
        near = [a for a in arguments if plays[a.index] or abs(a.head - token) <= NEAR]
        for cues in by_predicate.values():
            predicate = cues[0].predicate
            for subject, obj in _pairs(near, predicate):
                found = self._best(token, cues, subject, obj, plays)
                if found.kind != "title" or found.matched >= TITLE_MATCH:
                    yield found

    def _best(
        self,
        token: int,
        cues: list[Cue],
        subject: Argument,
        obj: Argument,
        plays: Mapping[int, tuple[Play, ...]],
    ) -> Candidate:
        best: tuple[float, Cue] = (-1.0, cues[0])
        for cue in cues:
            match = self._match(
                token, cue.frame, plays[subject.index], plays[obj.index]
            )
            if match > best[0]:
                best = (match, cue)
        match, cue = best
        return Candidate(
            subject=subject,
            predicate=cue.predicate,
            object=obj,
            cue=token,
            frame=cue.frame,
            matched=match,
            subject_plays=plays[subject.index],
            object_plays=plays[obj.index],
            kind=cue.kind,
        )

    def _match(
        self, token: int, frame: Frame, subject: tuple[Play, ...], obj: tuple[Play, ...]
    ) -> float:
        """Return 0 to 1: how well two sets of roles fill a frame."""
        if frame.needs and not self._needs(token, frame):
            return 0.0
        left = _fills(subject, frame.subject)
        right = _fills(obj, frame.object)
        if "coagent" in frame.object and not right:
            right = 0.8 * _fills(obj, ("agent",)) if left else 0.0
        if not left or not right:
            return 0.3 * max(left, right)
        return min(left, right)

    def _needs(self, token: int, frame: Frame) -> bool:
        for node, roles in self.roles.of(token).items():
            if not any(role.name == "patient" for role in roles):
                continue
            argument = self.heads.get(node)
            if (
                "@arms" in frame.needs
                and argument is not None
                and argument.type == "WEAPON"
            ):
                return True
            lemma = self.tree.lemma[node]
            if any(self.lexicon.in_class(lemma, name) for name in frame.needs):
                return True
        return False

    def _plays(self, token: int, argument: Argument) -> tuple[Play, ...]:
        roles = self.roles.of(token)
        found = [
            Play(role, node, through)
            for node, through in argument.nodes.items()
            for role in roles.get(node, ())
        ]
        if token in argument.nodes and token != argument.head:
            found.append(
                Play(
                    Role("modifier", "", "names the cue"), token, argument.nodes[token]
                )
            )
            found.append(
                Play(Role("owner", "", "names the cue"), token, argument.nodes[token])
            )
        if self._titled(token, argument):
            found.append(Play(Role("holder", "", "title before name"), token, ""))
        return tuple(found)

    def _titled(self, token: int, argument: Argument) -> bool:
        """Tell whether a noun stands right before a person's name, as a title does."""
        if argument.type != "PERSON" or not 0 < argument.start - token <= 4:
            return False
        between = range(token + 1, argument.start)
        fine = ("NOUN", "PROPN", "ADJ", "PUNCT")
        return all(
            self.tree.pos[t] in fine
            and self.tree.lower[t] not in (",", ";", ":", "“", '"')
            for t in between
        )

    def _implied(self, arguments: list[Argument]) -> Iterator[Candidate]:
        predicates = [
            (p, f)
            for p in self.lexicon.patterns.predicates.values()
            for f in p.frames
            if f.implied and not f.words
        ]
        for predicate, frame in predicates:
            for subject, obj in _pairs(arguments, predicate):
                link = self._link(subject, obj)
                if link is None:
                    continue
                match = 1.0 if link in _implied_links(frame) else 0.0
                yield Candidate(
                    subject=subject,
                    predicate=predicate,
                    object=obj,
                    cue=-1,
                    frame=frame,
                    matched=match,
                    kind=link,
                )

    def _link(self, subject: Argument, obj: Argument) -> str | None:
        """Name how two arguments hang together without a word, or None if far apart."""
        tree = self.tree
        for node, through in obj.nodes.items():
            if tree.head[node] == subject.head and node != subject.head:
                return f"object {tree.dep[node]} {tree.marker[node]}".strip()
            if node == subject.head and through:
                return f"object {through} subject"
        for node, through in subject.nodes.items():
            if tree.head[node] == obj.head and node != obj.head:
                return f"subject {tree.dep[node]} {tree.marker[node]}".strip()
            if node == obj.head and through:
                return f"subject {through} object"
        path = tree.path(subject.head, obj.head)
        if path is None:
            return None
        near = abs(subject.head - obj.head) <= IMPLIED_REACH
        if near or len(path[0]) + len(path[1]) - 2 <= IMPLIED_PATH:
            return "near"
        return None


def _implied_links(frame: Frame) -> frozenset[str]:
    """Return the links of words that fill an implied frame."""
    links = set()
    if "modifier" in frame.subject and "head" in frame.object:
        links |= {"subject amod", "subject compound", "subject nmod"}
    if "owner" in frame.subject and "head" in frame.object:
        links |= {"subject nmod:poss", "subject nmod:poss 's", "subject nmod:poss ’s"}
    if "head" in frame.subject:
        links |= (
            {f"object nmod {m}" for m in ("in", "of", "near")}
            if "place" in frame.object
            else set()
        )
        if "appos" in frame.object:
            links.add("object appos")
        if "modifier" in frame.object:
            links |= {"object amod", "object compound"}
        if "owner" in frame.object:
            links |= {"object nmod:poss 's", "object nmod:poss ’s", "object nmod:poss"}
    return frozenset(links)


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


def _pairs(
    arguments: list[Argument], predicate: Predicate
) -> Iterator[tuple[Argument, Argument]]:
    for subject in arguments:
        if subject.type not in predicate.domain:
            continue
        for obj in arguments:
            if obj.type not in predicate.range or obj.entity == subject.entity:
                continue
            if predicate.symmetric and predicate.joins(obj.type, subject.type):
                if obj.index < subject.index:
                    continue
            yield subject, obj
