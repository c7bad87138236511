"""Cut case endings off words, in languages that write them together.

Marathi writes "रशियाने" for Russia as the one who acts: the name is "रशिया", the ending
says its role. Which endings there are stands in the language's file. Some are cut off
any word, others only where what is left is a word that the patterns know, so that no
verb loses its tense and no name its last letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import registry

from entityx.patterns import Patterns, load_patterns
from entityx.pipeline.lexicon import Lexicon, inflect

VIRAMA = "\N{DEVANAGARI SIGN VIRAMA}"
LEAST = 2
LEAST_NAMED = 3
WORD = re.compile(r"[^\W_]")


class Endings:
    """Know the endings of a language, and the words that keep theirs."""

    def __init__(self, patterns: Patterns, lexicon: Lexicon) -> None:
        """Index what is known.

        Args:
            patterns: The names.
            lexicon: The words of the language.
        """
        raw = lexicon.raw.get("endings", {})
        self.sure = _longest(raw.get("sure", ()))
        self.named = _longest((*raw.get("sure", ()), *raw.get("named", ())))
        self.after = {k: _longest(v) for k, v in raw.get("after", {}).items()}
        forms = {form for form, _ in lexicon.forms}
        names = set(_last_words(patterns, lexicon))
        self.whole = frozenset(raw.get("whole", ())) | forms | names
        self.known = forms | names

    def cut(self, word: str) -> list[str]:
        """Cut a word into its stem and its endings.

        Args:
            word: A word without blanks.

        Returns:
            The stem first; the word alone where it has no ending.
        """
        parts: list[str] = []
        while (ending := self._ending(word)) and word != ending:
            word = word.removesuffix(ending)
            parts.insert(0, ending)
        return [word, *parts]

    def of_name(self, word: str) -> str:
        """Return the ending of a word that is known to be a name, "" for none."""
        if word in self.whole:
            return ""
        return next((e for e in self.named if _cuts(word, e, LEAST_NAMED)), "")

    def _ending(self, word: str) -> str:
        if word in self.whole:
            return ""
        for ending in self.named:
            stem = word.removesuffix(ending)
            if stem == word or not _cuts(word, ending, LEAST):
                continue
            foreign = not ending.isascii() and stem.isascii() and WORD.search(stem)
            if foreign or ending in self.sure or self._after(stem, ending):
                return ending
            if len(stem) >= LEAST_NAMED and stem in self.known:
                return ending
        return ""

    def _after(self, stem: str, ending: str) -> bool:
        return any(
            stem.endswith(last) and ending in endings
            for last, endings in self.after.items()
        )


class EndingTokenizer:
    """Tokenize as spaCy does, then cut the endings off.

    Args:
        base: The tokenizer of the language.
        lang: The language.
    """

    def __init__(self, base: Any, lang: str) -> None:
        self.base = base
        self.lang = lang
        self._endings: Endings | None = None

    def __call__(self, text: str) -> Doc:
        """Tokenize a text."""
        words: list[str] = []
        spaces: list[bool] = []
        for token in self.base(text):
            parts = [token.text] if token.is_space else self._parts(token.text)
            words += parts
            spaces += [False] * (len(parts) - 1) + [bool(token.whitespace_)]
        return Doc(self.base.vocab, words=words, spaces=spaces)

    def _parts(self, word: str) -> list[str]:
        if self._endings is None:
            patterns = load_patterns()
            self._endings = Endings(patterns, Lexicon(patterns, self.lang))
        return self._endings.cut(word)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the tokenizer below."""
        self.base.to_disk(path, exclude=exclude)

    def from_disk(
        self, path: str | Path, *, exclude: Iterable[str] = ()
    ) -> EndingTokenizer:
        """Load the tokenizer below."""
        self.base.from_disk(path, exclude=exclude)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the tokenizer below."""
        data: bytes = self.base.to_bytes(exclude=exclude)
        return data

    def from_bytes(
        self, data: bytes, *, exclude: Iterable[str] = ()
    ) -> EndingTokenizer:
        """Load the tokenizer below."""
        self.base.from_bytes(data, exclude=exclude)
        return self


@registry.tokenizers("entityx.endings.v1")  # type: ignore[untyped-decorator] # no stubs
def make_ending_tokenizer() -> Callable[[Language], EndingTokenizer]:
    """Make the tokenizer that cuts case endings off, for a pipeline's config."""

    def make(nlp: Language) -> EndingTokenizer:
        lang = nlp.lang or "xx"
        return EndingTokenizer(spacy.blank(lang, vocab=nlp.vocab).tokenizer, lang)

    return make


def is_ending(token: Token) -> bool:
    """Tell whether a token was cut off the word before it."""
    if token.i == 0 or not token.text[0].isalpha():
        return False
    before = token.nbor(-1)
    return not before.whitespace_ and _in_word(before.text[-1])


def _in_word(char: str) -> bool:
    return char.isalpha() or unicodedata.category(char)[0] == "M"


def split_names(doc: Doc, endings: Endings) -> Doc:
    """Cut the endings off the names that the recogniser marks.

    Args:
        doc: A doc with entities.
        endings: The endings of its language.
    """
    cuts = []
    for ent in doc.ents:
        last = ent[-1]
        ending = endings.of_name(last.text)
        if ending:
            cuts.append((last, ending))
    if not cuts:
        return doc
    marks = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    shorter = {last.idx + len(last): len(ending) for last, ending in cuts}
    with doc.retokenize() as retokenizer:
        for last, ending in cuts:
            parts = [last.text.removesuffix(ending), ending]
            retokenizer.split(last, parts, heads=[(last, 0), (last, 0)])
    spans = [
        doc.char_span(start, end - shorter.get(end, 0), label=label)
        for start, end, label in marks
    ]
    doc.ents = [span for span in spans if span is not None]
    return doc


def _cuts(word: str, ending: str, least: int) -> bool:
    stem = word.removesuffix(ending)
    return stem != word and len(stem) >= least and not stem.endswith(VIRAMA)


def _last_words(patterns: Patterns, lexicon: Lexicon) -> Iterable[str]:
    rules = lexicon.raw.get("inflection", {}).get("name", ())
    for name in patterns.names():
        if name.lang != lexicon.lang or name.group == "traps":
            continue
        word = re.split(r"[\s\-.]+", name.text.strip())[-1]
        if len(word) >= LEAST_NAMED:
            yield word
            yield from inflect(word, rules)


def _longest(endings: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(endings), key=lambda ending: (-len(ending), ending)))
