"""Distil static word vectors from MiniLM.

Each lower-cased word of the training texts is embedded alone by MiniLM (mean of
its pieces), reduced by PCA and stored under its lower-case form. The most
frequent words own a row; rarer ones share the row of their nearest neighbour.
Texts that are for evaluation only are never read.
"""

import argparse
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
import spacy
import torch
from sklearn.decomposition import PCA
from spacy.vectors import Vectors
from texts import read_texts
from transformers import AutoModel, AutoTokenizer

NORM = 5.0
BATCH = 512


def count_words(paths: list[Path]) -> Counter[str]:
    """Count the lower-cased tokens of the files.

    Args:
        paths: The files to read.
    """
    tokenize = spacy.blank("en").tokenizer
    words: Counter[str] = Counter()
    for path in paths:
        for text in read_texts(path):
            words.update(t.lower_ for t in tokenize(text[:100_000]) if not t.is_space)
    return words


def embed(words: list[str], model_dir: Path) -> np.ndarray:
    """Embed each word alone by MiniLM.

    Args:
        words: The words.
        model_dir: The folder with the weights and the tokenizer.
    """
    tokenizer = AutoTokenizer.from_pretrained(model_dir)
    model = AutoModel.from_pretrained(model_dir).eval()
    parts = []
    with torch.no_grad():
        for start in range(0, len(words), BATCH):
            batch = tokenizer(
                words[start : start + BATCH],
                return_tensors="pt",
                padding=True,
                truncation=True,
                max_length=16,
            )
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            parts.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
    return np.concatenate(parts)


def nearest(rare: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Find the most similar kept row for each rare one.

    Args:
        rare: The vectors without a row of their own.
        kept: The vectors that have one.
    """
    unit = kept / np.linalg.norm(kept, axis=1, keepdims=True)
    found = [
        (rare[start : start + BATCH] @ unit.T).argmax(1)
        for start in range(0, len(rare), BATCH)
    ]
    return np.concatenate(found)


def main() -> None:
    """Read the command line and write a pipeline that holds only vectors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("mix", type=Path)
    parser.add_argument("data", type=Path, help="the data folder")
    parser.add_argument("output", type=Path)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--keys", type=int, default=80_000)
    parser.add_argument("--width", type=int, default=96)
    args = parser.parse_args()
    mix = tomllib.loads(args.mix.read_text(encoding="utf8"))
    counts = count_words([args.data / name for name in mix["words"]])
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = [word for word, _ in ranked[: args.keys]]
    full = embed(words, args.minilm)
    reduced = PCA(args.width, random_state=0).fit_transform(full)
    reduced *= NORM / np.linalg.norm(reduced, axis=1).mean()
    kept = reduced[: args.rows].astype("float32")
    rows = list(range(len(kept)))
    rows += (
        nearest(reduced[args.rows :], kept).tolist() if len(words) > args.rows else []
    )
    nlp = spacy.blank("en")
    keys = [nlp.vocab.strings.add(word) for word in words]
    table = Vectors(
        strings=nlp.vocab.strings, data=kept, name="entityx_minilm", attr="LOWER"
    )
    for key, row in zip(keys, rows, strict=True):
        table.add(key, row=row)
    nlp.vocab.vectors = table
    nlp.to_disk(args.output)


if __name__ == "__main__":
    main()
