"""The graph of a record as RDF/XML, for tools that read RDF only as XML.

The graph is that of Turtle. XML has no way to write most control characters: a record that holds
one cannot be exported so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.errors import CannotCarryError
from muniment.graph import PREFIXES, Literal, Triple, drawn
from muniment.graph.oxigraph import rdf_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.formats import Document, ExportSettings, Item

# XML 1.0, 2.2: Char.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    + "".join(f'\n  xmlns:{prefix}="{iri}"' for prefix, iri in PREFIXES.items())
    + ">\n"
).encode()
_FOOT = b"</rdf:RDF>\n"


def carried(document: Document, settings: ExportSettings) -> list[Triple]:
    """Give the triples of a record.

    Raises CannotCarryError where a text holds what XML forbids, and MunimentError where base_url
    is no address.
    """
    base = settings.options.get("base_url", "")
    triples = drawn(document.id, document.record, document.above, document.statements, base)
    for triple in triples:
        if isinstance(triple.object, Literal) and _FORBIDDEN.search(triple.object.text):
            why = "holds a control character, which XML has no way to write"
            raise CannotCarryError(document.id, triple.of[0], why)
    return triples


def files(
    items: Iterable[Item[Triple]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.rdf` for each record, or `records.rdf` with all of them."""
    if settings.single:
        yield "records.rdf", _document(items)
    else:
        for item in items:
            yield f"{item.id}.rdf", _document([item])


def _document(items: Iterable[Item[Triple]]) -> Iterator[bytes]:
    yield _HEAD
    for item in items:
        yield rdf_xml(item.carried)
    yield _FOOT
