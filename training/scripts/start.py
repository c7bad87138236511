"""Start a pipeline from another one's weights, registered for ``spacy train --code``.

spaCy's ``source`` takes components whole, wiring included. Here one transformer
and one small CNN are shared by all heads, while the entity teacher keeps its CNN
inside its recogniser, and new training texts bring the actions of parser and
recogniser into another order; so the weights are copied layer by layer.
"""

from collections.abc import Callable, Iterable

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline.transition_parser import Parser
from thinc.api import Model

# Which axis of a parameter stands for the actions.
OUTPUTS = {"upper": {"W": 0, "b": 0}, "lower": {"W": 1, "b": 0, "pad": 2}}


@spacy.registry.callbacks("entityx_start_from.v1")
def make_start(teacher: str | None) -> Callable[[Language], Language]:
    """Copy a pipeline's weights after initialization.

    Args:
        teacher: The folder of an entity teacher, or of an earlier round of the same
            pipeline; None leaves the weights as they are.
    """

    def start(nlp: Language) -> Language:
        if teacher is not None:
            copy_pipeline(spacy.load(teacher), nlp)
        return nlp

    return start


def copy_pipeline(old: Language, new: Language) -> None:
    """Copy the weights of all components that both pipelines have.

    Args:
        old: The teacher or the earlier round.
        new: The pipeline to be trained.
    """
    for name, target in new.components:
        if name == "transformer" and name in old.pipe_names:
            weights = old.get_pipe(name).model.transformer.state_dict()
            target.model.transformer.load_state_dict(weights)
        elif isinstance(target, Parser) and name in old.pipe_names:
            copy_parser(old.get_pipe(name), target, skip=inner_cnn(old))
        elif name == "tok2vec" and name not in old.pipe_names:
            copy_layers(inner_cnn(old), target.model.walk())
        elif name in old.pipe_names:
            source = old.get_pipe(name)
            if getattr(source, "labels", ()) != getattr(target, "labels", ()):
                raise ValueError(f"{name}: the labels of the earlier round are others")
            copy_layers(source.model.walk(), target.model.walk())


def inner_cnn(teacher: Language) -> list[Model]:
    """List the layers of the CNN that an entity teacher keeps in its recogniser.

    Args:
        teacher: The teacher; other pipelines have none.
    """
    if "tok2vec" in teacher.pipe_names:
        return []
    joined = teacher.get_pipe("ner").model.get_ref("tok2vec").layers[0]
    return list(joined.layers[1].walk())


def copy_layers(old: Iterable[Model], new: Iterable[Model]) -> None:
    """Copy the parameters of layers that stand in the same order.

    Args:
        old: The layers to copy.
        new: The layers to be filled.
    """
    sources = [node for node in old if node.param_names]
    targets = [node for node in new if node.param_names]
    for source, target in zip(sources, targets, strict=True):
        for name in source.param_names:
            if source.has_param(name):
                target.set_param(name, source.get_param(name).copy())


def copy_parser(source: Parser, target: Parser, *, skip: list[Model]) -> None:
    """Copy a parser or entity recogniser, action by action.

    Args:
        source: The trained component.
        target: The one to be filled; actions that only it has stay as they are.
        skip: Layers of the source that the target has elsewhere.
    """
    name = "upper" if target.model.attrs["has_upper"] else "lower"
    layer = target.model.get_ref(name)
    fresh = {param: layer.get_param(param).copy() for param in OUTPUTS[name]}
    skipped = {node.id for node in skip}
    nodes = (node for node in source.model.walk() if node.id not in skipped)
    copy_layers(nodes, target.model.walk())
    known = {action: i for i, action in enumerate(list_actions(source))}
    for param, axis in OUTPUTS[name].items():
        old = np.moveaxis(layer.get_param(param), axis, 0)
        new = np.moveaxis(fresh[param], axis, 0)
        for i, action in enumerate(list_actions(target)):
            if action in known:
                new[i] = old[known[action]]
        layer.set_param(param, fresh[param])


def list_actions(parser: Parser) -> list[str]:
    """List the names of all actions, in the order of the scores.

    Args:
        parser: The component; its ``move_names`` leave one out.
    """
    return [parser.moves.get_class_name(i) for i in range(parser.moves.n_moves)]
