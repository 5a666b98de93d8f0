"""Qualified Dublin Core as XML: DCMI Metadata Terms, with the scheme of a value where it has one.

A value is typed (`xsi:type`) only where it is valid for the type: a date that is plainly one, a
language tag, a URI; `typed = "no"` is for readers who know no types. What EDTF says beyond that
stands as text. DCMI's schemas (2008-02-11) define no element around the terms, so readers differ;
`wrapper` chooses: ours, or that of DSpace or CONTENTdm (both take the fifteen elements in their
old namespace), or of ArchivesSpace.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from muniment.dublincore import statement as schemes
from muniment.formats.oai_dc import DC, ELEMENTS
from muniment.markup import (
    DECLARATION,
    SCHEMA_LOCATION,
    XSI,
    XSI_TYPE,
    add,
    serialized,
    together,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dublincore import Statement
    from muniment.formats import Document, ExportSettings, Item

DCTERMS = "http://purl.org/dc/terms/"
XS = "http://www.w3.org/2001/XMLSchema"
SCHEMA = "http://dublincore.org/schemas/xmls/qdc/2008/02/11/dcterms.xsd"
_FIFTEEN = frozenset(ELEMENTS.values())


class _Wrapper(NamedTuple):
    """An element around the terms; `old`: whether the fifteen stand in the namespace of 1.1.

    `declared`: whether the schemas of its readers declare the element, or it has to say its type.
    """

    prefix: str
    namespace: str
    name: str
    old: bool
    locations: str
    declared: bool = True


_QDC_2006 = "http://dublincore.org/schemas/xmls/qdc/2006/01/06/"
_WRAPPERS = {
    "muniment": _Wrapper(
        "m", "urn:x-muniment:qualifieddc:1", "qualifieddc", False, f"{DCTERMS} {SCHEMA}"
    ),
    "dspace": _Wrapper(
        "qdc",
        "http://dspace.org/qualifieddc/",
        "qualifieddc",
        True,
        f"{DC} {_QDC_2006}dc.xsd {DCTERMS} {_QDC_2006}dcterms.xsd http://dspace.org/qualifieddc/ "
        "http://www.ukoln.ac.uk/metadata/dcmi/xmlschema/qualifieddc.xsd",
    ),
    "contentdm": _Wrapper(
        "oai_qdc",
        "http://worldcat.org/xmlschemas/qdc-1.0/",
        "qualifieddc",
        True,
        "http://worldcat.org/xmlschemas/qdc-1.0/ "
        "http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd",
    ),
    "archivesspace": _Wrapper(
        "oai_dcterms",
        "http://www.openarchives.org/OAI/2.0/oai_dcterms/",
        "dcterms",
        False,
        f"{DCTERMS} {SCHEMA}",
    ),
}
# Metadata in OAI-PMH are declared by a schema, or say that they are of any type (XML Schema 1.0,
# part 1, 3.10.4: a strict wildcard), and nobody has declared this element.
_WRAPPERS["oai"] = _WRAPPERS["archivesspace"]._replace(declared=False)
# W3CDTF as the schema takes it: no ranges, seasons or doubt; a time has its seconds and its zone.
_W3CDTF = re.compile(
    r"(?!0000)[0-9]{4}(-(?:0[1-9]|1[0-2])(-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?"
)
# Tags that RFC 4646 knows as well: the schemas have no type for its successor.
_RFC4646 = re.compile(r"[A-Za-z]{2}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")


def carried(document: Document, settings: ExportSettings) -> list[Statement]:
    """Give the statements: qualified Dublin Core has a term for each."""
    return list(document.statements)


def files(
    items: Iterable[Item[Statement]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.xml` for each record, or `records.xml` with all of them."""
    wrapper = settings.options.get("wrapper", "muniment")
    is_typed = settings.options.get("typed") != "no"
    documents = ((item.id, payload(item, wrapper, is_typed=is_typed)) for item in items)
    if settings.single:
        yield "records.xml", together(document for _, document in documents)
    else:
        for name, document in documents:
            yield f"{name}.xml", (DECLARATION, document)


def payload(item: Item[Statement], wrapper_name: str, *, is_typed: bool) -> bytes:
    """Give a record as an element that stands by itself.

    `wrapper_name` is one of the choices, or "oai", which is that of ArchivesSpace with a type.
    """
    wrapper = _WRAPPERS[wrapper_name]
    namespaces = {wrapper.prefix: wrapper.namespace, "dcterms": DCTERMS, "xsi": XSI}
    if wrapper.old:
        namespaces["dc"] = DC
    if not wrapper.declared:
        namespaces["xs"] = XS
    root = etree.Element(f"{{{wrapper.namespace}}}{wrapper.name}", nsmap=namespaces)
    root.set(SCHEMA_LOCATION, wrapper.locations)
    if not wrapper.declared:
        root.set(XSI_TYPE, "xs:anyType")
    for statement in item.carried:
        is_old = wrapper.old and statement.term in _FIFTEEN
        tag = f"{{{DC if is_old else DCTERMS}}}{statement.term}"
        typed = _type(statement) if is_typed else ""
        lang = "" if typed else statement.lang
        element = add(root, tag, statement.value, (item.id, statement.of[0]), lang)
        if typed:
            element.set(XSI_TYPE, f"dcterms:{typed}")
    return serialized(root)


def _type(statement: Statement) -> str:
    """Give the encoding scheme that a value is valid for, or nothing."""
    scheme, value = statement.scheme, statement.value
    if scheme == schemes.EDTF:
        return "W3CDTF" if _W3CDTF.fullmatch(value) else ""
    if scheme == schemes.LANGUAGE:
        return "RFC4646" if _RFC4646.fullmatch(value) else ""
    if scheme == schemes.URI:
        return "URI" if schemes.is_uri(value) else ""
    return scheme
