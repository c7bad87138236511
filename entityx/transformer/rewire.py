"""Let the heads of a pipeline listen to our transformer in place of the old one.

A head's listener is the only layer that changes. Heads may listen to a small CNN beside
the transformer; both would leave their vectors in ``doc.tensor``, so the two become one
component.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.pipeline.tok2vec import Tok2VecListener
from thinc.api import Model

from entityx.errors import ModelError

ONNX = "entityx_onnx_transformer.v1"
JOINED = "entityx_joined_tok2vec.v1"
LISTENER = "spacy-transformers.TransformerListener.v1"
OWN_LISTENER = "spacy.Tok2VecListener.v1"
MATRICES = {"@callbacks": "entityx_numpy_matrices.v1"}
MEAN = "reduce_mean.v1"
SPANS = "spacy-transformers.strided_spans.v1"
BATCH = 32


class Rewiring:
    """Know which components of a pipeline become one.

    Args:
        nlp: A pipeline with spacy-transformers' ``transformer``. It is taken apart:
            its heads cannot be used afterwards.

    Raises:
        ModelError: If there is no such component, or more than one.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.pipes: dict[str, Any] = dict(nlp.components)
        found = [
            name
            for name in self.pipes
            if nlp.get_pipe_meta(name).factory == "transformer"
        ]
        if len(found) != 1:
            raise ModelError(
                f"export needs one component 'transformer' of spacy-transformers; "
                f"there are {len(found)} among: {', '.join(self.pipes)}"
            )
        (self.name,) = found
        self.transformer = self.pipes[self.name]
        self.width = int(self.transformer.model.get_dim("nO"))
        self.beside = self._beside()
        self.both = self.width
        if self.beside is not None:
            self.both += int(self.pipes[self.beside].model.get_dim("nO"))

    def _beside(self) -> str | None:
        """Return the component that heads listen to beside the transformer."""
        others = (
            node.layers[1]
            for model in self._models()
            for node in model.walk()
            if _is_pair(node)
        )
        names = {
            node.upstream_name for node in others if isinstance(node, Tok2VecListener)
        }
        return names.pop() if names else None

    def _models(self) -> Iterator[Model[Any, Any]]:
        for pipe in self.pipes.values():
            if isinstance(getattr(pipe, "model", None), Model):
                yield pipe.model

    def config(self, window: int | None, stride: int | None) -> dict[str, Any]:
        """Return the new pipeline's config; how the old one was trained is left out.

        Args:
            window: Most tokens in a window, instead of the pipeline's own figure.
            stride: How far the next window is, instead of the pipeline's own figure.
        """
        old = self.nlp.config.interpolate()
        components = dict(old["components"])
        spans = components[self.name]["model"]["get_spans"]
        if spans["@span_getters"] == SPANS:
            window, stride = window or spans["window"], stride or spans["stride"]
        if window is None or stride is None:
            raise ModelError(f"window and stride are not those of {SPANS}; say which")
        model = {
            "@architectures": ONNX,
            "width": self.width,
            "window": window,
            "stride": min(stride, window),
        }
        if self.beside is not None:
            second = components.pop(self.beside)["model"]
            model = {"@architectures": JOINED, "first": model, "second": second}
        for other, component in components.items():
            if other != self.name:
                components[other] = self._relisten(component)
        components[self.name] = {"factory": "tok2vec", "model": model}
        kept = [name for name in old["nlp"]["pipeline"] if name != self.beside]
        ready = old["nlp"]["after_pipeline_creation"] or MATRICES
        own = {"pipeline": kept, "batch_size": BATCH, "after_pipeline_creation": ready}
        frozen = [self.name]
        return {
            "nlp": {**old["nlp"], **own},
            "components": components,
            "training": {"frozen_components": frozen, "annotating_components": frozen},
        }

    def _relisten(self, part: Any) -> Any:
        """Return a part of a config with our listener in place of the old."""
        if not isinstance(part, dict):
            return part
        kind = part.get("@architectures")
        if self.beside is not None and kind == JOINED:
            if part["second"].get("@architectures") == OWN_LISTENER:
                return self._mean(part["first"])
        elif kind == LISTENER and self.beside is None:
            return self._mean(part)
        if self.beside is not None and kind in (LISTENER, OWN_LISTENER):
            raise ModelError(
                f"a component listens to only one of {self.name!r} and "
                f"{self.beside!r}; export needs each to listen to both"
            )
        return {key: self._relisten(value) for key, value in part.items()}

    def _mean(self, part: dict[str, Any]) -> dict[str, Any]:
        """Return our listener for one that takes the mean of wordpieces."""
        pooling = part.get("pooling", {}).get("@layers")
        if pooling != MEAN:
            raise ModelError(f"only pooling {MEAN} can be exported, not {pooling}")
        return {
            "@architectures": OWN_LISTENER,
            "width": self.both,
            "upstream": self.name,
        }

    def fill(self, new: Language, onnx: bytes, tokenizer: str) -> None:
        """Give the new pipeline the old one's words and weights.

        Args:
            new: The pipeline made of ``config``.
            onnx: The transformer's ONNX file.
            tokenizer: Its ``tokenizer.json``.
        """
        pipes: dict[str, Any] = dict(new.components)
        new.vocab.from_bytes(self.nlp.vocab.to_bytes())
        theirs: Any = self.nlp.tokenizer
        ours: Any = new.tokenizer
        ours.from_bytes(theirs.to_bytes())
        for name, pipe in self.pipes.items():
            if name not in (self.name, self.beside) and hasattr(pipe, "to_bytes"):
                self._replace(pipe)
                kept = pipe.to_bytes(exclude=["vocab"])
                pipes[name].from_bytes(kept, exclude=["vocab"])
        model = pipes[self.name].model
        if self.beside is not None:
            model.layers[1].from_bytes(self.pipes[self.beside].model.to_bytes())
        (encoder,) = (shim for node in model.walk() for shim in node.shims)
        encoder.load(onnx, tokenizer)

    def _replace(self, pipe: Any) -> None:
        """Put our listener where a head has the old one."""
        if not isinstance(getattr(pipe, "model", None), Model):
            return
        is_it = _is_listener if self.beside is None else _is_pair
        for node in [node for node in pipe.model.walk() if is_it(node)]:
            pipe.model.replace_node(node, Tok2VecListener(self.name, self.both))


def _is_pair(node: Model[Any, Any]) -> bool:
    """Tell whether a layer joins the transformer's listener with another."""
    return (
        len(node.layers) == 2
        and _is_listener(node.layers[0])
        and isinstance(node.layers[1], Tok2VecListener)
    )


def _is_listener(node: Model[Any, Any]) -> bool:
    """Tell whether a layer listens to the transformer and pools its wordpieces."""
    from spacy_transformers.layers import TransformerListener

    return bool(node.layers) and isinstance(node.layers[0], TransformerListener)
