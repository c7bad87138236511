"""Write the keys of all bundled names into ``models/names/keys``, one file a kind.

    python make_keys.py MODELS_FOLDER

To be run again when names were added to ``patterns/entities`` or the keys changed: a
name that is missing there is only slower to index.
"""

from __future__ import annotations

import sys
from pathlib import Path

from entityx.names.candidates import name_keys
from entityx.names.known import FILES
from entityx.names.resolve import KINDS
from entityx.names.tables import read_entities


def strong_names(rows: list[dict]) -> list[str]:
    names = {row["name"] for row in rows}
    for row in rows:
        names.update(name for part in row.get("names", {}).values() for name in part)
    return sorted(name for name in names if "\t" not in name)


def main() -> None:
    folder = Path(sys.argv[1]) / "names" / "keys"
    folder.mkdir(exist_ok=True)
    for type, stem in FILES.items():
        lines = [
            "\t".join([name, *sorted(name_keys(name, type))])
            for name in strong_names(read_entities(stem))
        ]
        path = folder / f"{KINDS[type]}.tsv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(lines)} names")


if __name__ == "__main__":
    main()
