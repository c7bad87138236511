"""Places of entities: always the same, nothing on top of something else."""

import numpy as np
import pytest

from entityx.view.layout import place

RING = [(i, (i + 1) % 9) for i in range(9)]


def _overlaps(
    points: list[tuple[float, float]], boxes: list[tuple[float, float]]
) -> int:
    at, half = np.asarray(points), np.asarray(boxes) / 2
    need = half[:, None] + half[None, :] - np.abs(at[:, None] - at[None, :])
    return int(np.triu((need > 1).all(axis=2), 1).sum())


def test_the_same_graph_has_the_same_places() -> None:
    """The order and the direction of edges do not matter."""
    boxes = [(60.0, 40.0)] * 9
    assert place(boxes, RING) == place(boxes, [(b, a) for a, b in reversed(RING)])


@pytest.mark.parametrize("count", [1, 2, 3, 30, 200])
def test_boxes_do_not_overlap(count: int) -> None:
    """A hub, its leaves, a chain and lone nodes all have room."""
    boxes = [(80.0, 44.0)] * count
    star = [(0, i) for i in range(1, count // 2)]
    chain = [(i, i + 1) for i in range(count // 2, count - 3)]
    points = place(boxes, star + chain)
    assert len(points) == count
    assert _overlaps(points, boxes) == 0


def test_neighbours_are_near() -> None:
    """Joined nodes stand closer than others do."""
    points = np.asarray(place([(40.0, 40.0)] * 9, RING))
    near = np.mean([np.linalg.norm(points[a] - points[b]) for a, b in RING])
    every = np.linalg.norm(points[:, None] - points[None, :], axis=2)
    assert near < every.sum() / (9 * 8) * 0.8


def test_odd_graphs_are_placed() -> None:
    """Nothing, loops and doubled edges are no special case."""
    assert place([], []) == []
    assert place([(9.0, 9.0)], [(0, 0)]) == [(0.0, 0.0)]
    assert len(place([(9.0, 9.0)] * 2, [(0, 1), (1, 0), (1, 1)])) == 2
