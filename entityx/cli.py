"""The command line: read files, build graphs, draw them, measure, look names up."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

import entityx
from entityx.batch import Batch, Options
from entityx.errors import EntityxError, FormatError, InputError
from entityx.inputs import MAX_CHARS, is_day

if TYPE_CHECKING:
    from entityx.types import Extraction

app = typer.Typer(
    help="Read conflict, arms-trade and diplomacy news into entities and triples.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _is_day(value: str | None) -> str | None:
    """Refuse what is no date."""
    if value is not None and not is_day(value):
        raise typer.BadParameter(f"{value!r} is no day like 2024-05-31")
    return value


Files = Annotated[
    list[str], typer.Argument(help="Text, HTML or JSONL files; - is standard input.")
]
Lang = Annotated[
    str | None, typer.Option(help="Language of the texts; told from them if not given.")
]
Date = Annotated[
    str | None, typer.Option(help="Day of writing, YYYY-MM-DD.", callback=_is_day)
]
Threshold = Annotated[
    float | None, typer.Option(min=0, max=1, help="Least score of a triple.")
]
Patterns = Annotated[
    list[Path] | None,
    typer.Option(help="Folder of patterns merged over ours; may be repeated."),
]
Tier = Annotated[str, typer.Option(help="default, or accurate: a transformer, slower.")]
Model = Annotated[
    Path | None, typer.Option(help="Folder of your own pipeline, in place of ours.")
]
MaxChars = Annotated[
    int, typer.Option(min=1, help="Most characters read of one document.")
]
Progress = Annotated[
    bool | None, typer.Option(help="Show a progress bar; by default in a terminal.")
]


@app.callback(invoke_without_command=True)
def version(
    show: Annotated[
        bool,
        typer.Option("--version", help="Print the version and end.", is_eager=True),
    ] = False,
) -> None:
    """Read conflict, arms-trade and diplomacy news into entities and triples."""
    if show:
        typer.echo(f"entityx {entityx.__version__}")
        raise typer.Exit


@app.command()
def extract(
    files: Files,
    format: Annotated[str, typer.Option(help="jsonl, triples or table.")] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write into.")
    ] = None,
    lang: Lang = None,
    date: Date = None,
    threshold: Threshold = None,
    patterns: Patterns = None,
    tier: Tier = "default",
    model: Model = None,
    max_chars: MaxChars = MAX_CHARS,
    progress: Progress = None,
) -> None:
    """Read texts and print entities and triples, one document after the other."""
    from entityx.export import renderer_for

    render = renderer_for(format)
    folders = tuple(patterns or ())
    options = Options(lang, date, threshold, folders, max_chars, tier, model)
    batch = Batch(options, progress=progress)
    with _opened(output) as out:
        for extraction in batch.read_files(files):
            lines = render(extraction)
            if lines:
                out.write(lines + "\n")
                out.flush()
    raise typer.Exit(batch.failed)


@app.command()
def graph(
    files: Files,
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write into.")],
    format: Annotated[
        str | None, typer.Option(help="Graph format; by default the suffix tells.")
    ] = None,
    lang: Lang = None,
    date: Date = None,
    threshold: Threshold = None,
    patterns: Patterns = None,
    tier: Tier = "default",
    model: Model = None,
    max_chars: MaxChars = MAX_CHARS,
    progress: Progress = None,
    add: Annotated[
        list[Path] | None,
        typer.Option(help="Saved graph (.jsonl) to go on with; may be repeated."),
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="Your decisions about names, JSONL.")
    ] = None,
    keep_text: Annotated[
        bool, typer.Option(help="Keep the texts in a saved graph.")
    ] = True,
) -> None:
    """Read texts into one graph, and write it in the format of the file's suffix."""
    from entityx.export import exporter_for

    exporter_for(output, format)  # told before hours of reading, not after
    if not output.parent.is_dir():
        raise InputError(f"{output.parent}: no such folder")
    found = _begin(add or (), decisions, keep_text, tuple(patterns or ()))
    folders = tuple(patterns or ())
    options = Options(lang, date, threshold, folders, max_chars, tier, model)
    batch = Batch(options, progress=progress)
    for extraction in batch.read_files(files):
        _add(found, extraction, batch)
    try:
        found.write(output, format=format)
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror}") from None
    typer.echo(f"{output}: {found!r}", err=True)
    raise typer.Exit(batch.failed)


@app.command()
def view(
    files: Files,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="HTML file to write into.")
    ],
    title: Annotated[str, typer.Option(help="What stands on top.")] = "entityx",
    max_entities: Annotated[
        int, typer.Option(min=0, help="Most entities shown, those with most claims.")
    ] = 2000,
    lang: Lang = None,
    date: Date = None,
    threshold: Threshold = None,
    patterns: Patterns = None,
    tier: Tier = "default",
    model: Model = None,
    max_chars: MaxChars = MAX_CHARS,
    progress: Progress = None,
) -> None:
    """Read texts into one offline page: graph, evidence, timeline and articles."""
    from entityx.graph import KnowledgeGraph
    from entityx.outputs import replacing

    if not output.parent.is_dir():
        raise InputError(f"{output.parent}: no such folder")
    folders = tuple(patterns or ())
    options = Options(lang, date, threshold, folders, max_chars, tier, model)
    batch = Batch(options, progress=progress)
    found = KnowledgeGraph(patterns=folders)
    for extraction in batch.read_files(files):
        _add(found, extraction, batch)
    page = found.to_html(title=title, max_entities=max_entities)
    try:
        with replacing(output) as draft:
            draft.write_text(page, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror}") from None
    typer.echo(f"{output}: {found!r}", err=True)
    raise typer.Exit(batch.failed)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated documents, JSONL.")],
    system: Annotated[
        Path | None, typer.Argument(help="What was extracted; by default it is now.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Only this language.")] = None,
    errors: Annotated[int, typer.Option(min=0, help="Show this many mistakes.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    threshold: Threshold = None,
    patterns: Patterns = None,
    tier: Tier = "default",
    model: Model = None,
    progress: Progress = None,
) -> None:
    """Measure precision, recall and F1 against annotated documents."""
    from entityx.evaluate import evaluate as measure
    from entityx.evaluate import summary
    from entityx.export.flatten import one_line, to_json
    from entityx.inputs import read_rows
    from entityx.patterns import load_patterns

    folders = tuple(patterns or ())
    options = Options(threshold=threshold, patterns=folders, tier=tier, model=model)
    batch = Batch(options, progress=progress)
    wanted = [row for row in read_rows(gold) if lang in (None, row.get("lang"))]
    rows = _read_gold(wanted, batch) if system is None else read_rows(system)
    result = measure(wanted, {row["id"]: row for row in rows}, load_patterns(folders))
    for mistake in result.mistakes[:errors]:
        line = f"{mistake.kind:7} {mistake.document}: {mistake.claim}"
        typer.echo(one_line(line), err=True)
    typer.echo(to_json(result.to_dict()) if as_json else summary(result))
    raise typer.Exit(batch.failed)


@app.command()
def resolve(
    name: Annotated[str, typer.Argument(help="A name in any script.")],
    type: Annotated[
        str | None, typer.Option(help="PERSON, COUNTRY, ORG, LOC or WEAPON.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(help="Day of the text, for 'the Russian president'."),
    ] = None,
    patterns: Patterns = None,
) -> None:
    """Say which known entity a name means, how sure that is, and why."""
    from entityx.names import Resolver
    from entityx.patterns import load_patterns

    known = load_patterns(tuple(patterns or ()))
    kinds = sorted(set(known.types.values()))
    if type is not None and type.upper() not in kinds:
        raise FormatError(f"unknown type {type!r}; known: {', '.join(kinds)}")
    resolver = Resolver(known.entities.values())
    found = False
    for kind in kinds if type is None else [type.upper()]:
        match = resolver.resolve(name, type=kind, date=date)
        if match is not None and match.entity_id is not None:
            found = True
            row = known.entities[match.entity_id]
            typer.echo(f"{row['id']}\t{row['name']}\t{kind}\tscore {match.score:.2f}")
            for reason in match.why:
                typer.echo(f"  because {reason}")
    if not found:
        typer.echo(f"entityx: no known entity is called {name!r}", err=True)
    raise typer.Exit(not found)


def _begin(
    saved: Sequence[Path],
    decisions: Path | None,
    keep_text: bool,
    patterns: tuple[Path, ...],
) -> entityx.KnowledgeGraph:
    """Make the graph that texts are added to, out of what was saved before."""
    from entityx.graph import KnowledgeGraph
    from entityx.names import DecidedMerger, read_decisions

    try:
        merger = None if decisions is None else DecidedMerger(read_decisions(decisions))
        found = KnowledgeGraph(keep_text=keep_text, merger=merger, patterns=patterns)
        for path in saved:
            found.merge(KnowledgeGraph.load(path, keep_text=keep_text))
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}") from None
    except ValueError as error:  # one document twice, or bytes that are no UTF-8
        raise InputError(str(error)) from None
    return found


@app.command()
def cluster(
    file: Annotated[str, typer.Argument(help="Names, one a line; - is stdin.")],
    type: Annotated[
        str, typer.Option(help="PERSON, COUNTRY, ORG, LOC or WEAPON.")
    ] = "PERSON",
    format: Annotated[str, typer.Option(help="tsv or json.")] = "tsv",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write into.")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="An analyst's decisions, JSON Lines.")
    ] = None,
    progress: Progress = None,
) -> None:
    """Group names that mean one thing, one group for each thing named."""
    from entityx.names.listing import Job

    job = Job.of(type, format, decisions)
    with _opened(output) as out:
        for line in job.run(file, progress=progress):
            out.write(line + "\n")


@app.command(name="export-onnx")
def export_onnx(
    pipeline: Annotated[
        Path, typer.Argument(help="Folder of a pipeline of spacy-transformers.")
    ],
    output: Annotated[Path, typer.Argument(help="Folder to write.")],
    window: Annotated[
        int | None, typer.Option(min=1, help="Most tokens seen at once.")
    ] = None,
    stride: Annotated[
        int | None, typer.Option(min=1, help="How far the next window is.")
    ] = None,
    int8: Annotated[
        bool, typer.Option(help="Weights of 8 bits: a quarter of the size, faster.")
    ] = True,
    force: Annotated[bool, typer.Option(help="Write over a folder.")] = False,
) -> None:
    """Write a pipeline whose transformer runs without torch."""
    from entityx.transformer.export import export_onnx as export

    folder = export(
        pipeline, output, window=window, stride=stride, int8=int8, force=force
    )
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    typer.echo(f"{folder}: {size / 1e6:.1f} MB", err=True)


@app.command()
def train(
    data: Annotated[
        Path, typer.Argument(help="Texts with marked entities, .jsonl or .spacy.")
    ],
    output: Annotated[Path, typer.Argument(help="Folder to write.")],
    base: Annotated[
        str, typer.Option(help="en, pt …, a pipeline's folder, or a transformer.")
    ] = "en",
    lang: Annotated[
        str, typer.Option(help="Language of the texts, for a transformer.")
    ] = "en",
    dev: Annotated[
        Path | None, typer.Option(help="Texts to hold back, not every fifth.")
    ] = None,
    rehearse: Annotated[
        Path | None, typer.Option(help="More texts in which to keep what is known.")
    ] = None,
    steps: Annotated[int, typer.Option(min=1, help="Most steps.")] = 600,
    patience: Annotated[
        int, typer.Option(min=1, help="Steps without gain before it ends.")
    ] = 200,
    seed: Annotated[int, typer.Option(help="Seed of all chance.")] = 1,
    progress: Progress = None,
) -> None:
    """Train the entity recogniser on your own texts and types, in minutes."""
    from entityx.learning.card import score_table
    from entityx.learning.training import Plan
    from entityx.learning.training import train as run

    plan = Plan(steps=steps, patience=patience, seed=seed, rehearse=rehearse)
    bar = sys.stderr.isatty() if progress is None else progress
    made = run(data, output, base=base, lang=lang, dev=dev, plan=plan, progress=bar)
    for mark in made.left_out:
        typer.echo(f"entityx: no whole words, left out: {mark}", err=True)
    typer.echo("\n".join(score_table(made)))
    typer.echo(f"{output}: best at step {made.step}", err=True)


def _add(found: entityx.KnowledgeGraph, extraction: Extraction, batch: Batch) -> None:
    """Add a document to a graph, or say that its id is taken."""
    try:
        found.add(extraction)
    except ValueError as error:
        batch.fail(error)


def _read_gold(rows: list[dict[str, Any]], batch: Batch) -> list[dict[str, Any]]:
    """Read the texts of annotated documents."""
    from entityx.export.jsonl import extraction_to_row
    from entityx.inputs import row_to_input

    inputs = (row_to_input(row, f"row {row['id']}") for row in rows)
    return [extraction_to_row(extraction) for extraction in batch.read(inputs)]


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    """Open a file to write into, or standard output."""
    if path is None:
        yield sys.stdout
        return
    try:
        handle = path.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None
    with handle:
        yield handle


def main() -> None:
    """Run the command line; what goes wrong is one line, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # Half a character from broken JSON must not end the run.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr] # a real stream here
    try:
        app()
    except EntityxError as error:
        typer.echo(f"entityx: {error}", err=True)
        sys.exit(1)
