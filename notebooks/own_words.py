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
# # A predicate, a weapon and a language of one's own
#
# Names, verbs and rules are data. A folder with the same file names as `patterns/` is
# merged over ours by id; no code is needed, and a wrong row is told with file and line.

# %%
import tempfile
from pathlib import Path

import entityx

folder = Path(tempfile.mkdtemp())
(folder / "entities").mkdir()
(folder / "languages").mkdir()

# %% [markdown]
# ## A weapon: one line

# %%
line = '{"id": "weapon:sea-wasp", "name": "Sea Wasp", "names": {"en": ["SW-9"]}}\n'
(folder / "entities" / "weapons.jsonl").write_text(line, encoding="utf-8")

# %% [markdown]
# ## A predicate: one table
#
# `subject` and `object` name the roles that fill them, `en` the words. Who is agent and
# who is patient in a passive or a noun phrase is undone by entityx.

# %%
table = """
[predicates.expels_diplomats_of]
group = "diplomacy"
definition = "Subject orders diplomats of object to leave."
domain = ["COUNTRY"]
range = ["COUNTRY"]
inverse = "diplomats_expelled_by"

[[predicates.expels_diplomats_of.frames]]
subject = ["agent"]
object = ["patient"]
en = {verb = ["expel"], noun = ["expulsion"]}
es = {verb = ["expulsar"]}
"""
(folder / "predicates.toml").write_text(table, encoding="utf-8")

# %%
ex = entityx.load(["en"], patterns=[folder])
texts = [
    "Poland has expelled 45 Russian diplomats.",
    "Russia expelled two Norwegian diplomats on Friday.",
    "Turkey will sell twelve SW-9 drones to Egypt, the defence ministry said.",
]
for text in texts:
    for relation in ex.read(text).relations:
        weapons = [q.entity_id for q in relation.qualifiers if q.role == "weapon"]
        print(*relation.triple, relation.modality, weapons, round(relation.score, 2))

# %% [markdown]
# The scorer was not trained on this predicate: it knows how its roles are filled, but
# not its words, so it finds less than of ours. A graph knows the inverse when it is
# given the folder.

# %%
graph = entityx.KnowledgeGraph(ex.pipe(texts), patterns=[folder])
[r.triple for r in graph.relations(predicate="diplomats_expelled_by")]

# %% [markdown]
# A mistake is told where it is.

# %%
wrong = Path(tempfile.mkdtemp())
(wrong / "entities").mkdir()
(wrong / "entities" / "weapons.jsonl").write_text('{"id": "weapon:x", "nam": "X"}\n')
try:
    entityx.load(["en"], patterns=[wrong])
except entityx.PatternError as error:
    print(str(error).removeprefix(str(wrong)))

# %% [markdown]
# ## A language: one file
#
# The file says how roles are marked; the words of a predicate stand with the predicate
# (`es` above). Spanish borrows the English scorer, without its words, with a threshold of
# its own. `docs/languages.md` says what more a language can have, up to one that has no
# parser at all.

# %%
spanish = """
code = "es"
name = "Spanish"

[roles]
agent = ["por"]
source = ["de", "a"]
recipient = ["a"]

[scorer]
of = "en"
threshold = 0.35
"""
(folder / "languages" / "es.toml").write_text(spanish, encoding="utf-8")

# %% [markdown]
# Any spaCy pipeline with a parser will do, as `es_core_news_sm`. Here a component writes
# one parse by hand, so that nothing has to be installed.

# %%
import spacy
from spacy.language import Language
from spacy.tokens import Doc


@Language.component("parse_by_hand")
def parse_by_hand(doc):
    """Stand for a parser; it knows but one sentence."""
    return Doc(
        doc.vocab,
        words=["Polonia", "ha", "expulsado", "a", "diplomáticos", "rusos", "."],
        pos=["PROPN", "AUX", "VERB", "ADP", "NOUN", "ADJ", "PUNCT"],
        lemmas=["Polonia", "haber", "expulsar", "a", "diplomático", "ruso", "."],
        heads=[2, 2, 2, 4, 2, 4, 2],
        deps=["nsubj", "aux", "ROOT", "case", "obj", "amod", "punct"],
    )


nlp = spacy.blank("es")
nlp.add_pipe("parse_by_hand")
nlp.add_pipe("entityx", config={"patterns": [str(folder)]})
doc = nlp("Polonia ha expulsado a diplomáticos rusos.")
doc._.triples

# %% [markdown]
# Without any of this, known names are found in Spanish texts, and the reading says that
# relations were not read.

# %%
reading = ex.read("El presidente de Rusia visitó Corea del Norte el martes.", lang="es")
print([mention.entity_id for mention in reading.mentions])
print(reading.warnings[0])
