"""Keep what the components have found in ``doc.user_data``, as plain JSON values.

Objects there would break ``doc.to_bytes()``, ``DocBin`` and ``nlp.pipe(n_process=2)``.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

KEY = "entityx"


class State:
    """Reach the dictionary of one doc's findings.

    Keys: ``mentions``, ``entities``, ``references``, ``relations`` (lists and dicts of
    JSON values), and ``id``, ``date``, ``threshold`` where they were given.
    """

    @staticmethod
    def of(doc: Doc) -> dict[str, Any]:
        """Return the doc's findings, to read and to write."""
        found: dict[str, Any] = doc.user_data.setdefault(KEY, {})
        return found
