"""Bring the entity annotation of many data sets to one label set.

Each set is annotated by its own rules. What a set does not annotate is never
taken for "no entity": demonyms are filled in from a list, weapon words are left
missing, unsure labels are left missing. The mapping is data (``labels.toml``).
"""

import argparse
import gzip
import json
import random
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import spacy
from lexicon import Lexicon, language_lexicon, load_lexicon
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

Row = dict[str, Any]
MISSING = "?"
WORDS = re.compile(r"\w+")
GRAM = 8


def read_rows(path: Path, lang: str | None = None) -> Iterator[Row]:
    """Yield the rows of a data file; gold documents are split into paragraphs.

    Args:
        path: A JSONL file, gzipped or not.
        lang: Rows that say another language are left out.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            if lang and row.get("lang", lang) != lang:
                continue
            if "entities" in row:
                yield from split_gold(row)
            else:
                yield row


def split_gold(row: Row) -> Iterator[Row]:
    """Yield the paragraphs of a gold document as plain rows.

    Args:
        row: A document in the format of ``eval/FORMAT.md``.
    """
    mentions = [
        (mention["start"], mention["end"], entity["type"])
        for entity in row["entities"]
        for mention in entity["mentions"]
    ]
    optional = row.get("optional_mentions", ())
    mentions += [(m["start"], m["end"], MISSING) for m in optional]
    for found in re.finditer(r"[^\n]+", row["text"]):
        start, end = found.span()
        inside = [
            (s - start, e - start, label)
            for s, e, label in mentions
            if start <= s and e <= end
        ]
        yield {"text": found.group(), "ents": inside}


def map_label(mapping: dict[str, str], label: str) -> str | None:
    """Translate one label; the first matching pattern of the table wins.

    Args:
        mapping: The table of the set.
        label: The original label.
    """
    if label == MISSING or label in mapping:
        return mapping.get(label, MISSING)
    return next((new for key, new in mapping.items() if fnmatch(label, key)), None)


def annotate(nlp: Language, row: Row, set_name: str, lexicon: Lexicon) -> Doc:
    """Make a document with our labels and missing values.

    Args:
        nlp: The tokenizer's pipeline.
        row: Text and original entities.
        set_name: Which table of ``labels.toml`` applies.
        lexicon: The word lists.
    """
    doc = nlp.make_doc(row["text"])
    kept: list[Span] = []
    missing: list[Span] = []
    taken: set[int] = set()
    mapping = lexicon.sets[set_name]
    for start, end, label, *_ in sorted(row["ents"], key=lambda x: (x[0], -x[1])):
        new = map_label(mapping, label)
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or new is None or taken & set(range(span.start, span.end)):
            continue
        named = lexicon.name(span, new)
        taken.update(range(span.start, span.end))
        if named is None:
            continue
        if named.label_ == MISSING:
            missing.append(named)
        else:
            kept.append(named)
    free = [token for token in doc if token.i not in taken]
    kept += lexicon.find_demonyms(doc, taken)
    if set_name not in lexicon.weapons_known:
        missing += [doc[t.i : t.i + 1] for t in free if t.lower_ in lexicon.weapons]
    doc.set_ents(kept, missing=missing, default="outside")
    return doc


def grams(text: str) -> set[tuple[str, ...]]:
    """Return all runs of eight words of a text.

    Args:
        text: The text.
    """
    words = WORDS.findall(text.lower())
    return {tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}


def read_excluded(paths: list[Path]) -> set[tuple[str, ...]]:
    """Collect the runs of words of the texts that must not be trained on.

    Args:
        paths: Evaluation files.
    """
    rows = (json.loads(line) for path in paths for line in path.open(encoding="utf8"))
    return set().union(*(grams(row["text"]) for row in rows))


def main() -> None:
    """Read the command line and write one ``.spacy`` file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mix", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("data", type=Path, help="the data folder")
    parser.add_argument("part", help="a section of the mix: train, gum, ...")
    parser.add_argument("output", type=Path)
    parser.add_argument("--lang", help="not English: lists come from --patterns")
    parser.add_argument("--patterns", type=Path, default=Path("../patterns"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--also", nargs="*", default=[], help="more files, as TABLE:PATH, once each"
    )
    args = parser.parse_args()
    rng = random.Random(args.seed)
    mix = tomllib.loads(args.mix.read_text(encoding="utf8"))
    lexicon = (
        language_lexicon(args.labels, args.patterns, args.lang)
        if args.lang
        else load_lexicon(args.labels, args.data)
    )
    may_exclude = mix["exclude"] if args.part == "train" else []
    excluded = read_excluded([args.data / name for name in may_exclude])
    nlp = spacy.blank(args.lang or "en")
    store = DocBin()
    more = [name.partition(":") for name in args.also]
    more = [
        {"set": table, "file": Path(path).resolve(), "weight": 1}
        for table, _, path in more
    ]
    for entry in [*mix["sets"][args.part], *more]:
        for row in read_rows(args.data / entry["file"], args.lang):
            if grams(row["text"]) & excluded or rng.random() >= entry["weight"]:
                continue
            doc = annotate(nlp, row, entry["set"], lexicon)
            for _ in range(max(1, round(entry["weight"]))):
                store.add(doc)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    store.to_disk(args.output)


if __name__ == "__main__":
    main()
