"""Weights of 8 bits give nearly the same vectors, each text by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from entityx.transformer.encoder import make_session
from entityx.transformer.quantize import quantize

ort = pytest.importorskip("onnxruntime", reason="needs the extra [accurate]")
IDS = np.array([[2, 9, 17, 30, 3], [2, 8, 3, 0, 0]], np.int64)


def vectors(data: bytes, ids: np.ndarray) -> np.ndarray:
    """Run a file."""
    given = {"input_ids": ids, "attention_mask": (ids > 0).astype(np.int64)}
    return np.asarray(make_session(data, 1).run(None, given)[0])


def test_int8_is_near_to_float_and_smaller(onnx: bytes, tmp_path: Path) -> None:
    """Within a hundredth of the largest value; the matrices are of int8."""
    from onnx import load

    path = tmp_path / "tiny.onnx"
    path.write_bytes(onnx)
    quantize(path)
    exact, near = vectors(onnx, IDS), vectors(path.read_bytes(), IDS)
    assert 0 < np.abs(exact - near).max() < 0.02 * np.abs(exact).max()
    kinds = {
        w.name: w.data_type for w in load(path).graph.initializer if len(w.dims) > 1
    }
    assert 3 in kinds.values()
    assert "matrix" not in kinds
    assert "table" not in kinds


def test_a_text_has_the_same_vectors_in_any_batch(onnx: bytes, tmp_path: Path) -> None:
    """Each row is rounded by its own largest value, bit by bit the same."""
    path = tmp_path / "tiny.onnx"
    path.write_bytes(onnx)
    quantize(path)
    data = path.read_bytes()
    together = vectors(data, IDS)[1, :3]
    assert (together == vectors(data, IDS[1:, :3])[0]).all()
