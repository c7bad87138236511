"""A graph as a still picture for a paper: the page's places, colours and lines.

It shows who and how it is meant, not the sentences: what has to be checked belongs in
the page.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from entityx.extras import need
from entityx.view.payload import payload

if TYPE_CHECKING:
    from entityx.graph import KnowledgeGraph

MARKERS = {
    "ellipse": "o",
    "rectangle": "s",
    "diamond": "D",
    "triangle": "^",
    "pentagon": "p",
    "hexagon": "h",
    "star": "*",
    "octagon": "8",
}
DASHES = {"asserted": "-", "planned": "--", "wanted": ":", "possible": "-."}
_INK = "#444444"
_DENIED = "#b3001b"
_BEND = 0.18  # of a second and third line between the same two


def plot_graph(graph: KnowledgeGraph, *, ax: Any = None, max_entities: int = 60) -> Any:
    """Draw a graph with matplotlib.

    Args:
        graph: The graph.
        ax: The axes to draw into, a new figure's where there are none.
        max_entities: The most entities shown, those with the most claims.

    Returns:
        The axes.

    Raises:
        FormatError: If matplotlib is not installed.
        ValueError: If the limit is negative.
    """
    if max_entities < 0:
        raise ValueError("max_entities must not be negative")
    if ax is None:
        pyplot = need("matplotlib.pyplot", "plot")
        _, ax = pyplot.subplots(figsize=(11, 7.5), layout="constrained")
    data = payload(graph, title="", max_entities=max_entities, max_chars=0)
    drawn = sorted({end for c in data["claims"] for end in (c["subject"], c["object"])})
    _draw_lines(ax, data)
    _draw_entities(ax, data, drawn)
    _draw_legend(ax, data, drawn)
    ax.set_aspect("equal")
    ax.invert_yaxis()  # a screen counts down, paper counts up
    ax.set_axis_off()
    ax.margins(0.08)
    return ax


def _draw_lines(ax: Any, data: dict[str, Any]) -> None:
    """Draw an arrow for each line of the page."""
    entities, claims = data["entities"], data["claims"]
    between: Counter[frozenset[int]] = Counter()
    for numbers in data["lines"]:
        claim = claims[numbers[0]]
        one, other = claim["subject"], claim["object"]
        turn = between[frozenset((one, other))]
        between[frozenset((one, other))] += 1
        # An arrow bends to its own right: lines there and back would bend to one side.
        side = 1 if (turn % 2 == 1) == (one < other) else -1
        bend = side * ((turn + 1) // 2) * _BEND
        ax.annotate(
            "",
            xy=(entities[other]["x"], entities[other]["y"]),
            xytext=(entities[one]["x"], entities[one]["y"]),
            zorder=1,
            arrowprops={
                "arrowstyle": "-[,widthB=0.3" if claim["negated"] else "-|>",
                "linestyle": DASHES[claim["modality"]],
                "color": _DENIED if claim["negated"] else _INK,
                "linewidth": 0.8 + 0.4 * min(claim["sources"], 5),
                "connectionstyle": f"arc3,rad={bend}",
                "shrinkA": _radius(entities[one]),
                "shrinkB": _radius(entities[other]) + 1,
            },
        )


def _radius(entity: dict[str, Any]) -> float:
    """Return how many points wide half an entity is."""
    size: float = entity["size"] / 4.5
    return size


def _draw_entities(ax: Any, data: dict[str, Any], drawn: list[int]) -> None:
    """Draw the entities that take part in a claim, with their names below."""
    for number in drawn:
        entity = data["entities"][number]
        look = data["types"][entity["type"]]
        ax.plot(
            entity["x"],
            entity["y"],
            marker=MARKERS[look["shape"]],
            markersize=_radius(entity) * 1.8,
            color=look["colour"],
            markeredgecolor="white",
            linestyle="",
            zorder=2,
        )
        ax.annotate(
            # A dollar sign would begin a formula.
            entity["label"].replace("$", r"\$"),
            (entity["x"], entity["y"]),
            xytext=(0, -_radius(entity) - 2),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=8,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.4},
            zorder=3,
        )


def _draw_legend(ax: Any, data: dict[str, Any], drawn: list[int]) -> None:
    """Say what colours, shapes and lines mean, of those that are there."""
    lines = need("matplotlib.lines", "plot")
    used = {data["entities"][number]["type"] for number in drawn}
    handles = [
        lines.Line2D(
            [],
            [],
            linestyle="",
            marker=MARKERS[look["shape"]],
            color=look["colour"],
            label=look["name"].replace("$", r"\$"),
        )
        for number, look in enumerate(data["types"])
        if number in used
    ]
    meant = {c["modality"] for c in data["claims"] if not c["negated"]}
    handles += [
        lines.Line2D([], [], linestyle=dash, color=_INK, label=name)
        for name, dash in DASHES.items()
        if name in meant
    ]
    if any(claim["negated"] for claim in data["claims"]):
        handles.append(lines.Line2D([], [], color=_DENIED, label="denied"))
    if handles:
        ax.legend(handles=handles, fontsize=8, loc="best", framealpha=0.8)
