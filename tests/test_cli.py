"""The command line: whatever goes wrong is one line and exit code 1."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from typer.testing import CliRunner

import entityx
from entityx.cli import app

Run = Callable[..., subprocess.CompletedProcess[bytes]]
SENTENCE = "Russia is buying artillery shells from North Korea, a US official said."
GOLD = {
    "id": "a",
    "lang": "en",
    "text": "Oslo",
    "entities": [
        {"id": "E", "type": "LOC", "name": "Oslo", "mentions": [{"start": 0, "end": 4}]}
    ],
    "triples": [],
}


def _lines(data: bytes) -> list[str]:
    """Return what was printed, line by line."""
    return data.decode("utf-8").splitlines()


def _told(done: subprocess.CompletedProcess[bytes], *words: str) -> None:
    """Check that a command failed with one line on standard error that says why."""
    (line,) = _lines(done.stderr)
    assert done.returncode == 1
    assert done.stdout == b""
    assert line.startswith("entityx: ")
    assert all(word in line for word in words), line


def test_version_and_help_are_there() -> None:
    """Every command says what it does."""
    runner = CliRunner()
    assert (
        runner.invoke(app, ["--version"]).output == f"entityx {entityx.__version__}\n"
    )
    for command in ("extract", "graph", "evaluate", "resolve"):
        done = runner.invoke(app, [command, "--help"])
        assert done.exit_code == 0
        assert command in done.output


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("none.txt", None, "no such file or directory"),
        ("x.pdf", b"%PDF-1.4", "looks like a PDF"),
        ("x.bin", bytes(range(256)) * 99, "binary data"),
        ("x.jsonl", b"{oops", "no JSON object"),
        ("x.jsonl", b'{"text": 1}', "not a string"),
    ],
)
def test_a_bad_file_is_one_line_and_exit_code_one(
    name: str, data: bytes | None, reason: str, run: Run, tmp_path: Path
) -> None:
    """The line names the file and the reason."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    _told(run("extract", tmp_path / name), name, reason)


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    """A folder is told like any other bad file."""
    _told(run("extract", tmp_path), "is a directory")


def test_wrong_options_are_told(run: Run, tmp_path: Path) -> None:
    """Formats, suffixes, folders and patterns: the message says what would be right."""
    _told(run("extract", "x", "--format", "png"), "jsonl, table, triples")
    _told(run("graph", "x", "-o", tmp_path / "g.png"), "png", ".graphml")
    _told(run("graph", "x", "-o", tmp_path / "no" / "g.gexf"), "no such folder")
    graph = ("graph", "x", "-o", tmp_path / "g.jsonl")
    _told(run(*graph, "--add", tmp_path / "none.jsonl"), "none.jsonl")
    _told(run(*graph, "--decisions", tmp_path / "no.jsonl"), "no.jsonl")
    _told(run("resolve", "Kim", "--type", "ANIMAL"), "PERSON")
    _told(run("evaluate", tmp_path / "none.jsonl"), "none.jsonl")
    _told(run("resolve", "Kim", "--patterns", tmp_path / "none"), "none")
    done = run("extract", "x", "--date", "yesterday")
    assert done.returncode == 2
    assert b"2024-05-31" in done.stderr


def test_evaluate_prints_the_figures(run: Run, tmp_path: Path) -> None:
    """The same figures as lines and as JSON."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    done = run("evaluate", gold, gold)
    assert done.returncode == 0
    assert _lines(done.stdout)[0].startswith("mentions   P 1.000  R 1.000  F1 1.000")
    figures = json.loads(run("evaluate", gold, gold, "--json").stdout)
    assert figures["mentions"]["f1"] == 1
    none = json.loads(run("evaluate", gold, gold, "--json", "--lang", "pt").stdout)
    assert none["docs"] == 0


def test_resolve_says_who_is_meant_and_why(run: Run) -> None:
    """A known spelling gives the id, an invented one nothing."""
    done = run("resolve", "North Korea", "--type", "country")
    first, reason = _lines(done.stdout)
    assert first.split("\t")[:2] == ["country:KP", "North Korea"]
    assert reason.startswith("  because ")
    assert run("resolve", "Xyzzyland").returncode == 1


@pytest.mark.model
def test_good_files_are_read_beside_bad_ones(run: Run, tmp_path: Path) -> None:
    """Exit code 1 says that some failed; the results of the others are there."""
    (tmp_path / "good.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00" * 99)
    (tmp_path / "empty.txt").write_bytes(b"")
    names = ("bad.txt", "good.txt", "none.txt", "empty.txt")
    done = run("extract", *names, cwd=tmp_path)
    assert done.returncode == 1
    assert len(_lines(done.stderr)) == 2
    good, empty = map(json.loads, _lines(done.stdout))
    assert (good["id"], empty["id"]) == ("good.txt", "empty.txt")
    assert empty["entities"] == empty["triples"] == []
    for entity in good["entities"]:
        for m in entity["mentions"]:
            assert SENTENCE[m["start"] : m["end"]] == m["text"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("data", "warning"),
    [
        (b"12 345 678,90", None),
        (b"\x01\x02 \x1b[31m \x7f", None),
        ("Россия купила снаряды у Северной Кореи.".encode(), "no pipeline for"),
        (b"Russia sold tanks to Iran. Caf\xe9.", "not UTF-8"),
        ("Russia \ufffe\u202e sold tanks \U0001f680 to Iran.".encode(), None),
        (b"\xef\xbb\xbf", None),
    ],
    ids=["digits", "controls", "russian", "latin-1", "odd signs", "only a mark"],
)
def test_odd_text_gives_a_result(data: bytes, warning: str | None, run: Run) -> None:
    """Whatever is text is read, doubts are told, nothing ends in a traceback."""
    done = run("extract", "-", given=data)
    assert done.returncode == 0
    assert json.loads(done.stdout)["id"] == "stdin"
    assert (warning or "") in done.stderr.decode()
    assert len(_lines(done.stderr)) == (warning is not None)


@pytest.mark.model
def test_rows_go_in_and_rows_come_out(run: Run) -> None:
    """Each row keeps its id and date, half characters do not end the run."""
    rows = [
        {"id": "a", "text": SENTENCE, "date": "2024-05-31"},
        {"id": "b", "text": "\ud83d"},
    ]
    done = run("extract", "-", given="\n".join(map(json.dumps, rows)).encode())
    assert done.returncode == 0, done.stderr
    first, second = map(json.loads, _lines(done.stdout))
    assert (first["id"], first["date"]) == ("a", "2024-05-31")
    assert second["triples"] == []


@pytest.mark.model
def test_two_runs_print_the_same_bytes(run: Run) -> None:
    """The same input gives the same output."""
    one, other = (run("extract", "examples/article.txt").stdout for _ in range(2))
    assert one == other


@pytest.mark.model
@pytest.mark.slow
def test_ten_megabytes_on_one_line_are_read_in_part(run: Run, tmp_path: Path) -> None:
    """What is left out is told, and the end comes soon."""
    (tmp_path / "big.txt").write_text((SENTENCE + " ") * 140_000, encoding="utf-8")
    done = run("extract", "--max-chars", "60000", tmp_path / "big.txt")
    assert done.returncode == 0
    (line,) = _lines(done.stderr)
    assert "only the first 60000 read" in line
    row = json.loads(done.stdout)
    text = (SENTENCE + " ") * 1000
    for triple in row["triples"]:
        for proof in triple["evidence"]:
            assert proof["end"] <= 60_000
            assert text[proof["start"] : proof["end"]] == proof["text"]


@pytest.mark.model
def test_a_reader_that_stops_reading_is_no_error(root: Path) -> None:
    """``entityx extract … | head`` ends without a traceback."""
    command = f"{sys.executable} -m entityx extract " + "examples/article.txt " * 3
    pipe = subprocess.run(
        ["bash", "-c", f"{command} | head -c 1"],
        capture_output=True,
        cwd=root,
        timeout=120,
    )
    assert pipe.stdout == b"{"
    assert b"Traceback" not in pipe.stderr
    assert b"Error" not in pipe.stderr


def test_a_missing_extra_is_told_before_texts_are_read(
    root: Path, tmp_path: Path
) -> None:
    """Hours of reading are not lost for a package that could have been installed."""
    (tmp_path / "pyoxigraph.py").write_text(
        "raise ModuleNotFoundError('none', name='pyoxigraph')", encoding="utf-8"
    )
    command = [sys.executable, "-m", "entityx", "graph", "none.txt", "-o", "g.ttl"]
    env = {**os.environ, "PYTHONPATH": f"{tmp_path}:{root}"}
    done = subprocess.run(
        command, capture_output=True, cwd=tmp_path, env=env, timeout=60
    )
    _told(done, "pyoxigraph", "pip install 'entityx[rdf]'")


def test_the_format_may_be_told_by_its_name(run: Run, tmp_path: Path) -> None:
    """An empty text is read, and written as what ``--format`` says."""
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    options = ("--format", "neo4j", "-o", tmp_path / "out")
    done = run("graph", tmp_path / "a.txt", *options)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "claims.csv").is_file()
    done = run("graph", tmp_path / "a.txt", "--format", "ftm", "-o", tmp_path / "out")
    _told(done, "is a folder, not a file")


@pytest.mark.model
def test_graph_command_writes_what_networkx_reads(run: Run, tmp_path: Path) -> None:
    """The suffix decides the format."""
    done = run("graph", "examples/article.txt", "-o", tmp_path / "g.graphml")
    assert done.returncode == 0, done.stderr
    found = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    edges = {(a, d["predicate"], b) for a, b, d in found.edges(data=True)}
    assert ("country:RU", "buys_from", "country:KP") in edges
