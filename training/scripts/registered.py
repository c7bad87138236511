"""Register all parts that the configs name; the target of ``spacy train --code``."""

import sys
from pathlib import Path

# spaCy loads this file by its path, so its neighbours must be made importable.
sys.path.insert(0, str(Path(__file__).parent))

import augment  # noqa: F401  registers the augmenters
import teacher_arch  # noqa: F401  registers the joined encoder
