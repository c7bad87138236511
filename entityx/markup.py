"""HTML in what should be plain text: taken out, with the place of every piece kept.

It makes readable text of leftovers and of whole pages; it does not look for the article
in a page (menus and comments stay).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

# Only known tags count, so that "a < b" and "<Reuters>" stay what they are.
_INLINE = "a|abbr|b|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|tt|u"
_BLOCK = (
    "article|aside|blockquote|body|br|button|caption|center|dd|div|dl|dt|figcaption|"
    "figure|footer|form|h[1-6]|head|header|hr|html|iframe|img|input|label|li|link|main|"
    "meta|nav|ol|option|p|path|picture|pre|section|select|source|table|tbody|td|"
    "textarea|tfoot|th|thead|time|title|tr|ul|video"
)
_PIECE = re.compile(
    rf"""
      (?P<skip> <!--.*?(?:-->|\Z) | <!doctype[^<>]{{0,500}}>
              | <(?P<kind>script|style|template|noscript|svg)\b[^<>]{{0,4000}}>
                .*?(?:</(?P=kind)\s*>|\Z) )
    | (?P<inline> </?(?:{_INLINE})(?:\s[^<>]{{0,4000}})?/?> )
    | (?P<block> </?(?:{_BLOCK})(?:\s[^<>]{{0,4000}})?/?> )
    | (?P<entity> &(?:\#\d{{1,7}}|\#x[0-9a-f]{{1,6}}|[a-z][a-z0-9]{{1,31}}); )
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


class Piece(NamedTuple):
    """Be a stretch of readable text, and the place in the source that it stands for.

    A ``literal`` piece is the source itself, character for character.
    """

    text: str
    start: int
    end: int
    literal: bool


def has_markup(text: str) -> bool:
    """Tell whether there is a known tag or a character entity in the text.

    Args:
        text: The text as given.
    """
    return any(_replacement(match) is not None for match in _PIECE.finditer(text))


def pieces(text: str) -> Iterator[Piece]:
    """Cut a text into its readable pieces, in order.

    Args:
        text: The text as given.

    Yields:
        Literal stretches, decoded entities, and a paragraph break for a block tag.
        Inline tags and scripts give nothing.
    """
    done = 0
    for match in _PIECE.finditer(text):
        new = _replacement(match)
        if new is None:
            continue
        if match.start() > done:
            yield Piece(text[done : match.start()], done, match.start(), True)
        done = match.end()
        if new:
            yield Piece(new, match.start(), done, False)
    if done < len(text):
        yield Piece(text[done:], done, len(text), True)


def _replacement(match: re.Match[str]) -> str | None:
    """Return the text that stands for some markup, or None where it is none."""
    if match["inline"]:
        return ""
    if match["skip"] or match["block"]:
        return "\n\n"
    decoded = html.unescape(match[0])
    return None if decoded == match[0] else decoded
