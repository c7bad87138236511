"""Where each entity stands in the picture: the same graph is always the same picture.

Every connected part is unfolded by its distances in the graph, settled by forces, and
freed of overlaps; the parts are then packed beside each other, the largest first. It is
plain numpy, since networkx needs scipy above 500 nodes and a minute above 2,000.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Pairs = Sequence[tuple[int, int]]

_SEED = 20
_PIVOTS = 40
_STEPS = 240  # of a small part; a large one is unfolded well enough for fewer
_SWEEPS = 200
_LOOSE = 0.8  # length of an edge, in widths of a node with its room
_PULL = 2.0  # towards the middle, so that no arm sticks out
_GAP = 60.0  # between two parts of the picture
_WIDE = 1.5  # width to height of the whole


def place(
    boxes: Sequence[tuple[float, float]], edges: Pairs
) -> list[tuple[float, float]]:
    """Give every node a place.

    Args:
        boxes: Width and height that each node needs, with its label.
        edges: Pairs of nodes that are joined, by their number.

    Returns:
        The centre of each node; boxes hardly overlap.

    Example:
        >>> place([(30, 30)], [])
        [(0.0, 0.0)]
    """
    sizes = np.asarray(boxes, dtype=float).reshape(-1, 2)
    joined = sorted({(min(e), max(e)) for e in edges if e[0] != e[1]})
    points = np.zeros_like(sizes)
    parts = [np.asarray(part) for part in _parts(len(sizes), joined)]
    number = {int(node): i for part in parts for i, node in enumerate(part)}
    home = {int(node): k for k, part in enumerate(parts) for node in part}
    inside: list[list[tuple[int, int]]] = [[] for _ in parts]
    for one, other in joined:
        inside[home[one]].append((number[one], number[other]))
    for part, pairs in zip(parts, inside, strict=True):
        points[part] = _arrange(sizes[part], np.asarray(pairs).reshape(-1, 2))
    _pack(points, sizes, parts)
    return [(round(float(x), 1), round(float(y), 1)) for x, y in points]


def _parts(count: int, edges: Pairs) -> list[list[int]]:
    """Return the connected parts, the largest first."""
    near = _neighbours(count, edges)
    seen = [False] * count
    found = []
    for start in range(count):
        if seen[start]:
            continue
        seen[start] = True
        part = [start]
        for node in part:
            for other in near[node]:
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        found.append(sorted(part))
    return sorted(found, key=lambda part: (-len(part), part))


def _neighbours(count: int, edges: Pairs) -> list[list[int]]:
    """Return the neighbours of each node."""
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in edges:
        near[int(one)].append(int(other))
        near[int(other)].append(int(one))
    return near


def _arrange(sizes: Points, pairs: NDArray[np.int64]) -> Points:
    """Place the nodes of one connected part around the origin."""
    if len(sizes) == 1:
        return np.zeros((1, 2))
    length = float(np.sqrt(sizes.prod(axis=1).mean())) * _LOOSE
    points = _unfold(len(sizes), pairs) * length
    points = _settle(points, pairs, length)
    points = _turn(points)
    return _spread(points, sizes)


def _unfold(count: int, pairs: NDArray[np.int64]) -> Points:
    """Draw distances in the graph as distances on paper (pivot scaling)."""
    near = _neighbours(count, [(int(a), int(b)) for a, b in pairs])
    pivots = min(_PIVOTS, count)
    far = np.zeros((count, pivots))
    nearest = np.full(count, np.inf)
    pivot = max(range(count), key=lambda node: (len(near[node]), -node))
    for column in range(pivots):
        far[:, column] = _distances(pivot, near)
        nearest = np.minimum(nearest, far[:, column])
        pivot = int(nearest.argmax())
    squares = far**2
    centred = -0.5 * (
        squares
        - squares.mean(axis=0)
        - squares.mean(axis=1, keepdims=True)
        + squares.mean()
    )
    _, vectors = np.linalg.eigh(centred.T @ centred)
    points = centred @ vectors[:, [-1, -2 if pivots > 1 else -1]]
    # Leaves of one hub fall together here: a little noise lets the forces part them.
    points = points / max(float(points.std()), 1e-9)
    points += np.random.default_rng(_SEED).normal(size=points.shape) * 0.1
    # A long chain of entities is drawn in, or all others would be small beside it.
    away = np.linalg.norm(points, axis=1, keepdims=True)
    unfolded: Points = points / (1 + away / 2) * np.sqrt(count)
    return unfolded


def _distances(start: int, near: list[list[int]]) -> NDArray[np.float64]:
    """Return how many steps every node is away."""
    steps = np.full(len(near), -1.0)
    steps[start] = 0
    queue = [start]
    for node in queue:
        for other in near[node]:
            if steps[other] < 0:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps


def _settle(points: Points, pairs: NDArray[np.int64], length: float) -> Points:
    """Let nodes push each other away and edges pull, ever more gently."""
    count = len(points)
    degree = np.bincount(pairs.ravel(), minlength=count).astype(float)
    mass = (1 + degree) ** 0.5
    one, other = pairs[:, 0], pairs[:, 1]
    # A hub's many edges must not pull each of its leaves as hard as a lone edge would.
    pull = 1 / np.sqrt(np.minimum(degree[one], degree[other]))
    push = (mass[:, None] * mass[None, :] * length * length).astype(np.float32)
    steps = _STEPS if count <= 500 else _STEPS // 3
    for step in range(steps):
        flat = points.astype(np.float32)
        square = (flat**2).sum(axis=1)
        apart = square[:, None] + square[None, :] - 2 * (flat @ flat.T)
        weight = push / np.maximum(apart, np.float32(length * length * 0.01))
        np.fill_diagonal(weight, 0)
        move = weight.sum(axis=1)[:, None] * flat - weight @ flat
        move = move.astype(float)
        gap = points[one] - points[other]
        reach = np.linalg.norm(gap, axis=1) / length
        drawn = gap * (pull * reach)[:, None]
        for axis in (0, 1):
            move[:, axis] -= np.bincount(one, drawn[:, axis], count)
            move[:, axis] += np.bincount(other, drawn[:, axis], count)
        move -= points * (_PULL * mass)[:, None]
        heat = length * 0.1 * np.sqrt(count) * (1 - step / steps) ** 1.5
        size = np.linalg.norm(move, axis=1, keepdims=True)
        points = points + move / np.maximum(size, 1e-9) * np.minimum(size, heat)
    return points


def _turn(points: Points) -> Points:
    """Lay the longest side of a part level: screens and labels are wide."""
    centred = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned: Points = centred @ vectors[:, ::-1]
    # An eigenvector has no sign of its own: fix it, so that the picture has one.
    first = turned[np.abs(turned[:, 0]).argmax(), 0]
    second = turned[np.abs(turned[:, 1]).argmax(), 1]
    turned *= [1 if first >= 0 else -1, 1 if second >= 0 else -1]
    return turned


def _spread(points: Points, sizes: Points) -> Points:
    """Push boxes apart until hardly any overlap."""
    for sweep in range(1, _SWEEPS):
        move = _overlaps(points, sizes / 2)
        if not move.any():
            break
        points = points + move
        if sweep % 15 == 0:  # boxes that only shove each other about need more room
            points = points * 1.05
    middle: Points = (points.min(axis=0) + points.max(axis=0)) / 2
    return points - middle


def _overlaps(points: Points, half: Points) -> Points:
    """Return how far each box must go to leave the others, along the shorter way."""
    order = np.argsort(points[:, 0], kind="stable")
    at, size = points[order], half[order]
    move = np.zeros_like(points)
    widest = float(size[:, 0].max())
    for step in range(1, len(points)):
        gap = at[step:] - at[:-step]
        if not (gap[:, 0] < size[:-step, 0] + widest).any():
            break
        need = size[step:] + size[:-step] - np.abs(gap)
        level = need[:, 0] < need[:, 1]
        away = np.where(gap >= 0, 0.5, -0.5) * need
        away[~level, 0] = away[level, 1] = 0
        away[(need <= 0).any(axis=1)] = 0
        move[order[step:]] += away
        move[order[:-step]] -= away
    return move * 0.8  # a box between two others would swing for ever


def _pack(points: Points, sizes: Points, parts: list[NDArray[np.int64]]) -> None:
    """Put the parts in rows, the largest first, and the whole around the origin."""
    if not parts:
        return
    spans = []
    for part in parts:
        low = (points[part] - sizes[part] / 2).min(axis=0)
        high = (points[part] + sizes[part] / 2).max(axis=0)
        spans.append((low, high - low + _GAP))
    area = float(sum(span.prod() for _, span in spans))
    width = max(float(spans[0][1][0]), np.sqrt(area * _WIDE))
    x = y = tall = 0.0
    for part, (low, span) in zip(parts, spans, strict=True):
        if x and x + span[0] > width:
            x, y, tall = 0.0, y + tall, 0.0
        points[part] += np.array([x, y]) - low
        x, tall = x + float(span[0]), max(tall, float(span[1]))
    low = (points - sizes / 2).min(axis=0)
    high = (points + sizes / 2).max(axis=0)
    points -= (low + high) / 2
