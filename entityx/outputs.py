"""Writing files so that a write that fails leaves the old file whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a name to write under, which takes the place of a file when all is well.

    Args:
        path: The file that is to be there in the end.

    Yields:
        A path of the same file name in a new folder beside it.

    Example:
        >>> with replacing(Path("graph.json")) as draft:  # doctest: +SKIP
        ...     draft.write_text("{}")
    """
    # In the same folder, so that replacing is one step of the file system.
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".entityx-") as folder:
        draft = Path(folder) / path.name
        yield draft
        draft.replace(path)
