"""What a record says, in the fields that every DSpace has: those of its default registries.

Two registries are loaded when DSpace is installed: `dc` (qualified in DSpace's own way) and
`dcterms` (the terms of DCMI). A field in neither fails the whole import, so nothing else is used.
Harvesters are given only `dc`, so what that has no exact field for stands twice: in a general
field of `dc`, and as what it is in `dcterms`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from muniment.dublincore.custody import CUSTODY, custody
from muniment.vocabularies import relators

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dublincore import Statement
    from muniment.record import Record
    from muniment.tables import Agent

# DCMI term -> fields. `dc.creator` and `dc.source` are for harvested metadata only, by their scope
# notes; `dc.description.provenance` is hidden from everybody but administrators, and
# `dc.provenance` from harvesters.
PLACES = {
    "title": ("dc.title",),
    "alternative": ("dc.title.alternative",),
    "creator": ("dc.contributor.author",),
    "publisher": ("dc.publisher",),
    "created": ("dc.date.created",),
    "issued": ("dc.date.issued",),
    "type": ("dc.type",),
    "format": ("dc.format.mimetype",),
    "medium": ("dc.format.medium",),
    "extent": ("dc.format.extent",),
    "bibliographicCitation": ("dc.identifier.citation",),
    "source": ("dc.relation.isbasedon",),
    "isPartOf": ("dc.relation.ispartof",),
    "hasPart": ("dc.relation.haspart",),
    "isVersionOf": ("dc.relation.isversionof",),
    "hasVersion": ("dc.relation.hasversion",),
    "isFormatOf": ("dc.relation.isformatof",),
    "hasFormat": ("dc.relation", "dcterms.hasFormat"),
    "references": ("dc.relation", "dcterms.references"),
    "isReferencedBy": ("dc.relation.isreferencedby",),
    "replaces": ("dc.relation.replaces",),
    "isReplacedBy": ("dc.relation.isreplacedby",),
    "requires": ("dc.relation.requires",),
    "isRequiredBy": ("dc.relation", "dcterms.isRequiredBy"),
    "relation": ("dc.relation",),
    "subject": ("dc.subject",),
    "spatial": ("dc.coverage.spatial",),
    "temporal": ("dc.coverage.temporal",),
    "provenance": ("dc.description", "dcterms.provenance"),
    "license": ("dc.rights.uri", "dcterms.license"),
    "rightsHolder": ("dc.rights", "dcterms.rightsHolder"),
    "accessRights": ("dc.rights", "dcterms.accessRights"),
}
# Terms whose field hangs on more than the term: on the key, the form, or the role.
_BY_KEY = {"contributor", "language", "identifier", "description", "rights"}
# A browse index of names is no place for addresses: those of agents and headings stand apart.
_ADDRESSES = {
    term: f"dcterms.{term}"
    for term in ("creator", "contributor", "publisher", "subject", "spatial")
}
_ROLES = {"edt": "dc.contributor.editor", "ill": "dc.contributor.illustrator"}
_RESPONSIBILITY = "dc.description.statementofresponsibility"
FIELDS = (
    *dict.fromkeys(field for fields in PLACES.values() for field in fields),
    *("dc.contributor", "dc.contributor.other", *_ROLES.values()),
    *("dc.language", "dc.language.iso", "dc.identifier.uri", "dc.identifier.other"),
    *("dc.description.abstract", "dc.description.sponsorship", _RESPONSIBILITY),
    *_ADDRESSES.values(),
)
# What `dc.language.iso` is for; other tags of BCP 47 are no codes of ISO 639.
_ISO_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
# As wide as DSpace's database is: one letter more fails the import.
_LONGEST_LANGUAGE = 24
# Java's String.trim, which DSpace applies to all values.
_TRIMMED = "".join(map(chr, range(0x21)))
# What DSpace writes blanks for.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HANDLE = re.compile(
    r"(?:hdl:|info:hdl/|https?://hdl\.handle\.net/)((?!10\.)[0-9]+(?:\.[0-9]+)*/[^\s?#]+)",
    re.IGNORECASE,
)
_COLLECTION = re.compile(
    r"[0-9]+(?:\.[0-9]+)*/[^\s|,]+|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE
)


class Field(NamedTuple):
    """A value, in a field `schema.element.qualifier`, and the keys of the record it came from.

    `lang` is a BCP 47 tag or "".
    """

    name: str
    value: str
    of: tuple[str, ...]
    lang: str = ""


def fields(record: Record, statements: Iterable[Statement]) -> Iterator[Field]:
    """Yield what the crosswalk says, and who is responsible for what, in fields of DSpace."""
    for statement in statements:
        for name in _names(statement, record):
            yield _field(name, statement)
    for term, agents in (("creator", record.creator), ("contributor", record.contributor)):
        for index, agent in enumerate(agents):
            yield from _responsibility(agent, f"{term}.{index}")
    for index, event in enumerate(record.provenance):
        # What is no custody has no term in Dublin Core, and here a place among the descriptions.
        if event.activity and event.activity not in CUSTODY:
            said = custody(event, f"provenance.{index}")
            yield Field("dc.description", said.value, said.of)


def altered(value: str) -> str:
    """Tell in words what DSpace changes of a value, or nothing."""
    if value.strip(_TRIMMED) != value:
        return "begins or ends with white space, which DSpace cuts off"
    if _CONTROL.search(value):
        return "holds a control character, for which DSpace writes a blank"
    return ""


def collections(option: str) -> list[str]:
    """Part the collections of a setting: the first owns the items, the others show them too.

    Raises ValueError with the word that is neither a Handle nor a UUID.
    """
    found = option.replace(",", " ").split()
    for each in found or [option]:
        if not _COLLECTION.fullmatch(each):
            raise ValueError(each)
    return found


def handles(record: Record) -> Iterator[str]:
    """Yield the Handles among a record's identifiers, as `prefix/suffix`."""
    for identifier in record.identifier:
        if found := _HANDLE.fullmatch(identifier.strip()):
            yield found[1]


def _field(name: str, statement: Statement) -> Field:
    value, of, lang = statement.value, statement.of, statement.lang
    if name == "dc.rights" and statement.term == "rightsHolder":
        value = f"Rights holder: {value}"
    if len(lang) > _LONGEST_LANGUAGE:
        of, lang = tuple(key for key in of if not key.endswith(".lang")), ""
    return Field(name, value, of, lang)


def _names(statement: Statement, record: Record) -> tuple[str, ...]:
    """Give the fields that a statement goes into."""
    term = statement.term
    if statement.scheme == "URI" and term in _ADDRESSES:
        return (_ADDRESSES[term],)
    if term in _BY_KEY:
        return (_by_key(statement, record),)
    return PLACES[term]


def _by_key(statement: Statement, record: Record) -> str:
    """Give the field of a statement whose term alone does not tell it."""
    key, is_address = statement.of[0], statement.scheme == "URI"
    if statement.term == "contributor":
        role = record.contributor[int(key.split(".")[1])].role
        return _ROLES.get(role or "", "dc.contributor.other" if role else "dc.contributor")
    if statement.term == "language":
        return "dc.language.iso" if _ISO_LANGUAGE.fullmatch(statement.value) else "dc.language"
    if statement.term == "identifier":
        return "dc.identifier.uri" if is_address else "dc.identifier.other"
    if statement.term == "rights":
        # A label of a community is no licence, though it has an address.
        return "dc.rights.uri" if is_address and key.startswith("rights.") else "dc.rights"
    places = {
        "description": "dc.description.abstract",
        "acknowledgement": "dc.description.sponsorship",
    }
    return places.get(key.partition(".")[0], "dc.description")


def _responsibility(agent: Agent, key: str) -> Iterator[Field]:
    """Yield what an agent did, and how they signed: a field of names has room for neither."""
    said = [agent.name] if agent.name else []
    of = [f"{key}.name"] if agent.name else []
    if agent.role:
        said.append((relators.term(agent.role) or agent.role).lower())
        of.append(f"{key}.role")
    if agent.signed:
        said.append(f"signed {agent.signed}")
        of.append(f"{key}.signed")
    if agent.role or agent.signed:
        yield Field(_RESPONSIBILITY, "; ".join(said), tuple(of))
