"""Measure names/ on the pairs of the data folder that no model is trained on.

    python benchmarks/names/quality.py DATA_FOLDER [weapons] [cases] [candidates]
        [translit]

``weapons``: the pairs of weapon names, by compare alone and with the catalogue;
``cases``: nomenklatura's own labelled pairs; ``candidates``: how many pairs of one
person the index of ``cluster`` proposes, and at how many comparisons; ``translit``: how
often the romanised forms of one name are alike. The person pairs need models that did
not see the people: ``training/names/train_pairs.py --check``.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

from entityx.names import PersonClusters, compare
from entityx.names.cluster import QUICK, THOROUGH
from entityx.names.compare import compare_spelling


def f1(rows: list[tuple[bool, bool]]) -> str:
    right = sum(gold and found for gold, found in rows)
    found, gold = sum(f for _, f in rows), sum(g for g, _ in rows)
    precision, recall = right / max(1, found), right / max(1, gold)
    value = 2 * precision * recall / max(1e-9, precision + recall)
    return f"n {len(rows)}  P {precision:.3f}  R {recall:.3f}  F1 {value:.3f}"


def cases(folder: Path) -> None:
    types = {
        "Person": "PERSON",
        "Company": "ORG",
        "Organization": "ORG",
        "LegalEntity": "ORG",
    }
    groups = defaultdict(list)
    wrong = []
    with (folder / "nk_name_bench_cases.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            gold = row["is_match"] == "true"
            kind = types.get(row["schema"], "ORG")
            match = compare(row["name1"], row["name2"], type=kind)
            groups["all"].append((gold, match.same))
            groups[row["schema"]].append((gold, match.same))
            if gold != match.same:
                wrong.append(
                    (
                        row["schema"],
                        gold,
                        round(match.score, 2),
                        row["name1"],
                        row["name2"],
                    )
                )
    for name, rows in groups.items():
        print(f"cases {name:14} {f1(rows)}")
    if "--wrong" in sys.argv:
        for row in wrong:
            print(*row, sep=" | ")


def weapons(folder: Path) -> None:
    rows = defaultdict(lambda: [0, 0, 0])
    wrong = []
    with gzip.open(folder / "weapon_pairs_dev.csv.gz", "rt", encoding="utf8") as lines:
        for row in csv.DictReader(lines):
            names = row["name1"], row["name2"]
            match = compare(*names, type="WEAPON")
            same = match.same
            count = rows[row["kind"]]
            spelled = compare_spelling(*names, "WEAPON").same
            for at, value in enumerate((1, spelled, same)):
                count[at] += value
            if same != (row["label"] == "1"):
                wrong.append((row["kind"], *names, match.why))
    for kind, (n, alone, listed) in sorted(rows.items()):
        print(
            f"weapons {kind:18} n {n}  accepted by spelling {alone / n:.4f}"
            f"  with the catalogue {listed / n:.4f}"
        )
    if "--wrong" in sys.argv:
        for row in wrong:
            if row[0] != "alias_auto":
                print(*row, sep=" | ")


def candidates(folder: Path) -> None:
    with gzip.open(folder / "person_clusters_dev.jsonl.gz", "rt") as lines:
        people = [json.loads(line)["names"] for line in lines]
    names = sorted({name["name"] for names in people for name in names})
    with gzip.open(folder / "person_pairs_dev.csv.gz", "rt", encoding="utf8") as lines:
        gold = [row for row in csv.DictReader(lines) if row["label"] == "1"]
    for search in (QUICK, THOROUGH):
        found = PersonClusters(search=search)
        for name in names:
            found.roster.add(name)
        pairs = set(map(tuple, found.candidates().tolist()))
        number = found.roster.number
        recall = defaultdict(list)
        for row in gold:
            pair = sorted((number[row["name1"]], number[row["name2"]]))
            recall[row["kind"]].append(tuple(pair) in pairs)
        share = 100 * len(pairs) / (len(names) * (len(names) - 1) / 2)
        shown = (f"{kind} {sum(hit) / len(hit):.3f}" for kind, hit in recall.items())
        print(f"{search}, {share:.2f} % of all comparisons:", *shown)


def translit(folder: Path) -> None:
    from rapidfuzz.fuzz import ratio

    from entityx.names.keys import skeleton, smooth, split_raw
    from entityx.names.romanise import romanise

    def roman(text: str) -> str:
        return " ".join(romanise(word) for word in split_raw(text))

    for path in sorted(folder.glob("translit_*.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf8") as lines:
            pairs = [line.rstrip("\n").split("\t") for line in lines][::40]
        alike = bones = 0
        for left, right in pairs:
            a, b = smooth(roman(left)), smooth(roman(right))
            alike += ratio(a, b) >= 80
            bones += skeleton(a) == skeleton(b)
        print(
            f"{path.name:26} n {len(pairs)}  alike {alike / len(pairs):.3f}"
            f"  one skeleton {bones / len(pairs):.3f}"
        )


def main() -> None:
    folder = Path(sys.argv[1])
    wanted = [arg for arg in sys.argv[2:] if not arg.startswith("-")]
    for run in (weapons, cases, candidates, translit):
        name = run.__name__
        if not wanted or name in wanted:
            run(folder)


if __name__ == "__main__":
    main()
