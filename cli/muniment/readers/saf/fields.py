"""DSpace's fields as statements of DCMI Metadata Terms: the inverse of `muniment.dspace`.

Fields are those of DSpace's default registries; others that tell what they are by their element
(`dc.subject.local`) are taken for that. What `muniment.dspace` says twice, in a general field of
`dc` and as what it is in `dcterms`, is said once: as what it is, where the general one stood.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from muniment.links import is_link
from muniment.readers.dc.sheet import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muniment.readers.saf.metadata import Value

_TERMS = {
    "dc.title": "title",
    "dc.title.alternative": "alternative",
    "dc.creator": "creator",
    "dc.contributor": "contributor",
    "dc.contributor.author": "creator",
    "dc.subject": "subject",
    "dc.description": "description",
    "dc.description.abstract": "abstract",
    "dc.publisher": "publisher",
    "dc.date": "date",
    "dc.date.created": "created",
    "dc.date.issued": "issued",
    "dc.type": "type",
    "dc.format": "format",
    "dc.format.extent": "extent",
    "dc.format.medium": "medium",
    "dc.format.mimetype": "format",
    "dc.identifier": "identifier",
    "dc.identifier.citation": "bibliographicCitation",
    "dc.language": "language",
    "dc.source": "source",
    "dc.relation": "relation",
    "dc.relation.isbasedon": "source",
    "dc.relation.ispartof": "isPartOf",
    "dc.relation.ispartofseries": "isPartOf",
    "dc.relation.haspart": "hasPart",
    "dc.relation.isversionof": "isVersionOf",
    "dc.relation.hasversion": "hasVersion",
    "dc.relation.isformatof": "isFormatOf",
    "dc.relation.hasformat": "hasFormat",
    "dc.relation.references": "references",
    "dc.relation.isreferencedby": "isReferencedBy",
    "dc.relation.replaces": "replaces",
    "dc.relation.isreplacedby": "isReplacedBy",
    "dc.relation.requires": "requires",
    "dc.coverage": "coverage",
    "dc.coverage.spatial": "spatial",
    "dc.coverage.temporal": "temporal",
    "dc.rights": "rights",
    "dc.rights.holder": "rightsHolder",
    "dc.rights.accessrights": "accessRights",
    "dc.provenance": "provenance",
}
# A qualifier narrows what these say, and nothing else.
_GENERAL = ("contributor", "subject", "identifier", "language", "relation", "rights")
# The general field in which each says the same once more, and what it says before it.
_TWINS = {
    "dcterms.hasFormat": ("dc.relation", ""),
    "dcterms.references": ("dc.relation", ""),
    "dcterms.isRequiredBy": ("dc.relation", ""),
    "dcterms.provenance": ("dc.description", ""),
    "dcterms.license": ("dc.rights.uri", ""),
    "dcterms.rightsHolder": ("dc.rights", "Rights holder: "),
    "dcterms.accessRights": ("dc.rights", ""),
}
# DSpace fills these itself: they are about the item, not the document.
OF_DSPACE = {
    "dc.date.accessioned": "is when DSpace took the item",
    "dc.date.available": "is when DSpace showed the item",
    "dc.date.updated": "is when DSpace was told anew",
    "dc.description.provenance": "is DSpace's own log, which it hides",
}
SPONSORSHIP = "dc.description.sponsorship"
RESPONSIBILITY = "dc.description.statementofresponsibility"
# Fields that become something else than a statement, and those that do if they hold an address.
_OTHERS = frozenset((*OF_DSPACE, SPONSORSHIP, RESPONSIBILITY))
SOURCES = frozenset(("dc.relation.isbasedon", "dc.source.uri", "dcterms.source"))
ROLES = {"dc.contributor.editor": "edt", "dc.contributor.illustrator": "ill"}
_AGENTS = ("creator", "contributor")


def parted(values: Iterable[Value]) -> tuple[list[Value], list[Value]]:
    """Part what is said of the document from what becomes something else, or nothing."""
    said: list[Value] = []
    others: list[Value] = []
    for each in values:
        is_other = each.field in _OTHERS or (each.field in SOURCES and is_link(each.value))
        (others if is_other else said).append(each)
    return said, others


def statements(values: Iterable[Value]) -> list[Said]:
    """Give the statements of an item: each once, the address of an agent behind the name.

    Of several names, which one an address belongs to is not said: its field stays its term.
    """
    once = [(value, term(value.field)) for value in _once(list(values))]
    names = Counter(name for value, name in once if not is_link(value.value))
    addresses: dict[str, list[Said]] = {name: [] for name in _AGENTS if names[name]}
    said: list[Said] = []
    for value, name in once:
        statement = Said(name, value.value, _lang(value), "", value.place)
        if name in addresses and is_link(value.value):
            addresses[name].append(statement)
        else:
            said.append(statement)
    for name, found in addresses.items():
        if names[name] > 1:
            said += [each._replace(term=f"dcterms.{name}") for each in found]
        else:
            at = next(at for at, each in enumerate(said) if each.term == name)
            said[at + 1 : at + 1] = [each._replace(scheme="URI") for each in found]
    return said


def term(field: str) -> str:
    """Give the term of DCMI that a field stands for, or the field itself, which no term has."""
    schema, _, rest = field.partition(".")
    element = rest.partition(".")[0]
    if field in _TERMS:
        return _TERMS[field]
    if schema == "dcterms" and "." not in rest:
        return rest
    return element if schema == "dc" and element in _GENERAL else field


def _lang(value: Value) -> str:
    # DSpace says the language of most values, whatever they are: it counts where a text has one.
    is_text = term(value.field) in ("title", "alternative", "description", "abstract")
    return value.lang.replace("_", "-") if is_text else ""


def _once(values: list[Value]) -> list[Value]:
    """Leave out the general field where another says the same, and put that in its place."""
    exact: dict[tuple[str, str], list[int]] = {}
    for at, value in enumerate(values):
        if value.field in _TWINS:
            field, before = _TWINS[value.field]
            exact.setdefault((field, f"{before}{value.value}"), []).append(at)
    found: list[Value | None] = list(values)
    for at, value in enumerate(values):
        twins = exact.get((value.field, value.value))
        if twins:
            twin = twins.pop(0)
            found[at] = values[twin]._replace(place=value.place)
            found[twin] = None
    return [value for value in found if value]
