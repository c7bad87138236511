"""Every row of ``patterns/`` is right, and what is wrong is told with its place."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from entityx.errors import PatternError
from entityx.patterns import (
    ENTITY_FILES,
    ENTITY_KEYS,
    NAME_GROUPS,
    ROLES,
    Patterns,
    jsonl,
    load_patterns,
)
from entityx.patterns.views import load_views

PREDICATES = [
    "accuses",
    "acquires",
    "advances_in",
    "allied_with",
    "at_odds_with",
    "attacks",
    "buys_from",
    "captures",
    "citizen_of",
    "condemns",
    "controls",
    "cooperates_with",
    "deploys_to",
    "destroys",
    "fights_against",
    "holds_office_in",
    "invades",
    "lacks",
    "leads",
    "located_in",
    "loses",
    "mediates_between",
    "meets_with",
    "member_of",
    "possesses",
    "produces",
    "proposes_to",
    "rejects",
    "relies_on",
    "requests_from",
    "sanctions",
    "signs_agreement_with",
    "spokesperson_for",
    "supplies_to",
    "supports",
    "talks_with",
    "tests",
    "thanks",
    "threatens",
    "uses_weapon",
    "visits",
    "warns",
    "withdraws_from",
]
OFFICES = {
    "ambassador",
    "commander",
    "defence_minister",
    "foreign_minister",
    "head_of_government",
    "head_of_state",
    "leader",
    "legislator",
    "official",
    "spokesperson",
}
ORGANISATIONS = {
    "agency",
    "alliance",
    "armed_group",
    "bloc",
    "company",
    "court",
    "igo",
    "media",
    "ngo",
    "party",
    "thinktank",
}
PLACES = {"base", "city", "continent", "mountain", "region", "river", "sea", "strait"}
TYPES = set(ENTITY_FILES.values())
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ID = re.compile(r"(country|person|org|loc|weapon):[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
STEMS = list(ENTITY_FILES)


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    """Return our own patterns."""
    return load_patterns()


@pytest.fixture(scope="module")
def rows(root: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each file as they stand, in their order."""
    folder = root / "patterns" / "entities"
    return {s: [row for _, row in jsonl(folder / f"{s}.jsonl")] for s in STEMS}


def _spellings(row: dict[str, Any], *groups: str) -> Iterator[tuple[str, str]]:
    for group in groups or NAME_GROUPS:
        for lang, texts in row.get(group, {}).items():
            yield from ((lang, text) for text in texts)


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


# -- every file


def _files(root: Path, suffix: str) -> list[Path]:
    return sorted((root / "patterns").rglob(f"*{suffix}"))


def test_files_are_utf8_and_composed(root: Path) -> None:
    """Every letter is one character, and the last line ends."""
    for path in [*_files(root, ".jsonl"), *_files(root, ".toml")]:
        text = path.read_bytes().decode("utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name
        assert text.endswith("\n"), path.name
        assert "\r" not in text, path.name


def test_letters_are_written_not_escaped(root: Path) -> None:
    """Readers see names; only marks that cannot stand alone may be escaped."""
    for path in _files(root, ".jsonl"):
        assert "\\u" not in path.read_text(encoding="utf-8"), path.name
    for path in _files(root, ".toml"):
        for code in re.findall(r"\\u([0-9a-f]{4})", path.read_text(encoding="utf-8")):
            assert unicodedata.combining(chr(int(code, 16))), f"{path.name}: {code}"


def test_lists_are_sorted_by_their_first_key(root: Path) -> None:
    """A new line has one place, and no key stands twice."""
    for path in _files(root, ".jsonl"):
        keys = [next(iter(row.values())) for _, row in jsonl(path)]
        assert keys == sorted(set(keys)), path.name


def test_toml_files_parse(root: Path) -> None:
    """All of them, those of names too."""
    for path in _files(root, ".toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8")), path.name


# -- entities


@pytest.mark.parametrize("stem", STEMS)
def test_rows_have_known_keys_and_an_id_of_their_kind(
    stem: str, rows: dict[str, list[dict[str, Any]]]
) -> None:
    """``kind:key``; the same kind in the whole file; nothing of ours is removed."""
    for row in rows[stem]:
        assert set(row) <= ENTITY_KEYS[stem] - {"remove"}, row["id"]
        assert ID.fullmatch(row["id"]), row["id"]
    assert len({row["id"].partition(":")[0] for row in rows[stem]}) == 1


@pytest.mark.parametrize("stem", STEMS)
def test_names_are_there_and_clean(
    stem: str, rows: dict[str, list[dict[str, Any]]]
) -> None:
    """Not empty, no blanks around or doubled, under two-letter languages, once."""
    for row in rows[stem]:
        assert row["name"] == " ".join(row["name"].split()) != "", row["id"]
        assert row["names"] or row.get("weak"), row["id"]
        for group in set(NAME_GROUPS) & row.keys():
            for lang, texts in row[group].items():
                assert re.fullmatch("[a-z]{2}", lang), row["id"]
                assert texts or row.get("weak"), f"{row['id']}: {group}.{lang} is empty"
                assert len(texts) == len(set(texts)), f"{row['id']}: {group}.{lang}"
        for _, text in _spellings(row):
            assert text == " ".join(text.split()) != "", row["id"]
            assert any(char.isalnum() for char in text), f"{row['id']}: {text!r}"


@pytest.mark.parametrize("stem", STEMS)
def test_a_strong_name_is_of_one_entity(
    stem: str, rows: dict[str, list[dict[str, Any]]]
) -> None:
    """Folded, in a language, the canonical name too unless it is weak."""
    owner: dict[tuple[str, str], str] = {}
    for row in rows[stem]:
        weak = {text for _, text in _spellings(row, "weak")}
        strong = set(_spellings(row, "names"))
        strong |= {("en", row["name"])} - {("en", text) for text in weak}
        for lang, text in strong:
            first = owner.setdefault((lang, _fold(text)), row["id"])
            assert first == row["id"], f"{text!r} on {first} and {row['id']}"


@pytest.mark.parametrize("stem", STEMS)
def test_a_name_is_strong_or_weak_not_both(
    stem: str, rows: dict[str, list[dict[str, Any]]]
) -> None:
    """In one language of one row."""
    for row in rows[stem]:
        both = set(_spellings(row, "names")) & set(_spellings(row, "weak"))
        assert not both, f"{row['id']}: {both}"


def test_references_lead_somewhere(patterns: Patterns) -> None:
    """Whose office, part of what, in which country, variant of which weapon."""
    kinds = {"of": ("COUNTRY", "ORG"), "in": ("COUNTRY",), "parent": ("WEAPON",)}
    for key, row in patterns.entities.items():
        for name in kinds.keys() & row.keys():
            assert patterns.types.get(row[name]) in kinds[name], f"{key}: {name}"
        for office in row.get("offices", ()):
            assert patterns.types.get(office["of"]) in kinds["of"], key


def test_no_weapon_is_its_own_ancestor(patterns: Patterns) -> None:
    """Parents end somewhere."""
    for key in patterns.entities:
        seen, here = {key}, patterns.entities[key].get("parent")
        while here is not None:
            assert here not in seen, f"{key} comes back to {here}"
            seen.add(here)
            here = patterns.entities[here].get("parent")


def test_offices_have_known_roles_and_true_dates(patterns: Patterns) -> None:
    """Year, month or day; nobody leaves before coming."""
    for key, row in patterns.entities.items():
        for office in row.get("offices", ()):
            assert set(office) <= {"of", "role", "title", "from", "to"}, key
            assert office["role"] in OFFICES, f"{key}: {office['role']}"
            assert office["title"].strip() == office["title"] != "", key
            dates = [office.get("from"), office.get("to")]
            assert all(d is None or DATE.fullmatch(d) for d in dates), f"{key}: {dates}"
            if all(dates):
                came, left = dates
                shorter = min(len(came), len(left))
                assert came[:shorter] <= left[:shorter], f"{key}: {dates}"


def test_kinds_and_codes_are_known(rows: dict[str, list[dict[str, Any]]]) -> None:
    """What a body and a place is, what a person is called by, who makes a weapon."""
    codes = {row["kb_id"] for row in rows["countries"] if "kb_id" in row}
    iso3 = [row["iso3"] for row in rows["countries"] if "iso3" in row]
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert all(re.fullmatch("[A-Z]{3}", code) for code in iso3)
    assert len(iso3) == len(set(iso3))
    for row in rows["organisations"]:
        assert row["kind"] in ORGANISATIONS, row["id"]
    for row in rows["places"]:
        assert row["kind"] in PLACES, row["id"]
    for row in rows["people"]:
        assert row.get("gender") in ("male", "female", None), row["id"]
        assert re.fullmatch(r"Q\d+", row.get("kb_id", "Q1")), row["id"]
    for row in rows["weapons"]:
        assert row["category"].strip(), row["id"]
        assert set(row["maker"]) <= codes, row["id"]
        assert row.get("generic") in (True, None), row["id"]


def test_there_is_enough_of_everything(
    rows: dict[str, list[dict[str, Any]]], patterns: Patterns
) -> None:
    """All countries, at least 1,200 named weapons, and who leads them."""
    coded = [r for r in rows["countries"] if re.fullmatch("country:[A-Z]{2}", r["id"])]
    assert len(coded) >= 250
    assert sum(not row.get("generic") for row in rows["weapons"]) >= 1200
    heads = Counter(
        office["of"]
        for row in rows["people"]
        for office in row["offices"]
        if office["role"] in ("head_of_state", "head_of_government")
    )
    assert len(heads) >= 190


@pytest.mark.parametrize(
    "key",
    [
        "country:KP",
        "country:RU",
        "weapon:kalibr",
        "weapon:artillery-shell",
        "person:kim-jong-un",
        "org:nato",
        "loc:kherson",
    ],
)
def test_the_best_known_are_there(key: str, patterns: Patterns) -> None:
    """One of each kind."""
    assert key in patterns.entities


# -- predicates


def test_the_predicates_are_those_of_the_ontology(patterns: Patterns) -> None:
    """All 43, no other."""
    assert sorted(patterns.predicates) == PREDICATES
    assert len(PREDICATES) == 43


def test_every_predicate_has_frames_with_words_and_known_roles(
    patterns: Patterns,
) -> None:
    """Something reads it, in some language, by roles that exist."""
    classes = {f"@{name}" for name in patterns.languages["en"]["classes"]}
    titles = {f"@{name}" for name in patterns.languages["en"]["titles"]}
    for predicate in patterns.predicates.values():
        assert predicate.frames, predicate.name
        for frame in predicate.frames:
            assert {*frame.subject, *frame.object} <= ROLES, frame.id
            assert frame.subject, frame.id
            assert frame.object, frame.id
            assert frame.words or frame.title or frame.implied, frame.id
            assert set(frame.needs) <= classes, frame.id
            assert frame.title is None or frame.title in titles, frame.id
            assert frame.modality in (None, "planned", "wanted", "possible"), frame.id
            worded = [pair for some in frame.words.values() for pair in some.items()]
            for kind, lemmas in worded:
                assert kind in ("verb", "noun", "adj"), frame.id
                assert lemmas, frame.id
                assert len(set(lemmas)) == len(lemmas), frame.id


def test_types_inverses_and_aliases_of_predicates(patterns: Patterns) -> None:
    """Known types; every other name leads to one predicate; no symmetric inverse."""
    inverses = [p.inverse for p in patterns.predicates.values() if p.inverse]
    aliases = [a for p in patterns.predicates.values() for a in p.aliases]
    names = [*patterns.predicates, *inverses, *aliases]
    assert len(names) == len(set(names))
    for predicate in patterns.predicates.values():
        assert predicate.domain <= TYPES, predicate.name
        assert predicate.range <= TYPES, predicate.name
        assert predicate.domain, predicate.name
        assert predicate.range, predicate.name
        assert predicate.definition.endswith("."), predicate.name
        if predicate.symmetric:
            assert predicate.inverse is None, predicate.name
            assert predicate.domain == predicate.range, predicate.name


def test_ontology_and_predicates_agree(root: Path, patterns: Patterns) -> None:
    """Where the ontology is at hand, types and inverses are those it says."""
    path = root.parent / "shared" / "ontology.toml"
    if not path.is_file():
        pytest.skip("no shared ontology beside this checkout")
    for name, row in tomllib.loads(path.read_text(encoding="utf-8"))[
        "predicates"
    ].items():
        predicate = patterns.predicate(name)
        assert predicate.domain == set(row["domain"]), name
        assert predicate.range == set(row["range"]), name
        assert predicate.inverse == row.get("inverse"), name
        assert predicate.symmetric == row.get("symmetric", False), name


@pytest.mark.parametrize(
    ("triple", "normal"),
    [
        (("KP", "sells_to", "RU"), ("RU", "buys_from", "KP")),
        (("RU", "buys_from", "KP"), ("RU", "buys_from", "KP")),
        (("RU", "meets_with", "KP"), ("KP", "meets_with", "RU")),
        (("RU", "launches", "kalibr"), ("RU", "uses_weapon", "kalibr")),
        (("RU", "attacks", "KP"), ("RU", "attacks", "KP")),
    ],
)
def test_triples_have_one_base_form(
    triple: tuple[str, str, str], normal: tuple[str, str, str], patterns: Patterns
) -> None:
    """Inverses are turned, symmetric ones sorted, others left."""
    assert patterns.normal(*triple) == normal


def test_a_predicate_that_is_not_there_is_told_with_the_nearest(
    patterns: Patterns,
) -> None:
    """A slip of the pen is understood."""
    with pytest.raises(PatternError, match=r"'buy_from'.*'buys_from'"):
        patterns.predicate("buy_from")


# -- a user's folder


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a writer of one file of a user's folder; it returns the folder."""

    def put(name: str, *lines: str | dict[str, Any]) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        texts = [ln if isinstance(ln, str) else json.dumps(ln) for ln in lines]
        path.write_text("\n".join(texts) + "\n", encoding="utf-8")
        return tmp_path

    return put


FOO = {"id": "weapon:foo-1", "name": "Foo-1", "category": "tank", "maker": []}
FOO |= {"names": {"en": ["Foo-1"]}}


def test_a_users_rows_are_added_and_replace_ours(
    write: Callable[..., Path], patterns: Patterns
) -> None:
    """By id, whole rows; all others stay."""
    kalibr = {**patterns.entities["weapon:kalibr"], "names": {"en": ["Kalibr", "Bar"]}}
    mine = load_patterns([write("entities/weapons.jsonl", FOO, kalibr)])
    assert mine.entities["weapon:foo-1"]["name"] == "Foo-1"
    assert mine.entities["weapon:kalibr"]["names"] == {"en": ["Kalibr", "Bar"]}
    assert "weapon:foo-1" not in patterns.entities
    assert len(mine.entities) == len(patterns.entities) + 1
    assert "Foo-1" in {name.text for name in mine.names()}


def test_a_users_changes_are_seen(write: Callable[..., Path]) -> None:
    """A notebook that writes a row and loads again does not get the old rows."""
    folder = write("entities/weapons.jsonl", FOO)
    first = load_patterns([folder])
    assert load_patterns([folder]) is first
    other = {"id": "weapon:foo-2", "name": "Foo-2"}
    write("entities/weapons.jsonl", FOO, other)
    write("predicates.toml", "[predicates.buys_from]", 'aliases = ["takes_from"]')
    second = load_patterns([folder])
    assert "weapon:foo-2" not in first.entities
    assert "weapon:foo-2" in second.entities
    assert load_views([folder]).base("takes_from") == ("buys_from", False)


def test_a_user_removes_a_row(write: Callable[..., Path], patterns: Patterns) -> None:
    """What is removed is gone with its names; what was not there does not matter."""
    mine = load_patterns(
        [
            write(
                "entities/weapons.jsonl",
                {"id": "weapon:kumsong-3", "remove": True},
                {"id": "weapon:not-there", "remove": True},
            )
        ]
    )
    assert "weapon:kumsong-3" not in mine.entities
    assert len(mine.entities) == len(patterns.entities) - 1


def test_a_later_folder_wins(
    write: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The last one that says something of an id."""
    one = write("entities/weapons.jsonl", FOO)
    two = tmp_path_factory.mktemp("two")
    (two / "entities").mkdir()
    row = {"id": "weapon:foo-1", "remove": True}
    (two / "entities" / "weapons.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert "weapon:foo-1" not in load_patterns([one, two]).entities
    assert "weapon:foo-1" in load_patterns([two, one]).entities


def test_a_user_adds_words_to_a_language(
    write: Callable[..., Path], patterns: Patterns
) -> None:
    """Tables are merged key by key; a list is replaced whole."""
    mine = load_patterns([write("languages/en.toml", "[named]", 'front = "Front"')])
    named = mine.languages["en"]["named"]
    assert named["front"] == "Front"
    assert named.keys() > patterns.languages["en"]["named"].keys()
    assert mine.languages["en"]["titles"] == patterns.languages["en"]["titles"]


@pytest.mark.parametrize(
    ("name", "lines", "message"),
    [
        pytest.param(
            "entities/weapons.jsonl", [FOO, {**FOO, "id": "weapon:x", "colour": "red"}],
            r"weapons\.jsonl:2: unknown key 'colour'", id="unknown key",
        ),
        pytest.param(
            "entities/weapons.jsonl", [FOO, "", FOO],
            r"weapons\.jsonl:3: id 'weapon:foo-1' stands twice", id="id twice",
        ),
        pytest.param(
            "entities/weapons.jsonl", [FOO, '{"id": '],
            r"weapons\.jsonl:2: ", id="bad JSON",
        ),
        pytest.param(
            "entities/weapons.jsonl", ["[1, 2]"],
            r"weapons\.jsonl:1: not a JSON object", id="no object",
        ),
        pytest.param(
            "entities/weapons.jsonl", [{"id": "weapon:x"}],
            r"weapons\.jsonl:1: a row needs 'id' and 'name'", id="no name",
        ),
        pytest.param(
            "entities/weapons.jsonl", [{**FOO, "names": {"en": ["Kalibr"]}}],
            r"weapons\.jsonl:1: strong name 'Kalibr' on .*weapon:kalibr.*weapon:foo-1",
            id="a strong name of another",
        ),
        pytest.param(
            "entities/weapons.jsonl", [{**FOO, "id": "country:RU"}],
            r"weapons\.jsonl:1: id 'country:RU' stands in two files", id="two files",
        ),
        pytest.param(
            "entities/weapons.jsonl", [{**FOO, "parent": "weapon:bar"}],
            r"weapon:foo-1: refers to 'weapon:bar'", id="dangling reference",
        ),
        pytest.param(
            "languages/en.toml", ["[named]", "coalition = "],
            r"en\.toml: .*line 2", id="bad TOML",
        ),
        pytest.param(
            "predicates.toml", ["[predicates.attacks]", 'colour = "red"'],
            r"predicates\.toml: \[attacks\]: unknown key 'colour'",
            id="unknown key of a predicate",
        ),
        pytest.param(
            "predicates.toml",
            [
                "[predicates.attacks]",
                'frames = [{subject = ["agentt"], object = ["patient"]}]',
            ],
            r"\[attacks\] frame 1: unknown role 'agentt', near \['agent'\]",
            id="unknown role",
        ),
        pytest.param(
            "predicates.toml",
            [
                "[predicates.attacks]",
                'frames = [{subject = ["agent"], object = ["patient"], colour = 1}]',
            ],
            r"\[attacks\] frame 1: unknown key 'colour'", id="unknown key of a frame",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    name: str,
    lines: list[str | dict[str, Any]],
    message: str,
    write: Callable[..., Path],
) -> None:
    """The file, the line where there is one, and what is wrong."""
    folder = write(name, *lines)
    with pytest.raises(PatternError, match=message):
        load_patterns([folder])


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({**FOO, "names": {"en": ["KALIBR"]}}, id="a name in capitals"),
        pytest.param({**FOO, "parent": "weapon:bar"}, id="a dangling reference"),
        pytest.param({**FOO, "names": {"en": ["Kalibr"]}}, id="a strong name"),
    ],
)
def test_what_is_wrong_among_rows_is_told_with_its_line(
    row: dict[str, Any], write: Callable[..., Path]
) -> None:
    """A user must find it among five thousand."""
    folder = write("entities/weapons.jsonl", row)
    with pytest.raises(PatternError, match=r"weapons\.jsonl:1: "):
        load_patterns([folder])


@pytest.mark.parametrize(
    "lines",
    [
        ["[predicates.foos]", 'group = "military"'],
        ["[predicates.attacks]", 'frames = [{subject = ["agent"]}]'],
    ],
)
def test_what_is_missing_is_told(lines: list[str], write: Callable[..., Path]) -> None:
    """A predicate and a frame need their keys."""
    with pytest.raises(PatternError, match=r"predicates\.toml"):
        load_patterns([write("predicates.toml", *lines)])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Nothing is guessed."""
    with pytest.raises(PatternError, match="no such folder"):
        load_patterns([tmp_path / "nowhere"])


def test_an_empty_folder_changes_nothing(tmp_path: Path, patterns: Patterns) -> None:
    """A user may say nothing."""
    assert load_patterns([tmp_path]).entities == patterns.entities
