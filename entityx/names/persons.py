"""What the name of a person is made of: given names, family name, marks around them.

Titles, honours and particles are set aside, a quoted nickname and a generation mark
are kept apart, "Family, Given" is turned round. Order is not trusted beyond that:
which word is the family name is decided when two names are laid side by side. A name
in Han characters or Hangul has several forms: it is read in several tongues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from .han import readings
from .keys import fold, script, skeleton, smooth, split_raw, unmix
from .romanise import romanise
from .tables import PersonTable, person_table

_QUOTED = re.compile(
    r"\s*(?:[\"“”„«»]([^\"“”„«»]{1,40})[\"“”„«»]|(?<!\w)['‘’]([^'‘’]{1,40})['‘’](?!\w)"
    r"|\(([^()]{1,40})\)|（([^（）]{1,40})）)"
)
_COMMA = re.compile(r"\s*[,،、]\s*")
_DOTTED_CAPITALS = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_TWO_CAPITALS = re.compile(r"(?<![^\W_])([A-Z])([A-Z])\.?(?=\s+[A-Z][a-z])")
# Baltic and Greek papers give every name an ending: Džons Edvardss.
_ENDED = re.compile(r"(?<=\w\w)(?:[aiueo]?s)$")
_SYLLABLES = {"Han", "Hangul"}
_LETTER_NAME = re.compile(r"(?<!\S)([^\s.॰·]{1,8})([.॰]?)(?=\s|$|[^\W.॰])")
_LONG_LETTER = 5
_LONGEST_TITLE = 3
_SHORT = 3
_ALIKE = 86
_SAME_BONES = 66
_MAX_NAME = 300
MAX_WORDS = 5


@dataclass(frozen=True, slots=True)
class Word:
    """Be one word of a name in all the forms that are compared."""

    text: str
    roman: str
    smooth: str
    bones: str
    particle: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Be one way to read a name in Latin letters."""

    view: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class PersonName:
    """Be a person's name taken apart; ``forms`` is empty where no letter is left."""

    folded: str
    forms: tuple[Form, ...]
    script: str
    generation: str = ""
    titles: tuple[str, ...] = ()
    nickname: str = ""
    turned: bool = False
    mixed: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """Return the words of the first form."""
        return self.forms[0].words if self.forms else ()


@lru_cache(maxsize=1 << 17)
def word(text: str, roman: str) -> Word:
    """Build a word from its folded and its romanised text.

    Args:
        text: The folded word.
        roman: The same in Latin letters.
    """
    particle = text in person_table().particles
    return Word(text, roman, smooth(roman), skeleton(roman), particle)


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
    rest, nickname = _take_nickname(name[:_MAX_NAME])
    rest, turned = _turn(rest, table)
    mixed = unmix(rest) != rest
    raw = [(fold(one), one) for one in split_raw(_space_initials(unmix(rest), table))]
    raw = [pair for pair in raw if pair[0]]
    raw, generation = _take_generation(raw, table)
    raw, titles = _take_titles(raw, table)
    raw = _take_suffixes(raw, table)
    kind = script(rest)
    return PersonName(
        " ".join(text for text, _ in raw),
        tuple(_forms(_take_particles(raw, table), kind)),
        kind,
        generation,
        titles,
        nickname,
        turned,
        mixed,
    )


_Raw = list[tuple[str, str]]


def _take_nickname(name: str) -> tuple[str, str]:
    found = _QUOTED.search(name)
    if found is None:
        return name, ""
    rest = _QUOTED.sub(" ", name).strip()
    if not fold(rest):
        return name, ""
    return rest, fold(next(part for part in found.groups() if part))


def _turn(name: str, table: PersonTable) -> tuple[str, bool]:
    """Turn "Putin, Vladimir" round; leave "Bush, Jr." and "Smith, MD" as they are."""
    parts = [part for part in _COMMA.split(name) if part.strip()]
    if len(parts) < 2:
        return name, False
    after = table.degrees if len(parts[0].split()) > 1 else table.suffixes
    tails = [p for p in parts[1:] if fold(p) not in after]
    marks = [p for p in tails if fold(p) in table.generations]
    given = [p for p in tails if fold(p) not in table.generations]
    if len(given) != 1:
        return " ".join([parts[0], *given[:1], *marks]), False
    return " ".join([given[0], parts[0], *marks]), True


def _space_initials(name: str, table: PersonTable) -> str:
    """Set initials apart, and write those of other scripts as Latin letters."""
    name = _DOTTED_CAPITALS.sub(". ", name)
    name = _TWO_CAPITALS.sub(r"\1 \2 ", name)
    if name.isascii():
        return name
    return _LETTER_NAME.sub(lambda found: _letter(found, table), name)


def _letter(found: re.Match[str], table: PersonTable) -> str:
    """Read "एच." as H; without a dot only where the letter's name is long."""
    letter = table.letters.get(fold(found[1]))
    if letter is None or (not found[2] and len(found[1]) < _LONG_LETTER):
        return found[0]
    return f" {letter} "


def _take_generation(raw: _Raw, table: PersonTable) -> tuple[_Raw, str]:
    if len(raw) < 2 or raw[-1][0] not in table.generations:
        return raw, ""
    if len(raw) == 2 and len(raw[-1][0]) == 1:
        return raw, ""
    return raw[:-1], table.generations[raw[-1][0]]


def _take_titles(raw: _Raw, table: PersonTable) -> tuple[_Raw, tuple[str, ...]]:
    taken: list[str] = []
    while len(raw) > 1:
        for size in range(min(_LONGEST_TITLE, len(raw) - 1), 0, -1):
            title = " ".join(text for text, _ in raw[:size])
            if title in table.titles:
                taken.append(title)
                raw = raw[size:]
                break
        else:
            break
    return raw, tuple(taken)


def _take_suffixes(raw: _Raw, table: PersonTable) -> _Raw:
    while len(raw) > 2 and raw[-1][0] in table.suffixes:
        raw = raw[:-1]
    return raw


def _take_particles(raw: _Raw, table: PersonTable) -> _Raw:
    """Leave particles out where two words remain: Al Gore keeps his name."""
    core = [pair for pair in raw if pair[0] not in table.particles]
    return core if len(core) > 1 else raw


def _forms(raw: _Raw, kind: str) -> list[Form]:
    """Read the words in Latin letters, in every way that their script allows."""
    forms: list[Form] = []
    if kind in _SYLLABLES:
        forms = _syllable_forms([one for _, one in raw], kind)
    else:
        forms = [_form(kind, [(text, romanise(one)) for text, one in raw])]
        plain = _form(kind, [(text, romanise(text)) for text, _ in raw])
        if kind == "Latin" and plain.words != forms[0].words:
            forms.append(plain)
        if kind == "Latin" and all(_ENDED.search(one) for _, one in raw):
            ended = [(text, romanise(_ENDED.sub("", one))) for text, one in raw]
            forms.append(_form(kind, ended))
    return [form for form in dict.fromkeys(forms) if form.words]


def _form(view: str, pairs: list[tuple[str, str]]) -> Form:
    words = [word(text, roman) for text, roman in pairs if roman]
    if len(words) > MAX_WORDS:
        words = [*words[: MAX_WORDS - 1], words[-1]]
    return Form(view, tuple(words))


def _syllable_forms(words: list[str], kind: str) -> list[Form]:
    """Read Han and Hangul: a short name one syllable at a time, a long one whole."""
    apart = list(words[0]) if len(words) == 1 and len(words[0]) <= 4 else words
    if kind == "Hangul":
        forms = [_form("Hangul", [(one, romanise(one)) for one in apart])]
        if apart is not words:
            forms.append(_form("Hangul", [(one, romanise(one)) for one in words]))
        return forms
    tongues = ("zh", "yue", "ko") if len(words) == 1 else ("zh",)
    forms = [
        _form(f"Han {tongue}", [(one, readings(one, tongue)) for one in apart])
        for tongue in tongues
    ]
    if apart is not words:
        forms.append(_form("Han zh", [(one, readings(one, "zh")) for one in words]))
    return forms


def fits(short: PersonName, long: PersonName) -> tuple[int, ...]:
    """Say where the words of a short name stand in a fuller one.

    Args:
        short: A bare family or given name.
        long: A fuller name.

    Returns:
        The places of the words in the fuller name; none where a word is missing there,
        or where only initials agree.

    Example:
        >>> fits(parse_person("Shoygu"), parse_person("Sergei Shoigu"))
        (1,)
    """
    places = []
    for one in short.words:
        found = [at for at, two in enumerate(long.words) if one_word(one, two)]
        if not found:
            return ()
        places.append(found[-1])
    real = any(len(one.roman) > 1 for one in short.words)
    return tuple(places) if real else ()


@lru_cache(maxsize=1 << 16)
def one_word(left: Word, right: Word) -> bool:
    """Say whether two words are spellings of one.

    Args:
        left: One word.
        right: Another word.
    """
    if left.roman == right.roman:
        return True
    if min(len(left.roman), len(right.roman)) <= _SHORT:
        return left.smooth == right.smooth and len(left.roman) > 1
    alike = ratio(left.smooth, right.smooth)
    return alike >= _ALIKE or (left.bones == right.bones and alike >= _SAME_BONES)
