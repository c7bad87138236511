"""One bad text is one line on standard error, the others are read."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from entityx.batch import Batch, Options
from entityx.errors import InputError
from entityx.inputs import Input
from entityx.types import Extraction


class Reader:
    """Stand for an extractor that chokes on some texts."""

    def read(
        self,
        text: str,
        *,
        id: str | None = None,
        lang: str | None = None,
        date: str | None = None,
        source: str | None = None,
        max_chars: int = 9,
        progress: Callable[[int], object] | None = None,
    ) -> Extraction:
        """Read nothing, or fail as the text says."""
        if text == "input":
            raise InputError("no text")
        if text == "bug":
            raise RuntimeError("a\nb")
        if progress is not None:
            progress(len(text))
        warnings = ("cut short",) if len(text) > max_chars else ()
        return Extraction(
            id or "", lang or "", date=date, warnings=warnings, source=source
        )


@pytest.fixture
def batch() -> tuple[Batch, io.StringIO]:
    """Return a batch with a stand-in extractor, and what it says."""
    told = io.StringIO()
    batch = Batch(Options(lang="en", date="2024-05-31", max_chars=20), stream=told)
    batch.__dict__["extractor"] = Reader()
    return batch, told


def test_bad_texts_are_told_and_passed_by(
    batch: tuple[Batch, io.StringIO],
) -> None:
    """An error is one line that names the text."""
    reader, told = batch
    inputs = [InputError("x.txt: gone"), *(Input(t, t) for t in ("input", "bug", "ok"))]
    assert [found.id for found in reader.read(inputs)] == ["ok"]
    assert reader.failed
    assert told.getvalue().split("\n") == [
        "entityx: x.txt: gone",
        "entityx: input: no text",
        "entityx: bug: internal error: RuntimeError: a b",
        "",
    ]


def test_warnings_are_told_but_are_no_failure(
    batch: tuple[Batch, io.StringIO],
) -> None:
    """A text that was read in part was read."""
    reader, told = batch
    (found,) = reader.read([Input("a", "x" * 21, warning="odd bytes")])
    assert found.warnings == ("cut short",)
    assert not reader.failed
    assert told.getvalue() == "entityx: a: odd bytes\nentityx: a: cut short\n"


def test_what_a_row_says_comes_before_the_date_of_all(
    batch: tuple[Batch, io.StringIO],
) -> None:
    """``--date`` is for rows without one, ``--lang`` forces."""
    reader, _ = batch
    given = [Input("a", "x"), Input("b", "x", lang="pt", date="2023-01-02")]
    found = [(e.lang, e.date) for e in reader.read(given)]
    assert found == [("en", "2024-05-31"), ("en", "2023-01-02")]


def test_progress_is_shown_when_asked_for(tmp_path: Path) -> None:
    """The bar counts characters."""
    told = io.StringIO()
    batch = Batch(Options(), progress=True, stream=told)
    batch.__dict__["extractor"] = Reader()
    (tmp_path / "a.txt").write_text("12345", encoding="utf-8")
    assert len(list(batch.read_files([str(tmp_path / "a.txt")]))) == 1
    assert "chars" in told.getvalue()
