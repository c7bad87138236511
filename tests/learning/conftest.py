"""Sentences about ships, made of a few parts: a type that no pipeline of ours knows."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

SHIPS = ("Aurora Borealis", "Sea Hawk", "Ocean Pearl", "Blue Heron", "Northern Star")
FRAMES = (
    "The tanker {} left {} on Monday.",
    "{} was boarded off {} by the navy.",
    "A missile hit the cargo ship {} near {}.",
    "Officials in {1} said the frigate {0} had sunk.",
)
PLACES = ("Odesa", "Yemen", "Port Sudan", "Iran")


@pytest.fixture(scope="session")
def rows() -> list[dict[str, Any]]:
    """Return annotated texts, in the order of their parts."""
    found = []
    for frame, place, ship in product(FRAMES, PLACES, SHIPS):
        text = frame.format(ship, place)
        start = text.index(ship)
        found.append({"text": text, "entities": [[start, start + len(ship), "SHIP"]]})
    return found


@pytest.fixture
def write(rows: list[dict[str, Any]], tmp_path: Path) -> Callable[..., Path]:
    """Return a writer of JSONL files."""

    def make(some: list[dict[str, Any]] | None = None, name: str = "x.jsonl") -> Path:
        path = tmp_path / name
        lines = [json.dumps(row) for row in (rows if some is None else some)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return make
