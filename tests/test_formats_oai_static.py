"""A static repository for OAI-PMH, read back with expat, which did not write it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generated import document, records, texts
from inside import muniment
from muniment.errors import MunimentError
from muniment.formats import oai_static
from muniment.links import is_link
from muniment.periods import last_day
from sending import TODAY, given_to, written
from specimens import complete, toml

if TYPE_CHECKING:
    from pathlib import Path

    from muniment.formats import Document

OAI = "{http://www.openarchives.org/OAI/2.0/}"
STATIC = "{http://www.openarchives.org/OAI/2.0/static-repository}"
RIGHTS = "{http://www.openarchives.org/OAI/2.0/rights/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
BY = "http://creativecommons.org/licenses/by/4.0/"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"


def repository(*documents: Document, **changes: Any) -> ET.Element:
    (content,) = written("oai-static", list(documents), given_to("oai-static", **changes)).values()
    return ET.fromstring(content)


def listed(root: ET.Element, prefix: str) -> list[ET.Element]:
    (found,) = (
        each for each in root.iter(f"{STATIC}ListRecords") if each.get("metadataPrefix") == prefix
    )
    return list(found)


def said(record: ET.Element) -> list[tuple[str, str, str]]:
    payload = record.find(f"{OAI}metadata/*")
    assert payload is not None
    return [(each.tag.partition("}")[2], each.text or "", each.get(LANG, "")) for each in payload]


@given(records())
def test_every_statement_is_in_the_repository(data: dict[str, Any]) -> None:
    """Both formats are there, and say what they say by themselves."""
    made = document(data)
    root = repository(made)
    (full,), (simple,) = listed(root, "oai_dcterms"), listed(root, "oai_dc")
    assert said(full) == [(each.term, each.value, each.lang) for each in made.statements]
    assert Counter(text for _, text, _ in said(simple)) <= Counter(
        f"Rights holder: {each.value}" if each.term == "rightsHolder" else each.value
        for each in made.statements
    )
    for record in (full, simple):
        # OAI-PMH 2.0, 2.5, and the schema of static repositories.
        assert [each.tag for each in record][:2] == [f"{OAI}header", f"{OAI}metadata"]
        header = record[0]
        assert [each.tag for each in header] == [f"{OAI}identifier", f"{OAI}datestamp"]
        assert header.attrib == {}


def test_the_order_of_the_repository() -> None:
    """What the schema asks for, in its order; the formats that are listed are those there are."""
    root = repository(document({"id": "record", "title": "Letter"}))
    assert [each.tag for each in root] == [
        f"{STATIC}{name}"
        for name in ("Identify", "ListMetadataFormats", "ListRecords", "ListRecords")
    ]
    assert [each.tag.removeprefix(OAI) for each in root[0]] == [
        *("repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp"),
        *("deletedRecord", "granularity", "description"),
    ]
    formats = {each.findtext(f"{OAI}metadataPrefix"): each for each in root[1]}
    for prefix, form in formats.items():
        (record,) = listed(root, str(prefix))
        payload = record.find(f"{OAI}metadata/*")
        assert payload is not None
        place = f"{form.findtext(f'{OAI}metadataNamespace')} {form.findtext(f'{OAI}schema')}"
        assert payload.get(f"{XSI}schemaLocation") == place


def test_a_payload_stands_by_itself() -> None:
    """A gateway takes it out of the file: what it needs of namespaces it declares."""
    files = written(
        "oai-static", [document({"id": "record", "title": "A"})], given_to("oai-static")
    )
    for payload in etree.fromstring(files["records.xml"]).iter(f"{OAI}metadata"):
        alone = etree.tostring(payload[0])
        assert etree.fromstring(alone).prefix in ("oai_dc", "oai_dcterms")
        if b"xs:anyType" in alone:
            assert b'xmlns:xs="http://www.w3.org/2001/XMLSchema"' in alone


@pytest.mark.parametrize(
    ("about", "day"),
    [
        ({"modified": "2026-11-20", "created": "2026-11-01"}, "2026-11-20"),
        ({"created": "2026-11-01"}, "2026-11-01"),
        ({}, TODAY),
        ({"modified": "2026-10"}, "2026-10-31"),
        ({"modified": "2024~"}, "2024-12-31"),
        ({"modified": "2026-11"}, TODAY),
        ({"modified": "2026/.."}, TODAY),
        ({"modified": "2027-01-01"}, TODAY),
        ({"modified": "2026-11-20T23:30:00-05:00"}, "2026-11-21"),
        ({"modified": "2026-11-20T01:30:00+05:00"}, "2026-11-19"),
        ({"modified": "2026-11-20T23:30:00Z"}, "2026-11-20"),
        ({"modified": "-0044", "created": "2026-11-01"}, "2026-11-01"),
        ({"modified": "Y17000"}, TODAY),
    ],
)
def test_datestamp(about: dict[str, Any], day: str) -> None:
    """A plain day in UTC, never before the change, and never to come."""
    root = repository(document({"id": "record", "title": "Letter", "record": about}))
    stamps = {each.text for each in root.iter(f"{OAI}datestamp")}
    stamps |= {each.text for each in root.iter(f"{OAI}earliestDatestamp")}
    assert stamps == {day}


def test_datestamp_of_the_level_above() -> None:
    """What changes above changes here: its title, and the rights that are taken from it."""
    here = document({"id": "record", "title": "A", "record": {"modified": "2026-01-01"}})
    above = document({"id": "above", "title": "B", "record": {"modified": "2026-02-02"}}).record
    (first, *_) = repository(here._replace(above=above)).iter(f"{OAI}datestamp")
    assert first.text == "2026-02-02"
    settings = given_to("oai-static")
    carried = oai_static.carried(here._replace(above=above), settings)
    assert not any("record.modified" in part.of for part in carried)
    assert any("record.modified" in part.of for part in oai_static.carried(here, settings))


def test_several_records() -> None:
    """All records stand in one format, then all in the other; the earliest day is said first."""
    documents = [
        document({"id": "record", "title": f"No. {at}", "record": {"modified": day}})._replace(
            id=f"no-{at}"
        )
        for at, day in enumerate(("2026-05-05", "2026-03-03", "2026-04-04"))
    ]
    root = repository(*documents)
    assert root.findtext(f"{STATIC}Identify/{OAI}earliestDatestamp") == "2026-03-03"
    for prefix in ("oai_dc", "oai_dcterms"):
        found = [each.findtext(f"{OAI}header/{OAI}identifier") for each in listed(root, prefix)]
        assert found == [f"oai:archive.example.org:no-{at}" for at in range(3)]
    settings = given_to("oai-static")
    assert written("oai-static", documents, settings) == written("oai-static", documents, settings)
    assert written("oai-static", [], settings) == {}


def test_licence_of_the_metadata() -> None:
    """It stands about the metadata, in both formats; that of the document is in them."""
    made = document({"id": "record", "rights": [{"uri": BY}], "record": {"license": CC0}})
    for prefix in ("oai_dc", "oai_dcterms"):
        (record,) = listed(repository(made), prefix)
        (reference,) = record.iter(f"{RIGHTS}rightsReference")
        assert reference.get("ref") == CC0
        assert CC0 not in [text for _, text, _ in said(record)]
        assert BY in [text for _, text, _ in said(record)]
    assert list(oai_static.remarks(made, given_to("oai-static"))) == []


def test_a_licence_that_is_no_address() -> None:
    """It is not given to harvesters, and that is said."""
    made = document({"id": "record", "title": "A", "record": {"license": "CC0, I think"}})
    settings = given_to("oai-static")
    (remark,) = oai_static.remarks(made, settings)
    assert (remark.outcome, remark.key) == ("dropped", "record.license")
    assert not any("record.license" in part.of for part in oai_static.carried(made, settings))
    assert list(repository(made).iter(f"{OAI}about")) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("namespace", "archive"),
        ("namespace", "https://archive.example.org"),
        ("namespace", "archive.example.org/"),
        ("namespace", "1archive.example.org"),
        ("admin_email", "metadata at archive.example.org"),
        ("admin_email", "metadata@archive"),
        ("base_url", "https://archive.example.org/records.xml"),
        ("base_url", "archive.example.org/records.xml"),
        ("base_url", "http://gateway.example.org/oai/archive.example.org/records.xml?a=b"),
        ("base_url", "http://gateway.example.org/oai/http://archive.example.org/records.xml"),
        ("base_url", "http://gateway.example.org/oai/archive.example.org/"),
        ("repository_name", "Archive\x01"),
        ("repository_name", "Archive\nof Examples"),
    ],
)
def test_what_gateways_would_not_take(key: str, value: str) -> None:
    """An option of the wrong form is told in one line, before anything is written."""
    settings = given_to("oai-static")
    wrong = settings._replace(options={**settings.options, key: value})
    with pytest.raises(MunimentError, match=f"oai-static: {key} is ") as told:
        oai_static.carried(document({"id": "record"}), wrong)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://gateway.institution.org/oai/an.oai.org/ma/mini.xml",
        "https://gateway.example.org/archive.example.org%3A8080/records.xml",
    ],
)
def test_base_url_as_gateways_have_it(url: str) -> None:
    """Of the specification, and with a port behind the gateway."""
    settings = given_to("oai-static")
    right = {**settings.options, "base_url": url}
    root = repository(document({"id": "record", "title": "A"}), options=right)
    assert root.findtext(f"{STATIC}Identify/{OAI}baseURL") == url


@given(texts())
def test_the_name_of_the_repository(name: str) -> None:
    """Text survives in the head of the file as well."""
    settings = given_to("oai-static")
    options = {**settings.options, "repository_name": name}
    made = document({"id": "record", "title": "A"})
    if any(letter < " " for letter in name):
        with pytest.raises(MunimentError):
            repository(made, options=options)
    else:
        found = repository(made, options=options).findtext(f"{STATIC}Identify/{OAI}repositoryName")
        assert found == name


def test_what_is_said_of_the_whole() -> None:
    """That gateways take so many records, and that harvesters keep what was withdrawn."""
    assert list(oai_static.notes(5000, 0)) == []
    (many,) = oai_static.notes(5001, 0)
    assert "5001" in many
    (kept,) = oai_static.notes(1, 2)
    assert "2 withdrawn records" in kept
    assert "keep their copy" in kept


OPTIONS = """\
[export.oai-static]
repository_name = "Archive of Examples"
namespace = "archive.example.org"
admin_email = "metadata@archive.example.org"
base_url = "http://gateway.example.org/oai/archive.example.org/records.xml"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    for name in ("a", "b"):
        (tmp_path / "records" / f"{name}.toml").write_bytes(toml(complete(id=name)))
    (tmp_path / "muniment.toml").write_text(OPTIONS, encoding="utf-8")
    return tmp_path


def test_a_static_repository_on_the_command_line(folder: Path) -> None:
    """To a file, a folder or standard output the same; what is missing is asked for by name."""
    for output in ("oai.xml", "out"):
        ran = muniment("export", "--to", "oai-static", "--output", output, cwd=folder)
        assert ran.status == 0, ran.err
    printed = muniment("export", "--to", "oai-static", cwd=folder).out.encode()
    assert (folder / "oai.xml").read_bytes() == printed
    assert (folder / "out" / "records.xml").read_bytes() == printed
    assert len(listed(ET.fromstring(printed), "oai_dc")) == 2
    (folder / "muniment.toml").write_text(OPTIONS.replace("namespace =", "# namespace ="))
    ran = muniment("export", "--to", "oai-static", cwd=folder)
    assert (ran.status, ran.out) == (2, "")
    assert 'namespace = "archive.example.org"' in ran.err


def test_nothing_to_export_is_no_repository(folder: Path) -> None:
    """A repository without records is not valid, and is not written."""
    for name in ("a", "b"):
        data = complete(id=name, record={"status": "draft"})
        (folder / "records" / f"{name}.toml").write_bytes(toml(data))
    ran = muniment("export", "--to", "oai-static", "--output", "oai.xml", cwd=folder)
    assert ran.status == 1
    assert "nothing to export" in ran.err
    assert not (folder / "oai.xml").exists()


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2031", "2031-12-31"),
        ("2024-02", "2024-02-29"),
        ("2031-05-06", "2031-05-06"),
        ("203X", "2039-12-31"),
        ("2030/2031", "2031-12-31"),
        ("2031/..", ""),
        ("2031/", ""),
        ("-0044", ""),
        ("Y17000", ""),
        ("no date", ""),
        (None, ""),
    ],
)
def test_last_day(date: str | None, day: str) -> None:
    """The last day that a date may mean, if it has one that ISO 8601 writes with four digits."""
    assert last_day(date) == day


@given(st.text(max_size=30), st.sampled_from(["http://", "https://", ""]))
def test_links(text: str, scheme: str) -> None:
    """No text whatever upsets the question, and without a scheme none is a link."""
    assert isinstance(is_link(scheme + text), bool)
    assert not is_link(f"ftp://{text}")
