"""A new type is learnt in minutes, and the old ones are not forgotten."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy

import entityx
from entityx.learning.recogniser import NEEDED, find_spec, load_base

pytestmark = pytest.mark.model
Write = Callable[..., Path]
NEW = "The tanker Silver Lining left Yemen, said Jane Parker."
PLAN = entityx.Plan(steps=60, every=15, patience=45, batch=8)


@pytest.fixture(scope="module")
def made(
    rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> entityx.Trained:
    """Train on sentences about ships, once."""
    folder = tmp_path_factory.mktemp("ships")
    path = folder / "ships.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return entityx.train(path, folder / "out", plan=PLAN)


def test_a_new_type_is_found_and_the_old_ones_are_kept(made: entityx.Trained) -> None:
    """Scores of texts held back, beside those of the base."""
    ship = made.scores["SHIP"]
    assert ship.own
    assert (ship.number, ship.before) == (16, 0.0)
    assert ship.f1 >= 0.9
    kept = [score for score in made.scores.values() if not score.own]
    assert kept
    assert {"COUNTRY"} <= set(made.scores)
    assert sum(s.f1 * s.number for s in kept) >= 0.85 * sum(s.number for s in kept)
    assert 0 < made.step <= PLAN.steps


def test_what_is_trained_is_read_with(made: entityx.Trained) -> None:
    """A mention and an entity of the new type; relations beside them as ever."""
    ex = entityx.load(model=made.folder)
    found = ex.read(f"{NEW} Russia is buying artillery shells from North Korea.")
    assert ("Russia", "buys_from", "North Korea") in found.triples
    types = {entity.name: entity.type for entity in found.entities}
    assert types["Silver Lining"] == "SHIP"
    assert types["Yemen"] == "COUNTRY"
    (ship,) = [e for e in found.entities if e.type == "SHIP"]
    assert (ship.id, ship.known) == ("ship:silver-lining", False)
    graph = entityx.KnowledgeGraph([found])
    assert "Silver Lining" in graph.to_html()


def test_a_card_says_what_was_done(made: entityx.Trained) -> None:
    """Base, data, seed and scores; the meta data have them too."""
    card = (made.folder / "README.md").read_text(encoding="utf-8")
    for part in ("`en`", "`ships.jsonl`", "seed 1", "| SHIP |", "held back"):
        assert part in card
    meta = json.loads((made.folder / "meta.json").read_text(encoding="utf-8"))
    assert meta["performance"]["ents_per_type"]["SHIP"]["f"] >= 0.9
    assert spacy.load(made.folder)(NEW).ents


def test_the_same_seed_gives_the_same_weights(write: Write, tmp_path: Path) -> None:
    """And a dev file of one's own is taken."""
    plan = entityx.Plan(steps=3, every=2, patience=9)
    both = [
        entityx.train(write(), tmp_path / name, dev=write(name="y.jsonl"), plan=plan)
        for name in ("a", "b")
    ]
    one, two = ((made.folder / "ner" / "model").read_bytes() for made in both)
    assert one == two
    assert both[0].held_back == 80


def test_bad_input_is_one_error(write: Write, tmp_path: Path) -> None:
    """Before anything is trained, and nothing is left behind."""
    out = tmp_path / "out"
    with pytest.raises(entityx.InputError, match="no entity is marked"):
        entityx.train(write([{"text": "Nothing."}] * 5), out)
    with pytest.raises(entityx.InputError, match="only 2 texts"):
        entityx.train(write([{"text": "Nothing."}] * 2), out)
    with pytest.raises(entityx.InputError, match="is there already"):
        entityx.train(write(), tmp_path)
    with pytest.raises(entityx.InputError, match="no such folder"):
        entityx.train(write(), tmp_path / "no" / "out")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(entityx.ModelError, match="no component 'ner'"):
        entityx.train(write(), out, base=str(tmp_path / "blank"))
    assert not out.exists()


def test_what_a_transformer_needs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it, and the pipelines there are."""
    monkeypatch.setattr("entityx.learning.recogniser.find_spec", lambda name: None)
    with pytest.raises(entityx.ModelError, match=r"known: en.*'entityx\[train\]'"):
        load_base("xlm-roberta-base", "en")


@pytest.mark.skipif(
    any(find_spec(name) is None for name in NEEDED), reason="needs the extra [train]"
)
@pytest.mark.filterwarnings("ignore")
def test_a_transformer_learns_beside_our_parser(
    write: Write, tmp_path: Path, tiny_bert: Path
) -> None:
    """A Hugging Face folder as base; old types are taught by our recogniser."""
    plan = entityx.Plan(steps=2, every=1, patience=9)
    made = entityx.train(write(), tmp_path / "out", base=str(tiny_bert), plan=plan)
    nlp = spacy.load(made.folder)
    assert nlp.pipe_names.index("transformer") < nlp.pipe_names.index("ner")
    assert {"SHIP", "PERSON", "COUNTRY"} <= set(nlp.get_pipe("ner").labels)
    with pytest.raises(entityx.ModelError, match="no pipeline for language 'fi'"):
        entityx.train(write(), tmp_path / "x", base=str(tiny_bert), lang="fi")
    with pytest.raises(entityx.ModelError, match="no transformer that loads"):
        entityx.train(write(), tmp_path / "x", base=str(tmp_path))


def test_the_command_prints_scores_and_writes_the_folder(
    write: Write,
    tmp_path: Path,
    run: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    """The table on standard output, the rest on standard error."""
    out = tmp_path / "out"
    done = run("train", write(), out, "--steps", "2", "--no-progress")
    assert done.returncode == 0, done.stderr
    assert b"| SHIP |" in done.stdout
    assert (out / "README.md").is_file()
    again = run("train", write(), out)
    assert again.returncode == 1
    assert b"Traceback" not in again.stderr
    assert b"is there already" in again.stderr
