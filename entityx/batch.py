"""Many inputs, one after the other, for the command line.

Whatever goes wrong with one input is one line on standard error; the others are still
read.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from entityx.errors import EntityxError, InputError
from entityx.export.flatten import one_line
from entityx.inputs import MAX_CHARS, Input, read_inputs

if TYPE_CHECKING:
    from entityx.extractor import Extractor
    from entityx.types import Extraction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """Say how inputs are to be read."""

    lang: str | None = None
    date: str | None = None
    threshold: float | None = None
    patterns: tuple[Path, ...] = ()
    max_chars: int = MAX_CHARS
    tier: str = "default"
    model: Path | None = None


class Batch:
    """Read inputs with one set of options, and remember whether any failed.

    Args:
        options: How to read.
        progress: Whether to show a bar; None for only in a terminal.
        stream: Where problems and the bar go.
    """

    def __init__(
        self,
        options: Options,
        *,
        progress: bool | None = None,
        stream: TextIO | None = None,
    ) -> None:
        self.options = options
        self.failed = False
        self._stream = stream or sys.stderr
        self._progress = self._stream.isatty() if progress is None else progress
        self._bar: Any = None  # a tqdm bar while there is something to show

    @cached_property
    def extractor(self) -> Extractor:
        """Load the pipelines when the first text is there to be read."""
        from entityx.extractor import load

        options = self.options
        return load(
            patterns=options.patterns,
            threshold=options.threshold,
            tier=options.tier,
            model=options.model,
        )

    def warn(self, problem: object) -> None:
        """Say something on one line.

        Args:
            problem: An error or a message.
        """
        if self._bar is not None:
            self._bar.clear()
        self._stream.write(f"entityx: {one_line(str(problem))}\n")
        self._stream.flush()

    def fail(self, problem: object) -> None:
        """Say what could not be done, on one line.

        Args:
            problem: An error or a message.
        """
        self.failed = True
        self.warn(problem)

    def read_files(self, paths: Sequence[str]) -> Iterator[Extraction]:
        """Read files, or standard input for ``-``.

        Args:
            paths: Names of text, HTML or JSONL files.
        """
        return self.read(read_inputs(paths))

    def read(self, inputs: Iterable[Input | InputError]) -> Iterator[Extraction]:
        """Read inputs; what fails is told and left out.

        Args:
            inputs: What ``read_inputs`` yields.
        """
        with self._make_bar() as self._bar:
            for given in inputs:
                if isinstance(given, InputError):
                    self.fail(given)
                    continue
                found = self._read_one(given)
                if found is not None:
                    yield found
        self._bar = None

    def _read_one(self, given: Input) -> Extraction | None:
        """Read one text; None if that failed."""
        bar, update = self._bar, None
        if bar is not None:
            bar.total = (bar.total or 0) + min(len(given.text), self.options.max_chars)
            bar.set_postfix_str(one_line(given.id), refresh=False)
            update = bar.update
        if given.warning:
            self.warn(f"{given.id}: {given.warning}")
        extractor = self.extractor  # a missing model ends the command, not one text
        try:
            found = extractor.read(
                given.text,
                id=given.id,
                lang=self.options.lang or given.lang,
                date=given.date or self.options.date,
                source=given.source,
                max_chars=self.options.max_chars,
                progress=update,
            )
        except EntityxError as error:
            self.fail(f"{given.id}: {error}")
            return None
        except Exception as error:  # one text must not end the others
            log.debug("%s could not be read", given.id, exc_info=True)
            self.fail(f"{given.id}: internal error: {type(error).__name__}: {error}")
            return None
        for warning in found.warnings:
            self.warn(f"{given.id}: {warning}")
        return found

    def _make_bar(self) -> AbstractContextManager[Any]:
        """Make a progress bar that counts characters, where one is wanted."""
        if not self._progress:
            return nullcontext()
        from tqdm import tqdm

        bar: AbstractContextManager[Any] = tqdm(
            file=self._stream, unit="chars", unit_scale=True, leave=False
        )
        return bar
