"""Describe a proposed triple by named features, for the scorer and for ``explain()``.

A feature is a short string such as ``role_o=source`` or ``buys_from|cue=buy``. The same
features are seen in training and at run time; those that weigh most are shown to the
user as the reasons of a relation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from entityx.pipeline.candidates import Candidate
from entityx.pipeline.facts import known_links
from entityx.pipeline.plays import Play
from entityx.pipeline.tree import Tree

Row = Mapping[str, Any]
STEPS = (0, 1, 2, 3, 5, 8, 12, 20)


class Describer:
    """Give the features of the candidates of one doc."""

    def __init__(
        self,
        tree: Tree,
        candidates: list[Candidate],
        clusters: Mapping[str, int],
        entities: Mapping[str, Row],
    ) -> None:
        """Prepare what several candidates share.

        Args:
            tree: The parse.
            candidates: All candidates of the doc.
            clusters: Words of like meaning, as numbers (made from word vectors).
            entities: What ``patterns/`` knows, by id.
        """
        self.tree = tree
        self.clusters = clusters
        self.entities = entities
        self.best: dict[tuple[int, str], float] = {}
        self.subject_best: dict[tuple[int, str, int], float] = {}
        self.object_best: dict[tuple[int, str, int], float] = {}
        self.pair: dict[tuple[int, int], float] = {}
        self.arguments = {a.index: a for c in candidates for a in (c.subject, c.object)}
        self.inside = {
            t for a in self.arguments.values() for t in range(a.start, a.end)
        }
        self.heads = sorted((a.head, a.entity, a.type) for a in self.arguments.values())
        for c in candidates:
            p = c.predicate.name
            _raise(self.best, (c.cue, p), c.matched)
            _raise(self.subject_best, (c.cue, p, c.subject.index), c.matched)
            _raise(self.object_best, (c.cue, p, c.object.index), c.matched)
            _raise(self.pair, (c.subject.index, c.object.index), c.matched)

    def features(self, c: Candidate) -> list[str]:
        """Return the features of a candidate.

        Args:
            c: A candidate out of those that the describer was made with.

        Returns:
            Feature names; each counts once.
        """
        p = c.predicate.name
        found = list(self._plain(c))
        found += [f"{p}|{f}" for f in self._worded(c)]
        found += [f"{c.predicate.group}|{f}" for f in self._grouped(c)]
        return found

    def _plain(self, c: Candidate) -> Iterator[str]:
        tree, p = self.tree, c.predicate.name
        yield f"p={p}"
        yield f"types={c.subject.type}>{c.object.type}"
        yield f"match={round(c.matched, 1)}"
        yield f"kind={c.kind}"
        yield f"kind={c.kind}|match={round(c.matched, 1)}"
        yield f"s.kind={c.subject.kind}"
        yield f"o.kind={c.object.kind}"
        roles_s, roles_o = _roles(c.subject_plays), _roles(c.object_plays)
        yield f"roles={roles_s}>{roles_o}"
        for name, plays in (("s", c.subject_plays), ("o", c.object_plays)):
            for play in _first(plays):
                yield f"{name}.role={play.role.name}"
                yield f"{name}.how={play.role.how}"
                yield f"{name}.through={play.through}"
                yield f"{name}.role={play.role.name}|how={play.role.how}"
                yield f"{name}.role={play.role.name}|through={play.through}"
            if not plays:
                yield f"{name}.role=none"
        yield from self._rivals(c)
        yield from self._places(c)
        if c.cue >= 0:
            yield f"cue.pos={tree.pos[c.cue]}"
            yield f"cue.dep={tree.dep[c.cue]}"

    def _rivals(self, c: Candidate) -> Iterator[str]:
        p = c.predicate.name
        if c.matched >= self.best[c.cue, p]:
            yield "best of cue"
        if c.matched < self.subject_best[c.cue, p, c.subject.index]:
            yield "better object there"
        if c.matched < self.object_best[c.cue, p, c.object.index]:
            yield "better subject there"
        if c.matched < self.pair[c.subject.index, c.object.index]:
            yield "better predicate there"
        if c.matched < self.pair.get((c.object.index, c.subject.index), 0.0):
            yield "better direction there"

    def _places(self, c: Candidate) -> Iterator[str]:
        s, o, cue = c.subject.head, c.object.head, c.cue
        low, high = min(s, o), max(s, o)
        between = sum(low < h < high for h, _, _ in self.heads)
        yield f"between={min(between, 4)}"
        yield f"gap={_step(high - low)}"
        if cue < 0:
            yield f"order={'so' if s < o else 'os'}"
            yield f"touch={c.kind}"
        else:
            order = "".join(k for _, k in sorted(((s, "s"), (o, "o"), (cue, "c"))))
            yield f"order={order}"
            yield f"s.gap={_step(abs(s - cue))}"
            yield f"o.gap={_step(abs(o - cue))}"
            yield f"clause={self._clause(c)}"
        for name, here in (("s", s), ("o", o)):
            if cue >= 0:
                lo, hi = min(here, cue), max(here, cue)
                between = sum(lo < h < hi for h, _, _ in self.heads)
                yield f"{name}.between={min(between, 3)}"

    def _clause(self, c: Candidate) -> str:
        """Say how many clause borders lie between the cue and each argument."""
        out = []
        for argument in (c.subject, c.object):
            path = self.tree.path(c.cue, argument.head)
            if path is None:
                out.append("x")
                continue
            steps = [*path[0][:-1], *path[1][:-1]]
            clauses = ("ccomp", "advcl", "parataxis", "acl", "acl:relcl", "csubj")
            out.append(str(min(sum(self.tree.dep[t] in clauses for t in steps), 3)))
        return ">".join(out)

    def _worded(self, c: Candidate) -> Iterator[str]:
        tree = self.tree
        yield f"match={round(c.matched, 1)}"
        yield f"types={c.subject.type}>{c.object.type}"
        if c.cue >= 0:
            yield f"cue={tree.lemma[c.cue]}"
            yield f"cue={tree.lemma[c.cue]}|match={round(c.matched, 1)}"
            yield f"frame={c.frame.index if c.frame else 0}|match={round(c.matched, 1)}"
            yield f"cue.pos={tree.pos[c.cue]}"
            yield from self._beside(c.cue)
            yield f"cue.like={self._like(c.cue)}"
            yield f"cue.like={self._like(c.cue)}|match={round(c.matched, 1)}"
        for play in _first(c.subject_plays):
            yield f"s.role={play.role.name}"
        for play in _first(c.object_plays):
            yield f"o.role={play.role.name}"
            if play.role.marker:
                yield f"o.marker={play.role.marker}"
        yield f"s.sort={c.subject.sort}"
        yield f"o.sort={c.object.sort}"
        for ours in sorted(known_links(c, self.entities)):
            yield f"known={ours}"
            yield f"known={ours}|kind={c.kind.split(' ')[0]}"
        yield f"touch={c.kind}"
        yield f"path={self._path(c.subject.head, c.object.head)}"
        for token in self._words_between(c):
            yield f"word={self.tree.lemma[token]}"
            yield f"like={self._like(token)}"

    def _beside(self, cue: int) -> Iterator[str]:
        """Name the words that make a cue mean one thing or another: "*trade* war"."""
        tree = self.tree
        for kid in tree.kids[cue]:
            dep = tree.dep[kid].split(":")[0]
            if (
                dep in ("amod", "compound", "obj", "xcomp", "nsubj", "det")
                and kid not in self.inside
            ):
                yield f"cue.{dep}={tree.lemma[kid]}"
        above = tree.head[cue]
        if above != cue and above not in self.inside:
            yield f"cue.{tree.dep[cue].split(':')[0]}^{tree.lemma[above]}"

    def _grouped(self, c: Candidate) -> Iterator[str]:
        yield f"roles={_roles(c.subject_plays)}>{_roles(c.object_plays)}"
        yield f"match={round(c.matched, 1)}"
        if c.cue >= 0:
            yield f"s.path={self._path(c.subject.head, c.cue)}"
            yield f"o.path={self._path(c.object.head, c.cue)}"
        else:
            yield f"so.path={self._path(c.subject.head, c.object.head)}"

    def _path(self, start: int, end: int) -> str:
        path = self.tree.path(start, end)
        if path is None:
            return "none"
        left = [self.tree.dep[t].split(":")[0] for t in path[0][:-1]]
        right = [self.tree.dep[t].split(":")[0] for t in path[1][:-1]]
        if len(left) + len(right) > 5:
            return "long"
        return "/".join(left) + "^" + "/".join(right)

    def _like(self, token: int) -> int:
        """Return the number of a word's cluster, -1 where it has none."""
        number = self.clusters.get(self.tree.lemma[token])
        return (
            self.clusters.get(self.tree.lower[token], -1) if number is None else number
        )

    def _words_between(self, c: Candidate) -> Iterator[int]:
        low, high = sorted((c.subject.head, c.object.head))
        if high - low > 12:
            return
        for token in range(low + 1, high):
            if (
                self.tree.pos[token] in ("NOUN", "VERB", "ADJ", "ADP")
                and token != c.cue
            ):
                yield token


def _roles(plays: tuple[Play, ...]) -> str:
    return "+".join(sorted({play.role.name for play in plays})) or "none"


def _first(plays: tuple[Play, ...]) -> Iterator[Play]:
    seen = set()
    for play in plays:
        if (play.role.name, play.role.how) not in seen:
            seen.add((play.role.name, play.role.how))
            yield play


def _step(distance: int) -> int:
    return max(step for step in STEPS if step <= distance)


def _raise(table: dict, key: object, value: float) -> None:  # type: ignore[type-arg]
    table[key] = max(table.get(key, 0.0), value)
