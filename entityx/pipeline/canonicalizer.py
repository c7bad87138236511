"""Give every mention its entity: a known one, another of this text, or a new one.

Within a text the fullest name leads ("Kim" follows "Kim Jong-un"); against the known
entities ``names.Resolver`` decides and says why. What is nowhere known gets a stable id
made of its type and its canonical name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from entityx.names import Resolver, within_document
from entityx.patterns import Patterns, load_patterns
from entityx.pipeline.arguments import span_head
from entityx.pipeline.ids import fold_id
from entityx.pipeline.lexicon import Lexicon
from entityx.pipeline.metonyms import Metonyms
from entityx.pipeline.state import State
from entityx.pipeline.tree import Tree

KIND = {
    "PERSON": "person",
    "COUNTRY": "country",
    "ORG": "org",
    "LOC": "loc",
    "WEAPON": "weapon",
}
RESOLVED = 0.9
GROUPED = ("PERSON", "ORG", "LOC")
Row = dict[str, Any]


@lru_cache(maxsize=4)
def _resolver(patterns: Patterns) -> Resolver:
    """Return the resolver of some patterns, the same for all languages."""
    return Resolver(r for r in patterns.entities.values() if not r.get("generic"))


class Canonicalizer:
    """Write the entities of a doc and point its mentions at them."""

    def __init__(self, patterns: Patterns, lexicon: Lexicon) -> None:
        """Index the known entities."""
        self.patterns = patterns
        self.lexicon = lexicon
        self.metonyms = Metonyms(lexicon)
        self.resolver = _resolver(patterns)
        self.offices = _offices(patterns)

    def __call__(self, doc: Doc) -> Doc:
        """Canonicalize the mentions of a doc."""
        return self.read(doc, Tree(doc, self.patterns.labels, self.lexicon.forms))

    def read(self, doc: Doc, tree: Tree) -> Doc:
        """Canonicalize the mentions of a doc, with its parse at hand.

        Args:
            doc: The doc.
            tree: Its parse.
        """
        state = State.of(doc)
        mentions: list[Row] = State.need(doc, "mentions", "entityx_mentions")
        self._capitals(doc, tree, mentions)
        _surnames(mentions)
        entities: dict[str, Row] = {}
        countries = {m["entities"][0] for m in mentions if m["type"] == "COUNTRY"}
        for row in mentions:
            if row["type"] == "COUNTRY":
                self._known(entities, row, row["entities"][0], "a known name")
            elif row["type"] == "WEAPON":
                self._weapon(doc, entities, row)
            elif row["type"] not in KIND:
                self._new(entities, row, row["text"], "its own name")
        self._grouped(entities, mentions, countries)
        state["entities"] = entities
        return doc

    # -- countries

    def _capitals(self, doc: Doc, tree: Tree, mentions: list[Row]) -> None:
        starts = {m["s"]: m for m in mentions}
        for row in mentions:
            if row["type"] != "COUNTRY" or row["group"] not in (
                "capitals",
                "weak_capitals",
            ):
                continue
            after = starts.get(row["e"] + 1)
            followed = (
                after is not None
                and doc[row["e"]].text == ","
                and after["type"] == "COUNTRY"
                and after["entities"][:1] == row["entities"][:1]
            )
            head = span_head(tree, row["s"], row["e"])
            if not self.metonyms.acts(tree, row["s"], row["e"], head, followed):
                row["type"], row["entities"] = "LOC", []

    # -- weapons

    def _weapon(self, doc: Doc, entities: dict[str, Row], row: Row) -> None:
        known = row["entities"][0] if row["entities"] else None
        if row["source"] == "weapon noun":
            self._generic(doc, entities, row)
            return
        if known is None:
            match = self.resolver.resolve(row["text"], type="WEAPON")
            if match and match.score >= RESOLVED and match.entity_id:
                self._known(entities, row, match.entity_id, *match.why)
                return
            self._new(entities, row, row["name"] or row["text"], "its own name")
            return
        self._known(entities, row, known, "a known name")

    def _generic(self, doc: Doc, entities: dict[str, Row], row: Row) -> None:
        """Name a compound by its singular: "anti-ship *missile*"."""
        known = self.patterns.entities[row["entities"][0]]
        if row["name"]:
            self._compound(entities, row, known)
            return
        words = [*(t.text_with_ws for t in doc[row["s"] : row["e"] - 1])]
        last = doc[row["e"] - 1]
        singular = self._singular(known, last.lower_, last.lemma_.lower())
        name = ("".join(words) + singular).strip().lower()
        own = {n for names in known.get("names", {}).values() for n in names}
        if name in {n.lower() for n in own} or row["text"].isupper():
            self._known(entities, row, known["id"], "a weapon noun")
            return
        head = known["name"].split()[-1]
        if (
            name == known["name"]
            or row["e"] - row["s"] == 1
            or singular == head == name
        ):
            self._known(entities, row, known["id"], "a weapon noun")
            return
        exact = f"weapon:{fold_id(name)}"
        if exact in self.patterns.entities:
            self._known(entities, row, exact, "a weapon noun")
            return
        self._new(entities, row, name, f"a compound of {known['name']}")

    def _compound(
        self, entities: dict[str, Row], row: Row, known: Mapping[str, Any]
    ) -> None:
        """Take a compound that has its English name: "long-range missile"."""
        exact = f"weapon:{fold_id(row['name'])}"
        if row["name"] == known["name"] or exact not in self.patterns.entities:
            exact = known["id"]
        if row["name"] != known["name"] and exact == known["id"]:
            self._new(entities, row, row["name"], f"a compound of {known['name']}")
            return
        self._known(entities, row, exact, "a weapon noun")

    def _singular(self, known: Mapping[str, Any], lower: str, lemma: str) -> str:
        names = {n.lower() for names in known.get("names", {}).values() for n in names}
        tails = {n.split()[-1] for n in names} | {n.split("-")[-1] for n in names}
        if lower in tails:
            return lower
        for tail in sorted(tails, key=len, reverse=True):
            if lower.startswith(tail[:-2]) and len(lower) - len(tail) in (0, 1, 2):
                return str(tail)
        return lemma

    # -- people, organisations, places

    def _grouped(
        self, entities: dict[str, Row], mentions: list[Row], countries: set[str]
    ) -> None:
        rows = [m for m in mentions if m["type"] in GROUPED]
        groups = within_document([(m["text"], m["type"]) for m in rows])
        members: dict[int, list[int]] = defaultdict(list)
        for place, group in enumerate(groups.groups):
            members[group].append(place)
        for group, places in sorted(members.items()):
            full = rows[groups.full[group]]
            why = [groups.why[p] for p in places if groups.why[p]]
            known, reason = self._resolve(full, [rows[p] for p in places], countries)
            for place in places:
                if known:
                    self._known(entities, rows[place], known, *reason, *why[:3])
                else:
                    self._new(
                        entities,
                        rows[place],
                        full["name"] or full["text"],
                        "its own name",
                        *why[:3],
                    )

    def _resolve(
        self, full: Row, rows: list[Row], countries: set[str]
    ) -> tuple[str | None, tuple[str, ...]]:
        """Find the known entity of a group of names."""
        listed = [e for row in rows for e in row["entities"]]
        strong = [e for row in rows if row["score"] >= 1.0 for e in row["entities"]]
        for some in (strong, listed):
            fitting = self._fitting(list(dict.fromkeys(some)), full["type"], countries)
            if len(fitting) == 1:
                return fitting[0], ("a known name",)
        person = full["type"] == "PERSON"
        match = self.resolver.resolve(full["text"], type=full["type"])
        if match and match.entity_id:
            if match.score >= RESOLVED:
                return match.entity_id, match.why
            if person and self.offices.get(match.entity_id, set()) & countries:
                return match.entity_id, (*match.why, "whose country the text names")
        options = self.resolver.candidates(full["text"], type=full["type"])
        if person and " " not in full["text"].strip():
            return self._by_surname(full["text"], options, countries)
        return None, ()

    def _by_surname(
        self, name: str, options: list[str], countries: set[str]
    ) -> tuple[str | None, tuple[str, ...]]:
        bearing = []
        for key in options:
            row = self.patterns.entities[key]
            weak = [
                text
                for group in ("weak", "mononym")
                for lang in self.lexicon.langs
                for text in row.get(group, {}).get(lang, ())
            ]
            if name in weak and self.offices.get(key, set()) & countries:
                bearing.append(key)
        if len(bearing) == 1:
            return bearing[0], (
                f'"{name}" is the surname of one whose country is named',
            )
        return None, ()

    def _fitting(self, keys: list[str], kind: str, countries: set[str]) -> list[str]:
        fine = [k for k in keys if self.patterns.types.get(k) == kind]
        if len(fine) > 1 and kind == "PERSON":
            near = [k for k in fine if self.offices.get(k, set()) & countries]
            return near or fine
        return fine

    # -- writing

    def _known(self, entities: dict[str, Row], row: Row, key: str, *why: str) -> None:
        known = self.patterns.entities[key]
        self._write(entities, row, key, known["name"], known.get("kb_id"), True, why)

    def _new(self, entities: dict[str, Row], row: Row, name: str, *why: str) -> None:
        name = " ".join(name.split())
        kind = KIND.get(row["type"]) or fold_id(row["type"])
        key = f"{kind}:{fold_id(name)}"
        if key in self.patterns.entities and self.patterns.types[key] == row["type"]:
            self._known(entities, row, key, *why)
            return
        self._write(entities, row, key, name, None, False, why)

    def _write(
        self,
        entities: dict[str, Row],
        row: Row,
        key: str,
        name: str,
        kb_id: str | None,
        known: bool,
        why: tuple[str, ...],
    ) -> None:
        entity = entities.setdefault(
            key,
            {
                "id": key,
                "type": row["type"],
                "name": name,
                "kb_id": kb_id,
                "names": [],
                "known": known,
                "why": [],
            },
        )
        row["entity"] = key
        text = " ".join(row["text"].split())
        if text not in entity["names"]:
            entity["names"].append(text)
        if text != name:
            reason = f'"{text}" is {name}: {"; ".join(dict.fromkeys(why))}'
            if reason not in entity["why"]:
                entity["why"].append(reason)


def _surnames(mentions: list[Row]) -> None:
    """Let one word that is a person's name elsewhere in the text be the person.

    The recogniser takes a lone surname for a place or a body now and then ("Kim").
    """
    lone = [
        row
        for row in mentions
        if row["type"] in ("LOC", "ORG")
        and row["source"] == "ner"
        and not row["entities"]
        and " " not in row["text"].strip()
    ]
    if not lone:
        return
    rows = [row for row in mentions if row["type"] == "PERSON" or row in lone]
    groups = within_document([(row["text"], "PERSON") for row in rows]).groups
    people = Counter(
        group
        for group, row in zip(groups, rows, strict=True)
        if row["type"] == "PERSON"
    )
    others = Counter(groups) - people
    for group, row in zip(groups, rows, strict=True):
        if people[group] > others[group] and row["type"] != "PERSON":
            row["type"] = "PERSON"


def _offices(patterns: Patterns) -> dict[str, set[str]]:
    return {
        key: {office["of"] for office in row.get("offices", ())}
        for key, row in patterns.entities.items()
        if row.get("offices")
    }


@Language.factory(
    "entityx_canonicalizer", default_config={"patterns": []}, assigns=["doc.user_data"]
)
def make_canonicalizer(
    nlp: Language, name: str, patterns: list[str]
) -> Callable[[Doc], Doc]:
    """Make the component that gives mentions their entities."""
    loaded = load_patterns(patterns)
    return Canonicalizer(loaded, Lexicon(loaded, nlp.lang or "xx"))
