"""From texts in any language to readings: the only place that knows several languages.

A text is cleaned, its language told, and the pipeline of that language run over it.
What comes back points into the text as given, whatever cleaning did and however long
the text is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import spacy

import entityx.pipeline.endings
import entityx.pipeline.extensions
import entityx.transformer.architecture
from entityx.errors import ModelError
from entityx.graph import KnowledgeGraph
from entityx.inputs import MAX_CHARS, Input
from entityx.language import UNKNOWN, detect, parts_by_language
from entityx.parts import join, relocate, split
from entityx.patterns import load_patterns
from entityx.pipeline.known_names import KnownNames
from entityx.pipelines import DEFAULT, Pipelines, complete, load_folder
from entityx.text import Cleaned, clean
from entityx.types import Extraction

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PART = 20_000
_SHORT = 200

entityx.pipeline.extensions.register()


def load(
    langs: Sequence[str] | None = None,
    *,
    patterns: Sequence[str | Path] = (),
    threshold: float | None = None,
    tier: str = DEFAULT,
    model: Language | str | Path | None = None,
) -> Extractor:
    """Load the pipelines that read texts; nothing is ever downloaded.

    A pipeline of ours is loaded when the first text in its language is met.

    Args:
        langs: Languages to read, all those that there are when not given; the first
            is assumed where a text is too short to tell.
        patterns: Folders with files named as in ``patterns/``, merged over ours by id.
        threshold: The least score of a relation, instead of the calibrated one.
        tier: ``default``, or ``accurate``: a transformer, slower, which needs the extra
            ``[accurate]``. Where no languages are given, those without an accurate
            pipeline are read with the default one, and each such text says so.
        model: Your own pipeline, or its folder, in place of ours for its language. It
            needs a parser and should have an entity recogniser; ``entityx`` is added to
            it unless it is there.

    Raises:
        ModelError: If there is no pipeline for a language (lists those there are), an
            extra is missing (gives the install command), there is no such tier, or
            ``model`` cannot be used.

    Example:
        >>> load(tier="accurate")  # doctest: +SKIP
        >>> load(model="my_pipeline")  # doctest: +SKIP
    """
    load_patterns(patterns)  # a wrong row or folder raises here, not at the first text
    config: dict[str, object] = {"patterns": [str(folder) for folder in patterns]}
    if threshold is not None:
        config["threshold"] = threshold
    own = None if model is None else _own(model, config)
    pipelines = Pipelines(langs, config, tier=tier, own=own)
    return Extractor(pipelines, patterns=patterns, notes=pipelines.notes())


def _own(model: Language | str | Path, config: dict[str, object]) -> Language:
    """Make a user's pipeline, or the one in a folder, ready to read."""
    nlp = load_folder(model) if isinstance(model, str | Path) else model
    if "entityx" in nlp.pipe_names and config != {"patterns": []}:
        raise ModelError(
            "the pipeline holds 'entityx' already, with its own patterns and threshold"
        )
    return complete(nlp, config)


class Extractor:
    """Read texts with one pipeline for each language.

    Args:
        pipelines: spaCy pipelines that hold ``entityx``, by language; the first is
            used where a text is too short to tell.
        patterns: The folders of names for texts in other languages, merged over ours.
        notes: What to warn of in every reading of a text in a language.
    """

    def __init__(
        self,
        pipelines: Mapping[str, Language],
        *,
        patterns: Sequence[str | Path] = (),
        notes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        if not pipelines:
            raise ValueError("no pipelines; load at least one language")
        self.pipelines = pipelines
        self.patterns = patterns
        self.notes = notes
        self._names: KnownNames | None = None

    @property
    def langs(self) -> tuple[str, ...]:
        """Return the languages that can be read."""
        return tuple(self.pipelines)

    def __call__(
        self,
        text: str,
        *,
        id: str | None = None,
        lang: str | None = None,
        date: str | None = None,
    ) -> Doc:
        """Read one text into a spaCy ``Doc``.

        Args:
            text: The text; ``doc.text`` is the cleaned one, of the same length unless
                there was markup or invisible characters in it.
            id: Its name; made from its content where there is none.
            lang: Its language; told from the text where it is not given.
            date: The day it was written, ``2024-05-31``.

        Returns:
            A ``Doc`` with ``doc._.relations``, ``doc._.triples``, ``doc._.entities``;
            they are empty where there is no pipeline for the language.
        """
        source = Input(id or _make_id(text), text, lang, date)
        cleaned = clean(text).text
        return self._doc(cleaned, source, self.tell(cleaned, lang))

    def read(
        self,
        text: str,
        *,
        id: str | None = None,
        lang: str | None = None,
        date: str | None = None,
        source: str | None = None,
        max_chars: int = MAX_CHARS,
        progress: Callable[[int], object] | None = None,
    ) -> Extraction:
        """Read one text of any length; offsets point into it as given.

        Args:
            text: The text.
            id: Its name; made from its content where there is none.
            lang: Its language; told from the text where it is not given.
            date: The day it was written, ``2024-05-31``.
            source: Who published it, a name or an address.
            max_chars: The most characters to read; what is left out is reported.
            progress: Called with the number of characters done, part by part.
        """
        given = Input(id or _make_id(text), text[:max_chars], lang, date, source)
        warnings = []
        if len(text) > max_chars:
            warnings.append(f"{len(text)} characters, only the first {max_chars} read")
        cleaned = clean(given.text)
        main = self.tell(cleaned.text, lang)
        parts = [(0, len(cleaned.text), main)]
        if lang is None and main != UNKNOWN:
            parts = parts_by_language(cleaned.text, main)
        warnings += self._unread({code for _, _, code in parts})
        return join(
            self._parts(cleaned, given, parts, progress),
            Extraction(
                given.id,
                main,
                date=date,
                warnings=tuple(warnings),
                text=given.text,
                source=source,
            ),
        )

    def pipe(self, texts: Iterable[str | Input]) -> Iterator[Extraction]:
        """Read texts one after the other.

        Args:
            texts: Texts, or ``Input`` values with id, language, date and source.
        """
        for text in texts:
            given = Input("", text) if isinstance(text, str) else text
            yield self.read(
                given.text,
                id=given.id or None,
                lang=given.lang,
                date=given.date,
                source=given.source,
            )

    def extract(self, texts: Iterable[str | Input]) -> KnowledgeGraph:
        """Read texts into one graph.

        Args:
            texts: Texts, or ``Input`` values with id, language, date and source.
        """
        return KnowledgeGraph(self.pipe(texts))

    def tell(self, text: str, lang: str | None = None) -> str:
        """Choose the language in which a text is read.

        Args:
            text: The text.
            lang: The language that it is said to be in.

        Returns:
            A language, ours or another, or ``unknown``. Few letters, nearly all of
            them plain, are taken for the first language loaded.
        """
        if lang is not None:
            return lang
        found = detect(text).lang
        letters = [char for char in text if char.isalpha()]
        foreign = sum(not char.isascii() for char in letters)
        if found == UNKNOWN and len(letters) <= _SHORT and foreign <= len(letters) / 10:
            return self.langs[0]
        return found

    def _unread(self, langs: Iterable[str]) -> Iterator[str]:
        """Say how the languages of a text were not read as one would expect."""
        for lang in sorted(langs):
            if lang in self.notes:
                yield self.notes[lang]
            if lang in self.pipelines:
                continue
            why = f"no pipeline for language {lang!r}"
            if lang == UNKNOWN:
                why = "the language could not be told (too short, or none we know)"
            yield (
                f"{why}: known names only, relations were not read; "
                f"loaded: {', '.join(self.langs)}"
            )

    def _parts(
        self,
        cleaned: Cleaned,
        source: Input,
        parts: Sequence[tuple[int, int, str]],
        progress: Callable[[int], object] | None,
    ) -> Iterator[Extraction]:
        """Read the parts of a text, each placed in the text as given."""
        for start, end, lang in parts:
            for offset, part in split(cleaned.text[start:end], _PART):
                yield relocate(self._part(part, source, lang), cleaned, start + offset)
                if progress is not None:
                    progress(len(part))

    def _part(self, text: str, source: Input, lang: str) -> Extraction:
        """Read one part, by the pipeline of its language or for known names only."""
        if lang in self.pipelines:
            found: Extraction = self._doc(text, source, lang)._.extraction
            return found
        if self._names is None:
            self._names = KnownNames(load_patterns(self.patterns))
        return self._names.read(text, lang, id=source.id)

    def _doc(self, text: str, source: Input, lang: str) -> Doc:
        """Run the pipeline of a language over a cleaned text."""
        nlp = self.pipelines.get(lang) or spacy.blank("xx")
        doc = nlp.make_doc(text)
        doc.user_data["entityx.id"] = source.id
        doc.user_data["entityx.date"] = source.date
        return nlp(doc)


def extract(
    texts: Iterable[str | Input], *, langs: Sequence[str] | None = None
) -> KnowledgeGraph:
    """Load the pipelines and read texts into one graph.

    Args:
        texts: Texts, or ``Input`` values with id, language, date and source.
        langs: Languages to read, all those that there are when not given.
    """
    return load(langs).extract(texts)


def _make_id(text: str) -> str:
    """Name a text by its content, so that the same text has the same name."""
    data = text.encode("utf-8", errors="surrogatepass")
    return f"text-{hashlib.sha256(data).hexdigest()[:12]}"
