"""Cut docs into windows of wordpieces, and bring wordpiece vectors back to tokens.

The windows are spacy-transformers' strided spans. Where one has more wordpieces than
the transformer takes, it is cut again, where a token starts if there is such a place:
no text is left out. A token's vector is the mean of all its wordpieces' vectors, in
every window that it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class Tokenizer(Protocol):
    """Be a tokenizer of the ``tokenizers`` library."""

    def encode(self, sequence: str, *, add_special_tokens: bool = True) -> Encoding:
        """Cut a text into wordpieces.

        Args:
            sequence: The text.
            add_special_tokens: Whether to add what a sentence begins and ends with.
        """
        ...


class Encoding(Protocol):
    """Be the wordpieces of a text."""

    ids: list[int]
    offsets: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Be wordpieces that go through the transformer together.

    ``first`` and ``last`` say which tokens of the doc each wordpiece is a part of;
    first is -1 where it is a part of none.
    """

    doc: int
    ids: Ints
    first: Ints
    last: Ints


def spans(length: int, window: int, stride: int) -> list[tuple[int, int]]:
    """Return the windows of a doc, first and last-plus-one token each.

    Args:
        length: How many tokens the doc has.
        window: Most tokens in a window.
        stride: How far the next window is; less than ``window`` makes them overlap.

    Example:
        >>> spans(10, 6, 4)
        [(0, 6), (4, 10)]
    """
    found = []
    start = 0
    for _ in range(length // stride):
        found.append((start, min(start + window, length)))
        if start + window >= length:
            return found
        start += stride
    if start < length:
        found.append((start, length))
    return found


def pieces(
    docs: Sequence[Doc], tokenizer: Tokenizer, *, window: int, stride: int, limit: int
) -> Iterator[Piece]:
    """Cut docs into pieces that the transformer takes.

    Args:
        docs: The docs.
        tokenizer: What makes wordpieces.
        window: Most tokens in a window.
        stride: How far the next window is.
        limit: Most wordpieces in a piece.
    """
    for number, doc in enumerate(docs):
        text = doc.text
        starts = np.fromiter((token.idx for token in doc), np.int64, len(doc))
        ends = np.append(starts[1:], len(text) + 1)
        for begin, end in spans(len(doc), window, stride):
            offset = int(starts[begin])
            part = text[offset : int(starts[end - 1]) + len(doc[end - 1])]
            encoding = tokenizer.encode(part, add_special_tokens=False)
            token_of = np.repeat(np.arange(begin, end), (ends - starts)[begin:end])
            first, last = _touched(encoding.offsets, token_of)
            ids = np.array(encoding.ids, dtype=np.int64)
            for a, b in _cuts(first, last, limit):
                yield Piece(number, ids[a:b], first[a:b], last[a:b])


def _touched(offsets: list[tuple[int, int]], token_of: Ints) -> tuple[Ints, Ints]:
    """Say which tokens wordpieces are parts of, by the characters they stand for."""
    place = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    empty = place[:, 0] >= place[:, 1]
    first = token_of[np.where(empty, 0, place[:, 0])]
    last = token_of[np.where(empty, 0, place[:, 1] - 1)]
    first[empty] = -1
    return first, last


def _cuts(first: Ints, last: Ints, limit: int) -> Iterator[tuple[int, int]]:
    """Cut wordpieces into parts of at most ``limit``, where a token starts."""
    start, size = 0, len(first)
    while size - start > limit:
        end = start + limit
        fits = np.flatnonzero(first[start + 1 : end + 1] > last[start:end])
        if fits.size:
            end = start + 1 + int(fits[-1])
        yield start, end
        start = end
    if start < size:
        yield start, size


class Means:
    """Add wordpiece vectors up by token, piece by piece.

    Args:
        lengths: The number of tokens of each doc.
        width: The width of a vector.
    """

    def __init__(self, lengths: Sequence[int], width: int) -> None:
        self._sums = [np.zeros((n, width), dtype=np.float32) for n in lengths]
        self._counts = [np.zeros((n, 1), dtype=np.float32) for n in lengths]

    def add(self, piece: Piece, vectors: Floats) -> None:
        """Add the vectors of a piece.

        Args:
            piece: The piece.
            vectors: A row for each of its wordpieces.
        """
        inside = np.flatnonzero(piece.first >= 0)
        if not inside.size:
            return
        first = piece.first[inside]
        times = piece.last[inside] - first + 1
        rows = np.repeat(inside, times)
        # A wordpiece over several tokens counts for each of them.
        steps = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
        tokens = np.repeat(first, times) + steps
        order = np.argsort(tokens, kind="stable")
        tokens, rows = tokens[order], rows[order]
        begins = np.flatnonzero(np.append(True, tokens[1:] != tokens[:-1]))
        found = tokens[begins]
        self._sums[piece.doc][found] += np.add.reduceat(vectors[rows], begins)
        counts = np.diff(np.append(begins, len(tokens)))
        self._counts[piece.doc][found] += counts[:, None]

    def means(self) -> list[Floats]:
        """Return a row for each token of each doc; zeros where it has no wordpiece."""
        pairs = zip(self._sums, self._counts, strict=True)
        return [
            np.divide(sums, np.maximum(counts, 1), dtype=np.float32)
            for sums, counts in pairs
        ]
