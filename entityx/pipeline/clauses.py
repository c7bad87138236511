"""Write a dependency tree from case endings, where a language has no parser.

Phrases wait until the verb at the end of their clause takes them; a phrase that is tied
to the next noun ("रशियाच्या सैन्याने") hangs on that noun, a participle on the noun after
it, a clause of speech on its verb. The labels are Universal Dependencies', so that
roles, claims and qualifiers are read as from a parse. It is no parser: inside a phrase
everything hangs on the last word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Token

from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.phrases import QUOTES, Mark, Phrase, Phrases, VerbGroup, named
from entityx.pipeline.state import State

Row = Mapping[str, Any]
MORPH = {
    "participle": "VerbForm=Part",
    "infinitive": "VerbForm=Inf",
    "nominal": "VerbForm=Vnoun",
    "converb": "VerbForm=Conv",
    "finite": "VerbForm=Fin",
}
ENDS = frozenset(".?!।॥…")


@dataclass(slots=True)
class Waiting:
    """Be a phrase or a dependent clause that waits for its governor."""

    head: int
    end: int
    item: Phrase | VerbGroup
    tied: bool = False
    subject: bool = False

    @property
    def bare(self) -> bool:
        """Tell whether it is a noun phrase without a marker."""
        item = self.item
        return isinstance(item, Phrase) and item.kind == "nominal" and not item.cases

    @property
    def phrase(self) -> bool:
        """Tell whether it is a phrase that a noun may govern."""
        return isinstance(self.item, Phrase) and self.item.kind != "adverb"


@dataclass(slots=True)
class Clause:
    """Be a finished clause: its root, and how it says that it reports another."""

    root: int
    verb: int
    so: bool = False
    governor: int = -1
    says: bool = False


@dataclass(slots=True)
class Sentence:
    """Collect what is known of one sentence while it is read."""

    waiting: list[Waiting] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    joined: str = ""
    so: bool = False
    governor: int = -1


class Clauses:
    """Write heads, labels, lemmas and parts of speech to a doc with mentions."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the words of the language."""
        self.lexicon = lexicon
        words = lexicon.words
        self.phrases = Phrases(lexicon)
        self.subject = words("clauses", "subject")
        self.tying = words("clauses", "tying")
        self.pronoun_subjects = words("clauses", "pronoun_subjects")
        self.pronoun_owners = words("clauses", "pronoun_owners")
        self.speech = words("attribution", "verbs")
        self.spoken = words("attribution", "nouns")
        self.short = words("titles", "honorifics")
        self.future = tuple(words("clauses", "forms", "future"))
        self.perfect = tuple(words("clauses", "forms", "perfect"))
        self.events = frozenset(
            word
            for word, cues in lexicon.cues.items()
            if any(cue.kind == "noun" for cue in cues)
        )

    def __call__(self, doc: Doc) -> Doc:
        """Write the tree of a doc whose mentions are found."""
        tree = _Writer(doc)
        mentions = named(State.of(doc).get("mentions", ()))
        for low, high in sentences(doc, self.short):
            self._sentence(doc, low, high, mentions, tree)
        tree.write(self.lexicon)
        return doc

    def _sentence(
        self, doc: Doc, low: int, high: int, mentions: Mapping[int, Row], tree: _Writer
    ) -> None:
        now = Sentence()
        for item in self.phrases.cut(doc, low, high, mentions):
            if isinstance(item, Mark):
                self._mark(item, now, tree)
            elif isinstance(item, Phrase):
                self._phrase(doc, item, now, tree)
            else:
                self._verb(doc, item, now, tree)
        self._finish(doc, low, high, now, tree)

    def _mark(self, mark: Mark, now: Sentence, tree: _Writer) -> None:
        if mark.kind in ("and", "comma"):
            now.joined = "and" if mark.kind == "and" else now.joined or "comma"
        elif mark.kind == "so":
            now.so = True
        elif mark.kind == "that":
            root = now.clauses[-1].root if now.clauses else -1
            if now.waiting and root < 0:
                root = now.waiting[-1].head
            now.governor = root
            now.joined = ""
        elif mark.kind != "quote":
            now.joined = "stop"
        tree.pos[mark.token] = "PUNCT" if mark.kind in _SIGNS else "CCONJ"

    # -- phrases

    def _phrase(self, doc: Doc, item: Phrase, now: Sentence, tree: _Writer) -> None:
        tree.phrase(item, self.lexicon)
        markers = [doc[case].lower_ for case in item.cases]
        last = markers[-1] if markers else ""
        lower = doc[item.head].lower_
        here = Waiting(
            item.head,
            item.end,
            item,
            tied=last in self.tying or lower in self.pronoun_owners,
            subject=last in self.subject or lower in self.pronoun_subjects,
        )
        if item.kind == "adverb":
            now.waiting.append(here)
            return
        joined, now.joined = now.joined, ""
        if joined in ("and", "comma") and self._coordinate(here, now, tree):
            return
        if joined != "stop":
            self._tie(doc, here, now, tree)
        now.waiting.append(here)

    def _coordinate(self, here: Waiting, now: Sentence, tree: _Writer) -> bool:
        """Join a phrase to the one before it: "पुतिन आणि *किम* यांनी"."""
        if not now.waiting or not now.waiting[-1].bare:
            return False
        first = now.waiting[-1]
        left, right = first.item, here.item
        if not isinstance(left, Phrase) or not isinstance(right, Phrase):
            return False
        if (left.mention is None) != (right.mention is None):
            return False
        tree.hang(here.head, first.head, "conj")
        left.cases = right.cases
        tree.hang_all(right.cases, first.head, "case")
        first.tied, first.subject, first.end = here.tied, here.subject, here.end
        return True

    def _tie(self, doc: Doc, here: Waiting, now: Sentence, tree: _Writer) -> None:
        """Hang on a noun what is tied to it, and on an event what marks its parties."""
        lemma = self._lemma(doc, here.head, "noun")
        while now.waiting:
            before = now.waiting[-1]
            if before.tied and not self._passes(before, here):
                label = self._tied_as(doc, before)
            elif lemma in self.events and self._party(doc, before):
                label = "nmod"
            else:
                return
            now.waiting.pop()
            tree.hang(before.head, here.head, label)

    def _passes(self, before: Waiting, here: Waiting) -> bool:
        """Tell whether what is tied to a noun is not tied to this one.

        A person's meeting stands after the place where it was held, and what somebody
        claims before who claims it.
        """
        item, thing = before.item, here.item
        if isinstance(item, VerbGroup):
            return here.tied or (bool(item.cases) and here.subject)
        if not isinstance(thing, Phrase) or thing.mention is None:
            return False
        person = item.mention is not None and item.mention["type"] == "PERSON"
        return person and thing.mention["type"] in ("COUNTRY", "LOC", "PERSON")

    def _tied_as(self, doc: Doc, before: Waiting) -> str:
        if isinstance(before.item, VerbGroup):
            return "acl"
        if doc[before.head].lower_ in self.pronoun_owners:
            return "nmod:poss"
        return "nmod"

    def _party(self, doc: Doc, before: Waiting) -> bool:
        """Tell whether a marked phrase names a party of the event after it.

        Those between whom something happens hang on the verb, as its subjects do.
        """
        item = before.item
        if not isinstance(item, Phrase) or item.kind != "nominal" or before.subject:
            return False
        roles = self.lexicon.roles_of(" ".join(doc[c].lower_ for c in item.cases))
        between = "participant" in roles and "place" not in roles
        return bool(item.cases) and not between

    # -- verbs

    def _verb(self, doc: Doc, item: VerbGroup, now: Sentence, tree: _Writer) -> None:
        now.joined = ""
        root = self._copula(doc, item, now, tree)
        if root is None:
            root = item.head
            tree.verb(item, MORPH[item.form], self._is_future(doc, item))
            light = self._take(doc, item, now, tree)
            tree.hang_all(item.auxiliaries, item.head if light < 0 else light, "aux")
            self._negate(doc, item, item.head if light < 0 else light, tree)
        if item.form != "finite":
            tied = item.form == "participle"
            if item.cases:
                tied = doc[item.cases[-1]].lower_ in self.tying
            now.waiting.append(Waiting(root, item.end, item, tied=tied))
            return
        now.clauses.append(
            Clause(root, item.head, now.so, now.governor, self._says(doc, root, tree))
        )
        now.so, now.governor = False, -1

    def _is_future(self, doc: Doc, item: VerbGroup) -> bool:
        return any(
            doc[token].lower_.endswith(self.future)
            for token in (item.head, *item.auxiliaries)
        )

    def _says(self, doc: Doc, root: int, tree: _Writer) -> bool:
        if self._lemma(doc, root, "verb") in self.speech:
            return True
        return any(
            self._lemma(doc, kid, "noun") in self.spoken
            for kid, parent in enumerate(tree.head)
            if parent == root and kid != root
        )

    def _lemma(self, doc: Doc, token: int, kind: str) -> str:
        lower: str = doc[token].lower_
        return self.lexicon.forms.get((lower, kind), lower)

    def _negate(self, doc: Doc, item: VerbGroup, on: int, tree: _Writer) -> None:
        for token in item.auxiliaries:
            if doc[token].lower_ in self.phrases.negations:
                tree.hang(token, on, "advmod")
                tree.pos[token] = "PART"

    def _copula(
        self, doc: Doc, item: VerbGroup, now: Sentence, tree: _Writer
    ) -> int | None:
        """Put a noun above the auxiliary that says what it is, where it says so."""
        plain = doc[item.head].lower_ in self.phrases.auxiliaries
        nouns = [w for w in now.waiting if w.bare]
        if not plain or not now.waiting or not now.waiting[-1].bare or len(nouns) < 2:
            return None
        predicate = now.waiting.pop()
        tree.pos[item.head] = "AUX"
        tree.hang(item.head, predicate.head, "cop")
        tree.hang_all(item.auxiliaries, predicate.head, "aux")
        tree.hang_all(item.cases, predicate.head, "mark")
        self._negate(doc, item, predicate.head, tree)
        if doc[item.head].lower_ in self.phrases.negations:
            tree.hang(item.head, predicate.head, "advmod")
            tree.pos[item.head] = "PART"
        taken = now.waiting if item.form == "finite" else now.waiting[-1:]
        for other in taken:
            tree.hang(other.head, predicate.head, self._label(other, False))
        del now.waiting[len(now.waiting) - len(taken) :]
        return predicate.head

    def _take(self, doc: Doc, item: VerbGroup, now: Sentence, tree: _Writer) -> int:
        """Hang on a verb what belongs to it; return its light noun, or -1."""
        taken = self._belonging(item, now)
        light = self._light(doc, item, taken, tree)
        subject = any(w.subject for w in taken)
        bare = [w for w in taken if w.bare and w.head != light]
        for other in taken:
            if other.head == light:
                plain = item.passive and not bare
                label = "obl" if bare and (subject or len(bare) > 1) else "obj"
                tree.hang(light, item.head, "nsubj:pass" if plain else label)
            elif other.bare:
                first = not subject and other is bare[0]
                alone = first and (
                    light >= 0
                    or len(bare) > 1
                    or _actor(other)
                    or self._moves(doc, item)
                )
                label = "nsubj" if alone else "obj"
                passive = item.passive and label == "nsubj"
                tree.hang(other.head, item.head, "nsubj:pass" if passive else label)
            else:
                tree.hang(other.head, item.head, self._label(other, item.passive))
        return light

    def _moves(self, doc: Doc, item: VerbGroup) -> bool:
        """Tell whether the only bare noun of a verb is who does it."""
        return not doc[item.head].lower_.endswith(self.perfect)

    def _label(self, other: Waiting, passive: bool) -> str:
        if isinstance(other.item, VerbGroup):
            if other.item.form in ("converb", "participle"):
                return "advcl"
            return "xcomp" if other.item.form == "infinitive" else "ccomp"
        if other.subject:
            return "obl" if passive else "nsubj"
        if other.bare:
            return "nsubj"
        return "advmod" if other.item.kind == "adverb" else "obl"

    def _belonging(self, item: VerbGroup, now: Sentence) -> list[Waiting]:
        """Take from what waits what a verb governs; a dependent verb takes less."""
        low = 0 if item.form == "finite" else self._lowest(item, now.waiting)
        taken = now.waiting[low:]
        del now.waiting[low:]
        return taken

    def _lowest(self, item: VerbGroup, waiting: list[Waiting]) -> int:
        """Return where the phrases of a dependent verb begin."""
        actors = [n for n, w in enumerate(waiting) if w.subject]
        low, bare = len(waiting), 0
        whole = item.form == "nominal" and not item.passive
        while low > 0:
            before = waiting[low - 1]
            if before.subject:
                other = len(actors) > 1 and actors[0] != low - 1
                takes = item.form in ("participle", "nominal") or other
                return low - 1 if takes and (other or len(actors) == 1) else low
            if before.bare:
                bare += 1
                adjacent = low == len(waiting)
                if not adjacent and not whole and bare > 1:
                    return low
            low -= 1
        return low

    def _light(
        self, doc: Doc, item: VerbGroup, taken: list[Waiting], tree: _Writer
    ) -> int:
        """Return the noun that says what a light verb does: "*हल्ला* केला"."""
        if not taken or not taken[-1].bare:
            return -1
        last = taken[-1]
        named_thing = isinstance(last.item, Phrase) and last.item.mention is not None
        light = self._lemma(doc, item.head, "verb") in self.lexicon.light
        return last.head if light and not named_thing else -1

    # -- the sentence

    def _finish(
        self, doc: Doc, low: int, high: int, now: Sentence, tree: _Writer
    ) -> None:
        """Join the clauses of a sentence under one root."""
        root = -1
        for clause in now.clauses:
            if root < 0:
                root = clause.root
            elif clause.governor >= 0:
                tree.hang(clause.root, clause.governor, "ccomp")
            elif clause.says and (clause.so or not now.clauses[0].says):
                tree.hang(root, clause.root, "ccomp")
                root = clause.root
            else:
                tree.hang(clause.root, root, "conj")
        if root < 0:
            root = self._top(now, low, high, tree)
        for other in now.waiting:
            if other.head != root:
                label = "nmod" if other.phrase else self._label(other, False)
                tree.hang(other.head, root, label)
        tree.settle(low, high, root)

    def _top(self, now: Sentence, low: int, high: int, tree: _Writer) -> int:
        if now.waiting:
            return now.waiting[-1].head
        return next((t for t in range(low, high) if tree.pos[t] != "PUNCT"), low)


def _actor(waiting: Waiting) -> bool:
    """Tell whether a name without a marker is of somebody who acts."""
    item = waiting.item
    if not isinstance(item, Phrase) or item.mention is None:
        return False
    return item.mention["type"] in ("PERSON", "COUNTRY", "ORG")


_SIGNS = ("comma", "quote", "stop")


class _Writer:
    """Hold the tree of a doc while it is made, and write it at the end."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.head = [token.i for token in doc]
        self.dep = [""] * len(doc)
        self.pos = [token.pos_ or "NOUN" for token in doc]
        self.morph = [""] * len(doc)

    def hang(self, token: int, above: int, dep: str) -> None:
        """Hang a token on another, unless that would close a circle."""
        step = above
        while self.head[step] != step:
            if step == token:
                return
            step = self.head[step]
        if step != token:
            self.head[token], self.dep[token] = above, dep

    def hang_all(self, tokens: list[int], above: int, dep: str) -> None:
        """Hang several tokens on one."""
        for token in tokens:
            self.hang(token, above, dep)
            self.pos[token] = {"case": "ADP", "aux": "AUX", "mark": "SCONJ"}[dep]

    def phrase(self, item: Phrase, lexicon: Lexicon) -> None:
        """Write the inside of a phrase: all on its last word, markers too."""
        for token in range(item.start, item.end):
            if item.kind == "nominal":
                self._nominal(item, token)
            else:
                self.pos[token] = "PRON" if item.kind == "pronoun" else "ADV"
        self.hang_all(item.cases, item.head, "case")

    def _nominal(self, item: Phrase, token: int) -> None:
        text = self.doc[token].text
        number = text[:1].isdigit()
        own = item.mention is not None and token >= int(item.mention["s"])
        self.pos[token] = "NUM" if number else "PROPN" if own else "NOUN"
        if token != item.head:
            self.hang(token, item.head, "nummod" if number else "compound")

    def verb(self, item: VerbGroup, morph: str, future: bool) -> None:
        """Write a verb and its markers."""
        self.pos[item.head] = "VERB"
        self.morph[item.head] = f"Tense=Fut|{morph}" if future else morph
        self.hang_all(item.cases, item.head, "mark")

    def settle(self, low: int, high: int, root: int) -> None:
        """Let one token be the root of a sentence."""
        self.dep[root] = "root"
        for token in range(low, high):
            if token != root and self.head[token] == token:
                self.head[token] = root
                punctuation = self.pos[token] == "PUNCT"
                self.dep[token] = "punct" if punctuation else "dep"

    def write(self, lexicon: Lexicon) -> None:
        """Write all of it to the doc."""
        for token in self.doc:
            pos, lower = self.pos[token.i], token.lower_
            kind = "verb" if pos in ("VERB", "AUX") else "noun"
            token.pos_ = pos
            token.lemma_ = lexicon.forms.get((lower, kind), lower)
            token.set_morph(self.morph[token.i])  # type: ignore[attr-defined] # no stub
        for token in self.doc:
            token.dep_ = self.dep[token.i] or "dep"
        for token in self.doc:
            token.head = self.doc[self.head[token.i]]


def sentences(doc: Doc, short: frozenset[str]) -> list[tuple[int, int]]:
    """Return the sentences of a doc: they end with a full stop or a line.

    Args:
        doc: A tokenized doc.
        short: Words that are abbreviated with a full stop.
    """
    found, start = [], 0
    for token in doc:
        after = token.i + 1
        if after < len(doc) and _ends(token, short):
            found.append((start, after))
            start = after
    return [*found, (start, len(doc))] if start < len(doc) else found


def _ends(token: Token, short: frozenset[str]) -> bool:
    if token.is_space:
        return "\n" in token.text
    if token.text not in ENDS:
        return False
    before = token.nbor(-1).text if token.i else ""
    if token.text == "." and (before in short or len(before) == 1 or "." in before):
        return False
    after = token.nbor()
    return bool(token.whitespace_) or after.is_space or after.text in QUOTES
