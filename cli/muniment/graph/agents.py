"""Agents and headings: a URI is the node, rdfs:label its name; roles are properties of MARC.

Further URIs of one agent are joined by owl:sameAs: the record gives them as identifiers of the
agent itself, and skos:exactMatch would make a concept of a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.graph import iris
from muniment.graph.terms import LABEL, Node, iri

if TYPE_CHECKING:
    from muniment.graph.sketch import Sketch
    from muniment.tables import Agent
    from muniment.values import NameParts

# FOAF has no family.
_KINDS = {"person": "foaf:Person", "organization": "foaf:Organization", "family": "rico:Family"}


def creators(sketch: Sketch) -> None:
    """Draw those who made the document or had a part in it, and those who publish it."""
    record = sketch.record
    for term, agents in (("creator", record.creator), ("contributor", record.contributor)):
        for index, each in enumerate(agents):
            _agent(sketch, each, term, f"{term}.{index}")
    for index, publisher in enumerate(record.publisher):
        named(sketch, "dcterms:publisher", publisher, f"publisher.{index}", is_party=True)


def headings(sketch: Sketch) -> None:
    """Draw what the document is about.

    DCMI Terms 2020: a subject may be a literal from a vocabulary, a place had better be a node.
    """
    for index, subject in enumerate(sketch.record.subject):
        key = f"subject.{index}"
        if subject.name and not subject.uri:
            sketch.text(sketch.document, "dcterms:subject", subject.name, f"{key}.name")
        else:
            named(sketch, "dcterms:subject", subject, key)
    for index, place in enumerate(sketch.record.spatial):
        node = named(sketch, "dcterms:spatial", place, f"spatial.{index}")
        if node and node.is_blank:
            sketch.kind(node, "dcterms:Location")


def named(
    sketch: Sketch, predicate: str, value: NameParts, key: str, *, is_party: bool = False
) -> Node | None:
    """Tie the document to what has a name, a URI, or both, and give its node; None for neither."""
    if not value.name and not value.uri:
        return None
    uris = (value.uri,) if value.uri else ()
    node = identified(sketch, uris, key, [f"{key}.uri"])
    if value.name:
        if is_party:
            sketch.know(value.name, node)
        sketch.text(node, LABEL, value.name, f"{key}.name")
    of = (f"{key}.uri",) if value.uri and not node.is_blank else ()
    sketch.add(sketch.document, predicate, node, *of)
    return node


def identified(sketch: Sketch, uris: tuple[str, ...], key: str, of: list[str]) -> Node:
    """Give the node that the first URI names, and say that the others name the same.

    What cannot name a node is its identifier, as text.
    """
    proper = [at for at, uri in enumerate(uris) if iris.is_name(uri)]
    node = Node(uris[proper[0]]) if proper else sketch.blank(key)
    for at, uri in enumerate(uris):
        if at not in proper:
            sketch.text(node, "dcterms:identifier", uri, of[at])
        elif uri != node.name:
            sketch.add(node, "owl:sameAs", Node(uri), of[at])
    return node


def _agent(sketch: Sketch, agent: Agent, term: str, key: str) -> None:
    of = [f"{key}.uri.{at}" for at in range(len(agent.uri))]
    node = identified(sketch, agent.uri, key, of)
    named_by = [key for key, uri in zip(of, agent.uri, strict=True) if uri == node.name]
    sketch.add(sketch.document, f"dcterms:{term}", node, *named_by)
    if agent.role:
        relator = f"marcrel:{agent.role}"
        sketch.add(sketch.document, relator, node, f"{key}.role", value=iri(relator))
    if agent.kind:
        sketch.kind(node, _KINDS[agent.kind], f"{key}.kind")
    if agent.name:
        sketch.know(agent.name, node)
        sketch.text(node, LABEL, agent.name, f"{key}.name")
    # In FOAF only persons have these.
    if agent.kind in (None, "person"):
        for name, predicate in (("family", "foaf:familyName"), ("given", "foaf:givenName")):
            if text := getattr(agent, name):
                sketch.text(node, predicate, text, f"{key}.{name}")
    if agent.signed:
        # As it stands on the document, which is no name of the agent's anywhere else.
        of_signed = f"{key}.signed"
        sketch.text(sketch.document, "bf:responsibilityStatement", agent.signed, of_signed)
