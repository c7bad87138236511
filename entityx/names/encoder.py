"""Give every name a vector, so that names that sound alike lie close together.

A small convolution over the letters of the romanised name, each letter read in the way
of its script; trained by ``training/names`` on names of Wikidata in six scripts. Plain
numpy: the weights are a JSON file. The order of words hardly matters to it.
"""

from __future__ import annotations

import base64
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from entityx.patterns import home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Floats = "NDArray[np.float32]"
_CHUNK = 2048
VIEW_OF = {
    "Latin": "latin",
    "Cyrillic": "cyrillic",
    "Arabic": "arabic",
    "Hebrew": "hebrew",
    "Katakana": "kana",
    "Hiragana": "kana",
    "Hangul": "hangul",
    "Han zh": "han",
}


class Encoder:
    """Run the trained convolution.

    Args:
        raw: What the JSON file holds.
    """

    def __init__(self, raw: dict[str, Any]) -> None:
        part = {name: _array(row) for name, row in raw["weights"].items()}
        letters = raw["letters"]
        self._index = np.zeros(128, np.int64)
        for number, letter in enumerate(letters, 1):
            self._index[ord(letter)] = number
        self._max = int(raw["max"])
        self.views = {name: number for number, name in enumerate(raw["views"])}
        own = part["own.weight"].reshape(len(self.views), len(letters) + 1, -1)
        self._letters = part["shared.weight"][None] + own
        self._letters[:, 0] = 0.0
        self._kernels = [
            (part[f"{name}.weight"].transpose(2, 1, 0).copy(), part[f"{name}.bias"])
            for name in ("conv1", "conv2")
        ]
        self._out = (part["out.weight"].T.copy(), part["out.bias"])
        self.size = len(self._out[1])

    def encode(self, texts: Sequence[str], views: Sequence[int]) -> NDArray[np.float32]:
        """Give the vectors of romanised names.

        Args:
            texts: Lower-case Latin letters and blanks.
            views: For each the number of its view, from ``views``.
        """
        out = np.zeros((len(texts), self.size), np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), _CHUNK):
            part = order[start : start + _CHUNK]
            out[part] = self._run([texts[i] for i in part], [views[i] for i in part])
        return out

    def _run(self, texts: list[str], views: list[int]) -> NDArray[np.float32]:
        rows = [f" {text} "[: self._max].encode("ascii", "ignore") for text in texts]
        width = max(map(len, rows))
        codes = np.zeros((len(rows), width), np.int64)
        for i, row in enumerate(rows):
            codes[i, : len(row)] = self._index[np.frombuffer(row, np.uint8)]
        mask = (codes > 0)[:, :, None].astype(np.float32)
        x = self._letters[np.asarray(views)[:, None], codes] * mask
        for kernel, bias in self._kernels:
            x = _convolve(x, kernel, bias) * mask
        count = np.sqrt(np.maximum(mask.sum(1), 1.0))
        pooled = np.concatenate([x.max(1), x.sum(1) / count], axis=1)
        vector = pooled @ self._out[0] + self._out[1]
        length = np.linalg.norm(vector, axis=1, keepdims=True)
        return np.asarray(vector / np.maximum(length, 1e-6), np.float32)


def _array(row: dict[str, Any]) -> NDArray[np.float32]:
    raw = np.frombuffer(base64.b64decode(row["float16"]), "<f2")
    return raw.reshape(row["shape"]).astype(np.float32)


def _convolve(
    x: NDArray[np.float32], kernel: NDArray[np.float32], bias: NDArray[np.float32]
) -> NDArray[np.float32]:
    out = x @ kernel[1]
    out[:, 1:] += x[:, :-1] @ kernel[0]
    out[:, :-1] += x[:, 1:] @ kernel[2]
    out += bias
    return np.asarray(np.maximum(out, 0.0), np.float32)


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """Load the trained encoder of the package."""
    path = home("models") / "names" / "encoder.json"
    return Encoder(json.loads(path.read_text(encoding="utf-8")))
