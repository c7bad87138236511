"""Keep what the components have found in ``doc.user_data``, as plain JSON values.

Objects there would break ``doc.to_bytes()``, ``DocBin`` and ``nlp.pipe(n_process=2)``.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from entityx.errors import ModelError

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

    @staticmethod
    def need(doc: Doc, key: str, component: str) -> Any:
        """Return what an earlier component has found.

        Args:
            doc: The doc.
            key: What was found: ``mentions``, ``relations``.
            component: Who finds it.

        Raises:
            ModelError: If that component did not read the doc.
        """
        state = State.of(doc)
        if key not in state:
            raise ModelError(
                f"no {key} in the doc; add {component!r} to the pipeline, "
                "before the component that needs them"
            )
        return state[key]

    @staticmethod
    def named(doc: Doc) -> list[dict[str, Any]]:
        """Return the mentions of a doc, each with its entity.

        Raises:
            ModelError: If nothing found mentions, or nothing gave them entities.
        """
        mentions: list[dict[str, Any]]
        mentions = State.need(doc, "mentions", "entityx_mentions")
        if any("entity" not in row for row in mentions):
            raise ModelError(
                "the mentions of the doc have no entities; add "
                "'entityx_canonicalizer' to the pipeline, after 'entityx_mentions'"
            )
        return mentions
