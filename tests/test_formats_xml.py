"""Dublin Core as XML: every statement is read back as it was said, whatever characters it has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from lxml import etree

from generated import exported, records
from inside import muniment
from muniment.formats import FORMATS
from specimens import COMPLETE, complete, toml

if TYPE_CHECKING:
    from pathlib import Path

DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WRAPPERS = {
    "muniment": "{urn:x-muniment:qualifieddc:1}qualifieddc",
    "dspace": "{http://dspace.org/qualifieddc/}qualifieddc",
    "contentdm": "{http://worldcat.org/xmlschemas/qdc-1.0/}qualifieddc",
    "archivesspace": "{http://www.openarchives.org/OAI/2.0/oai_dcterms/}dcterms",
}


def read(files: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """Give the name, the text and the language of each element of the one file."""
    (content,) = files.values()
    return [
        (etree.QName(each).localname, each.text or "", each.get(LANG, ""))
        for each in etree.fromstring(content)
    ]


@given(records())
def test_every_statement_is_read_back(data: dict[str, Any]) -> None:
    """Term, value and language of each, in their order, are those that were said."""
    item, files = exported("dcterms", data)
    assert read(files) == [(each.term, each.value, each.lang) for each in item.carried]


@given(records())
def test_simple_dublin_core_is_read_back(data: dict[str, Any]) -> None:
    """So it is with the fifteen elements; a holder is said to be one."""
    item, files = exported("oai_dc", data)
    assert [text.removeprefix("Rights holder: ") for _, text, _ in read(files)] == [
        each.value for each in item.carried
    ]


@pytest.mark.parametrize("wrapper", FORMATS["dcterms"]["wrapper"].choices)
def test_wrappers(wrapper: str) -> None:
    """The root is that of the reader; DSpace and CONTENTdm have the fifteen in their namespace."""
    _, files = exported("dcterms", COMPLETE, wrapper=wrapper)
    root = etree.fromstring(files["record.xml"])
    assert root.tag == WRAPPERS[wrapper]
    old = wrapper in ("dspace", "contentdm")
    assert root.find(f"{{{DC if old else DCTERMS}}}title") is not None
    assert root.find(f"{{{DCTERMS}}}created") is not None


@pytest.mark.parametrize(
    ("key", "value", "typed"),
    [
        ("date", "1952", "dcterms:W3CDTF"),
        ("date", "1952-12", "dcterms:W3CDTF"),
        ("date", "1952-12-27", "dcterms:W3CDTF"),
        ("date", "1985-04-12T23:20:30Z", "dcterms:W3CDTF"),
        ("date", "1952-21", None),
        ("date", "1952~", None),
        ("date", "1952/1953", None),
        ("date", "195X", None),
        ("date", "0000", None),
        ("date", "Y17000", None),
        ("date", "-0044", None),
        ("language", "ru", "dcterms:RFC4646"),
        ("language", "zh-Hant", "dcterms:RFC4646"),
        ("language", "grc", None),
        ("type", "Text", "dcterms:DCMIType"),
        ("genre", "letter", None),
        ("format", "image/tiff", "dcterms:IMT"),
        ("format", "two reels", None),
        ("url", "https://example.org/1", "dcterms:URI"),
        ("url", "on the shelf", None),
        ("identifier", "https://doi.org/10.1000/182", "dcterms:URI"),
        ("identifier", "no. 7: folder 3", None),
        ("identifier", "https://example.org/a b", None),
    ],
)
def test_types(key: str, value: str, typed: str | None) -> None:
    """A value says its scheme where it is valid for it, and nowhere else."""
    _, files = exported("dcterms", {"id": "record", key: value}, typed="yes")
    (found,) = (each for each in etree.fromstring(files["record.xml"]) if each.text == value)
    assert found.get(XSI_TYPE) == typed
    _, files = exported("dcterms", {"id": "record", key: value}, typed="no")
    assert all(XSI_TYPE not in each.attrib for each in etree.fromstring(files["record.xml"]))


@given(records())
def test_no_type_beside_a_language(data: dict[str, Any]) -> None:
    """The schemas forbid xml:lang where there is a type (dcterms.xsd, 2008-02-11)."""
    _, files = exported("dcterms", data, typed="yes")
    for each in etree.fromstring(files["record.xml"]):
        assert not (XSI_TYPE in each.attrib and LANG in each.attrib)


def test_the_wrapper_is_chosen_on_the_command_line_or_in_the_configuration(tmp_path: Path) -> None:
    """`--option` for a run, `[export.dcterms]` for good; a word that is none is told."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "letter.toml").write_bytes(toml(complete()))
    ran = muniment("export", "--to", "dcterms", "--option", "wrapper=dspace", cwd=tmp_path)
    assert WRAPPERS["dspace"] == etree.fromstring(ran.out.encode()).tag
    (tmp_path / "muniment.toml").write_text('[export.dcterms]\nwrapper = "contentdm"\n')
    ran = muniment("export", "--to", "dcterms", cwd=tmp_path)
    assert WRAPPERS["contentdm"] == etree.fromstring(ran.out.encode()).tag
    ran = muniment("export", "--to", "dcterms", "--option", "wrapper=dspce", cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "wrapper is one of muniment, dspace" in ran.err
    ran = muniment("export", "--to", "dcterms", "--option", "wraper=dspace", cwd=tmp_path)
    assert ran.status == 2
    assert "Did you mean wrapper?" in ran.err


def test_loss_as_json(tmp_path: Path) -> None:
    """`--loss FILE` gives the format, the records, and each key with the records that lost it."""
    (tmp_path / "records").mkdir()
    for name in ("a", "b"):
        data = complete(id=name, record={"cataloguer": "A. Cataloguer"})
        (tmp_path / "records" / f"{name}.toml").write_bytes(toml(data))
    arguments = ("export", "--to", "dcterms", "--output", "out", "--loss", "loss.json")
    assert muniment(*arguments, cwd=tmp_path).status == 0
    report = json.loads((tmp_path / "loss.json").read_text("utf-8"))
    assert (report["version"], report["format"], report["records"]) == (1, "dcterms", 2)
    assert {"key": "record.cataloguer", "records": 2} in report["lost"]
    (tmp_path / "out" / "a.xml").unlink()
    again = muniment(*arguments, cwd=tmp_path)
    assert again.status == 2
    assert not (tmp_path / "out" / "a.xml").exists()
    assert "loss.json is there already" in again.err
    assert muniment(*arguments, "--overwrite", cwd=tmp_path).status == 0
