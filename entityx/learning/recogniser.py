"""Make the entity recogniser that is to be trained, on one of several bases.

A base is a language with a pipeline of ours, the folder of a pipeline, or a Hugging
Face model for spacy-transformers. Only the recogniser, and what it alone listens to,
learns; tagger and parser stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example

from entityx.errors import ModelError
from entityx.patterns import home
from entityx.pipelines import known_langs, load_folder

NER = "ner"
TRANSFORMER = "transformer"
NEEDED = ("torch", "spacy_transformers")
INSTALL = "pip install 'entityx[train]'"
WINDOW, STRIDE = 160, 128


def load_base(base: str, lang: str) -> tuple[Language, str | None]:
    """Load the pipeline to begin with.

    Args:
        base: A language, a pipeline's folder or its name in ``models/``, or the name or
            folder of a Hugging Face model.
        lang: The language of the texts, where the base is a Hugging Face model.

    Returns:
        The pipeline, and the Hugging Face model where the base is one.

    Raises:
        ModelError: If there is no such pipeline, it has no recogniser, or what a
            transformer needs is not installed.
    """
    ours = home("models")
    for folder in (ours / f"{base}_entityx", ours / base, Path(base)):
        if (folder / "meta.json").is_file():
            nlp = load_folder(folder)
            if NER not in nlp.pipe_names:
                raise ModelError(f"{base}: it has no component 'ner' to train")
            return nlp, None
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ModelError(
            f"{base!r} is no pipeline (known: {', '.join(known_langs())}); if it is a "
            f"transformer, it needs {' and '.join(missing)}: {INSTALL}"
        )
    if lang not in known_langs():
        raise ModelError(
            f"no pipeline for language {lang!r} to put a transformer into; "
            f"known: {', '.join(known_langs())}"
        )
    return load_folder(ours / f"{lang}_entityx"), base


def prepare(
    nlp: Language,
    transformer: str | None,
    labels: Iterable[str],
    examples: Sequence[Example],
) -> list[str]:
    """Make the recogniser ready to learn.

    Args:
        nlp: The pipeline; it is changed.
        transformer: The Hugging Face model to put into it, if any.
        labels: All types that it is to know.
        examples: Some of the texts.

    Returns:
        The components that learn.
    """
    if transformer is not None:
        return _put_transformer(nlp, transformer, examples)
    _own_encoder(nlp)
    ner: Any = nlp.get_pipe(NER)
    for label in labels:
        ner.add_label(label)
    return [NER]


def _put_transformer(
    nlp: Language, name: str, examples: Sequence[Example]
) -> list[str]:
    """Put a transformer and a new recogniser in the place of the old one."""
    nlp.remove_pipe(NER)
    spans = {
        "@span_getters": "spacy-transformers.strided_spans.v1",
        "window": WINDOW,
        "stride": STRIDE,
    }
    model = {
        "@architectures": "spacy-transformers.TransformerModel.v3",
        "name": name,
        "get_spans": spans,
        "tokenizer_config": {"use_fast": True},
    }
    listener = {
        "@architectures": "spacy-transformers.TransformerListener.v1",
        "grad_factor": 1.0,
        "pooling": {"@layers": "reduce_mean.v1"},
    }
    before = "parser" if "parser" in nlp.pipe_names else None
    nlp.add_pipe(TRANSFORMER, before=before, config={"model": model})
    nlp.add_pipe(NER, before=before, config={"model": {"tok2vec": listener}})
    for part in (TRANSFORMER, NER):
        pipe: Any = nlp.get_pipe(part)
        try:
            pipe.initialize(lambda: examples, nlp=nlp)
        except (OSError, ValueError) as error:
            first = str(error).strip().splitlines()[0]
            raise ModelError(f"{name}: no transformer that loads: {first}") from None
    return [TRANSFORMER, NER]


def _own_encoder(nlp: Language) -> None:
    """Give the recogniser an encoder of its own, where it shares one."""
    for name, pipe in nlp.components:
        heard = getattr(pipe, "listener_map", {})
        if not heard.get(NER):
            continue
        others = set(heard) - {NER}
        config = nlp.config["components"][NER]
        nlp.replace_listeners(name, NER, list(_listeners(config, "")))
        if not others:
            nlp.remove_pipe(name)


def _listeners(part: Any, path: str) -> Iterator[str]:
    """Find the places of listeners in a config."""
    if not isinstance(part, dict):
        return
    if "Listener" in str(part.get("@architectures", "")):
        yield path
        return
    for key, value in part.items():
        yield from _listeners(value, f"{path}.{key}".lstrip("."))
