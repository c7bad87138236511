"""The word lists behind the label mapping: countries, demonyms, weapon words."""

import gzip
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

MISSING = "?"
NAMES = frozenset({"PERSON", "LOC", "ORG"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of ``labels.toml``, ready for look-up."""

    sets: dict[str, dict[str, str]]
    countries: frozenset[str]
    demonyms: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    pronouns: frozenset[str]
    weapons: frozenset[str]
    weapons_known: frozenset[str]

    def name(self, span: Span, label: str) -> Span | None:
        """Cut a mention down to its name and settle its label.

        Args:
            span: The mention as the set has it.
            label: The label that the table gives.
        """
        if label == MISSING:
            return Span(span.doc, span.start, span.end, label=MISSING)
        span = self.trim(span, label)
        text = span.text
        if text in self.demonyms:
            return Span(span.doc, span.start, span.end, label="NORP")
        if label == "NORP?" or text in self.pronouns:
            return None
        if label in {"LOC", "ORG"} and text.casefold() in self.countries:
            label = "COUNTRY"
        elif label == "WEAPON":
            label = label if self.is_weapon(span) else MISSING
        elif not self.is_name(span):
            label = MISSING
        return Span(span.doc, span.start, span.end, label=label)

    def trim(self, span: Span, label: str) -> Span:
        """Drop articles, titles of persons and a final possessive.

        Args:
            span: The mention.
            label: Its label.
        """
        start, end, doc = span.start, span.end, span.doc
        first = self.articles | self.titles if label == "PERSON" else self.articles
        skip_nation = label in {"PERSON", "WEAPON"}
        while start < end - 1 and (
            doc[start].lower_ in first
            or (skip_nation and doc[start].text in self.demonyms)
        ):
            start += 1
        while end - 1 > start and doc[end - 1].text in {"'s", "’s", "'", "’", ","}:
            end -= 1
        return doc[start:end]

    def is_name(self, span: Span) -> bool:
        """Tell whether all words are capitalised or small words of names.

        Args:
            span: The mention.
        """
        words = [t for t in span if t.lower_ not in self.particles]
        lists = any(t.text in {",", "and"} for t in span) and len(span) > 5
        return bool(words) and not lists and all(_may_be_name(t.text) for t in words)

    def is_weapon(self, span: Span) -> bool:
        """Tell a weapon from the strikes and bulldozers of some sets.

        Args:
            span: The mention.
        """
        known = any(t.lower_ in self.weapons for t in span)
        return known or any(c.isupper() or c.isdigit() for c in span.text)

    def find_demonyms(self, doc: Doc, taken: set[int]) -> list[Span]:
        """Label the demonyms that stand outside of all other mentions.

        Args:
            doc: The document.
            taken: The tokens of the other mentions.
        """
        found: list[Span] = []
        i = 0
        while i < len(doc):
            ends = (min(i + 2, len(doc)), i + 1)
            end = next((end for end in ends if doc[i:end].text in self.demonyms), 0)
            if end and not taken & set(range(i, end)):
                found.append(Span(doc, i, end, label="NORP"))
            i = end or i + 1
        return found


def _may_be_name(word: str) -> bool:
    return word[0].isupper() or not word[0].isalpha() or word[1:2].isupper()


def language_lexicon(labels: Path, patterns: Path, lang: str) -> Lexicon:
    """Build the lists of a language out of the patterns, where English has its own.

    Args:
        labels: The file ``labels.toml``.
        patterns: The project's ``patterns/``.
        lang: The language.
    """
    words = tomllib.loads((patterns / "languages" / f"{lang}.toml").read_text("utf8"))
    countries = read_patterns(patterns / "entities" / "countries.jsonl")
    weapons = read_patterns(patterns / "entities" / "weapons.jsonl")
    names = {n for row in countries for n in row.get("names", {}).get(lang, ())}
    demonyms = {d for row in countries for d in row.get("demonyms", {}).get(lang, ())}
    kinds = words["titles"]
    links = {form for some in words["contractions"].values() for form in some}
    return Lexicon(
        sets=tomllib.loads(labels.read_text(encoding="utf8"))["sets"],
        countries=frozenset(name.casefold() for name in names),
        demonyms=frozenset({*demonyms, *(d[:1].upper() + d[1:] for d in demonyms)}),
        articles=frozenset(words["coref"]["determiners"]),
        particles=frozenset(
            {*words["roles"]["genitive"], *words["posts"]["links"], *links, *",.-–'’&/"}
        ),
        titles=frozenset({*kinds["honorifics"], *kinds["heads"], *kinds["offices"]}),
        pronouns=frozenset(words["coref"]["pronouns"]),
        weapons=frozenset(
            name
            for row in weapons
            if row.get("generic")
            for name in row.get("names", {}).get(lang, ())
        ),
        weapons_known=frozenset(),
    )


def read_patterns(path: Path) -> list[dict[str, Any]]:
    """Read the rows of a file of known entities.

    Args:
        path: A file of ``patterns/entities``.
    """
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def load_lexicon(labels: Path, data: Path) -> Lexicon:
    """Build the lists for English.

    Args:
        labels: The file ``labels.toml``.
        data: The data folder, for its list of countries.
    """
    tables = tomllib.loads(labels.read_text(encoding="utf8"))
    words = tables["words"]
    countries = data / "names" / "countries.jsonl.gz"
    names = set(words["country_aliases"])
    with gzip.open(countries, "rt", encoding="utf8") as lines:
        for row in map(json.loads, lines):
            names |= {
                row["cldr"]["en"],
                row["rigour"]["name"],
                row["rigour"]["full_name"],
            }
    names -= set(words["not_countries"])
    demonyms = set(words["demonyms"])
    plurals = {w + "s" for w in demonyms if not w.endswith(("s", "sh", "e", "ch"))}
    return Lexicon(
        sets=tables["sets"],
        countries=frozenset(name.casefold() for name in names if name),
        demonyms=frozenset(demonyms | plurals | set(words["peoples"])),
        articles=frozenset(words["articles"]),
        particles=frozenset(words["particles"]),
        titles=frozenset(words["titles"]),
        pronouns=frozenset(words["pronouns"]),
        weapons=frozenset(words["weapons"]),
        weapons_known=frozenset(words["weapons_known"]),
    )
