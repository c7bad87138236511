"""Read texts in which a user marked entities.

A row of JSONL has a ``text`` and its entities, in any of three common shapes; a
``.spacy`` file holds docs. What does not fit its text raises, with file and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import DocBin
from spacy.vocab import Vocab

from entityx.errors import InputError
from entityx.inputs import json_lines

Spans = tuple[tuple[int, int, str], ...]
SHAPES = (
    '{"text": …, "entities": [[start, end, "LABEL"]]}, '
    '"spans": [{"start", "end", "label"}], or as `entityx extract` prints'
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """Be a text with its entities, and where it was read."""

    text: str
    spans: Spans
    where: str


def read_annotated(path: str | Path) -> list[Annotated]:
    """Read annotated texts.

    Args:
        path: A ``.jsonl`` or ``.spacy`` file.

    Raises:
        InputError: If it cannot be read, holds no text, or marks what is not there.

    Example:
        >>> read_annotated("ships.jsonl")  # doctest: +SKIP
    """
    path = Path(path)
    read = _read_docs if path.suffix == ".spacy" else _read_rows
    found = [_checked(item) for item in read(path)]
    if not found:
        raise InputError(f"{path}: no texts; a row is {SHAPES}")
    return found


def _read_docs(path: Path) -> Iterator[Annotated]:
    try:
        docs = list(DocBin().from_disk(path).get_docs(Vocab()))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except Exception as error:  # noqa: BLE001 zlib's, msgpack's and others
        raise InputError(f"{path}: no docs of spaCy: {error}") from None
    for number, doc in enumerate(docs, 1):
        spans = tuple((e.start_char, e.end_char, e.label_) for e in doc.ents)
        yield Annotated(doc.text, spans, f"{path}: doc {number}")


def _read_rows(path: Path) -> Iterator[Annotated]:
    for where, row in json_lines(path):
        text = row.get("text")
        if not isinstance(text, str):
            raise InputError(f"{where}: no text; a row is {SHAPES}")
        try:
            spans = tuple(_spans(row))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise InputError(
                f"{where}: entities that cannot be read; a row is {SHAPES}"
            ) from None
        yield Annotated(text, spans, where)


def _spans(row: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Read the entities of a row, whatever their shape."""
    for item in row.get("entities", row.get("spans", ())):
        if isinstance(item, Sequence):
            start, end, label = item
            yield int(start), int(end), str(label)
        elif "mentions" in item:
            for mention in item["mentions"]:
                yield int(mention["start"]), int(mention["end"]), str(item["type"])
        else:
            yield int(item["start"]), int(item["end"]), str(item["label"])


def _checked(item: Annotated) -> Annotated:
    """Refuse spans that are outside of the text, empty, or over each other."""
    end_before = 0
    ordered = tuple(sorted(set(item.spans)))
    for start, end, label in ordered:
        if not 0 <= start < end <= len(item.text) or not label:
            raise InputError(
                f"{item.where}: [{start}, {end}, {label!r}] is no place in a text of "
                f"{len(item.text)} characters"
            )
        if start < end_before:
            raise InputError(
                f"{item.where}: [{start}, {end}, {label!r}] lies over the one before it"
            )
        end_before = end
    return Annotated(item.text, ordered, item.where)
