"""The forms of a name that can be compared: folded, romanised, smoothed, skeleton.

``fold`` is shared by everything: two names that fold alike are one spelling. The other
keys forget more and more: ``romanise`` the script, ``smooth`` the habits of spelling
(Gaddafi, Qadhafi), ``skeleton`` the vowels. Nothing here decides whether names match.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from .tables import read_table

_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼʻʹ`´ʿʾ′](?=\w)|[ʼʻʿʾ]")
# A mark after a Hebrew letter makes it another sound: ג׳ורג׳ is George.
_GERESH = re.compile(r"(?<=[\u05d0-\u05ea])['’‘`´′]")
_GERSHAYIM = re.compile('(?<=[\u05d0-\u05ea])["“”„\u05f4](?=[\u05d0-\u05ea])')
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")
_SIMPLE = re.compile("[A-Za-z0-9 -]*")
_NO_WORD = re.compile(r"[\W_]+")
# Marks that only decorate a letter; vowel signs of Indic scripts are letters to us.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640\u093c\u0591-\u05c7]")
_LATIN_EXTRA = re.compile("[\u00df-\u024f\u0250-\u02af\u1e00-\u1eff]")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("Latin", "\u0041", "\u024f"),
    ("Greek", "\u0370", "\u03ff"),
    ("Cyrillic", "\u0400", "\u052f"),
    ("Armenian", "\u0530", "\u058f"),
    ("Hebrew", "\u0590", "\u05ff"),
    ("Arabic", "\u0600", "\u077f"),
    ("Devanagari", "\u0900", "\u097f"),
    ("Bengali", "\u0980", "\u09ff"),
    ("Tamil", "\u0b80", "\u0bff"),
    ("Malayalam", "\u0d00", "\u0d7f"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Myanmar", "\u1000", "\u109f"),
    ("Georgian", "\u10a0", "\u10ff"),
    ("Hangul", "\u1100", "\u11ff"),
    ("Latin", "\u1e00", "\u1eff"),
    ("Hiragana", "\u3040", "\u309f"),
    ("Katakana", "\u30a0", "\u30ff"),
    ("Han", "\u3400", "\u9fff"),
    ("Hangul", "\uac00", "\ud7af"),
    ("Arabic", "\ufb50", "\ufeff"),
)


_MARK = "\u05f3"


def _hebrew_marks(name: str) -> str:
    if name.isascii():
        return name
    return _GERSHAYIM.sub("", _GERESH.sub(_MARK, name))


class _Alike(dict[str, str]):
    """Map letters for ``str.translate``, which asks by number."""

    def __getitem__(self, code: int | str) -> str:
        letter = chr(code) if isinstance(code, int) else code
        return self.get(letter, letter)


class _Letters(dict[int, str]):
    r"""Keep letters, vowel signs and digits; drop what is invisible; blank the rest.

    ``\w`` would not do: to ``re`` the vowel signs of Indic scripts are no letters.
    """

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        kind = unicodedata.category(letter)
        kept = letter if kind[0] in "LMN" else "" if kind == "Cf" else " "
        self[code] = kept
        return kept


_LETTERS = _Letters({ord(_MARK): _MARK})


@lru_cache(maxsize=1 << 17)
def fold(name: str) -> str:
    """Bring a name to the one spelling that all look-ups share.

    NFKD, case folded, accents and apostrophes gone, all other punctuation a blank,
    one blank between words, dotted capitals written together.

    Args:
        name: The name as it stands in a text.

    Example:
        >>> fold("Kim Jong-un"), fold("S-300"), fold("U.S."), fold("Erdoğan")
        ('kim jong un', 's 300', 'us', 'erdogan')
    """
    if _SIMPLE.fullmatch(name):
        return " ".join(name.lower().replace("-", " ").split())
    if not name.isascii():
        name = _plain(name)
    name = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", name)
    name = _APOSTROPHES.sub("", _hebrew_marks(name.replace("&", " and ")))
    if name.isascii():
        return _NO_WORD.sub(" ", name.casefold()).strip()
    name = unicodedata.normalize("NFC", name.casefold().translate(_LETTERS))
    return " ".join(name.replace(_MARK, "").split())


def unmix(name: str) -> str:
    """Write every word in one script where letters of two only look alike.

    Args:
        name: The name as it stands in a text.

    Example:
        >>> unmix("P\u0443tin")
        'Pytin'
    """
    if name.isascii() or not _LATIN_LETTER.search(name):
        return name
    return _WORD.sub(_one_script, name)


def _one_script(found: re.Match[str]) -> str:
    word = found[0]
    latin = len(_LATIN_LETTER.findall(word))
    to_latin, to_other = _look_alikes()
    others = len(word) - latin
    if not latin or not any(letter in to_latin for letter in word):
        return word
    return word.translate(to_latin if latin >= others else to_other)


@lru_cache(maxsize=1)
def _look_alikes() -> tuple[_Alike, _Alike]:
    pairs = read_table("scripts")["look_alikes"]
    to_latin = _Alike(pairs)
    return to_latin, _Alike(
        {latin: other for other, latin in reversed(list(pairs.items()))}
    )


def _plain(name: str) -> str:
    name = unicodedata.normalize("NFKD", unmix(name).casefold())
    name = unicodedata.normalize("NFC", _MARKS.sub("", name))
    return _LATIN_EXTRA.sub(lambda found: anyascii(found[0]), name)


def tokens(name: str) -> tuple[str, ...]:
    """Cut a name into its folded words.

    Args:
        name: The name as it stands in a text.
    """
    return tuple(fold(name).split())


@lru_cache(maxsize=1 << 16)
def split_raw(name: str) -> tuple[str, ...]:
    """Cut a name into its words in lower case, accents still on them.

    Args:
        name: The name as it stands in a text.

    Example:
        >>> split_raw("Kim Čong-un")
        ('kim', 'čong', 'un')
    """
    name = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", name)
    name = _APOSTROPHES.sub("", _hebrew_marks(name.replace("&", " and ")))
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).lower())
    return tuple(lower.translate(_LETTERS).split())


@lru_cache(maxsize=1 << 16)
def script(name: str) -> str:
    """Say in which script most letters of a name are written.

    Args:
        name: The name as it stands in a text.

    Returns:
        A name such as ``Latin`` or ``Devanagari``; ``Other`` where none is known.
    """
    if name.isascii():
        return "Latin" if any(c.isalpha() for c in name) else "Other"
    counts: dict[str, int] = {}
    for letter in name:
        kind = _script_of(letter)
        if kind:
            counts[kind] = counts.get(kind, 0) + 1
    return max(counts, key=lambda kind: (counts[kind], kind)) if counts else "Other"


def _script_of(letter: str) -> str | None:
    if not unicodedata.category(letter).startswith(("L", "M")):
        return None
    for kind, first, last in _SCRIPTS:
        if first <= letter <= last:
            return kind
    return "Other"


# Order matters: longer groups first. What is left of a sound after spelling habits.
_SMOOTH = [
    (re.compile(pattern), into)
    for pattern, into in (
        (r"shch|sch|tch|tsch|tzsch|dzh|dsch|dj|zh|sh|ch|ts|tz|cz|dz", "s"),
        (r"kh|gh|q|ck|g", "k"),
        (r"ph", "f"),
        (r"th|dh", "t"),
        (r"bh", "b"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"w", "v"),
        (r"[zj]", "s"),
        (r"ou|oo|o", "u"),
        (r"ei|ey|iy|yi|ij|ii|yy|ai|ay|ae|ee|y|e", "i"),
        (r"(?<=[aiu])h(?![aiu])", ""),
        (r"(.)\1+", r"\1"),
    )
]


@lru_cache(maxsize=1 << 17)
def smooth(word: str) -> str:
    """Take the habits of spelling out of a romanised word.

    Args:
        word: One romanised word.

    Example:
        >>> smooth("gaddafi"), smooth("qadhafi")
        ('kadafi', 'katafi')
    """
    for pattern, into in _SMOOTH:
        word = pattern.sub(into, word)
    return word


_SKELETON = str.maketrans(
    {"a": "", "e": "", "i": "", "o": "", "u": "", "y": "", "h": "", "d": "t"}
    | {"b": "p", "v": "f", "g": "k", "z": "s", "j": "s", "w": "f", "c": "k"}
)


@lru_cache(maxsize=1 << 17)
def skeleton(word: str) -> str:
    """Keep the consonants of a romanised word, one letter for each way of speaking.

    Args:
        word: One romanised word.

    Example:
        >>> skeleton("gaddafi") == skeleton("qadhafi") == "ktf"
        True
    """
    bones = smooth(word).translate(_SKELETON)
    return re.sub(r"(.)\1+", r"\1", bones) or word[:1]


def acronym(words: tuple[str, ...], *, fillers: frozenset[str] = frozenset()) -> str:
    """Write the first letters of the words that count.

    Args:
        words: The folded words of a long name.
        fillers: Words that give no letter.

    Example:
        >>> acronym(("korean", "central", "news", "agency"))
        'kcna'
    """
    return "".join(word[0] for word in words if word not in fillers)
