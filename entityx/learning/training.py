"""Train a recogniser on a user's own texts and labels, until it gets no better.

Scores are of texts that were held back. Those of the user's labels say how well they
are found; those of the other labels how far the recogniser still agrees with its base.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.loop import train_while_improving
from thinc.api import Adam, fix_random_seed

from entityx.errors import InputError
from entityx.inputs import Input, read_inputs
from entityx.learning.annotations import Annotated, read_annotated
from entityx.learning.card import write_card
from entityx.learning.recogniser import NER, load_base, prepare
from entityx.learning.rehearsal import Rehearsal
from entityx.learning.scores import LabelScore, compare, overall, score
from entityx.outputs import replacing_folder
from entityx.samples import sample_corpus

HELD_BACK = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """Say how to train; ``rate`` None is 0.001, or 0.0001 for a transformer.

    ``rehearse`` is a file of texts, as `entityx extract` reads them, in which the
    base's types are rehearsed, beside the user's texts and the sample corpus.
    """

    steps: int = 600
    patience: int = 200
    every: int = 40
    batch: int = 16
    dropout: float = 0.2
    rate: float | None = None
    seed: int = 1
    rehearse: Path | None = None


@dataclass(frozen=True, slots=True)
class Trained:
    """Be what training made: the folder, scores by type, and what to know of it."""

    folder: Path
    scores: Mapping[str, LabelScore]
    step: int
    texts: int
    held_back: int
    left_out: tuple[str, ...]


def train(
    data: str | Path,
    output: str | Path,
    *,
    base: str = "en",
    lang: str = "en",
    dev: str | Path | None = None,
    plan: Plan | None = None,
    progress: bool = False,
) -> Trained:
    """Train the entity recogniser further; types that it knows are not forgotten.

    Args:
        data: Texts with marked entities, ``.jsonl`` or ``.spacy``. Of a type that is
            marked in them, every mention should be; the others are marked by the base.
        output: Folder to write; it must not be there.
        base: A language (``en``), a pipeline's folder, or a Hugging Face model, which
            needs the extra ``[train]``.
        lang: The language of the texts, where the base is a Hugging Face model.
        dev: Texts to choose the best state by; every fifth of ``data`` if not given.
        plan: Steps, seed and the like.
        progress: Whether to show a bar.

    Returns:
        Scores by type, and the folder, which ``entityx.load(model=)`` takes.

    Raises:
        InputError: If the data cannot be read, or the folder is there already.
        ModelError: If the base cannot be loaded.

    Example:
        >>> trained = train("ships.jsonl", "my_pipeline")  # doctest: +SKIP
        >>> trained.scores["SHIP"].f1  # doctest: +SKIP
    """
    plan = plan or Plan()
    folder = Path(output)
    if folder.exists():
        raise InputError(f"{folder} is there already")
    if not folder.parent.is_dir():
        raise InputError(f"{folder.parent}: no such folder")
    learnt, held = _split(read_annotated(data), dev)
    own = {label for item in (*learnt, *held) for _, _, label in item.spans}
    if not own:
        raise InputError(f"{data}: no entity is marked in it")
    nlp, transformer = load_base(base, lang)
    ner: Any = nlp.get_pipe(NER)
    rehearsal = Rehearsal(nlp, frozenset(ner.labels) - own)
    gold = rehearsal.fill(held)
    others = rehearsal.rehearse(_texts(nlp, plan.rehearse))
    docs = [*rehearsal.fill(learnt), *others]
    before = score(nlp, [NER], gold)
    fix_random_seed(plan.seed)
    examples = [_example(nlp, doc) for doc in docs]
    labels = sorted(rehearsal.labels | own)
    names = prepare(nlp, transformer, labels, examples)
    step = _learn(nlp, names, examples, gold, plan, progress)
    found = compare(score(nlp, names, gold), before, gold, own)
    trained = Trained(
        folder, found, step, len(docs), len(gold), tuple(rehearsal.between)
    )
    with replacing_folder(folder) as draft:
        _describe(nlp, base, found)
        nlp.to_disk(draft)
        write_card(draft, trained, base=base, data=Path(data).name, seed=plan.seed)
    return trained


def _split(
    items: list[Annotated], dev: str | Path | None
) -> tuple[list[Annotated], list[Annotated]]:
    """Hold every fifth text back, or take the file that is given."""
    if dev is not None:
        return items, read_annotated(dev)
    if len(items) < HELD_BACK:
        raise InputError(
            f"only {len(items)} texts; at least {HELD_BACK} are needed to hold one back"
        )
    held = items[HELD_BACK - 1 :: HELD_BACK]
    return [item for n, item in enumerate(items, 1) if n % HELD_BACK], held


def _texts(nlp: Language, more: Path | None) -> list[str]:
    """Return texts to rehearse: the sample corpus, and a user's own."""
    found: list[Input | InputError] = [*sample_corpus()]
    if more is not None:
        found += read_inputs([str(more)])
    for item in found:
        if isinstance(item, InputError):
            raise item
    return [
        item.text
        for item in found
        if isinstance(item, Input) and item.lang in (nlp.lang, None)
    ]


def _example(nlp: Language, doc: Doc) -> Example:
    return Example(nlp.make_doc(doc.text), doc)


def _learn(
    nlp: Language,
    names: Sequence[str],
    examples: Sequence[Example],
    gold: Sequence[Doc],
    plan: Plan,
    progress: bool,
) -> int:
    """Train, and leave the best state in the pipeline; return its step."""
    rate = plan.rate or (0.001 if names == [NER] else 0.0001)
    steps = train_while_improving(
        nlp,
        Adam(rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0),
        _batches(examples, plan),
        evaluate=lambda: overall(score(nlp, names, gold)),
        dropout=plan.dropout,
        eval_frequency=plan.every,
        accumulate_gradient=1,
        patience=plan.patience,
        max_steps=plan.steps,
        exclude=[name for name in nlp.pipe_names if name not in names],
        annotating_components=[],
        before_update=None,
    )
    best, state = 0, {}
    with _bar(plan.steps, progress) as bar:
        for _, info, is_best in steps:
            if is_best:
                best = info["step"]
                state = {
                    name: nlp.get_pipe(name).to_bytes(exclude=["vocab"])  # type: ignore[attr-defined] # trained pipes have it
                    for name in names
                }
            if bar is not None:
                bar.update()
                if info["score"] is not None:
                    bar.set_postfix_str(f"F1 {100 * info['score']:.1f}")
    for name, data in state.items():
        nlp.get_pipe(name).from_bytes(data, exclude=["vocab"])  # type: ignore[attr-defined] # see above
    return best


def _batches(
    examples: Sequence[Example], plan: Plan
) -> Iterator[tuple[int, list[Example]]]:
    """Yield the texts again and again, each time in another order."""
    order = random.Random(plan.seed)
    epoch = 0
    while True:
        some = list(examples)
        order.shuffle(some)
        for start in range(0, len(some), plan.batch):
            yield epoch, some[start : start + plan.batch]
        epoch += 1


def _describe(nlp: Language, base: str, scores: Mapping[str, LabelScore]) -> None:
    """Write into the pipeline's meta data what it was made of."""
    nlp.meta["description"] = f"Entities trained by `entityx train` on {base}."
    nlp.meta["performance"] = {
        "ents_per_type": {
            label: {"p": score.precision, "r": score.recall, "f": score.f1}
            for label, score in scores.items()
        }
    }


def _bar(total: int, wanted: bool) -> AbstractContextManager[Any]:
    if not wanted:
        return nullcontext()
    from tqdm import tqdm

    bar: AbstractContextManager[Any] = tqdm(total=total, unit="steps", leave=False)
    return bar
