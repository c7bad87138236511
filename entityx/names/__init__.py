"""Names: which spellings mean one person, place, organisation or weapon, and why.

Usable alone, without spaCy:

    >>> from entityx.names import compare
    >>> compare("Sergei Shoigu", "Sergey Shoygu", type="PERSON").same
    True
"""

from .across import DecidedMerger
from .candidates import keys
from .cluster import PersonClusters, cluster
from .compare import compare, compare_persons
from .context import Context, veto
from .decisions import Decisions, parse_decisions, read_decisions
from .designations import Designation, same_designation
from .designations import parse as parse_designation
from .document import Groups, within_document
from .keys import fold, script, skeleton
from .match import Match
from .merging import NameMerger
from .resolve import Resolver
from .romanise import romanise

__all__ = [
    "Context",
    "DecidedMerger",
    "Decisions",
    "Designation",
    "Groups",
    "Match",
    "NameMerger",
    "PersonClusters",
    "Resolver",
    "cluster",
    "compare",
    "compare_persons",
    "fold",
    "keys",
    "parse_decisions",
    "parse_designation",
    "read_decisions",
    "romanise",
    "same_designation",
    "script",
    "skeleton",
    "veto",
    "within_document",
]
