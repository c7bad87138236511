"""Which language a text is in, or honestly ``unknown``.

The script narrows the choice first, then py3langid and the small words of the
languages (``patterns/detection.toml``) decide among those of that script. Bare names
and numbers fool every detector: where there is too little running text, or no answer
stands out, the answer is ``unknown``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from entityx.patterns import home
from entityx.patterns.rows import toml
from entityx.text import script_of

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNKNOWN = "unknown"

_ENOUGH_LETTERS = 12
_ENOUGH_WORDS = 3
_SURE = 0.4
_READ = 20_000
_HINT = 3.0
_SOME_WORDS = 4
_NEVER = -1e9
_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")
_PARAGRAPH_LETTERS = 30
_PARAGRAPH_WORDS = 5
_CLEAR = 0.9
_AROUND = "".join(chr(c) for c in range(33, 48)) + ":;?[]_{}“”‘’«»।…"


@dataclass(frozen=True, slots=True)
class Detection:
    """Say which language a text is in, and how sure that is (0 to 1)."""

    lang: str
    score: float


@dataclass(frozen=True, slots=True)
class Hints:
    """Be what speaks for a language: whole words, endings of words, single letters."""

    words: frozenset[str]
    endings: tuple[str, ...]
    letters: frozenset[str]


def detect(text: str) -> Detection:
    """Tell the language of a text.

    Args:
        text: Any text; the first 20,000 characters are looked at.

    Returns:
        A two-letter code with its probability among the languages of the script, or
        ``unknown`` where the text is too short or resembles none of them.

    Example:
        >>> detect("Pyongyang denies that it sold any shells to Moscow.").lang
        'en'
    """
    text = text[:_READ]
    scripts = Counter(filter(None, map(script_of, text)))
    if not scripts:
        return Detection(UNKNOWN, 0.0)
    # Japanese is written in three scripts; its kana tell it from Chinese.
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    main = scripts.most_common(1)[0][0]
    if main == "CJK" and kana > 0.1 * scripts["CJK"]:
        main = "HIRAGANA"
    return _among(text, main, scripts[main] + (kana if main == "HIRAGANA" else 0))


def parts_by_language(text: str, main: str) -> list[tuple[int, int, str]]:
    """Cut a text where its language changes from one paragraph to the next.

    Args:
        text: The text.
        main: Its language as a whole; short paragraphs are taken to be in it.

    Returns:
        First character, one past the last, and the language of each part; together
        they are the text.

    Example:
        >>> parts_by_language("One sentence, and no more than that.", "en")
        [(0, 36, 'en')]
    """
    parts: list[tuple[int, int, str]] = []
    for match in _PARAGRAPH.finditer(text):
        lang = _of_paragraph(match[0], main)
        if parts and parts[-1][2] == lang:
            parts[-1] = (parts[-1][0], match.end(), lang)
        else:
            parts.append((match.start(), match.end(), lang))
    return parts or [(0, len(text), main)]


def _of_paragraph(text: str, main: str) -> str:
    letters = sum(char.isalpha() for char in text)
    if letters < _PARAGRAPH_LETTERS or len(text.split()) < _PARAGRAPH_WORDS:
        return main
    found = detect(text)
    return found.lang if found.lang != UNKNOWN and found.score >= _CLEAR else main


def _among(text: str, script: str, letters: int) -> Detection:
    """Tell the language among those of a script."""
    langs = _known()["scripts"].get(script, ())
    if len(langs) == 1 and letters > 1:
        return Detection(langs[0], 1.0)
    if not langs or (script != "CJK" and _is_short(text, letters)):
        return Detection(UNKNOWN, 0.0)
    evidence = _evidence(text, langs)
    best = max(evidence.values())
    chances = {lang: math.exp(value - best) for lang, value in evidence.items()}
    lang = max(chances, key=lambda code: chances[code])
    share = round(1.0 / sum(chances.values()), 4)
    if share < _SURE:
        return Detection(UNKNOWN, share)
    return Detection("no" if lang == "nn" else lang, share)


def _evidence(text: str, langs: Sequence[str]) -> dict[str, float]:
    """Say how much speaks for each language: the detector's logarithm, and its words.

    The detector counts every letter as if it were alone and is far too sure of long
    texts; its word is worth that of a few words.
    """
    words = [word.strip(_AROUND).casefold() for word in text.split()]
    weight = min(1.0, math.sqrt(_SOME_WORDS / max(1, len(words))))
    ranked = dict(_identifier().rank(text))
    hints = _known()["hints"]
    found = {}
    for lang in langs:
        told = float(ranked.get(lang, _NEVER))
        own = sum(_speaks(word, hints[lang]) for word in words) if lang in hints else 0
        found[lang] = weight * (told + _HINT * own)
    return found


def _speaks(word: str, hints: Hints) -> bool:
    """Tell whether a word is one of a language's own."""
    return (
        word in hints.words
        or word.endswith(hints.endings)
        or not hints.letters.isdisjoint(word)
    )


def _is_short(text: str, letters: int) -> bool:
    """Tell whether there is too little running text to tell a language.

    Vowel signs are letters too; words that are all capitalised are names.
    """
    letters += sum(unicodedata.category(char)[0] == "M" for char in text)
    words = text.split()
    names = text != text.lower() and all(word[:1].isupper() for word in words)
    return names or letters < _ENOUGH_LETTERS or len(words) < _ENOUGH_WORDS


@cache
def _identifier() -> LanguageIdentifier:
    """Load the detector once; it takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
    scripts = _known()["scripts"].values()
    identifier.set_languages(lang for langs in scripts for lang in langs)
    return identifier


@cache
def _known() -> dict[str, Any]:
    """Read what tells languages apart, once."""
    raw = toml(home("patterns") / "detection.toml")
    hints = {
        lang: Hints(
            frozenset(row.get("words", ())),
            tuple(row.get("endings", ())),
            frozenset(row.get("letters", "")),
        )
        for lang, row in raw["hints"].items()
    }
    return {"scripts": raw["scripts"], "hints": hints}
