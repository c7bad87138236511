"""Words per CPU second, of everything and of the trained pipeline alone."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks.table import Table
from entityx.extractor import Extractor, load
from entityx.text import clean

LEAST_WORDS = 5_000
IMPORTS = 3
IMPORT = """
import time
start = time.perf_counter()
import entityx
print(time.perf_counter() - start)
"""


def measure_import(table: Table) -> None:
    """Add how long ``import entityx`` takes in a fresh process, the best of some.

    Args:
        table: Where it goes.
    """
    times = [
        float(
            subprocess.run(
                [sys.executable, "-c", IMPORT],
                capture_output=True,
                check=True,
                text=True,
            ).stdout
        )
        for _ in range(IMPORTS)
    ]
    table.add_everywhere("import entityx", f"{min(times):.2f} s")


def measure_load(
    table: Table, langs: Sequence[str], tier: str = "default"
) -> Extractor:
    """Add how long all pipelines together take to load; return the extractor.

    Args:
        table: Where it goes.
        langs: The languages.
        tier: Which of our pipelines.
    """
    if tier == "accurate":  # imports are not counted
        import onnxruntime  # noqa: F401
        import tokenizers  # noqa: F401
    start, cpu = time.perf_counter(), time.process_time()
    extractor = load(langs, tier=tier)
    for lang in langs:
        extractor.pipelines[lang]
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    table.add_everywhere("load", f"{wall:.1f} s, {cpu:.1f} of a processor")
    return extractor


def measure_speed(
    table: Table, extractor: Extractor, lang: str, texts: Sequence[str]
) -> None:
    """Add words per CPU second, with and without our own components.

    Args:
        table: Where they go.
        extractor: What reads.
        lang: The language, and the column.
        texts: What is read; again and again until there are enough words.
    """
    words = sum(len(text.split()) for text in texts)
    times = max(1, -(-LEAST_WORDS // max(words, 1)))
    many = [*texts] * times
    nlp = extractor.pipelines[lang]
    cleaned = [clean(text).text for text in many]
    ours = [name for name in nlp.pipe_names if name.startswith("entityx")]
    nlp(cleaned[0])  # the first text fills caches
    with nlp.select_pipes(disable=ours):
        alone = _seconds(lambda: [nlp(text) for text in cleaned])
    whole = _seconds(lambda: [extractor.read(text, lang=lang) for text in many])
    table.add("words read", lang, f"{words * times}")
    table.add("words per CPU second, all", lang, f"{words * times / whole:,.0f}")
    table.add("  trained pipeline alone", lang, f"{words * times / alone:,.0f}")


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
