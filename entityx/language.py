"""Which language a text is in, or honestly ``unknown``.

The script narrows the choice first, then py3langid decides among the languages of that
script. Bare names and numbers fool every detector: where there is too little running
text, or no answer stands out, the answer is ``unknown``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from entityx.text import script_of

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNKNOWN = "unknown"

# A detector asked for few languages forces foreign text into them: ask for many.
_OF_SCRIPT = {
    "LATIN": (
        "en", "pt", "es", "fr", "de", "it", "tr", "nl", "pl", "sv", "da", "no", "nn",
        "fi", "cs", "sk", "ro", "hu", "id", "ms", "vi", "sw", "la", "hr", "sq", "ca",
        "eo", "tl", "af", "az", "lt", "lv", "et", "sl",
    ),
    "CYRILLIC": ("ru", "uk", "bg", "sr", "be", "kk", "mk", "mn", "ky"),
    "DEVANAGARI": ("mr", "hi", "ne", "sa"),
    "ARABIC": ("ar", "fa", "ur", "ps", "ug"),
    "HANGUL": ("ko",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "CJK": ("zh", "ja"),
    "GREEK": ("el",),
    "HEBREW": ("he",),
    "ARMENIAN": ("hy",),
    "GEORGIAN": ("ka",),
    "BENGALI": ("bn",),
    "TAMIL": ("ta",),
    "TELUGU": ("te",),
    "GUJARATI": ("gu",),
    "GURMUKHI": ("pa",),
    "THAI": ("th",),
}  # fmt: skip
_ENOUGH_LETTERS = 12
_ENOUGH_WORDS = 3
_SURE = 0.4
_READ = 20_000


@dataclass(frozen=True, slots=True)
class Detection:
    """Say which language a text is in, and how sure that is (0 to 1)."""

    lang: str
    score: float


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


def _among(text: str, script: str, letters: int) -> Detection:
    """Tell the language among those of a script."""
    langs = _OF_SCRIPT.get(script, ())
    if len(langs) == 1 and letters > 1:
        return Detection(langs[0], 1.0)
    if not langs or (script != "CJK" and _is_short(text, letters)):
        return Detection(UNKNOWN, 0.0)
    chances = {lang: score for lang, score in _identifier().rank(text) if lang in langs}
    total = sum(chances.values())
    lang = max(langs, key=lambda code: chances.get(code, 0.0))
    share = round(chances.get(lang, 0.0) / total, 4) if total else 0.0
    if share < _SURE:
        return Detection(UNKNOWN, share)
    return Detection("no" if lang == "nn" else lang, share)


def _is_short(text: str, letters: int) -> bool:
    """Tell whether there is too little running text to tell a language."""
    return letters < _ENOUGH_LETTERS or len(text.split()) < _ENOUGH_WORDS


@cache
def _identifier() -> LanguageIdentifier:
    """Load the detector once; it takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(lang for langs in _OF_SCRIPT.values() for lang in langs)
    return identifier
