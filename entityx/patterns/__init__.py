"""Read ``patterns/``: the names, words and rules that the engine runs on.

This is the only reader of that folder. It checks every row as it reads: an unknown
key, a double id, a strong name on two entities or a dangling reference raises
``PatternError`` with file and line. A user's folder has the same file names; its rows
are merged over ours by id, and ``"remove": true`` drops one.

Nothing here knows spaCy, and nothing here decides anything about a text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from entityx.errors import PatternError
from entityx.patterns.entities import (
    ENTITY_FILES,
    ENTITY_KEYS,
    NAME_GROUPS,
    Name,
    Places,
    check_entities,
    merge_entities,
    names_of,
)
from entityx.patterns.predicates import (
    ROLES,
    Frame,
    Predicate,
    check_languages,
    make_predicate,
)
from entityx.patterns.rows import Row, jsonl, merge, stamp, toml

__all__ = [
    "ENTITY_FILES",
    "ENTITY_KEYS",
    "NAME_GROUPS",
    "ROLES",
    "Frame",
    "Name",
    "Patterns",
    "Predicate",
    "Row",
    "home",
    "jsonl",
    "load_patterns",
]


def home(kind: str) -> Path:
    """Return the folder of ``"patterns"``, ``"models"`` or ``"examples"``.

    A checkout's own folder comes first, then the one inside the installed package.

    Args:
        kind: ``"patterns"``, ``"models"`` or ``"examples"``.

    Raises:
        PatternError: If neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / kind, package / "_data" / kind):
        if folder.is_dir() and (folder.parent != package.parent or _checkout(package)):
            return folder
    raise PatternError(
        f"no folder {kind!r} beside or inside {package}; reinstall entityx"
    )


def _checkout(package: Path) -> bool:
    return (package.parent / "pyproject.toml").is_file()


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Hold everything that ``patterns/`` says, checked and ready to ask.

    Two of them are equal only where they are the same object, so what is built from
    one can be kept for it.
    """

    predicates: Mapping[str, Predicate]
    languages: Mapping[str, Row]
    labels: Row
    entities: Mapping[str, Row]
    types: Mapping[str, str]
    raw: Row

    def normal(self, subject: str, predicate: str, obj: str) -> tuple[str, str, str]:
        """Bring a triple of ids to its base form: no inverse, symmetric ones sorted.

        Example:
            >>> load_patterns().normal("country:KP", "sells_to", "country:RU")
            ('country:RU', 'buys_from', 'country:KP')
        """
        for name, row in self.predicates.items():
            if predicate in row.aliases:
                predicate = name
            elif predicate == row.inverse:
                subject, predicate, obj = obj, name, subject
        row = self.predicate(predicate)
        if row.symmetric and obj < subject:
            subject, obj = obj, subject
        return subject, predicate, obj

    def predicate(self, name: str) -> Predicate:
        """Return a predicate by its name.

        Raises:
            PatternError: If there is none; the message names the nearest.
        """
        if name not in self.predicates:
            near = get_close_matches(name, self.predicates, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise PatternError(f"predicates.toml: no predicate {name!r}{hint}")
        return self.predicates[name]

    def names(self) -> tuple[Name, ...]:
        """Return every spelling of every entity, canonical names included."""
        return _names(self)

    def to_json(self) -> str:
        """Return all patterns as one JSON text, for a saved pipeline.

        The order is kept: it decides between frames and names that fit alike.
        """
        return json.dumps(self.raw, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Build patterns from what ``to_json`` returned."""
        return cls(**_build(json.loads(text), Places()))


@lru_cache(maxsize=4)
def _names(patterns: Patterns) -> tuple[Name, ...]:
    return tuple(
        name
        for key, row in patterns.entities.items()
        for name in names_of(key, patterns.types[key], row)
    )


def load_patterns(extra: Sequence[str | Path] = ()) -> Patterns:
    """Read our patterns, and merge a user's folders over them.

    Args:
        extra: Folders with the same file names as ``patterns/``.

    Returns:
        The checked patterns. The same files are read once per process, and again when
        one of a user's has changed.

    Raises:
        PatternError: If a row is wrong, with file and line.

    Example:
        >>> load_patterns().predicate("buys_from").inverse
        'sells_to'
    """
    folders = [home("patterns"), *(Path(folder).resolve() for folder in extra)]
    for folder in folders:
        if not folder.is_dir():
            raise PatternError(f"{folder}: no such folder of patterns")
    return _load(tuple(folders), tuple(map(stamp, folders[1:])))


@lru_cache(maxsize=4)
def _load(folders: tuple[Path, ...], _stamps: tuple[object, ...]) -> Patterns:
    places = Places()
    raw: dict[str, Any] = {
        "entities": {},
        "languages": {},
        "predicates": {},
        "labels": {},
    }
    for folder in folders:
        _merge(raw, folder, places)
    return Patterns(**_build(raw, places))


def _merge(raw: dict[str, Any], folder: Path, places: Places) -> None:
    for stem in ENTITY_FILES:
        path = folder / "entities" / f"{stem}.jsonl"
        if path.is_file():
            rows = raw["entities"].setdefault(stem, {})
            merge_entities(rows, path, stem, places)
    for path in sorted((folder / "languages").glob("*.toml")):
        merge(raw["languages"].setdefault(path.stem, {}), toml(path))
    for stem in ("predicates", "labels"):
        path = folder / f"{stem}.toml"
        if path.is_file():
            merge(raw[stem], toml(path))


def _build(raw: Row, places: Places) -> dict[str, Any]:
    entities, types = check_entities(raw["entities"], places)
    languages = raw["languages"]
    check_languages(languages, raw["predicates"]["predicates"])
    return {
        "predicates": {
            name: make_predicate(name, row, languages)
            for name, row in raw["predicates"]["predicates"].items()
        },
        "languages": languages,
        "labels": raw["labels"],
        "entities": entities,
        "types": types,
        "raw": raw,
    }
