"""The wheel holds all that is needed, and works in another folder."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.model]


def _clean_env() -> dict[str, str]:
    """Return an environment that does not know of the checkout."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}


def test_installed_command_reads_an_article(
    installed: Path, root: Path, tmp_path: Path
) -> None:
    """Patterns and models come out of the package, not out of the checkout."""
    shutil.copy(root / "examples" / "article.txt", tmp_path)
    where = "import entityx.patterns as p; print(p.__file__, p.home('models'))"
    options = {"cwd": tmp_path, "env": _clean_env(), "capture_output": True}
    python = installed / "bin" / "python"
    found = subprocess.run([python, "-c", where], check=True, text=True, **options)
    assert found.stdout.count(str(installed)) == 2
    command = [installed / "bin" / "entityx", "extract", "article.txt"]
    done = subprocess.run(command, timeout=120, **options)
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    triples = {(t["subject"], t["predicate"], t["object"]) for t in row["triples"]}
    assert ("country:RU", "buys_from", "country:KP") in triples


def test_components_are_found_without_importing_entityx(installed: Path) -> None:
    """A pipeline finds the factory by its entry point."""
    code = "import spacy; print(spacy.blank('en').has_factory('entityx'))"
    command = [installed / "bin" / "python", "-c", code]
    done = subprocess.run(
        command, env=_clean_env(), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"


def test_make_demo_prints_triples_and_writes_a_graph(
    installed: Path, root: Path, tmp_path: Path
) -> None:
    """The first command of the README does what it says."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(root / name, tmp_path)
    shutil.copytree(root / "examples", tmp_path / "examples")
    (installed / ".run").touch()  # as if make had installed into it
    command = ["make", "demo", f"VENV={installed}"]
    done = subprocess.run(
        command, cwd=tmp_path, env=_clean_env(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "buys_from" in done.stdout
    assert (tmp_path / "out" / "demo.graphml").stat().st_size > 1000
