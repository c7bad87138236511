"""Give a graph to other tools: GraphML for Gephi and yEd, networkx, pandas.

python examples/other_tools.py [FOLDER]    (needs entityx[tables])
"""

import sys
from pathlib import Path

import networkx as nx

import entityx


def main(folder: Path) -> None:
    """Write GraphML, rank by networkx, and print a pandas table of the arms trade."""
    articles = [a for a in entityx.sample_corpus() if a.lang == "en"]
    graph = entityx.load(["en"]).extract(articles)

    folder.mkdir(parents=True, exist_ok=True)
    graph.write(folder / "corpus.graphml")
    again = nx.read_graphml(folder / "corpus.graphml")
    print(f"{again.number_of_nodes()} nodes and {again.number_of_edges()} edges")

    found = graph.to_networkx()
    rank = nx.pagerank(nx.Graph(found))
    for node in sorted(rank, key=lambda node: -rank[node])[:5]:
        print(f"{rank[node]:.3f} {found.nodes[node]['label']}")

    table = graph.to_pandas().relations
    arms = table[table.predicate.isin(["buys_from", "supplies_to"])]
    print(arms[["subject_name", "predicate", "object_name", "status"]].to_string())


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
