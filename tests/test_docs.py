"""The documentation builds without a warning, and what it shows runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import entityx


def test_the_api_page_has_every_public_name(root: Path) -> None:
    """Nothing is public without a place in the documentation."""
    page = (root / "docs" / "api.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^::: entityx\.(\w+)$", page, re.MULTILINE))
    assert named == set(entityx.__all__)


@pytest.mark.slow
def test_the_site_builds_strictly_and_loads_nothing_from_elsewhere(
    root: Path, tmp_path: Path
) -> None:
    """``make docs`` has no warning; pages bring their own styles and scripts."""
    site = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", site],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1"},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    pages = {p.parent.name: p.read_text("utf-8") for p in site.rglob("index.html")}
    assert {"concepts", "exports", "languages", "patterns", "view"} <= set(pages)
    assert "min_sources" in pages["api"]
    for name, page in pages.items():
        loaded = re.findall(r'<(?:script|img|iframe)[^>]* src="(https?:[^"]*)"', page)
        loaded += re.findall(r'<link[^>]* href="(https?:[^"]*)"[^>]*stylesheet', page)
        assert loaded == [], name


@pytest.mark.model
def test_the_quickstart_runs(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    extractor: entityx.Extractor,
) -> None:
    """The sentence and the corpus of the first page, one after the other."""
    page = (root / "docs" / "index.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    monkeypatch.setattr(entityx, "load", lambda: extractor)
    monkeypatch.chdir(tmp_path)
    exec(compile("\n".join(blocks[:2]), "index.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "subject='Russia', predicate='buys_from'" in printed
    assert "(Russia, buys_from, North Korea)" in printed
    assert (tmp_path / "out.graphml").is_file()


@pytest.mark.model
@pytest.mark.parametrize(
    ("meant", "negated"),
    [
        ("asserted", False),
        ("planned", False),
        ("wanted", False),
        ("possible", False),
        ("asserted", True),
    ],
)
def test_claims_are_meant_as_the_page_of_concepts_says(
    meant: str, negated: bool, root: Path, extractor: entityx.Extractor
) -> None:
    """Each row of its table is what is read."""
    page = (root / "docs" / "concepts.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.*?) \| .*? \| (.*) \|$", page, re.MULTILINE)
    (text,) = [
        sentence
        for sentence, told in rows
        if told.startswith(meant) and ("negated" in told) == negated
    ]
    (relation,) = [
        r
        for r in extractor.read(text).relations
        if r.triple == ("Russia", "buys_from", "North Korea")
    ]
    assert (relation.modality, relation.negated) == (meant, negated)
    said = relation.attributed_to
    assert (said.name if said else None) == ("Russia" if negated else None)
