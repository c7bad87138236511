"""The scorer is plain data: what it gives can be counted by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entityx.errors import ModelError
from entityx.patterns import Patterns
from entityx.pipeline.arguments import Argument
from entityx.pipeline.candidates import Candidate
from entityx.pipeline.relations import choose
from entityx.pipeline.scorer import UNSEEN, Scorer, figures

LINEAR: dict[str, Any] = {
    "weights": {"verb": 1.5, "far": -2.0, "near": 0.25, "plain": 0.1},
    "bias": -0.5,
    "trees": [],
    "base": 0.0,
    "predicates": ["attacks", "buys_from"],
    "threshold": 0.4,
}
# One question: is the frame filled by more than a half (figure 1)?
STUMP = {
    "figure": [1, 0, 0],
    "limit": [0.5, 0.0, 0.0],
    "left": [1, 0, 0],
    "right": [2, 0, 0],
    "value": [0.0, -1.0, 2.0],
}


def _argument(index: int, entity: str) -> Argument:
    return Argument(index, entity, "COUNTRY", index, index + 1, index, "name", {})


@pytest.fixture
def make(patterns: Patterns) -> Callable[..., Candidate]:
    """Return a maker of candidates: Russia and another country around a cue."""

    def build(
        matched: float = 1.0, predicate: str = "buys_from", obj: int = 4
    ) -> Candidate:
        return Candidate(
            subject=_argument(0, "country:RU"),
            predicate=patterns.predicate(predicate),
            object=_argument(obj, f"country:{obj}"),
            cue=1,
            frame=patterns.predicate(predicate).frames[0],
            matched=matched,
            kind="verb",
        )

    return build


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))


@pytest.mark.parametrize(
    ("features", "total"),
    [
        ([], -0.5),
        (["verb"], 1.0),
        (["verb", "verb"], 1.0),
        (["verb", "far"], -1.0),
        (["unknown"], -0.5),
    ],
)
def test_the_first_model_adds_weights(features: list[str], total: float) -> None:
    """Each feature counts once; one that was never seen counts nothing."""
    assert Scorer(LINEAR).first([features]) == [pytest.approx(_sigmoid(total))]


def test_without_trees_the_first_model_decides(
    make: Callable[..., Candidate],
) -> None:
    """Its probabilities are the scores."""
    scorer = Scorer(LINEAR)
    assert scorer.score([make()], [["verb"]]) == scorer.first([["verb"]])


def test_trees_decide_from_their_base(make: Callable[..., Candidate]) -> None:
    """Base plus the value of the leaf, for both sides of the limit."""
    scorer = Scorer({**LINEAR, "trees": [STUMP], "base": 0.5})
    scores = scorer.score([make(1.0), make(0.5)], [["verb"], ["verb"]])
    assert scores == [pytest.approx(_sigmoid(2.5)), pytest.approx(_sigmoid(-0.5))]
    twice = Scorer({**LINEAR, "trees": [STUMP, STUMP], "base": 0.5})
    assert twice.score([make(1.0)], [[]]) == [pytest.approx(_sigmoid(4.5))]


def test_a_predicate_of_a_users_own_is_scored(make: Callable[..., Candidate]) -> None:
    """What training did not know gets a little more, and a number of its own."""
    ours, own = make(), make()
    own = replace(own, predicate=replace(own.predicate, name="rams"))
    scorer = Scorer({**LINEAR, "trees": [STUMP], "base": 0.5})
    assert scorer.score([ours, own], [[], []]) == [
        pytest.approx(_sigmoid(2.5)),
        pytest.approx(_sigmoid(2.5 + UNSEEN)),
    ]
    rows = figures([ours, own], [[], []], [0.5, 0.5], LINEAR["predicates"])
    assert list(rows[:, 11]) == [1, 2]


def test_no_candidates_have_no_scores() -> None:
    """An empty doc is no error, with trees and without."""
    for trees in ([], [STUMP]):
        assert Scorer({**LINEAR, "trees": trees}).score([], []) == []


def test_figures_tell_how_far_rivals_lie_behind(
    make: Callable[..., Candidate],
) -> None:
    """The better of two objects is level with the best, the other behind it."""
    rows = figures(
        [make(), make(obj=6)],
        [["best of cue"], []],
        [0.75, 0.25],
        LINEAR["predicates"],
    )
    assert rows.shape[0] == 2
    assert rows[0, 0] == 0.75
    assert rows[0, 1] == 1.0
    by_cue, by_pair, by_subject, by_object, by_triple, times = rows[1, -6:]
    assert (by_cue, by_subject) == (-0.5, -0.5)
    assert (by_pair, by_object, by_triple, times) == (0, 0, 0, 1)
    assert list(rows[0, -6:]) == [0, 0, 0, 0, 0, 1]


def test_reasons_are_the_heaviest_known_features() -> None:
    """The strongest first, with sign; what is unknown is no reason."""
    scorer = Scorer(LINEAR)
    features = ["plain", "near", "verb", "far", "unknown", "verb"]
    assert scorer.reasons(features, 3) == [
        "far (-2.00)",
        "verb (+1.50)",
        "near (+0.25)",
    ]
    assert scorer.reasons(["unknown"]) == []


def test_the_threshold_is_the_models(tmp_path: Path) -> None:
    """What is read from a file is what was written."""
    path = tmp_path / "xx.json"
    path.write_text(json.dumps(LINEAR), encoding="utf-8")
    scorer = Scorer.read(path)
    assert scorer.threshold == 0.4
    assert scorer.first([["verb"]]) == Scorer(LINEAR).first([["verb"]])


def test_a_language_without_scorer_is_told() -> None:
    """The message says which file is missing."""
    with pytest.raises(ModelError, match=r"'xx'.*xx\.json is missing"):
        Scorer.load("xx")


def test_our_own_scorer_fits_our_predicates(patterns: Patterns) -> None:
    """It was trained on all predicates that there are, and no others."""
    scorer = Scorer.load("en")
    assert set(scorer.model["predicates"]) == set(patterns.predicates)
    assert 0 < scorer.threshold < 1


def test_a_predicate_of_a_users_own_comes_first(make: Callable[..., Candidate]) -> None:
    """A word that ours claim too was given to it on purpose."""
    ours, own = make(), make()
    own = replace(own, predicate=replace(own.predicate, name="rams"))
    kept: list[tuple[Candidate, list[str], float]] = [(ours, [], 0.9), (own, [], 0.7)]
    assert choose(kept) == kept[:1]
    assert choose(kept, frozenset({"rams"})) == kept[1:]
