"""A language is added by one file: Hindi, without a trained model.

The file stands in ``examples/hindi``; it is a user's folder of patterns like any other.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

import entityx
from entityx.errors import PatternError
from entityx.patterns import home, load_patterns

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def hindi() -> entityx.Extractor:
    """Return an extractor for Hindi."""
    folder = home("examples") / "hindi"
    return entityx.load(["hi"], patterns=[folder], model=spacy.blank("hi"))


@pytest.mark.parametrize(
    ("text", "triple", "negated", "modality"),
    [
        (
            "रूस ने उत्तर कोरिया से मिसाइलें खरीदी हैं।",
            ("Russia", "buys_from", "North Korea"),
            False,
            "asserted",
        ),
        (
            "ईरान ने रूस को ड्रोन बेचे।",
            ("Russia", "buys_from", "Iran"),
            False,
            "asserted",
        ),
        (
            "भारत ने ईरान से मिसाइलें नहीं खरीदीं।",
            ("India", "buys_from", "Iran"),
            True,
            "asserted",
        ),
        (
            "रूस की सेना ने यूक्रेन पर हमला किया।",
            ("Russia", "attacks", "Ukraine"),
            False,
            "asserted",
        ),
        (
            "चीन रूस का समर्थन करेगा।",
            ("China", "supports", "Russia"),
            False,
            "planned",
        ),
        (
            "व्लादिमीर पुतिन ने किम जोंग उन से मुलाकात की।",
            ("Kim Jong Un", "meets_with", "Vladimir Putin"),
            False,
            "asserted",
        ),
    ],
)
def test_one_file_reads_a_new_language(
    hindi: entityx.Extractor,
    text: str,
    triple: tuple[str, str, str],
    negated: bool,
    modality: str,
) -> None:
    """Roles, denial and plans come out, under the same names as in English."""
    found = hindi.read(text, lang="hi")
    assert found.triples == [triple]
    assert found.relations[0].negated is negated
    assert found.relations[0].modality == modality
    assert not found.warnings


def test_without_the_file_only_names_are_read(extractor: entityx.Extractor) -> None:
    """A language that has none is no error, and says that it was not read."""
    found = extractor.read("रूस ने उत्तर कोरिया से मिसाइलें खरीदी हैं।", lang="hi")
    assert {"Russia", "North Korea"} <= {entity.name for entity in found.entities}
    assert not found.relations
    assert "relations were not read" in found.warnings[0]


def test_frame_of_a_predicate_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A wrong frame names its file, and the predicate that was meant."""
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "zz.toml").write_text(
        "[[frames]]\n"
        'predicate = "buys_form"\nsubject = ["agent"]\nobject = ["source"]\n'
    )
    with pytest.raises(PatternError, match=r"zz\.toml.*'buys_form'.*'buys_from'"):
        load_patterns([tmp_path])
