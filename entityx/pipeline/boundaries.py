"""Say where a sentence may start, before the parser looks for sentences.

A paragraph starts one: headlines, captions and bylines have no full stop and would run
into the text. Inside a line none starts without punctuation before it, nor after the
full stop of an abbreviated title ("Lt. Gen. Townsend").
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from entityx.patterns import load_patterns

NEVER_AFTER = (",", "$", "%", "(", "&")
ENDS = frozenset('.!?:;"”»)')


class Boundaries:
    """Mark tokens that start a sentence and tokens that cannot."""

    def __init__(self, titles: frozenset[str], clitics: frozenset[str]) -> None:
        """Take the words after which no sentence starts.

        Args:
            titles: Those that are abbreviated with a full stop.
            clitics: Words that hang on the one before them: "'s".
        """
        self.titles = titles
        self.clitics = clitics

    def __call__(self, doc: Doc) -> Doc:
        """Mark a doc that is not parsed yet."""
        for token in doc[1:]:
            before = token.nbor(-1)
            if token.is_space:
                continue
            if before.is_space:
                breaks = before.text.count("\n")
                if breaks > 1 or (breaks and _ends(doc, before.i)):
                    token.is_sent_start = True
            elif not self._may_start(before.text) or self._titled(doc, before.i):
                token.is_sent_start = False
        return doc

    def _may_start(self, before: str) -> bool:
        if before in NEVER_AFTER or before in self.clitics:
            return False
        return not before[-1:].isalnum()

    def _titled(self, doc: Doc, end: int) -> bool:
        """Tell whether the token is the full stop of a title, or a title with one."""
        text = doc[end].lower_
        if text.endswith(".") and text.rstrip(".") in self.titles:
            return True
        return text == "." and end > 0 and doc[end - 1].lower_ in self.titles


def _ends(doc: Doc, space: int) -> bool:
    return space == 0 or doc[space - 1].text[-1:] in ENDS


@Language.factory(
    "entityx_boundaries",
    default_config={"patterns": []},
    assigns=["token.is_sent_start"],
)
def make_boundaries(
    nlp: Language, name: str, patterns: list[str]
) -> Callable[[Doc], Doc]:
    """Make the component; it goes before the parser."""
    words = load_patterns(patterns).languages.get(nlp.lang or "xx", {})
    return Boundaries(
        frozenset(words.get("titles", {}).get("honorifics", ())),
        frozenset(words.get("roles", {}).get("clitic", ())),
    )
