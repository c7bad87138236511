"""Draw pairs of names out of clusters of people, for training the pair model.

The pairs that are scored (``person_pairs_dev.csv.gz``) are never read here: positives
are two names of one cluster, hard negatives two clusters whose Latin names look alike,
random negatives any two.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process, utils

PER_SCRIPTS, DRAWS, RANDOM, MADE_UP = 8, 3, 900, 4


@dataclass(frozen=True)
class Person:
    """One cluster of the data."""

    id: str
    names: tuple[str, ...]
    scripts: tuple[str, ...]
    country: str

    def spelled(self) -> list[tuple[str, str]]:
        """Return every name with its script."""
        return list(zip(self.names, self.scripts, strict=True))

    def latin(self) -> list[str]:
        """Return the names in Latin letters."""
        return [name for name, script in self.spelled() if script == "Latin"]


@dataclass(frozen=True)
class Drawn:
    """Pairs drawn: names, whether they are one person, the clusters, a kind."""

    left: str
    right: str
    same: bool
    first: int
    second: int
    kind: str


def load_people(path: Path) -> list[Person]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Person(
            row["entity_id"],
            tuple(n["name"] for n in row["names"]),
            tuple(n["script"] for n in row["names"]),
            (row["country"] or ["?"])[0],
        )
        for row in rows
    ]


def draw(people: list[Person], *, seed: int = 5) -> list[Drawn]:
    rng = random.Random(seed)
    out = []
    for number, person in enumerate(people):
        out += positives(person, number, rng)
    out += hard_negatives(people, rng)
    out += made_up(people, rng)
    return out + random_negatives(people, rng)


def random_negatives(people: list[Person], rng: random.Random) -> list[Drawn]:
    """Draw as many pairs of strangers for every pair of common scripts."""
    by_script: dict[str, list[tuple[int, str]]] = {}
    for number, person in enumerate(people):
        for name, kind in zip(person.names, person.scripts, strict=True):
            by_script.setdefault(kind, []).append((number, name))
    common = sorted(kind for kind, rows in by_script.items() if len(rows) >= 100)
    out = []
    for one, two in itertools.combinations_with_replacement(common, 2):
        for _ in range(RANDOM):
            (first, left), (second, right) = (
                rng.choice(by_script[one]),
                rng.choice(by_script[two]),
            )
            if first != second:
                out.append(Drawn(left, right, False, first, second, "random_neg"))
    return out


def positives(person: Person, number: int, rng: random.Random) -> list[Drawn]:
    spots = list(itertools.combinations(range(len(person.names)), 2))
    rng.shuffle(spots)
    same, cross = [], []
    for i, j in spots:
        one, two = person.names[i], person.names[j]
        if rng.random() < 0.5:
            one, two = two, one
        kind = "same" if person.scripts[i] == person.scripts[j] else "cross"
        drawn = Drawn(one, two, True, number, number, f"pos_{kind}_script")
        kinds = tuple(sorted((person.scripts[i], person.scripts[j])))
        (same if kind == "same" else cross).append((drawn, kinds))
    kept: dict[tuple[str, ...], int] = {}
    out = []
    for drawn, kinds in same + cross:
        kept[kinds] = kept.get(kinds, 0) + 1
        if kept[kinds] <= PER_SCRIPTS:
            out.append(drawn)
    return out


def hard_negatives(people: list[Person], rng: random.Random) -> list[Drawn]:
    """Draw from pairs of people of whom some two Latin names look alike."""
    out = []
    for one, two in sorted(near_people(people)):
        spots: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        both = itertools.product(people[one].spelled(), people[two].spelled())
        for (left, s1), (right, s2) in both:
            pair = (left, right) if rng.random() < 0.5 else (right, left)
            spots.setdefault(tuple(sorted((s1, s2))), []).append(pair)
        for names in spots.values():
            for left, right in rng.sample(names, min(DRAWS, len(names))):
                out.append(Drawn(left, right, False, one, two, "hard_neg"))
    return out


def near_people(people: list[Person]) -> set[tuple[int, int]]:
    """Find pairs of people with Latin names that look alike."""
    owner, texts = [], []
    for number, person in enumerate(people):
        for text in sorted({utils.default_process(name) for name in person.latin()})[
            :8
        ]:
            owner.append(number)
            texts.append(text)
    near: set[tuple[int, int]] = set()
    for start in range(0, len(texts), 500):
        rows = texts[start : start + 500]
        grid = process.cdist(rows, texts, scorer=fuzz.token_sort_ratio, dtype=np.uint8)
        spots = zip(*np.nonzero((grid >= 68) & (grid < 100)), strict=True)
        pairs = ((owner[start + row], owner[at]) for row, at in spots)
        near.update((min(p), max(p)) for p in pairs if p[0] != p[1])
    return near


def made_up(people: list[Person], rng: random.Random) -> list[Drawn]:
    """Give people a relative: one word of a Latin name is another's word.

    The new name is compared with every kind of name of the person, so that one clear
    contradiction counts in every script.
    """
    country: dict[str, list[str]] = {}
    for person in people:
        names = [
            n for n in person.latin() if 2 <= len(n.replace("-", " ").split()) <= 4
        ]
        country.setdefault(person.country, []).extend(n for n in names if "," not in n)
    out = []
    for number, person in enumerate(people):
        pool = country.get(person.country, [])
        latin = [n.replace("-", " ") for n in person.latin() if "," not in n]
        latin = [n for n in latin if len(n.split()) > 1]
        for _ in range(MADE_UP if len(pool) >= 8 and latin else 0):
            made = relative(person, rng.choice(latin).split(), rng.choice(pool), rng)
            if made:
                name = rng.choice(person.names)
                out.append(Drawn(made, name, False, number, number, "made_up"))
    return out


def relative(person: Person, words: list[str], other: str, rng: random.Random) -> str:
    """Put a word of another name into a name; empty where it might be no other."""
    new, spot = rng.choice(other.replace("-", " ").split()), rng.randrange(len(words))
    alike = fuzz.ratio(words[spot].lower(), new.lower()) > 60
    known = any(new.lower() in name.lower() for name in person.names)
    if len(new) < 2 or alike or known:
        return ""
    return " ".join([*words[:spot], new, *words[spot + 1 :]])
