"""What holds for every graph: no order, no doubles, nothing lost, the same bytes."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entityx.errors import FormatError
from entityx.export import exporters
from entityx.export.flatten import to_json
from entityx.graph import KnowledgeGraph
from entityx.types import (
    MODALITIES,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Qualifier,
    Relation,
)

# Few ids and words, so that documents speak of the same; odd signs among them.
words = st.sampled_from(["a", "b", "कीव", "\x00\x1b[31m", "</script>", "", "\u2028"])
days = st.none() | st.sampled_from(["2024-05-31", "2023-01-01T09:00", "soon", ""])
entities = st.builds(
    Entity,
    st.sampled_from(["country:A", "country:B", "person:c"]),
    st.just("COUNTRY"),
    words,
    st.none() | words,
    st.lists(words, max_size=2).map(tuple),
    st.booleans(),
    st.lists(words, max_size=1).map(tuple),
)
predicates = st.sampled_from(["buys_from", "sells_to", "meets_with", "x"])
evidence = st.builds(
    Evidence, words, words, st.integers(0, 9), st.integers(0, 9), words, words, words
)
qualifiers = st.builds(
    Qualifier, words, words, st.integers(0, 9), st.integers(0, 9), st.none() | words
)
relations = st.builds(
    Relation,
    entities,
    predicates,
    entities,
    st.booleans(),
    st.sampled_from(MODALITIES),
    st.none() | entities,
    st.lists(qualifiers, max_size=1).map(tuple),
    st.lists(evidence, max_size=2).map(tuple),
    st.floats(0, 1),
    st.lists(words, max_size=1).map(tuple),
)
readings = st.builds(
    Extraction,
    st.sampled_from(["d1", "d2", "d3", "\x00</script>"]),
    st.sampled_from(["en", "mr"]),
    st.lists(entities, max_size=3).map(tuple),
    st.lists(relations, max_size=3).map(tuple),
    st.just((Mention(0, 1, "a", "COUNTRY", "country:A"),)),
    days,
    st.lists(words, max_size=1).map(tuple),
    st.none() | st.text(max_size=30),
    st.none() | words,
)
few = settings(max_examples=25)
corpora = st.lists(readings, max_size=4, unique_by=lambda reading: reading.id)


def _whole(graph: KnowledgeGraph) -> str:
    """Return everything that a graph says, as text."""
    statements = [
        [to_json([c.document, c.date, c.relation.to_dict()]) for c in s.claims]
        + [s.id, s.status, to_json(s.history), to_json(s.source_groups)]
        + [to_json(other.to_dict()) for other in s.contradicted_by]
        for s in graph.statements
    ]
    found = [entity.to_dict() for entity in graph.entities]
    disputes = [contradiction.explain() for contradiction in graph.contradictions()]
    return to_json([found, statements, disputes])


@few
@given(corpora, st.randoms())
def test_order_and_repetition_change_nothing(
    corpus: list[Extraction], random: object
) -> None:
    """However often and in whatever order: the same graph."""
    graph = KnowledgeGraph(corpus)
    again = [*corpus, *corpus]
    random.shuffle(again)
    other = KnowledgeGraph()
    for extraction in again:
        other.add(extraction)
        len(other.statements)  # asking in between must not matter either
    assert _whole(graph) == _whole(other)
    assert graph.documents == other.documents


@few
@given(corpora)
def test_what_is_saved_is_loaded(corpus: list[Extraction]) -> None:
    """The same documents, the same statements, and the same bytes again."""
    graph = KnowledgeGraph(corpus)
    with TemporaryDirectory() as folder:
        one, two = Path(folder, "one.jsonl"), Path(folder, "two.jsonl")
        graph.save(one)
        loaded = KnowledgeGraph.load(one)
        loaded.save(two)
        assert loaded.documents == graph.documents
        assert _whole(loaded) == _whole(graph)
        assert one.read_bytes() == two.read_bytes()


@few
@given(corpora, corpora)
def test_merging_is_adding(left: list[Extraction], right: list[Extraction]) -> None:
    """Ours and theirs are what all documents together are; theirs stays as it was."""
    ids = {extraction.id for extraction in left}
    right = [extraction for extraction in right if extraction.id not in ids]
    graph, other = KnowledgeGraph(left), KnowledgeGraph(right)
    before = _whole(other)
    graph.merge(other)
    assert _whole(graph) == _whole(KnowledgeGraph([*left, *right]))
    assert _whole(other) == before


@few
@given(corpora)
def test_every_claim_is_kept_once(corpus: list[Extraction]) -> None:
    """No relation and no sentence is lost, whatever stands with whom."""
    graph = KnowledgeGraph(corpus)
    told = sum(len(extraction.relations) for extraction in corpus)
    assert len(graph.relations()) == told
    assert sum(len(statement.claims) for statement in graph.statements) == told
    for statement in graph.statements:
        grouped = [id for group in statement.source_groups for id in group]
        assert sorted(grouped) == sorted(statement.documents)
    edges = graph.to_networkx().edges(data=True)
    proofs = sum(len(r.evidence) for e in corpus for r in e.relations)
    assert sum(len(edge["evidence"]) for _, _, edge in edges) == proofs


@few
@given(corpora, st.sampled_from(["country:A", "country:B", "a", "b", "कीव", "none"]))
def test_a_query_finds_what_a_search_through_all_finds(
    corpus: list[Extraction], name: str
) -> None:
    """The index leaves nothing out."""
    graph = KnowledgeGraph(corpus)
    called = {
        entity.id
        for extraction in corpus
        for r in extraction.relations
        for entity in (*extraction.entities, r.subject, r.object, r.attributed_to)
        if entity is not None and name in (entity.id, entity.name)
    } | {e.id for d in corpus for e in d.entities if name in (e.id, e.name)}
    wanted = sum(
        s.subject.id in called
        or (s.predicate == "meets_with" and s.object.id in called)
        for s in graph.statements
        for _ in s.claims
    )
    assert len(graph.relations(subject=name)) == wanted


def _reading(**values: object) -> Extraction:
    """Return a reading with one claim in it."""
    one = Entity("country:A", "COUNTRY", "A")
    relation = Relation(one, "attacks", Entity("country:B", "COUNTRY", "B"))
    return replace(Extraction("d", "en", (one,), (relation,)), **values)


def _claim(**values: object) -> Relation:
    """Return the claim of such a reading, changed."""
    return replace(_reading().relations[0], **values)


nan = float("nan")
ROLE = Qualifier(None, "x", 0, 1)


@pytest.mark.parametrize("score", [float("nan"), float("inf"), -1, None, "high"])
def test_a_score_that_is_none_is_put_right_and_told(
    score: object, tmp_path: Path
) -> None:
    """Such a document is added once, and can be saved."""
    reading = _reading()
    bad = replace(reading, relations=(replace(reading.relations[0], score=score),))
    graph = KnowledgeGraph([bad, bad])
    (statement,) = graph.statements
    assert statement.score in (0, 1)
    assert "taken as" in graph.documents[0].warnings[0]
    graph.save(tmp_path / "g.jsonl")
    loaded = KnowledgeGraph.load(tmp_path / "g.jsonl")
    loaded.add(bad)
    assert len(loaded.documents) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": None}, "id is None, not a text"),
        ({"lang": 7}, "lang is 7, not a text"),
        ({"text": b"x"}, "text is b'x'"),
        ({"date": 2024}, "date is 2024"),
        ({"entities": ("A",)}, "'A' is no Entity"),
        ({"entities": (Entity("x", "ORG", None),)}, "name is None"),
        ({"relations": ({},)}, "no Relation"),
        ({"relations": (_claim(predicate=""),)}, "relation '' is empty"),
        ({"relations": (_claim(why=(5,)),)}, "why is 5, not a text"),
        ({"relations": (_claim(qualifiers=({},)),)}, "no Qualifier"),
        ({"relations": (_claim(qualifiers=(ROLE,)),)}, "Qualifier: role is None"),
        ({"entities": (Entity("x", "ORG", "X", 5),)}, "kb_id is 5, not a text"),
        ({"mentions": ({"start": 0},)}, "no Mention"),
        (
            {"mentions": (Mention(0.5, 1, "x", "ORG", "x"),)},
            "start is 0.5, not a whole",
        ),
        ({"mentions": (Mention(0, 1, "x", "ORG", None),)}, "entity_id is None"),
    ],
)
def test_what_cannot_be_guessed_is_one_clear_error(
    change: dict[str, object], reason: str
) -> None:
    """The message names the document and the place; the graph stays as it was."""
    graph = KnowledgeGraph([_reading()])
    with pytest.raises(ValueError, match=rf"^document .*{reason}"):
        graph.add(_reading(**{"id": "e", **change}))
    assert len(graph.documents) == 1


def test_something_else_is_no_document() -> None:
    """A text is to be read first."""
    with pytest.raises(TypeError, match="takes an Extraction, not 'Moscow'"):
        KnowledgeGraph(["Moscow"])
    bad = replace(_reading().relations[0], modality="sure")
    with pytest.raises(ValueError, match="modality 'sure'; known: asserted"):
        KnowledgeGraph([_reading(relations=(bad,))])


def test_what_is_missing_in_the_small_is_put_right(tmp_path: Path) -> None:
    """NaN and None are left out, a number is its text; then every format holds it."""
    amounts = (Qualifier("value", "x", 0, 1, nan), Qualifier("value", "y", 0, 1, 5.5))
    proof = Evidence("d", "en", 0, 1, "x", None, None)
    reading = _reading(
        entities=(Entity("country:A", "COUNTRY", "A", names=(None, "A")),),
        relations=(_claim(qualifiers=amounts, evidence=(proof,)),),
        mentions=(Mention(0, 1, "x", "COUNTRY", "country:A", None, nan),),
    )
    graph = KnowledgeGraph([reading])
    (found,) = graph.documents
    assert found.entities[0].names == ("A",)
    assert [q.value for q in found.relations[0].qualifiers] == [None, "5.5"]
    assert found.relations[0].evidence[0].cue == ""
    assert (found.mentions[0].source, found.mentions[0].score) == ("", 0)
    for exporter in exporters().values():
        if exporter.write is not None:
            graph.write(tmp_path / exporter.name, format=exporter.name)
    graph.add(reading)
    assert len(graph.documents) == 1


def test_lists_and_one_text_do_for_tuples() -> None:
    """What JSON or a hurried hand gives is taken as meant."""
    one = Entity("country:A", "COUNTRY", "A", names=["A", "Ay"], why="known")
    graph = KnowledgeGraph([_reading(entities=[one], mentions=[])])
    (entity, _) = graph.entities
    assert (entity.names, entity.why) == (("A", "Ay"), ("known",))


def test_a_name_of_a_hundred_kilobytes_is_a_name(tmp_path: Path) -> None:
    """It goes in, is found, and comes out."""
    name = "नाव\x00" * 25_000
    long = Entity("country:A", "COUNTRY", name, names=(name,))
    relation = replace(_reading().relations[0], subject=long)
    graph = KnowledgeGraph([_reading(entities=(long,), relations=(relation,))])
    assert len(graph.relations(subject=name)) == 1
    graph.save(tmp_path / "g.jsonl")
    assert KnowledgeGraph.load(tmp_path / "g.jsonl").entities == graph.entities


def test_half_characters_are_saved(tmp_path: Path) -> None:
    """Broken JSON gives them; the file is good JSON and UTF-8 all the same."""
    graph = KnowledgeGraph([_reading(text="half \ud83d of one")])
    graph.save(tmp_path / "g.jsonl")
    row = json.loads((tmp_path / "g.jsonl").read_text(encoding="utf-8"))
    assert row["text"] == "half \ud83d of one"
    assert KnowledgeGraph.load(tmp_path / "g.jsonl").documents == graph.documents


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"[" * 100_000, b'{"schema_version": 1, "id": "x"}', b"null"]
)
def test_a_file_that_is_no_graph_is_told_with_its_line(
    data: bytes, tmp_path: Path
) -> None:
    """Bytes, depth, missing keys: the first bad line is named."""
    path = tmp_path / "g.jsonl"
    KnowledgeGraph([_reading()]).save(path)
    path.write_bytes(path.read_bytes() + data)
    with pytest.raises(FormatError, match=r"g\.jsonl:2: "):
        KnowledgeGraph.load(path)


def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """Half a graph never takes the place of a whole one."""
    path = tmp_path / "g.jsonl"
    KnowledgeGraph([_reading()]).save(path)
    before = path.read_bytes()
    bad = KnowledgeGraph([_reading(warnings=(b"x",))])
    with pytest.raises(TypeError):
        bad.save(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_merging_two_readings_of_one_document_adds_nothing() -> None:
    """It is told before anything is added."""
    graph = KnowledgeGraph([_reading()])
    other = KnowledgeGraph([_reading(id="c"), _reading(date="2024-05-31")])
    with pytest.raises(ValueError, match="'d' is in both graphs"):
        graph.merge(other)
    assert [document.id for document in graph.documents] == ["d"]
    graph.merge(other, replace=True)
    assert graph.documents[1].date == "2024-05-31"
