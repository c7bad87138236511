"""Names: which spellings mean one person, place, organisation or weapon, and why.

Usable alone, without spaCy:

    >>> from entityx.names import compare
    >>> compare("Sergei Shoigu", "Sergey Shoygu", type="PERSON").same
    True
"""

from .cluster import cluster
from .compare import compare
from .designations import Designation, same_designation
from .designations import parse as parse_designation
from .document import Groups, within_document
from .keys import fold, keys, romanise, script, skeleton
from .match import Match
from .resolve import Resolver

__all__ = [
    "Designation",
    "Groups",
    "Match",
    "Resolver",
    "cluster",
    "compare",
    "fold",
    "keys",
    "parse_designation",
    "romanise",
    "same_designation",
    "script",
    "skeleton",
    "within_document",
]
