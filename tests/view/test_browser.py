"""Clicks through pages in a real browser; skipped where none is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from entityx.graph import KnowledgeGraph
from entityx.types import Entity, Evidence, Extraction, Mention, Relation

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _open(browser: Any, graph: KnowledgeGraph, folder: Path, width: int = 1300) -> None:
    """Open the page of a graph in a fresh tab of a size."""
    path = folder / "page.html"
    path.write_text(graph.to_html(title="Test"), encoding="utf-8")
    browser.show(width, 820)
    browser.open(path)


def _text(browser: Any, selector: str) -> str:
    """Return what is to be read in an element."""
    found: str = browser.run(f"document.querySelector({selector!r}).innerText")
    return found


def test_a_claim_leads_to_its_evidence_and_its_denial(
    browser: Any, story: KnowledgeGraph, tmp_path: Path
) -> None:
    """From search to entity, claim, sentence, contradiction, article, timeline."""
    _open(browser, story, tmp_path)
    assert browser.requests == [(tmp_path / "page.html").as_uri()]
    browser.click("#query")
    browser.type("moscow")
    browser.press("Enter")
    assert "Russia" in _text(browser, "#details h2")
    row = "#details [data-claim] em"
    verbs = browser.run(
        f"[...document.querySelectorAll('{row}')].map((e) => e.textContent)"
    )
    assert {"buys from", "not: buys from", "visits"} <= set(verbs)
    number = browser.run(
        f"[...document.querySelectorAll('{row}')]"
        ".find((e) => e.textContent === 'buys from').closest('button').dataset.claim"
    )
    browser.click(f"#details [data-claim='{number}']")
    details = _text(browser, "#details")
    assert "Denied by:" in details
    assert "2 independent sources" in details
    assert _text(browser, "#details mark.subject") == "Moscow"
    assert _text(browser, "#details mark.cue") == "bought"
    browser.click("#details .against .claim")
    assert "This denies:" in _text(browser, "#details")
    assert "किम जोंग उन" in _text(browser, "#details dl")
    browser.click("#details .proof > .link")
    assert "never bought" in _text(browser, "#article .proving.on")
    browser.click("#tab-timeline")
    timeline = _text(browser, "#view-timeline")
    assert "2024-05-10" in timeline
    assert "now asserted" in timeline
    assert browser.problems == []


def test_a_click_in_the_picture_opens_what_is_there(
    browser: Any, story: KnowledgeGraph, tmp_path: Path
) -> None:
    """Keys walk over the entities, the mouse hits the one that is drawn there."""
    _open(browser, story, tmp_path)
    browser.run("document.querySelector('#picture').focus()")
    browser.press("ArrowRight")
    spoken = _text(browser, "#spoken")
    assert spoken.startswith("Russia, COUNTRY")
    browser.press("Enter")
    assert "Russia" in _text(browser, "#details h2")
    browser.click("#close")
    assert _text(browser, "#details h2") == "Overview"
    assert browser.problems == []


def test_filters_hide_and_bring_back(
    browser: Any, story: KnowledgeGraph, tmp_path: Path
) -> None:
    """The count follows; the views show only what fits."""
    _open(browser, story, tmp_path)
    whole = _text(browser, "#counts")
    assert whole.startswith("5 claims")
    browser.run(
        "[...document.querySelectorAll('#filters label')]"
        ".find((e) => e.innerText.includes('denied')).querySelector('input').click()"
    )
    browser.settle()
    assert _text(browser, "#counts").startswith("4 of 5 claims")
    browser.click("#tab-claims")
    assert "not: buys from" not in _text(browser, "#view-claims")
    browser.click("#reset")
    assert _text(browser, "#counts") == whole
    assert browser.problems == []


def test_a_phone_shows_all_without_scrolling_sideways(
    browser: Any, story: KnowledgeGraph, tmp_path: Path
) -> None:
    """Nothing is wider than 375 pixels in any view, and the theme can be changed."""
    _open(browser, story, tmp_path, width=375)
    for view in ("claims", "timeline", "articles", "graph"):
        browser.click(f"#tab-{view}")
        assert browser.run("document.documentElement.scrollWidth") <= 375, view
    theme = "document.documentElement.dataset.theme"
    assert browser.run(theme) == "light"
    browser.click("#theme")
    assert browser.run(theme) == "dark"
    browser.click("#show-filters")
    assert browser.run("document.querySelector('#reset').offsetHeight") > 0
    assert browser.problems == []


def test_no_attack_is_ever_run(
    browser: Any, attacked: KnowledgeGraph, tmp_path: Path
) -> None:
    """Every view shows the attacks as the texts that they are."""
    _open(browser, attacked, tmp_path)
    before = browser.run("document.querySelectorAll('script').length")
    count = browser.run(
        "JSON.parse(document.querySelector('#data').textContent).documents.length"
    )
    for view in ("claims", "timeline", "articles"):
        browser.click(f"#tab-{view}")
    for place in range(count):
        browser.run(f"document.querySelector('[data-place=\"{place}\"]').click()")
        browser.run("document.querySelector('#article .claim').click()")
    assert "<img src=x" in browser.run(
        "document.body.innerText + document.querySelector('#view-claims').textContent"
    )
    assert browser.run("document.querySelectorAll('script').length") == before
    assert (
        browser.run("document.querySelectorAll('img, iframe, object, a').length") == 0
    )
    assert browser.run("typeof window.hacked") == "undefined"
    assert browser.problems == []
    assert len(browser.requests) == 1


def _crowd(count: int) -> KnowledgeGraph:
    """Make a graph of many entities: each buys from another and meets two more."""
    people = [
        Entity(f"org:firm-{i}", ("ORG", "COUNTRY", "PERSON")[i % 3], f"Firm {i}")
        for i in range(count)
    ]
    found = []
    for i, entity in enumerate(people):
        text = f"{entity.name} buys from Firm {i * 7 % count} and meets others."
        proof = Evidence(f"d{i}", "en", 0, len(text), text, "buys", "rule/1")
        others = [(people[i * 7 % count], "buys_from"), (people[i // 3], "meets_with")]
        relations = tuple(
            Relation(entity, predicate, other, evidence=(proof,), score=0.9)
            for other, predicate in others
            if other is not entity
        )
        day = f"2024-{i % 12 + 1:02}-01"
        ends = {e.id: e for r in relations for e in (r.subject, r.object)}
        mentions = (Mention(0, len(entity.name), entity.name, entity.type, entity.id),)
        found.append(
            Extraction(
                f"d{i}",
                ("en", "pt")[i % 2],
                tuple(ends.values()),
                relations,
                mentions if entity.id in ends else (),
                day,
                text=text,
                source=f"paper {i % 5}",
            )
        )
    return KnowledgeGraph(found)


@pytest.mark.parametrize(("count", "seconds"), [(300, 2.0), (2000, 15.0)])
def test_a_large_graph_opens_and_answers(
    count: int, seconds: float, browser: Any, tmp_path: Path
) -> None:
    """Hundreds of entities at once, thousands still; the work is counted, not the wait.

    A busy machine is no fault of the page: what counts is how long the page's own
    thread was at work.
    """
    graph = _crowd(count)
    page = graph.to_html(max_entities=count)
    assert len(page.encode("utf-8")) <= 3_000_000
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    browser.show(1300, 820)
    browser.send("Performance.enable", timeDomain="threadTicks")

    def worked() -> float:
        rows = browser.send("Performance.getMetrics")["metrics"]
        return next(r["value"] for r in rows if r["name"] == "TaskDuration")

    before = worked()
    browser.open(path)
    after = worked()
    # The page may be in a process of its own, whose clock begins at nothing.
    opened = after - before if after > before else after
    assert 0 < opened <= seconds
    started = worked()
    browser.click("#query")
    browser.type(f"Firm {count - 1}")
    browser.press("Enter")
    assert f"Firm {count - 1}" in _text(browser, "#details h2")
    browser.click("#tab-claims")
    assert "buys from" in _text(browser, "#view-claims")
    assert 0 < worked() - started <= seconds
    assert browser.problems == []


def test_filters_of_language_predicate_and_date_narrow_the_claims(
    browser: Any, tmp_path: Path
) -> None:
    """Each is set as a reader would set it, and what is left fits it."""
    _open(browser, _crowd(30), tmp_path)
    total = "Number(document.querySelector('#counts').innerText.match(/\\d+/)[0])"
    whole = browser.run(total)

    def tick(word: str) -> float:
        browser.run(
            "[...document.querySelectorAll('#filters label')].find((e) => "
            f"e.innerText.trim().startsWith({word!r})).querySelector('input').click()"
        )
        browser.settle()
        left: float = browser.run(total)
        browser.click("#reset")
        return left

    assert 0 < tick("pt") < whole
    assert 0 < tick("buys from") < whole
    assert browser.run(total) == whole
    browser.run(
        "(() => { const e = document.querySelector('#day-from'); "
        "e.value = '2024-12-01'; e.dispatchEvent(new Event('change')); })()"
    )
    browser.settle()
    assert 0 < browser.run(total) < whole / 6
    assert browser.problems == []
