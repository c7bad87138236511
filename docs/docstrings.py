"""Let griffe read the heading that our docstrings have: ``Example:``, as code."""

from __future__ import annotations

from typing import Any

import griffe


class ExampleSections(griffe.Extension):
    """Give the section ``Example`` the name that griffe knows."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rename the heading, where it stands alone on its line.

        Args:
            obj: What has just been loaded.
        """
        if obj.docstring is not None:
            lines = obj.docstring.value.split("\n")
            obj.docstring.value = "\n".join(
                "Examples:" if line == "Example:" else line for line in lines
            )
