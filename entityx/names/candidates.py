"""Find the few known names that are worth comparing with a new one.

An index from keys to names: the folded name first, then skeletons of its words, the
glued skeleton, the acronym and the designation. It proposes and never decides.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .designations import parse
from .keys import acronym, fold, skeleton, tokens
from .organisations import parse_group
from .persons import parse_person
from .romanise import romanise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TOO_COMMON = 400
_FEW = 3


def keys(name: str) -> frozenset[str]:
    """Give the keys under which a name can be found again.

    Args:
        name: The name as it stands in a text.

    Returns:
        The skeleton of every word that has two consonants or more.
    """
    bones = (skeleton(romanise(word)) for word in tokens(name))
    return frozenset(key for key in bones if len(key) > 1)


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
    """Give the skeleton of every word, and of the whole in two orders."""
    for form in parse_person(name).forms:
        words = form.words
        for one in words:
            if len(one.bones) > 1 or len(words) < _FEW:
                yield one.bones
        if len(words) > 1:
            yield "+" + "".join(sorted(one.bones for one in words))
            yield "=" + "".join(one.bones for one in words)


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

    def add(self, number: int, name: str, *, keys: Iterable[str] | None = None) -> None:
        """Keep a name under a number.

        Args:
            number: What ``ask`` gives back.
            name: The name.
            keys: Its ``name_keys`` where they are known already.
        """
        for key in name_keys(name, self.type) if keys is None else keys:
            self._posts[key].append(number)

    def ask(self, name: str, *, limit: int = 24, shared: int = 1) -> list[int]:
        """Give the numbers whose names share the rarest keys, best first.

        Args:
            name: The name to find.
            limit: How many at most.
            shared: How many keys must be shared; a name's keys as a whole count twice.
        """
        weight: dict[int, float] = defaultdict(float)
        count: dict[int, int] = defaultdict(int)
        for key in sorted(name_keys(name, self.type)):
            posts = self._posts.get(key, ())
            if 0 < len(posts) <= _TOO_COMMON:
                for number in posts:
                    weight[number] += 1.0 / (4 + len(posts)) + 0.1
                    count[number] += 2 if key[0] in "+=" else 1
        found = [number for number in weight if count[number] >= shared]
        return sorted(found, key=lambda number: (-weight[number], number))[:limit]
