"""What in a reading stands for what in the annotation of the same document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from entityx.text import fold

Row = Mapping[str, Any]
Span = tuple[int, int]

TYPES = ("COUNTRY", "LOC", "ORG", "PERSON", "WEAPON")
_HALF = 0.5
_SAME_NAME = 100


@dataclass(slots=True)
class Tally:
    """Count what is right, extra and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, other: Self) -> None:
        """Add the counts of another tally.

        Args:
            other: What to add.
        """
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float:
        """Return the share of what there is that was found."""
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return share(2 * self.precision * self.recall, self.precision + self.recall)

    def to_dict(self) -> dict[str, float]:
        """Return figures and counts as JSON values."""
        return {
            "p": round(self.precision, 4),
            "r": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "tp": self.right,
            "fp": self.extra,
            "fn": self.missed,
        }


def compare_mentions(gold: Row, system: Row) -> dict[str, Tally]:
    """Count mentions by type; a match has the type and half of the longer span.

    Args:
        gold: The annotated document.
        system: What was read out of it.
    """
    wanted, free = _mentions(gold), dict(enumerate(_mentions(system)))
    tallies: dict[str, Tally] = defaultdict(Tally)
    for place, kind in wanted:
        able = [
            (-_overlap(place, other), index)
            for index, (other, other_kind) in free.items()
            if other_kind == kind and _overlap(place, other) >= _HALF
        ]
        if able:
            tallies[kind].right += 1
            del free[min(able)[1]]
        else:
            tallies[kind].missed += 1
    optional = [span_of(mention) for mention in gold.get("optional_mentions", ())]
    for place, kind in free.values():
        within = any(
            other != place and other[0] <= place[0] and place[1] <= other[1]
            for other, _ in wanted
        )
        if not within and not any(shared(place, other) > 0 for other in optional):
            tallies[kind].extra += 1
    return tallies


def align(gold: Row, system: Row) -> dict[str, str]:
    """Find the annotated entity of each entity that was read, one to one.

    Args:
        gold: The annotated document.
        system: What was read out of it.

    Returns:
        Annotated ids by read ids; the same name counts more than shared mentions.
    """
    weights: dict[tuple[str, str], int] = {}
    for one in gold["entities"]:
        places = [span_of(mention) for mention in one["mentions"]]
        for other in system["entities"]:
            spans = [span_of(mention) for mention in other.get("mentions", ())]
            shared = sum(
                any(_overlap(place, span) >= _HALF for span in spans)
                for place in places
            )
            same = fold(one["name"]) == fold(str(other.get("name") or ""))
            if shared or same:
                weights[one["id"], other["id"]] = shared + _SAME_NAME * same
    partner: dict[str, str] = {}
    for one_id, other_id in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        if other_id not in partner and one_id not in partner.values():
            partner[other_id] = one_id
    return partner


def compare_names(gold: Row, system: Row, partner: Mapping[str, str]) -> Tally:
    """Count the found entities whose name or code is right.

    Args:
        gold: The annotated document.
        system: What was read out of it.
        partner: What ``align`` returned.
    """
    wanted = {entity["id"]: entity for entity in gold["entities"]}
    found = {entity["id"]: entity for entity in system["entities"]}
    tally = Tally()
    for other_id, one_id in partner.items():
        one, other = wanted[one_id], found[other_id]
        code = one.get("kb_id")
        names = {fold(name) for name in (one["name"], *one.get("accept", ()))}
        right = fold(str(other.get("name") or "")) in names
        if right or (code is not None and other.get("kb_id") == code):
            tally.right += 1
        else:
            tally.extra += 1
    return tally


def _mentions(row: Row) -> list[tuple[Span, str]]:
    """Return the places and types of a document's mentions."""
    return [
        (span_of(mention), entity["type"])
        for entity in row["entities"]
        if entity["type"] in TYPES
        for mention in entity.get("mentions", ())
    ]


def span_of(mention: Mapping[str, int] | Sequence[int]) -> Span:
    """Return where a mention or evidence stands.

    Args:
        mention: A row with ``start`` and ``end``, or the two numbers.
    """
    if isinstance(mention, Mapping):
        return int(mention["start"]), int(mention["end"])
    return int(mention[0]), int(mention[1])


def shared(one: Span, other: Span) -> int:
    """Return how many characters two spans share; negative where they are apart.

    Args:
        one: A span.
        other: Another one.
    """
    return min(one[1], other[1]) - max(one[0], other[0])


def _overlap(one: Span, other: Span) -> float:
    """Return the shared part of the longer span, 0 to 1."""
    longer = max(one[1] - one[0], other[1] - other[0])
    return max(0.0, share(shared(one, other), longer))


def share(part: float, whole: float) -> float:
    """Divide, nothing by nothing being nothing.

    Args:
        part: What is divided.
        whole: What it is a part of.
    """
    return part / whole if whole else 0.0
