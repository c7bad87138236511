"""Make training text as messy as scraped news, without losing its annotation.

Registered for ``spacy train --code``. Each augmenter yields at most two
examples: the text as given and, for a share of the texts, one noisy twin.
Parsing keeps all tokens in step; entity training may also glue words together.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.iob_utils import doc_to_biluo_tags

Annotation = dict[str, Any]
Change = Callable[[Annotation, random.Random], None]
SENTENCE_END = frozenset(".!?")


def lower(annotation: Annotation, rng: random.Random) -> None:
    """Write everything in small letters."""
    _recase(annotation, str.lower)


def upper(annotation: Annotation, rng: random.Random) -> None:
    """Write everything in capitals."""
    _recase(annotation, str.upper)


def title(annotation: Annotation, rng: random.Random) -> None:
    """Capitalise words of more than three letters, as headlines do."""
    _recase(annotation, lambda w: w[0].upper() + w[1:] if len(w) > 3 else w)


def curl_quotes(annotation: Annotation, rng: random.Random) -> None:
    """Put typographic quotes and dashes in place of the straight ones."""
    opening = True
    words = annotation["token_annotation"]["ORTH"]
    for i, word in enumerate(words):
        if word in {'"', "``", "''"}:
            words[i] = "“" if opening else "”"
            opening = not opening
        elif word in {"--", "-"} and i and _space(annotation, i - 1):
            words[i] = rng.choice("–—")
        elif "'" in word:
            words[i] = word.replace("'", "’")


def drop_blanks(annotation: Annotation, rng: random.Random) -> None:
    """Forget the blank after some sentence ends."""
    tokens = annotation["token_annotation"]
    for i, word in enumerate(tokens["ORTH"][:-1]):
        if word in SENTENCE_END and rng.random() < 0.5:
            tokens["SPACY"][i] = False


def glue_words(annotation: Annotation, rng: random.Random) -> None:
    """Glue two plain words together ("countriesreported")."""
    tokens = annotation["token_annotation"]
    tags = annotation["doc_annotation"]["entities"]
    for i, word in enumerate(tokens["ORTH"][:-1]):
        plain = word.isalpha() and tokens["ORTH"][i + 1].isalpha()
        if plain and tags[i] == tags[i + 1] == "O" and rng.random() < 0.03:
            tokens["SPACY"][i] = False


def drop_final_mark(annotation: Annotation, rng: random.Random) -> None:
    """Leave out the last mark of the text."""
    tokens = annotation["token_annotation"]
    last = len(tokens["ORTH"]) - 1
    heads = tokens.get("HEAD", ())
    is_leaf = not any(h == last for i, h in enumerate(heads) if i != last)
    if last > 1 and tokens["ORTH"][last] in SENTENCE_END and is_leaf:
        for column in tokens.values():
            column.pop()
        annotation["doc_annotation"]["entities"].pop()


PARSER_CHANGES: tuple[tuple[Change, float], ...] = (
    (lower, 0.2),
    (upper, 0.1),
    (title, 0.15),
    (curl_quotes, 0.3),
    (drop_final_mark, 0.1),
    (drop_blanks, 0.15),
)
MIXED_CHANGES: tuple[tuple[Change, float], ...] = (
    (lower, 0.15),
    (upper, 0.15),
    (title, 0.2),
    (curl_quotes, 0.25),
    (glue_words, 0.05),
    (drop_final_mark, 0.1),
    (drop_blanks, 0.1),
)
NER_CHANGES: tuple[tuple[Change, float], ...] = (
    (lower, 0.15),
    (upper, 0.2),
    (title, 0.2),
    (curl_quotes, 0.25),
    (glue_words, 0.1),
    (drop_blanks, 0.1),
)


def _recase(annotation: Annotation, change: Callable[[str], str]) -> None:
    tokens = annotation["token_annotation"]
    tokens["ORTH"] = [change(word) for word in tokens["ORTH"]]


def _space(annotation: Annotation, i: int) -> bool:
    return bool(annotation["token_annotation"]["SPACY"][i])


def _join(annotation: Annotation) -> str:
    tokens = annotation["token_annotation"]
    pairs = zip(tokens["ORTH"], tokens["SPACY"], strict=True)
    return "".join(word + " " * bool(space) for word, space in pairs)


def _annotate(doc: Doc) -> Annotation:
    """Return a document's annotation, with missing layers left out.

    ``Example.to_dict`` writes "O" and empty features where nothing is known, so
    a noisy tree would teach "no entity" and a noisy sentence "no features".
    """
    annotation: Annotation = Example(doc, doc).to_dict()
    annotation["doc_annotation"]["entities"] = [
        tag if token.ent_iob else "-"
        for tag, token in zip(doc_to_biluo_tags(doc), doc, strict=True)
    ]
    tokens = annotation["token_annotation"]
    for layer in ("TAG", "LEMMA", "POS", "MORPH", "HEAD", "DEP", "SENT_START"):
        if not doc.has_annotation(layer):
            tokens.pop(layer)
    return annotation


def make_augmenter(
    changes: tuple[tuple[Change, float], ...], *, level: float, keep: bool, seed: int
) -> Callable[[Language, Example], Iterator[Example]]:
    """Build an augmenter that applies one weighted change to a share of texts.

    Args:
        changes: The changes and their weights.
        level: The share of texts that get a noisy version.
        keep: Whether the clean text is trained on beside its noisy version.
        seed: Where the randomness starts.
    """
    rng = random.Random(seed)
    functions = [change for change, _ in changes]
    weights = [weight for _, weight in changes]

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        noisy = rng.random() < level
        if keep or not noisy:
            yield example
        if noisy:
            annotation = _annotate(example.reference)
            rng.choices(functions, weights)[0](annotation, rng)
            yield Example.from_dict(nlp.make_doc(_join(annotation)), annotation)

    return augment


@spacy.registry.augmenters("entityx_parser_noise.v1")
def make_parser_noise(
    level: float, seed: int
) -> Callable[[Language, Example], Iterator[Example]]:
    """Replace a share of the parser's texts by noisy versions.

    Args:
        level: The share.
        seed: Where the randomness starts.
    """
    return make_augmenter(PARSER_CHANGES, level=level, keep=False, seed=seed)


@spacy.registry.augmenters("entityx_ner_noise.v1")
def make_ner_noise(
    level: float, seed: int
) -> Callable[[Language, Example], Iterator[Example]]:
    """Replace a share of the entity recogniser's texts by noisy versions.

    Args:
        level: The share.
        seed: Where the randomness starts.
    """
    return make_augmenter(NER_CHANGES, level=level, keep=False, seed=seed)


@spacy.registry.augmenters("entityx_mixed_noise.v1")
def make_mixed_noise(
    level: float, seed: int
) -> Callable[[Language, Example], Iterator[Example]]:
    """Replace a share of the texts of trees and entities together by noisy ones.

    Args:
        level: The share.
        seed: Where the randomness starts.
    """
    return make_augmenter(MIXED_CHANGES, level=level, keep=False, seed=seed)
