"""An analyst's own decisions about names: they always win over every score.

A small file of lines, kept by hand or by a tool:

    {"same": ["Abu Mohammad al-Julani", "Ahmed al-Sharaa"], "by": "ana"}
    {"different": ["John Smith", "John Smyth"]}
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from entityx.errors import PatternError

from .keys import fold
from .match import Match

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KEYS = {"same": True, "different": False}
_NOTES = {"by", "on", "note"}


@dataclass(frozen=True, slots=True)
class Decisions:
    """Hold decisions about pairs of names, by their folded spelling."""

    pairs: dict[tuple[str, str], bool] = field(default_factory=dict)

    def ask(self, left: str, right: str) -> Match | None:
        """Return the decision about two names, if there is one.

        Args:
            left: One name.
            right: The other name.
        """
        same = self.pairs.get(_key(left, right))
        if same is None:
            return None
        why = f"decided by an analyst: {'same' if same else 'different'}"
        return Match(float(same), same, (why,), {}, guard=None if same else why)


def _key(left: str, right: str) -> tuple[str, str]:
    one, two = sorted((fold(left), fold(right)))
    return one, two


def read_decisions(path: Path) -> Decisions:
    """Read a file of decisions.

    Args:
        path: A JSON Lines file.

    Raises:
        PatternError: If a line is not a decision, or two lines contradict each other.
    """
    return parse_decisions(path.read_text(encoding="utf-8").splitlines(), path.name)


def parse_decisions(lines: Iterable[str], source: str = "decisions") -> Decisions:
    """Read decisions out of lines.

    Args:
        lines: JSON objects, one a line; empty lines are skipped.
        source: What an error message calls them.

    Raises:
        PatternError: If a line is not a decision, or two lines contradict each other.
    """
    pairs: dict[tuple[str, str], bool] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        key, same = _decision(line, f"{source}:{number}")
        if pairs.setdefault(key, same) is not same:
            raise PatternError(f"{source}:{number}: contradicts an earlier decision")
    return Decisions(pairs)


def _decision(line: str, place: str) -> tuple[tuple[str, str], bool]:
    shape = '{"same": [name, name]} or {"different": [name, name]}'
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise PatternError(f"{place}: not JSON ({error.msg}); write {shape}") from error
    found = [key for key in _KEYS if key in row] if isinstance(row, dict) else []
    names = row[found[0]] if len(found) == 1 else None
    if not isinstance(names, list) or len(names) != 2 or set(row) - set(_KEYS) - _NOTES:
        raise PatternError(f"{place}: not a decision; write {shape}")
    return _key(str(names[0]), str(names[1])), _KEYS[found[0]]
