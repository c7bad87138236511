"""Compile the words of one language for quick asking.

``patterns/`` lists words under predicates, roles and cues; a ``Lexicon`` turns them
into sets and indexes once per pipeline. It holds no rule of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from entityx.errors import PatternError
from entityx.patterns import Frame, Patterns, Predicate

NOUN_POS = frozenset({"NOUN", "PROPN"})
WORD_POS = {
    "verb": frozenset({"VERB", "AUX", "ADJ"}),
    "noun": NOUN_POS,
    "adj": frozenset({"ADJ", "NOUN", "VERB"}),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """Say that a lemma, as a part of speech, speaks of a predicate by a frame."""

    predicate: Predicate
    frame: Frame
    kind: str
    particle: str = ""


class Lexicon:
    """Hold one language's words: cues by lemma, roles by marker, nouns by class."""

    def __init__(self, patterns: Patterns, lang: str) -> None:
        """Compile a language.

        Raises:
            PatternError: If ``languages/<lang>.toml`` is not there.
        """
        if lang not in patterns.languages:
            known = ", ".join(sorted(patterns.languages))
            raise PatternError(f"no languages/{lang}.toml; there is: {known}")
        self.lang = lang
        self.raw: Mapping[str, Any] = patterns.languages[lang]
        self.patterns = patterns
        self.cues = self._cues(patterns, lang)
        self.roles: dict[str, frozenset[str]] = self._roles()
        nouns = self.raw.get("nouns", {})
        self.acting = frozenset(nouns.get("acting", ()))
        self.place = frozenset(nouns.get("place", ()))
        self.quantity = frozenset(nouns.get("quantity", ()))
        self.transparent = frozenset(nouns.get("transparent", ()))
        self.classes = {k: frozenset(v) for k, v in self.raw.get("classes", {}).items()}
        self.titles = {k: _phrases(v) for k, v in self.raw.get("titles", {}).items()}
        verbs = self.raw.get("verbs", {})
        self.light = frozenset(verbs.get("light", ()))
        self.object_control = frozenset(verbs.get("object_control", ()))

    def words(self, *path: str) -> frozenset[str]:
        """Return the words at a place of the language's file, as a set.

        Example:
            ``lexicon.words("negation", "particles")``
        """
        node: Any = self.raw
        for key in path:
            node = node.get(key, {}) if isinstance(node, Mapping) else {}
        return frozenset(node)

    def _cues(self, patterns: Patterns, lang: str) -> dict[str, tuple[Cue, ...]]:
        index: dict[str, list[Cue]] = defaultdict(list)
        for predicate in patterns.predicates.values():
            for frame in predicate.frames:
                for kind, lemmas in frame.words.get(lang, {}).items():
                    for lemma in lemmas:
                        word, _, particle = lemma.partition(" +")
                        index[word].append(Cue(predicate, frame, kind, particle))
        return {word: tuple(cues) for word, cues in index.items()}

    def _roles(self) -> dict[str, frozenset[str]]:
        by_marker: dict[str, set[str]] = defaultdict(set)
        for role, markers in self.raw.get("roles", {}).items():
            for marker in markers:
                by_marker[marker].add(role)
        return {marker: frozenset(roles) for marker, roles in by_marker.items()}

    def roles_of(self, marker: str) -> frozenset[str]:
        """Return the roles that a case marker can give; its last word decides."""
        if marker in self.roles:
            return self.roles[marker]
        return self.roles.get(marker.rpartition(" ")[2], frozenset())

    def in_class(self, lemma: str, name: str) -> bool:
        """Tell whether a lemma belongs to a class such as ``@forces``."""
        return lemma in self.classes.get(name.lstrip("@"), ())


def _phrases(words: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(word.split()) for word in words)
