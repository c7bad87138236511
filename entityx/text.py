"""Text as it comes in: bytes to characters, noise to blanks, and the way back.

``clean`` may drop and replace characters, and keeps for each one that stays the place
where it came from, so that every offset can be told in the text as given. It mends
characters, not language: no word is changed, added or taken away (two that have lost
the blank between them get it back), and NFC is not applied, since composing characters
is the user's business.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from entityx.errors import InputError
from entityx.markup import Piece, has_markup, pieces

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the UTF-16 one: stands before it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b\x1a")

# One character for one: offsets stay.
_BLANKS = [*range(0x20), *range(0x7F, 0xA1), 0x1680, *range(0x2000, 0x200B), 0x202F]
_ONE_FOR_ONE = (
    dict.fromkeys([*_BLANKS, 0x205F, 0x3000, 0xFFFC], " ")
    | dict.fromkeys([0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n")
    | dict.fromkeys(map(ord, "‘’‚‛`´ʼ"), "'")
    | dict.fromkeys(map(ord, "“”„‟"), '"')
    | dict.fromkeys([0x2010, 0x2011, 0x2212, 0xFE63, 0xFF0D], "-")
    | dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
    | {0x09: "\t"}
)
# Nothing at all: soft hyphens, zero-width spaces, direction marks, tags. The joiners
# U+200C and U+200D stay, they are spelling in Marathi and Persian.
_MARKS = (0xAD, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F))
_TAGS = (*range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))
_DROPPED = dict.fromkeys((*_MARKS, *_TAGS), "")
_TABLE = _ONE_FOR_ONE | _DROPPED
_DROP = re.compile("[" + "".join(map(chr, _DROPPED)) + "]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
# Scraping and machine translation glue sentences: `said.The`, `coordination”added`.
_GLUE = re.compile(r"(?<=[^\W\d_A-Z]{2}[.!?])(?=[A-Z][^\W\d_A-Z])|(?<=\S”)(?=[^\W\d_])")
# ... and words: `countriesRussian`. A name such as YouTube or iPhone is none of these.
_GLUED_WORDS = re.compile(
    r"(?<![\w@#/.-])[a-zß-öø-ÿ]{5,}(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,})"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Be the characters of a file, and what was wrong with its bytes."""

    text: str
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Be a text to read, with the place in the given text of each character.

    Character ``i`` stands for ``given[starts[i]:ends[i]]``; both are ``None`` where the
    lengths are the same and every offset is its own.
    """

    text: str
    given: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    @property
    def changed(self) -> bool:
        """Tell whether anything differs from the text as given."""
        return self.text != self.given

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the given text of a place in the cleaned one.

        Args:
            start: First character, in the cleaned text.
            end: One past the last character, in the cleaned text.
        """
        if self.starts is None or self.ends is None:
            return start, end
        if start >= len(self.starts):
            return len(self.given), len(self.given)
        if end <= start:
            return self.starts[start], self.starts[start]
        return self.starts[start], self.ends[end - 1]


def decode(data: bytes, name: str) -> Decoded:
    """Turn the bytes of a file into text.

    Args:
        data: The whole file.
        name: What to call it in a message.

    Returns:
        The text without byte-order mark. UTF-8 where it is that (a few broken bytes are
        replaced and reported), else Windows-1252.

    Raises:
        InputError: If the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data.removeprefix(mark), encoding)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{name}: looks like {what}; entityx reads plain text")
    if _is_binary(data):
        raise InputError(f"{name}: binary data; entityx reads plain text")
    return _decode_as(data, "utf-8")


def _is_binary(data: bytes) -> bool:
    """Tell whether NULs or many control characters stand in the data."""
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return head.count(0) > 2 or controls > 0.05 * len(head) + 2


def _decode_as(data: bytes, encoding: str) -> Decoded:
    """Decode, and where that fails find the reading that keeps most of the text."""
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        broken = text.count("\N{REPLACEMENT CHARACTER}")
        place = error.start
    beyond_ascii = sum(c > "\x7f" for c in text) - broken
    if encoding != "utf-8" or beyond_ascii >= broken:
        warning = f"{broken} broken bytes, the first at {place}, read as '\ufffd'"
        return Decoded(text, f"not quite {encoding.upper()}: {warning}")
    legacy = data.decode("cp1252", errors="replace")
    return Decoded(legacy, "not UTF-8: read as Windows-1252")


def clean(text: str) -> Cleaned:
    """Take out what is no language: markup, control characters, marks, glue.

    Args:
        text: The text as given.

    Example:
        >>> clean("<b>Kim</b>&#32;met Putin").text
        'Kim met Putin'
    """
    marked = has_markup(text)
    if not marked and not _DROP.search(text) and not _glued(text):
        return Cleaned(_LONE_RETURN.sub("\n", text).translate(_ONE_FOR_ONE), text)
    found = pieces(text) if marked else [Piece(text, 0, len(text), True)]
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in found:
        for index, char in enumerate(_LONE_RETURN.sub("\n", piece.text)):
            chars.append(char)
            starts.append(piece.start + index if piece.literal else piece.start)
            ends.append(piece.start + index + 1 if piece.literal else piece.end)
    return _settle(text, chars, starts, ends)


def _settle(
    given: str, chars: list[str], starts: list[int], ends: list[int]
) -> Cleaned:
    """Replace and drop single characters, and put a blank where text is glued."""
    kept: list[tuple[str, int, int]] = []
    glued = _glued("".join(chars))
    for index, (char, start, end) in enumerate(zip(chars, starts, ends, strict=True)):
        if index in glued:
            kept.append((" ", start, start))
        new = _TABLE.get(ord(char), char)
        if new:
            kept.append((new, start, end))
    return Cleaned(
        "".join(char for char, _, _ in kept),
        given,
        tuple(start for _, start, _ in kept),
        tuple(end for _, _, end in kept),
    )


def _glued(text: str) -> set[int]:
    """Return the places where two sentences or two words have lost their blank."""
    sentences = {match.start() for match in _GLUE.finditer(text)}
    return sentences | {match.end() for match in _GLUED_WORDS.finditer(text)}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Bring a name to the form in which spellings are compared.

    Args:
        name: A name in any script.

    Example:
        >>> fold("Mélenchon,  Jean-Luc")
        'melenchon jean luc'
    """
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
    ).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """Name the script of a letter: ``LATIN``, ``DEVANAGARI`` …, else ``""``.

    Args:
        char: One character.
    """
    if not char.isalpha():
        return ""
    return unicodedata.name(char, "").split(" ")[0].split("-")[0]
