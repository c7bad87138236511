"""Packages that only some users need: imported where used, and told by name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from entityx.errors import FormatError


def need(module: str, extra: str) -> Any:
    """Import an optional package.

    Args:
        module: Its module.
        extra: The extra of entityx that brings it.

    Returns:
        The module.

    Raises:
        FormatError: If it is not installed; the message has the command that does it.

    Example:
        >>> need("json", "tables").loads("1")
        1
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise FormatError(
            f"this needs {module.partition('.')[0]}, which is not installed: "
            f"pip install 'entityx[{extra}]'"
        ) from error
