"""Count how many entities were found and how many were right, type by type."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc
from spacy.training import Example


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Be precision, recall and F1 of a type on ``number`` mentions held back.

    ``before`` is the base's F1; ``own`` is whether the user marked the type.
    """

    precision: float
    recall: float
    f1: float
    number: int
    before: float
    own: bool


def score(nlp: Language, names: Sequence[str], gold: Sequence[Doc]) -> dict[str, Any]:
    """Return spaCy's scores of the recogniser.

    Args:
        nlp: The pipeline.
        names: The components to run.
        gold: Docs with the right entities.
    """
    with warnings.catch_warnings(), nlp.select_pipes(enable=list(names)):
        warnings.simplefilter("ignore")  # a type without mentions is no news here
        docs = list(nlp.pipe(nlp.make_doc(doc.text) for doc in gold))
        pairs = zip(docs, gold, strict=True)
        scores: dict[str, Any] = get_ner_prf([Example(a, b) for a, b in pairs])
    return scores


def overall(scores: dict[str, Any]) -> tuple[float, dict[str, float]]:
    """Return F1 over all types, as spaCy's training loop takes it.

    Args:
        scores: What ``score`` returned.
    """
    f1 = float(scores["ents_f"] or 0.0)
    return f1, {"ents_f": f1}


def compare(
    after: dict[str, Any], before: dict[str, Any], gold: Sequence[Doc], own: set[str]
) -> dict[str, LabelScore]:
    """Put the scores of the base beside the new ones, type by type.

    Args:
        after: What ``score`` returned of the trained pipeline.
        before: What it returned of the base.
        gold: The docs that both were scored on.
        own: The types that the user marked.
    """
    number = Counter(ent.label_ for doc in gold for ent in doc.ents)
    return {
        label: LabelScore(
            precision=_figure(after, label, "p"),
            recall=_figure(after, label, "r"),
            f1=_figure(after, label, "f"),
            number=number[label],
            before=_figure(before, label, "f"),
            own=label in own,
        )
        for label in sorted(own | set(number))
    }


def _figure(scores: dict[str, Any], label: str, name: str) -> float:
    by_label = scores["ents_per_type"] or {}
    return round(float(by_label.get(label, {}).get(name, 0.0)), 4)
