"""How good readings are against annotated documents: precision, recall and F1.

Both sides are rows as ``entityx extract`` prints them. Counts are added up over all
documents. What the annotators marked optional is neither required nor punished.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from entityx.errors import FormatError
from entityx.matching import (
    Row,
    Tally,
    align,
    compare_mentions,
    compare_names,
    share,
    shared,
    span_of,
)
from entityx.text import fold

Key = tuple[str, str, str, bool]


class Ontology(Protocol):
    """Be anything that brings a triple of ids to its base form, like ``Patterns``."""

    @property
    def predicates(self) -> Mapping[str, Any]:
        """Return what is known of each predicate, by name."""

    def normal(self, subject: str, predicate: str, obj: str) -> tuple[str, str, str]:
        """Return the triple without inverse, symmetric ones sorted."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Be a triple that was missed, or found and not there."""

    kind: str
    document: str
    claim: str


class Evaluation:
    """Add up how the readings of documents compare with their annotation.

    Args:
        ontology: What knows inverse and symmetric predicates.
    """

    def __init__(self, ontology: Ontology) -> None:
        self.documents = 0
        self.mentions: dict[str, Tally] = defaultdict(Tally)
        self.triples: dict[str, Tally] = defaultdict(Tally)
        self.pairs = Tally()
        self.qualifiers = Tally()
        self.names = Tally()
        self.matched: Counter[str] = Counter()
        self.mistakes: list[Mistake] = []
        self._ontology = ontology

    def add(self, gold: Row, system: Row | None) -> None:
        """Compare one document.

        Args:
            gold: The annotated document.
            system: What was read out of it; None where nothing was.
        """
        system = system or {"entities": [], "triples": []}
        self.documents += 1
        for kind, tally in compare_mentions(gold, system).items():
            self.mentions[kind].add(tally)
        partner = align(gold, system)
        self.names.add(compare_names(gold, system, partner))
        itself = {entity["id"]: entity["id"] for entity in gold["entities"]}
        required = self._by_key([t for t in gold["triples"] if not _free(t)], itself)
        optional = self._by_key([t for t in gold["triples"] if _free(t)], itself)
        found = self._by_key(system.get("triples", ()), partner)
        self._compare_triples(required, optional, found, _Names(gold, system))
        self.pairs.add(_compare_pairs(required, optional, found))
        for key in required.keys() & found.keys():
            self._compare_claims(required[key], found[key], itself, partner)

    def _by_key(
        self, triples: Iterable[Row], partner: Mapping[str, str]
    ) -> dict[Key, list[Row]]:
        """Group triples by who, what, whom and whether it is denied."""
        grouped: dict[Key, list[Row]] = {}
        for triple in triples:
            # An entity that is nowhere in the annotation keeps a name of its own.
            ends = (str(triple[side]) for side in ("subject", "object"))
            subject, object_ = (partner.get(end, f"?{end}") for end in ends)
            predicate = triple["predicate"]
            base = (subject, predicate, object_)
            if self._knows(predicate):
                base = self._ontology.normal(subject, predicate, object_)
            key = (*base, bool(triple.get("negated", False)))
            grouped.setdefault(key, []).append(triple)
        return grouped

    def _knows(self, predicate: str) -> bool:
        """Tell whether a predicate, an inverse or an alias is in the ontology."""
        known = self._ontology.predicates
        return predicate in known or any(
            predicate == row.inverse or predicate in row.aliases
            for row in known.values()
        )

    def _compare_triples(
        self,
        required: Mapping[Key, object],
        optional: Mapping[Key, object],
        found: Mapping[Key, object],
        names: _Names,
    ) -> None:
        """Count triples by predicate, and note the mistakes."""
        for key in found:
            if key in required:
                self.triples[key[1]].right += 1
            elif key not in optional:
                self.triples[key[1]].extra += 1
                self.mistakes.append(names.mistake("extra", key))
        for key in required:
            if key not in found:
                self.triples[key[1]].missed += 1
                self.mistakes.append(names.mistake("missed", key))

    def _compare_claims(
        self,
        gold: Sequence[Row],
        found: Sequence[Row],
        itself: Mapping[str, str],
        partner: Mapping[str, str],
    ) -> None:
        """Compare what is said of a triple that both sides have."""
        self.matched["n"] += 1
        modality = _values(gold, "modality", {}) & _values(found, "modality", {})
        self.matched["modality"] += bool(modality)
        said = _values(gold, "attributed_to", {}) & _values(
            found, "attributed_to", partner
        )
        self.matched["attribution"] += bool(said)
        self.matched["evidence"] += any(
            shared(span_of(one), span_of(other)) > 0
            for triple in gold
            for one in triple.get("evidence", ())
            for row in found
            for other in row.get("evidence", ())
        )
        wanted, got = _qualifiers(gold, itself), _qualifiers(found, partner)
        self.qualifiers.add(
            Tally(len(wanted & got), len(got - wanted), len(wanted - got))
        )

    def to_dict(self) -> dict[str, Any]:
        """Return every figure as JSON values."""
        n = self.matched["n"]
        shares = {
            what: round(share(self.matched[what], n), 4)
            for what in ("modality", "attribution", "evidence")
        }
        named = self.names.right + self.names.extra
        return {
            "docs": self.documents,
            "mentions": _total(self.mentions).to_dict(),
            "mentions_by_type": _each(self.mentions),
            "names": {"accuracy": round(self.names.precision, 4), "n": named},
            "triples": _total(self.triples).to_dict(),
            "pairs": self.pairs.to_dict(),
            "triples_by_predicate": _each(self.triples),
            "on_matched": {"n": n, **shares, "qualifiers": self.qualifiers.to_dict()},
        }


def evaluate(
    gold: Iterable[Row], system: Mapping[str, Row], ontology: Ontology
) -> Evaluation:
    """Compare readings with annotated documents.

    Args:
        gold: Annotated documents.
        system: What was read, by document id.
        ontology: What knows inverse and symmetric predicates: ``load_patterns()``.

    Raises:
        FormatError: If a document is of another shape.
    """
    evaluation = Evaluation(ontology)
    for row in gold:
        try:
            evaluation.add(row, system.get(row["id"]))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            what = f"{type(error).__name__}: {error}"
            raise FormatError(f"document {row['id']!r}: wrong shape: {what}") from error
    return evaluation


def summary(evaluation: Evaluation) -> str:
    """Say the main figures in a few lines.

    Args:
        evaluation: What ``evaluate`` returned.
    """
    figures = evaluation.to_dict()
    lines = []
    for what in ("mentions", "triples", "pairs"):
        f = figures[what]
        counts = f"({f['tp']} right, {f['fp']} extra, {f['fn']} missed)"
        rates = f"P {f['p']:.3f}  R {f['r']:.3f}  F1 {f['f1']:.3f}"
        lines.append(f"{what:10} {rates}   {counts}")
    for kind, f in figures["mentions_by_type"].items():
        lines.append(f"  {kind:9} F1 {f['f1']:.3f}")
    names, said = figures["names"], figures["on_matched"]
    lines.append(f"names      {names['accuracy']:.3f} of {names['n']}")
    lines.append(
        f"on {said['n']} matched: modality {said['modality']:.3f}  "
        f"attribution {said['attribution']:.3f}  evidence {said['evidence']:.3f}  "
        f"qualifiers F1 {said['qualifiers']['f1']:.3f}"
    )
    return "\n".join(lines)


def _compare_pairs(
    required: Iterable[Key], optional: Iterable[Key], found: Iterable[Key]
) -> Tally:
    """Count who stands in relation to whom, whatever the relation."""
    wanted, free, got = (
        {frozenset((key[0], key[2])) for key in keys}
        for keys in (required, optional, found)
    )
    return Tally(len(wanted & got), len(got - wanted - free), len(wanted - got))


class _Names:
    """Know what the entities of a document are called, to show mistakes."""

    def __init__(self, gold: Row, system: Row) -> None:
        self._document = gold["id"]
        self._names = {f"?{e['id']}": e.get("name") for e in system["entities"]}
        self._names |= {e["id"]: e["name"] for e in gold["entities"]}

    def mistake(self, kind: str, key: Key) -> Mistake:
        """Return a mistake in words."""
        subject, predicate, object_, negated = key
        ends = [str(self._names.get(end, end)) for end in (subject, object_)]
        what = f"not {predicate}" if negated else predicate
        return Mistake(kind, self._document, f"({ends[0]}, {what}, {ends[1]})")


def _qualifiers(
    triples: Iterable[Row], partner: Mapping[str, str]
) -> set[tuple[str, str]]:
    """Return roles with the entity or the folded words that fill them."""
    found = set()
    for triple in triples:
        for role, given in (triple.get("qualifiers") or {}).items():
            for value in given if isinstance(given, list) else [given]:
                of_entity, text = value, value
                if isinstance(value, Mapping):
                    of_entity, text = value.get("entity"), value.get("text")
                found.add((role, partner.get(of_entity) or fold(str(text or ""))))
    return found


def _values(triples: Iterable[Row], key: str, partner: Mapping[str, str]) -> set[Any]:
    """Return the values under a key; a claim is asserted unless it says otherwise."""
    default = "asserted" if key == "modality" else None
    found = (triple.get(key, default) for triple in triples)
    return {partner.get(value, value) for value in found}


def _free(triple: Row) -> bool:
    """Tell whether the annotators left a triple open."""
    return bool(triple.get("optional"))


def _total(tallies: Mapping[str, Tally]) -> Tally:
    """Add tallies up."""
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    return total


def _each(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    """Return the figures of each tally, sorted by name."""
    return {name: tallies[name].to_dict() for name in sorted(tallies)}
