"""The same for configs with a transformer: needs torch and spacy-transformers."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import base  # noqa: F401  registers what belongs to the transformer
import registered  # noqa: F401  registers the rest
