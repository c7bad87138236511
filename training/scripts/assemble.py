"""Join the parser's pipeline and the student's entity recogniser into one model.

Each keeps its own token encoder (the parser's shared one, the recogniser's
inner one); the static vectors are stored once. The config asks for numpy's
matrices. Strings that no component needs are left out, the scores and sources go
into ``meta.json``. The folder is built beside its target and swapped in at the end.
"""

import argparse
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.strings import StringStore

MATRICES = "entityx_numpy_matrices.v1"


def join(parser_dir: Path, ner_dir: Path) -> Language:
    """Load both pipelines as one.

    Args:
        parser_dir: The parser's pipeline.
        ner_dir: The student's pipeline, trained with the same vectors.
    """
    nlp = spacy.load(parser_dir)
    student = spacy.load(ner_dir)
    # Before the parser: a wrong sentence boundary in noisy text would cut names.
    nlp.add_pipe("ner", source=student, before="parser")
    nlp.config["nlp"]["after_pipeline_creation"] = {"@callbacks": MATRICES}
    # Folders of the machine that trained mean nothing elsewhere.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    return nlp


def keep_needed_strings(nlp: Language, model_dir: Path) -> None:
    """Drop the training words from the stored strings.

    Labels stay, and what the lemmatizer's edit trees write; the hash of any other
    word is made again from the word itself.

    Args:
        nlp: The pipeline.
        model_dir: Its folder.
    """
    trees = srsly.read_msgpack(model_dir / "trainable_lemmatizer" / "trees")["trees"]
    hashes = {tree[key] for tree in trees for key in ("orig", "subst") if key in tree}
    needed = {text for text in nlp.vocab.strings if nlp.vocab.strings[text] in hashes}
    for _, pipe in nlp.components:
        needed.update(str(label) for label in getattr(pipe, "labels", ()))
    StringStore(sorted(needed)).to_disk(model_dir / "vocab" / "strings.json")


def write_meta(model_dir: Path, card: dict[str, Any], scores: dict[str, Any]) -> None:
    """Write name, licence, sources and scores into ``meta.json``.

    Args:
        model_dir: The folder.
        card: The content of ``card.toml``.
        scores: What ``evaluate.py`` measured, possibly nothing yet.
    """
    path = model_dir / "meta.json"
    meta = json.loads(path.read_text(encoding="utf8"))
    meta.update(card["meta"], sources=card["sources"], performance=scores)
    path.write_text(
        json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf8"
    )


def swap(new: Path, target: Path) -> None:
    """Put the new folder in the place of the old one.

    Args:
        new: The finished folder, on the same disk.
        target: Where it belongs.
    """
    old = target.with_suffix(".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    """Read the command line and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parser", type=Path)
    parser.add_argument("ner", type=Path)
    parser.add_argument("card", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--scores", type=Path)
    args = parser.parse_args()
    nlp = join(args.parser, args.ner)
    new = args.output.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    nlp.to_disk(new)
    keep_needed_strings(nlp, new)
    known = args.scores is not None and args.scores.exists()
    scores = json.loads(args.scores.read_text(encoding="utf8")) if known else {}
    card = tomllib.loads(args.card.read_text(encoding="utf8"))
    write_meta(new, card, scores)
    swap(new, args.output)


if __name__ == "__main__":
    main()
