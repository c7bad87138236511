"""Start a sentence where a paragraph starts, before the parser looks for sentences.

Headlines, captions and bylines have no full stop; without this they run into the text.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

ENDS = frozenset('.!?:;"”»)')


def mark(doc: Doc) -> Doc:
    """Mark the first word after a blank line, or after a line that ends a sentence."""
    for token in doc[1:]:
        before = token.nbor(-1)
        if not before.is_space or token.is_space:
            continue
        breaks = before.text.count("\n")
        if breaks > 1 or (breaks and (before.i == 0 or _ends(doc, before.i))):
            token.is_sent_start = True
    return doc


def _ends(doc: Doc, space: int) -> bool:
    return doc[space - 1].text[-1:] in ENDS or len(doc[space - 1].text) == 0


@Language.factory("entityx_boundaries", assigns=["token.is_sent_start"])
def make_boundaries(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component; it goes before the parser."""
    return mark
