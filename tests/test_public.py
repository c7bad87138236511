"""The public page is complete, sorted, and quick to import."""

import subprocess
import sys
from pathlib import Path

import pytest

import entityx


def test_every_public_name_is_there() -> None:
    """``__all__`` is sorted, documented, and each name can be had."""
    assert list(entityx.__all__) == sorted(entityx.__all__)
    for name in entityx.__all__:
        assert getattr(entityx, name).__doc__
        assert name in dir(entityx)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """What is not there is told as Python does."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = entityx.nothing


@pytest.mark.parametrize(
    "code",
    [
        "import entityx",
        "import entityx; entityx.KnowledgeGraph; entityx.Relation; entityx.detect",
        "import entityx.graph, entityx.export, entityx.evaluate",
        "import entityx.cli",
    ],
)
def test_importing_does_not_pay_for_what_is_not_used(code: str, root: Path) -> None:
    """spaCy, networkx and numpy are loaded when they are needed."""
    heavy = "{'spacy', 'thinc', 'networkx', 'numpy', 'py3langid'}"
    check = f"import sys; {code}; sys.exit({heavy} & set(sys.modules) or 0)"
    subprocess.run([sys.executable, "-c", check], check=True, cwd=root, timeout=60)


def test_names_need_numpy_and_nothing_heavier(root: Path) -> None:
    """Names are usable alone, without spaCy."""
    heavy = "{'spacy', 'thinc', 'networkx', 'py3langid'}"
    check = f"import sys, entityx.names; sys.exit({heavy} & set(sys.modules) or 0)"
    subprocess.run([sys.executable, "-c", check], check=True, cwd=root, timeout=60)
