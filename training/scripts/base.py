"""What belongs to the base transformer, for ``spacy train --code``.

Half precision where the processor has it, and a record of which weights a pipeline
came from: any Hugging Face model will do as base, so the card must say which.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
import torch
from spacy.language import Language
from transformers.utils import cached_file

WEIGHTS = ("model.safetensors", "pytorch_model.bin")


@spacy.registry.callbacks("entityx_record_base.v1")
def make_record(name: str, seed: int) -> Callable[[Language], Language]:
    """Write base, sum of its weights and seed into the meta data before saving.

    Args:
        name: The base's Hugging Face name or local folder.
        seed: The seed of the training.
    """
    record = {"name": Path(name).name, "sha256": sum_weights(name), "seed": seed}

    def write(nlp: Language) -> Language:
        nlp.meta["base"] = record
        return nlp

    return write


def sum_weights(name: str) -> str:
    """Return the sha256 of a model's weights.

    Args:
        name: Its Hugging Face name or local folder.

    Raises:
        FileNotFoundError: If it has no file of weights.
    """
    for file in WEIGHTS:
        path = cached_file(name, file, _raise_exceptions_for_missing_entries=False)
        if path is not None:
            return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    raise FileNotFoundError(f"{name}: none of {', '.join(WEIGHTS)}")


def use_bfloat16(nlp: Language) -> None:
    """Run the transformer in bfloat16, its output cast back; twice as fast.

    Args:
        nlp: The pipeline.
    """
    module = nlp.get_pipe("transformer").model.transformer
    forward = module.forward

    def run(*args: Any, **options: Any) -> Any:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            output = forward(*args, **options)
        return type(output)(
            **{
                key: value.float() if torch.is_tensor(value) else value
                for key, value in output.items()
            }
        )

    module.forward = run


def has_bfloat16() -> bool:
    """Tell whether this processor multiplies in bfloat16, and no GPU does the work."""
    return not torch.cuda.is_available() and torch.cpu._is_avx512_bf16_supported()


def freeze(nlp: Language, layers: int) -> None:
    """Keep the word embeddings and the lowest layers of the transformer as they are.

    Args:
        nlp: The pipeline; its transformer is of BERT's build.
        layers: How many layers; 0 freezes nothing.
    """
    if layers:
        module = nlp.get_pipe("transformer").model.transformer
        for part in (module.embeddings, *module.encoder.layer[:layers]):
            part.requires_grad_(False)


@spacy.registry.callbacks("entityx_prepare_base.v1")
def make_prepare(
    start: Callable[[Language], Language], frozen: int, bfloat16: bool | None
) -> Callable[[Language], Language]:
    """Copy earlier weights, freeze the lower layers, and choose the precision.

    Args:
        start: What copies the weights, ``entityx_start_from.v1``.
        frozen: How many of the transformer's layers stay as they are, its word
            embeddings with them; 0 trains all. Saves time.
        bfloat16: Whether to run in bfloat16; None asks the processor.
    """

    def prepare(nlp: Language) -> Language:
        nlp = start(nlp)
        freeze(nlp, frozen)
        if has_bfloat16() if bfloat16 is None else bfloat16:
            use_bfloat16(nlp)
        return nlp

    return prepare
