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
# # A corpus to a graph
#
# Forty short articles in English, Portuguese and Marathi, written for this project, with
# an agency's text in three papers, denials, plans and a correction.

# %%
import entityx

articles = entityx.sample_corpus()
graph = entityx.extract(articles)
graph

# %% [markdown]
# Press a line in the picture above to see its sentences. The same page as one offline
# file: `Path("page.html").write_text(graph.to_html(title="…"))`.
#
# ## Statements, and who makes them
#
# A statement is all that is said of one triple. Copies of one article, and articles that
# repeat one speaker, count as one source.

# %%
for statement in graph.statements:
    if statement.sources > 2:
        print(statement.sources, *statement.triple, statement.status)

# %%
(deal,) = [
    s
    for s in graph.statements
    if s.triple == ("Russia", "buys_from", "North Korea") and not s.negated
]
print(len(deal.claims), "articles,", deal.sources, "independent sources")
print(deal.source_groups)
print(deal.history)

# %% [markdown]
# ## Contradictions

# %%
for contradiction in graph.contradictions():
    print(contradiction.explain())

# %% [markdown]
# ## Asking
#
# `sells_to` is `buys_from` read from the other side: one thing, stored once.

# %%
for relation in graph.relations(predicate="sells_to", since="2024-01-01"):
    print(*relation.triple, relation.modality, "denied" if relation.negated else "")

# %%
for claim in graph.timeline(("Turkey", "sells_to", "Egypt")):
    print(claim.date, claim)

# %%
for way in graph.paths("Iran", "North Korea", max_length=2):
    print(" - ".join(entity.name for entity in way.entities))

# %% [markdown]
# ## Keeping it
#
# Adding a document twice changes nothing, so a graph can grow day by day.

# %%
import tempfile
from pathlib import Path

path = Path(tempfile.mkdtemp()) / "graph.jsonl"
graph.save(path)
again = entityx.KnowledgeGraph.load(path)
again.merge(graph)
assert again.to_html() == graph.to_html()
again.to_pandas().relations.head()
