"""What a graph is made of: nodes, literals, triples; the vocabularies by prefix; typed dates.

Prefixes are those that the vocabularies' own documents use. `rico` is the Records in Contexts
Ontology of the International Council on Archives; `premis` that of PREMIS 3.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "bf": "http://id.loc.gov/ontologies/bibframe/",
    "copyrightStatus": "http://id.loc.gov/vocabulary/preservation/copyrightStatus/",
    "crypHashFunc": "http://id.loc.gov/vocabulary/preservation/cryptographicHashFunctions/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcmitype": "http://purl.org/dc/dcmitype/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "marcrel": "http://id.loc.gov/vocabulary/relators/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "premis": "http://www.loc.gov/premis/rdf/v3/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rico": "https://www.ica.org/standards/RiC/ontology#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TYPE = "rdf:type"
LABEL = "rdfs:label"
_EDTF = "edtf:EDTF"
# What is plainly of a type of XML Schema, of which 1.0 has no year 0000 and no shift in hours.
_SCHEMA_TYPES = (
    (re.compile(r"(?!0000)[0-9]{4}"), "xsd:gYear"),
    (re.compile(r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])"), "xsd:gYearMonth"),
    (re.compile(r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-[0-3][0-9]"), "xsd:date"),
    (
        re.compile(
            r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
            r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])?"
        ),
        "xsd:dateTime",
    ),
)


class Node(NamedTuple):
    """A resource: its IRI; or, where `is_blank`, the label of a node without one."""

    name: str
    is_blank: bool = False


class Literal(NamedTuple):
    """A text, with the language that it is in, or its datatype as `prefix:name`; or neither.

    The tag is in small letters: so RDF 1.1 (Concepts, 3.3) has it in its value space.
    """

    text: str
    lang: str
    datatype: str


class Triple(NamedTuple):
    """One statement of a graph, and the dotted keys of the record that it came from.

    The predicate is written `prefix:name`. `value` is what the record has there, as it stands in
    the file: the literal, the IRI, a class or predicate that says it; "" where nodes are only tied.
    """

    subject: Node
    predicate: str
    object: Node | Literal
    value: str
    of: tuple[str, ...]

    @property
    def lang(self) -> str:
        """The language of a literal, "" where there is none."""
        return self.object.lang if isinstance(self.object, Literal) else ""


Object: TypeAlias = Node | Literal


@lru_cache(maxsize=1024)
def iri(name: str) -> str:
    """Give the IRI that `prefix:name` stands for."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def dated(edtf: str) -> Literal:
    """Give an EDTF date with the type of XML Schema that it plainly is of, else with EDTF's own."""
    for pattern, datatype in _SCHEMA_TYPES:
        if pattern.fullmatch(edtf):
            return Literal(edtf, "", datatype)
    return Literal(edtf, "", _EDTF)
