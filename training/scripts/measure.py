"""Measure a pipeline: parsing, entities by data set, speed. Prints JSON.

Entities are counted as exact spans. UNER has PER, LOC and ORG: our COUNTRY
counts as LOC there, and COUNTRY alone is judged by the list of countries. Gold
documents are judged mention by mention, demonyms counted as NORP.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from convert_ner import read_rows
from lexicon import Lexicon, load_lexicon
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Corpus

import entityx.transformer.architecture  # noqa: F401  lets teachers be measured
from entityx.pipelines import load_folder

Spans = set[tuple[int, int, str]]
PARSING = (
    "tag_acc",
    "pos_acc",
    "morph_acc",
    "lemma_acc",
    "dep_uas",
    "dep_las",
    "sents_f",
)
COARSE = {"PERSON": "PER", "LOC": "LOC", "COUNTRY": "LOC", "ORG": "ORG"}


class Counts:
    """True and false positives and misses by label."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()

    def add(self, gold: Spans, predicted: Spans) -> None:
        """Count one text.

        Args:
            gold: The right spans.
            predicted: The pipeline's spans.
        """
        self.right.update(label for *_, label in gold & predicted)
        self.found.update(label for *_, label in predicted)
        self.wanted.update(label for *_, label in gold)

    def f_scores(self) -> dict[str, float]:
        """Return F1 by label and over all (``micro``), in percent."""
        labels = sorted(self.wanted)
        scores = {label: self._f1([label]) for label in labels}
        return {"micro": self._f1(labels), **scores}

    def _f1(self, labels: list[str]) -> float:
        right = sum(self.right[label] for label in labels)
        total = sum(self.found[label] + self.wanted[label] for label in labels)
        return round(200 * right / total, 1) if total else 0.0


def read_uner(
    nlp: Language, path: Path, lexicon: Lexicon
) -> Iterator[tuple[Spans, Spans]]:
    """Yield gold and predicted spans of each UNER sentence.

    Args:
        nlp: The pipeline.
        path: The test file.
        lexicon: The word lists.
    """
    rows = list(read_rows(path))
    docs = nlp.pipe(row["text"] for row in rows)
    for row, doc in zip(rows, docs, strict=True):
        gold: Spans = {(s, e, label) for s, e, label in row["ents"]}
        gold |= {
            (s, e, "COUNTRY")
            for s, e, label in row["ents"]
            if label == "LOC" and row["text"][s:e].casefold() in lexicon.countries
        }
        found: Spans = {
            (ent.start_char, ent.end_char, COARSE[ent.label_])
            for ent in doc.ents
            if ent.label_ in COARSE
        }
        found |= {
            (ent.start_char, ent.end_char, "COUNTRY")
            for ent in doc.ents
            if ent.label_ == "COUNTRY"
        }
        yield gold, found


def read_gold(
    nlp: Language, path: Path, lexicon: Lexicon
) -> Iterator[tuple[Spans, Spans]]:
    """Yield gold and predicted mentions of each English gold document.

    Args:
        nlp: The pipeline.
        path: A file in the format of ``eval/FORMAT.md``.
        lexicon: The word lists.
    """
    rows = [json.loads(line) for line in path.open(encoding="utf8")]
    rows = [row for row in rows if row["lang"] == "en"]
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        gold: Spans = set()
        for entity in row["entities"]:
            for m in entity["mentions"]:
                is_people = m["text"] in lexicon.demonyms
                label = "NORP" if is_people else entity["type"]
                gold.add((m["start"], m["end"], label))
        optional = [(m["start"], m["end"]) for m in row.get("optional_mentions", ())]
        found: Spans = {
            (ent.start_char, ent.end_char, ent.label_)
            for ent in doc.ents
            if not any(ent.start_char < e and s < ent.end_char for s, e in optional)
        }
        yield gold, found


def score_uner(nlp: Language, path: Path, lexicon: Lexicon) -> dict[str, float]:
    """Score UNER: micro over PER, LOC, ORG; COUNTRY beside them.

    Args:
        nlp: The pipeline.
        path: The test file.
        lexicon: The word lists.
    """
    counts, countries = Counts(), Counts()
    for gold, found in read_uner(nlp, path, lexicon):
        counts.add(*({s for s in x if s[2] != "COUNTRY"} for x in (gold, found)))
        countries.add(*({s for s in x if s[2] == "COUNTRY"} for x in (gold, found)))
    return {**counts.f_scores(), "COUNTRY": countries.f_scores()["micro"]}


def score_gold(nlp: Language, path: Path, lexicon: Lexicon) -> dict[str, float]:
    """Score the mentions of gold documents.

    Args:
        nlp: The pipeline.
        path: The gold file.
        lexicon: The word lists.
    """
    counts = Counts()
    for gold, found in read_gold(nlp, path, lexicon):
        counts.add(gold, found)
    return counts.f_scores()


def score_converted(nlp: Language, path: Path) -> dict[str, float]:
    """Score a set that ``convert_ner.py`` wrote, missing values ignored.

    Args:
        nlp: The pipeline.
        path: The ``.spacy`` file.
    """
    scores = nlp.evaluate(list(Corpus(path)(nlp)))
    by_type = scores["ents_per_type"] or {}
    result = {label: round(100 * x["f"], 1) for label, x in sorted(by_type.items())}
    return {"micro": round(100 * (scores["ents_f"] or 0), 1), **result}


def measure_speed(nlp: Language, path: Path) -> int:
    """Return the words per second of CPU time; the best of three runs.

    Args:
        nlp: The pipeline.
        path: A ``.spacy`` file whose raw texts are read.
    """
    texts = [doc.text for doc in DocBin().from_disk(path).get_docs(nlp.vocab)]
    rates = []
    for _ in range(3):
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        rates.append(words / (time.process_time() - start))
    return round(max(rates))


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("data", type=Path, help="the data folder")
    parser.add_argument("converted", type=Path, help="folder of converted dev sets")
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    nlp = load_folder(args.model)
    lexicon = load_lexicon(args.labels, args.data)
    result: dict[str, Any] = {}
    if "parser" in nlp.pipe_names:
        for name in ("ewt", "gum"):
            examples = list(Corpus(args.converted / f"ud_dev_{name}.spacy")(nlp))
            scores = nlp.evaluate(examples)
            result[f"ud_{name}_dev"] = {k: round(100 * scores[k], 1) for k in PARSING}
    if "ner" in nlp.pipe_names:
        uner = args.data / "ner" / "uner_en_ewt.test.jsonl.gz"
        result["uner_ewt_test"] = score_uner(nlp, uner, lexicon)
        dev = args.data.parent / "gold" / "dev.jsonl"
        result["gold_dev_en"] = score_gold(nlp, dev, lexicon)
        for name in ("gum", "grobid_ner", "crossner", "fewnerd", "re3d"):
            path = args.converted / f"{name}.spacy"
            result[f"{name}_dev"] = score_converted(nlp, path)
    speed_texts = args.converted / "ud_dev_ewt.spacy"
    result["words_per_cpu_second"] = measure_speed(nlp, speed_texts)
    text = json.dumps(result, indent=1)
    if args.output:
        args.output.write_text(text + "\n", encoding="utf8")
    print(text)


if __name__ == "__main__":
    main()
