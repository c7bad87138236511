"""Find and load the trained pipeline of each language: ours of a tier, or a user's own.

A tier is a set of our pipelines, told apart by the names of their folders. No pipeline
is ever taken in place of one that was asked for without saying so, and none is
downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy

from entityx.errors import ModelError
from entityx.patterns import home, load_patterns

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "default"
TIERS = {DEFAULT: "_entityx", "accurate": "_entityx_accurate"}
NEEDED = {"accurate": ("onnxruntime", "tokenizers")}
SENTENCES = {"parser", "senter", "sentencizer", "entityx_boundaries"}


def known_langs(tier: str = DEFAULT) -> list[str]:
    """Return the languages that a tier has pipelines for.

    Args:
        tier: ``default`` or ``accurate``.

    Raises:
        ModelError: If there is no such tier.
    """
    if tier not in TIERS:
        raise ModelError(f"unknown tier {tier!r}; known: {', '.join(TIERS)}")
    end = TIERS[tier]
    folders = (path.parent.name for path in home("models").glob(f"*{end}/meta.json"))
    return sorted(name.removesuffix(end) for name in folders)


class Pipelines(Mapping[str, "Language"]):
    """Be pipelines by language, each loaded when it is first asked for.

    Args:
        langs: The languages; all those that there are when None, in the default tier
            where the one asked for has none.
        config: The settings of the ``entityx`` component.
        tier: Which of our pipelines.
        own: A user's pipeline, in place of ours for its language.

    Raises:
        ModelError: If there is no pipeline for a language, listing those there are, or
            an extra is missing.
    """

    def __init__(
        self,
        langs: Iterable[str] | None,
        config: Mapping[str, Any],
        *,
        tier: str = DEFAULT,
        own: Language | None = None,
    ) -> None:
        self._config = config
        ours = known_langs(tier)
        if not ours and own is None:
            raise ModelError(f"no {tier} pipelines in {home('models')}")
        mine = [] if own is None else [str(own.lang)]
        wanted = list(langs or dict.fromkeys([*mine, *known_langs()]))
        self.tiers = dict.fromkeys(wanted, tier)
        self._loaded: dict[str, Language | None] = dict.fromkeys(wanted)
        if own is not None:
            _check_own(own, wanted)
            self._loaded[str(own.lang)] = own
        for lang in wanted:
            if self._loaded[lang] is None and lang not in ours:
                self._without(lang, tier, ours, asked=langs is not None)
        if any(self.tiers[lang] == tier and not self._loaded[lang] for lang in wanted):
            _check_extras(tier)

    def _without(self, lang: str, tier: str, ours: list[str], *, asked: bool) -> None:
        """Take the default pipeline of a language that nobody named, or refuse."""
        if asked or tier == DEFAULT:
            kind = "" if tier == DEFAULT else f"{tier} "
            raise ModelError(
                f"no {kind}pipeline for language {lang!r} in {home('models')}; "
                f"known: {', '.join(ours) or 'none'}"
            )
        self.tiers[lang] = DEFAULT

    def notes(self) -> dict[str, str]:
        """Say of which languages the pipeline is not of the tier asked for."""
        asked = next((tier for tier in self.tiers.values() if tier != DEFAULT), "")
        return {
            lang: f"no {asked} pipeline for language {lang!r}: read with the {tier} one"
            for lang, tier in self.tiers.items()
            if asked and tier != asked
        }

    def __getitem__(self, lang: str) -> Language:
        nlp = self._loaded[lang]
        if nlp is None:
            folder = home("models") / f"{lang}{TIERS[self.tiers[lang]]}"
            nlp = self._loaded[lang] = complete(load_folder(folder), self._config)
        return nlp

    def __contains__(self, lang: object) -> bool:
        return lang in self._loaded

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)


def load_folder(folder: str | Path) -> Language:
    """Load a pipeline from a folder, or an installed package.

    Where its ``meta.json`` says ``"over": "en_entityx"``, its components take the place
    of those of the same name in our pipeline of that name, and all others are ours: an
    entity recogniser alone needs no parser of its own.

    Args:
        folder: The folder, or the package's name.

    Raises:
        ModelError: If there is none, or it is broken or half written.
    """
    over = _over(Path(folder))
    if over is None:
        return _spacy_load(folder)
    nlp = _spacy_load(home("models") / over)
    extra = _spacy_load(folder, vocab=nlp.vocab, exclude=["vocab"])
    for name in extra.pipe_names:
        if name in nlp.pipe_names:
            nlp.remove_pipe(name)
        # Before the parser: a wrong sentence boundary in noisy text would cut names.
        nlp.add_pipe(name, source=extra, before=_first_parser(nlp))
    return nlp


def _over(folder: Path) -> str | None:
    """Return what a pipeline's ``meta.json`` says that it goes over."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # spaCy says what is wrong with it
    return meta.get("over") if isinstance(meta, dict) else None


def _first_parser(nlp: Language) -> str | None:
    return "parser" if "parser" in nlp.pipe_names else None


def _spacy_load(folder: str | Path, **options: Any) -> Language:
    try:
        return spacy.load(folder, **options)
    except ModelError as error:
        raise ModelError(f"{folder}: {error}") from None
    except Exception as error:  # a broken folder raises what it likes
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(
            f"{folder}: no pipeline that can be loaded: {first}"
        ) from error


def complete(nlp: Language, config: Mapping[str, Any]) -> Language:
    """Add our components to a trained pipeline.

    Args:
        nlp: The pipeline; it is changed. Where it holds ``entityx``, it is complete.
        config: The settings of the ``entityx`` component.

    Raises:
        ModelError: If nothing in it parses, in a language that is read by its parse.
    """
    if "entityx" in nlp.pipe_names:
        return nlp
    _check_parse(nlp, load_patterns(config.get("patterns", ())).languages)
    if nlp.pipe_names and SENTENCES.intersection(nlp.pipe_names) == {"parser"}:
        nlp.add_pipe("entityx_boundaries", before="parser")
    nlp.add_pipe("entityx", config=dict(config))
    return nlp


def _check_parse(nlp: Language, languages: Mapping[str, Any]) -> None:
    """Refuse a language without words, and a pipeline without a parse."""
    if nlp.lang not in languages:
        raise ModelError(
            f"there are no words for language {nlp.lang!r}; known: "
            f"{', '.join(sorted(languages))}; a folder of patterns may bring others"
        )
    lang = str(nlp.lang)
    parses = any("token.dep" in nlp.get_pipe_meta(n).assigns for n in nlp.pipe_names)
    if not parses and "clauses" not in languages[lang]:
        held = ", ".join(nlp.pipe_names) or "nothing"
        raise ModelError(f"the pipeline has no parser; it has: {held}")


def _check_own(own: Language, wanted: list[str]) -> None:
    if own.lang not in wanted:
        raise ModelError(
            f"the pipeline is for language {own.lang!r}, not for {', '.join(wanted)}"
        )


def _check_extras(tier: str) -> None:
    """Say at once what must be installed, not when the first text comes."""
    missing = [name for name in NEEDED.get(tier, ()) if find_spec(name) is None]
    if missing:
        raise ModelError(
            f"the {tier} tier needs {' and '.join(missing)}: "
            f"pip install 'entityx[{tier}]'"
        )
