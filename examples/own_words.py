"""Teach entityx a predicate and a weapon of one's own: two small files in a folder."""

import tempfile
from pathlib import Path

import entityx

PREDICATES = """
[predicates.expels_diplomats_of]
group = "diplomacy"
definition = "Subject orders diplomats of object to leave."
domain = ["COUNTRY"]
range = ["COUNTRY"]
[[predicates.expels_diplomats_of.frames]]
subject = ["agent"]
object = ["patient"]
en = {verb = ["expel"], noun = ["expulsion"]}
"""
WEAPONS = '{"id": "weapon:sea-wasp", "name": "Sea Wasp", "names": {"en": ["SW-9"]}}\n'
TEXTS = (
    "Poland has expelled 45 Russian diplomats.",
    "Turkey will sell twelve SW-9 drones to Egypt, the defence ministry said.",
)


def main() -> None:
    """Print what is read with the new words."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "entities").mkdir()
        Path(folder, "predicates.toml").write_text(PREDICATES)
        Path(folder, "entities", "weapons.jsonl").write_text(WEAPONS)
        ex = entityx.load(["en"], patterns=[folder])
        for relation in ex.extract(TEXTS).relations():
            weapons = [q.entity_id for q in relation.qualifiers if q.role == "weapon"]
            print(*relation.triple, relation.modality, weapons)


if __name__ == "__main__":
    main()
