"""Neighbours are found among many, and the same ones every time."""

import numpy as np

from entityx.names.encoder import load_encoder
from entityx.names.vectors import VectorIndex


def units(count, size=16, seed=1):
    """Make random vectors of length one."""
    rows = np.random.default_rng(seed).normal(size=(count, size)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_near_copy_is_found_among_thousands():
    """Cells or not, the twin comes back, and nothing far does."""
    for count in (500, 6000):
        rows = units(count)
        twins = rows[:20] + 0.01
        twins /= np.linalg.norm(twins, axis=1, keepdims=True)
        index = VectorIndex(16)
        index.add(rows)
        index.add(twins)
        who, whom = index.ask(np.arange(count, count + 20), most=3, least=0.95)
        found = dict(zip(who.tolist(), whom.tolist(), strict=True))
        assert [found.get(count + i) for i in range(20)] == list(range(20))


def test_the_same_vectors_give_the_same_neighbours():
    """No chance is involved."""
    rows = units(5000)
    answers = []
    for _ in range(2):
        index = VectorIndex(16)
        index.add(rows)
        answers.append(index.ask(np.arange(50), most=5, least=-1.0))
    assert all(np.array_equal(a, b) for a, b in zip(*answers, strict=True))


def test_names_that_sound_alike_lie_close_together():
    """Whatever the script; other names lie far."""
    encoder = load_encoder()
    views = encoder.views
    latin, cyrillic, other = encoder.encode(
        ["sergei shoigu", "sergey shoygu", "joe biden"],
        [views["latin"], views["cyrillic"], views["latin"]],
    )
    assert latin @ cyrillic > 0.8 > latin @ other + 0.3
