"""PREMIS: statements of rights with nothing made up, events and agents, read back as they are."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from generated import document, exported, records
from inside import muniment
from muniment.errors import CannotCarryError
from muniment.formats import ExportSettings, Item, format_named
from muniment.vocabularies import rights as rights_vocabulary
from specimens import complete, toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

P = "{http://www.loc.gov/premis/v3}"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
LOC = "http://id.loc.gov/vocabulary/preservation/"
RS = "http://rightsstatements.org/vocab/"
CC = "http://creativecommons.org/"
# The order of what an element holds, and what of it must be there (premis-v3-0.xsd).
HOLDS: dict[str, tuple[str, ...]] = {
    "premis": ("object!", "event", "agent", "rights"),
    "event": (
        "eventIdentifier!", "eventType!", "eventDateTime!", "eventDetailInformation",
        "linkingAgentIdentifier", "linkingObjectIdentifier",
    ),
    "agent": ("agentIdentifier!", "agentName", "agentType", "agentNote"),
    "rights": ("rightsStatement!",),
    "rightsStatement": (
        "rightsStatementIdentifier!", "rightsBasis!", "copyrightInformation", "licenseInformation",
        "statuteInformation", "otherRightsInformation", "rightsGranted", "linkingObjectIdentifier",
        "linkingAgentIdentifier",
    ),
    "copyrightInformation": (
        "copyrightStatus!", "copyrightJurisdiction!", "copyrightStatusDeterminationDate",
        "copyrightNote", "copyrightDocumentationIdentifier", "copyrightApplicableDates",
    ),
    "licenseInformation": (
        "licenseDocumentationIdentifier", "licenseTerms", "licenseNote", "licenseApplicableDates",
    ),
    "statuteInformation": (
        "statuteJurisdiction!", "statuteCitation!", "statuteInformationDeterminationDate",
        "statuteNote", "statuteDocumentationIdentifier", "statuteApplicableDates",
    ),
    "otherRightsInformation": (
        "otherRightsDocumentationIdentifier", "otherRightsBasis!", "otherRightsApplicableDates",
        "otherRightsNote",
    ),
    "rightsGranted": ("act!", "restriction", "rightsGrantedNote"),
    "copyrightApplicableDates": ("startDate!", "endDate"),
    "licenseApplicableDates": ("startDate!", "endDate"),
    "statuteApplicableDates": ("startDate!", "endDate"),
    "otherRightsApplicableDates": ("startDate!", "endDate"),
    "linkingAgentIdentifier": (
        "linkingAgentIdentifierType!", "linkingAgentIdentifierValue!", "linkingAgentRole",
    ),
}  # fmt: skip
# Each kind of object in its own order.
OBJECTS = {
    "premis:intellectualEntity": ("objectIdentifier!", "significantProperties", "relationship"),
    "premis:representation": ("objectIdentifier!", "storage", "relationship"),
    "premis:file": ("objectIdentifier!", "objectCharacteristics!", "storage", "relationship"),
}


def read(data: dict[str, Any]) -> ET.Element:
    """Give the root of the one file, read by another parser than the one that wrote it."""
    _, files = exported("premis", data)
    return ET.fromstring(files["record.xml"])


def name(element: ET.Element) -> str:
    return element.tag.removeprefix(P)


def values(
    element: ET.Element, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give each text and each attribute below an element, with the names on the way to it."""
    for each in element:
        path = (*above, name(each))
        if len(each) == 0 and each.text is not None:
            yield path, each.text
        for key, value in each.attrib.items():
            yield (*path, f"@{key.replace(XSI_TYPE, 'xsi:type')}"), value
        yield from values(each, path)


def texts(element: ET.Element, path: str) -> list[str]:
    """Give the texts at a path."""
    return [
        each.text or "" for each in element.findall("/".join(P + step for step in path.split("/")))
    ]


def statement(data: dict[str, Any]) -> ET.Element:
    """Give the one statement of a record with one rights table."""
    (found,) = read(data).iter(f"{P}rightsStatement")
    return found


def table(**rights: Any) -> dict[str, Any]:
    """Give a whole record with that one rights table."""
    return complete(rights=[rights])


@given(records())
def test_every_value_is_read_back(data: dict[str, Any]) -> None:
    """Each text and attribute stands where it was put, whatever characters it has."""
    item, files = exported("premis", data)
    # Somebody who has one part twice is linked once.
    leaves = {leaf.path: leaf.value for leaf in item.carried}
    put = Counter(
        (tuple(step.partition("#")[0] for step in path), text) for path, text in leaves.items()
    )
    assert Counter(values(ET.fromstring(files["record.xml"]))) == put


@given(records())
def test_the_schema(data: dict[str, Any]) -> None:
    """Elements stand in the order of the schema, and what it asks for is there."""
    root = read(data)
    assert root.get("version") == "3.0"
    for each in root.iter():
        order = OBJECTS[each.get(XSI_TYPE, "")] if name(each) == "object" else HOLDS.get(name(each))
        if order is not None:
            known = [step.rstrip("!") for step in order]
            found = [key for key, _ in groupby(map(name, each))]
            assert found == [step for step in known if step in found]
            assert {step.rstrip("!") for step in order if step.endswith("!")} <= set(found)
            assert len(each) > 0


@given(records())
def test_links_lead_somewhere(data: dict[str, Any]) -> None:
    """Whatever is linked to is there, once."""
    root = read(data)
    for kind in ("object", "agent", "event", "rightsStatement"):
        own = [
            identifier.findtext(f"{P}{kind}IdentifierValue")
            for each in root.iter(f"{P}{kind}")
            for identifier in each.findall(f"{P}{kind}Identifier")[:1]
        ]
        assert len(own) == len(set(own))
        linked = {each.text for each in root.iter(f"{P}linking{kind.capitalize()}IdentifierValue")}
        if kind == "object":
            linked |= {each.text for each in root.iter(f"{P}relatedObjectIdentifierValue")}
        assert linked <= set(own)


# On what rights rest


def test_copyright() -> None:
    """Status and jurisdiction, when that was found, on what grounds, from when until when."""
    found = statement(
        table(
            of="translation", basis="copyright", status="public-domain", jurisdiction="US",
            statement="Free.", uri=f"{RS}NKC/1.0/", link=["https://example.org/terms"],
            determined={"date": "2026-11-23", "by": "A. Cataloguer", "note": "Searched."},
            start="1952", end="2022",
        )
    )  # fmt: skip
    assert texts(found, "rightsBasis") == ["copyright"]
    status = found.find(f"{P}copyrightInformation/{P}copyrightStatus")
    assert status is not None
    assert (status.text, status.get("valueURI")) == ("public domain", f"{LOC}copyrightStatus/pub")
    assert status.get("authorityURI") == f"{LOC}copyrightStatus"
    inside = "copyrightInformation"
    assert texts(found, f"{inside}/copyrightJurisdiction") == ["US"]
    assert texts(found, f"{inside}/copyrightStatusDeterminationDate") == ["2026-11-23"]
    assert texts(found, f"{inside}/copyrightNote") == ["Free.", "Grounds: Searched."]
    documents = f"{inside}/copyrightDocumentationIdentifier/copyrightDocumentation"
    assert texts(found, f"{documents}IdentifierValue") == [
        f"{RS}NKC/1.0/",
        "https://example.org/terms",
    ]
    assert texts(found, f"{documents}Role") == ["rights statement", "terms"]
    assert texts(found, f"{inside}/copyrightApplicableDates/startDate") == ["1952"]
    assert texts(found, f"{inside}/copyrightApplicableDates/endDate") == ["2022"]
    assert "A. Cataloguer" not in "".join(found.itertext())


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("InC", "copyrighted"),
        ("InC-OW-EU", "copyrighted"),
        ("InC-EDU", "copyrighted"),
        ("InC-NC", "copyrighted"),
        ("InC-RUU", "copyrighted"),
        ("NoC-NC", "public domain"),
        ("NoC-CR", "public domain"),
        ("NoC-OKLR", "public domain"),
        ("NKC", "unknown"),
        ("CNE", "unknown"),
        ("NoC-US", None),
        ("UND", None),
    ],
)
def test_status_by_the_statement(code: str, status: str | None) -> None:
    """RightsStatements.org says itself which status its statements have; of two it says nothing."""
    found = statement(table(uri=f"{RS}{code}/1.0/", jurisdiction="US"))
    if status:
        assert texts(found, "rightsBasis") == ["copyright"]
        assert texts(found, "copyrightInformation/copyrightStatus") == [status]
    else:
        assert texts(found, "rightsBasis") == ["other"]
        assert texts(found, "otherRightsInformation/otherRightsBasis") == ["copyright"]
    # What somebody found goes before what a statement implies.
    found = statement(table(uri=f"{RS}{code}/1.0/", jurisdiction="US", status="unknown"))
    assert texts(found, "copyrightInformation/copyrightStatus") == ["unknown"]


def test_all_statements_are_known() -> None:
    """The twelve above are those that there are."""
    assert len(rights_vocabulary.RIGHTS_STATEMENTS) == 12


@pytest.mark.parametrize(
    ("rights", "basis"),
    [
        ({"basis": "copyright", "status": "copyrighted"}, "copyright"),
        ({"status": "copyrighted"}, "copyright"),
        ({"basis": "copyright", "jurisdiction": "US"}, "copyright"),
        ({"uri": f"{RS}InC/1.0/"}, "copyright"),
        ({"basis": "statute", "citation": "17 U.S.C. § 105"}, "statute"),
        ({"basis": "statute", "jurisdiction": "US"}, "statute"),
        ({"basis": "donor", "start": "1990"}, "Donor"),
        ({"basis": "policy"}, "Policy"),
        ({"basis": "other"}, "other"),
        ({"statement": "Reproduced by permission."}, "Not recorded"),
        ({"holder": ["Heirs"]}, "Not recorded"),
        ({"uri": "https://example.org/terms"}, "Not recorded"),
    ],
)
def test_other_rights(rights: dict[str, Any], basis: str) -> None:
    """What lacks a fact that PREMIS asks for is another right; nothing is made up."""
    found = statement(table(**rights))
    assert texts(found, "rightsBasis") == ["other"]
    assert texts(found, "otherRightsInformation/otherRightsBasis") == [basis]
    text = "\n".join(found.itertext())
    for key in ("status", "jurisdiction", "citation", "start", "statement", "uri"):
        assert str(rights.get(key, "")) in text
    assert found.find(f"{P}copyrightInformation") is None
    assert found.find(f"{P}statuteInformation") is None


@pytest.mark.parametrize(
    "uri",
    [f"{CC}licenses/by/4.0/", f"{CC}publicdomain/zero/1.0/", "https://www.govdata.de/dl-de/by-2-0"],
)
def test_licence(uri: str) -> None:
    """A licence by its URI is a licence: the document, the terms, the rest as notes."""
    found = statement(
        table(uri=uri, statement="CC BY", start="2011", end="2031", status="copyrighted",
              determined={"date": "2026"})
    )  # fmt: skip
    assert texts(found, "rightsBasis") == ["license"]
    inside = "licenseInformation"
    document = f"{inside}/licenseDocumentationIdentifier"
    assert texts(found, f"{document}/licenseDocumentationIdentifierValue") == [uri]
    assert texts(found, f"{document}/licenseDocumentationIdentifierType") == ["URI"]
    assert texts(found, f"{inside}/licenseTerms") == ["CC BY"]
    assert texts(found, f"{inside}/licenseNote") == [
        "Copyright status: copyrighted",
        "Determined: 2026",
    ]
    assert texts(found, f"{inside}/licenseApplicableDates/endDate") == ["2031"]


def test_statute() -> None:
    """Jurisdiction and citation; an end without a start is a note, for a period has a start."""
    found = statement(
        table(basis="statute", jurisdiction="US", citation="17 U.S.C. § 105", end="2031")
    )
    assert texts(found, "statuteInformation/statuteCitation") == ["17 U.S.C. § 105"]
    assert texts(found, "statuteInformation/statuteNote") == ["Until: 2031"]


def test_a_basis_that_is_all() -> None:
    """A licence of which nothing else is known is a statement without a container."""
    found = statement(table(basis="license"))
    assert [name(each) for each in found] == [
        "rightsStatementIdentifier", "rightsBasis", "linkingObjectIdentifier",
    ]  # fmt: skip


def test_grants() -> None:
    """Acts with their restriction; what restricts nothing named is lost."""
    granted = [{"act": "disseminate", "restriction": "allow"}, {"restriction": "x"}, {"act": "use"}]
    found = statement(table(granted=granted))
    assert texts(found, "rightsGranted/act") == ["disseminate", "use"]
    assert texts(found, "rightsGranted/restriction") == ["allow"]


def test_layers() -> None:
    """The layer described comes first, and each statement is about its own."""
    data = complete(rights=[{"of": "original", "statement": "A"}, {"statement": "B"}])
    links = texts(
        read(data), "rights/rightsStatement/linkingObjectIdentifier/linkingObjectIdentifierValue"
    )
    assert links == ["record/translation", "record/original"]
    form: Any = format_named("premis")
    settings = ExportSettings(rights_of="original")
    leaves = form.carried(document(data), settings)
    assert [leaf.value for leaf in leaves if leaf.path[-1] == "otherRightsNote#0"] == ["A", "B"]


def test_access_and_labels() -> None:
    """Who may see it, and what a community asks, are statements of their own."""
    data = complete(
        rights=None,
        access={"status": "embargoed", "until": "2030", "basis": "Archives Act",
                "statement": "By appointment."},
        notice=[
            {"kind": "label", "community": "Tribe",
             "uri": "https://localcontexts.org/label/tk-attribution/"},
            {"kind": "content-warning", "text": "Violence"},
        ],
    )  # fmt: skip
    access, label = read(data).iter(f"{P}rightsStatement")
    assert texts(access, "otherRightsInformation/otherRightsBasis") == ["Archives Act"]
    assert texts(access, "otherRightsInformation/otherRightsNote") == ["By appointment."]
    assert texts(access, "rightsGranted/act") == ["access"]
    assert texts(access, "rightsGranted/restriction") == ["embargoed"]
    assert texts(access, "rightsGranted/rightsGrantedNote") == ["Until: 2030"]
    assert texts(label, "otherRightsInformation/otherRightsBasis") == ["label"]
    assert texts(label, "otherRightsInformation/otherRightsNote") == ["Community: Tribe"]


# Who, what, when


def test_agents() -> None:
    """Each once: the holder who is also the author; whom to ask, and how; with type and URIs."""
    data = complete(
        creator=[{"name": "Writer, A.", "kind": "person", "role": "aut", "signed": "W.",
                  "uri": ["http://viaf.org/viaf/1"]}],
        rights=[
            {"of": "original", "holder": ["Writer, A.", "Heirs"],
             "contact": {"name": "Office", "email": "office@archive.ac.uk", "address": "1 Road"}},
            {"of": "translation", "holder": ["Heirs"], "contact": {"url": "https://archive.ac.uk"}},
        ],
        provenance=None,
    )  # fmt: skip
    root = read(data)
    assert texts(root, "agent/agentName") == ["Writer, A.", "Heirs", "Office"]
    writer, heirs, nameless, office = root.findall(f"{P}agent")
    assert texts(writer, "agentIdentifier/agentIdentifierValue") == [
        "record/agent/1",
        "http://viaf.org/viaf/1",
    ]
    assert texts(writer, "agentIdentifier/agentIdentifierType") == ["local", "VIAF"]
    assert texts(writer, "agentType") == ["person"]
    assert texts(writer, "agentNote") == ["Role: Author", "Signed: W."]
    assert texts(heirs, "agentNote") == []
    assert texts(nameless, "agentNote") == ["URL: https://archive.ac.uk"]
    assert texts(office, "agentNote") == ["E-mail: office@archive.ac.uk", "Address: 1 Road"]
    roles = {
        (
            each.findtext(f"{P}linkingAgentIdentifierValue"),
            each.findtext(f"{P}linkingAgentRole"),
        )
        for each in root.iterfind(f".//{P}rightsStatement/{P}linkingAgentIdentifier")
    }
    assert roles == {
        ("record/agent/1", "rightsholder"),
        ("record/agent/2", "rightsholder"),
        ("record/agent/3", "contact"),
        ("record/agent/4", "contact"),
    }


def test_events() -> None:
    """An event with its date, who gave and who took, and the layer; the creation by its date."""
    data = complete(
        provenance=[
            {"of": "original", "activity": "transfer", "date": "1995/1996", "from": ["A"],
             "to": ["B"], "place": "Moscow", "evidence": "A letter", "note": "In part."},
            {"of": "translation", "activity": "translation", "agent": ["T"]},
        ]
    )  # fmt: skip
    creation, transfer = read(data).findall(f"{P}event")
    assert texts(creation, "eventDateTime") == ["1952-12-27"]
    kind = transfer.find(f"{P}eventType")
    assert kind is not None
    assert (kind.text, kind.get("valueURI")) == ("transfer", f"{LOC}eventType/tra")
    assert texts(transfer, "eventDateTime") == ["1995/1996"]
    assert texts(transfer, "eventDetailInformation/eventDetail") == [
        "Place: Moscow",
        "Evidence: A letter",
        "In part.",
    ]
    assert texts(transfer, "linkingAgentIdentifier/linkingAgentRole") == ["from", "to"]
    link = "linkingObjectIdentifier/linkingObjectIdentifierValue"
    assert texts(transfer, link) == ["record/original"]
    assert texts(creation, link) == ["record"]


def test_one_creation() -> None:
    """Where the record has the event, its date does not make another."""
    event = {"of": "original", "activity": "creation", "date": "1952-12-27"}
    (found,) = read(complete(provenance=[event])).findall(f"{P}event")
    assert texts(found, "eventIdentifier/eventIdentifierValue") == ["record/event/1"]


def test_objects() -> None:
    """The document under all its names, its layers where they are kept, files with a format."""
    data = complete(
        url="https://archive.ac.uk/1",
        identifier=["doi:10.1000/182", "110296"],
        original_archive=[
            {"name": "Holder", "reference": ["fond 1"]},
            {"siglum": "C", "holds": "copy"},
        ],
        file=[
            {"url": "https://archive.ac.uk/1.pdf", "media_type": "application/pdf",
             "sha256": "0" * 64, "of": "digitization", "path": "scans/1.pdf"},
            {"url": "https://archive.ac.uk/2.pdf"},
        ],
    )  # fmt: skip
    whole, original, copy, translation, digitization, scan = read(data).findall(f"{P}object")
    assert texts(whole, "objectIdentifier/objectIdentifierType") == ["local", "URI", "DOI", "local"]
    where = "storage/contentLocation/contentLocationValue"
    assert texts(original, where) == ["Holder, fond 1"]
    assert texts(copy, where) == ["Copy: C"]
    assert [texts(each, where) for each in (translation, digitization)] == [[], []]
    assert texts(scan, where) == ["https://archive.ac.uk/1.pdf"]
    assert texts(scan, "objectCharacteristics/fixity/messageDigest") == ["0" * 64]
    related = "relationship/relatedObjectIdentifier/relatedObjectIdentifierValue"
    assert texts(scan, related) == ["record/digitization"]
    assert "scans/1.pdf" not in "".join(scan.itertext())


def test_what_xml_cannot_write() -> None:
    """A control character is told with its record and key."""
    with pytest.raises(CannotCarryError, match=r"record: rights\.0\.statement holds a control"):
        read(table(statement="1\u0001"))


@pytest.mark.parametrize(
    ("changes", "outcome", "key", "words"),
    [
        ({"rights": [{"basis": "copyright"}]}, "altered", "rights.0", "a status and"),
        ({"rights": [{"basis": "statute"}]}, "altered", "rights.0", "jurisdiction and citation"),
        ({"rights": [{"statement": "A"}]}, "altered", "rights.0", "not recorded"),
        ({"provenance": [{"activity": "custody"}]}, "dropped", "provenance.0", "without date"),
        ({"provenance": [{"date": "1952"}]}, "dropped", "provenance.0", "without activity"),
        ({"file": [{"url": "https://x.ac.uk"}]}, "dropped", "file.0", "without media type"),
    ],
)  # fmt: skip
def test_remarks(changes: dict[str, Any], outcome: str, key: str, words: str) -> None:
    """What is said in other words, and what is no event or file to PREMIS, is told at its key."""
    form: Any = format_named("premis")
    found = list(form.remarks(document(complete(**changes)), ExportSettings()))
    assert [
        words in each.message for each in found if (each.outcome, each.key) == (outcome, key)
    ] == [True]


# Several records


def test_together_is_what_they_are_alone() -> None:
    """One document holds the parts of all, kind by kind, with no record's mixed into another's."""
    form: Any = format_named("premis")
    items = [exported("premis", complete(title=title))[0] for title in ("A", "B", "C")]
    items = [Item(f"{number}", each.record, each.carried) for number, each in enumerate(items)]
    ((file, chunks),) = form.files(iter(items), ExportSettings(single=True))
    root = ET.fromstring(b"".join(chunks))
    assert file == "records.xml"
    assert [key for key, _ in groupby(map(name, root))] == ["object", "event", "agent", "rights"]
    alone = [
        ET.fromstring(b"".join(content)) for _, content in form.files(iter(items), ExportSettings())
    ]
    for kind in ("object", "event", "agent", "rights"):
        both = [list(values(each)) for each in root.findall(P + kind)]
        assert both == [list(values(each)) for one in alone for each in one.findall(P + kind)]
    assert texts(root, "object/significantProperties/significantPropertiesValue") == ["A", "B", "C"]


def test_objects_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file of many records holds in memory does not grow with them."""
    form: Any = format_named("premis")
    item, _ = exported("premis", complete())
    taken = 0

    def many() -> Iterator[Item[Any]]:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield item

    ((_, chunks),) = form.files(many(), ExportSettings(single=True))
    for _ in range(5):
        next(chunks)
    assert taken < 5


def test_the_command_line(tmp_path: Path) -> None:
    """One document to a pipe, a file a record into a folder."""
    (tmp_path / "records").mkdir()
    for key in ("a", "b"):
        (tmp_path / "records" / f"{key}.toml").write_bytes(toml(complete(id=key)))
    ran = muniment("export", "--to", "premis", cwd=tmp_path)
    assert ran.status == 0, ran.err
    root = ET.fromstring(ran.out.encode())
    statements = root.iter(f"{P}rightsStatementIdentifierValue")
    assert [each.text for each in statements] == ["a/rights/1", "b/rights/1"]
    assert "provenance.date" not in ran.err
    assert muniment("export", "--to", "premis", "--output", "out/", cwd=tmp_path).status == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["a.xml", "b.xml"]
    ran = muniment("export", "--to", "premis", "--check", cwd=tmp_path)
    assert "an event without date is none to PREMIS" in ran.out


def test_a_tombstone_is_a_deaccession(tmp_path: Path) -> None:
    """What was withdrawn goes out as an object and the event that says when and why."""
    (tmp_path / "records").mkdir()
    gone = {
        "id": "gone",
        "title": "Gone",
        "record": {
            "status": "withdrawn",
            "withdrawn": {"date": "2026-01-01", "reason": "Asked for.", "by": "A. Cataloguer"},
        },
    }
    (tmp_path / "records" / "gone.toml").write_bytes(toml(gone))
    ran = muniment("export", "--to", "premis", cwd=tmp_path)
    assert ran.status == 0, ran.err
    root = ET.fromstring(ran.out)
    assert [each.tag.rpartition("}")[2] for each in root] == ["object", "event"]
    assert root.findtext(".//{*}eventType") == "deaccession"
    assert root.findtext(".//{*}eventDateTime") == "2026-01-01"
    assert root.findtext(".//{*}eventDetail") == "Asked for."
    assert "Cataloguer" not in ran.out
