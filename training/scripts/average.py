"""Average the weights of pipelines that were trained one from the other.

States of one training lie close together, and their mean is often as good as the best
of them and less of a chance result (Wortsman et al. 2022, "Model soups").
"""

import argparse
from pathlib import Path

import registered  # noqa: F401  the configs name what this registers
import spacy
from spacy.language import Language
from thinc.api import Model


def average(pipelines: list[Language]) -> Language:
    """Give the first pipeline the mean of all their weights.

    Args:
        pipelines: Pipelines of the same components and shapes.

    Returns:
        The first one, changed.
    """
    first, *_ = pipelines
    for name, pipe in first.components:
        if isinstance(getattr(pipe, "model", None), Model):
            walks = [list(nlp.get_pipe(name).model.walk()) for nlp in pipelines]
            for nodes in zip(*walks, strict=True):
                _average_node(nodes)
    return first


def _average_node(nodes: tuple[Model, ...]) -> None:
    first = nodes[0]
    for param in first.param_names:
        if first.has_param(param):
            total = sum(node.get_param(param) for node in nodes)
            first.set_param(param, total / len(nodes))


def main() -> None:
    """Read the command line, average, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("pipelines", type=Path, nargs="+")
    args = parser.parse_args()
    average([spacy.load(path) for path in args.pipelines]).to_disk(args.output)


if __name__ == "__main__":
    main()
