"""How many independent sources there are: copies of an article count once.

Two documents are copies where half of their word sequences are the same (MinHash over
shingles), whoever printed them. Of the claims of one statement, those stand together
that come from copies, use the same sentence, repeat one speaker, or are one publisher's
own words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from rensa import RMinHash

    from entityx.statement import Claim
    from entityx.types import Extraction

_WORDS_IN_SHINGLE = 4
_ALIKE = 0.5
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 1
# Two authors do not happen to write the same sentence of this many words.
_WORDS_OF_A_COPY = 8
# Signs of Chinese and Japanese are words of their own.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")


class Sets:
    """Put things together that belong together; the order of telling does not matter.

    Example:
        >>> sets = Sets()
        >>> sets.join("b", "a")
        >>> sets.find("a") == sets.find("b")
        True
    """

    def __init__(self) -> None:
        self._parents: dict[object, object] = {}

    def find(self, item: object) -> object:
        """Return the one that stands for everything that an item belongs with.

        Args:
            item: Anything that can be a key.
        """
        parents = self._parents
        root = item
        while (above := parents.get(root, root)) != root:
            root = above
        while item != root:
            parents[item], item = root, parents[item]
        return root

    def join(self, one: object, other: object) -> None:
        """Say that two things belong together.

        Args:
            one: Anything that can be a key.
            other: The same.
        """
        self._parents[self.find(one)] = self.find(other)


class Copies:
    """Tell which documents are copies of each other, one document after the other."""

    def __init__(self) -> None:
        # Imported here, since most who ask a graph for names never count its sources.
        from rensa import RMinHashLSH

        self._sets = Sets()
        self._lsh = RMinHashLSH(_ALIKE, _PERMUTATIONS, _BANDS)
        self._hashes: list[RMinHash] = []
        self._ids: list[str] = []
        self._exact: dict[bytes, str] = {}

    def add(self, extraction: Extraction) -> None:
        """Look for copies of a document among those that came before.

        Args:
            extraction: A document; where its text was dropped, the sentences that
                prove its relations stand for it.
        """
        words = _words(_body(extraction))
        if not words:
            return
        data = " ".join(words).encode()
        known = self._exact.setdefault(hashlib.sha256(data).digest(), extraction.id)
        if known != extraction.id:
            self._sets.join(extraction.id, known)
            return
        found = _signature(words)
        for number in self._lsh.query(found):
            if (
                self._sets.find(extraction.id) != self._sets.find(self._ids[number])
                and found.jaccard(self._hashes[number]) >= _ALIKE
            ):
                self._sets.join(extraction.id, self._ids[number])
        self._lsh.insert(len(self._ids), found)
        self._ids.append(extraction.id)
        self._hashes.append(found)

    def group(self, document: str) -> object:
        """Return what is equal for all copies of a document.

        Args:
            document: The document's id.
        """
        return self._sets.find(document)


def independent(claims: Iterable[Claim], copies: Copies) -> tuple[tuple[str, ...], ...]:
    """Group the documents of one statement, each group one independent source.

    Args:
        claims: The claims of the statement.
        copies: Which documents are copies of each other.

    Returns:
        Ids of documents, sorted in each group, the groups by their first document.
    """
    sets, documents = Sets(), set()
    for claim in claims:
        documents.add(claim.document)
        for voice in _voices(claim, copies):
            sets.join(("document", claim.document), voice)
    groups: dict[object, list[str]] = {}
    for document in sorted(documents):
        groups.setdefault(sets.find(("document", document)), []).append(document)
    return tuple(tuple(group) for group in groups.values())


def _voices(claim: Claim, copies: Copies) -> Iterator[tuple[str, object]]:
    """Name everything by which a claim may be somebody else's claim told again."""
    yield "copy", copies.group(claim.document)
    said = claim.relation.attributed_to
    if said is not None:
        yield "speaker", said.id
    elif claim.source:
        yield "publisher", publisher(claim.source)
    for proof in claim.relation.evidence:
        words = _words(proof.text)
        if len(words) >= _WORDS_OF_A_COPY:
            yield "sentence", " ".join(words)


@lru_cache(maxsize=4096)
def publisher(source: str) -> str:
    """Return who published something: the host of an address, or the name.

    Args:
        source: A name or an address.

    Example:
        >>> publisher("https://www.example.org/news/1"), publisher("The  Daily Example")
        ('example.org', 'the daily example')
    """
    name = " ".join(source.casefold().split())
    try:
        host = urlsplit(name).hostname
    except ValueError:  # brackets that hold no IPv6 address
        host = None
    return (host or name).removeprefix("www.")


def _body(extraction: Extraction) -> str:
    """Return the text by which a document is compared."""
    if extraction.text is not None:
        return extraction.text
    proofs = {p.start: p.text for r in extraction.relations for p in r.evidence}
    return " ".join(text for _, text in sorted(proofs.items()))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _signature(words: list[str]) -> RMinHash:
    """Return the MinHash of all sequences of a few words."""
    from rensa import RMinHash

    runs = zip(*(words[n:] for n in range(_WORDS_IN_SHINGLE)), strict=False)
    shingles = [" ".join(run) for run in runs] or [" ".join(words)]
    found = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    found.update(shingles)
    return found
