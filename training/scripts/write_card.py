"""Write the model's README.md from ``card.toml`` and the measured scores."""

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any

SETS = {
    "uner_ewt_test": "UNER EWT test (web; PER, LOC with countries, ORG)",
    "uner_test": "UNER Bosque test (PER, LOC with countries, ORG)",
    "gold_dev_en": "dev gold, English (conflict and arms-trade news)",
    "gum_dev": "GUM dev",
    "grobid_ner_dev": "grobid-ner dev",
    "crossner_dev": "CrossNER politics dev (never trained on)",
    "fewnerd_dev": "Few-NERD dev",
    "re3d_dev": "re3d dev",
}
TREEBANKS = {
    "ud_ewt_dev": "EWT dev",
    "ud_gum_dev": "GUM dev",
    "treebank_dev": "Bosque dev",
}
LABELS = ("micro", "PERSON", "COUNTRY", "LOC", "ORG", "WEAPON", "NORP")
PARSING = {
    "dep_las": "LAS",
    "dep_uas": "UAS",
    "tag_acc": "XPOS",
    "pos_acc": "UPOS",
    "morph_acc": "features",
    "lemma_acc": "lemmas",
    "sents_f": "sentences F1",
}


def parsing_table(scores: dict[str, Any]) -> list[str]:
    """Return the rows of the parsing scores.

    Args:
        scores: What ``measure.py`` wrote.
    """
    rows = ["| set | " + " | ".join(PARSING.values()) + " |"]
    rows.append("| --- " * (len(PARSING) + 1) + "|")
    for key, name in TREEBANKS.items():
        if key not in scores:
            continue
        values = " | ".join(str(scores[key].get(column, "–")) for column in PARSING)
        rows.append(f"| {name} | {values} |")
    return rows


def entity_table(scores: dict[str, Any]) -> list[str]:
    """Return the rows of the entity scores.

    Args:
        scores: What ``measure.py`` wrote.
    """
    rows = ["| set | " + " | ".join(LABELS) + " |"]
    rows.append("| --- " * (len(LABELS) + 1) + "|")
    for key, name in SETS.items():
        if key not in scores:
            continue
        found = scores[key] | {
            "PERSON": scores[key].get("PER", scores[key].get("PERSON"))
        }
        values = " | ".join(str(found.get(label, "–")) for label in LABELS)
        rows.append(f"| {name} | {values} |")
    return rows


def main() -> None:
    """Read the command line and write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("card", type=Path)
    parser.add_argument("scores", type=Path)
    parser.add_argument("model", type=Path)
    args = parser.parse_args()
    card = tomllib.loads(args.card.read_text(encoding="utf8"))
    scores = json.loads(args.scores.read_text(encoding="utf8"))
    meta = card["meta"]
    lines = [f"# {meta['lang']}_{meta['name']} {meta['version']}", ""]
    lines += [
        meta["description"],
        "",
        f"Licence of the weights: {meta['license']}.",
        "",
    ]
    lines += [
        "spaCy 3.8, no torch at run time. Made by `training/` of this project.",
        "",
    ]
    lines += ["## Scores", "", "F1 and accuracies in percent, raw text.", ""]
    lines += [*parsing_table(scores), "", *entity_table(scores), ""]
    if "words_per_cpu_second" in scores:
        lines += [f"Speed: {scores['words_per_cpu_second']} words per CPU second.", ""]
    lines += ["## Data, licences and attribution", "", "| source | licence | by |"]
    lines += ["| --- | --- | --- |"]
    for source in card["sources"]:
        name = (
            f"[{source['name']}]({source['url']})" if source["url"] else source["name"]
        )
        lines.append(f"| {name} | {source['license']} | {source['author']} |")
    lines += ["", *card["text"]["limits"].strip().splitlines()]
    (args.model / "README.md").write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
