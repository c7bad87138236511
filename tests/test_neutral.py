"""No language stands in code: words, codes and scripts of one belong in its file.

Adding a language must be a file of data and a training run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

import pytest

from entityx.patterns import load_patterns

ROOT = Path(__file__).parents[1]
FOLDERS = ("entityx/pipeline", "entityx/names", "training/relations")
LEAST = 4
OURS = {
    *("planned", "wanted", "possible", "deny", "former"),  # keys of language files
    *("none", "note", "source", "state", "letter"),  # keys of rows, kinds of features
    "evidence",  # a key of rows too
    *("quote", "stop", "future"),  # kinds of marks, forms and borders
}
WORD = re.compile(r"[^\W\d_]{3,}")


def _files() -> list[Path]:
    return [
        ROOT / "entityx" / "extractor.py",
        *(path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.py"))),
    ]


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a file that are no docstring, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ):
            yield node.lineno, node.value


def _is_foreign(word: str) -> bool:
    """Tell a word in letters of a language from apostrophes that count as letters."""
    return not word.isascii() and all(category(c) != "Lm" for c in word)


def _compared(path: Path) -> Iterator[int]:
    """Yield the lines where something called a language is compared with a text."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        named = any("lang" in ast.unparse(side) for side in sides)
        texts = [
            part.value
            for side in sides
            for part in ast.walk(side)
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        if named and any(len(text) in (2, 3) for text in texts):
            yield node.lineno


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.name)
def test_no_code_asks_which_language_it_is(path: Path) -> None:
    """There is no ``if lang == "mr"``."""
    assert list(_compared(path)) == []


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.name)
def test_no_code_holds_letters_of_a_language(path: Path) -> None:
    """Only marks and plain letters stand in strings: no "não", no "नाही"."""
    foreign = [
        (line, text)
        for line, text in _strings(path)
        if any(_is_foreign(word) for word in WORD.findall(text))
    ]
    assert foreign == []


def test_no_code_holds_words_that_a_language_lists() -> None:
    """Verbs, titles, negations and attributions are read from the language's file."""
    listed: set[str] = set()
    for lang, row in load_patterns().languages.items():
        words = _cue_words(row)
        assert words, lang
        listed |= words - OURS
    found = [
        (path.name, line, text)
        for path in _files()
        for line, text in _strings(path)
        if len(text) >= LEAST and text in listed
    ]
    assert found == []


def _cue_words(row: dict[str, object]) -> set[str]:
    """Return what claims, speakers and honours are told by in a language."""
    words: set[str] = set()
    for section in ("negation", "attribution"):
        for some in row.get(section, {}).values():  # type: ignore[attr-defined]
            words.update(some)
    for some in row.get("modality", {}).values():  # type: ignore[attr-defined]
        words.update(*some.values())
    for name in ("honorifics", "spokespeople", "former"):
        words.update(row.get("titles", {}).get(name, ()))  # type: ignore[attr-defined]
    return words


def test_the_checks_see_what_they_look_for(tmp_path: Path) -> None:
    """A file that breaks the rules is told from one that keeps them."""
    bad = tmp_path / "bad.py"
    bad.write_text('if lang == "mr":\n    word = "não"\n', encoding="utf-8")
    assert list(_compared(bad)) == [1]
    assert [text for _, text in _strings(bad)] == ["mr", "não"]
    good = tmp_path / "good.py"
    good.write_text('if lang == known:\n    word = words("deny")\n', encoding="utf-8")
    assert list(_compared(good)) == []
