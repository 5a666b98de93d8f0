"""Simple Dublin Core for OAI-PMH: the fifteen elements, which every harvester takes.

One `oai_dc:dc` a file, valid by the schema of the Open Archives Initiative. Several records in
one file stand in a `records` element without namespace, each whole, with its own declarations
(OAI-PMH 2.0, 3.4: the payload's root carries them).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from muniment.markup import DECLARATION, SCHEMA_LOCATION, XSI, add, serialized, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from muniment.dublincore import Statement
    from muniment.formats import Document, ExportSettings, Item

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
_SCHEMA_LOCATION = f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"

# DCMI term -> element. Custody has no element and goes to description, the holder and the contact
# to rights; a citation of the original, where that is what is described, identifies it.
ELEMENTS = {
    "title": "title",
    "alternative": "title",
    "creator": "creator",
    "subject": "subject",
    "description": "description",
    "provenance": "description",
    "publisher": "publisher",
    "contributor": "contributor",
    "created": "date",
    "issued": "date",
    "type": "type",
    "format": "format",
    "medium": "format",
    "extent": "format",
    "identifier": "identifier",
    "bibliographicCitation": "identifier",
    "source": "source",
    "language": "language",
    "isPartOf": "relation",
    "isVersionOf": "relation",
    "hasVersion": "relation",
    "isFormatOf": "relation",
    "hasFormat": "relation",
    "hasPart": "relation",
    "references": "relation",
    "isReferencedBy": "relation",
    "replaces": "relation",
    "isReplacedBy": "relation",
    "requires": "relation",
    "isRequiredBy": "relation",
    "relation": "relation",
    "spatial": "coverage",
    "temporal": "coverage",
    "rights": "rights",
    "license": "rights",
    "rightsHolder": "rights",
    "accessRights": "rights",
}
# Simple DC shows names: a URI beside the name would be a second creator or subject to a reader.
_NAMES_ONLY = frozenset({"creator", "contributor", "publisher", "subject", "spatial"})
_ROOT = f"{{{OAI_DC}}}dc"
_TAGS = {term: f"{{{DC}}}{element}" for term, element in ELEMENTS.items()}
_NAMESPACES = {"oai_dc": OAI_DC, "dc": DC, "xsi": XSI}


def carried(document: Document, settings: ExportSettings) -> list[Statement]:
    """Give the statements that simple Dublin Core carries."""
    return simple(document.statements)


def simple(statements: Sequence[Statement]) -> list[Statement]:
    """Leave out what simple Dublin Core does not carry.

    `dc:date` has one meaning to a harvester, so the date of publication is not put beside that of
    creation.
    """
    created = any(statement.term == "created" for statement in statements)
    return [
        statement
        for statement in statements
        if statement.term in ELEMENTS
        and not (created and statement.term == "issued")
        and not (statement.scheme == "URI" and statement.term in _NAMES_ONLY)
    ]


def files(
    items: Iterable[Item[Statement]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.xml` for each record, or `records.xml` with all of them."""
    if settings.single:
        yield "records.xml", together(map(payload, items))
    else:
        for item in items:
            yield f"{item.id}.xml", (DECLARATION, payload(item))


def payload(item: Item[Statement]) -> bytes:
    """Give a record as an `oai_dc:dc` element, which stands by itself (OAI-PMH 2.0, 3.4)."""
    root = etree.Element(_ROOT, nsmap=_NAMESPACES)
    root.set(SCHEMA_LOCATION, _SCHEMA_LOCATION)
    for statement in item.carried:
        of = (item.id, statement.of[0])
        add(root, _TAGS[statement.term], _value(statement), of, statement.lang)
    return serialized(root)


def _value(statement: Statement) -> str:
    if statement.term == "rightsHolder":
        return f"Rights holder: {statement.value}"
    return statement.value
