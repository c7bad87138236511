"""The page: one safe file, the same every time, with everything in it."""

import html
import json
import re
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import entityx.view
from entityx.graph import KnowledgeGraph
from entityx.view import displacy_options, render_page
from entityx.view.page import to_script
from entityx.view.palette import LOOKS, looks


class _Reader(HTMLParser):
    """Collect the elements of a page, and what stands in each script."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script":
            self.scripts[-1] += data


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def _data(page: str) -> dict[str, Any]:
    """Return the data that a page carries."""
    found: dict[str, Any] = json.loads(_read(page).scripts[0])
    return found


def test_the_same_graph_is_the_same_page(story: KnowledgeGraph) -> None:
    """Order of adding and time of day leave no trace."""
    other = KnowledgeGraph(reversed(story.documents))
    assert render_page(story) == render_page(other) == story.to_html()


def test_text_of_articles_is_never_markup(attacked: KnowledgeGraph) -> None:
    """The elements of a page are the same whatever its texts say."""
    plain = _read(KnowledgeGraph().to_html())
    page = attacked.to_html(title="</title><script>alert(1)</script>")
    found = _read(page)
    assert found.tags == [
        (tag, {**attrs, "content": dict(plain.tags[i][1]).get("content")})
        if "content" in attrs
        else (tag, attrs)
        for i, (tag, attrs) in enumerate(found.tags)
    ]
    assert [tag for tag, _ in found.tags] == [tag for tag, _ in plain.tags]
    assert found.scripts[1:] == plain.scripts[1:]
    assert {claim["predicate"] for claim in _data(page)["claims"]} >= {
        "javascript:alert(4)",
        "`${window.hacked=1}`",
    }


@pytest.mark.parametrize(
    "text", ["</script>", "<!--<script>", "&lt;", "\u2028", "\u2029"]
)
def test_json_in_a_script_cannot_end_it(text: str) -> None:
    """What has a meaning for HTML is escaped, and comes back."""
    written = to_script({text: [text]})
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {text: [text]}


def test_half_a_character_can_be_written_as_utf8(attacked: KnowledgeGraph) -> None:
    """Broken text is shown as such, and does not break the file."""
    assert b"\xef\xbf\xbd" in attacked.to_html(title="\ud800").encode("utf-8")


def test_policy_blocks_the_network_and_every_other_script(
    story: KnowledgeGraph,
) -> None:
    """Nothing is loaded, and only the two scripts of the page may run."""
    found = _read(story.to_html())
    (policy,) = [
        attrs["content"]
        for tag, attrs in found.tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].count("'sha256-") == 2
    assert "unsafe" not in policy
    addresses = [
        v for _, attrs in found.tags for k, v in attrs.items() if k in ("src", "href")
    ]
    assert addresses == []


def test_our_scripts_build_no_markup_out_of_text() -> None:
    """There is no way from text to markup or code in what the page runs."""
    folder = Path(entityx.view.__file__).parent
    for path in [*folder.glob("assets/*.js"), *folder.glob("vendor/*.js")]:
        source = path.read_text(encoding="utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "DOMParser",
            "fetch(",
            "XMLHttpRequest",
        ):
            assert word not in source, f"{path.name}: {word}"


def test_page_holds_claims_with_their_evidence(story: KnowledgeGraph) -> None:
    """Sentences, marks, speakers, contradiction and articles are all there."""
    data = _data(story.to_html(title="Arms"))
    names = [entity["name"] for entity in data["entities"]]
    claims = {
        (names[c["subject"]], c["predicate"], c["negated"]): c for c in data["claims"]
    }
    claim = claims["Russia", "buys_from", False]
    denial = claims["Russia", "buys_from", True]
    assert data["claims"][claim["against"][0]] == denial
    assert data["claims"][denial["against"][0]] == claim
    assert denial["proofs"][0]["said"] == "किम जोंग उन"
    assert (claim["first"], claim["last"], claim["sources"]) == (
        "2024-03-01",
        "2024-05-10",
        2,
    )
    for proof in claim["proofs"]:
        marked = {kind: proof["text"][a:b] for a, b, kind in proof["marks"]}
        assert marked["subject"] == "Moscow"
        assert marked["object"] == "Pyongyang"
        assert marked["cue"] in ("buy", "bought")
        article = data["documents"][proof["document"]]
        assert article["text"][proof["start"] : proof["end"]] == proof["text"]
    for article in data["documents"]:
        for start, end, number in article["marks"]:
            assert article["text"][start:end] in {
                "Moscow",
                "Pyongyang",
                "NATO",
                "what",
                "किम",
            }, names[number]


def test_what_does_not_fit_is_left_out_and_told(story: KnowledgeGraph) -> None:
    """The entities with the most claims stay; the page says what is missing."""
    data = _data(story.to_html(max_entities=2, max_chars=60))
    assert len(data["entities"]) == 2
    assert any("2 of 5 entities" in note for note in data["notes"])
    assert any("articles are here with their text" in note for note in data["notes"])
    assert data["claims"]
    with pytest.raises(ValueError, match="negative"):
        story.to_html(max_entities=-1)


def test_an_empty_graph_is_a_page_too() -> None:
    """Nothing to show is shown as such."""
    data = _data(KnowledgeGraph().to_html())
    assert (data["entities"], data["claims"], data["documents"]) == ([], [], [])


def test_a_name_of_any_length_stays_bearable(
    story: KnowledgeGraph, make_extraction: Callable[..., Any]
) -> None:
    """100 kB of a name do not make the page heavy, nor do signs that turn a line."""
    from dataclasses import replace

    found = make_extraction("a")
    long = replace(found.entities[0], name="\u202eRu\x00ssia\n" + "x" * 100_000)
    graph = KnowledgeGraph([replace(found, entities=(long, *found.entities[1:]))])
    row = next(e for e in _data(graph.to_html())["entities"] if e["id"] == "country:RU")
    assert row["name"].startswith("Ru ssia xxx")
    assert len(row["name"]) <= 300
    assert len(row["label"]) <= 28


def test_notebook_frame_is_walled_off(attacked: KnowledgeGraph) -> None:
    """A notebook shows the page in a sandbox, and nothing of it outside."""
    found = _read(attacked._repr_html_())
    ((tag, attrs),) = found.tags
    assert tag == "iframe"
    assert attrs["sandbox"] == "allow-scripts"
    assert attrs["srcdoc"] is not None
    assert attrs["srcdoc"].startswith("<!doctype html>")


def test_every_type_has_a_colour_and_a_shape_of_its_own() -> None:
    """Nobody needs to see colours; displaCy shows the same ones, paler."""
    assert len({look.shape for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.colour for look in LOOKS.values()}) == len(LOOKS)
    assert looks(["B", "A", "ORG"])["A"].shape == "hexagon"
    options = displacy_options(["SHIP"])
    assert options["ents"] == [*LOOKS, "SHIP"]
    assert set(options["colors"]) == {*LOOKS, "SHIP"}


def test_displacy_takes_our_options() -> None:
    """The labels come out in our colours, text stays text."""
    import spacy
    from spacy import displacy
    from spacy.tokens import Span

    doc = spacy.blank("en")("Russia <b> buys")
    doc.ents = [Span(doc, 0, 1, label="COUNTRY")]
    drawn = displacy.render(doc, style="ent", options=displacy_options(), jupyter=False)
    assert LOOKS["COUNTRY"].tint in drawn
    assert "<b>" not in drawn


@pytest.mark.model
def test_view_command_writes_a_page(
    run: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path
) -> None:
    """The article, its entities and its claims are in the page."""
    path = tmp_path / "page.html"
    done = run("view", "examples/article.txt", "-o", path, "--title", "Arms & men")
    assert done.returncode == 0, done.stderr
    page = path.read_text(encoding="utf-8")
    assert f"<title>{html.escape('Arms & men')}</title>" in page
    data = _data(page)
    assert data["documents"][0]["text"].startswith("Warsaw orders")
    assert "Poland" in {entity["name"] for entity in data["entities"]}


def test_view_command_tells_a_missing_folder(
    run: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path
) -> None:
    """One line and exit code 1, before anything is read."""
    done = run("view", "x.txt", "-o", tmp_path / "no" / "page.html")
    assert done.returncode == 1
    assert b"no such folder" in done.stderr
    assert done.stderr.count(b"\n") == 1
