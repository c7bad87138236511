"""Read relations: propose triples, score them, keep those that are likely.

Frames and co-occurrence propose (``candidates``), features describe (``features``), a
trained scorer decides (``scorer``). What is kept says by which cue, frame and features.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from entityx.patterns import Patterns, load_patterns
from entityx.pipeline.arguments import Argument, make_arguments
from entityx.pipeline.candidates import Candidate, Proposer
from entityx.pipeline.features import Describer
from entityx.pipeline.guesses import TYPES
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.plays import Play
from entityx.pipeline.scorer import Scorer
from entityx.pipeline.state import State
from entityx.pipeline.tree import Tree

Row = dict[str, Any]
SPECIFIC = {"acquires": ("buys_from", "supplies_to")}


class Relations:
    """Write the relations of a doc to its state, one row a sentence and cue."""

    def __init__(
        self,
        patterns: Patterns,
        lexicon: Lexicon,
        scorer: Scorer,
        threshold: float | None = None,
    ) -> None:
        """Take what reading needs.

        Args:
            patterns: The predicates.
            lexicon: The words of the language.
            scorer: What decides.
            threshold: The least score, instead of the scorer's own.
        """
        self.patterns = patterns
        self.lexicon = lexicon
        self.scorer = scorer
        self.threshold = scorer.threshold if threshold is None else threshold

    def __call__(self, doc: Doc) -> Doc:
        """Read the relations of a doc."""
        return self.read(doc, Tree(doc, self.patterns.labels, self.lexicon.forms))

    def read(self, doc: Doc, tree: Tree) -> Doc:
        """Read the relations of a doc, with its parse at hand.

        Args:
            doc: The doc.
            tree: Its parse.
        """
        state = State.of(doc)
        State.named(doc)
        arguments = make_arguments(argument_rows(state), tree, self.lexicon)
        candidates, features = propose(
            tree, self.lexicon, arguments, self.scorer.clusters
        )
        scores = self.scorer.score(candidates, features)
        kept = [
            (c, f, p)
            for c, f, p in zip(candidates, features, scores, strict=True)
            if p >= self.threshold
        ]
        best = choose(
            kept, own=self.scorer.unknown(c.predicate.name for c in candidates)
        )
        state["relations"] = [self._row(doc, tree, c, f, p) for c, f, p in best]
        return doc

    def _row(
        self, doc: Doc, tree: Tree, c: Candidate, features: Sequence[str], score: float
    ) -> Row:
        subject, obj = c.subject, c.object
        if c.predicate.symmetric and obj.entity < subject.entity:
            subject, obj = obj, subject
        where = sentence(tree, c.cue if c.cue >= 0 else c.subject.head)
        rule = c.frame.id if c.frame is not None else c.predicate.name
        return {
            "subject": subject.entity,
            "predicate": c.predicate.name,
            "object": obj.entity,
            "subject_span": [subject.start, subject.end],
            "object_span": [obj.start, obj.end],
            "cue": c.cue,
            "kind": c.kind,
            "sentence": [where[0], where[1]],
            "score": round(score, 4),
            "rule": f"{rule} {c.kind}".strip(),
            "frame": c.frame.index if c.frame is not None else 0,
            "why": [
                _say(doc, subject, "subject", c.subject_plays),
                _say(doc, obj, "object", c.object_plays),
                *self.scorer.reasons(features),
            ],
        }


def argument_rows(state: Row) -> list[Row]:
    """Return mentions and references as rows for ``make_arguments``.

    Mentions of a user's own type are left out: no predicate knows what they do.
    """
    found = [row for row in state.get("mentions", ()) if row["type"] in TYPES]
    mentions = [{**row, "kind": "name"} for row in found]
    return [*mentions, *state.get("references", ())]


def propose(
    tree: Tree,
    lexicon: Lexicon,
    arguments: list[Argument],
    clusters: Mapping[str, int],
) -> tuple[list[Candidate], list[list[str]]]:
    """Return the candidates of a doc and their features; training uses the same."""
    candidates = Proposer(tree, lexicon, arguments).propose()
    describer = Describer(tree, candidates, clusters, lexicon.patterns.entities)
    return candidates, [describer.features(c) for c in candidates]


def sentence(tree: Tree, token: int) -> tuple[int, int]:
    """Return first and last-plus-one token of a token's sentence."""
    number = tree.sent[token]
    start = end = token
    while start > 0 and tree.sent[start - 1] == number:
        start -= 1
    while end < len(tree.sent) and tree.sent[end] == number:
        end += 1
    return start, end


Kept = tuple[Candidate, list[str], float]


def choose(kept: list[Kept], own: frozenset[str] = frozenset()) -> list[Kept]:
    """Keep the likeliest reading of each cue and pair, and of each triple and cue.

    Args:
        kept: Candidates with their features and probabilities.
        own: Predicates that a user added. A word that ours claim too ("expel") was
            given to them on purpose, so they come first.
    """
    chosen: dict[Any, Kept] = {}
    told: set[Any] = set()
    for item in sorted(kept, key=lambda k: (k[0].predicate.name not in own, _rank(k))):
        c = item[0]
        pair = (c.cue, frozenset((c.subject.entity, c.object.entity)), _place(c))
        if pair in told:
            continue
        told.add(pair)
        chosen.setdefault((c.key, _place(c)), item)
    subjects = {
        (c.cue, c.subject.entity, c.predicate.name) for c, _, _ in chosen.values()
    }
    fine = [item for item in chosen.values() if not _told_better(item[0], subjects)]
    return sorted(
        fine, key=lambda item: (item[0].subject.head, item[0].object.head, item[0].key)
    )


def _rank(item: Kept) -> tuple[float, int, tuple[str, str, str]]:
    return -item[2], item[0].cue, item[0].key


def _place(c: Candidate) -> int:
    return c.cue if c.cue >= 0 else -1 - c.subject.head


def _told_better(c: Candidate, subjects: set[Any]) -> bool:
    """Tell whether the same cue and subject say more: "acquires", and from whom."""
    return any(
        (c.cue, c.subject.entity, other) in subjects
        for other in SPECIFIC.get(c.predicate.name, ())
    )


def _say(doc: Doc, argument: Argument, name: str, plays: Sequence[Play]) -> str:
    words = doc[argument.start : argument.end].text
    if not plays:
        return f'{name} "{words}" stands near the cue'
    play = plays[0]
    marker = f' by "{play.role.marker}"' if play.role.marker else ""
    through = f' through "{doc[play.node].text}"' if play.through else ""
    return f'{name} "{words}" is {play.role.name}{marker}{through} ({play.role.how})'


@Language.factory(
    "entityx_relations",
    default_config={"patterns": [], "threshold": None},
    assigns=["doc.user_data"],
)
def make_relations(
    nlp: Language, name: str, patterns: list[str], threshold: float | None
) -> Callable[[Doc], Doc]:
    """Make the component that reads relations."""
    loaded = load_patterns(patterns)
    lexicon = Lexicon(loaded, nlp.lang or "xx")
    return Relations(loaded, lexicon, Scorer.of(lexicon), threshold)
