"""Train small subword vectors (floret) on the texts at hand of one language.

For a language without a sentence encoder to distil. Words that no text has get a
vector from their parts. Texts that are for evaluation only are never read; whatever
shares eight words in a row with the dev gold is left out.
"""

import argparse
import tempfile
import tomllib
from pathlib import Path

import floret
import spacy
from convert_ner import grams, read_excluded
from texts import read_texts


def write_corpus(paths: list[Path], excluded: set[tuple[str, ...]], lang: str) -> str:
    """Return all texts, tokenized and in small letters, one a line.

    Args:
        paths: The files.
        excluded: Runs of words that must not be trained on.
        lang: The language of the tokenizer and of tables' columns.
    """
    tokenize = spacy.blank(lang).tokenizer
    lines = dict.fromkeys(
        " ".join(t.lower_ for t in tokenize(text) if not t.is_space)
        for path in paths
        for text in read_texts(path, lang)
        if not grams(text) & excluded
    )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the command line and write a floret table for ``spacy init vectors``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mix", type=Path)
    parser.add_argument("data", type=Path, help="the data folder")
    parser.add_argument("output", type=Path)
    parser.add_argument("--lang", required=True)
    parser.add_argument("--rows", type=int, default=12_000)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=30)
    args = parser.parse_args()
    mix = tomllib.loads(args.mix.read_text(encoding="utf8"))
    excluded = read_excluded([args.data / name for name in mix["exclude"]])
    paths = [args.data / name for name in mix["words"]]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8") as corpus:
        corpus.write(write_corpus(paths, excluded, args.lang))
        corpus.flush()
        model = floret.train_unsupervised(
            corpus.name,
            model="cbow",
            mode="floret",
            hashCount=2,
            bucket=args.rows,
            minn=3,
            maxn=5,
            minCount=2,
            dim=args.width,
            epoch=args.epochs,
            lr=0.05,
            thread=1,
        )
    args.output.parent.mkdir(parents=True, exist_ok=True)
    model.save_floret_vectors(str(args.output))


if __name__ == "__main__":
    main()
