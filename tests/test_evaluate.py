"""The figures are those that can be counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from entityx.errors import FormatError
from entityx.evaluate import Evaluation, evaluate, summary
from entityx.patterns import load_patterns

TEXT = "Moscow buys shells from Pyongyang, Washington says. Ann Doe met Bo Roe in Oslo."


def _entity(id: str, type: str, name: str, *words: str, **more: Any) -> dict[str, Any]:
    """Return an entity with the places of its words in ``TEXT``."""
    places = [(TEXT.index(word), word) for word in words]
    mentions = [{"start": at, "end": at + len(w), "text": w} for at, w in places]
    return {"id": id, "type": type, "name": name, "mentions": mentions, **more}


def _triple(subject: str, predicate: str, object: str, **more: Any) -> dict[str, Any]:
    """Return a triple with the first sentence as its evidence."""
    proof = [{"start": 0, "end": 51}]
    return {
        "subject": subject,
        "predicate": predicate,
        "object": object,
        "evidence": proof,
        **more,
    }


GOLD = {
    "id": "d1",
    "lang": "en",
    "text": TEXT,
    "entities": [
        _entity("RU", "COUNTRY", "Russia", "Moscow", kb_id="RU"),
        _entity("KP", "COUNTRY", "North Korea", "Pyongyang", kb_id="KP"),
        _entity("US", "COUNTRY", "United States", "Washington", kb_id="US"),
        _entity("shell", "WEAPON", "shell", "shells"),
        _entity("ann", "PERSON", "Ann Doe", "Ann Doe", accept=["Anna Doe"]),
        _entity("bo", "PERSON", "Bo Roe", "Bo Roe"),
    ],
    "optional_mentions": [{"start": TEXT.index("Oslo"), "end": len(TEXT) - 1}],
    "triples": [
        _triple(
            "RU",
            "buys_from",
            "KP",
            attributed_to="US",
            qualifiers={"weapon": ["shell"], "date": ["on Monday"]},
        ),
        _triple("ann", "meets_with", "bo"),
        _triple("US", "criticizes", "RU", optional=True),
    ],
}
SYSTEM = {
    "id": "d1",
    "entities": [
        _entity("1", "COUNTRY", "Russia", "Moscow"),
        _entity("2", "COUNTRY", "DPRK", "Pyongyang", kb_id="KP"),
        _entity("3", "ORG", "Washington", "Washington"),
        _entity("4", "PERSON", "Anna Doe", "Ann Doe"),
        _entity("5", "LOC", "Oslo", "Oslo"),
        _entity("6", "PERSON", "Roe", "Roe"),
        _entity("7", "WEAPON", "shell", "shells from"),
        _entity("8", "ORG", "buys", "buys"),
    ],
    "triples": [
        _triple(
            "2",
            "sells_to",
            "1",
            attributed_to="3",
            modality="planned",
            qualifiers={"weapon": ["7"], "date": ["Monday"]},
        ),
        _triple("3", "criticizes", "1"),
        _triple("4", "meets_with", "6", negated=True),
        _triple("8", "attacks", "1"),
    ],
}


@pytest.fixture(scope="module")
def found() -> Evaluation:
    """Return the comparison of one document."""
    return evaluate([GOLD], {"d1": SYSTEM}, load_patterns())


def test_mentions_need_the_type_and_half_of_the_span(found: Evaluation) -> None:
    """Russia, North Korea, shells, Ann and Roe are right, Washington is no ORG."""
    figures = found.to_dict()["mentions"]
    # "Washington" and "buys" as ORG are extra, Oslo is optional.
    assert (figures["tp"], figures["fp"], figures["fn"]) == (5, 2, 1)


def test_names_are_right_by_name_code_or_other_spelling(found: Evaluation) -> None:
    """Of six found entities "Washington" and "Roe" are called wrongly."""
    assert found.to_dict()["names"] == {"accuracy": round(4 / 6, 4), "n": 6}


def test_triples_are_compared_in_their_base_direction(found: Evaluation) -> None:
    """``sells_to`` turned round is right, a denied meeting is another triple."""
    figures = found.to_dict()
    triples, pairs = figures["triples"], figures["pairs"]
    assert (triples["tp"], triples["fp"], triples["fn"]) == (1, 2, 1)
    assert triples["f1"] == 0.4
    assert (pairs["tp"], pairs["fp"], pairs["fn"]) == (2, 1, 0)
    assert figures["triples_by_predicate"]["buys_from"]["f1"] == 1


def test_matched_triples_are_compared_in_what_is_said_of_them(
    found: Evaluation,
) -> None:
    """The speaker and the weapon are right, the modality and the date are not."""
    said = found.to_dict()["on_matched"]
    assert (said["n"], said["modality"], said["attribution"]) == (1, 0, 1)
    assert said["evidence"] == 1
    assert said["qualifiers"]["tp"] == said["qualifiers"]["fp"] == 1


def test_mistakes_are_told_in_names(found: Evaluation) -> None:
    """A reader sees what was missed and what was made up."""
    told = [(m.kind, m.claim) for m in found.mistakes]
    assert told == [
        ("extra", "(Ann Doe, not meets_with, Bo Roe)"),
        ("extra", "(buys, attacks, Russia)"),
        ("missed", "(Ann Doe, meets_with, Bo Roe)"),
    ]


def test_a_document_that_was_not_read_is_missed() -> None:
    """Nothing found is nothing right."""
    figures = evaluate([GOLD], {}, load_patterns()).to_dict()
    assert figures["mentions"]["fn"] == 6
    assert figures["triples"] == {"p": 0, "r": 0, "f1": 0, "tp": 0, "fp": 0, "fn": 2}


def test_annotation_against_itself_is_perfect() -> None:
    """Every figure is 1."""
    figures = evaluate([GOLD], {"d1": GOLD}, load_patterns()).to_dict()
    for what in ("mentions", "triples", "pairs"):
        assert figures[what]["f1"] == 1
    assert figures["names"]["accuracy"] == 1
    assert figures["on_matched"]["qualifiers"]["f1"] == 1


def test_summary_says_the_main_figures(found: Evaluation) -> None:
    """The same lines in the same order, every time."""
    lines = summary(found).split("\n")
    assert lines[0].startswith("mentions   P 0.714  R 0.833")
    assert lines[-1].startswith("on 1 matched: modality 0.000  attribution 1.000")


@pytest.mark.parametrize(
    "row", [{"id": "d1"}, {"id": "d1", "entities": [{}], "triples": []}]
)
def test_documents_of_another_shape_are_told(row: dict[str, Any]) -> None:
    """The message names the document."""
    with pytest.raises(FormatError, match="document 'd1': wrong shape"):
        evaluate([GOLD], {"d1": row}, load_patterns())


def test_figures_are_those_of_the_shared_scorer(root: Path) -> None:
    """Where the project's own scorer is at hand, both agree on it."""
    scorer = root.parent / "shared" / "eval" / "score.py"
    if not scorer.is_file():
        pytest.skip("no shared scorer beside this checkout")
    import importlib.util

    spec = importlib.util.spec_from_file_location("score", scorer)
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    ontology = score.Ontology(scorer.parent.parent / "ontology.toml")
    theirs = score.score([GOLD], {"d1": SYSTEM}, ontology)
    ours = evaluate([GOLD], {"d1": SYSTEM}, load_patterns()).to_dict()
    assert json.loads(json.dumps(ours)) == json.loads(json.dumps(theirs))
