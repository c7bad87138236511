"""One HTML file that needs nothing else: no server, no network, no second file.

Text from articles reaches the browser as JSON only, and the scripts put it on screen as
text, never as markup. As a second wall the page's own policy lets no script run but
the two whose hashes it names, and lets nothing be loaded or sent.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from entityx.view.payload import payload

if TYPE_CHECKING:
    from entityx.graph import KnowledgeGraph

SCRIPTS = (
    "dom.js",
    "model.js",
    "symbols.js",
    "filters.js",
    "labels.js",
    "picture.js",
    "details.js",
    "claims.js",
    "timeline.js",
    "articles.js",
    "main.js",
)
# What cytoscape puts into the page by itself.
_CYTOSCAPE_STYLE = ".__________cytoscape_container { position: relative; }"

# "<" could end the script element, and "<!--" change how it is read.
_UNSAFE = re.compile("[<>&\u2028\u2029]")
_HALF = re.compile("[\ud800-\udfff]")


def render_page(
    graph: KnowledgeGraph,
    *,
    title: str = "entityx",
    max_entities: int = 2000,
    max_chars: int = 1_000_000,
) -> str:
    """Draw a graph, its evidence and its articles as one offline HTML page.

    Args:
        graph: The graph.
        title: What stands on top.
        max_entities: The most entities to show, those with the most claims.
        max_chars: The most characters of articles to take in; the page says how many
            articles are left out.

    Returns:
        The page; the same graph gives the same bytes.

    Raises:
        ValueError: If a limit is less than nothing.
    """
    if max_entities < 0 or max_chars < 0:
        raise ValueError("max_entities and max_chars must not be negative")
    data = payload(graph, title=title, max_entities=max_entities, max_chars=max_chars)
    style, scripts = _asset("page.css"), (_vendor(), _own_script())
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"script-src {' '.join(map(_hash, scripts))}; "
        f"style-src {_hash(style)} {_hash(_CYTOSCAPE_STYLE)}"
    )
    parts = {
        "policy": policy,
        "title": html.escape(_HALF.sub("\ufffd", title)),
        "style": style,
        "data": to_script(data),
        "cytoscape": scripts[0],
        "script": scripts[1],
    }
    # In one pass: what is put in is never searched for more to put in.
    return re.sub(r"\{\{(\w+)\}\}", lambda m: parts[m[1]], _asset("page.html"))


def to_script(value: object) -> str:
    r"""Write a value as JSON that can stand inside a script element.

    Args:
        value: JSON values.

    Raises:
        ValueError: If there is a NaN or an infinity in it.

    Example:
        >>> to_script("</script>")
        '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text = _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
    return _HALF.sub("\ufffd", text)


def frame_graph(graph: KnowledgeGraph) -> str:
    """Show a graph in a notebook: its page, in a frame that is walled off.

    A notebook keeps what it shows, so only the strongest part of a large graph is.

    Args:
        graph: The graph.
    """
    page = render_page(graph, title=repr(graph), max_entities=300, max_chars=200_000)
    return (
        '<iframe sandbox="allow-scripts" title="entityx" width="100%" height="640" '
        f'style="border:1px solid #8888" srcdoc="{html.escape(page)}"></iframe>'
    )


def _hash(source: str) -> str:
    """Return the hash by which a policy knows a script or style."""
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _asset(name: str) -> str:
    """Read a file of the page."""
    return files("entityx.view").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _vendor() -> str:
    """Read cytoscape.js, which is not ours (see vendor/LICENSE)."""
    path = files("entityx.view").joinpath("vendor", "cytoscape.min.js")
    return path.read_text(encoding="utf-8")


@cache
def _own_script() -> str:
    """Put our scripts together, in a scope of their own."""
    parts = "\n".join(_asset(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'
