"""Start a pipeline from a teacher's weights, registered for ``spacy train --code``.

spaCy's ``source`` takes components whole, wiring included. Here one transformer
and one small CNN are shared by all heads, while the entity teacher keeps its CNN
inside its recogniser; so the weights are copied layer by layer.
"""

from collections.abc import Callable, Iterator

import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from thinc.api import Model

ROWS = {"W": 1, "b": 0, "pad": 2}


@spacy.registry.callbacks("entityx_start_from_teacher.v1")
def make_start(teacher: str | None) -> Callable[[Language], Language]:
    """Copy transformer, small CNN and entity head of a teacher after initialization.

    Args:
        teacher: The folder of the teacher's pipeline; None leaves the weights as
            they are.
    """

    def start(nlp: Language) -> Language:
        if teacher is None:
            return nlp
        old = spacy.load(teacher)
        copy_transformer(old, nlp)
        inner = old.get_pipe("ner").model.get_ref("tok2vec").layers[0]
        _, cnn = inner.layers
        copy_layers(cnn.walk(), nlp.get_pipe("tok2vec").model.walk())
        copy_recogniser(old, nlp, cnn)
        return nlp

    return start


def copy_transformer(old: Language, new: Language) -> None:
    """Copy the weights of the torch module.

    Args:
        old: The teacher.
        new: The pipeline to be trained.
    """
    source, target = (nlp.get_pipe("transformer").model for nlp in (old, new))
    target.transformer.load_state_dict(source.transformer.state_dict())


def copy_layers(old: Iterator[Model], new: Iterator[Model]) -> None:
    """Copy the parameters of layers that stand in the same order.

    Args:
        old: The teacher's layers.
        new: The layers to be filled.
    """
    sources = [node for node in old if node.param_names]
    targets = [node for node in new if node.param_names]
    for source, target in zip(sources, targets, strict=True):
        for name in source.param_names:
            if source.has_param(name):
                target.set_param(name, source.get_param(name).copy())


def list_actions(ner: EntityRecognizer) -> list[str]:
    """List the names of all actions, in the order of the scores.

    Args:
        ner: The component; its ``move_names`` leave one out.
    """
    return [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)]


def copy_recogniser(old: Language, new: Language, cnn: Model) -> None:
    """Copy the entity head, its actions put in the new pipeline's order.

    Args:
        old: The teacher.
        new: The pipeline to be trained.
        cnn: The teacher's inner CNN, which is not part of the head.
    """
    source, target = old.get_pipe("ner"), new.get_pipe("ner")
    inner = {node.id for node in cnn.walk()}
    heads = (node for node in source.model.walk() if node.id not in inner)
    copy_layers(heads, target.model.walk())
    known = list_actions(source)
    order = [known.index(name) for name in list_actions(target)]
    lower = target.model.get_ref("lower")
    for name, axis in ROWS.items():
        lower.set_param(name, lower.get_param(name).take(order, axis=axis))
