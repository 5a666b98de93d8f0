"""RDF read back by rdflib, which shares nothing with what writes it; no network is needed."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import rdflib

if TYPE_CHECKING:
    from rdflib.term import Node


# A literal stays as it is written: 01 is no other text than 1.
rdflib.NORMALIZE_LITERALS = False
FORMS = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}


def read(name: str, raw: bytes) -> rdflib.Graph:
    """Read a file into a graph, by the ending of its name."""
    with warnings.catch_warnings():
        # rdflib's own JSON-LD parser asks for a graph by an old name.
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=raw, format=FORMS[name.rpartition(".")[2]])


def texts(name: str, raw: bytes) -> str:
    """Give all that a file says, each IRI, text, language and datatype on lines of its own."""
    return "\n".join(part for triple in read(name, raw) for node in triple for part in _parts(node))


def _parts(node: Node) -> list[str]:
    if isinstance(node, rdflib.Literal):
        return [str(node), node.language or "", str(node.datatype or "")]
    return [] if isinstance(node, rdflib.BNode) else [str(node)]
