"""Fill template sentences with weapons, people and countries of the whole world.

The sentences are written for this project; the names come from the weapons
catalogue, from Wikidata name lists (CC0) and from the training sets' own places
and organisations. Every slot is labelled by construction, so these are silver
data: right by design, but plain.
"""

import argparse
import gzip
import json
import random
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import spacy
from lexicon import read_patterns
from spacy.tokens import DocBin
from spacy.vocab import Vocab

# Masculine and feminine, singular and plural, as rows of countries list them.
FORMS = ("ms", "fs", "mp", "fp")
SLOT = re.compile(r"\{(\w+)\}")
LABELS = {
    "weapon": "WEAPON",
    "generic": "WEAPON",
    "person": "PERSON",
    "surname": "PERSON",
    "first": "PERSON",
    "country": "COUNTRY",
    "demonym": "NORP",
    "org": "ORG",
    "place": "LOC",
}


def read_weapons(paths: list[Path]) -> list[str]:
    """Read the English names of weapon catalogues, generic nouns left out.

    Args:
        paths: ``weapons.jsonl`` of our patterns or of the data folder, or both.
    """
    names: list[str] = []
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf8") as lines:
            for row in map(json.loads, lines):
                siso = row.get("entity_id", "").startswith("siso:")
                if not siso and not row.get("generic"):
                    names += [row["name"], *row.get("names", {}).get("en", ())]
    return sorted({n for n in names if n.isascii() and 2 < len(n) < 30})


def read_full_names(path: Path) -> list[str]:
    """Read people's names in English from a Wikidata list.

    Args:
        path: A ``translit_full_*.tsv.gz`` file.
    """
    with gzip.open(path, "rt", encoding="utf8") as lines:
        names = {line.split("\t")[0].strip() for line in lines}
    return sorted(n for n in names if 1 < len(n.split()) < 5 and n.istitle())


def read_tokens(path: Path) -> list[str]:
    """Read single name tokens of a language in Latin letters.

    Args:
        path: A ``translit_tokens_*.tsv.gz`` file.
    """
    with gzip.open(path, "rt", encoding="utf8") as lines:
        tokens = {line.split("\t")[0].strip() for line in lines}
    return sorted(t.title() for t in tokens if t.isalpha() and 2 < len(t) < 12)


def read_entities(path: Path, label: str) -> list[str]:
    """Collect the mentions of one label in the training documents.

    Args:
        path: A ``.spacy`` file.
        label: The label.
    """
    docs = DocBin().from_disk(path).get_docs(Vocab())
    texts = {ent.text for doc in docs for ent in doc.ents if ent.label_ == label}
    return sorted(text for text in texts if len(text) < 40)


def make_person(
    full: list[str], tokens: list[list[str]], rng: random.Random
) -> Callable[[], str]:
    """Return a function that draws a person's full name.

    Args:
        full: Whole names.
        tokens: Name tokens by language.
        rng: Where the randomness comes from.
    """

    def draw() -> str:
        if rng.random() < 0.6:
            return rng.choice(full)
        language = rng.choice(tokens)
        name = f"{rng.choice(language)} {rng.choice(language)}"
        return rng.choice((name, name, name.replace(" ", " al-"), name + "-" + "un"))

    return draw


def fill(
    sentence: str, draw: dict[str, Callable[[], str]]
) -> tuple[str, list[tuple[int, int, str]]]:
    """Fill the slots of one sentence.

    Args:
        sentence: The template.
        draw: A drawing function for each slot.
    """
    text = ""
    ents: list[tuple[int, int, str]] = []
    position = 0
    for found in SLOT.finditer(sentence):
        text += sentence[position : found.start()]
        value = draw[found.group(1)]()
        label = LABELS.get(found.group(1).partition("_")[0])
        if label:
            ents.append((len(text), len(text) + len(value), label))
        text += value
        position = found.end()
    return text + sentence[position:], ents


def read_demonyms(args: argparse.Namespace) -> dict[str, list[str]]:
    """Read demonyms by slot: of the patterns one slot a form, in their order.

    Args:
        args: The command line.
    """
    if not args.lang:
        words = tomllib.loads(args.labels.read_text(encoding="utf8"))["words"]
        return {"demonym": words["demonyms"]}
    rows = read_patterns(args.patterns / "entities" / "countries.jsonl")
    forms = [row.get("demonyms", {}).get(args.lang, ()) for row in rows]
    full = [some for some in forms if len(some) == len(FORMS)]
    return {f"demonym_{form}": [f[n] for f in full] for n, form in enumerate(FORMS)}


def main() -> None:
    """Read the command line and write one ``.spacy`` file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("templates", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("train", type=Path, help="converted entity training set")
    parser.add_argument("names", type=Path, help="the data folder's names/")
    parser.add_argument("output", type=Path)
    parser.add_argument("--weapons", type=Path, nargs="+", required=True)
    parser.add_argument("--sections", nargs="+", default=["sentences"])
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--lang", help="not English: names come from --patterns")
    parser.add_argument("--patterns", type=Path, default=Path("../patterns"))
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    tables = tomllib.loads(args.templates.read_text(encoding="utf8"))
    languages = [
        read_tokens(args.names / f"translit_tokens_{code}.tsv.gz")
        for code in ("ru", "ar", "ja", "zh")
    ]
    person = make_person(
        read_full_names(args.names / "translit_full_ko.tsv.gz"), languages, rng
    )
    lists = {
        "weapon": read_weapons(args.weapons),
        "country": read_entities(args.train, "COUNTRY"),
        **read_demonyms(args),
        "org": read_entities(args.train, "ORG"),
        "place": read_entities(args.train, "LOC"),
        **{
            slot: values for slot, values in tables.items() if slot not in args.sections
        },
    }
    draw: dict[str, Callable[[], str]] = {
        slot: lambda values=values: rng.choice(values) for slot, values in lists.items()
    }
    draw |= {
        "person": person,
        "surname": lambda: person().split()[-1],
        "first": lambda: person().split()[0],
    }
    sentences = [text for name in args.sections for text in tables[name]]
    nlp = spacy.blank(args.lang or "en")
    store = DocBin()
    for _ in range(args.count):
        text, ents = fill(rng.choice(sentences), draw)
        doc = nlp.make_doc(text)
        spans = [
            doc.char_span(s, e, label, alignment_mode="expand") for s, e, label in ents
        ]
        kept = spacy.util.filter_spans([span for span in spans if span is not None])
        doc.set_ents(kept)
        store.add(doc)
    store.to_disk(args.output)


if __name__ == "__main__":
    main()
