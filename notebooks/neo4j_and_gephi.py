# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Feeding Neo4j, Gephi and others
#
# The suffix tells the format. What is written here is read back, so that it is seen what
# arrives; `docs/exports.md` says what each format cannot hold.

# %%
import json
import tempfile
from pathlib import Path

import networkx as nx

import entityx

articles = [article for article in entityx.sample_corpus() if article.lang == "en"]
graph = entityx.load(["en"]).extract(articles)
out = Path(tempfile.mkdtemp())

# %% [markdown]
# ## Gephi and Cytoscape
#
# Open the file, colour nodes by `type`, and filter edges by `negated` and `modality`.

# %%
graph.write(out / "graph.gexf")
graph.write(out / "graph.graphml")
graph.write(out / "graph.cyjs")
gephi = nx.read_gexf(out / "graph.gexf")
yed = nx.read_graphml(out / "graph.graphml")
cytoscape = nx.cytoscape_graph(json.loads((out / "graph.cyjs").read_text("utf-8")))
edges = graph.to_networkx().number_of_edges()
[g.number_of_edges() == edges for g in (gephi, yed, cytoscape)]

# %%
denied = [e for e in yed.edges(data=True) if e[2]["negated"]]
for one, other, values in denied:
    print(
        yed.nodes[one]["label"], "not", values["predicate"], yed.nodes[other]["label"]
    )

# %% [markdown]
# ## Neo4j
#
# Typed CSV for `neo4j-admin database import full`, or Cypher with parameters for a
# database that runs. A denial is a relationship type of its own, so that
# `MATCH (a)-[:BUYS_FROM]->(b)` finds no denied sale.

# %%
graph.write(out / "graph.neo4j")
for path in sorted((out / "graph.neo4j").iterdir()):
    print(path.name)

# %%
graph.write(out / "graph.cypher")
statements = (out / "graph.cypher").read_text(encoding="utf-8")
print(statements[:600])

# %% [markdown]
# ## Tables

# %%
tables = graph.to_pandas()
arms = tables.relations[tables.relations.predicate.isin(["buys_from", "supplies_to"])]
arms[["subject_name", "predicate", "object_name", "negated", "status", "sources"]]

# %% [markdown]
# ## RDF
#
# Plain triples for what somebody asserts; every claim, denials too, as a statement with
# its source.

# %%
graph.write(out / "graph.ttl")
print((out / "graph.ttl").read_text(encoding="utf-8")[:600])
