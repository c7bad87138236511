"""Compile the words of one language for quick asking.

``patterns/`` lists words under predicates, roles and cues; a ``Lexicon`` turns them
into sets and indexes once per pipeline. It holds no rule of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from entityx.errors import PatternError
from entityx.patterns import ROLES, Frame, Patterns, Predicate
from entityx.pipeline.tree import CASE

NOUN_POS = frozenset({"NOUN", "PROPN"})
NEVER = "(?!)"
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


class Forms(dict[tuple[str, str], str]):
    """Be lemmas by form and part of speech.

    A verb with a pronoun joined to it ("vendeu-lhe") has the lemma of the verb.
    """

    def __init__(
        self, lemmas: Mapping[tuple[str, str], str], enclitics: Iterable[str]
    ) -> None:
        """Take the lemmas, and the pronouns that a verb may end in."""
        super().__init__(lemmas)
        self.enclitics = tuple(enclitics)

    def get(self, key: tuple[str, str], default: Any = None) -> Any:
        """Return the lemma of a form, else the default."""
        form, kind = key
        if self.enclitics and kind == "verb" and form.endswith(self.enclitics):
            key = (form.rpartition("-")[0], kind)
        return super().get(key, default)


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
        # The languages whose spellings of names stand in text of this one.
        self.langs = (lang, *self.raw.get("borrows", ()))
        self.patterns = patterns
        self.cues = self._cues(patterns, lang)
        self.bargains = frozenset(
            word
            for word, cues in self.cues.items()
            if any(cue.predicate.bargain for cue in cues)
        )
        self.roles: dict[str, frozenset[str]] = self._roles()
        self.genitive = self.words("roles", "genitive")
        self.acting = self.words("nouns", "acting")
        self.joins = self.words("nouns", "joins")
        self.place = self.words("nouns", "place")
        self.quantity = self.words("nouns", "quantity")
        self.transparent = self.words("nouns", "transparent")
        self.classes = {k: frozenset(v) for k, v in self.raw.get("classes", {}).items()}
        self.titles = {k: _phrases(v) for k, v in self.raw.get("titles", {}).items()}
        self.light = self.words("verbs", "light")
        self.object_control = self.words("verbs", "object_control")
        self.forms = self._forms()

    def words(self, *path: str) -> frozenset[str]:
        """Return the words at a place of the language's file, as a set.

        Example:
            ``lexicon.words("negation", "particles")``
        """
        node: Any = self.raw
        for key in path:
            node = node.get(key, {}) if isinstance(node, Mapping) else {}
        return frozenset(node)

    def pattern(self, *path: str) -> re.Pattern[str]:
        """Return the expression at a place of the language's file; none never matches.

        Example:
            ``lexicon.pattern("dates", "year").fullmatch("1990s")``
        """
        node: Any = self.raw
        for key in path:
            node = node.get(key, NEVER) if isinstance(node, Mapping) else NEVER
        return re.compile(node)

    def _cues(self, patterns: Patterns, lang: str) -> dict[str, tuple[Cue, ...]]:
        index: dict[str, list[Cue]] = defaultdict(list)
        for predicate in patterns.predicates.values():
            for frame in predicate.frames:
                for kind, lemmas in frame.words.get(lang, {}).items():
                    for lemma in lemmas:
                        word, _, particle = lemma.partition(" +")
                        index[word].append(Cue(predicate, frame, kind, particle))
        return {word: tuple(cues) for word, cues in index.items()}

    def _forms(self) -> dict[tuple[str, str], str]:
        """Map the forms of the words that matter to their lemmas, by part of speech.

        A trained lemmatizer fails on rare verbs ("overran"); ours must not miss them.
        """
        rules = self.raw.get("inflection", {})
        irregular = rules.get("irregular", {})
        found: dict[tuple[str, str], str] = {}
        for kind, words in (("verb", self._verbs()), ("noun", self._nouns())):
            for word in sorted(words):
                for form in inflect(word, rules.get(kind, ())):
                    found.setdefault((form, kind), word)
        for word, forms in irregular.items():
            for form in forms:
                found[form, "verb"] = word
        for word in self._verbs():
            found[word, "verb"] = word
        return Forms(found | self._contractions(), rules.get("enclitics", ()))

    def _contractions(self) -> dict[tuple[str, str], str]:
        """Map what a marker grows into to the marker: "da" and "deste" to "de"."""
        table = self.raw.get("contractions", {})
        return {
            (form, CASE): marker for marker, forms in table.items() for form in forms
        }

    def _verbs(self) -> set[str]:
        words = {
            w for w, cues in self.cues.items() if any(c.kind == "verb" for c in cues)
        }
        words |= self.light | self.object_control | self.words("metonyms", "motion")
        words |= self.words("negation", "verbs") | self.words("negation", "deny")
        words |= self.words("attribution", "verbs")
        for modality in ("planned", "wanted", "possible"):
            words |= self.words("modality", modality, "verbs")
        return {word for word in words if " " not in word}

    def _nouns(self) -> set[str]:
        words = {
            w for w, cues in self.cues.items() if any(c.kind == "noun" for c in cues)
        }
        words |= self.acting | self.place | self.quantity | self.transparent
        for some in self.classes.values():
            words |= some
        for modality in ("planned", "wanted", "possible"):
            words |= self.words("modality", modality, "nouns")
        words |= {phrase[-1] for phrases in self.titles.values() for phrase in phrases}
        return {word for word in words if " " not in word}

    def _roles(self) -> dict[str, frozenset[str]]:
        by_marker: dict[str, set[str]] = defaultdict(set)
        for role, markers in self.raw.get("roles", {}).items():
            if role not in ROLES:
                continue
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


def inflect(word: str, rules: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Yield the forms of a word.

    Args:
        word: Its dictionary form.
        rules: Endings and what replaces each; "2" doubles the last letter first.
    """
    for ending, becomes in rules:
        if ending == "2":
            yield word + word[-1] + becomes
        elif word.endswith(ending):
            yield word[: len(word) - len(ending)] + becomes
