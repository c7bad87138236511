"""Propose triples: every pair of arguments that a cue of their sentence might join.

Two sources propose: the frames of ``predicates.toml`` over the roles of a cue, and
plain co-occurrence of a typed pair with a cue (or, for predicates that need no word,
with each other). Proposing is generous; the scorer decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from entityx.patterns import Frame, Predicate
from entityx.pipeline.arguments import Argument
from entityx.pipeline.lexicon import NOUN_POS, WORD_POS, Cue, Lexicon
from entityx.pipeline.links import implied_links, link
from entityx.pipeline.plays import Play, Plays
from entityx.pipeline.titles import Titles
from entityx.pipeline.tree import Tree

NEAR = 14
TITLE_MATCH = 0.8
TRANSFER, PATIENT = "arms_transfer", "patient"
GIVING = frozenset(("source", "maker", "owner", "agent"))


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
        self.plays = Plays(tree, lexicon, arguments)
        self.arguments = arguments
        self.by_sentence: dict[int, list[Argument]] = defaultdict(list)
        for argument in arguments:
            self.by_sentence[tree.sent[argument.head]].append(argument)
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
        if tree.lemma[tree.head[token]] == particle:  # a light verb: "भेट +देणे"
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
        plays = {a.index: self.plays.of(token, a) for a in arguments}
        near = [a for a in arguments if plays[a.index] or abs(a.head - token) <= NEAR]
        for cues in by_predicate.values():
            predicate = cues[0].predicate
            for subject, obj in _pairs(near, predicate):
                found = self._best(token, cues, subject, obj, plays)
                if found.kind == "title" and found.matched < TITLE_MATCH:
                    continue
                if not self._owns_what_is_used(found):
                    yield found

    def _owns_what_is_used(self, candidate: Candidate) -> bool:
        """Tell whether the object only owns a weapon: "fired *North Korean* missiles".

        Who "supplied *Iranian* drones" did not supply Iran, but who bought them may
        have bought them there.
        """
        frame, plays = candidate.frame, candidate.object_plays
        if frame is None or not frame.weapon or not plays or GIVING & {*frame.object}:
            return False
        owned = all(p.through and p.role.name == PATIENT for p in plays)
        if candidate.predicate.group == TRANSFER:
            return owned and all(self._is_weapon(p.node) for p in plays)
        return owned and frame.weapon == PATIENT and PATIENT not in frame.object

    def _is_weapon(self, token: int) -> bool:
        return self.lexicon.in_class(self.tree.lemma[token], "arms")

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
            pair = plays[subject.index], plays[obj.index]
            match = self.plays.match(token, cue.frame, *pair)
            if cue.predicate.symmetric:
                match = max(match, self.plays.match(token, cue.frame, *pair[::-1]))
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

    def _implied(self, arguments: list[Argument]) -> Iterator[Candidate]:
        predicates = [
            (p, f)
            for p in self.lexicon.patterns.predicates.values()
            for f in p.frames
            if f.implied and not f.words
        ]
        for predicate, frame in predicates:
            filling = implied_links(frame, self.lexicon)
            for subject, obj in _pairs(arguments, predicate):
                kind = link(self.tree, subject, obj)
                if kind is None:
                    continue
                match = 1.0 if kind in filling else 0.0
                yield Candidate(
                    subject=subject,
                    predicate=predicate,
                    object=obj,
                    cue=-1,
                    frame=frame,
                    matched=match,
                    kind=kind,
                )


def _pairs(
    arguments: list[Argument], predicate: Predicate
) -> Iterator[tuple[Argument, Argument]]:
    for subject in arguments:
        if subject.type not in predicate.domain:
            continue
        for obj in arguments:
            if obj.type not in predicate.range or obj.entity == subject.entity:
                continue
            either = predicate.symmetric and predicate.joins(obj.type, subject.type)
            if not either or obj.index >= subject.index:
                yield subject, obj
