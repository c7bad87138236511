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
# # First steps
#
# From a sentence to who does what to whom, with the sentence that proves it. Nothing is
# downloaded: the trained pipelines are in the package.

# %%
import entityx

ex = entityx.load()
doc = ex("Russia is procuring shells from North Korea, a US official said.")
doc._.triples

# %% [markdown]
# `doc` is an ordinary spaCy `Doc`; the triples are the short form of its relations. A
# relation says how it is meant, who says so, and why it was read.

# %%
relation = doc._.relations[0]
print(relation.modality, relation.negated, relation.attributed_to.name)
print(relation.explain())

# %% [markdown]
# ## A claim is not a fact
#
# Plans, wishes, possibilities and denials are kept, each marked as what it is.

# %%
sentences = [
    "Turkey sold drones to Egypt.",
    "Turkey will sell drones to Egypt.",
    "Egypt wants to buy drones from Turkey.",
    "Turkey denied that it had sold drones to Egypt.",
]
for sentence in sentences:
    for found in ex.read(sentence).relations:
        print(*found.triple, "|", found.modality, "| denied:", found.negated)

# %% [markdown]
# ## Names in every script are one entity

# %%
for text in ("Kim Jong-un visited Moscow.", "किम जोंग उन यांनी पुतिन यांची भेट घेतली."):
    reading = ex.read(text)
    for mention in reading.mentions:
        print(f"{mention.text:15} {mention.type:8} {mention.entity_id}")

# %% [markdown]
# ## A whole article
#
# `ex.read` gives an `Extraction`: plain values, without spaCy, whose offsets point into
# the text as given. As the last line of a cell it shows itself as a page.

# %%
article = entityx.sample_corpus()[0]
reading = ex.read(article.text, id=article.id, date=article.date, source=article.source)
reading

# %% [markdown]
# spaCy's own displaCy shows entities in the same colours.

# %%
from spacy import displacy

from entityx.view import displacy_options

displacy.render(ex(article.text), style="ent", options=displacy_options())
