"""Run the transformer: wordpieces in, one vector a token out, with onnxruntime.

The ONNX file says in its metadata how it was made (``META``): the sum of the tokenizer
that belongs to it, the wordpieces around a text, and how many it takes. A file and a
tokenizer that do not belong together are refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Self

import numpy as np
import srsly
from spacy.tokens import Doc
from thinc.api import Shim

from entityx.errors import ModelError
from entityx.transformer.windows import Floats, Means, Piece, pieces

META = "entityx"
VERSION = 1
INSTALL = "pip install 'entityx[accurate]'"
AT_ONCE = 256


def digest(tokenizer: str) -> str:
    """Return the sum by which an ONNX file knows its tokenizer.

    Args:
        tokenizer: The content of ``tokenizer.json``.
    """
    return hashlib.sha256(tokenizer.encode("utf-8")).hexdigest()


class Encoder(Shim):
    """Hold an ONNX file and its tokenizer for thinc, and encode docs with them.

    Args:
        window: Most tokens in a window.
        stride: How far the next window is.
        batch: Most wordpieces in a batch, padding counted; a longer window goes alone.
        threads: Threads of onnxruntime; 0 for one a core.
    """

    def __init__(self, *, window: int, stride: int, batch: int, threads: int) -> None:
        super().__init__(None)
        if not 0 < stride <= window:
            raise ValueError(f"stride {stride} is not between 1 and window {window}")
        self.window, self.stride = window, stride
        self.batch, self.threads = batch, threads
        self._onnx = b""
        self._tokenizer_json = ""

    def __call__(
        self, inputs: Any, is_train: bool
    ) -> tuple[list[Floats], Callable[[Any], list[Any]]]:
        """Encode docs; there is no way back: the weights stay as they are."""
        return self.encode(inputs), lambda gradient: []

    def encode(self, docs: Sequence[Doc]) -> list[Floats]:
        """Return one vector a token.

        Args:
            docs: The docs.

        Raises:
            ModelError: If nothing was loaded yet.
        """
        if self._model is None:
            raise ModelError(
                "the transformer has no weights; load a pipeline that was exported "
                "with `entityx export-onnx`"
            )
        found = Means([len(doc) for doc in docs], self.width)
        parts = pieces(
            docs,
            self.tokenizer,
            window=self.window,
            stride=self.stride,
            limit=self.limit,
        )
        while some := list(islice(parts, AT_ONCE)):
            for group in _groups(some, self.batch, len(self.before) + len(self.after)):
                vectors = self._run(group)
                for row, piece in zip(vectors, group, strict=True):
                    start = len(self.before)
                    found.add(piece, row[start : start + len(piece.ids)])
        return found.means()

    def _run(self, group: Sequence[Piece]) -> Floats:
        around = len(self.before) + len(self.after)
        longest = max(len(piece.ids) for piece in group) + around
        ids = np.full((len(group), longest), self.pad, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, piece in enumerate(group):
            whole = (*self.before, *piece.ids, *self.after)
            ids[row, : len(whole)] = whole
            mask[row, : len(whole)] = 1
        (vectors,) = self._model.run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors)

    def load(self, onnx: bytes, tokenizer: str) -> Self:
        """Take an ONNX file and its tokenizer.

        Args:
            onnx: The content of the ONNX file.
            tokenizer: The content of ``tokenizer.json``.

        Raises:
            ModelError: If onnxruntime is missing, or the two do not fit.
        """
        session = make_session(onnx, self.threads)
        self.tokenizer = make_tokenizer(tokenizer)
        meta = _meta(session)
        if meta["tokenizer"] != digest(tokenizer):
            raise ModelError(
                "the transformer's ONNX file does not fit its tokenizer; export the "
                "pipeline again with `entityx export-onnx`"
            )
        self.before, self.after = tuple(meta["before"]), tuple(meta["after"])
        self.pad, self.width = int(meta["pad"]), int(meta["width"])
        self.limit = int(meta["limit"]) - len(self.before) - len(self.after)
        self._model, self._onnx, self._tokenizer_json = session, onnx, tokenizer
        return self

    def to_bytes(self) -> bytes:
        """Return file and tokenizer as one."""
        both = {"onnx": self._onnx, "tokenizer": self._tokenizer_json}
        data: bytes = srsly.msgpack_dumps(both)
        return data

    def from_bytes(self, data: bytes) -> Self:
        """Take what ``to_bytes`` returned."""
        both = srsly.msgpack_loads(data)
        return self.load(both["onnx"], both["tokenizer"]) if both["onnx"] else self

    def copy(self) -> Encoder:
        """Return another with the same weights, for ``nlp.replace_listeners``."""
        other = Encoder(
            window=self.window,
            stride=self.stride,
            batch=self.batch,
            threads=self.threads,
        )
        return other.load(self._onnx, self._tokenizer_json) if self._onnx else other

    def to_device(self, device_type: str, device_id: int) -> None:
        """Stay on the processor: that is what the file is made for."""

    def finish_update(self, optimizer: object) -> None:
        """Leave the weights as they are."""


def _groups(some: Sequence[Piece], most: int, around: int) -> Iterator[list[Piece]]:
    """Put pieces of like length together."""
    group: list[Piece] = []
    for piece in sorted(some, key=lambda piece: -len(piece.ids)):
        longest = len(group[0].ids) + around if group else 0
        if group and (len(group) + 1) * longest > most:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def make_session(onnx: bytes, threads: int) -> Any:
    """Make an onnxruntime session that runs on the processor.

    Args:
        onnx: The content of the ONNX file.
        threads: Its threads; 0 for one a core.

    Raises:
        ModelError: If onnxruntime is missing, or cannot read the file.
    """
    try:
        import onnxruntime
    except ImportError:
        raise ModelError(
            f"this pipeline's transformer needs onnxruntime: {INSTALL}"
        ) from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Waiting threads that spin would burn the processor between two batches.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    try:
        return onnxruntime.InferenceSession(
            onnx, options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # noqa: BLE001 onnxruntime's have no class of their own
        line = str(error).strip().splitlines()[0]
        raise ModelError(f"the transformer's ONNX file is unreadable: {line}") from None


def make_tokenizer(text: str) -> Any:
    """Make a tokenizer that cuts nothing off and adds nothing.

    Args:
        text: The content of ``tokenizer.json``.

    Raises:
        ModelError: If tokenizers is missing, or cannot read the text.
    """
    try:
        from tokenizers import Tokenizer
    except ImportError:
        raise ModelError(
            f"this pipeline's transformer needs tokenizers: {INSTALL}"
        ) from None
    try:
        tokenizer = Tokenizer.from_str(text)
    except Exception as error:  # noqa: BLE001 tokenizers raises plain ones
        raise ModelError(
            f"the transformer's tokenizer is unreadable: {error}"
        ) from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _meta(session: Any) -> dict[str, Any]:
    """Return what the exporter wrote into the file."""
    text = session.get_modelmeta().custom_metadata_map.get(META)
    meta: dict[str, Any] = json.loads(text) if text else {}
    if meta.get("version") != VERSION:
        raise ModelError(
            "the transformer's ONNX file was not written by this version of entityx; "
            "make it with `entityx export-onnx`"
        )
    return meta
