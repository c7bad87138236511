"""Time names/: pairs a second, clusters of 10k to 1M names, loading, memory.

    python benchmarks/names/speed.py DATA_FOLDER [COUNT ...]

Beside it, in the same run, rapidfuzz ``cdist`` on the same names. The names are real
ones of the data's transliteration lists (CC0), and beyond those given and family names
of the lists put together anew.
"""

from __future__ import annotations

import gzip
import random
import resource
import sys
import time
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from entityx.names import PersonClusters, Resolver, compare
from entityx.names.compare import judge
from entityx.names.known import FILES
from entityx.names.roster import Roster
from entityx.names.tables import read_entities


def real_names(folder: Path) -> list[str]:
    names: dict[str, None] = {}
    for code in ("ko", "he"):
        with gzip.open(
            folder / f"translit_full_{code}.tsv.gz", "rt", encoding="utf8"
        ) as lines:
            for line in lines:
                names.update(dict.fromkeys(line.rstrip("\n").split("\t")))
    return sorted(names)


def some_names(folder: Path, count: int) -> list[str]:
    rng = random.Random(1)
    names = real_names(folder)
    rng.shuffle(names)
    if count <= len(names):
        return names[:count]
    words = [
        name.split() for name in names if len(name.split()) == 2 and name.isascii()
    ]
    made = set(names)
    while len(made) < count:
        made.add(f"{rng.choice(words)[0]} {rng.choice(words)[1]}")
    return sorted(made)


def peak() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB peak"


def pairs(folder: Path) -> None:
    roster = Roster(some_names(folder, 4000))
    rng = np.random.default_rng(2)
    left, right = rng.integers(0, len(roster), (2, 40_000))
    judge(roster, left[:100], right[:100])
    start = time.process_time()
    judge(roster, left, right)
    spent = time.process_time() - start
    print(f"compared pairs with all features: {len(left) / spent:,.0f} a CPU second")
    plain = roster.plain[:2000]
    start = time.process_time()
    process.cdist(plain, plain, scorer=fuzz.token_sort_ratio, workers=1)
    spent = time.process_time() - start
    print(
        f"rapidfuzz cdist token_sort_ratio: {len(plain) ** 2 / spent:,.0f} a CPU second"
    )


def clusters(folder: Path, count: int) -> None:
    names = some_names(folder, count)
    start, cpu = time.time(), time.process_time()
    found = PersonClusters(names)
    print(
        f"{count:,} names: {len(found.groups()):,} groups, {time.time() - start:.1f} s,"
        f" {time.process_time() - cpu:.1f} CPU s, {peak()}",
        flush=True,
    )


def loading() -> None:
    compare("Kim", "Kim")  # the tables and models are read
    for type, stem in FILES.items():
        start = time.process_time()
        rows = read_entities(stem)
        resolver = Resolver(rows)
        resolver.candidates("Nobody Atall", type=type)
        spent = time.process_time() - start
        print(f"reading and indexing {len(rows)} known {stem}: {spent:.2f} CPU s")
    resolver, rows = Resolver(read_entities("people")), read_entities("people")
    resolver.candidates("Nobody Atall", type="PERSON")
    name = rows[0]["name"]
    start = time.process_time()
    for _ in range(1000):
        resolver.resolve(name, type="PERSON")
    print(f"known name: {1000 * (time.process_time() - start):.1f} microseconds")


def main() -> None:
    folder = Path(sys.argv[1])
    loading()
    pairs(folder)
    for count in map(int, sys.argv[2:]):
        clusters(folder, count)


if __name__ == "__main__":
    main()
