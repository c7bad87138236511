"""A graph whose every text tries to become markup, and a browser to look at pages."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from entityx.graph import KnowledgeGraph
from entityx.types import Entity, Evidence, Extraction, Mention, Relation

# Every one of these sets window.hacked, opens a dialog or leaves the page if it is
# ever taken for markup, for a link or for code.
ATTACKS = (
    "</script><script>window.hacked=1;alert(1)</script>",
    '<img src=x onerror="window.hacked=1;alert(2)">',
    "<svg/onload=alert(3)>",
    "<!--<script>window.hacked=1",
    "javascript:alert(4)",
    "';window.hacked=1;//",
    '";window.hacked=1;//',
    "`${window.hacked=1}`",
    "{{cytoscape}} {{data}} \\1",
    "a\u2028window.hacked=1\u2029b",
    "]]><script>alert(5)</script>",
    '" onmouseover="alert(6)" x="',
    "\x00\x0b\x1b[31m\ud83d\ufffe</style><b>",
    "data[type=x]{label:1} #e0 .hidden",
)


def _module() -> ModuleType:
    """Load ``browser.py`` beside this file (tests are no package)."""
    spec = importlib.util.spec_from_file_location(
        "entityx_test_browser", Path(__file__).with_name("browser.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a running browser, or skip where none is installed."""
    module = _module()
    binary = module.find()
    if binary is None:
        pytest.skip(f"no browser is installed; one of: {', '.join(module.BINARIES)}")
    with module.Browser(binary, tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="session")
def attacked() -> KnowledgeGraph:
    """Return a graph in which everything that is text is an attack."""
    return KnowledgeGraph([_attack(i, text) for i, text in enumerate(ATTACKS)])


def _attack(number: int, text: str) -> Extraction:
    one, other = (
        Entity(f"{text}:{side}:{number}", text, f"{text} {side}", text, (text, "x"))
        for side in ("a", "b")
    )
    proof = Evidence(f"{text}", text, 0, len(text), text, text[:5], text)
    relation = Relation(one, text, other, bool(number % 2), evidence=(proof,))
    opposite = replace(relation, negated=not relation.negated, attributed_to=other)
    mentions = (Mention(0, len(text), text, text, one.id),)
    return Extraction(
        id=text,
        lang=text,
        entities=(one, other),
        relations=(relation, opposite),
        mentions=mentions,
        date=text,
        text=f"{text} and {text}",
        source=text,
    )


@pytest.fixture(scope="session")
def story() -> KnowledgeGraph:
    """Return a small graph: a plan that becomes a fact, a denial, three languages."""
    return make_story()


def make_story() -> KnowledgeGraph:
    """Make the graph of ``story``, the same one every time."""
    russia = Entity("country:RU", "COUNTRY", "Russia", "RU", ("Moscow",), True)
    korea = Entity("country:KP", "COUNTRY", "North Korea", "KP", (), True)
    kim = Entity("person:kim-jong-un", "PERSON", "किम जोंग उन", None, ("Kim",), True)
    shells = Entity("weapon:artillery-shell", "WEAPON", "artillery shell")
    nato = Entity("org:nato", "ORG", "NATO")

    def document(
        id: str, text: str, day: str | None, source: str, *claims: Any, lang: str = "en"
    ) -> Extraction:
        relations, mentions = [], []
        for subject, cue, predicate, object_, values in claims:
            start = text.index(subject[1])
            end = text.index(".", text.index(object_[1], start)) + 1
            proof = Evidence(id, lang, start, end, text[start:end], cue, "rule/1")
            relations.append(
                Relation(
                    subject[0],
                    predicate,
                    object_[0],
                    evidence=(proof,),
                    score=0.8,
                    **values,
                )
            )
            for entity, word in (subject, object_):
                at = text.index(word, start)
                mentions.append(
                    Mention(at, at + len(word), word, entity.type, entity.id)
                )
        found = {e.id: e for r in relations for e in (r.subject, r.object)}
        return Extraction(
            id,
            lang,
            tuple(found.values()),
            tuple(relations),
            tuple(mentions),
            day,
            text=text,
            source=source,
        )

    ru, kp = (russia, "Moscow"), (korea, "Pyongyang")
    return KnowledgeGraph(
        [
            document(
                "plan",
                "\U0001f680 Moscow wants shells. It says Moscow will buy from "
                "Pyongyang soon. More follows.",
                "2024-03-01",
                "Herald",
                (ru, "buy", "buys_from", kp, {"modality": "planned"}),
            ),
            document(
                "fact",
                "Yesterday Moscow bought from Pyongyang what it needs.",
                "2024-05-10",
                "Gazette",
                (ru, "bought", "buys_from", kp, {}),
                ((russia, "Moscow"), "needs", "possesses", (shells, "what"), {}),
            ),
            document(
                "denial",
                "NATO says so, but Moscow never bought from Pyongyang.",
                "2024-05-12",
                "Courier",
                (
                    ru,
                    "bought",
                    "buys_from",
                    kp,
                    {"negated": True, "attributed_to": kim},
                ),
                ((nato, "NATO"), "says", "condemns", (russia, "Moscow"), {}),
            ),
            document(
                "भेट",
                "किम यांनी Moscow येथे भेट दिली.",
                None,
                "लोक",
                ((kim, "किम"), "भेट", "visits", (russia, "Moscow"), {}),
                lang="mr",
            ),
        ]
    )
