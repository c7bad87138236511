"""Writing files so that a write that fails leaves what was there whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from entityx.errors import FormatError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a name to write under, which takes the place of a file when all is well.

    What is written beside it, under other names, goes beside the file in the same way;
    a folder takes the place of a folder.

    Args:
        path: The file or folder that is to be there in the end.

    Yields:
        A path of the same name in a new folder beside it.

    Raises:
        FormatError: If a file would take the place of a folder or the other way round,
            or a folder holds anything that the new one does not have.

    Example:
        >>> with replacing(Path("graph.json")) as draft:  # doctest: +SKIP
        ...     draft.write_text("{}")
    """
    # In the same folder, so that replacing is one step of the file system.
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".entityx-") as folder:
        drafts, aside = Path(folder, "new"), Path(folder, "old")
        drafts.mkdir()
        yield drafts / path.name
        moves = sorted((new, path.parent / new.name) for new in drafts.iterdir())
        for new, old in moves:
            _check(new, old)
        for new, old in moves:
            _move(new, old, aside)


def _check(new: Path, old: Path) -> None:
    """Refuse to put a file for a folder, or to lose what somebody else wrote."""
    if not old.exists():
        return
    if new.is_dir() != old.is_dir():
        kinds = "a folder, not a file" if old.is_dir() else "a file, not a folder"
        raise FormatError(f"{old} is {kinds}; give another name")
    if new.is_dir():
        ours = {item.name for item in new.iterdir()}
        others = sorted(item.name for item in old.iterdir() if item.name not in ours)
        if others:
            raise FormatError(
                f"{old} holds {others[0]!r}, which is not written here; "
                "give another name"
            )


def _move(new: Path, old: Path, aside: Path) -> None:
    """Put a file or folder in its place."""
    if not old.is_dir():
        new.replace(old)
        return
    # A folder that is not empty cannot be replaced in one step.
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """Give a folder to write into, which takes the place of one when all is well.

    Args:
        path: The folder that is to be there in the end.

    Yields:
        A folder beside it that is not there yet.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".entityx-") as folder:
        draft = Path(folder) / path.name
        yield draft
        if path.is_dir():
            shutil.rmtree(path)
        draft.replace(path)
