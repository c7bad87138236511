"""Turn a pipeline that spacy-transformers trained into one that needs no torch.

The transformer becomes an int8 ONNX file in a ``tok2vec`` component; the heads stay as
they are but for their listener, which is spaCy's own. It needs the extra ``[train]``.
"""

from __future__ import annotations

import json
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import load_model_from_config

from entityx.errors import InputError, ModelError
from entityx.outputs import replacing_folder
from entityx.transformer.encoder import META, VERSION, digest
from entityx.transformer.quantize import quantize, set_meta
from entityx.transformer.rewire import Rewiring

NEEDED = ("torch", "spacy_transformers", "onnx", "onnxruntime")
INSTALL = "pip install 'entityx[train]'"
# Some models have position embeddings without end; nothing is won by longer windows.
MOST = 512


def export_onnx(
    pipeline: str | Path,
    output: str | Path,
    *,
    window: int | None = None,
    stride: int | None = None,
    int8: bool = True,
    force: bool = False,
) -> Path:
    """Write a pipeline whose transformer runs with onnxruntime.

    Args:
        pipeline: Folder of a pipeline with spacy-transformers' ``transformer``.
        output: Folder to write.
        window: Most tokens in a window, instead of the pipeline's own figure.
        stride: How far the next window is, instead of the pipeline's own figure.
        int8: Whether weights become int8: a quarter of the size, and faster.
        force: Whether to write over a folder that is there.

    Returns:
        The folder, ready for ``spacy.load`` and ``entityx.load(model=)``.

    Raises:
        ModelError: If an extra is missing, or the pipeline has no transformer that
            can be exported; the message says which.
        InputError: If the folder is there and ``force`` is not given.

    Example:
        >>> export_onnx("training/model-best", "my_pipeline")
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ModelError(f"export needs {', '.join(missing)}: {INSTALL}")
    target = Path(output)
    if target.exists() and not force:
        raise InputError(f"{target} is there already; --force writes over it")
    if not target.parent.is_dir():
        raise InputError(f"{target.parent}: no such folder")
    nlp = _load(pipeline)
    rewiring = Rewiring(nlp)
    onnx, tokenizer = _weights(rewiring.transformer.model, int8)
    config = rewiring.config(window, stride)
    new = load_model_from_config(config, auto_fill=True, meta=_meta(nlp))
    rewiring.fill(new, onnx, tokenizer)
    with replacing_folder(target) as draft:
        new.to_disk(draft)
    return target


def _load(pipeline: str | Path) -> Language:
    try:
        return spacy.load(pipeline)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{pipeline}: no pipeline that spaCy can load: {error}"
        ) from None


def _weights(model: Any, int8: bool) -> tuple[bytes, str]:
    """Return the ONNX file and the content of its ``tokenizer.json``."""
    tokenizer, transformer = model.tokenizer, model.transformer
    if not getattr(tokenizer, "is_fast", False):
        raise ModelError(
            f"{type(tokenizer).__name__} has no tokenizer.json; train with "
            "tokenizer_config = {use_fast = true}"
        )
    text = plain(tokenizer.backend_tokenizer.to_str())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        trace(transformer, path)
        if int8:
            quantize(path)
        set_meta(path, {META: json.dumps(_facts(tokenizer, transformer, text))})
        return path.read_bytes(), text


def plain(tokenizer: str) -> str:
    """Return a tokenizer's JSON without truncation and padding.

    Args:
        tokenizer: The content of ``tokenizer.json``.
    """
    rows = json.loads(tokenizer)
    rows["truncation"] = rows["padding"] = None
    return json.dumps(rows, ensure_ascii=False)


def trace(transformer: Any, path: Path) -> None:
    """Write a Hugging Face model as ONNX, in fp32.

    Args:
        transformer: The model; what it returns first is used.
        path: Where to write.
    """
    import torch

    class Vectors(torch.nn.Module):  # type: ignore[misc] # torch may be missing
        """Return the vectors of the last layer alone."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = transformer.eval().cpu()

        def forward(self, ids: Any, mask: Any) -> Any:
            """Run the transformer."""
            return self.inner(input_ids=ids, attention_mask=mask)[0]

    ids = torch.ones((2, 8), dtype=torch.int64)
    free = {0: "batch", 1: "wordpieces"}
    torch.onnx.export(
        Vectors(),
        (ids, torch.ones_like(ids)),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": free, "attention_mask": free, "vectors": free},
        opset_version=17,
        dynamo=False,
    )


def _facts(tokenizer: Any, transformer: Any, text: str) -> dict[str, Any]:
    """Return what has to be known to run the file."""
    marks = tokenizer.build_inputs_with_special_tokens([-1])
    middle = marks.index(-1)
    positions = getattr(transformer.config, "max_position_embeddings", MOST)
    return {
        "version": VERSION,
        "tokenizer": digest(text),
        "before": marks[:middle],
        "after": marks[middle + 1 :],
        "pad": tokenizer.pad_token_id or 0,
        "width": transformer.config.hidden_size,
        "limit": min(tokenizer.model_max_length, positions, MOST),
    }


def _meta(nlp: Language) -> dict[str, Any]:
    """Return the old pipeline's meta, with what the new one needs."""
    kept = {key: value for key, value in nlp.meta.items() if key != "vectors"}
    needs = [
        need
        for need in kept.get("requirements", ())
        if not need.startswith("spacy-transformers")
    ]
    return {**kept, "requirements": [*needs, "entityx[accurate]"]}
