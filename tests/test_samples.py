"""The sample corpus is there, in three languages, with the traps that it promises."""

from __future__ import annotations

from collections import Counter

import entityx


def test_the_sample_corpus_is_whole() -> None:
    """Forty articles, each with its day and paper, ids in order and told apart."""
    articles = entityx.sample_corpus()
    assert Counter(article.lang for article in articles) == {"en": 26, "pt": 7, "mr": 7}
    assert all(article.date and article.source for article in articles)
    ids = [article.id for article in articles]
    assert ids == sorted(set(ids))


def test_a_syndicated_article_counts_once() -> None:
    """One agency's text in three papers is one source."""
    copies = [a for a in entityx.sample_corpus() if a.id in ("shells-01", "shells-02")]
    first, second = (article.text for article in copies)
    assert first.split("\n")[-1] in second
    assert copies[0].source != copies[1].source
