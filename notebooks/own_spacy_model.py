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
# # Using one's own spaCy model
#
# `entityx` is an ordinary spaCy component. It needs a dependency parse, and is better
# with an entity recogniser before it. Labels of Universal Dependencies (ours) and of
# ClearNLP (`en_core_web_sm`, `en_core_web_trf`) are both understood:
#
# ```python
# nlp = spacy.load("en_core_web_trf")
# nlp.add_pipe("entityx")
# ```
#
# Here the parser is ours, so that nothing has to be downloaded.

# %%
import spacy

import entityx

ours = entityx.load(["en"]).pipelines["en"]
ours.pipe_names

# %% [markdown]
# ## A pipeline put together by hand
#
# Our trained components, an entity ruler of one's own after the recogniser, and entityx.

# %%
nlp = spacy.blank("en", vocab=ours.vocab)  # the vectors belong to the vocabulary
trained = [
    "tok2vec",
    "tagger",
    "morphologizer",
    "trainable_lemmatizer",
    "parser",
    "ner",
]
for name in trained:
    nlp.add_pipe(name, source=ours)
ruler = nlp.add_pipe("entity_ruler", config={"overwrite_ents": True})
ruler.add_patterns([{"label": "ORG", "pattern": "Harbour Watch"}])
nlp.add_pipe("entityx")

# %%
text = "Harbour Watch condemned Iran. Iran has sold drones to Russia."
doc = nlp(text)
print([(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents])
print(doc._.triples)

# %% [markdown]
# ## In the extractor
#
# With it texts of any length, several languages and graphs work as before.

# %%
ex = entityx.load(model=nlp)
graph = ex.extract([text, "Harbour Watch visited Tehran on Monday."])
graph.entities[0].name, len(graph.documents)

# %% [markdown]
# ## Saving, and docs in bulk
#
# A saved pipeline brings its patterns along, and gives the same answers later. In a `Doc`
# there are plain values only, so `DocBin` and `to_bytes` work.

# %%
import tempfile

from spacy.tokens import DocBin

folder = tempfile.mkdtemp()
nlp.to_disk(folder)
again = spacy.load(folder)
assert again(text)._.triples == doc._.triples

kept = DocBin(store_user_data=True)
for found in nlp.pipe([text, "Turkey supplied drones to Egypt."]):
    kept.add(found)
[found._.triples for found in DocBin().from_bytes(kept.to_bytes()).get_docs(nlp.vocab)]

# %% [markdown]
# `entityx export-onnx` turns a pipeline that spacy-transformers trained into one that
# needs no torch, and `entityx train` teaches a recogniser types of one's own.
