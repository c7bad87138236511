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
# # Exploring in networkx
#
# Centrality, ego networks, communities, and who arms whom over time.

# %%
import networkx as nx

import entityx

articles = [article for article in entityx.sample_corpus() if article.lang == "en"]
graph = entityx.load(["en"]).extract(articles)
found = graph.to_networkx()
print(found)

# %% [markdown]
# Denials and plans are edges too. What an analysis counts has to be chosen, or a denial
# is counted as a deal.

# %%
claimed = nx.MultiDiGraph(
    (a, b, key, values)
    for a, b, key, values in found.edges(keys=True, data=True)
    if not values["negated"]
)
name = nx.get_node_attributes(found, "label")

# %% [markdown]
# ## Who stands in the middle

# %%
plain = nx.Graph(claimed)
between = nx.betweenness_centrality(plain)
for node in sorted(between, key=lambda node: (-between[node], node))[:5]:
    print(f"{between[node]:.2f}  {name[node]}")

# %% [markdown]
# ## One country and what is around it

# %%
ego = nx.ego_graph(plain, "country:IR", radius=1)
sorted(name[node] for node in ego)

# %% [markdown]
# The same with the sentences: a graph of the documents that speak of it.

# %%
about = {claim.document for claim in graph.timeline("Iran")}
part = entityx.KnowledgeGraph(d for d in graph.documents if d.id in about)
ax = part.plot()

# %% [markdown]
# ## Communities

# %%
groups = nx.community.louvain_communities(plain, seed=1)
for group in sorted(groups, key=len, reverse=True)[:4]:
    print(", ".join(sorted(name[node] for node in group)))

# %% [markdown]
# ## Who arms whom over time
#
# A sale and a delivery are two predicates. Each counts on the days on which somebody
# asserted it; plans and denials are listed apart.

# %%
flows = [
    (claim.date, relation.triple.subject, relation.triple.object, relation)
    for view in ("sells_to", "supplies_to")
    for triple in {r.triple for r in graph.relations(predicate=view)}
    for claim in graph.timeline(triple)
    for relation in [claim.relation]
]
for date, maker, taker, relation in sorted(flows, key=lambda flow: flow[:3]):
    meant = "denied" if relation.negated else relation.modality
    weapons = {q.text for q in relation.qualifiers if q.role == "weapon"}
    print(date, f"{maker} -> {taker}", meant, ", ".join(sorted(weapons)))

# %%
by_year = {}
for date, maker, taker, relation in flows:
    if relation.modality == "asserted" and not relation.negated:
        arms = by_year.setdefault(date[:4], nx.DiGraph())
        arms.add_edge(maker, taker)
for year, arms in sorted(by_year.items()):
    print(year, sorted(arms.edges))
