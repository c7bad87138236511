"""What the name of a person is made of: given names, family name, marks around them.

Titles, honours and particles are set aside, a quoted nickname and a generation mark
are kept apart, "Family, Given" is turned round. Order is not trusted beyond that:
which word is the family name is decided when two names are laid side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .keys import fold, romanise, script, skeleton, smooth
from .tables import PersonTable, person_table

_QUOTED = re.compile(
    r"\s*(?:[\"“”„«»]([^\"“”„«»]{1,40})[\"“”„«»]|(?<!\w)['‘’]([^'‘’]{1,40})['‘’](?!\w)|\(([^()]{1,40})\))"
)
_COMMA = re.compile(r"\s*[,،、]\s*")
_DOTTED_CAPITALS = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_TWO_CAPITALS = re.compile(r"(?<![^\W_])([A-Z])([A-Z])\.?(?=\s+[A-Z][a-z])")
_LONGEST_TITLE = 3
_MAX_NAME = 300


@dataclass(frozen=True, slots=True)
class Word:
    """Be one word of a name in all the forms that are compared."""

    text: str
    roman: str
    smooth: str
    bones: str

    @property
    def initial(self) -> bool:
        """Say whether the word is one letter only."""
        return len(self.roman) == 1


@dataclass(frozen=True, slots=True)
class PersonName:
    """Be a person's name taken apart."""

    folded: str
    words: tuple[Word, ...]
    script: str
    generation: str = ""
    titles: tuple[str, ...] = ()
    nickname: str = ""
    turned: bool = False


@lru_cache(maxsize=1 << 17)
def word(text: str) -> Word:
    """Build a word from its folded text.

    Args:
        text: One folded word.
    """
    roman = romanise(text)
    return Word(text, roman, smooth(roman), skeleton(roman))


@lru_cache(maxsize=1 << 16)
def parse_person(name: str) -> PersonName:
    """Take a person's name apart.

    Args:
        name: The name as it stands in a text.

    Example:
        >>> parse_person("Lt. Gen. Stephen J. Townsend").titles
        ('lt gen',)
    """
    table = person_table()
    name = name[:_MAX_NAME]
    rest, nickname = _take_nickname(name)
    rest, turned = _turn(rest, table)
    words = fold(_space_initials(rest)).split()
    words, generation = _take_generation(words, table)
    words, titles = _take_titles(words, table)
    words = _take_suffixes(words, table)
    core = _take_particles(words, table) or words
    return PersonName(
        " ".join(words),
        tuple(word(text) for text in core if romanise(text)),
        script(rest),
        generation,
        titles,
        nickname,
        turned,
    )


def _take_nickname(name: str) -> tuple[str, str]:
    found = _QUOTED.search(name)
    rest = _QUOTED.sub(" ", name).strip()
    if found is None or not fold(rest):
        return name, ""
    return rest, fold(found[1] or found[2] or found[3])


def _turn(name: str, table: PersonTable) -> tuple[str, bool]:
    """Turn "Putin, Vladimir" round; leave "Bush, Jr." and "Smith, MD" as they are."""
    parts = [part for part in _COMMA.split(name) if part.strip()]
    if len(parts) < 2:
        return name, False
    tails = [p for p in parts[1:] if fold(p) not in table.suffixes]
    marks = [p for p in tails if fold(p) in table.generations]
    given = [p for p in tails if fold(p) not in table.generations]
    if len(given) != 1:
        return " ".join([parts[0], *given[:1], *marks]), False
    return " ".join([given[0], parts[0], *marks]), True


def _space_initials(name: str) -> str:
    name = _DOTTED_CAPITALS.sub(". ", name)
    return _TWO_CAPITALS.sub(r"\1 \2 ", name)


def _take_generation(words: list[str], table: PersonTable) -> tuple[list[str], str]:
    if len(words) > 2 and words[-1] in table.generations:
        return words[:-1], table.generations[words[-1]]
    if len(words) == 2 and len(words[1]) > 1 and words[1] in table.generations:
        return words[:1], table.generations[words[1]]
    return words, ""


def _take_titles(
    words: list[str], table: PersonTable
) -> tuple[list[str], tuple[str, ...]]:
    taken: list[str] = []
    while len(words) > 1:
        for size in range(min(_LONGEST_TITLE, len(words) - 1), 0, -1):
            title = " ".join(words[:size])
            if title in table.titles:
                taken.append(title)
                words = words[size:]
                break
        else:
            break
    return words, tuple(taken)


def _take_suffixes(words: list[str], table: PersonTable) -> list[str]:
    while len(words) > 2 and words[-1] in table.suffixes:
        words = words[:-1]
    return words


def _take_particles(words: list[str], table: PersonTable) -> list[str]:
    return [text for text in words if text not in table.particles]
