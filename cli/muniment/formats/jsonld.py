"""The graph of a record as compact JSON-LD, for programs that read JSON and for web pages.

The graph is that of Turtle. The context stands in the file, so that nothing is fetched to read it;
terms without a prefix are DCMI Metadata Terms. Nodes without an IRI stand where they are spoken of,
and several records in one file are one `@graph`, a node a line.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from muniment.graph import PREFIXES, TYPE, Literal, Node, Triple, distinct, drawn, iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from muniment.formats import Document, ExportSettings, Item
    from muniment.graph import Object

_PLAIN = "dcterms:"
# Values of these are resources, so that a text among them is an IRI.
_LINKS = (
    *("adms:status", "dcat:contactPoint", "foaf:page", "foaf:primaryTopic", "owl:sameAs"),
    *("dcterms:accessRights", "dcterms:creator", "dcterms:contributor", "dcterms:extent"),
    *("dcterms:format", "dcterms:hasFormat", "dcterms:hasPart", "dcterms:hasVersion"),
    *("dcterms:isFormatOf", "dcterms:isPartOf", "dcterms:isReferencedBy", "dcterms:isReplacedBy"),
    *("dcterms:isRequiredBy", "dcterms:isVersionOf", "dcterms:license", "dcterms:medium"),
    *("dcterms:provenance", "dcterms:publisher", "dcterms:references", "dcterms:relation"),
    *("dcterms:replaces", "dcterms:requires", "dcterms:rights", "dcterms:rightsHolder"),
    *("dcterms:source", "dcterms:spatial"),
    *("premis:act", "premis:allows", "premis:basis", "premis:documentation", "premis:fixity"),
    *("premis:jurisdiction", "premis:prohibits", "premis:rightsStatus"),
    *("prov:agent", "prov:alternateOf", "prov:atLocation", "prov:generated", "prov:hadRole"),
    *("prov:qualifiedAssociation", "prov:used", "prov:wasAssociatedWith"),
    *("prov:wasDerivedFrom", "prov:wasInfluencedBy"),
    *("rico:hasIdentifierType", "rico:hasOrHadHolder", "rico:hasOrHadIdentifier"),
    *("rico:isOrWasInstantiationOf", "rico:relationHasSource", "rico:relationHasTarget"),
    *("schema:address", "vcard:hasAddress", "vcard:hasEmail", "vcard:hasURL"),
)
_LINKING = frozenset(_LINKS)
_CONTEXT = {
    "@vocab": iri(_PLAIN),
    **PREFIXES,
    **{name.removeprefix(_PLAIN): {"@id": name, "@type": "@id"} for name in _LINKS},
}
_NAMESPACES = sorted(((PREFIXES[prefix], prefix) for prefix in PREFIXES), reverse=True)
_TERMS = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in _CONTEXT.items())
_HEAD = f'{{\n"@context": {{\n{_TERMS}\n}},\n"@graph": ['.encode()


def carried(document: Document, settings: ExportSettings) -> list[Triple]:
    """Give the triples of a record. Raises MunimentError where base_url is no address."""
    base = settings.options.get("base_url", "")
    return drawn(document.id, document.record, document.above, document.statements, base)


def files(
    items: Iterable[Item[Triple]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.jsonld` for each record, or `records.jsonld` with all of them."""
    if settings.single:
        yield "records.jsonld", _document(items, None)
    else:
        for item in items:
            yield f"{item.id}.jsonld", _document([item], 1)


def _document(items: Iterable[Item[Triple]], indent: int | None) -> Iterator[bytes]:
    yield _HEAD
    joint = "\n"
    for item in items:
        for made in _Tree(item.carried).objects():
            text = json.dumps(made, ensure_ascii=False, indent=indent)
            yield f"{joint}{text}".encode()
            joint = ",\n"
    yield b"\n]}\n"


class _Tree:
    """The graph of a record as objects of JSON: each node is whole where it is first spoken of."""

    def __init__(self, triples: Sequence[Triple]) -> None:
        self._of: dict[Node, list[Triple]] = {}
        self._spoken_of: Counter[Node] = Counter()
        for triple in distinct(triples):
            self._of.setdefault(triple.subject, []).append(triple)
            if isinstance(triple.object, Node):
                self._spoken_of[triple.object] += 1
        self._written: set[Node] = set()

    def objects(self) -> Iterator[dict[str, Any]]:
        """Yield the document, then what it does not lead to: events, the record itself."""
        leading = [node for node in self._of if not self._spoken_of[node]]
        for node in (*list(self._of)[:1], *leading, *self._of):
            if node not in self._written:
                yield self._object(node, self._spoken_of[node])

    def _object(self, node: Node, spoken_of_elsewhere: int) -> dict[str, Any]:
        """Give a node with all that is said of it; its label only where that is needed."""
        self._written.add(node)
        made: dict[str, Any] = {}
        if spoken_of_elsewhere or not node.is_blank:
            made["@id"] = _name(node)
        for triple in self._of[node]:
            key = "@type" if triple.predicate == TYPE else triple.predicate.removeprefix(_PLAIN)
            value = self._value(triple.predicate, triple.object)
            if key not in made:
                made[key] = value
            elif isinstance(made[key], list):
                made[key].append(value)
            else:
                made[key] = [made[key], value]
        return made

    def _value(self, predicate: str, thing: Object) -> Any:
        if isinstance(thing, Literal):
            return _literal(thing, plain=predicate not in _LINKING)
        if predicate == TYPE:
            return _compact(thing.name)
        if thing in self._of and thing not in self._written:
            return self._object(thing, self._spoken_of[thing] - 1)
        return _name(thing) if predicate in _LINKING else {"@id": _name(thing)}


def _literal(literal: Literal, *, plain: bool) -> Any:
    if literal.lang:
        return {"@value": literal.text, "@language": literal.lang}
    if literal.datatype:
        return {"@value": literal.text, "@type": literal.datatype}
    return literal.text if plain else {"@value": literal.text}


def _name(node: Node) -> str:
    return f"_:{node.name}" if node.is_blank else node.name


def _compact(name: str) -> str:
    """Give the IRI of a class as `prefix:name`."""
    for namespace, prefix in _NAMESPACES:
        if name.startswith(namespace):
            return f"{prefix}:{name.removeprefix(namespace)}"
    return name
