"""The still picture: every entity, how claims are meant, and names that are text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from matplotlib.colors import same_color
from matplotlib.figure import Figure

from entityx.errors import FormatError
from entityx.graph import KnowledgeGraph
from entityx.types import Extraction
from entityx.view.palette import LOOKS
from entityx.view.plot import MARKERS


def _axes() -> Any:
    return Figure(figsize=(8, 6)).subplots()


def _arrows(ax: Any) -> list[Any]:
    return [text.arrow_patch for text in ax.texts if text.arrow_patch is not None]


def test_picture_shows_entities_claims_and_what_they_mean(
    make_extraction: Callable[..., Extraction], tmp_path: Path
) -> None:
    """Names, types, a dashed plan, a red denial, and a legend of what is there."""
    graph = KnowledgeGraph(
        [
            make_extraction(
                "a", {"modality": "planned"}, {"object": "Ukraine", "negated": True}
            )
        ]
    )
    ax = graph.plot(ax=_axes())
    shown = {text.get_text() for text in ax.texts if text.arrow_patch is None}
    assert shown == {"Russia", "North Korea", "Ukraine"}
    assert {line.get_marker() for line in ax.lines} == {"s"}
    assert all(same_color(x.get_color(), LOOKS["COUNTRY"].colour) for x in ax.lines)
    red = {
        arrow for arrow in _arrows(ax) if same_color(arrow.get_edgecolor(), "#b3001b")
    }
    (plan,) = set(_arrows(ax)) - red
    assert len(red) == 1
    assert plan.get_linestyle() == "--"
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["COUNTRY", "planned", "denied"]
    path = tmp_path / "graph.png"
    ax.figure.savefig(path)
    assert path.stat().st_size > 5000


def test_the_same_graph_is_the_same_picture(
    story: KnowledgeGraph, tmp_path: Path
) -> None:
    """Two runs, the same bytes."""
    drawn = []
    for name in ("a.png", "b.png"):
        ax = story.plot(ax=_axes())
        for text in ax.texts:  # the letters of a font are not what is tested here
            text.set_text(text.get_text().encode("ascii", "replace").decode())
        ax.figure.savefig(tmp_path / name)
        drawn.append((tmp_path / name).read_bytes())
    assert drawn[0] == drawn[1]


def test_a_name_is_no_formula(make_extraction: Callable[..., Extraction]) -> None:
    """Dollar signs and broken TeX are letters."""
    found = make_extraction()
    relation = found.relations[0]
    odd = replace(relation.subject, name=r"$\frac{ $")
    graph = KnowledgeGraph(
        [
            replace(
                found,
                entities=(odd, *found.entities[1:]),
                relations=(replace(relation, subject=odd),),
            )
        ]
    )
    ax = graph.plot(ax=_axes())
    ax.figure.canvas.draw()
    assert any("frac" in text.get_text() for text in ax.texts)


def test_a_new_figure_is_made_and_limits_hold(story: KnowledgeGraph) -> None:
    """Without axes there are new ones; only the strongest part is drawn."""
    from matplotlib import pyplot as plt

    ax = story.plot(max_entities=2)
    assert len(ax.lines) == 2
    plt.close(ax.figure)
    assert len(KnowledgeGraph().plot(ax=_axes()).lines) == 0
    with pytest.raises(ValueError, match="negative"):
        story.plot(max_entities=-1)


def test_without_matplotlib_the_command_is_told(
    story: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has what to install."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(FormatError, match=r"entityx\[plot\]"):
        story.plot()


def test_every_shape_of_the_page_has_a_marker() -> None:
    """No type is left without one."""
    assert {look.shape for look in LOOKS.values()} <= set(MARKERS)
    assert len(set(MARKERS.values())) == len(MARKERS)


def test_one_reading_shows_itself_as_its_page(
    make_extraction: Callable[..., Extraction],
) -> None:
    """A notebook gets the same walled-off frame as for a graph."""
    found = make_extraction()
    assert found._repr_html_() == KnowledgeGraph([found])._repr_html_()
    assert 'sandbox="allow-scripts"' in found._repr_html_()
