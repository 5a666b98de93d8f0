"""What a document is and is about, in schema.org: names, agents, dates, subjects, relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.dublincore.statement import DCMI_TYPE, URI
from muniment.formats.schema_org.tree import Fact, date, link, work
from muniment.vocabularies import relators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.dublincore import Statement
    from muniment.formats import Document
    from muniment.formats.schema_org.layers import Layers
    from muniment.formats.schema_org.tree import Address
    from muniment.tables import Agent
    from muniment.values import NameParts

_TEXTS = {
    "title": "name",
    "alternative": "alternateName",
    "language": "inLanguage",
    "format": "encodingFormat",
    "medium": "material",
    "extent": "materialExtent",
    "temporal": "temporalCoverage",
    # Custody has no property, and its sentence says what it is.
    "provenance": "description",
}
_DATES = {"created": "dateCreated", "issued": "datePublished"}
_DCMI = "http://purl.org/dc/dcmitype/"
# MARC relator -> the property that says as much. All others stand in a Role, by their name.
_ROLES = {
    "aut": "author",
    "cre": "creator",
    "ctb": "contributor",
    "edt": "editor",
    "fnd": "funder",
    "pro": "producer",
    "rcp": "recipient",
    "spn": "sponsor",
    "trl": "translator",
}
_KINDS = {"person": "Person", "organization": "Organization"}
# What replaces what, and what needs what, schema.org cannot say of works.
_RELATIONS = {
    "is_version_of": "exampleOfWork",
    "has_version": "workExample",
    "is_format_of": "exampleOfWork",
    "has_format": "workExample",
    "has_part": "hasPart",
    "references": "citation",
    "is_referenced_by": "^citation",
}


def description(document: Document, layers: Layers) -> Iterator[Fact]:
    """Yield what a record says of the document itself, all but holders, rights and events."""
    record = document.record
    for statement in document.statements:
        yield from _statement(statement)
    for term, agents in (("creator", record.creator), ("contributor", record.contributor)):
        for index, agent in enumerate(agents):
            yield from _agent(agent, term, f"{term}.{index}", layers)
    for name, kind, values in (
        ("publisher", "", record.publisher),
        ("subject", "Thing", record.subject),
        ("spatial", "Place", record.spatial),
    ):
        for index, named in enumerate(values):
            yield from _named(named, name, kind, f"{name}.{index}")
    if record.level:
        yield Fact((), "additionalType", record.level, ("level",))
    for index, thanks in enumerate(record.acknowledgement):
        yield Fact((), "creditText", thanks, (f"acknowledgement.{index}",))
    if record.relation:
        for name, prop in _RELATIONS.items():
            for index, value in enumerate(getattr(record.relation, name)):
                key = f"relation.{name}.{index}"
                yield from work(((prop, key),), value, (key,))


def _statement(statement: Statement) -> Iterator[Fact]:
    term, value, of, lang, scheme = statement
    if term in _TEXTS:
        yield Fact((), _TEXTS[term], value, of, lang)
    elif term in _DATES:
        yield date((), _DATES[term], value, of)
    elif term == "type" and scheme == DCMI_TYPE:
        yield Fact((), "additionalType", f"{_DCMI}{value}", of)
    elif term == "type":
        yield Fact((), "genre", value, of)
    elif term == "identifier":
        yield link((), "url", value, of) if of == ("url",) else Fact((), "identifier", value, of)
    elif term == "description" and not of[0].startswith("acknowledgement."):
        yield Fact((), "description", value, of, lang)
    elif term == "isPartOf":
        node = (("isPartOf", ""),)
        yield link(node, "url", value, of) if scheme == URI else Fact(node, "name", value, of)
        yield Fact(node, "@type", "Collection")


def _agent(agent: Agent, term: str, key: str, layers: Layers) -> Iterator[Fact]:
    """Yield an agent below the property of its role, or below a Role that names it."""
    name = _ROLES.get(agent.role or "", "") if agent.role else term
    # Who edits is a person to schema.org.
    if name == "editor" and agent.kind != "person":
        name = ""
    of = (f"{key}.role",)
    if not name and agent.role:
        role: Address = ((term, key),)
        yield Fact(role, "@type", "Role")
        yield Fact(role, "roleName", relators.term(agent.role) or agent.role, of)
        yield from _who(agent, key, (*role, (term, key)))
    elif said := list(_who(agent, key, ((name, key),))):
        if name == "recipient":
            layers.send(())
        if agent.role:
            yield Fact((), "", name, of)
        yield from said


def _who(agent: Agent, key: str, node: Address) -> Iterator[Fact]:
    if agent.kind in _KINDS:
        yield Fact(node, "@type", _KINDS[agent.kind], (f"{key}.kind",))
    elif agent.kind:
        yield Fact(node, "additionalType", agent.kind, (f"{key}.kind",))
    if agent.name:
        yield Fact(node, "name", agent.name, (f"{key}.name",))
    yield from _parts_of_name(agent, key, node)
    if agent.signed:
        yield Fact(node, "alternateName", agent.signed, (f"{key}.signed",))
    for index, uri in enumerate(agent.uri):
        yield link(node, "sameAs", uri, (f"{key}.uri.{index}",))


def _parts_of_name(agent: Agent, key: str, node: Address) -> Iterator[Fact]:
    """Yield the names of a person; only persons have them, so one who has them is a person."""
    if agent.kind not in (None, "person") or not (agent.family or agent.given):
        return
    if agent.kind is None:
        yield Fact(node, "@type", "Person")
    if agent.family:
        yield Fact(node, "familyName", agent.family, (f"{key}.family",))
    if agent.given:
        yield Fact(node, "givenName", agent.given, (f"{key}.given",))


def _named(named: NameParts, name: str, kind: str, key: str) -> Iterator[Fact]:
    prop = {"subject": "about", "spatial": "spatialCoverage"}.get(name, name)
    node: Address = ((prop, key),)
    if kind:
        yield Fact(node, "@type", kind)
    if named.name:
        yield Fact(node, "name", named.name, (f"{key}.name",))
    if named.uri:
        yield link(node, "sameAs", named.uri, (f"{key}.uri",))
