"""Hold many person names as arrays, so that thousands of pairs are compared at once.

A name has one form or several (a reading in another tongue), a form has up to five
words; words are shared by all names. Vectors are made when they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unicodedata import digit

import numpy as np

from .columns import Column
from .encoder import VIEW_OF, load_encoder
from .han import simplify
from .persons import MAX_WORDS, Form, PersonName, Word, parse_person
from .tables import person_table, sound_counts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

SCRIPTS = (
    "Latin", "Cyrillic", "Arabic", "Hebrew", "Devanagari", "Greek", "Katakana",
    "Hangul", "Han", "Other",
)  # fmt: skip
MAX_FORMS = 4
TRAITS = 5
_GROUPS = 4
# First letters that stand for one another between scripts: Walker, Уокер, वॉकर.
_HEADS = {"w": "v", "u": "v", "c": "k", "q": "k", "y": "i", "j": "z"}


class Roster:
    """Hold names; ``add`` gives each a number.

    Args:
        names: The first names to hold.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.number: dict[str, int] = {}
        self.parsed: list[PersonName] = []
        self.plain: list[str] = []
        self.form_of: list[list[int]] = []
        self.sorted: list[str] = []
        self.glued: list[str] = []
        self.bones: list[str] = []
        self.roman: list[str] = []
        self.smooth: list[str] = []
        self._form_number: dict[Form, int] = {}
        self._word_number: dict[tuple[str, str, int], int] = {}
        self._marks: dict[str, int] = {"": 0}
        self._digits: dict[str, int] = {"": 0}
        self._bones: dict[str, int] = {}
        self._texts: tuple[list[str], list[str]] = ([], self.roman)
        self._views: tuple[list[int], list[int]] = ([], [])
        size = load_encoder().size
        self._vectors = (Column(size, np.float32), Column(size, np.float32))
        self._columns = {
            "script": Column(0, np.int8),
            "generation": Column(0, np.int8),
            "digits": Column(0, np.int32),
            "forms": Column(MAX_FORMS, np.int32, -1),
            "words": Column(MAX_WORDS, np.int32, -1),
            "traits": Column(TRAITS, np.float32),
            "groups": Column(_GROUPS, np.int32, -1),
            "heads": Column(0, np.int8),
            "firsts": Column(0, np.int8),
            "sizes": Column(0, np.int16),
            "eased": Column(0, np.int16),
            "bones": Column(0, np.int32),
            "glued": Column(0, np.int16),
        }
        for name in names:
            self.add(name)

    def __len__(self) -> int:
        return len(self.parsed)

    def add(self, name: str) -> int:
        """Take a name in and return its number.

        Args:
            name: The name as it stands in a text.
        """
        known = self.number.get(name)
        if known is not None:
            return known
        parsed = parse_person(name)
        number = self.number[name] = len(self.parsed)
        self.parsed.append(parsed)
        kind = "Katakana" if parsed.script == "Hiragana" else parsed.script
        self.plain.append(simplify(parsed.folded) if kind == "Han" else parsed.folded)
        columns = self._columns
        columns["script"].append(SCRIPTS.index(kind if kind in SCRIPTS else "Other"))
        mark = self._marks.setdefault(parsed.generation, len(self._marks))
        columns["generation"].append(mark)
        digits = "".join(str(digit(c)) for c in parsed.folded if c.isdigit())
        columns["digits"].append(self._digits.setdefault(digits, len(self._digits)))
        forms = parsed.forms[:MAX_FORMS] or (Form("Other", ()),)
        self.form_of.append([self._add_form(form) for form in forms])
        columns["forms"].append(self.form_of[-1])
        return number

    def _add_form(self, form: Form) -> int:
        known = self._form_number.get(form)
        if known is not None:
            return known
        number = self._form_number[form] = len(self.sorted)
        views = load_encoder().views
        view = views.get(VIEW_OF.get(form.view, "other"), views["other"])
        words = [self._add_word(word, view) for word in form.words]
        self._columns["words"].append(words)
        ordered = sorted(form.words, key=lambda word: word.roman)
        self.sorted.append(" ".join(word.roman for word in ordered))
        self.glued.append("".join(word.smooth for word in form.words))
        self._columns["glued"].append(len(self.glued[-1]))
        self.bones.append("".join(word.bones for word in ordered))
        self._texts[0].append(" ".join(word.roman for word in form.words))
        self._views[0].append(view)
        return number

    def _add_word(self, word: Word, view: int) -> int:
        key = (word.text, word.roman, view)
        seen = self._word_number.get(key)
        if seen is not None:
            return seen
        number = self._word_number[key] = len(self.roman)
        self.roman.append(word.roman)
        self.smooth.append(word.smooth)
        self._views[1].append(view)
        table = person_table()
        columns = self._columns
        known, none = table.nicknames, frozenset[int]()
        found = known.get(word.text) or known.get(word.roman, none)
        groups = sorted(found)[:_GROUPS]
        columns["groups"].append(groups)
        columns["traits"].append(
            (
                float(len(word.roman) == 1),
                float(word.particle),
                float(word.roman.endswith(table.patronymics)),
                rarity(word.bones),
                gender(word.roman),
            )
        )
        first = word.roman[0]
        columns["heads"].append(ord(_HEADS.get(first, first)))
        columns["firsts"].append(ord(first))
        columns["sizes"].append(len(word.roman))
        columns["eased"].append(len(word.smooth))
        bones = self._bones.setdefault(word.bones, len(self._bones))
        columns["bones"].append(bones if len(word.bones) > 1 else -1)
        return number

    def array(self, name: str) -> NDArray[Any]:
        """Return a column as an array.

        Args:
            name: ``script``, ``generation``, ``digits`` and ``forms`` of names;
                ``words`` and ``glued`` of forms; ``traits``, ``groups``, ``heads``,
                ``firsts``, ``sizes``, ``eased`` and ``bones`` of words.
        """
        return self._columns[name].read()

    def form_vectors(self) -> NDArray[np.float32]:
        """Return one vector for each form."""
        return self._encode(0)

    def word_vectors(self) -> NDArray[np.float32]:
        """Return one vector for each word."""
        return self._encode(1)

    def _encode(self, which: int) -> NDArray[np.float32]:
        done, texts = self._vectors[which], self._texts[which]
        known = len(done)
        if known < len(texts):
            done.extend(
                load_encoder().encode(texts[known:], self._views[which][known:])
            )
        return done.read()


def gender(roman: str) -> float:
    """Say whether a Slavic family name is a man's (1) or a woman's (-1), else 0.

    Args:
        roman: The romanised word.
    """
    table = person_table()
    if roman.endswith(table.feminine):
        return -1.0
    return float(roman.endswith(table.masculine))


def rarity(bones: str) -> float:
    """Say how rare a word is among names, from 0 (borne by many) to 1.

    Args:
        bones: The word's skeleton.
    """
    return float(1.0 / (1.0 + 0.25 * sound_counts().get(bones, 0)) ** 0.5)
