"""Groups grow from the surest link, and no chain or single link melts two."""

import numpy as np

from entityx.names.linker import Linker


def groups(count, rows, *, least=0.72, parts=1):
    """Link rows of (left, right, score, forbidden), in so many parts."""
    linker = Linker(least=least)
    linker.grow(count)
    for part in np.array_split(np.arange(len(rows)), parts):
        table = [rows[at] for at in part]
        left, right, score, shut = (
            np.array(column) for column in zip(*table, strict=True)
        )
        linker.link(left, right, score.astype(np.float32), shut.astype(bool))
    return linker.groups()


TWO_FAMILIES = [
    *((a, b, 0.97, False) for a in range(4) for b in range(a)),
    *((a, b, 0.97, False) for a in range(4, 8) for b in range(4, a)),
]


def test_one_wrong_link_does_not_melt_two_groups():
    """It is nearly as sure as those inside, but nothing else speaks for it."""
    rows = [*TWO_FAMILIES, (3, 4, 0.96, False)]
    rows += [(a, b, 0.1, False) for a in range(3) for b in range(5, 8)]
    assert groups(8, rows) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_a_chain_comes_to_an_end_though_nothing_was_compared_across_it():
    """Each is like the next; the ends were never compared."""
    rows = [(at, at + 1, 0.8, False) for at in range(19)]
    assert max(map(len, groups(20, rows))) <= 4


def test_a_guard_between_any_two_keeps_their_groups_apart():
    """Father and son stay apart, however alike the rest is."""
    rows = [(0, 1, 0.99, False), (1, 2, 0.98, False), (0, 2, 0.99, True)]
    assert groups(3, rows) == [[0, 1], [2]]


def test_the_order_of_the_links_changes_nothing():
    """Given at once they are sorted by sureness."""
    rows = [*TWO_FAMILIES, (3, 4, 0.9, False), (2, 8, 0.8, False), (5, 8, 0.9, False)]
    assert groups(9, rows) == groups(9, rows[::-1])


def test_links_that_come_later_join_what_is_there():
    """In three parts as in one, where no part takes back what another said."""
    assert groups(8, TWO_FAMILIES, parts=3) == groups(8, TWO_FAMILIES)


def test_a_decision_joins_and_keeps_apart():
    """Whatever the scores say."""
    linker = Linker()
    linker.grow(4)
    linker.decide(0, 3, same=True)
    linker.decide(1, 2, same=False)
    linker.link(np.array([1]), np.array([2]), np.array([0.99]), np.array([False]))
    assert linker.groups() == [[0, 3], [1], [2]]
