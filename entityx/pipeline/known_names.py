"""Find known names in a text of a language that has no pipeline, and nothing more.

Every script and language that the patterns hold is looked for at once: countries,
capitals as places, organisations, people and weapons under names that leave no doubt.
Nothing is guessed, nobody new is found, and no relation is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from entityx.patterns import Name, Patterns
from entityx.pipeline.gazetteer import STRONG, Found, Gazetteer
from entityx.types import Entity, Extraction, Mention

PLACES = ("capitals",)
LEAST_UNSPACED = 2


class KnownNames:
    """Read the known names of a text.

    Example:
        >>> names = KnownNames(load_patterns())
        >>> names.read("Rusia compra a Corea del Norte.", "es").entities[1].name
        'North Korea'
    """

    def __init__(self, patterns: Patterns) -> None:
        """Index the names of every language."""
        self.patterns = patterns
        self.gazetteer = Gazetteer(patterns)

    def read(self, text: str, lang: str, *, id: str = "") -> Extraction:
        """Return the known names of a text; it has no relations.

        Args:
            text: Any text.
            lang: Its language; words in lower case count only in their own.
            id: The name of the document.
        """
        entities: dict[str, Entity] = {}
        mentions = []
        for start, end, name in self._names(text, lang):
            spelling = " ".join(text[start:end].split())
            known = entities.get(name.entity_id)
            names = known.names if known else ()
            entities[name.entity_id] = self._entity(name, (*names, spelling))
            mentions.append(
                Mention(start, end, text[start:end], name.type, name.entity_id, "known")
            )
        return Extraction(
            id, lang, entities=tuple(entities.values()), mentions=tuple(mentions)
        )

    def _entity(self, name: Name, spellings: tuple[str, ...]) -> Entity:
        row = self.patterns.entities[name.entity_id]
        return Entity(
            id=name.entity_id,
            type=name.type,
            name=row["name"],
            kb_id=row.get("kb_id"),
            names=tuple(dict.fromkeys(spellings)),
            known=True,
        )

    def _names(self, text: str, lang: str) -> Iterator[tuple[int, int, Name]]:
        """Yield the longest names that do not overlap, in the order of the text."""
        end = 0
        for found in self.gazetteer.find(text):
            if found.start < end:
                continue
            if any(name.group == "traps" for name in found.names):
                end = found.end
                continue
            name = self._sure(found, lang)
            if name is not None:
                yield found.start, found.end, name
                end = found.end

    def _sure(self, found: Found, lang: str) -> Name | None:
        """Return what a place names, where that is one thing only."""
        names = [
            name
            for name in found.names
            if name.group in STRONG and name.group not in PLACES
            if name.lang == lang or not name.text[:1].islower()
            if len(name.text) >= LEAST_UNSPACED
        ]
        countries = [name for name in names if name.type == "COUNTRY"]
        names = countries or names
        return names[0] if len({name.entity_id for name in names}) == 1 else None
