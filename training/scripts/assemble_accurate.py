"""Make the accurate tier: the teacher's recogniser, its transformer as int8 ONNX.

The transformer becomes a part of the recogniser, and ``meta.json`` says over which
pipeline it goes: all other components are that one's. Strings but labels are left out.
"""

import argparse
import json
import shutil
import tempfile
import tomllib
from pathlib import Path

import spacy
from assemble import swap, write_meta
from spacy.strings import StringStore

from entityx.transformer.export import export_onnx

INNER = "model.tok2vec.first"


def main() -> None:
    """Read the command line and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("card", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--scores", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        nlp = spacy.load(export_onnx(args.teacher, Path(folder) / "onnx"))
    nlp.replace_listeners("transformer", "ner", [INNER])
    nlp.remove_pipe("transformer")
    nlp.config["training"].update(frozen_components=[], annotating_components=[])
    new = args.output.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    nlp.to_disk(new)
    labels = sorted(nlp.get_pipe("ner").labels)
    StringStore(labels).to_disk(new / "vocab" / "strings.json")
    known = args.scores is not None and args.scores.exists()
    scores = json.loads(args.scores.read_text(encoding="utf8")) if known else {}
    card = tomllib.loads(args.card.read_text(encoding="utf8"))
    write_meta(new, card, scores)
    swap(new, args.output)


if __name__ == "__main__":
    main()
