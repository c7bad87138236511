"""The whole reading is one component, on any pipeline that parses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from entityx.errors import EntityxError, ModelError
from entityx.patterns import Patterns
from entityx.pipeline.component import Entityx
from entityx.pipeline.extensions import register
from entityx.pipeline.scorer import Scorer
from entityx.pipeline.state import State
from entityx.types import Extraction

# A filled frame is a relation, whatever else is said of it.
MODEL = {
    "weights": {"match=1.0": 6.0},
    "bias": -3.0,
    "trees": [],
    "base": 0.0,
    "predicates": [],
    "threshold": 0.5,
}
UNIVERSAL = """
    Missiles missile NOUN  nsubj:pass 3
    were     be      AUX   aux:pass   3
    bought   buy     VERB  ROOT       0
    by       by      ADP   case       5
    Russia   Russia  PROPN obl:agent  3
    from     from    ADP   case       8
    North    North   PROPN compound   8
    Korea    Korea   PROPN obl        3
    .        .       PUNCT punct      3
    """
CLEAR = """
    Missiles missile NOUN  nsubjpass  3
    were     be      AUX   auxpass    3
    bought   buy     VERB  ROOT       0
    by       by      ADP   agent      3
    Russia   Russia  PROPN pobj       4
    from     from    ADP   prep       3
    North    North   PROPN compound   8
    Korea    Korea   PROPN pobj       6
    .        .       PUNCT punct      3
    """
BOUGHT = ("Russia", "buys_from", "North Korea")


@pytest.fixture(scope="module", autouse=True)
def _scorer() -> Iterator[None]:
    """Let frames alone decide, so that no trained figure matters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Scorer, "load", lambda lang: Scorer(MODEL))
        yield


@pytest.fixture(scope="module")
def nlp(_scorer: None) -> Language:
    """Return a pipeline with nothing but our component."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entityx")
    return nlp


@pytest.fixture(scope="module")
def read(nlp: Language, make_doc: Callable[..., Doc]) -> Callable[..., Doc]:
    """Return a reader of sentences parsed by hand."""
    component = nlp.get_pipe("entityx")

    def make(table: str, *ents: tuple[int, int, str]) -> Doc:
        doc = make_doc(table)
        doc.ents = [Span(doc, start, end, label) for start, end, label in ents]
        done: Doc = component(doc)
        return done

    return make


@pytest.mark.parametrize(
    ("table", "place"), [(UNIVERSAL, "COUNTRY"), (CLEAR, "GPE")], ids=["ours", "theirs"]
)
def test_both_kinds_of_pipeline_give_the_same_reading(
    table: str, place: str, read: Callable[..., Doc]
) -> None:
    """Universal Dependencies' labels and ClearNLP's; never turned round."""
    doc = read(table, (4, 5, place), (6, 8, place))
    assert doc._.triples == [BOUGHT]
    (relation,) = doc._.relations
    assert (relation.negated, relation.modality) == (False, "asserted")
    assert {q.role: q.entity_id for q in relation.qualifiers} == {
        "weapon": "weapon:missile"
    }
    assert relation.evidence[0].cue == "bought"
    assert relation.evidence[0].text == doc.text
    assert "by" in " ".join(relation.why)


def test_a_denial_is_kept_and_marked(read: Callable[..., Doc]) -> None:
    """Nothing is thrown away in silence."""
    table = UNIVERSAL.replace(
        "were     be      AUX   aux:pass", "never ever ADV advmod"
    )
    (relation,) = read(table)._.relations
    assert relation.triple == BOUGHT
    assert relation.negated


def test_entities_of_spacy_are_ours_and_linked(read: Callable[..., Doc]) -> None:
    """``doc.ents`` carry type and id; other spans are nothing."""
    doc = read(UNIVERSAL)
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents] == [
        ("Missiles", "WEAPON", "weapon:missile"),
        ("Russia", "COUNTRY", "country:RU"),
        ("North Korea", "COUNTRY", "country:KP"),
    ]
    assert doc.ents[2]._.entity.kb_id == "KP"
    assert doc[6:8]._.entity.name == "North Korea"
    assert doc[0:3]._.entity is None
    assert {e.name for e in doc._.entities} == {"missile", "Russia", "North Korea"}


def test_a_ship_class_is_called_with_its_kind(read: Callable[..., Doc]) -> None:
    """“Bremen-class” before frigates is the Bremen-class frigate."""
    doc = read(
        """
        Russia       Russia       PROPN nsubj 2
        bought       buy          VERB  ROOT  0
        Bremen-class Bremen-class ADJ   amod  4
        frigates     frigate      NOUN  obj   2
        """
    )
    assert "Bremen-class frigate" in {entity.name for entity in doc._.entities}


def test_a_doc_without_parse_is_refused(nlp: Language) -> None:
    """The message says what is missing; a doc without words needs no parse."""
    with pytest.raises(ModelError, match="needs a dependency parse"):
        nlp("Russia bought missiles.")
    assert nlp("")._.triples == []


def test_a_doc_that_nobody_read_is_empty() -> None:
    """The getters never fail."""
    doc = spacy.blank("en")("Russia bought missiles.")
    assert (doc._.triples, doc._.relations, doc._.entities) == ([], [], [])
    assert doc[0:1]._.entity is None


def test_only_plain_values_stand_in_the_doc(read: Callable[..., Doc]) -> None:
    """What other processes and files get is JSON."""
    found = State.of(read(UNIVERSAL))
    assert json.loads(json.dumps(found)) == found


def test_a_read_doc_survives_bytes_and_docbin(read: Callable[..., Doc]) -> None:
    """Relations, mentions and qualifiers are the same afterwards."""
    doc = read(UNIVERSAL)
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (unpacked,) = DocBin().from_bytes(packed).get_docs(spacy.blank("en").vocab)
    for other in (again, unpacked):
        assert other._.extraction.to_dict() == doc._.extraction.to_dict()
        assert other._.triples == [BOUGHT]
        assert [e.kb_id_ for e in other.ents] == [e.kb_id_ for e in doc.ents]


def test_the_reading_is_plain_json_too(read: Callable[..., Doc]) -> None:
    """An ``Extraction`` comes back from its own rows."""
    found = read(UNIVERSAL)._.extraction
    assert Extraction.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_the_same_doc_is_read_the_same_way(read: Callable[..., Doc]) -> None:
    """Twice over the same, and once more over the doc already read."""
    one, two = read(UNIVERSAL), read(UNIVERSAL)
    assert json.dumps(State.of(one)) == json.dumps(State.of(two))


def test_registering_twice_changes_nothing() -> None:
    """Importing from two places is fine."""
    register()
    register()
    assert Doc.has_extension("triples")


def _nothing(item: object) -> None:
    """Be somebody else's getter."""


@pytest.mark.parametrize(("owner", "name"), [(Doc, "triples"), (Span, "entity")])
def test_another_librarys_extension_is_a_clash(
    owner: type[Doc] | type[Span], name: str
) -> None:
    """It is told, and the other's getter stays."""
    ours = owner.get_extension(name)
    owner.set_extension(name, getter=_nothing, force=True)
    try:
        with pytest.raises(EntityxError, match=f"{name} was set by another library"):
            register()
        assert owner.get_extension(name)[2] is _nothing
    finally:
        owner.set_extension(name, getter=ours[2], force=True)
    register()


# -- saved pipelines


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a user's folder that knows one more country."""
    folder = tmp_path / "my" / "entities"
    folder.mkdir(parents=True)
    row = {"id": "country:XF", "name": "Foostan", "kb_id": "XF", "iso3": "XFO"}
    row |= {"names": {"en": ["Foostan"]}}
    (folder / "countries.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return folder.parent


FOOSTAN = UNIVERSAL.replace("Russia   Russia ", "Foostan  Foostan")


def test_a_saved_component_keeps_its_patterns(
    own: Path, tmp_path: Path, patterns: Patterns, make_doc: Callable[..., Doc]
) -> None:
    """After loading it knows what it knew, though the folder is gone; ours did not."""
    nlp = spacy.blank("en")
    saved = nlp.create_pipe("entityx", config={"patterns": [str(own)]})
    saved.to_disk(tmp_path / "saved")
    shutil.rmtree(own)
    loaded = Entityx("en", patterns, None)
    assert loaded(make_doc(FOOSTAN))._.triples == []
    loaded.from_disk(tmp_path / "saved")
    assert loaded(make_doc(FOOSTAN))._.triples == [
        ("Foostan", "buys_from", "North Korea")
    ]


def test_a_saved_pipeline_needs_no_folder(
    own: Path, tmp_path: Path, make_doc: Callable[..., Doc]
) -> None:
    """``spacy.load`` gives the same answers where the user's folder is not."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entityx", config={"patterns": [str(own)]})
    nlp.to_disk(tmp_path / "saved")
    shutil.rmtree(own)
    component = spacy.load(tmp_path / "saved").get_pipe("entityx")
    assert component(make_doc(FOOSTAN))._.triples


def test_saved_patterns_keep_their_order(patterns: Patterns) -> None:
    """The order of predicates decides between equals, so it is kept."""
    again = Patterns.from_json(patterns.to_json())
    assert list(again.predicates) == list(patterns.predicates)
    assert list(again.entities) == list(patterns.entities)


def test_saved_patterns_say_the_same(patterns: Patterns) -> None:
    """Every name, frame and row comes back."""
    again = Patterns.from_json(patterns.to_json())
    assert dict(again.predicates) == dict(patterns.predicates)
    assert dict(again.entities) == dict(patterns.entities)
    assert again.languages == patterns.languages


def test_a_threshold_can_be_given(nlp: Language, make_doc: Callable[..., Doc]) -> None:
    """Above every score nothing is read."""
    strict = nlp.create_pipe("entityx", config={"threshold": 0.99})
    assert strict(make_doc(UNIVERSAL))._.triples == []


def test_a_type_of_ones_own_is_kept_beside_the_relations(
    read: Callable[..., Doc],
) -> None:
    """Mention and entity, even where a list knows the name; no relation has it."""
    doc = read(UNIVERSAL, (0, 1, "SHIP"), (6, 8, "SHIP"), (4, 5, "MONEY"))
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents] == [
        ("Missiles", "SHIP", "ship:missiles"),
        ("Russia", "COUNTRY", "country:RU"),
        ("North Korea", "SHIP", "ship:north-korea"),
    ]
    assert {e.type for e in doc._.entities} == {"SHIP", "COUNTRY"}
    assert doc._.relations == []
