"""Europeana's EDM, read back with an RDF/XML parser, and with expat, which did not write it."""

from __future__ import annotations

import copy
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, OWL, RDF, SKOS, Namespace

from generated import document, records
from inside import muniment
from muniment.errors import MunimentError
from muniment.formats import edm
from muniment.formats.edm.part import CLASSES
from muniment.formats.edm.rights import is_taken
from muniment.links import is_link
from muniment.profiles import profile
from muniment.vocabularies import rights as vocabulary
from sending import given_to, written
from specimens import complete, toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EDM = Namespace("http://www.europeana.eu/schemas/edm/")
CC = Namespace("http://creativecommons.org/ns#")
ORE = Namespace("http://www.openarchives.org/ore/terms/")
ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
RS = "http://rightsstatements.org/vocab/"
INC, NOC_NC, NOC_US = (f"{RS}{code}/1.0/" for code in ("InC", "NoC-NC", "NoC-US"))
BY = "http://creativecommons.org/licenses/by/4.0/"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
OBJECT = "https://archive.example.org/id/record"

TAKEN: dict[str, Any] = {
    "describes": "digitization",
    "title": {"text": "Report of the mill inspector", "lang": "en"},
    "genre": ["report"],
    "url": "https://archive.example.org/88",
    "publisher": [{"name": "Archive of Examples", "uri": "https://isni.org/isni/1"}],
    "subject": [{"name": "Mills", "uri": "http://id.loc.gov/authorities/subjects/sh1"}],
    "spatial": [{"name": "Altwasser", "uri": "http://www.wikidata.org/entity/Q1"}, "Silesia"],
    "creator": [
        {"name": "Vogt, Karl", "uri": ["http://viaf.org/viaf/1", "http://d-nb.info/gnd/1"]},
        {"name": "Writer, A."},
    ],
    "rights": [
        {"of": "digitization", "uri": BY, "holder": ["Archive of Examples"]},
        {"of": "original", "uri": CC0},
    ],
    "provenance": None,
    "file": [
        {"url": "https://archive.example.org/88.pdf", "of": "transcription"},
        {
            "url": "https://archive.example.org/88.jpg",
            "media_type": "image/jpeg",
            "description": "First leaf",
        },
    ],
}


def taken(**changes: Any) -> dict[str, Any]:
    """Give a record that Europeana takes, with other values for some keys."""
    return complete(**{**copy.deepcopy(TAKEN), **changes})


def delivered(data: dict[str, Any], **changes: Any) -> bytes:
    made = document({**data, "id": "record"})
    (content,) = written("edm", [made], given_to("edm", **changes)).values()
    return content


def graph(data: dict[str, Any], **changes: Any) -> Graph:
    return Graph().parse(data=delivered(data, **changes), format="xml")


def outcomes(data: dict[str, Any], **changes: Any) -> list[tuple[str, str]]:
    found = edm.remarks(document({**data, "id": "record"}), given_to("edm", **changes))
    return [(remark.outcome, remark.key) for remark in found]


def test_an_object_with_all_that_europeana_shows() -> None:
    """Each thing stands where EDM has it, read as RDF."""
    found = graph(taken())
    thing = URIRef(OBJECT)
    assert (thing, RDF.type, EDM.ProvidedCHO) in found
    assert (thing, DC.title, Literal("Report of the mill inspector", lang="en")) in found
    assert (thing, EDM.type, Literal("TEXT")) in found
    assert (thing, DC.type, Literal("report")) in found
    assert (thing, DC.language, Literal("en")) in found
    assert set(found.objects(thing, DC.creator)) == {
        URIRef("http://viaf.org/viaf/1"),
        Literal("Writer, A."),
    }
    assert set(found.objects(thing, DCTERMS.spatial)) == {
        URIRef("http://www.wikidata.org/entity/Q1"),
        Literal("Silesia"),
    }
    agent, place, concept = (
        URIRef("http://viaf.org/viaf/1"),
        URIRef("http://www.wikidata.org/entity/Q1"),
        URIRef("http://id.loc.gov/authorities/subjects/sh1"),
    )
    for each, kind, name in (
        (agent, EDM.Agent, "Vogt, Karl"),
        (place, EDM.Place, "Altwasser"),
        (concept, SKOS.Concept, "Mills"),
    ):
        assert (each, RDF.type, kind) in found
        assert list(found.objects(each, SKOS.prefLabel)) == [Literal(name)]
    assert (agent, OWL.sameAs, URIRef("http://d-nb.info/gnd/1")) in found


def test_the_aggregation() -> None:
    """The page, the file of the layer described, the picture for a preview, the other file."""
    found = graph(taken())
    (aggregation,) = found.subjects(RDF.type, ORE.Aggregation)
    pdf, jpg = (URIRef(f"https://archive.example.org/88.{end}") for end in ("pdf", "jpg"))
    assert {(each, value) for each, value in found.predicate_objects(aggregation)} == {
        (RDF.type, ORE.Aggregation),
        (EDM.aggregatedCHO, URIRef(OBJECT)),
        (EDM.dataProvider, Literal("Archive of Examples")),
        (EDM.provider, Literal("Archives Portal Europe")),
        (EDM.isShownAt, URIRef("https://archive.example.org/88")),
        (EDM.isShownBy, jpg),
        (EDM.object, jpg),
        (EDM.hasView, pdf),
        (EDM.rights, URIRef(BY)),
    }
    assert (jpg, DC.description, Literal("First leaf")) in found
    assert (jpg, DC.format, Literal("image/jpeg")) in found
    assert {pdf, jpg} < set(found.subjects(RDF.type, EDM.WebResource))
    # It is shown once, not as another format of itself.
    assert not list(found.objects(None, DCTERMS.hasFormat))


@pytest.mark.parametrize(
    ("end", "day", "outcome"),
    [
        ("2031-05-06", "2031-05-06", []),
        ("2031", "2031-12-31", [("altered", "rights.0.end")]),
        ("2031-02~", "2031-02-28", [("altered", "rights.0.end")]),
        ("2031/..", None, [("dropped", "rights.0.end")]),
    ],
)
def test_a_contract_that_ends(end: str, day: str | None, outcome: list[tuple[str, str]]) -> None:
    """NoC-NC with its last day is a licence of our own that inherits from the statement."""
    data = taken(
        rights=[{"of": "digitization", "uri": NOC_NC, "end": end}],
        record={"license": CC0},
    )
    found = graph(data)
    (shown,) = found.objects(None, EDM.rights)
    if day is None:
        assert shown == URIRef(NOC_NC)
    else:
        assert shown == URIRef(f"{OBJECT}#rights")
        assert list(found.objects(shown, ODRL.inheritFrom)) == [URIRef(NOC_NC)]
        (until,) = found.objects(shown, CC.deprecatedOn)
        assert (str(until), str(until.datatype)) == (day, "http://www.w3.org/2001/XMLSchema#date")  # type: ignore[attr-defined]
    assert outcomes(data) == outcome


def test_rights_in_other_layers() -> None:
    """They are text with the name of their layer, and are shown with the file of that layer."""
    data = taken()
    data["rights"] = [*data["rights"], {"of": "transcription", "uri": INC}]
    found = graph(data)
    pdf = URIRef("https://archive.example.org/88.pdf")
    assert set(found.subject_objects(EDM.rights)) == {
        (URIRef(f"{OBJECT}#aggregation"), URIRef(BY)),
        (pdf, URIRef(INC)),
    }
    texts_of = set(map(str, found.objects(URIRef(OBJECT), DC.rights)))
    assert {f"Rights in the original: {CC0}", f"Rights in the transcription: {INC}"} < texts_of
    assert outcomes(data) == [("altered", "rights.1.uri")]
    data["rights"][2]["uri"] = NOC_US
    assert outcomes(data) == [("altered", "rights.1.uri"), ("refused", "rights.2.uri")]
    assert list(graph(data).subjects(EDM.rights)) == [URIRef(f"{OBJECT}#aggregation")]


def test_the_freer_of_two_is_not_shown() -> None:
    """Of several rights in the layer described the one that binds most is shown."""
    rights = [{"of": "digitization", "uri": BY}, {"of": "digitization", "uri": INC}]
    data = taken(rights=rights)
    assert list(graph(data).objects(None, EDM.rights)) == [URIRef(INC)]
    assert outcomes(data) == [("altered", "rights.0.uri")]
    rights[1]["uri"] = NOC_US
    assert ("refused", "rights.1.uri") in outcomes(taken(rights=rights))


def test_whose_rights_speak() -> None:
    """Those of the layer that somebody named; where it has no URI the object is refused."""
    data = taken()
    aggregation, jpg = URIRef(f"{OBJECT}#aggregation"), URIRef("https://archive.example.org/88.jpg")
    made = graph(data, rights_of="original")
    assert set(made.subject_objects(EDM.rights)) == {
        (aggregation, URIRef(CC0)),
        (jpg, URIRef(BY)),
    }
    # Nor is a scan free because whoever made it says so.
    data["rights"][1]["uri"] = INC
    made = graph(data, rights_of="original")
    assert set(made.subject_objects(EDM.rights)) == {(aggregation, URIRef(INC))}
    assert outcomes(data, rights_of="original") == [("altered", "rights.0.uri")]
    assert ("refused", "rights") in outcomes(data, rights_of="translation")


@pytest.mark.parametrize(
    "uri",
    [
        *vocabulary.RIGHTS_STATEMENTS,
        *vocabulary.PUBLIC_DOMAIN,
        *vocabulary.GOVERNMENT_LICENCES,
        *(f"{vocabulary.LICENCE_BASE}{each}/4.0/" for each in vocabulary.LICENCES),
        f"{vocabulary.LICENCE_BASE}by-nd-nc/1.0/",
        f"{vocabulary.LICENCE_BASE}by/2.1/",
        f"{vocabulary.LICENCE_BASE}by/3.0/de/",
        BY.replace("http:", "https:"),
    ],
)
def test_what_is_taken_is_what_the_profile_takes(uri: str) -> None:
    """The format and the profile know the same list."""
    pattern = profile("europeana").schema["$defs"]["valid"]["properties"]["uri"]["pattern"]
    assert is_taken(uri) == bool(re.search(pattern, uri))


@pytest.mark.parametrize("place", ["2.0/za", "2.1/ca", "3.0/am", "3.0/ge", "3.0/xx"])
def test_adaptations_that_are_not_listed(place: str) -> None:
    """Creative Commons has some that Europeana's list has not."""
    uri = f"{vocabulary.LICENCE_BASE}by/{place}/"
    assert not is_taken(uri)
    data = taken(rights=[{"of": "digitization", "uri": uri}])
    assert outcomes(data) == [("refused", "rights.0.uri")]


def test_types_that_europeana_has_not() -> None:
    """An object of such a type is refused; the others are sorted."""
    for kind in ("Collection", "Dataset", "Event", "PhysicalObject", "Service", "Software"):
        assert ("refused", "type") in outcomes(taken(type=kind))
    for kind, sort in edm.TYPES.items():
        data = taken(type=kind)
        assert list(graph(data).objects(None, EDM.type)) == [Literal(sort)]
        assert ("refused", "type") not in outcomes(data)


def test_addresses_that_are_none() -> None:
    """They are no links: a page and a file go out as text, a URI beside a name not at all."""
    data = taken()
    data["creator"] = [{"name": "Vogt, Karl", "uri": ["viaf 1"]}]
    data["subject"] = [{"uri": "mills"}]
    data["url"] = "on the shelf"
    data["file"][0]["url"] = "http://[bad"
    assert sorted(outcomes(data))[:4] == [
        ("altered", "file.0.url"),
        ("altered", "rights.1.uri"),
        ("altered", "subject.0.uri"),
        ("altered", "url"),
    ]
    assert ("dropped", "creator.0.uri.0") in outcomes(data)
    found = graph(data)
    assert Literal("Vogt, Karl") in set(found.objects(None, DC.creator))
    assert Literal("mills") in set(found.objects(None, DC.subject))
    assert Literal("on the shelf") in set(found.objects(None, DC.identifier))
    assert not any("viaf" in str(each) for triple in found for each in triple)
    data["file"] = []
    assert ("refused", "url") in outcomes(data)


def test_the_metadata_are_published_under_cc0() -> None:
    """Europeana publishes all metadata so; what has another licence is told."""
    data = taken(record={"license": BY})
    assert ("altered", "record.license") in outcomes(data)
    assert ("altered", "record.license") not in outcomes({**data, "record": {"license": CC0}})


def test_a_name_said_twice_is_one_resource() -> None:
    """Whoever is creator and subject is one agent, with both names."""
    uri = "http://viaf.org/viaf/1"
    data = taken()
    data["creator"] = [{"name": "Stalin, Joseph", "uri": [uri]}]
    data["subject"] = [
        {"name": "Stalin, Iosif", "uri": uri},
        {"name": "Stalin, Joseph", "uri": uri},
    ]
    found = graph(data)
    assert set(found.objects(URIRef(uri), RDF.type)) == {EDM.Agent}
    assert list(found.objects(URIRef(uri), SKOS.prefLabel)) == [Literal("Stalin, Joseph")]
    assert list(found.objects(URIRef(uri), SKOS.altLabel)) == [Literal("Stalin, Iosif")]


def test_who_holds_the_original() -> None:
    """Where the original is the object it is where its archive is; a translation is not there."""
    archive = [{"name": "Keeper of a copy", "holds": "copy"}, {"name": "Keeper"}]
    data = taken(describes="original", original_archive=archive)
    assert list(graph(data).objects(None, EDM.currentLocation)) == [Literal("Keeper")]
    data["describes"] = "translation"
    assert list(graph(data).objects(None, EDM.currentLocation)) == []


# The order that ORE.xsd, CONTEXTS.xsd and EDM-EXTERNAL-MAIN.xsd ask for.
ORDER = {
    "Aggregation": (
        *("aggregatedCHO", "dataProvider", "hasView", "isShownAt", "isShownBy", "object"),
        *("provider", "rights"),
    ),
    "WebResource": ("description", "format", "rights"),
    "Agent": ("prefLabel", "altLabel", "sameAs"),
    "Place": ("prefLabel", "altLabel", "sameAs"),
    "License": ("inheritFrom", "deprecatedOn"),
}
SEVERAL = {"hasView", "description", "format", "altLabel", "sameAs"}


@given(records())
def test_the_order_of_elements(data: dict[str, Any]) -> None:
    """The schemas ask for an order, for some elements once, and for no empty values."""
    root = ET.fromstring(delivered(data))
    kinds = Counter(each.tag.partition("}")[2] for each in root)
    assert (kinds["ProvidedCHO"], kinds["Aggregation"]) == (1, 1)
    abouts = [each.get(f"{{{RDF}}}about") for each in root]
    assert all(abouts)
    for resource in root:
        names = [each.tag.partition("}")[2] for each in resource]
        order = ORDER.get(resource.tag.partition("}")[2])
        if order:
            assert names == sorted(names, key=order.index)
            assert all(names.count(name) == 1 or name in SEVERAL for name in names)
        for each in resource:
            link, lang = each.get(f"{{{RDF}}}resource"), each.get(LANG)
            assert lang != ""
            assert bool(link) != bool(each.text)
    (thing,) = root.iter(f"{{{EDM}}}ProvidedCHO")
    local = [each.tag for each in thing]
    dublin = [each.startswith((f"{{{DC}}}", f"{{{DCTERMS}}}")) for each in local]
    assert dublin == sorted(dublin, reverse=True)
    assert local.count(f"{{{EDM}}}type") <= 1
    assert f"{{{EDM}}}type" in local[-1:] or f"{{{EDM}}}type" not in local


def properties(content: bytes) -> Iterator[tuple[str, str]]:
    root = ET.fromstring(content)
    for resource in root:
        yield "", resource.get(f"{{{RDF}}}about") or ""
        for each in resource:
            yield each.get(LANG, ""), each.get(f"{{{RDF}}}resource") or each.text or ""


@given(records())
def test_every_part_is_read_back(data: dict[str, Any]) -> None:
    """Value and language of each, in their order, whatever characters they have."""
    carried = edm.carried(document(data), given_to("edm"))
    assert list(properties(delivered(data))) == [(part.lang, part.value) for part in carried]
    assert {part.tag for part in carried} >= {"edm:ProvidedCHO", "ore:Aggregation"}


@given(records())
def test_links_are_links(data: dict[str, Any]) -> None:
    """What is sent as a resource is a URI, but for rights that would have been refused."""
    for part in edm.carried(document(data), given_to("edm")):
        is_rights = any(key.startswith("rights.") for key in part.of)
        if part.tag in CLASSES or (part.is_uri and not is_rights):
            assert is_link(part.value) or part.value.startswith("urn:")


def test_one_object_a_file(folder: Path) -> None:
    """A folder has a file for each; one file of several is refused, and of one is written."""
    ran = muniment("export", "--to", "edm", "--output", "out", cwd=folder)
    assert ran.status == 0, ran.err
    assert sorted(each.name for each in (folder / "out").iterdir()) == ["a.xml", "b.xml"]
    assert b"https://archive.example.org/id/a" in (folder / "out" / "a.xml").read_bytes()
    assert "europeana, of the records without errors: 2 taken with a value altered" in ran.err
    ran = muniment("export", "--to", "edm", cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert "one object a file" in ran.err
    assert "--output" in ran.err
    ran = muniment("export", "records/a.toml", "--to", "edm", cwd=folder)
    assert ran.status == 0
    assert ran.out.encode() == (folder / "out" / "a.xml").read_bytes()


def test_what_europeana_refuses_is_not_written(folder: Path) -> None:
    """It is said with its place, with `--check` alone too."""
    data = taken(id="a", type="PhysicalObject")
    (folder / "records" / "a.toml").write_bytes(toml(data))
    ran = muniment("export", "--to", "edm", "--check", cwd=folder)
    assert ran.status == 1
    assert "error refused (type)" in ran.out
    ran = muniment("export", "--to", "edm", "--output", "out", cwd=folder)
    assert ran.status == 1
    assert not (folder / "out").exists()


@pytest.mark.parametrize("base", ["archive", "https://", "https://archive.example.org/#id-", ""])
def test_base_url_of_objects(base: str) -> None:
    """It is the start of an address, without the part that the file adds."""
    settings = given_to("edm")
    wrong = settings._replace(options={**settings.options, "base_url": base})
    with pytest.raises(MunimentError, match="edm: base_url is"):
        edm.carried(document({"id": "record"}), wrong)


@pytest.mark.parametrize(
    ("base", "uri"),
    [
        ("https://archive.example.org/id", "https://archive.example.org/id/record"),
        ("https://archive.example.org/id/", "https://archive.example.org/id/record"),
        ("https://archive.example.org/?id=", "https://archive.example.org/?id=record"),
    ],
)
def test_the_uri_of_an_object(base: str, uri: str) -> None:
    """The id follows the base, behind a slash where there is none."""
    options = {**given_to("edm").options, "base_url": base}
    found = graph(taken(), options=options)
    assert list(found.subjects(RDF.type, EDM.ProvidedCHO)) == [URIRef(uri)]


def test_a_provider_by_its_uri() -> None:
    """Europeana knows providers by URI as well."""
    options = {**given_to("edm").options, "provider": "http://data.europeana.eu/organization/1"}
    found = graph(taken(), options=options)
    assert list(found.objects(None, EDM.provider)) == [URIRef(options["provider"])]


def test_what_is_said_of_the_whole() -> None:
    """Europeana keeps what was withdrawn until it is given the whole set anew."""
    assert list(edm.notes(100_000, 0)) == []
    assert "1 withdrawn record is" in next(edm.notes(1, 1))


OPTIONS = """\
[export.edm]
data_provider = "Archive of Examples"
provider = "Archives Portal Europe"
base_url = "https://archive.example.org/id"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    for name in ("a", "b"):
        (tmp_path / "records" / f"{name}.toml").write_bytes(toml(taken(id=name)))
    (tmp_path / "muniment.toml").write_text(OPTIONS, encoding="utf-8")
    return tmp_path
