"""Rights of each layer on the node of that layer: DCMI Terms for all, PREMIS 3 for the details.

By the Guidelines for using the PREMIS Version 3 OWL Ontology (2022), dcterms:rights leads to the
basis of the rights, of which jurisdiction and documentation are; a status of the layer has the
dates, and what was looked at. A URI of rights is a resource beside it, never a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.graph import iris
from muniment.graph.terms import LABEL, Literal, Node
from muniment.vocabularies import countries
from muniment.vocabularies import rights as vocabulary

if TYPE_CHECKING:
    from muniment.graph.sketch import Sketch
    from muniment.rights_tables import Contact, Notice, Rights

_RIGHTS = "dcterms:rights"
_STATEMENT = "dcterms:RightsStatement"
_BASES = {
    "copyright": "premis:Copyright",
    "license": "premis:License",
    "statute": "premis:Statute",
    "policy": "premis:InstitutionalPolicy",
}
_STATUSES = {
    "copyrighted": "copyrightStatus:cpr",
    "public-domain": "copyrightStatus:pub",
    "unknown": "copyrightStatus:unk",
}
# PREMIS: rightsGranted has what is allowed. Of other words nobody but a reader knows.
_RULES = {None: "premis:allows", "allow": "premis:allows", "disallow": "premis:prohibits"}


def rights(sketch: Sketch) -> None:
    """Draw the tables of rights, and the labels and notices of communities."""
    for index, table in enumerate(sketch.record.rights):
        _table(sketch, table, f"rights.{index}")
    for index, notice in enumerate(sketch.record.notice):
        if notice.kind != "content-warning":
            _notice(sketch, notice, f"notice.{index}")


def _table(sketch: Sketch, table: Rights, key: str) -> None:
    layer = sketch.layer(table.of, *([f"{key}.of"] if table.of else []))
    uri = None
    if table.uri:
        term = "dcterms:license" if vocabulary.is_licence(table.uri) else _RIGHTS
        uri = sketch.resource(layer, term, table.uri, f"{key}.uri")
    for at, holder in enumerate(table.holder):
        of = f"{key}.holder.{at}"
        sketch.add(layer, "dcterms:rightsHolder", sketch.party(holder, of))
    basis = _basis(sketch, table, layer, key)
    _status(sketch, table, layer, [node for node in (basis, uri) if node], key)


def _basis(sketch: Sketch, table: Rights, layer: Node, key: str) -> Node | None:
    """Draw the basis of the rights with the words of the notice; None where nothing is said."""
    node = sketch.blank(key)
    met = len(sketch.triples)
    if table.statement:
        sketch.text(node, LABEL, table.statement, f"{key}.statement")
    if table.basis:
        sketch.kind(node, _BASES.get(table.basis, "premis:RightsBasis"), f"{key}.basis")
    if table.basis and table.basis not in _BASES:
        sketch.text(node, "dcterms:type", table.basis, f"{key}.basis")
    if table.jurisdiction:
        _jurisdiction(sketch, table.jurisdiction, node, f"{key}.jurisdiction")
    if table.citation and table.basis == "statute":
        sketch.text(node, "premis:citation", table.citation, f"{key}.citation")
    for at, link in enumerate(table.link):
        sketch.resource(node, "premis:documentation", link, f"{key}.link.{at}")
    for at, grant in enumerate(table.granted):
        _rule(sketch, grant.act, grant.restriction, node, f"{key}.granted.{at}")
    if table.contact:
        _contact(sketch, table.contact, node, f"{key}.contact")
    if len(sketch.triples) == met:
        return None
    sketch.add(layer, _RIGHTS, node)
    sketch.kind(node, _STATEMENT)
    return node


def _jurisdiction(sketch: Sketch, code: str, basis: Node, key: str) -> None:
    node = sketch.blank(key)
    sketch.add(basis, "premis:jurisdiction", node)
    sketch.kind(node, "dcterms:Jurisdiction")
    # The datatype is that of the codes of countries; EU and US-CA are none.
    datatype = "dcterms:ISO3166" if countries.name(code) and len(code) == 2 else ""
    datatype = "" if code == "EU" else datatype
    sketch.add(node, "dcterms:identifier", Literal(code, "", datatype), key)


def _rule(sketch: Sketch, act: str | None, restriction: str | None, basis: Node, key: str) -> None:
    if not act and not restriction:
        return
    rule = sketch.blank(key)
    sketch.add(basis, _RULES.get(restriction and restriction.casefold(), "dcterms:hasPart"), rule)
    sketch.kind(rule, "premis:Rule")
    if act:
        sketch.labelled(rule, "premis:act", act, f"{key}.act", kind="premis:Action")
    if restriction:
        sketch.text(rule, "premis:restriction", restriction, f"{key}.restriction")


def _contact(sketch: Sketch, contact: Contact, basis: Node, key: str) -> None:
    """Draw whom to ask, by vCard: on the rights, because that is what they answer for."""
    if not (contact.name or contact.email or contact.url or contact.address):
        return
    node = sketch.blank(key)
    sketch.add(basis, "dcat:contactPoint", node)
    sketch.kind(node, "vcard:Kind")
    if contact.name:
        sketch.text(node, "vcard:fn", contact.name, f"{key}.name")
    if contact.email:
        mail = iris.mail(contact.email)
        if mail:
            sketch.add(node, "vcard:hasEmail", Node(mail), f"{key}.email")
        else:
            sketch.labelled(node, "vcard:hasEmail", contact.email, f"{key}.email")
    if contact.url:
        sketch.resource(node, "vcard:hasURL", contact.url, f"{key}.url")
    if contact.address:
        of = f"{key}.address"
        sketch.labelled(node, "vcard:hasAddress", contact.address, of, kind="vcard:Address")


def _status(sketch: Sketch, table: Rights, layer: Node, bases: list[Node], key: str) -> None:
    """Draw how the basis applies to the layer: the status, from when, until when, who looked."""
    node = sketch.blank(f"{key}.status")
    met = len(sketch.triples)
    if table.status:
        sketch.kind(node, _STATUSES[table.status])
        sketch.text(node, LABEL, table.status, f"{key}.status")
    sketch.date(node, "premis:startDate", table.start, f"{key}.start")
    sketch.date(node, "premis:endDate", table.end, f"{key}.end")
    if table.determined:
        of = f"{key}.determined"
        sketch.date(node, "premis:determinationDate", table.determined.date, f"{of}.date")
        if table.determined.note:
            sketch.text(node, "premis:note", table.determined.note, f"{of}.note")
    if table.citation and table.basis != "statute":
        statute = sketch.blank(f"{key}.citation")
        sketch.add(node, "premis:basis", statute)
        sketch.kind(statute, "premis:Statute")
        sketch.text(statute, "premis:citation", table.citation, f"{key}.citation")
    if len(sketch.triples) == met:
        return
    sketch.add(layer, "premis:rightsStatus", node)
    sketch.kind(node, "premis:RightsStatus")
    for basis in bases:
        sketch.add(node, "premis:basis", basis)


def _notice(sketch: Sketch, notice: Notice, key: str) -> None:
    """Draw a label or notice: its URI, and as a statement of its own what this one has of it."""
    if notice.uri:
        sketch.resource(sketch.document, _RIGHTS, notice.uri, f"{key}.uri")
    node = sketch.blank(key)
    met = len(sketch.triples)
    if notice.text:
        sketch.text(node, LABEL, notice.text, f"{key}.text")
    if notice.project:
        sketch.resource(node, "dcterms:isPartOf", notice.project, f"{key}.project")
    if notice.community:
        # An institution gives a notice, about the community; a label the community itself.
        term = "dcterms:creator" if notice.kind == "label" else "dcterms:subject"
        sketch.add(node, term, sketch.party(notice.community, f"{key}.community"))
    if len(sketch.triples) == met:
        return
    if notice.kind:
        sketch.text(node, "dcterms:type", notice.kind, f"{key}.kind")
    sketch.add(sketch.document, _RIGHTS, node)
    sketch.kind(node, _STATEMENT)
    if notice.uri and iris.is_name(notice.uri):
        sketch.add(node, "dcterms:isVersionOf", Node(notice.uri), f"{key}.uri")
