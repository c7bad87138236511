"""The examples run, are short, and print what they promise."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

import entityx
import entityx.extractor

SCRIPTS = {
    "corpus_to_graph": ("Claimed and denied:", "(Russia, buys_from, North Korea)"),
    "extract_article": ("Poland --buys_from--> South Korea", "denied, asserted"),
    "other_tools": ("nodes and", "Russia", "buys_from"),
    "own_words": (
        "Poland expels_diplomats_of Russia asserted",
        "Egypt buys_from Turkey planned ['weapon:sea-wasp'",
    ),
    "who_arms_whom": ("France arms India: 2025", "wanted (india-03"),
}


def test_every_example_is_tried_and_short(root: Path) -> None:
    """No script is forgotten, and all have fewer than 40 lines."""
    paths = sorted((root / "examples").glob("*.py"))
    assert [path.stem for path in paths] == sorted(SCRIPTS)
    for path in paths:
        assert len(path.read_text(encoding="utf-8").splitlines()) < 40, path.name


@pytest.fixture
def shared(
    extractor: entityx.Extractor, monkeypatch: pytest.MonkeyPatch
) -> entityx.Extractor:
    """Let scripts have the pipelines that other tests have loaded already."""
    load = entityx.load

    def lend(langs: list[str] | None = None, **options: object) -> entityx.Extractor:
        if options:
            return load(langs, **options)  # type: ignore[arg-type]
        chosen = extractor.langs if langs is None else langs
        return entityx.Extractor({lang: extractor.pipelines[lang] for lang in chosen})

    monkeypatch.setattr(entityx, "load", lend)
    monkeypatch.setattr(entityx.extractor, "load", lend)
    return extractor


@pytest.mark.model
@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("name", SCRIPTS)
def test_an_example_prints_what_it_promises(
    name: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Run in another folder; what it writes can be read again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [name])
    runpy.run_path(str(root / "examples" / f"{name}.py"), run_name="__main__")
    printed = capsys.readouterr().out
    for promised in SCRIPTS[name]:
        assert promised in printed
    written = {path.name for path in tmp_path.glob("out/*")}
    if name == "corpus_to_graph":
        assert written == {"corpus.html", "corpus.jsonl"}
        graph = entityx.KnowledgeGraph.load("out/corpus.jsonl")
        assert len(graph.documents) == 40
    elif name == "other_tools":
        assert len(nx.read_graphml("out/corpus.graphml")) > 50
    else:
        assert written == set()


@pytest.mark.model
@pytest.mark.slow
def test_an_example_runs_as_a_user_would_start_it(root: Path, tmp_path: Path) -> None:
    """In a process of its own, without a word on standard error."""
    done = subprocess.run(
        [sys.executable, root / "examples" / "extract_article.py"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Poland --buys_from--> South Korea" in done.stdout.decode()
