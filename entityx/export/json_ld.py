"""JSON-LD: the triples of ``rdf``, as JSON."""

from __future__ import annotations

from entityx.export.rdf import EXTRA, write_json_ld
from entityx.export.registry import Exporter

EXPORTER = Exporter(
    "json_ld", (".jsonld",), write_json_ld, needs=("pyoxigraph",), extra=EXTRA
)
