"""Read and check the rows of known entities: their keys, names and references.

What is wrong is told with the file and the line of the row, as long as the rows come
from files; those of a saved pipeline have none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from entityx.errors import PatternError
from entityx.patterns.rows import Row, jsonl

ENTITY_FILES = {
    "countries": "COUNTRY",
    "people": "PERSON",
    "organisations": "ORG",
    "places": "LOC",
    "weapons": "WEAPON",
}
NAME_GROUPS = (
    "names",
    "weak",
    "demonyms",
    "capitals",
    "organs",
    "weak_organs",
    "weak_capitals",
    "weak_demonyms",
    "mononym",
    "name_like",
    "traps",
)
_COMMON = {"id", "name", "kb_id", "remove", "names", "weak"}
ENTITY_KEYS = {
    "countries": {*_COMMON, "iso3", *NAME_GROUPS},
    "people": {*_COMMON, "gender", "offices", "mononym"},
    "organisations": {*_COMMON, "kind", "of"},
    "places": {*_COMMON, "kind", "in"},
    "weapons": {*_COMMON, "category", "maker", "parent", "generic"},
}
_UNFOLDED = 0x0700


class Name(NamedTuple):
    """Be one spelling of an entity: its language and its group."""

    entity_id: str
    type: str
    text: str
    lang: str
    group: str


@dataclass(slots=True)
class Places:
    """Know the file and line of each row, and of each row that removes one."""

    stands: dict[str, str] = field(default_factory=dict)
    removed: dict[str, str] = field(default_factory=dict)

    def of(self, key: str, stem: str) -> str:
        """Return where a row stands, or but its file where it came from no file."""
        return self.stands.get(key, f"{stem}.jsonl")


def names_of(key: str, kind: str, row: Row) -> Iterator[Name]:
    """Yield every spelling of an entity, its canonical name included.

    Args:
        key: Its id.
        kind: Its type.
        row: Its row.
    """
    for group in NAME_GROUPS:
        for lang, texts in row.get(group, {}).items():
            for text in texts:
                yield Name(key, kind, text, lang, group)
    listed = (
        t for g in ("names", "weak") for ts in row.get(g, {}).values() for t in ts
    )
    if row["name"] not in listed:
        yield Name(key, kind, row["name"], "en", "names")


def merge_entities(base: dict[str, Any], path: Path, stem: str, places: Places) -> None:
    """Merge the rows of a file over others by id; ``"remove": true`` drops one.

    Args:
        base: The rows by id, to change.
        path: The file.
        stem: Its name without ``.jsonl``.
        places: Where rows stand, to change.

    Raises:
        PatternError: If a row is wrong, or an id stands twice in the file.
    """
    seen: set[str] = set()
    for number, row in jsonl(path):
        where = f"{path}:{number}"
        _check_keys(row, stem, where)
        key = row["id"]
        if key in seen:
            raise PatternError(f"{where}: id {key!r} stands twice")
        seen.add(key)
        if row.get("remove"):
            base.pop(key, None)
            places.removed[key] = where
        else:
            base[key] = row
            places.stands[key] = where


def _check_keys(row: Row, stem: str, where: str) -> None:
    unknown = set(row) - ENTITY_KEYS[stem]
    if unknown:
        near = get_close_matches(min(unknown), ENTITY_KEYS[stem], 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise PatternError(f"{where}: unknown key {min(unknown)!r}{hint}")
    if "id" not in row or ("name" not in row and not row.get("remove")):
        raise PatternError(f"{where}: a row needs 'id' and 'name'")
    for group in set(NAME_GROUPS) & set(row):
        named = row[group]
        if not isinstance(named, dict) or not all(
            isinstance(texts, list) for texts in named.values()
        ):
            raise PatternError(
                f'{where}: {group!r} needs a list for each language: {{"en": ["…"]}}'
            )
    for office in row.get("offices", ()):
        missing = {"of", "role"} - set(office)
        if missing:
            raise PatternError(f"{where}: an office needs {min(missing)!r}")


def check_entities(
    files: Mapping[str, Mapping[str, Row]], places: Places
) -> tuple[dict[str, Row], dict[str, str]]:
    """Return the rows and the types of all entities by id.

    Args:
        files: The rows of each file.
        places: Where they stand.

    Raises:
        PatternError: If an id or a strong name is of two rows, or a reference leads
            nowhere.
    """
    entities: dict[str, Row] = {}
    types: dict[str, str] = {}
    for stem, rows in files.items():
        _check_strong(stem, rows, places)
        for key, row in rows.items():
            if key in entities:
                where = places.of(key, stem)
                raise PatternError(f"{where}: id {key!r} stands in two files")
            entities[key], types[key] = row, ENTITY_FILES[stem]
    for stem, rows in files.items():
        for key, row in rows.items():
            _check_links(key, row, entities, places.of(key, stem), places)
    return entities, types


def _check_strong(stem: str, rows: Mapping[str, Row], places: Places) -> None:
    """Let no strong name, folded, be of two rows: a mention would have two entities."""
    owner: dict[tuple[str, str], str] = {}
    for key, row in rows.items():
        for name in names_of(key, "", row):
            if name.group != "names":
                continue
            first = owner.setdefault((name.lang, _fold(name.text)), key)
            if first != key:
                raise PatternError(
                    f"{places.of(key, stem)}: strong name {name.text!r} on {first!r} "
                    f"({places.of(first, stem)}) and {key!r}; make one of them weak"
                )


def _fold(text: str) -> str:
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFKD", text)
    kept = (c for c in letters if not unicodedata.combining(c) or ord(c) > _UNFOLDED)
    return "".join(kept).casefold()


def _check_links(
    key: str, row: Row, entities: Mapping[str, Row], where: str, places: Places
) -> None:
    targets = [row.get("parent"), row.get("of"), row.get("in")]
    targets += [office["of"] for office in row.get("offices", ())]
    for target in targets:
        if not target or target in entities:
            continue
        if target in places.removed:
            why = f"which {places.removed[target]} removes"
        else:
            near = get_close_matches(target, entities, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            why = f"which is nowhere{hint}"
        raise PatternError(f"{where}: {key}: refers to {target!r}, {why}")
