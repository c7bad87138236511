"""Known names are found in every way of writing, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entityx.patterns import Patterns
from entityx.pipeline.gazetteer import Gazetteer, pieces

Places = list[tuple[str, set[str], set[str]]]


@pytest.fixture(scope="module")
def find(patterns: Patterns) -> Callable[[str], Places]:
    """Return a finder of words, entities and groups of names in a text."""
    gazetteer = Gazetteer(patterns, langs=("en",))

    def read(text: str) -> Places:
        return [
            (
                text[found.start : found.end],
                {name.entity_id for name in found.names},
                {name.group for name in found.names},
            )
            for found in gazetteer.find(text)
        ]

    return read


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Kh-101s, Erdoğan", ["kh", "101", "s", "erdogan"]),
        ("S-300PMU2", ["s", "300", "pmu", "2"]),
        ("किम जोंग उन", ["किम", "जोंग", "उन"]),
        ("", []),
        ("…—!", []),
    ],
)
def test_texts_are_cut_into_letters_and_digits(text: str, keys: list[str]) -> None:
    """Marks of Latin letters are folded, those of Devanagari are kept."""
    assert [piece.key for piece in pieces(text)] == keys
    assert all(text[p.start : p.end] == p.text for p in pieces(text))


@pytest.mark.parametrize(
    ("words", "entity"),
    [
        (["Kh-101", "Kh 101", "Kh101", "X-101", "Kh\u2011101"], "weapon:kh-101"),
        (["Shahed-136", "Shahed 136", "Shahed 136s"], "weapon:shahed-136"),
        (["Shahed-131", "Shahed 131"], "weapon:shahed-131"),
        (["S-400", "S400", "S 400", "S-400s"], "weapon:s-400"),
        (["T-72", "T72", "T-72s"], "weapon:t-72"),
        (["T-72B3", "T72B3"], "weapon:t-72b3"),
        (["Humvee", "Humvees"], "weapon:humvee"),
        (["Kalibr", "Kalibrs"], "weapon:kalibr"),
        (["HIMARS"], "weapon:himars"),
        (["US", "U.S", "United States", "America"], "country:US"),
        (["Russia", "Russian", "Russians", "Kremlin", "RUSSIA"], "country:RU"),
        (["Turkey", "Turkish", "Türkiye", "Turkiye"], "country:TR"),
        (["NATO", "North Atlantic Treaty Organization"], "org:nato"),
    ],
)
def test_ways_of_writing_name_one_entity(
    words: list[str], entity: str, find: Callable[[str], Places]
) -> None:
    """The whole word is found, and names this entity alone."""
    for word in words:
        found = find(f"and {word}, they said")
        assert found[0][:2] == (word, {entity})


@pytest.mark.parametrize(
    "text",
    [
        "he told us that it works",
        "they roast a turkey",
        "a piece of china",
        "polish the shoes",
        "S-4000 and F-161",
        "prerussia",
        "South\nAfrica",
        "a 10US$ note",
        "it is as it is",
        "",
    ],
)
def test_words_that_look_alike_are_no_names(
    text: str, find: Callable[[str], Places]
) -> None:
    """Case, the whole number, the whole word and the line matter."""
    wrong = {"country:US", "country:TR", "country:CN", "country:PL", "country:RU"}
    wrong |= {"country:ZA", "weapon:s-400", "weapon:f-16-fighting-falcon"}
    wrong |= {"org:islamic-state"}
    assert not any(entities & wrong for _, entities, _ in find(text))


def test_a_number_is_never_read_as_another(find: Callable[[str], Places]) -> None:
    """One digit makes another weapon."""
    found = find("Shahed-131s and Shahed-136s")
    named = [entities for _, entities, _ in found]
    assert named == [{"weapon:shahed-131"}, {"weapon:shahed-136"}]


@pytest.mark.parametrize("text", ["a Shahed-139", "the Kalibr-99", "Leopard 9 tanks"])
def test_an_unknown_number_makes_an_unknown_weapon(
    text: str, find: Callable[[str], Places]
) -> None:
    """“Shahed-139” is not the Shahed-136, whose nickname is Shahed."""
    known = {"weapon:shahed-136", "weapon:kalibr", "weapon:leopard-2"}
    assert not any(entities & known for _, entities, _ in find(text))


@pytest.mark.parametrize(
    ("text", "trap", "name"),
    [
        ("Georgia Tech won", "Georgia Tech", "Georgia won"),
        ("Jordan Peterson wrote", "Jordan Peterson", "Jordan wrote"),
    ],
)
def test_traps_are_longer_names_of_something_else(
    text: str, trap: str, name: str, find: Callable[[str], Places]
) -> None:
    """The trap is told as one; the same word alone is the country."""
    assert (find(text)[0][0], find(text)[0][2]) == (trap, {"traps"})
    assert "names" in find(name)[0][2]


def test_the_longest_name_comes_from_each_place(find: Callable[[str], Places]) -> None:
    """“New Mexico” is not cut to Mexico from its first word on."""
    assert find("New Mexico")[0][:2] == ("New Mexico", {"loc:new-mexico"})
    assert find("South Korea")[0][:2] == ("South Korea", {"country:KR"})


def test_only_weapons_have_a_plural(find: Callable[[str], Places]) -> None:
    """Falcons fly; two Kremlins do not exist."""
    assert find("Fighting Falcons")[0][1] == {"weapon:f-16-fighting-falcon"}
    assert find("the Kremlins") == []


def test_names_of_other_languages_are_found_when_asked(patterns: Patterns) -> None:
    """Without languages all names count, with one only its own."""
    text = "रशिया और यूक्रेन"
    every = list(Gazetteer(patterns).find(text))
    assert {n.entity_id for f in every for n in f.names} >= {"country:RU"}
    assert list(Gazetteer(patterns, langs=("en",)).find(text)) == []
