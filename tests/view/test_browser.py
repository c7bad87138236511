"""Clicks through pages in a real browser; skipped where none is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from entityx.graph import KnowledgeGraph

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
