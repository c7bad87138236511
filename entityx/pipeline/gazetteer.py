"""Find known names in a text: countries, demonyms, organs, weapons, people, places.

Names are matched on *pieces* (runs of letters or of digits, folded), so that
``Kh-101``, ``Kh 101`` and ``Kh101`` are one spelling, while ``Shahed-131`` never reads
as ``Shahed-136``. Case matters where the name has it ("Turkey", "US"), so that "turkey"
and "us" stay words. This module only proposes; ``mentions`` decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from entityx.patterns import Name, Patterns
from entityx.pipeline.lexicon import inflect

ACRONYM = 6
# Thai, kana, Han and Hangul: written without blanks, or with particles glued on
UNSPACED = ((0x0E00, 0x0EFF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF))
FIRST_UNSPACED = UNSPACED[0][0]
CURRENCY = tuple("$£€¥₹")
# Latin letters without marks of their own, and common signs: cut at once
SIMPLE = re.compile(
    r"[^\u00b2\u00b3\u00b9\u00bc-\u00be\u0300-\u200f\u2028-\U0010ffff]*"
)
RUNS = re.compile(r"[^\W\d_]+|\d+")
Node = dict[str, Any]
STRONG = {"names", "demonyms", "capitals", "organs", "mononym"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Be a run of letters or of digits: folded text, offsets, and how it is cased."""

    key: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """Be a place where a known name may stand, with every entity that it may name."""

    start: int
    end: int
    names: tuple[Name, ...]


def pieces(text: str, cuts: frozenset[int] = frozenset()) -> list[Piece]:
    """Cut a text into runs of letters and runs of digits.

    Args:
        text: Any text.
        cuts: Places inside words where a case ending begins.

    Example:
        >>> [piece.key for piece in pieces("Kh-101s, Erdoğan")]
        ['kh', '101', 's', 'erdogan']
    """
    if not cuts and SIMPLE.fullmatch(text):
        return [
            Piece(_fold(run.group()), run.start(), run.end(), run.group())
            for run in RUNS.finditer(text)
        ]
    found: list[Piece] = []
    start, kind = 0, ""
    for place, char in enumerate(text + " "):
        now = _kind(char, kind)
        if now != kind or place in cuts or _unspaced(text, place):
            if kind:
                run = text[start:place]
                found.append(Piece(_fold(run), start, place, run))
            start, kind = place, now
    return found


@lru_cache(maxsize=1 << 17)
def _keys(name: str) -> tuple[str, ...]:
    """Return the keys of a name's pieces, which every language asks for again."""
    return tuple(piece.key for piece in pieces(name))


def _unspaced(text: str, place: int) -> bool:
    """Tell whether a word may begin or end anywhere here: there are no blanks."""
    around = text[max(0, place - 1) : place + 1]
    if not any(ord(c) >= FIRST_UNSPACED and _sign(ord(c)) for c in around):
        return False
    return unicodedata.category(text[place : place + 1] or " ")[0] != "M"


def _sign(code: int) -> bool:
    return any(low <= code <= high for low, high in UNSPACED)


def _kind(char: str, before: str) -> str:
    if char.isdigit():
        return "digit"
    if char.isalpha() or (before == "letter" and unicodedata.category(char)[0] == "M"):
        return "letter"
    return ""


def _fold(run: str) -> str:
    if run.isascii():
        return run.casefold()
    text = unicodedata.normalize("NFKD", run)
    kept = (c for c in text if not unicodedata.combining(c) or ord(c) > 0x0700)
    return "".join(kept).casefold()


class Gazetteer:
    """Look up every known name in a text, the longest first.

    Example:
        >>> gazetteer = Gazetteer(load_patterns(), langs=("en",))
        >>> [(found.start, found.end) for found in gazetteer.find("Kh 101s over Kyiv")]
        [(0, 7), (13, 17)]
    """

    def __init__(
        self,
        patterns: Patterns,
        *,
        langs: Iterable[str] = (),
        places: frozenset[str] = frozenset(),
    ) -> None:
        """Index the names.

        Args:
            patterns: Where the names stand.
            langs: The languages whose names are looked for; all of them when empty.
                Weapon nouns are taken of the first only, the others lend names.
            places: Words that say what a place is and are no part of its name
                ("Kherson *province*").
        """
        wanted = tuple(langs)
        self._generic = {
            k for k, row in patterns.entities.items() if row.get("generic")
        }
        self._trie: Node = {}
        for name in patterns.names():
            if (wanted and name.lang not in wanted) or name.group == "name_like":
                continue
            if name.lang in wanted[1:] and name.entity_id in self._generic:
                continue
            if name.type == "LOC" and name.text.rpartition(" ")[2] in places:
                continue
            for text in _inflected(name, patterns):
                self._add(text, name)
        plurals = [
            patterns.languages.get(lang, {}).get("plural", {})
            for lang in wanted or patterns.languages
        ]
        self._endings = sorted({e for p in plurals for e in p.get("endings", ())})

    def _add(self, text: str, name: Name) -> None:
        node = self._trie
        for key in _keys(text):
            node = node.setdefault(key, {})
        if node is not self._trie:
            node.setdefault("", []).append(name)

    def find(self, text: str, cuts: frozenset[int] = frozenset()) -> Iterator[Found]:
        """Yield the longest known name from every place on; they may overlap.

        Args:
            text: Any text.
            cuts: Places inside words where a case ending begins.

        Yields:
            Places with offsets in code points into the text.
        """
        parts = pieces(text, cuts)
        for place in range(len(parts)):
            found = self._longest(text, parts, place, cuts)
            if found is not None:
                yield found

    def _longest(
        self, text: str, parts: list[Piece], place: int, cuts: frozenset[int]
    ) -> Found | None:
        node: Node = self._trie
        best: Found | None = None
        for offset, piece in enumerate(parts[place:], 1):
            if offset > 1 and not _adjacent(text, parts[place + offset - 2], piece):
                break
            following = node.get(piece.key)
            if following is None:
                return best or self._plural(text, parts, place, offset, node)
            node = following
            named = node.get("", ())
            names = [n for n in named if self._cased(n, text, parts, place, offset)]
            end = (
                piece.end
                if piece.end in cuts
                else self._end(text, parts, place + offset - 1)
            )
            if _numbered(text, end):
                names = [n for n in names if n.type != "WEAPON"]
            if names and end and _begins(text, piece=parts[place]):
                best = Found(parts[place].start, end, tuple(names))
        return best

    def _plural(
        self, text: str, parts: list[Piece], place: int, count: int, node: Node
    ) -> Found | None:
        """Read the plural of a weapon's name: "Fighting Falcons", "Humvees"."""
        last = parts[place + count - 1]
        if len(last.key) < 3:
            return None
        stems = [last.key.removesuffix(e) for e in self._endings]
        names = [
            n
            for stem in stems
            if stem != last.key
            for n in node.get(stem, {}).get("", ())
            if n.type == "WEAPON" and self._cased(n, text, parts, place, count)
        ]
        end = self._end(text, parts, place + count - 1)
        if names and end and _begins(text, piece=parts[place]):
            return Found(parts[place].start, end, tuple(names))
        return None

    def _cased(
        self, name: Name, text: str, parts: list[Piece], place: int, count: int
    ) -> bool:
        if name.entity_id in self._generic:
            return True
        seen = text[parts[place].start : parts[place + count - 1].end]
        if name.group == "traps":
            return seen == name.text
        letters = [c for c in name.text if c.isalpha()]
        if len(letters) <= ACRONYM and all(c.isupper() for c in letters) and letters:
            return all(c.isupper() for c in seen if c.isalpha())
        first = next((c for c in name.text if c.isalpha()), "")
        if first.isupper():
            return any(c.isupper() for c in seen[:1]) or not seen[:1].isalpha()
        return True

    def _end(self, text: str, parts: list[Piece], last: int) -> int:
        """Return where a name ends; a plural "s" may follow digits."""
        end = parts[last].end
        if text[end : end + 1].endswith(CURRENCY):
            return 0
        if end == len(text) or not text[end].isalnum() or _sign(ord(text[end])):
            return end
        after = parts[last + 1]
        plural = after.text in self._endings and after.start == end
        return after.end if plural and parts[last].key.isdigit() else 0


def _inflected(name: Name, patterns: Patterns) -> Iterable[str]:
    """Return a name as it stands alone and before a case ending: अमेरिका, अमेरिके."""
    words = patterns.languages.get(name.lang, {}).get("inflection", {})
    return dict.fromkeys((name.text, *inflect(name.text, words.get("name", ()))))


def _adjacent(text: str, left: Piece, right: Piece) -> bool:
    gap = text[left.end : right.start]
    return len(gap) <= 2 and "\n" not in gap and not any(c in ",;:!?()" for c in gap)


def _numbered(text: str, end: int) -> bool:
    """Tell whether a number follows a name: "Shahed-139" is no Shahed that we know."""
    rest = text[end : end + 2]
    return rest[:1].isdigit() or (rest[:1] in ("-", " ", "‑") and rest[1:].isdigit())


def _begins(text: str, *, piece: Piece) -> bool:
    before = text[piece.start - 1 : piece.start]
    return not before.isalnum() or _sign(ord(before))
