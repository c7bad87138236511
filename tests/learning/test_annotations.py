"""Marked texts of several shapes are read; what does not fit is told by its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin, Span

from entityx.errors import InputError
from entityx.learning.annotations import read_annotated

Write = Callable[..., Path]
TEXT = "Sea Hawk left Odesa."


@pytest.mark.parametrize(
    "row",
    [
        {"entities": [[0, 8, "SHIP"]]},
        {"spans": [{"start": 0, "end": 8, "label": "SHIP"}]},
        {"entities": [{"start": 0, "end": 8, "label": "SHIP"}]},
        {"entities": [{"type": "SHIP", "mentions": [{"start": 0, "end": 8}]}]},
    ],
    ids=["lists", "spans", "objects", "ours"],
)
def test_common_shapes_are_read(row: dict[str, Any], write: Write) -> None:
    """Each says the same."""
    (found,) = read_annotated(write([{"text": TEXT, **row}]))
    assert (found.text, found.spans) == (TEXT, ((0, 8, "SHIP"),))


def test_docs_of_spacy_are_read(tmp_path: Path) -> None:
    """By characters, since the base cuts words in its own way."""
    doc = spacy.blank("en")(TEXT)
    doc.ents = [Span(doc, 0, 2, "SHIP")]
    DocBin(docs=[doc]).to_disk(tmp_path / "x.spacy")
    (found,) = read_annotated(tmp_path / "x.spacy")
    assert (found.text, found.spans) == (TEXT, ((0, 8, "SHIP"),))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"entities": []}, "no text"),
        ({"text": TEXT, "entities": [[0, 99, "SHIP"]]}, "no place in a text of 20"),
        ({"text": TEXT, "entities": [[4, 4, "SHIP"]]}, "no place"),
        ({"text": TEXT, "entities": [[0, 8, ""]]}, "no place"),
        ({"text": TEXT, "entities": [[0, 8, "A"], [4, 8, "B"]]}, "lies over"),
        ({"text": TEXT, "entities": [[0, 8]]}, "cannot be read"),
        ({"text": TEXT, "entities": [{"start": 0}]}, "cannot be read"),
        ({"text": TEXT, "entities": 7}, "cannot be read"),
        ({"text": TEXT, "entities": ["SHIP"]}, "cannot be read"),
    ],
)
def test_what_does_not_fit_is_told_by_its_line(
    row: dict[str, Any], message: str, write: Write
) -> None:
    """File, line, and what would be right."""
    with pytest.raises(InputError, match=rf"x\.jsonl:2: .*{message}"):
        read_annotated(write([{"text": TEXT}, row]))


def test_files_that_cannot_be_read_are_told(tmp_path: Path, write: Write) -> None:
    """A missing one, an empty one, and one that is something else."""
    with pytest.raises(InputError, match="no such file"):
        read_annotated(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="No such file"):
        read_annotated(tmp_path / "none.spacy")
    with pytest.raises(InputError, match="no texts"):
        read_annotated(write([]))
    (tmp_path / "x.spacy").write_bytes(b"nothing")
    with pytest.raises(InputError, match="no docs of spaCy"):
        read_annotated(tmp_path / "x.spacy")
    (tmp_path / "y.jsonl").write_text("[1]\n")
    with pytest.raises(InputError, match=r"y\.jsonl:1: no JSON object"):
        read_annotated(tmp_path / "y.jsonl")
