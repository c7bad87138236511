"""The notebooks run from top to bottom; what is committed is their source, no outputs.

All run in one kernel, one after the other, so that pipelines are loaded once: there
``entityx.load`` gives the same pipelines again where only languages are asked for.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(path.stem for path in FOLDER.glob("*.py"))

SHARE = """
import entityx
import entityx.extractor

def _share(load):
    whole = load()

    def lend(langs=None, **options):
        if options:
            return load(langs, **options)
        chosen = whole.langs if langs is None else langs
        return entityx.Extractor({lang: whole.pipelines[lang] for lang in chosen})

    return lend

entityx.load = entityx.extractor.load = _share(entityx.load)
"""


@pytest.fixture(scope="module")
def executed(
    tmp_path_factory: pytest.TempPathFactory, root: Path
) -> dict[str, list[Any]]:
    """Return the cells of each notebook with their outputs, after all have run."""
    folder = str(tmp_path_factory.mktemp("jupyter"))
    whole = nbformat.v4.new_notebook(cells=[_cell(SHARE)])
    places = {}
    for name in NOTEBOOKS:
        source = jupytext.read(FOLDER / f"{name}.py")
        cells = [cell.source for cell in source.cells if cell.cell_type == "code"]
        whole.cells += map(_cell, ["%reset -f", *cells])
        places[name] = slice(len(whole.cells) - len(cells), len(whole.cells))
    env = {**os.environ, "PYTHONPATH": str(root), "IPYTHONDIR": folder}
    client = NotebookClient(whole, timeout=600, allow_errors=True)
    client.execute(env=env, cwd=folder)
    return {name: whole.cells[place] for name, place in places.items()}


def _cell(source: str) -> nbformat.NotebookNode:
    cell: nbformat.NotebookNode = nbformat.v4.new_code_cell(source)
    return cell


def test_there_are_notebooks_and_each_is_paired() -> None:
    """No source without its notebook, no notebook without its source."""
    assert len(NOTEBOOKS) >= 6
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == NOTEBOOKS


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_its_source_without_outputs(name: str) -> None:
    """``make notebooks`` was run after the last change of the source."""
    source = jupytext.read(FOLDER / f"{name}.py")
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    cells = [(cell.cell_type, cell.source) for cell in source.cells]
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == cells
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs(name: str, executed: dict[str, list[Any]]) -> None:
    """Every cell, in order, in an empty namespace, without a word on standard error."""
    for cell in executed[name]:
        assert cell.execution_count is not None
        for output in cell.outputs:
            assert output.output_type != "error", "\n".join(output.traceback)
            assert output.get("name") != "stderr", output.text
    outputs = [output for cell in executed[name] for output in cell.outputs]
    assert any(o.output_type in ("execute_result", "stream") for o in outputs)
