"""Files and rows become texts; what cannot be read is told and passed by."""

import io
from pathlib import Path

import pytest

from entityx.errors import InputError
from entityx.inputs import Input, read_inputs, read_rows


def test_files_and_rows_become_texts(tmp_path: Path) -> None:
    """A text file is one text, each line of a JSONL file another."""
    (tmp_path / "a.txt").write_text("Kim met Putin.", encoding="utf-8")
    rows = (
        '{"id": 7, "text": "x", "lang": "en", "date": "2024-05-31"}\n\n{"text": "y"}\n'
    )
    (tmp_path / "b.jsonl").write_text(rows, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("a.txt", "b.jsonl")]
    assert list(read_inputs(paths)) == [
        Input("a.txt", "Kim met Putin."),
        Input("7", "x", "en", "2024-05-31"),
        Input("b.jsonl:3", "y"),
    ]


def test_line_ends_are_kept(tmp_path: Path) -> None:
    """Offsets count what stands in the file."""
    (tmp_path / "a.txt").write_bytes(b"a\r\nb")
    (found,) = read_inputs([str(tmp_path / "a.txt")])
    assert isinstance(found, Input)
    assert found.text == "a\r\nb"


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Two article.txt in two folders have two ids."""
    paths = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        paths.append(str(tmp_path / folder / "a.txt"))
        Path(paths[-1]).write_text("x", encoding="utf-8")
    found = list(read_inputs(paths))
    assert [given.id for given in found if isinstance(given, Input)] == paths


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{", "no JSON object"),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "no JSON object"),
        ('{"id": "a"}', "'text' is None"),
        ('{"text": 1}', "'text' is 1"),
        ('{"text": "x", "lang": 1}', "'lang' is 1"),
        ('{"text": "x", "date": "soon"}', "'soon' is no day"),
    ],
)
def test_a_bad_row_is_told_with_its_line(row: str, reason: str, tmp_path: Path) -> None:
    """The rows around it are still read."""
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "x"}}\n{row}\n{{"text": "y"}}\n', encoding="utf-8")
    first, bad, last = read_inputs([str(path)])
    assert isinstance(bad, InputError)
    assert str(bad).startswith(f"{path}:2: ")
    assert reason in str(bad)
    assert isinstance(first, Input)
    assert isinstance(last, Input)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """Folders, missing and binary files are one error each."""
    (tmp_path / "x.bin").write_bytes(bytes(range(256)))
    paths = [str(tmp_path), str(tmp_path / "none.txt"), str(tmp_path / "x.bin"), "a\0b"]
    found = list(read_inputs(paths))
    assert [type(error) for error in found] == [InputError] * 4
    assert "is a directory" in str(found[0])
    assert "no such file" in str(found[1])
    assert "binary data" in str(found[2])


@pytest.mark.parametrize(
    ("given", "texts"),
    [
        ("Kim met Putin.", ["Kim met Putin."]),
        ('{"id": "a", "text": "x"}\n{"text": "y"}', ["x", "y"]),
        ('{"note": "no row"}', ['{"note": "no row"}']),
        ("", [""]),
    ],
)
def test_standard_input_is_text_or_rows(
    given: str, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are known by their look."""
    stream = io.TextIOWrapper(io.BytesIO(given.encode()))
    monkeypatch.setattr("sys.stdin", stream)
    found = [i for i in read_inputs(["-"]) if isinstance(i, Input)]
    assert [given.text for given in found] == texts


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "no id"}'])
def test_annotated_rows_need_an_id(line: str, tmp_path: Path) -> None:
    """A wrong line is told with its number."""
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": "a"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:2: "):
        list(read_rows(path))
