"""Find the few known names that are worth comparing with a new one.

An index from keys to names: the folded name first, then skeletons of its words, the
glued skeleton, the acronym and the designation. It proposes and never decides.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .designations import parse
from .keys import acronym, fold, romanise, skeleton
from .organisations import parse_group
from .persons import parse_person

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOO_COMMON = 400


def name_keys(name: str, type: str) -> frozenset[str]:
    """Give the keys under which a name of this type is kept and asked for.

    Args:
        name: The name as it stands in a text.
        type: The entity type.
    """
    if type == "PERSON":
        return frozenset(_person_keys(name))
    if type == "WEAPON":
        return frozenset(_weapon_keys(name))
    return frozenset(_group_keys(name, "LOC" if type in ("LOC", "COUNTRY") else "ORG"))


def _person_keys(name: str) -> Iterator[str]:
    words = parse_person(name).words
    for one in words:
        if len(one.bones) > 1 or len(words) < 3:
            yield one.bones


def _weapon_keys(name: str) -> Iterator[str]:
    found = parse(name)
    words = fold(name).split()
    if found is not None:
        yield f"{found.letters}-{found.number}"
        words = found.nickname.split()
    for text in words:
        if not text.isdigit() and len(text) > 2:
            yield skeleton(romanise(text))


def _group_keys(name: str, kind: str) -> Iterator[str]:
    group = parse_group(name, kind)
    for text in group.core:
        yield skeleton(romanise(text))
    short = acronym(group.core)
    for key in (group.acronym_of, short if len(short) > 2 else "", *group.acronyms):
        if key:
            yield "#" + key
    plain = group.folded.replace(" ", "")
    if len(plain) <= 8:
        yield "#" + plain


class Index:
    """Keep names under their keys.

    Args:
        type: The entity type of all names in this index.
    """

    def __init__(self, type: str) -> None:
        self.type = type
        self._posts: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, name: str) -> None:
        """Keep a name under a number.

        Args:
            number: What ``ask`` gives back.
            name: The name.
        """
        for key in name_keys(name, self.type):
            self._posts[key].append(number)

    def ask(self, name: str, *, limit: int = 24) -> list[int]:
        """Give the numbers whose names share the rarest keys, best first.

        Args:
            name: The name to find.
            limit: How many at most.
        """
        weight: dict[int, float] = defaultdict(float)
        for key in sorted(name_keys(name, self.type)):
            posts = self._posts.get(key, ())
            if 0 < len(posts) <= _TOO_COMMON:
                for number in posts:
                    weight[number] += 1.0 / (4 + len(posts)) + 0.1
        return sorted(weight, key=lambda number: (-weight[number], number))[:limit]
