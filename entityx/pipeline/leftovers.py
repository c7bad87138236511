"""Know the lines of a scraped page that are no article: comment forms, share buttons.

Names in them are no news. Which phrases give such a line away stands in
``languages/<code>.toml``; long lines are never taken for one, whatever stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 25
_LINE = re.compile(r"[^\n]+")


class Leftovers:
    """Find the lines that are left over from a page around the article."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases that give a line away.

        Args:
            phrases: Words in lower case that stand together in such a line.
        """
        found = "|".join(re.escape(phrase) for phrase in sorted(phrases))
        self._pattern = re.compile(rf"(?<!\w)(?:{found})(?!\w)" if found else "(?!)")

    def spans(self, text: str) -> list[tuple[int, int]]:
        r"""Return first and last-plus-one character of each such line.

        Args:
            text: A text of any number of lines.

        Example:
            >>> Leftovers(["leave a reply"]).spans("Kim met Putin.\nLeave a Reply")
            [(15, 28)]
        """
        return [
            match.span()
            for match in _LINE.finditer(text)
            if self._pattern.search(match[0].lower())
            and len(match[0].split()) <= LONGEST
        ]
