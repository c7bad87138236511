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
# # Teach entityx a type of your own
#
# Who buys what from whom is read out of the box. You follow shipping, and want the ships
# as entities too. Mark some sentences, train for a minute, and read on: countries, people
# and weapons are not forgotten.

# %%
import json
import tempfile
from itertools import product
from pathlib import Path

import entityx

work = Path(tempfile.mkdtemp())

# %% [markdown]
# ## Mark some texts
#
# A line of JSONL is a text with every ship in it, by characters. Here the texts are made of
# parts, so that the notebook is whole; yours come from a tool for annotation, or from a list
# of names.

# %%
ships = ["Aurora Borealis", "Sea Hawk", "Ocean Pearl", "Blue Heron", "Northern Star"]
places = ["Odesa", "Yemen", "Port Sudan", "Iran"]
frames = [
    "The tanker {ship} left {place} on Monday.",
    "{ship} was boarded off {place} by the navy.",
    "A missile hit the cargo ship {ship} near {place}.",
    "Officials in {place} said the frigate {ship} had sunk.",
]
rows = []
for frame, place, ship in product(frames, places, ships):
    text = frame.format(ship=ship, place=place)
    start = text.index(ship)
    rows.append({"text": text, "entities": [[start, start + len(ship), "SHIP"]]})

data = work / "ships.jsonl"
data.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
rows[0]

# %% [markdown]
# ## Train
#
# The same as `entityx train ships.jsonl my_pipeline`. Every fifth text is held back, and the
# scores are of those. Types that you did not mark are marked by the base: their scores say
# how far the new recogniser agrees with it.

# %%
plan = entityx.Plan(steps=60, every=15, patience=45, batch=8)
trained = entityx.train(data, work / "my_pipeline", base="en", plan=plan)
for label, score in trained.scores.items():
    who = "you" if score.own else "the base"
    print(f"{label:8} F1 {score.f1:.2f} (before {score.before:.2f}), marked by {who}")

# %% [markdown]
# ## Read
#
# A ship that was in none of the texts.

# %%
ex = entityx.load(model=trained.folder)
doc = ex(
    "The tanker Silver Lining left Yemen. "
    "Russia is buying artillery shells from North Korea."
)
print([(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents])
print(doc._.triples)

# %% [markdown]
# The folder has a card that says what was done, and how good it is on what was held back.
# Sentences from five frames are easy: expect less of real ones, and mark a few hundred.

# %%
print((trained.folder / "README.md").read_text(encoding="utf-8"))
