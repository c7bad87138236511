"""Read a corpus in three languages into one graph, and look for contradictions in it.

    python examples/corpus_to_graph.py [FOLDER]

The folder gets the graph as one offline page, and as JSON Lines to go on with later.
"""

import sys
from pathlib import Path

import entityx


def main(folder: Path) -> None:
    """Print what several papers say independently, and what is claimed and denied."""
    graph = entityx.extract(entityx.sample_corpus())
    print(graph)

    print("\nSaid by two independent sources and more:")
    for statement in graph.statements:
        if statement.sources > 1:
            denied = "not: " if statement.negated else ""
            print(f"  {statement.sources}: {denied}{' '.join(statement.triple)}")

    print("\nClaimed and denied:")
    for contradiction in graph.contradictions():
        print(contradiction.explain())

    folder.mkdir(parents=True, exist_ok=True)
    page = graph.to_html(title="Sample corpus")
    (folder / "corpus.html").write_text(page, encoding="utf-8")
    graph.save(folder / "corpus.jsonl")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
