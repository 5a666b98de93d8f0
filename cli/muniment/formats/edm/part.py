"""What EDM is written of: resources, each opened by its class, with their properties behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from muniment.dublincore.statement import is_uri
from muniment.links import is_link
from muniment.markup import DECLARATION, add

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "edm": "http://www.europeana.eu/schemas/edm/",
    "ore": "http://www.openarchives.org/ore/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "cc": "http://creativecommons.org/ns#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
}
_RDF = NAMESPACES["rdf"]
_ABOUT, _RESOURCE, _DATATYPE = (f"{{{_RDF}}}{name}" for name in ("about", "resource", "datatype"))
_DATE = "http://www.w3.org/2001/XMLSchema#date"
# They begin a resource; all else is a property of the resource that was begun before.
CLASSES = frozenset(
    {
        "edm:ProvidedCHO",
        "edm:WebResource",
        "edm:Agent",
        "edm:Place",
        "skos:Concept",
        "ore:Aggregation",
        "cc:License",
    }
)


class Part(NamedTuple):
    """A resource with its URI as the value, or a property of the resource before it.

    `tag` is the name with its prefix; `of` the keys that the value came from, none where it is of
    the settings or ours; `is_uri`: whether the value is a resource, not a text.
    """

    tag: str
    value: str
    of: tuple[str, ...] = ()
    lang: str = ""
    is_uri: bool = False


def is_reference(text: str) -> bool:
    """Tell whether a text can stand for a resource: an address of the web, or another URI."""
    return is_link(text) or (is_uri(text) and not text.startswith(("http:", "https:")))


def written(parts: Sequence[Part], record: str) -> bytes:
    """Give the file of the record with the id `record`, in the order of the parts."""
    root = etree.Element(f"{{{_RDF}}}RDF", nsmap=NAMESPACES)
    resource = root
    for part in parts:
        prefix, _, name = part.tag.partition(":")
        tag = f"{{{NAMESPACES[prefix]}}}{name}"
        if part.tag in CLASSES:
            resource = etree.SubElement(root, tag)
            resource.set(_ABOUT, part.value)
        elif part.is_uri:
            etree.SubElement(resource, tag).set(_RESOURCE, part.value)
        else:
            key = part.of[0] if part.of else part.tag
            element = add(resource, tag, part.value, (record, key), part.lang)
            if part.tag == "cc:deprecatedOn":
                element.set(_DATATYPE, _DATE)
    etree.indent(root)
    return DECLARATION + etree.tostring(root, encoding="utf-8") + b"\n"
