"""Which elements are terms of Dublin Core, where namespaces are as they should be or plainly meant.

Real metadata has prefixes that nobody declared, or that were bound to something else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

OAI = "http://www.openarchives.org/OAI/2.0/"
# What stands around the terms in our own exports (formats/dcterms).
OURS = "urn:x-muniment:qualifieddc:1"
# DCMI's namespaces, and what they are mistaken for, without the slash at the end.
_DCMI = frozenset(
    f"{scheme}://purl.org/{path}"
    for scheme in ("http", "https")
    for path in ("dc/elements/1.1", "dc/elements/1.0", "dc/terms", "dc/qualifiers/1.0", "dc")
)
_PREFIXES = frozenset({"dc", "dcterms", "dct", "dcq"})
_EDM_PREFIX, _EDM = "edm", "http://www.europeana.eu/schemas/edm/"
_WRAPPERS = frozenset(
    {"dc", "qualifieddc", "qdc", "dcterms", "metadata", "record", "mdrecord", "simpledc", "oai_dc"}
)
_TERMS = {
    term.casefold(): term
    for term in (
        *("title", "creator", "subject", "description", "publisher", "contributor", "date"),
        *("type", "format", "identifier", "source", "language", "relation", "coverage", "rights"),
        *("abstract", "accessRights", "accrualMethod", "accrualPeriodicity", "accrualPolicy"),
        *("alternative", "audience", "available", "bibliographicCitation", "conformsTo"),
        *("created", "dateAccepted", "dateCopyrighted", "dateSubmitted", "educationLevel"),
        *("extent", "hasFormat", "hasPart", "hasVersion", "instructionalMethod", "isFormatOf"),
        *("isPartOf", "isReferencedBy", "isReplacedBy", "isRequiredBy", "issued"),
        *("isVersionOf", "license", "mediator", "medium", "modified", "provenance"),
        *("references", "replaces", "requires", "rightsHolder", "spatial", "tableOfContents"),
        *("temporal", "valid"),
    )
}


class Name(NamedTuple):
    """The name of an element: as it is written, and what its prefix stands for ("" for nothing)."""

    prefix: str
    local: str
    uri: str

    @property
    def written(self) -> str:
        """The name as the source writes it."""
        return f"{self.prefix}:{self.local}" if self.prefix else self.local


@lru_cache(maxsize=4096)
def term(name: Name, above: Name) -> str:
    """Give the term of DCMI that an element below another is, or nothing."""
    known = _TERMS.get(name.local.casefold(), "")
    if not known or name.uri.rstrip("/") in _DCMI or name.prefix in _PREFIXES:
        return known
    # Without a namespace of its own, in an element that is known to hold such terms.
    is_bare = not name.prefix and name.uri in ("", above.uri)
    return known if is_bare and is_wrapper(above) else ""


@lru_cache(maxsize=4096)
def is_wrapper(name: Name) -> bool:
    """Tell whether an element by its name stands around terms of Dublin Core."""
    is_plain = name.local.casefold() in _WRAPPERS
    # These two are elements of OAI-PMH as well, which hold other things.
    return is_plain and not (name.local in ("metadata", "record") and name.uri)


def is_own(name: Name) -> bool:
    """Tell whether an element is there for Dublin Core alone."""
    return name.local not in ("metadata", "record") and is_wrapper(name)


@lru_cache(maxsize=4096)
def neighbour(name: Name) -> str:
    """Give what an element is called that stands among the terms, and is none."""
    is_edm = name.uri == _EDM or name.prefix == _EDM_PREFIX
    if is_edm:
        return f"edm:{name.local}"
    # With a colon, which no term of DCMI has.
    return f"{name.prefix or 'xml'}:{name.local}"
