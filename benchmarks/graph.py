"""How big a graph may get: ``python -m benchmarks.graph --documents 100000``.

``--edges 100000 --suffixes .graphml,.ttl`` measures writing a graph instead.

The documents are made up, from a seed: what counts is their number and how they hang
together (few entities in many documents, one article in five a copy), not their words.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from entityx.graph import KnowledgeGraph
from entityx.types import Entity, Evidence, Extraction, Mention, Qualifier, Relation

ENTITIES, PREDICATES, RELATIONS, WORDS = 5_000, 40, 5, 180
COPIES = 0.2
QUERIES = 200
VOCABULARY = tuple(f"word{number}" for number in range(20_000))
SAID = ("asserted", "asserted", "asserted", "planned", "wanted", "possible")


def make_documents(count: int, seed: int = 1) -> Iterator[Extraction]:
    """Yield made-up readings; some are copies of the one before, under another id.

    Args:
        count: How many.
        seed: Where chance begins.
    """
    chance = random.Random(seed)
    text = ""
    for number in range(count):
        if not text or chance.random() >= COPIES:
            text = " ".join(chance.choices(VOCABULARY, k=WORDS))
        yield _document(f"doc-{number:06}", text, chance)


def _document(id: str, text: str, chance: random.Random) -> Extraction:
    relations = tuple(_relation(id, text, chance) for _ in range(RELATIONS))
    found = {e.id: e for r in relations for e in (r.subject, r.object)}
    mentions = (
        Mention(n, n + 5, text[n : n + 5], "COUNTRY", key)
        for n, key in enumerate(found)
    )
    day = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-15"
    paper = f"https://paper{chance.randrange(300)}.example/{id}"
    return Extraction(
        id,
        "en",
        tuple(found.values()),
        relations,
        tuple(mentions),
        day,
        (),
        text,
        paper,
    )


def _relation(id: str, text: str, chance: random.Random) -> Relation:
    start = chance.randrange(len(text) // 2)
    proof = Evidence(id, "en", start, start + 150, text[start : start + 150], "buys")
    shells = Qualifier("weapon", "shells", start, start + 6, None, "weapon:shell")
    return Relation(
        _entity(chance),
        f"does_{chance.randrange(PREDICATES)}",
        _entity(chance),
        chance.random() < 0.05,
        chance.choice(SAID),
        _entity(chance) if chance.random() < 0.3 else None,
        (shells,),
        (proof,),
        round(chance.random(), 3),
        ("subject is agent", "object is source"),
    )


def _entity(chance: random.Random) -> Entity:
    """Return an entity; a few are in the news every day, most hardly ever."""
    number = int(ENTITIES * chance.random() ** 3)
    names = (f"Name {number}", f"N. {number}")
    return Entity(f"country:{number}", "COUNTRY", names[0], None, names, True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.graph")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--edges", type=int, help="write so many edges instead")
    parser.add_argument("--suffixes", default=".graphml", help="such as .graphml,.ttl")
    options = parser.parse_args()
    if options.edges:
        write_all(options.edges, options.suffixes.split(","))
    else:
        add_all(options.documents)


def write_all(edges: int, suffixes: Sequence[str]) -> None:
    """Measure how long each format takes, for a graph of so many edges.

    Args:
        edges: How many statements.
        suffixes: The formats.
    """
    graph = KnowledgeGraph()
    for extraction in make_documents(edges):
        graph.add(extraction)
        if len(graph) >= edges:
            break
    print(f"edges                         {len(graph):,}")
    for suffix in suffixes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"graph{suffix}")
            start = time.process_time()
            graph.write(path)
            spent = time.process_time() - start
            files = [item for item in Path(folder).rglob("*") if item.is_file()]
            size = sum(item.stat().st_size for item in files) / 2**20
        print(f"{suffix:29} {spent:.1f} CPU s, {size:,.0f} MiB, peak {_peak():.2f} GiB")


def add_all(count: int) -> None:
    """Measure a graph as it grows, and what asking it takes.

    Args:
        count: How many documents.
    """
    graph, spent = KnowledgeGraph(), 0.0
    for extraction in make_documents(count):
        start = time.process_time()
        graph.add(extraction)
        spent += time.process_time() - start
    names = [f"Name {number}" for number in range(0, ENTITIES, ENTITIES // QUERIES)]
    len(graph.relations(subject=names[-1]))  # the first one reads the predicates
    asked = sorted(_ask(graph, name) for name in names)
    start = time.process_time()
    statements = graph.statements
    grouped = time.process_time() - start
    print(f"documents                     {count:,}")
    print(f"statements                    {len(statements):,}")
    print(f"added in                      {spent:.1f} CPU s")
    for name, place in (("median", 0.5), ("95 of 100", 0.95), ("slowest", 1)):
        seconds, given = asked[round(place * (len(asked) - 1))]
        what = f"relations(subject=), {name}"
        print(f"{what:29} {seconds * 1e3:.2f} ms for {given:,} relations")
    print(f"all statements, first time    {grouped:.1f} CPU s")
    print(f"peak memory                   {_peak():.2f} GiB")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _ask(graph: KnowledgeGraph, name: str) -> tuple[float, int]:
    start = time.process_time()
    found = graph.relations(subject=name)
    return time.process_time() - start, len(found)


if __name__ == "__main__":
    sys.exit(main())
