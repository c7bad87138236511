"""Register all parts that the configs name; the target of ``spacy train --code``."""

import sys
from pathlib import Path

# spaCy loads this file by its path, so its neighbours must be made importable.
sys.path.insert(0, str(Path(__file__).parent))

from thinc.api import NumpyOps, get_current_ops, set_current_ops

# BLIS, thinc's default, may know only plain code for a processor (AMD Zen 3:
# 18 GFLOPS); numpy's own library has a fast one (62 GFLOPS).
if type(get_current_ops()) is NumpyOps:
    set_current_ops(NumpyOps(use_blis=False))

import augment  # noqa: F401  registers the augmenters
import memory  # noqa: F401  registers the reader
import rates  # noqa: F401  registers the optimizer
import start  # noqa: F401  registers the start from a teacher

import entityx.transformer.architecture  # noqa: F401  registers the joined encoder
