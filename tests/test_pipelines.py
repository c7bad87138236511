"""The pipeline that was asked for is read with, or it is said why not."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import entityx
import entityx.pipelines
from entityx.patterns import home
from entityx.pipelines import known_langs, load_folder

SENTENCE = "Russia is buying artillery shells from North Korea."
WANTED = ("Russia", "buys_from", "North Korea")
HAS_EXTRA = find_spec("onnxruntime") is not None and find_spec("tokenizers") is not None


@pytest.fixture(scope="module")
def accurate() -> entityx.Extractor:
    """Return the accurate tier, or skip."""
    if not HAS_EXTRA:
        pytest.skip("needs the extra [accurate]")
    return entityx.load(tier="accurate")


def test_an_unknown_tier_lists_those_there_are() -> None:
    """Nothing is guessed."""
    with pytest.raises(entityx.ModelError, match="'fast'; known: default, accurate"):
        entityx.load(tier="fast")


@pytest.mark.model
def test_a_language_without_the_tier_is_refused_where_it_is_named() -> None:
    """No silent fall-back."""
    if not HAS_EXTRA:
        pytest.skip("needs the extra [accurate]")
    with pytest.raises(entityx.ModelError, match=r"no accurate .*'mr'.*known: en"):
        entityx.load(["mr"], tier="accurate")


@pytest.mark.parametrize("name", ["onnxruntime", "tokenizers"])
def test_a_missing_extra_is_told_at_once(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that installs it, and before any text is read."""
    found = entityx.pipelines.find_spec
    monkeypatch.setattr(
        entityx.pipelines, "find_spec", lambda n: None if n == name else found(n)
    )
    with pytest.raises(entityx.ModelError, match=r"pip install 'entityx\[accurate\]'"):
        entityx.load(tier="accurate")


@pytest.mark.model
def test_the_accurate_tier_reads(accurate: entityx.Extractor) -> None:
    """It finds names that no list knows, and relations."""
    found = accurate.read(f"{SENTENCE} Jane Parker of the Oslo Peace Lab told Reuters.")
    assert WANTED in found.triples
    assert {"Jane Parker", "Oslo Peace Lab"} <= {e.name for e in found.entities}
    assert found.warnings == ()
    nlp = accurate.pipelines["en"]
    shims = [s for n in nlp.get_pipe("ner").model.walk() for s in n.shims]
    assert [type(shim).__name__ for shim in shims] == ["Encoder"]


@pytest.mark.model
def test_a_language_read_with_the_default_tier_is_told(
    accurate: entityx.Extractor,
) -> None:
    """Where no language was named, each such text says so."""
    assert set(accurate.langs) == set(known_langs())
    found = accurate.read("रशियाने उत्तर कोरियाकडून तोफगोळे विकत घेतले.", lang="mr")
    assert "no accurate pipeline for language 'mr'" in " ".join(found.warnings)


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "Iran sold arms. " * 66_000],
    ids=["one token", "many words"],
)
def test_the_accurate_tier_reads_what_is_very_long(
    text: str, accurate: entityx.Extractor
) -> None:
    """One token of a megabyte; 200,000 words; of both the first part is read."""
    found = accurate.read(text, lang="en", max_chars=60_000)
    assert all(text[m.start : m.end] == m.text for m in found.mentions)


@pytest.mark.model
@pytest.mark.parametrize("lost", ["ner", "config.cfg", "tokenizer"])
def test_a_half_written_folder_is_one_clear_error(lost: str, tmp_path: Path) -> None:
    """It names the folder."""
    folder = tmp_path / "half"
    shutil.copytree(home("models") / "pt_entityx", folder)
    path = folder / lost
    shutil.rmtree(path) if path.is_dir() else path.write_bytes(b"")
    with pytest.raises(entityx.ModelError, match=f"{folder}: no pipeline that can be"):
        entityx.load(model=folder)


@pytest.mark.parametrize("content", ["", "[]", '{"over": "xx_nothing"}'])
def test_a_folder_that_is_no_pipeline_is_one_clear_error(
    content: str, tmp_path: Path
) -> None:
    """Whatever stands in its meta.json."""
    (tmp_path / "meta.json").write_text(content)
    with pytest.raises(entityx.ModelError, match="no pipeline that can be loaded"):
        entityx.load(model=tmp_path)
    with pytest.raises(entityx.ModelError, match="no pipeline that can be loaded"):
        entityx.load(model=tmp_path / "nowhere")


def test_a_model_of_another_language_is_refused() -> None:
    """A language that was not asked for, or that has no words."""
    nlp = spacy.blank("en")
    nlp.add_pipe("parser")
    with pytest.raises(entityx.ModelError, match="for language 'en', not for pt"):
        entityx.load(["pt"], model=nlp)
    with pytest.raises(entityx.ModelError, match="no words for language 'fi'"):
        entityx.load(model=spacy.blank("fi"))
    bare = spacy.blank("en")
    bare.add_pipe("ner")
    with pytest.raises(entityx.ModelError, match="no parser; it has: ner"):
        entityx.load(model=bare)


@pytest.mark.model
def test_a_pipeline_of_ones_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    """As an object or a folder; its language comes first, the others stay ours."""
    nlp = spacy.load(home("models") / "en_entityx", exclude=["ner"])
    nlp.to_disk(tmp_path)
    for model in (nlp, tmp_path, str(tmp_path)):
        ex = entityx.load(model=model)
        assert ex.langs[0] == "en"
        assert set(ex.langs) == set(known_langs())
        assert "ner" not in ex.pipelines["en"].pipe_names
        assert WANTED in ex.read(SENTENCE).triples
    assert entityx.load(model=nlp).pipelines["en"] is nlp
    with pytest.raises(entityx.ModelError, match="holds 'entityx' already"):
        entityx.load(model=nlp, threshold=0.1)


@pytest.mark.model
def test_a_recogniser_goes_over_our_pipeline(tmp_path: Path) -> None:
    """Its components replace ours of the same name, the parser is ours."""
    nlp: Language = spacy.blank("en")
    ner = nlp.add_pipe("ner")
    ner.add_label("SHIP")
    nlp.initialize()
    nlp.meta["over"] = "en_entityx"
    nlp.to_disk(tmp_path)
    made = load_folder(tmp_path)
    assert made.get_pipe("ner").labels == ("SHIP",)
    assert made.pipe_names.index("ner") < made.pipe_names.index("parser")
    meta = json.loads((tmp_path / "meta.json").read_text())
    (tmp_path / "meta.json").write_text(json.dumps({**meta, "over": "pt_entityx"}))
    with pytest.raises(entityx.ModelError, match="should be the same"):
        load_folder(tmp_path)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("extract", "-", "--tier", "fast"), b"unknown tier 'fast'"),
        (("extract", "-", "--model", "nowhere"), b"nowhere: no pipeline that can be"),
        (("export-onnx", "nowhere", "no/out"), b"entityx: "),
        (("train", "nowhere.jsonl", "out"), b"nowhere.jsonl: no such file"),
    ],
)
def test_commands_say_what_is_wrong_on_one_line(
    args: tuple[str, ...],
    message: bytes,
    run: Callable[..., subprocess.CompletedProcess[bytes]],
    tmp_path: Path,
) -> None:
    """Never a traceback."""
    done = run(*args, given=b"Iran sold arms.", cwd=tmp_path)
    assert done.returncode == 1
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
