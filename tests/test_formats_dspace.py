"""Packages for DSpace: read back by readers that know nothing of who wrote them, as DSpace reads.

The registries are those that DSpace installs, written down here by hand: a field in neither fails
an import.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated import document, exported, files_there, records
from inside import muniment
from muniment import bitstreams, completeness, dspace, profiles
from muniment.errors import CannotCarryError, MunimentError
from muniment.formats import ExportSettings, dspace_csv, dspace_saf, format_named
from muniment.pruning import prune
from muniment.zipping import zipped
from program import TODAY
from specimens import complete, toml

if TYPE_CHECKING:
    from pathlib import Path

    from program import Ran

DC = {
    *("contributor", "contributor.author", "contributor.editor", "contributor.illustrator"),
    *("contributor.other", "coverage.spatial", "coverage.temporal", "date.created", "date.issued"),
    *("description", "description.abstract", "description.sponsorship"),
    *("description.statementofresponsibility", "format", "format.extent", "format.medium"),
    *("format.mimetype", "identifier", "identifier.citation", "identifier.other", "identifier.uri"),
    *("language", "language.iso", "provenance", "publisher", "relation", "relation.haspart"),
    *("relation.hasversion", "relation.isbasedon", "relation.isformatof", "relation.ispartof"),
    *("relation.ispartofseries", "relation.isreferencedby", "relation.isreplacedby"),
    *("relation.isversionof", "relation.replaces", "relation.requires", "relation.uri"),
    *("rights", "rights.license", "rights.uri", "subject", "title", "title.alternative", "type"),
}
DCTERMS = {
    *("abstract", "accessRights", "accrualMethod", "accrualPeriodicity", "accrualPolicy"),
    *("alternative", "audience", "available", "bibliographicCitation", "conformsTo"),
    *("contributor", "coverage", "created", "creator", "date", "dateAccepted", "dateCopyrighted"),
    *("dateSubmitted", "description", "educationLevel", "extent", "format", "hasFormat"),
    *("hasPart", "hasVersion", "identifier", "instructionalMethod", "isFormatOf", "isPartOf"),
    *("isReferencedBy", "isReplacedBy", "isRequiredBy", "issued", "isVersionOf", "language"),
    *("license", "mediator", "medium", "modified", "provenance", "publisher", "references"),
    *("relation", "replaces", "requires", "rights", "rightsHolder", "source", "spatial"),
    *("subject", "tableOfContents", "temporal", "title", "type", "valid"),
}
REGISTERED = {f"dc.{name}" for name in DC} | {f"dcterms.{name}" for name in DCTERMS}
COLLECTION = "collection=123456789/2"
UUID = "5ab66fe0-b8b1-4d2b-9f2c-7d5b0c1f7c33"
HOSTILE = "]]> & <b> \"q\" 'p' \\ Телеграмма 电报 مرحبا e\u0301 a,b; c\nnext | line :x"


def read(files: dict[str, bytes], folder: str = "record") -> list[tuple[str, str, str]]:
    """Give field, value and language of each value of an item."""
    found = []
    for schema, name in (("dc", "dublin_core"), ("dcterms", "metadata_dcterms")):
        if f"{folder}/{name}.xml" not in files:
            continue
        root = ET.fromstring(files[f"{folder}/{name}.xml"])
        assert (root.tag, root.attrib) == ("dublin_core", {"schema": schema})
        for each in root:
            assert each.tag == "dcvalue"
            assert set(each.attrib) - {"language"} == {"element", "qualifier"}
            parts = [schema, each.attrib["element"], each.attrib["qualifier"]]
            field = ".".join(part for part in parts if part != "none")
            found.append((field, each.text or "", each.get("language", "")))
    return found


def rows(content: bytes) -> list[list[tuple[str, str]]]:
    """Give the values of each row, with their fields, as DSpace parts them."""
    head, *body = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    assert head[:2] == ["id", "collection"]
    assert all(row[0] == "+" and len(row) == len(head) for row in body)
    return [
        [(name, value) for name, cell in zip(head[2:], row[2:], strict=True)
         for value in cell.split("||") if value]
        for row in body
    ]  # fmt: skip


def lines(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8")
    assert text == "" or text.endswith("\n")
    return [line.split("\t") for line in text.splitlines()]


# Fields


def test_every_field_is_registered() -> None:
    """Whatever a record says, it goes into fields that every DSpace has, and none that it hides."""
    assert len(DCTERMS) == 55
    assert set(dspace.FIELDS) <= REGISTERED
    assert len(set(dspace.FIELDS)) == len(dspace.FIELDS)
    assert "dc.description.provenance" not in dspace.FIELDS


@given(records())
def test_an_item_is_read_back(data: dict[str, Any]) -> None:
    """Field, value and language of each are those that were carried, in order."""
    item, files = exported("dspace-saf", data)
    fields = [each for each in item.carried if isinstance(each, dspace.Field)]
    wanted = [(each.name, each.value, each.lang.replace("-", "_")) for each in fields]
    wanted.sort(key=lambda each: not each[0].startswith("dc."))
    assert read(files) == wanted
    assert {name for name, _, _ in wanted} <= REGISTERED & set(dspace.FIELDS)
    assert files["record/collections"] == b"123456789/2\n"
    assert lines(files["record/contents"]) == [
        each.value.split("\t") for each in item.carried if not isinstance(each, dspace.Field)
    ]


@given(records())
def test_a_row_is_read_back(data: dict[str, Any]) -> None:
    """Each value is in its column, or the record is refused before a table is written."""
    out = document(data)
    refused = [
        remark.key
        for remark in dspace_csv.remarks(out, ExportSettings())
        if remark.outcome == "refused"
    ]
    if refused:
        with pytest.raises(CannotCarryError):
            exported("dspace-csv", data)
        return
    item, files = exported("dspace-csv", data)
    (row,) = rows(files["records-1.csv"])
    assert sorted(row) == sorted((field.name, field.value) for field in item.carried)
    in_column = {name: [v for n, v in row if n == name] for name, _ in row}
    for name, values in in_column.items():
        assert values == [field.value for field in item.carried if field.name == name]
    assert not files["records-1.csv"].startswith(b"\xef\xbb\xbf")


@given(records())
def test_both_say_the_same(data: dict[str, Any]) -> None:
    """The table has the values of the folder, but for the line ends that DSpace would change."""
    out = document(data)
    of_folder = [
        (each.name, each.value.replace("\r\n", "\n"))
        for each in dspace_saf.carried(out, ExportSettings())
        if isinstance(each, dspace.Field)
    ]
    try:
        of_table = dspace_csv.carried(out, ExportSettings())
    except CannotCarryError:
        return
    assert [(each.name, each.value) for each in of_table] == of_folder


WHERE: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"creator": [{"name": "A", "uri": "http://viaf.org/viaf/1"}]},
     [("dc.contributor.author", "A"), ("dcterms.creator", "http://viaf.org/viaf/1")]),
    ({"contributor": [{"name": "C", "role": "trl", "signed": "Ts."}]},
     [("dc.contributor.other", "C"),
      ("dc.description.statementofresponsibility", "C; translator; signed Ts.")]),
    ({"contributor": [{"name": "E", "role": "edt"}, {"name": "I", "role": "ill"}, {"name": "N"}]},
     [("dc.contributor.editor", "E"), ("dc.contributor.illustrator", "I"), ("dc.contributor", "N"),
      ("dc.description.statementofresponsibility", "E; editor"),
      ("dc.description.statementofresponsibility", "I; illustrator")]),
    ({"language": ["en", "en-GB", "zh-Hant"]},
     [("dc.language.iso", "en"), ("dc.language.iso", "en-GB"), ("dc.language", "zh-Hant")]),
    ({"rights": [{"holder": "H", "uri": "http://creativecommons.org/licenses/by/4.0/"}]},
     [("dc.rights.uri", "http://creativecommons.org/licenses/by/4.0/"),
      ("dcterms.license", "http://creativecommons.org/licenses/by/4.0/"),
      ("dc.rights", "Rights holder: H"), ("dcterms.rightsHolder", "H")]),
    ({"rights": [{"uri": "http://rightsstatements.org/vocab/InC/1.0/"}]},
     [("dc.rights.uri", "http://rightsstatements.org/vocab/InC/1.0/")]),
    ({"describes": "copy",
      "rights": [{"of": "original", "uri": "http://rightsstatements.org/vocab/InC/1.0/"}]},
     [("dc.rights",
       "Rights in the original: http://rightsstatements.org/vocab/InC/1.0/")]),
    ({"access": {"status": "restricted"}},
     [("dc.rights", "Access: restricted"), ("dcterms.accessRights", "Access: restricted")]),
    ({"notice": [{"kind": "label", "uri": "https://localcontexts.org/label/tk-attribution/"}]},
     [("dc.rights", "https://localcontexts.org/label/tk-attribution/")]),
    ({"provenance": [{"activity": "transfer", "to": "B"},
                     {"activity": "translation", "agent": "C"}]},
     [("dc.description", "Transfer, to B."), ("dcterms.provenance", "Transfer, to B."),
      ("dc.description", "Translation, by C.")]),
    ({"source": [{"citation": "f. 1"}]}, [("dc.relation.isbasedon", "f. 1")]),
    ({"acknowledgement": "F"}, [("dc.description.sponsorship", "Acknowledgement: F")]),
    ({"relation": {"references": "other"}},
     [("dc.relation", "other"), ("dcterms.references", "other")]),
    ({"description": "D", "issued": "1995"},
     [("dc.date.issued", "1995"), ("dc.description.abstract", "D")]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "wanted"), WHERE)
def test_where_it_stands(data: dict[str, Any], wanted: list[tuple[str, str]]) -> None:
    """What dc has no field for is in dcterms, and where harvesters and readers find it."""
    out = document({"id": "record", **data})
    found = [(each.name, each.value) for each in dspace.fields(out.record, out.statements)]
    assert [each for each in found if each != ("dc.identifier.other", "record")] == wanted


def test_a_role_is_claimed_where_it_is_said() -> None:
    """What the loss report calls carried can be read."""
    data = {"id": "record", "creator": [{"name": "A"}, {"name": "B", "role": "aut"}]}
    taken = {key for each in exported("dspace-saf", data)[0].carried for key in each.of}
    assert {"creator.0.name", "creator.1.name", "creator.1.role"} <= taken


def test_languages() -> None:
    """As DSpace writes them; one longer than its database takes is left out, and is lost."""
    long = "zh-Hant-HK-x-" + "-".join(["abcdefgh"] * 2)
    data = {
        "id": "record",
        "title": {"text": "T", "lang": "en-US"},
        "alternative": {"text": "A", "lang": long},
    }
    item, files = exported("dspace-saf", data)
    assert read(files)[:2] == [("dc.title", "T", "en_US"), ("dc.title.alternative", "A", "")]
    assert "alternative.0.lang" not in {key for each in item.carried for key in each.of}
    item, _ = exported("dspace-csv", data)
    assert "title.lang" not in {key for each in item.carried for key in each.of}


def test_today_is_no_date() -> None:
    """DSpace writes the day of import for the word `today`: no record can say that."""
    file = exported("dspace-saf", {"id": "record", "issued": "1995"})[1]
    assert ("dc.date.issued", "1995", "") in read(file)
    with pytest.raises(AssertionError):
        document({"id": "record", "issued": "today"})


# The command line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two records, the first of which has files."""
    scans = tmp_path / "records" / "scans"
    (scans / "back").mkdir(parents=True)
    for name, content in (("1.pdf", b"front"), ("back/1.PDF", b"back"), ("license.txt", b"words")):
        (scans / name).write_bytes(content)
    files = [
        {"path": "scans/1.pdf", "description": "Front\tand\nmore",
         "sha256": hashlib.sha256(b"front").hexdigest()},
        {"path": "scans/back/1.PDF"},
        {"path": "scans/license.txt"},
        {"url": "https://archive.ac.uk/1.pdf"},
    ]  # fmt: skip
    write(tmp_path, "a", file=files, title=HOSTILE, identifier=["hdl:123456789/77", "no. 7"])
    write(tmp_path, "b", access={"status": "open"})
    return tmp_path


def write(folder: Path, name: str, **changes: Any) -> None:
    (folder / "records").mkdir(exist_ok=True)
    (folder / "records" / f"{name}.toml").write_bytes(toml(complete(id=name, **changes)))


def saf(folder: Path, *more: str, output: str = "out/") -> Ran:
    arguments = ("export", "--to", "dspace-saf", "--option", COLLECTION, "--output", output)
    return muniment(*arguments, *more, cwd=folder)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_folder_of_items(folder: Path) -> None:
    """Each record is a folder with its metadata, its collection, its Handle and its files."""
    ran = saf(folder)
    assert ran.status == 0, ran.err
    out = tree(folder / "out")
    assert ("dc.title", HOSTILE, "") in read(out, "a")
    assert out["a/collections"] == b"123456789/2\n"
    assert out["a/handle"] == b"123456789/77\n"
    assert "b/handle" not in out
    assert out["b/contents"] == b""
    assert lines(out["a/contents"]) == [
        ["1.pdf", "bundle:ORIGINAL", "description:Front and more", "primary:true"],
        ["scans-back-1.PDF", "bundle:ORIGINAL"],
        ["file-license.txt", "bundle:ORIGINAL"],
    ]
    assert (out["a/1.pdf"], out["a/scans-back-1.PDF"]) == (b"front", b"back")
    assert out["a/file-license.txt"] == b"words"
    assert "file.path" not in ran.err.partition("not carried")[2]
    assert "file.media_type" not in ran.err
    assert "file.sha256 (1 record)" in ran.err


def test_a_zip_of_items(folder: Path) -> None:
    """It has the same files in the same order, and the same bytes whenever it is written."""
    assert saf(folder).status == saf(folder, output="a.zip").status == 0
    assert saf(folder, output="b.zip").status == 0
    assert (folder / "a.zip").read_bytes() == (folder / "b.zip").read_bytes()
    with zipfile.ZipFile(folder / "a.zip") as archive:
        assert archive.testzip() is None
        # In the root: DSpace looks one folder deep for items.
        assert [name.split("/")[0] for name in archive.namelist()] == ["a"] * 8 + ["b"] * 4
        assert {name: archive.read(name) for name in archive.namelist()} == tree(folder / "out")
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.external_attr >> 16 for each in archive.infolist()} == {0o100644}


@pytest.mark.parametrize(
    ("collection", "handle", "found"),
    [
        ("123456789/2", "own", True),
        ("987/2", "own", False),
        (UUID, "own", False),
        ("987/2", "any", True),
        (UUID, "any", True),
        ("123456789/2", "none", False),
    ],
)
def test_handle(folder: Path, collection: str, handle: str, found: bool) -> None:
    """A Handle of another prefix is not this repository's to give, unless somebody says so."""
    more = ("--option", f"collection={collection}", "--option", f"handle={handle}")
    assert saf(folder, *more).status == 0
    assert (folder / "out" / "a" / "handle").exists() == found
    assert (folder / "out" / "a" / "collections").read_text() == f"{collection}\n"


@pytest.mark.parametrize(
    ("identifier", "handle"),
    [
        ("hdl:1721.1/1", "1721.1/1"),
        ("http://hdl.handle.net/123/a.b-c", "123/a.b-c"),
        ("https://hdl.handle.net/123/1", "123/1"),
        ("https://hdl.handle.net/123/1?noredirect", None),
        ("hdl:10.1000/182", None),
        ("https://example.org/123/1", None),
        ("123/1", None),
    ],
)
def test_what_a_handle_is(identifier: str, handle: str | None) -> None:
    """A DOI has the form of one, and is none of DSpace's; nor is any pair of numbers."""
    record = document({"id": "record", "identifier": identifier}).record
    assert list(dspace.handles(record)) == ([handle] if handle else [])


@pytest.mark.parametrize("name", ["dspace-saf", "dspace-csv"])
def test_the_collection_is_needed(folder: Path, name: str) -> None:
    """Without it the line to add is shown; what is none is refused before anything is written."""
    ran = muniment("export", "--to", name, "--output", "out/", cwd=folder)
    assert ran.status == 2
    assert f"{name} needs collection" in ran.err
    assert 'collection = "123456789/2"' in ran.err
    wrong = ["Letters", "12/", "123456789/2;3 x", f"{UUID}0"]
    for collection in [*wrong, UUID] if name == "dspace-csv" else wrong:
        option = f"collection={collection}"
        ran = muniment("export", "--to", name, "--option", option, "--output", "out", cwd=folder)
        assert (ran.status, (folder / "out").exists()) == (2, False)
        assert "collection is a Handle" in ran.err


def test_several_collections(folder: Path) -> None:
    """The first owns the items, the others show them."""
    assert saf(folder, "--option", f"collection=123/2, {UUID}").status == 0
    assert (folder / "out" / "a" / "collections").read_text() == f"123/2\n{UUID}\n"
    ran = muniment("export", "--to", "dspace-csv", "--option", "collection=123/2,123/3", cwd=folder)
    assert '\n+,123/2||123/3,"' in ran.out


# Access, and what cannot go along


@pytest.mark.parametrize(
    ("status", "group", "goes"),
    [
        ("open", "", True),
        ("open", "Archivists", True),
        (None, "", False),
        (None, "Archivists", True),
        ("restricted", "", False),
        ("embargoed", "", False),
        ("closed", "", False),
        ("restricted", "Archivists", True),
        ("embargoed", "Archivists", True),
        ("closed", "Archivists", False),
    ],
)
def test_files_that_not_all_may_read(status: str | None, group: str, goes: bool) -> None:
    """They stay at home, and that is said, unless a group is named; the metadata always goes."""
    access = {"status": status} if status else {"statement": "Reading room only."}
    data = {"id": "record", "file": [{"path": "1.pdf"}], "access": access}
    item, files = exported("dspace-saf", data, group=group)
    assert ("record/1.pdf" in files) == goes
    assert ("file.0.path" in {key for each in item.carried for key in each.of}) == goes
    said_of_it = f"Access: {status}" if status else "Reading room only."
    assert ("dcterms.accessRights", said_of_it, "") in read(files)
    permissions = ["permissions:-r 'Archivists'"] if status != "open" else []
    line = ["1.pdf", "bundle:ORIGINAL", *permissions, "primary:true"]
    assert lines(files["record/contents"]) == ([line] if goes else [])
    with files_there():
        told = dspace_saf.remarks(document(data), ExportSettings(options={"group": group}))
        dropped = [each.key for each in told if each.outcome == "dropped"]
    assert dropped == ([] if goes else ["file.0.path"])


def test_what_stays_at_home_is_told(tmp_path: Path) -> None:
    """The export goes on without the file, and says so beforehand and afterwards."""
    access = {"status": "restricted", "statement": "Ask us.", "basis": "Archives Act"}
    write(tmp_path, "a", file=[{"path": "1.pdf"}], access=access)
    (tmp_path / "records" / "1.pdf").write_bytes(b"scan")
    checked = saf(tmp_path, "--check")
    assert checked.status == 0
    assert "warning dropped (file.0.path): stays at home: access" in checked.out
    assert "Set group in [export.dspace-saf]" in checked.out
    ran = saf(tmp_path)
    assert ran.status == 0, ran.err
    assert "1 taken without some value" in ran.err
    assert "file.path (1 record)" in ran.err
    assert "a/1.pdf" not in tree(tmp_path / "out")


@pytest.mark.parametrize("group", ["Readers' room", "a\tb"])
def test_a_group_that_cannot_be_named(folder: Path, group: str) -> None:
    """DSpace would read another name, find no group, and open the file to everybody."""
    ran = saf(folder, "--option", f"group={group}")
    assert (ran.status, (folder / "out").exists()) == (2, False)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ({"path": "../secret"}, "leads out of the records folder"),
        ({"path": "none.pdf"}, "that is not there"),
        ({"path": "scans"}, "that is not there"),
        ({"path": "/etc/passwd"}, "is no path from the records folder"),
    ],
)
def test_what_is_no_file_of_the_record(folder: Path, file: dict[str, str], words: str) -> None:
    """The record is refused with the place, and --skip-invalid exports the others."""
    (folder / "secret").write_bytes(b"secret")
    write(folder, "a", file=[file])
    ran = saf(folder, "--check")
    assert ran.status == 1
    assert "error refused (file.0.path)" in ran.out
    assert words in ran.out
    assert saf(folder, "--skip-invalid").status == 1
    assert {name.split("/")[0] for name in tree(folder / "out")} == {"b"}


def test_another_checksum(folder: Path) -> None:
    """A file that is not what the record says is not handed on, and nothing else is."""
    write(folder, "a", file=[{"path": "scans/1.pdf", "sha256": "0" * 64}])
    for output in ("out/", "out.zip"):
        ran = saf(folder, output=output)
        assert ran.status == 1
        assert "checksum is another" in ran.err
        assert not (folder / output).exists()


def test_no_private_path(folder: Path) -> None:
    """A file whose path is private stays at home."""
    file = [{"path": "scans/1.pdf", "description": "Scan"}]
    write(folder, "a", file=file, record={"private": ["file.0.path"]})
    assert saf(folder).status == 0
    assert lines(tree(folder / "out")["a/contents"]) == []


# Names of files


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/1.pdf", "b/2.pdf"], ["1.pdf", "2.pdf"]),
        (["a/1.pdf", "b/1.pdf"], ["1.pdf", "b-1.pdf"]),
        (["1.pdf", "1.PDF", "1.Pdf"], ["1.pdf", "1-2.PDF", "1-3.Pdf"]),
        (["x/y", "y", "x-y", "y"], ["y", "y-2", "x-y", "y-3"]),
        (["dublin_core.xml", "metadata_x.xml"], ["file-dublin_core.xml", "file-metadata_x.xml"]),
        (["Contents", "handle"], ["file-Contents", "file-handle"]),
        (["LICENSE.TXT", ".hidden", "-r -s 1 -f x"],
         ["file-LICENSE.TXT", "file-.hidden", "file--r -s 1 -f x"]),
        (["con.txt", "a:b?.pdf", "tab\there"], ["file-con.txt", "a_b_.pdf", "tab_here"]),
        (["e\u0301.pdf", "\u00e9.pdf"], ["\u00e9.pdf", "\u00e9-2.pdf"]),
        (["Доклад 1.pdf", "报告.pdf"], ["Доклад 1.pdf", "报告.pdf"]),
        (["a/ . "], ["file"]),
    ],
)  # fmt: skip
def test_names(paths: list[str], names: list[str]) -> None:
    """No folders, none twice in whatever case, none that means something else."""
    out = document({"id": "record", "file": [{"path": path} for path in paths]})
    assert [each.name for each in bitstreams.bitstreams(out.record, "")] == names


@given(st.lists(st.text(min_size=1, max_size=300).filter(str.strip), min_size=1, max_size=6))
def test_any_names(paths: list[str]) -> None:
    """Whatever the paths are, the names are apart, short enough, and of one line without tabs."""
    paths = [path.encode("utf-8", "ignore").decode() for path in paths]
    data = {"id": "record", "file": [{"path": path} for path in paths if path]}
    found = list(bitstreams.bitstreams(document(data).record, ""))
    names = [each.name for each in found]
    assert len({name.casefold() for name in names}) == len(names)
    for each in found:
        assert len(each.name.encode()) <= 255
        assert not set('/\\\t\r\n:*?"<>|') & set(each.name)
        assert each.name[0] not in ".-"
        assert each.name.strip() == each.name
        assert each.value.splitlines() == [each.value]


def test_a_name_that_was_changed_is_told(folder: Path) -> None:
    """So is a description that was put on one line."""
    ran = saf(folder, "--check")
    assert ran.status == 0
    assert "warning altered (file.2.path): is called file-license.txt there" in ran.out
    assert "warning altered (file.0.description): is written on one line" in ran.out
    assert "1 taken with a value altered" in ran.err


# Values that DSpace would read as something else


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ({"title": "a||b"}, "title", "holds ||"),
        ({"subject": ["x", "a || b"]}, "subject.1", "holds ||"),
        ({"title": "std::map"}, "title", "holds ::"),
        ({"subject": ["a|", "b"]}, "subject.0", "ends with |"),
    ],
)
def test_separators_are_refused(
    tmp_path: Path, changes: dict[str, Any], key: str, words: str
) -> None:
    """A table cannot say them, and the record is refused with the place; a folder can."""
    write(tmp_path, "a", **changes)
    write(tmp_path, "b")
    csv_of = ("export", "--to", "dspace-csv", "--option", COLLECTION)
    ran = muniment(*csv_of, "--check", cwd=tmp_path)
    assert ran.status == 1
    assert f"error refused ({key}): {words}" in ran.out
    ran = muniment(*csv_of, cwd=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    ran = muniment(*csv_of, "--skip-invalid", cwd=tmp_path)
    assert len(rows(ran.out.encode())) == 1
    assert saf(tmp_path).status == 0


@pytest.mark.parametrize("last", ["b|", "|b", "a|b"])
def test_a_single_bar_is_no_separator(last: str) -> None:
    """Where it cannot be taken for half of one it stays."""
    _, files = exported("dspace-csv", {"id": "record", "subject": ["x", last]})
    (row,) = rows(files["records-1.csv"])
    assert [value for name, value in row if name == "dc.subject"] == ["x", last]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (" a", "white space"),
        ("a\n", "white space"),
        ("a\x85b", "control character"),
        ("a\u00a0", ""),
        ("a\tb\nc", ""),
    ],
)
def test_what_dspace_alters_is_told(value: str, said: str) -> None:
    """It trims as Java does, and writes blanks for control characters."""
    assert said in dspace.altered(value)
    assert bool(dspace.altered(value)) == bool(said)
    out = document({"id": "record", "title": value})
    for name in ("dspace-saf", "dspace-csv"):
        form: Any = format_named(name)
        found = [(each.outcome, each.key) for each in form.remarks(out, ExportSettings())]
        assert found == ([("altered", "title.text")] if said else [])


def test_line_ends() -> None:
    """DSpace reads a table line by line; the folder keeps what stands there."""
    data = {"id": "record", "title": "a\r\nb\rc"}
    remark, *_ = dspace_csv.remarks(document(data), ExportSettings())
    assert (remark.outcome, remark.key) == ("altered", "title.text")
    assert ("dc.title", "a\nb\nc") in rows(exported("dspace-csv", data)[1]["records-1.csv"])[0]
    assert read(exported("dspace-saf", data)[1])[0][1] == "a\r\nb\rc"


def test_tables_of_so_many_rows(tmp_path: Path) -> None:
    """A folder gets several tables, each with its headings; one file takes no more than one may."""
    for number in range(5):
        write(tmp_path, f"r{number}", record={"modified": "2026-11-23"})
    arguments = ("export", "--to", "dspace-csv", "--option", COLLECTION, "--option", "rows=2")
    assert muniment(*arguments, "--output", "out/", cwd=tmp_path).status == 0
    found = {name: len(rows(content)) for name, content in tree(tmp_path / "out").items()}
    assert found == {"records-1.csv": 2, "records-2.csv": 2, "records-3.csv": 1}
    ran = muniment(*arguments, "--output", "out.csv", cwd=tmp_path)
    assert (ran.status, (tmp_path / "out.csv").exists()) == (2, False)
    assert "DSpace takes 2 rows in a file" in ran.err
    ran = muniment(*arguments, "--option", "rows=5", "--output", "out.csv", cwd=tmp_path)
    assert ran.status == 0
    assert len(rows((tmp_path / "out.csv").read_bytes())) == 5
    assert muniment(*arguments, "--option", "rows=0", cwd=tmp_path).status == 2


def test_a_table_without_rows() -> None:
    """One that is too small for the first record is none."""
    with pytest.raises(MunimentError, match="rows is a number"):
        exported("dspace-csv", {"id": "record"}, rows="many")


# The profile


def said(data: dict[str, Any]) -> list[tuple[str | None, str]]:
    pruned = prune(data)
    asked = profiles.profile("dspace")
    assert jsonschema.Draft202012Validator(asked.schema).is_valid(pruned.data) == (
        asked.validator.is_valid(pruned.data)
    )
    found = completeness.missing(pruned.data, asked, pruned.blanks, TODAY)
    return sorted((each.level, each.key) for each in found)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"id": "a", "title": "T", "issued": "1995"}, []),
        ({"id": "a", "title": {"text": "T"}, "issued": "1995"}, []),
        ({"id": "a", "title": "T"}, [("warning", "issued")]),
        ({"id": "a", "issued": "1995"}, [("error", "title")]),
        ({"id": "a", "title": {"lang": "en"}, "issued": "1995"}, [("error", "title.text")]),
        ({"id": "a", "title": " ", "issued": "1995"}, [("error", "title")]),
        ({"title": "T", "issued": "1995"}, [("error", "id")]),
        ({"id": "a", "title": "T", "gap": [{"field": "issued", "reason": "not-applicable"}]},
         [("note", "issued")]),
        ({"id": "a", "issued": "1995", "gap": [{"field": "title", "reason": "unknown"}]},
         [("error", "gap.0.field"), ("note", "title")]),
    ],
)  # fmt: skip
def test_profile(data: dict[str, Any], found: list[tuple[str, str]]) -> None:
    """An id and a title are demanded, no gap will do; a date of issue is advised."""
    assert said(data) == found


def test_the_date_that_dspace_sorts_by_keeps_nobody_back(tmp_path: Path) -> None:
    """A record without it is taken, as DSpace does; lint with the profile says what it costs."""
    write(tmp_path, "a")
    assert saf(tmp_path).status == 0
    ran = muniment("lint", "--profile", "dspace", cwd=tmp_path)
    assert ran.status == 0
    assert "DSpace sorts and narrows down by the date of issue" in ran.out


# Zips


@given(st.lists(st.tuples(st.lists(st.binary(max_size=50), max_size=4), st.booleans()), max_size=8))
def test_a_zip_is_read_back(contents: list[tuple[list[bytes], bool]]) -> None:
    """Files of any content, known whole or in pieces, are found under their names."""
    members = [
        (f"папка/{number}", tuple(pieces) if whole else iter(pieces))
        for number, (pieces, whole) in enumerate(contents)
    ]
    with zipfile.ZipFile(io.BytesIO(b"".join(zipped(members)))) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    wanted = {f"папка/{at}": b"".join(pieces) for at, (pieces, _) in enumerate(contents)}
    assert found == wanted


def test_a_zip_of_more_files_than_two_bytes_count() -> None:
    """Behind 65,535 files the end of a zip is another."""
    content = b"".join(zipped((f"r{number}/x", (b"%d" % number,)) for number in range(66_000)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.namelist()) == 66_000
        assert archive.read("r65999/x") == b"65999"
