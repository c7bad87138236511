"""Make the key of an entity's id out of its name."""

from __future__ import annotations

import unicodedata

LATIN = 0x0700


def fold_id(name: str) -> str:
    """Return a name as the key of an id: "Sergei Shoigu" -> "sergei-shoigu"."""
    text = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(
        c if c.isalnum() or ord(c) > LATIN else " "
        for c in text
        if ord(c) > LATIN or not unicodedata.combining(c)
    )
    return "-".join(kept.split()) or "unnamed"
