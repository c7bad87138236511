"""Matrices are multiplied by numpy where a pipeline's config asks for it."""

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import fix_random_seed, load_model_from_config

TEXT = "Iran sold 300 drones to Russia."
CALLBACK = {"@callbacks": "entityx_numpy_matrices.v1"}


def make_tagger(callback: dict[str, str] | None) -> Language:
    """Build a pipeline with random weights from its config."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    config = nlp.config.copy()
    config["nlp"]["after_pipeline_creation"] = callback
    made = load_model_from_config(config)
    made.get_pipe("tagger").add_label("NOUN")
    made.get_pipe("tagger").add_label("VERB")
    fix_random_seed(0)
    made.initialize()
    return made


def tags(nlp: Language) -> list[str]:
    """Return the tags of the sentence."""
    doc: Doc = nlp(TEXT)
    return [token.tag_ for token in doc]


def test_config_names_the_callback_and_a_saved_pipeline_keeps_it(tmp_path):
    """The callback survives saving; its tags are those of thinc's own matrices."""
    plain = make_tagger(None)
    quick = make_tagger(CALLBACK)
    quick.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    for nlp, blis in ((plain, True), (quick, False), (again, False)):
        layers = list(nlp.get_pipe("tagger").model.walk())
        assert {layer.ops.use_blis for layer in layers} == {blis}
    assert tags(plain) == tags(quick) == tags(again)
