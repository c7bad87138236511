"""What the README shows is what happens."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.model


def test_python_example_runs_and_prints_what_is_shown(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The code block, run in another folder, prints the block below it."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert code is not None
    monkeypatch.chdir(tmp_path)
    exec(compile(code[1], "README.md", "exec"), {})
    printed = capsys.readouterr().out
    shown = re.search(r"<!-- python -->\n+```\n(.*?)```", readme, re.DOTALL)
    assert shown is not None
    assert printed == shown[1]
    assert (tmp_path / "out.graphml").is_file()


def test_table_shown_is_the_table_printed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The triples of the bundled article are those in the README."""
    import entityx
    from entityx.export import renderer_for

    readme = (root / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- demo -->\n+```\n(.*?)```", readme, re.DOTALL)
    assert shown is not None
    monkeypatch.setenv("COLUMNS", "110")
    text = (root / "examples" / "article.txt").read_text(encoding="utf-8")
    found = entityx.load().read(text, id="article.txt")
    assert renderer_for("table")(found) + "\n" == shown[1]
