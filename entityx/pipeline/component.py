"""The whole reading as one spaCy component: ``nlp.add_pipe("entityx")``.

It needs a parse and, better, an entity recogniser before it: ours with Universal
Dependencies labels, or a user's own with ClearNLP's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from spacy.language import Language
from spacy.tokens import Doc, Span

from entityx.errors import ModelError
from entityx.patterns import Patterns, load_patterns
from entityx.pipeline.canonicalizer import Canonicalizer
from entityx.pipeline.claims import Claims
from entityx.pipeline.clauses import Clauses
from entityx.pipeline.coref import Coref
from entityx.pipeline.endings import Endings, split_names
from entityx.pipeline.extensions import register
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.mentions import Mentions
from entityx.pipeline.qualifiers import Qualifiers
from entityx.pipeline.relations import Relations
from entityx.pipeline.scorer import Scorer
from entityx.pipeline.state import State
from entityx.pipeline.tree import Tree

FILE = "patterns.json"


class Step(Protocol):
    """Be a step of reading that uses the parse."""

    def read(self, doc: Doc, tree: Tree) -> Doc:
        """Read a doc.

        Args:
            doc: The doc.
            tree: Its parse, made once for all steps.
        """
        ...


class Entityx:
    """Read mentions, entities, references, relations and claims, step by step."""

    def __init__(
        self,
        lang: str,
        patterns: Patterns | Sequence[str | Path],
        threshold: float | None,
    ) -> None:
        """Build the steps of a language.

        Args:
            lang: The pipeline's language.
            patterns: The names and rules, or the folders to merge over ours. A folder
                that is gone raises only when a doc is read: a saved pipeline brings
                its own patterns, and spaCy makes the component before it loads them.
            threshold: The least score of a relation, instead of the calibrated one.
        """
        self.lang = lang
        self.threshold = threshold
        self.steps: list[Step] = []
        self._folders: Sequence[str | Path] = ()
        if isinstance(patterns, Patterns):
            self._build(patterns)
        else:
            self._folders = patterns
            if all(Path(folder).is_dir() for folder in patterns):
                self._ready()

    def _ready(self) -> None:
        """Build the steps, unless they are built or loaded already."""
        if not self.steps:
            self._build(load_patterns(self._folders))

    def _build(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self.lexicon = lexicon = Lexicon(patterns, self.lang)
        scorer = Scorer.of(lexicon)
        raw = lexicon.raw
        self.endings = Endings(patterns, lexicon) if "endings" in raw else None
        self.clauses = Clauses(lexicon) if "clauses" in raw else None
        self.mentions = Mentions(patterns, lexicon)
        self.steps = [
            Canonicalizer(patterns, lexicon),
            Coref(patterns, lexicon),
            Relations(patterns, lexicon, scorer, self.threshold),
            Claims(patterns, lexicon),
            Qualifiers(patterns, lexicon),
        ]

    def __call__(self, doc: Doc) -> Doc:
        """Read a doc; its ``ents`` become our mentions, linked by ``kb_id``."""
        if not len(doc):
            return doc
        self._ready()
        if self.clauses is None and not doc.has_annotation("DEP"):
            raise ModelError("entityx needs a dependency parse; add a parser before it")
        if self.endings is not None:
            doc = split_names(doc, self.endings)
        doc = self.mentions(doc)
        if self.clauses is not None:
            doc = self.clauses(doc)
        tree = Tree(doc, self.patterns.labels, self.lexicon.forms)
        for step in self.steps:
            doc = step.read(doc, tree)
        doc.ents = _spans(doc)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the patterns, so that a saved pipeline gives the same answers later."""
        self._ready()
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_text(self.patterns.to_json(), encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Entityx:
        """Load the saved patterns."""
        text = (Path(path) / FILE).read_text(encoding="utf-8")
        self._build(Patterns.from_json(text))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the patterns, as ``to_disk`` saves them."""
        self._ready()
        return self.patterns.to_json().encode("utf-8")

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Entityx:
        """Load the patterns that ``to_bytes`` returned."""
        self._build(Patterns.from_json(data.decode("utf-8")))
        return self


def _spans(doc: Doc) -> list[Span]:
    return [
        Span(doc, row["s"], row["e"], label=row["type"], kb_id=row["entity"])
        for row in State.of(doc)["mentions"]
    ]


@Language.factory(
    "entityx",
    default_config={"patterns": [], "threshold": None},
    assigns=["doc.ents", "doc._.relations", "doc._.triples", "doc._.entities"],
    requires=["token.dep", "token.head"],
)
def make_entityx(
    nlp: Language, name: str, patterns: list[str], threshold: float | None
) -> Any:
    """Make the component.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        patterns: Folders merged over ours; they are saved with the pipeline.
        threshold: The least score of a relation, instead of the calibrated one.
    """
    register()
    return Entityx(nlp.lang or "xx", patterns, threshold)
