"""Read conflict, arms-trade and diplomacy news into entities and provable triples.

This module is the whole public page; everything else may change. Names are loaded when
they are first used, so that ``import entityx`` costs nothing (spaCy takes a second).

Example:
    >>> import entityx
    >>> ex = entityx.load()
    >>> ex.read("Russia is buying shells from North Korea.").triples
    [Triple(subject='Russia', predicate='buys_from', object='North Korea')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entityx.errors import (
        EntityxError,
        FormatError,
        InputError,
        ModelError,
        PatternError,
    )
    from entityx.extractor import Extractor, extract, load
    from entityx.graph import KnowledgeGraph
    from entityx.language import Detection, detect
    from entityx.learning.training import Plan, Trained, train
    from entityx.paths import Way
    from entityx.samples import sample_corpus
    from entityx.statement import Claim, Contradiction, Opposition, Statement
    from entityx.types import (
        Entity,
        Evidence,
        Extraction,
        Mention,
        Qualifier,
        Relation,
        Triple,
    )

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Contradiction",
    "Detection",
    "Entity",
    "EntityxError",
    "Evidence",
    "Extraction",
    "Extractor",
    "FormatError",
    "InputError",
    "KnowledgeGraph",
    "Mention",
    "ModelError",
    "Opposition",
    "PatternError",
    "Plan",
    "Qualifier",
    "Relation",
    "Statement",
    "Trained",
    "Triple",
    "Way",
    "detect",
    "extract",
    "load",
    "sample_corpus",
    "train",
]

_HOMES = {
    "errors": (
        "EntityxError",
        "FormatError",
        "InputError",
        "ModelError",
        "PatternError",
    ),
    "extractor": ("Extractor", "extract", "load"),
    "graph": ("KnowledgeGraph",),
    "language": ("Detection", "detect"),
    "learning.training": ("Plan", "Trained", "train"),
    "paths": ("Way",),
    "samples": ("sample_corpus",),
    "statement": ("Claim", "Contradiction", "Opposition", "Statement"),
    "types": (
        "Entity",
        "Evidence",
        "Extraction",
        "Mention",
        "Qualifier",
        "Relation",
        "Triple",
    ),
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'entityx' has no attribute {name!r}")
    value: object = getattr(import_module(f"entityx.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return [*__all__, "__version__"]
