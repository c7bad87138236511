"""Which predicates are another one read backwards: ``sells_to`` is ``buys_from``.

Read from ``predicates.toml`` alone, since a graph is asked without the names and words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from entityx.patterns import home
from entityx.patterns.rows import merge, stamp, toml


@dataclass(frozen=True, slots=True)
class Views:
    """Know the other names of predicates, and those that read the same both ways."""

    bases: Mapping[str, tuple[str, bool]]
    symmetric: frozenset[str]

    def base(self, predicate: str) -> tuple[str, bool]:
        """Return the predicate that is stored, and whether this one is its inverse.

        Args:
            predicate: Any predicate, ours or not.

        Example:
            >>> load_views().base("sells_to")
            ('buys_from', True)
        """
        return self.bases.get(predicate, (predicate, False))


def load_views(extra: Sequence[str | Path] = ()) -> Views:
    """Read the names of predicates.

    Args:
        extra: Folders with the same file names as ``patterns/``, merged over ours.

    Raises:
        PatternError: If ``predicates.toml`` is none.
    """
    own = [Path(folder).resolve() for folder in extra]
    return _load((home("patterns"), *own), tuple(map(stamp, own)))


@lru_cache(maxsize=4)
def _load(folders: tuple[Path, ...], _stamps: tuple[object, ...]) -> Views:
    raw: dict[str, Any] = {}
    for folder in folders:
        if (path := folder / "predicates.toml").is_file():
            merge(raw, toml(path))
    bases: dict[str, tuple[str, bool]] = {}
    for name, row in raw.get("predicates", {}).items():
        bases.update(dict.fromkeys(row.get("aliases", ()), (name, False)))
        if "inverse" in row:
            bases[row["inverse"]] = name, True
    symmetric = (n for n, row in raw["predicates"].items() if row.get("symmetric"))
    return Views(bases, frozenset(symmetric))
