"""Turtle, RDF/XML and JSON-LD: one graph, read back by rdflib, that says what the record says."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Text
from rdflib.compare import isomorphic, to_isomorphic
from rdflib.namespace import (
    DCAT,
    DCTERMS,
    FOAF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SKOS,
    XSD,
    DefinedNamespace,
    Namespace,
)

import program
from graphs import read
from inside import muniment
from muniment.catalogue import Catalogue, entry
from muniment.dublincore import statements
from muniment.errors import CannotCarryError, MunimentError
from muniment.export import public
from muniment.formats import FORMATS, Document, ExportSettings, Item, format_named
from muniment.graph import PREFIXES, Literal, Node, Triple, drawn, iri
from muniment.graph.iris import based, is_address, is_name
from muniment.graph.terms import dated
from muniment.recordfile import parsed
from specimens import complete, toml
from test_loss import ROUNDS, make

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAMES = ("turtle", "rdfxml", "jsonld")
ENDINGS = {"turtle": "ttl", "rdfxml": "rdf", "jsonld": "jsonld"}
BASE = "https://example.org/records/"
FOLDER = Path(__file__).parent
RECORDS = sorted((FOLDER.parent / "records").glob("*.toml"))
# Those that leave, by the specimens of the first format.
SPECIMENS = sorted(
    folder.parent / "record.toml"
    for folder in (FOLDER / "examples").glob("*/oai_dc")
    if (folder / "record.xml").is_file()
)
PREMIS, RICO, VCARD = (Namespace(PREFIXES[prefix]) for prefix in ("premis", "rico", "vcard"))


def document(data: dict[str, Any]) -> Document:
    """Give a record of one's own on its way out."""
    return of_file(Path("no/such/folder/record.toml"), tomli_w.dumps(data).encode())


def of_file(path: Path, raw: bytes | None = None) -> Document:
    file = parsed(str(path), path.read_bytes() if raw is None else raw)
    found = Catalogue(str(path.parent)).effective(entry(file))
    record = public(found)
    above = found.above.reading.record if found.above else None
    return Document(record.id or "record", record, above, statements(record, above))


def item(name: str, found: Document, base: str = "") -> Item[Triple]:
    options = {"base_url": base} if base else {}
    carried = format_named(name).carried(found, ExportSettings(options=options))
    return Item(found.id, found.record, carried)  # type: ignore[arg-type]


def spelt(name: str, found: Document, base: str = "") -> Graph:
    """Write a record alone, and read it back."""
    ((file, chunks),) = format_named(name).files([item(name, found, base)], ExportSettings())
    assert file == f"{found.id}.{ENDINGS[name]}"
    return read(file, b"".join(chunks))


def together(name: str, items: Iterable[Item[Triple]]) -> bytes:
    ((file, chunks),) = format_named(name).files(items, ExportSettings(single=True))
    assert file == f"records.{ENDINGS[name]}"
    return b"".join(chunks)


def graph(found: Document, base: str = "") -> Graph:
    """Give what was drawn as a graph of rdflib, without any file."""
    made = Graph()
    for triple in drawn(found.id, found.record, found.above, found.statements, base):
        predicate = URIRef(iri(triple.predicate))
        made.add((term(triple.subject), predicate, term(triple.object)))
    return made


def term(thing: Node | Literal) -> URIRef | BNode | Text:
    if isinstance(thing, Literal):
        datatype = URIRef(iri(thing.datatype)) if thing.datatype else None
        return Text(thing.text, lang=thing.lang or None, datatype=datatype)
    return BNode(thing.name) if thing.is_blank else URIRef(thing.name)


def same(found: Document, base: str = "") -> None:
    """See that all three spell the graph that was drawn."""
    expected = to_isomorphic(graph(found, base))
    for name in NAMES:
        assert to_isomorphic(spelt(name, found, base)) == expected, name


def subject(made: Graph) -> Any:
    """Give the node of the document: what the record is about."""
    (found,) = made.objects(None, FOAF.primaryTopic)
    return found


def labels(made: Graph, nodes: Iterable[Any]) -> set[str]:
    return {str(text) for node in nodes for text in made.objects(node, RDFS.label)}


# One graph


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("base", ["", BASE])
def test_record_is_one_graph(path: Path, base: str) -> None:
    """A record of the collection is the same graph in all three."""
    same(of_file(path), base)


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.parent.name)
def test_specimen_is_one_graph(path: Path) -> None:
    """A specimen is the same graph in all three."""
    same(of_file(path))


# To tell whether two graphs of so many nodes are the same takes rdflib seconds.
@pytest.mark.parametrize("turn", ROUNDS[::6])
def test_record_with_every_key_is_one_graph(turn: int) -> None:
    """The record that has all keys of the model is the same graph in all three."""
    same(document(make(turn).data), BASE if turn % 12 else "")


TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"]),
        st.sampled_from(list("\t\n\r\"'\\<>&]{}|^`% \u200f\u0301\u0085\u2028Журнал會談")),
    ),
    min_size=1,
    max_size=40,
)
IRIS = st.one_of(
    TEXTS,
    st.builds("http://example.org/{}".format, TEXTS),
    st.builds("https://{}".format, TEXTS),
    st.sampled_from(
        [
            "http://example.org/a",
            "http://example.org/a#b",
            "urn:isbn:0451450523",
            "_:document.record",
            "http://[::1]/",
            "http://example.org/%zz",
            "javascript:alert(1)",
            "@id",
            "prov:Entity",
        ]
    ),
)
LANGS = st.sampled_from(["en", "ru-Latn", "zh-Hans", "ar"])
NAMED = st.fixed_dictionaries({"name": TEXTS}, optional={"uri": IRIS})
AGENT = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={
        "uri": st.lists(IRIS, max_size=3),
        "kind": st.sampled_from(["person", "organization", "family"]),
        "role": st.sampled_from(["aut", "rcp", "trl"]),
        "signed": TEXTS,
    },
)
LAYER = st.sampled_from(["original", "copy", "transcription", "translation", "digitization"])
MADE = st.fixed_dictionaries(
    {
        "id": st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,9}[a-z0-9]", fullmatch=True).filter(
            lambda name: name[:3].lower() not in ("con", "prn", "aux", "nul", "com", "lpt")
        ),
        "title": st.fixed_dictionaries({"text": TEXTS}, optional={"lang": LANGS}),
    },
    optional={
        "describes": LAYER,
        "level": st.sampled_from(["item", "file", "fonds"]),
        "part_of": st.just("the-collection"),
        "date": st.sampled_from(["1952-12-27", "1952~", "1952", "0000", "1952-12-27T23:20:30+01"]),
        "url": IRIS,
        "genre": st.lists(TEXTS, max_size=2),
        "format": st.lists(st.sampled_from(["text/html", "text/<a>", "a/b c", "paper"])),
        "identifier": st.lists(TEXTS, max_size=2),
        "subject": st.lists(NAMED, max_size=2),
        "spatial": st.lists(NAMED, max_size=2),
        "publisher": st.lists(NAMED, max_size=2),
        "creator": st.lists(AGENT, max_size=2),
        "contributor": st.lists(AGENT, max_size=2),
        "relation": st.fixed_dictionaries({"references": st.lists(IRIS, max_size=3)}),
        "source": st.lists(
            st.fixed_dictionaries({"citation": TEXTS}, optional={"url": IRIS}), max_size=2
        ),
        "original_archive": st.lists(
            st.fixed_dictionaries(
                {"name": TEXTS},
                optional={
                    "holds": st.sampled_from(["original", "copy"]),
                    "reference": st.lists(TEXTS, max_size=2),
                    "uri": st.lists(IRIS, max_size=2),
                },
            ),
            max_size=2,
        ),
        "rights": st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "of": LAYER,
                    "uri": IRIS,
                    "statement": TEXTS,
                    "link": st.lists(IRIS, max_size=2),
                    "holder": st.lists(TEXTS, max_size=2),
                    "contact": st.fixed_dictionaries({"email": TEXTS, "url": IRIS}),
                },
            ),
            max_size=2,
        ),
        "provenance": st.lists(
            st.fixed_dictionaries(
                {"activity": st.sampled_from(["translation", "copying", "transfer", "creation"])},
                optional={"of": LAYER, "agent": st.lists(TEXTS, max_size=2), "evidence": IRIS},
            ),
            max_size=3,
        ),
        "file": st.lists(st.fixed_dictionaries({"url": IRIS}, optional={"of": LAYER}), max_size=2),
    },
)


@given(data=MADE, base=st.sampled_from(["", BASE, "https://example.org/#"]))
@settings(max_examples=60, deadline=None)
def test_any_record_is_one_graph(data: dict[str, Any], base: str) -> None:
    """Whatever texts a record has, each of the three reads back as what was drawn."""
    same(document(data), base)


@pytest.mark.parametrize(
    "text",
    [
        "Журнал регистрации",
        "會談紀要",
        "שלום עולם",
        "e\u0301te\u0301",
        "a & b < c > d ]]> 'e' \"f\" \\ \\u0041",
        "two\nlines\r\nand\rmore\t",
        "  kept  \u00a0",
        "@prefix x: <y> .\n@prefix",
        "_:document.record",
        "http://example.org/",
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_text_survives(name: str, text: str) -> None:
    """A text comes back as it was."""
    data = {"id": "record", "title": text, "rights": [{"statement": text}]}
    found = document(data)
    assert found.record.title
    made = spelt(name, found)
    assert str(made.value(subject(made), DCTERMS.title)) == found.record.title.text
    assert labels(made, made.objects(subject(made), DCTERMS.rights)) == {text}


@pytest.mark.parametrize("text", ["a\x01b", "a\x0bb", "a\x7f\x00b", "a\ufffeb"])
def test_control_characters(text: str) -> None:
    """Turtle and JSON-LD have a way to write them; RDF/XML has none, and says where they stand."""
    found = document({"id": "record", "title": "Letter", "creator": [{"name": text}]})
    for name in ("turtle", "jsonld"):
        made = spelt(name, found)
        assert labels(made, made.objects(subject(made), DCTERMS.creator)) == {text}
    with pytest.raises(CannotCarryError, match=r"record: creator\.0\.name holds a control") as told:
        item("rdfxml", found)
    assert told.value.key == "creator.0.name"


@pytest.mark.parametrize("name", NAMES)
def test_several_records_are_one_graph(name: str) -> None:
    """A file of several records is the union of their graphs, with one head."""
    found = [of_file(path) for path in RECORDS]
    raw = together(name, [item(name, each) for each in found])
    union = Graph()
    for each in found:
        union += spelt(name, each)
    made = read(f"records.{ENDINGS[name]}", raw)
    assert len(made) == len(union) > 100
    assert isomorphic(made, union)
    heads = {"turtle": b"@prefix dcterms:", "rdfxml": b"<rdf:RDF", "jsonld": b'"@context"'}
    assert raw.count(heads[name]) == 1


@pytest.mark.parametrize("name", NAMES)
def test_no_records(name: str) -> None:
    """A file without records is well-formed, and says nothing."""
    assert len(read(f"records.{ENDINGS[name]}", together(name, []))) == 0


@pytest.mark.parametrize("name", NAMES)
def test_one_record_at_a_time(name: str) -> None:
    """Of many records in one file, no more are taken than were written."""
    taken: list[int] = []

    def items() -> Iterator[Item[Triple]]:
        for number in range(50):
            taken.append(number)
            yield item(name, document(complete(id=f"r{number}")))

    ((_, chunks),) = format_named(name).files(items(), ExportSettings(single=True))
    for chunk in chunks:
        if b"r7" in chunk:
            break
    assert len(taken) <= 9


def test_nodes_of_records_are_never_one() -> None:
    """Nodes without an IRI have names of their own, whatever the ids are."""
    names = ["a", "a.0", "a-0", "0", "creator-0", "creator-0.a", "creator.0.a", "document", "name"]
    data = [complete(id=name, relation={"references": ["a-0"]}) for name in names]
    seen: dict[str, str] = {}
    for each in data:
        for triple in item("turtle", document(each)).carried:
            if triple.subject.is_blank:
                assert seen.setdefault(triple.subject.name, each["id"]) == each["id"]


def test_bytes_are_the_same_in_every_process() -> None:
    """Two runs of the program write the same bytes."""
    for name in NAMES:
        first, second = (program.muniment("export", "--to", name, RECORDS[0]) for _ in range(2))
        assert first.status == 0
        assert first.out == second.out
        assert "\r" not in first.out


# What stands where

WHOLE = [document(make(turn).data) for turn in ROUNDS] + [of_file(path) for path in RECORDS]
LITERALS = {
    *("title", "alternative", "identifier", "bibliographicCitation", "date", "created", "issued"),
    *("modified", "valid", "available"),
}
RESOURCES = {
    *("source", "isPartOf", "hasPart", "isFormatOf", "hasFormat", "isVersionOf", "hasVersion"),
    *("isReferencedBy", "references", "isReplacedBy", "replaces", "requires", "isRequiredBy"),
    *("creator", "contributor", "publisher", "rightsHolder", "license", "rights"),
    *("accessRights", "provenance", "spatial", "format", "medium", "extent"),
}


@pytest.mark.parametrize("base", ["", BASE])
def test_terms_have_what_they_take(base: str) -> None:
    """DCMI Terms 2020: literals where the range is one, resources where they are recommended."""
    met = set()
    for found in WHOLE:
        for _, predicate, thing in graph(found, base):
            if str(predicate).startswith(str(DCTERMS)):
                name = str(predicate).removeprefix(str(DCTERMS))
                met.add(name)
                assert name not in LITERALS or isinstance(thing, Text), name
                assert name not in RESOURCES or not isinstance(thing, Text), name
    assert len(met) >= 40


PREMIS_PROPERTIES = {
    *("act", "allows", "basis", "citation", "determinationDate", "documentation", "endDate"),
    *("fixity", "jurisdiction", "note", "prohibits", "restriction", "rightsStatus", "startDate"),
}
RICO_PROPERTIES = {
    *("date", "hasIdentifierType", "hasOrHadHolder", "hasOrHadIdentifier", "identifier"),
    *("isOrWasInstantiationOf", "relationHasSource", "relationHasTarget", "textualValue", "type"),
}
DEFINED: dict[str, type[DefinedNamespace] | set[str]] = {
    "dcterms": DCTERMS,
    "prov": PROV,
    "foaf": FOAF,
    "dcat": DCAT,
    "skos": SKOS,
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "premis": PREMIS_PROPERTIES,
    "rico": RICO_PROPERTIES,
    "vcard": {"fn", "hasEmail", "hasURL", "hasAddress"},
    "schema": {"address", "addressCountry"},
    "adms": {"status"},
    "bf": {"responsibilityStatement"},
    "marcrel": {"aut", "trl", "rcp", "edt", "com"},
}


def test_no_property_is_made_up() -> None:
    """Each is in its vocabulary."""
    data = {
        "id": "record",
        "creator": [{"name": "A", "uri": ["http://viaf.org/a", "http://viaf.org/b"]}],
        "rights": [{"granted": [{"act": "copy"}, {"act": "sell", "restriction": "disallow"}]}],
        "url": "http://example.org/a b",
        "provenance": [{"activity": "translation"}],
    }
    others = [document(data), document({**data, "url": "http://example.org/a"})]
    met = {
        triple.predicate
        for found in (*WHOLE, *others)
        for triple in drawn(found.id, found.record, found.above, found.statements, BASE)
    }
    wrong = set()
    for predicate in met:
        prefix, _, name = predicate.partition(":")
        defined = DEFINED[prefix]
        known = name in defined if isinstance(defined, set) else iri(predicate) in defined
        if not known:
            wrong.add(predicate)
    assert wrong == set()
    assert met >= {f"premis:{name}" for name in PREMIS_PROPERTIES}
    assert met >= {f"rico:{name}" for name in RICO_PROPERTIES}


def test_all_that_the_crosswalk_says_is_there() -> None:
    """No key that a statement came from is lost in the graph, and its words are there."""
    for found in WHOLE:
        triples = drawn(found.id, found.record, found.above, found.statements)
        carried = {key for triple in triples for key in triple.of}
        assert {key for each in found.statements for key in each.of} <= carried


@pytest.mark.parametrize(
    ("data", "base", "expected"),
    [
        ({}, BASE, URIRef("https://example.org/records/record")),
        ({}, "https://example.org/records", URIRef("https://example.org/records/record")),
        ({}, "https://example.org/?id=", URIRef("https://example.org/?id=record")),
        ({"url": "https://example.org/1"}, BASE, URIRef("https://example.org/records/record")),
        ({"url": "https://example.org/1"}, "", URIRef("https://example.org/1")),
        ({"url": "https://example.org/a b"}, "", None),
        ({"url": "example.org/1"}, "", None),
        ({}, "", None),
    ],
)
def test_what_names_the_document(data: dict[str, Any], base: str, expected: URIRef | None) -> None:
    """The address of the collection and the id, else the page, else nothing."""
    made = spelt("turtle", document({"id": "record", "title": "Letter", **data}), base)
    found = subject(made)
    assert found == expected if expected else isinstance(found, BNode)
    if data.get("url"):
        assert Text(data["url"]) in set(made.objects(found, DCTERMS.identifier))
    pages = set(made.objects(found, FOAF.page))
    proper = expected and "url" in data and str(found) != data["url"]
    assert pages == ({URIRef(data["url"])} if proper else set())


@pytest.mark.parametrize("base", ["example.org/records/", "https://", "https://exa mple.org/", "x"])
def test_base_that_is_no_address(base: str) -> None:
    """A base that cannot name anything is misuse, said in one line."""
    with pytest.raises(MunimentError, match="base_url is an address") as told:
        item("jsonld", document({"id": "record"}), base)
    assert "\n" not in str(told.value)


def test_another_record_here() -> None:
    """A relation by id leads to the IRI that the other record has, or says its id."""
    data = {"id": "one", "title": "One", "relation": {"references": ["letter-two", "See Smith."]}}
    linked = spelt("turtle", document(data), BASE)
    other = spelt("turtle", document({"id": "letter-two", "title": "Two"}), BASE)
    assert subject(other) in set(linked.objects(subject(linked), DCTERMS.references))
    apart = spelt("turtle", document(data))
    named = [
        (str(value), predicate)
        for node in apart.objects(subject(apart), DCTERMS.references)
        for predicate, value in apart.predicate_objects(node)
    ]
    assert sorted(named) == [
        ("See Smith.", DCTERMS.bibliographicCitation),
        ("letter-two", DCTERMS.identifier),
    ]


def test_collection_has_the_name_that_its_own_record_has() -> None:
    """The collection is tied by the IRI of its record, its title and its page."""
    found = of_file(FOLDER.parent / "records" / "stalin-mao-1952-12-27.toml")
    made = spelt("turtle", found, BASE)
    (above,) = made.objects(subject(made), DCTERMS.isPartOf)
    assert above == URIRef(f"{BASE}wilson-center-digital-archive")
    assert str(made.value(above, DCTERMS.title)) == "Wilson Center Digital Archive"


def test_rights_hang_on_their_layer() -> None:
    """Rights in the original are not the translation's, and neither says what the other may."""
    found = of_file(FOLDER / "examples" / "several-layers" / "record.toml")
    original_uri = URIRef("http://rightsstatements.org/vocab/NoC-OKLR/1.0/")
    licence = URIRef("http://creativecommons.org/licenses/by/4.0/")
    for name in NAMES:
        made = spelt(name, found)
        here = subject(made)
        (original,) = made.objects(here, PROV.wasDerivedFrom)
        assert set(made.objects(here, DCTERMS.license)) == {licence}
        assert original_uri not in set(made.objects(here, DCTERMS.rights))
        assert original_uri in set(made.objects(original, DCTERMS.rights))
        assert set(made.objects(original, DCTERMS.license)) == set()
        assert labels(made, made.objects(original, DCTERMS.rightsHolder)) == {
            "Kreisarchiv Altwasser"
        }
        assert labels(made, made.objects(here, DCTERMS.rightsHolder)) == {"Reed, Joan"}
        (holding,) = made.subjects(RICO.isOrWasInstantiationOf, original)
        assert labels(made, made.objects(holding, RICO.hasOrHadHolder)) == {"Kreisarchiv Altwasser"}
        assert holding in set(made.objects(here, DCTERMS.source))


@pytest.mark.parametrize("turn", ROUNDS)
def test_rights_of_another_layer_are_never_the_documents(turn: int) -> None:
    """Whatever layer is described, the words of the rights stand at the layer that they are of."""
    data = make(turn).data
    made = graph(document(data), BASE)
    here = subject(made)
    for table in data["rights"]:
        is_own = table["of"] == data["describes"]
        said = labels(made, made.objects(here, DCTERMS.rights))
        assert (table["statement"] in said) == is_own
        assert (table["uri"] in said) == is_own
        held = labels(made, made.objects(here, DCTERMS.rightsHolder))
        assert (set(table["holder"]) <= held) == is_own
        node = here if is_own else URIRef(f"{here}#{table['of']}")
        assert table["statement"] in labels(made, made.objects(node, DCTERMS.rights))


def test_details_of_rights_by_premis() -> None:
    """Jurisdiction and rules are of the basis; status and dates are of the layer."""
    rights = {
        "uri": "http://rightsstatements.org/vocab/InC/1.0/",
        "statement": "All rights reserved.",
        "basis": "statute",
        "status": "copyrighted",
        "citation": "17 U.S.C. § 105",
        "jurisdiction": "US",
        "start": "1952-12-27",
        "end": "2031~",
        "determined": {"date": "2026-11", "by": "NOBODY", "note": "Searched."},
        "granted": [{"act": "copy", "restriction": "allow"}, {"act": "sell", "restriction": "Ask"}],
        "contact": {"name": "Office", "email": "a@b.org", "address": "1 Street\nTown"},
    }
    made = spelt("turtle", document({"id": "record", "title": "Letter", "rights": [rights]}))
    here = subject(made)
    uri = URIRef(rights["uri"])  # type: ignore[arg-type]
    (basis,) = set(made.objects(here, DCTERMS.rights)) - {uri}
    (status,) = made.objects(here, PREMIS.rightsStatus)
    assert set(made.objects(status, PREMIS.basis)) == {basis, uri}
    assert PREMIS.Statute in set(made.objects(basis, RDF.type))
    assert str(made.value(basis, PREMIS.citation)) == "17 U.S.C. § 105"
    place = made.value(basis, PREMIS.jurisdiction)
    assert made.value(place, DCTERMS.identifier) == Text("US", datatype=DCTERMS.ISO3166)
    assert made.value(status, PREMIS.startDate) == Text("1952-12-27", datatype=XSD.date)
    edtf = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
    assert made.value(status, PREMIS.endDate) == Text("2031~", datatype=edtf)
    assert made.value(status, PREMIS.determinationDate) == Text("2026-11", datatype=XSD.gYearMonth)
    (allowed,) = made.objects(basis, PREMIS.allows)
    assert labels(made, made.objects(allowed, PREMIS.act)) == {"copy"}
    (asked,) = made.objects(basis, DCTERMS.hasPart)
    assert str(made.value(asked, PREMIS.restriction)) == "Ask"
    contact = made.value(basis, DCAT.contactPoint)
    assert made.value(contact, VCARD.hasEmail) == URIRef("mailto:a@b.org")
    assert labels(made, made.objects(contact, VCARD.hasAddress)) == {"1 Street\nTown"}
    assert "NOBODY" not in made.serialize(format="nt")


def test_custody_and_making_by_prov() -> None:
    """Each event is an activity of the layer, with who did it, and in which role."""
    data = {
        "id": "record",
        "title": "Letter",
        "describes": "translation",
        "contributor": [{"name": "Reed, Joan", "role": "trl", "uri": "http://viaf.org/viaf/1"}],
        "provenance": [
            {"of": "original", "activity": "transfer", "date": "1995", "from": "A", "to": "B"},
            {"of": "translation", "activity": "translation", "agent": "Reed, Joan"},
        ],
    }
    made = spelt("jsonld", document(data), BASE)
    here = subject(made)
    original = URIRef(f"{BASE}record#original")
    assert set(made.objects(here, PROV.wasDerivedFrom)) == {original}
    (making,) = made.subjects(PROV.generated, here)
    assert set(made.objects(making, PROV.used)) == {original}
    assert set(made.objects(making, PROV.wasAssociatedWith)) == {URIRef("http://viaf.org/viaf/1")}
    (transfer,) = set(made.subjects(PROV.used, original)) - {making}
    assert made.value(transfer, DCTERMS.date) == Text("1995", datatype=XSD.gYear)
    roles = {
        str(made.value(made.value(each, PROV.hadRole), RDFS.label)): labels(
            made, made.objects(each, PROV.agent)
        )
        for each in made.objects(transfer, PROV.qualifiedAssociation)
    }
    assert roles == {"from": {"A"}, "to": {"B"}}
    # Custody is said of what changed hands, not of the translation.
    assert list(made.objects(here, DCTERMS.provenance)) == []
    assert labels(made, made.objects(original, DCTERMS.provenance)) == {
        "Transfer of the original, 1995, from A, to B."
    }


def test_licence_of_the_metadata_is_the_records() -> None:
    """The licence, the dates and the cataloguer of the record are not those of the document."""
    about = {
        "license": "http://creativecommons.org/publicdomain/zero/1.0/",
        "created": "2026-11-23",
        "cataloguer": "Somebody",
    }
    made = spelt("rdfxml", document({"id": "record", "title": "Letter", "record": about}))
    here = subject(made)
    (record,) = made.subjects(FOAF.primaryTopic, here)
    assert record != here
    assert made.value(record, DCTERMS.license) == URIRef(about["license"])
    assert made.value(record, DCTERMS.created) == Text("2026-11-23", datatype=XSD.date)
    for predicate in (DCTERMS.license, DCTERMS.rights, DCTERMS.created, DCTERMS.creator):
        assert made.value(here, predicate) is None


def test_agents() -> None:
    """The first URI that is one is the node, further ones are the same, a role is a relator."""
    uris = ["no uri", "http://viaf.org/viaf/1", "http://www.wikidata.org/entity/Q855"]
    creator = {"name": "Stalin, Joseph", "kind": "person", "role": "aut", "uri": uris}
    made = spelt("turtle", document({"id": "record", "title": "Letter", "creator": [creator]}))
    here, node = subject(made), URIRef(uris[1])
    assert made.value(here, DCTERMS.creator) == node
    assert made.value(here, URIRef("http://id.loc.gov/vocabulary/relators/aut")) == node
    assert made.value(node, OWL.sameAs) == URIRef(uris[2])
    assert made.value(node, DCTERMS.identifier) == Text("no uri")
    assert made.value(node, RDF.type) == FOAF.Person
    assert labels(made, [node]) == {"Stalin, Joseph"}


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("1952", "xsd:gYear"),
        ("1952-12", "xsd:gYearMonth"),
        ("1952-12-27", "xsd:date"),
        ("1952-12-27T23:20:30", "xsd:dateTime"),
        ("1952-12-27T23:20:30Z", "xsd:dateTime"),
        ("1952-12-27T23:20:30+01", "edtf:EDTF"),
        ("1952-21", "edtf:EDTF"),
        ("1952~", "edtf:EDTF"),
        ("1952/1953", "edtf:EDTF"),
        ("-0043", "edtf:EDTF"),
        ("0000", "edtf:EDTF"),
        ("195X", "edtf:EDTF"),
    ],
)
def test_datatype_of_a_date(text: str, datatype: str) -> None:
    """A date has a type of XML Schema only where it is one of its values, by lexical form too."""
    assert dated(text) == Literal(text, "", datatype)


@pytest.mark.parametrize(
    "text",
    [
        "http://example.org",
        "https://example.org/a?b=c&d=%20#e",
        "http://пример.рф/путь",
        "http://example.org:8080/(a)/~b",
        "urn:isbn:0451450523",
        "info:lc/authorities/n79",
    ],
)
def test_text_that_names(text: str) -> None:
    """An absolute IRI of the web, a URN or an info URI names a resource."""
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://",
        "http:///path",
        "http://example.org/a b",
        'http://example.org/"',
        "http://example.org/<a>",
        "http://example.org/a\n",
        "http://example.org/\x00",
        "http://example.org/a#b#c",
        "http://example.org/%",
        "http://example.org/{a}|\\^`",
        "http://example.org:port/",
        "http://[::1]/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "mailto:a@b.org",
        "fond 45",
        "_:a",
        "HTTP",
        "//example.org/a",
    ],
)
def test_text_that_names_nothing(text: str) -> None:
    """Whatever else there is stays text."""
    assert not is_name(text)
    assert not is_address(text)


def test_base_and_id() -> None:
    """The id follows the base; a folder gets its slash."""
    assert based("https://example.org", "a") == "https://example.org/a"
    assert based("https://example.org/a#", "b") == "https://example.org/a#b"


def test_json_ld_is_compact() -> None:
    """The context stands in the file; a value alone is no list, and a node stands where it is."""
    ((_, chunks),) = format_named("jsonld").files(
        [item("jsonld", document(complete()))], ExportSettings()
    )
    data = json.loads(b"".join(chunks))
    assert isinstance(data["@context"], dict)
    first = data["@graph"][0]
    assert first["title"] == "Letter from A. Writer to B. Reader"
    assert first["creator"] == {"rdfs:label": "Writer, A."}
    assert first["created"] == {"@value": "1952-12-27", "@type": "xsd:date"}
    assert first["@type"] == ["prov:Entity", "rico:Record"]


# The command line

LETTER = complete(
    id="letter-one",
    title="Письмо",
    rights=[
        {
            "uri": "http://rightsstatements.org/vocab/InC/1.0/",
            "determined": {"by": "SECRET"},
            "contact": {"name": "Rights office", "email": "SECRET@example.org"},
        }
    ],
    record={"private": ["rights.0.contact.email"]},
)
TWO = complete(id="letter-two", title="Two", relation={"references": ["letter-one"]})


@pytest.mark.parametrize("name", NAMES)
def test_command_line(name: str, tmp_path: Path) -> None:
    """A folder gets a file a record, a file all of them; nothing private is in them."""
    (tmp_path / "records").mkdir()
    for data in (LETTER, TWO):
        (tmp_path / "records" / f"{data['id']}.toml").write_bytes(toml(data))
    (tmp_path / "muniment.toml").write_text(f'[export]\nbase_url = "{BASE}"\n', "utf-8")
    many = muniment("export", "--to", name, "--output", "out/", cwd=tmp_path)
    assert many.status == 0, many.err
    ending = ENDINGS[name]
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        f"letter-one.{ending}",
        f"letter-two.{ending}",
    ]
    one = muniment("export", "--to", name, "--output", f"all.{ending}", cwd=tmp_path)
    assert one.status == 0, one.err
    raw = (tmp_path / f"all.{ending}").read_bytes()
    assert b"SECRET" not in raw
    made = read(f"all.{ending}", raw)
    letter = URIRef(f"{BASE}letter-one")
    assert (URIRef(f"{BASE}letter-two"), DCTERMS.references, letter) in made
    assert (letter, DCTERMS.title, Text("Письмо")) in made
    uri = URIRef("http://rightsstatements.org/vocab/InC/1.0/")
    assert (letter, DCTERMS.rights, uri) in made


def test_wrong_base_on_the_command_line(tmp_path: Path) -> None:
    """A base that is no address is misuse, and nothing is written."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "letter-one.toml").write_bytes(toml(LETTER))
    told = muniment("export", "--to", "turtle", "--option", "base_url=x", cwd=tmp_path)
    assert (told.status, told.out) == (2, "")
    assert "base_url is an address" in told.err


@pytest.mark.parametrize("name", ["turtle", "rdfxml"])
def test_without_the_library(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what to install, and nothing is written."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "letter-one.toml").write_bytes(toml(LETTER))
    monkeypatch.setitem(sys.modules, "pyoxigraph", None)
    told = muniment("export", "--to", name, "--output", "out/", cwd=tmp_path)
    assert told.status == 2
    assert told.err.count("\n") == 1
    assert "pip install 'muniment[rdf]'" in told.err
    assert not (tmp_path / "out").exists()


def test_rdf_xml_is_well_formed() -> None:
    """Another parser of XML than that of rdflib reads it too, and finds one root."""
    raw = together("rdfxml", [item("rdfxml", of_file(path)) for path in RECORDS])
    root = etree.fromstring(raw)
    assert root.tag == "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
    assert {prefix for prefix in root.nsmap if prefix} == set(PREFIXES)


def test_all_three_have_the_same_options() -> None:
    """The address of the collection is set for all at once."""
    assert {tuple(FORMATS[name]) for name in NAMES} == {("base_url",)}
