"""A small corpus to try things on: forty short articles in three languages.

They were written for this project, about things of the kind that the news tells: a
claim and its denial, a plan and its end, an agency's text in two papers, a correction.
"""

from __future__ import annotations

from entityx.inputs import Input, read_inputs
from entityx.patterns import home


def sample_corpus() -> list[Input]:
    """Return the sample articles, with id, text, language, date and source.

    Returns:
        Forty texts; ``shells-01``, ``shells-02`` and ``shells-03`` are one article in
        three papers, ``drones-07`` takes back what ``drones-06`` says.

    Example:
        >>> import entityx
        >>> articles = entityx.sample_corpus()
        >>> len(articles), articles[0].source
        (40, 'Meridian Courier')
    """
    found = read_inputs([str(home("examples") / "corpus.jsonl")])
    return [article for article in found if isinstance(article, Input)]
