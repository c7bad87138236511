"""Fixtures that many tests share."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from entityx.types import (
    Entity,
    Evidence,
    Extraction,
    Mention,
    Qualifier,
    Relation,
)

# A busy machine is no fault of the code.
settings.register_profile(
    "busy", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy")

ROOT = Path(__file__).resolve().parent.parent

ENTITIES = {
    e.name: e
    for e in (
        Entity("country:RU", "COUNTRY", "Russia", "RU", ("Russia", "Moscow"), True),
        Entity("country:KP", "COUNTRY", "North Korea", "KP", ("Pyongyang",), True),
        Entity("country:UA", "COUNTRY", "Ukraine", "UA", ("Ukraine",), True),
        Entity("country:US", "COUNTRY", "United States", "US", ("Washington",), True),
        Entity("weapon:artillery-shell", "WEAPON", "artillery shell", known=True),
        Entity("person:ann-doe", "PERSON", "Ann Doe", names=("Ann Doe", "Doe")),
    )
}


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture
def make_relation() -> Callable[..., Relation]:
    """Return a maker of relations between entities of ``ENTITIES``, by name."""

    def make(
        subject: str = "Russia",
        predicate: str = "buys_from",
        object: str = "North Korea",
        *,
        doc_id: str = "d1",
        said: str | None = None,
        text: str = "Moscow buys shells.",
        **values: object,
    ) -> Relation:
        shells = Qualifier("weapon", "shells", 12, 18, None, "weapon:artillery-shell")
        relation = Relation(
            ENTITIES[subject],
            predicate,
            ENTITIES[object],
            attributed_to=None if said is None else ENTITIES[said],
            qualifiers=(shells,),
            evidence=(
                Evidence(doc_id, "en", 0, len(text), text, "buy", "buys_from/1"),
            ),
            score=0.75,
        )
        return replace(relation, **values)

    return make


@pytest.fixture
def make_extraction(
    make_relation: Callable[..., Relation],
) -> Callable[..., Extraction]:
    """Return a maker of readings; each claim is a dict for ``make_relation``."""

    def make(id: str = "d1", *claims: dict[str, object]) -> Extraction:
        relations = tuple(
            make_relation(doc_id=id, **claim) for claim in claims or ({},)
        )
        ends = [
            e for r in relations for e in (r.subject, r.object, r.attributed_to) if e
        ]
        found = {e.id: e for e in (*ends, ENTITIES["artillery shell"])}
        return Extraction(
            id=id,
            lang="en",
            entities=tuple(found.values()),
            relations=relations,
            mentions=(Mention(0, 6, "Moscow", "COUNTRY", ends[0].id, "gazetteer"),),
            date="2024-05-31",
        )

    return make


@pytest.fixture(scope="session")
def extractor() -> object:
    """Return the extractor with our trained pipeline; only for tests marked model."""
    import entityx

    return entityx.load()


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fresh environment into which our wheel is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir"]
    subprocess.run([*build, folder, ROOT], check=True, capture_output=True, timeout=300)
    (wheel,) = folder.glob("entityx-*.whl")
    env = folder / "env"
    venv = [sys.executable, "-m", "venv", "--without-pip", env]
    subprocess.run(venv, check=True, timeout=120)
    python = env / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
    flags = ["--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*pip, *flags, wheel], check=True, timeout=120)
    # What entityx needs is taken from where the tests run; entityx itself is not,
    # since the fresh environment's own packages are found first.
    site = sysconfig.get_path("purelib", vars={"base": env, "platbase": env})
    shared = [path for path in sys.path if path.endswith("site-packages")]
    Path(site, "shared.pth").write_text("\n".join(shared), encoding="utf-8")
    return env


@pytest.fixture
def run() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Return a runner of ``python -m entityx`` in a process of its own."""

    def start(
        *args: str | Path, given: bytes = b"", cwd: Path = ROOT
    ) -> subprocess.CompletedProcess[bytes]:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "140"}
        command = [sys.executable, "-m", "entityx", *map(str, args)]
        return subprocess.run(
            command, input=given, capture_output=True, cwd=cwd, env=env, timeout=300
        )

    return start


@pytest.fixture(scope="session")
def tiny_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a tiny BERT with random weights; it spells words out."""
    torch = pytest.importorskip("torch", reason="needs the extra [train]")
    transformers = pytest.importorskip("transformers", reason="needs the extra [train]")
    folder = tmp_path_factory.mktemp("bert")
    signs = list("abcdefghijklmnopqrstuvwxyz0123456789.,-")
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocab = [*marks, *signs, *(f"##{sign}" for sign in signs)]
    (folder / "vocab.txt").write_text("\n".join(vocab), encoding="utf-8")
    tokenizer = transformers.BertTokenizerFast(str(folder / "vocab.txt"))
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(vocab),
        hidden_size=24,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=48,
        max_position_embeddings=1024,
        initializer_range=0.3,
    )
    transformers.BertModel(config).save_pretrained(folder)
    return folder
