"""DSpace's Simple Archive Format: items of others, our own export, and hostile archives."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import stat
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generated import exported, records
from inside import muniment
from muniment.errors import MunimentError
from muniment.readers import ReaderSettings
from muniment.readers.saf import read as read_saf
from muniment.reading import read as read_record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from muniment.readers import Draft

DC = "dublin_core.xml"
DCTERMS = "metadata_dcterms.xml"


def xml(*found: tuple[str, ...], schema: str = "dc") -> bytes:
    """Write values as DSpace has them: field without schema, value, and perhaps the language."""
    lines = [f'<dublin_core schema="{schema}">']
    for field, value, *lang in found:
        element, _, qualifier = field.partition(".")
        said = f'element="{element}" qualifier="{qualifier or "none"}"'
        said += f' language="{lang[0]}"' if lang else ""
        lines.append(f"  <dcvalue {said}>{value}</dcvalue>")
    return "\n".join([*lines, "</dublin_core>"]).encode()


TITLE = ("title", "A letter on wagons")
ITEM: dict[str, bytes] = {
    f"item_000/{DC}": xml(
        (*TITLE, "en_US"),
        ("contributor.author", "Doe, Jane"),
        ("contributor.editor", "Roe, Richard"),
        ("date.issued", "1951-03-03"),
        ("date.accessioned", "2020-01-01T00:00:00Z"),
        ("date.copyright", "1950"),
        ("description.abstract", "Wagons are promised.", "en_US"),
        ("description.provenance", "Submitted by secret@example.org"),
        ("description.sponsorship", "The First Fund"),
        ("identifier.uri", "http://hdl.handle.net/1234/5"),
        ("language.iso", "en_US", "en_US"),
        ("subject.lcsh", "Railways", "en_US"),
        ("rights.uri", "https://creativecommons.org/licenses/by/4.0/"),
        ("type", "Letter"),
        ("relation.isbasedon", "https://example.org/original"),
        ("relation.isbasedon", "APRF, Fond 45, Opis 1, Delo 343"),
    ),
    f"item_000/{DCTERMS}": xml(
        ("rightsHolder", "A Holder"), ("alternative", "Another", "fr"), schema="dcterms"
    ),
    "item_000/contents": b"scan.pdf\tbundle:ORIGINAL\tdescription:The scan\n"
    b"notes.txt\tprimary:true\tpermissions:-r 'Staff'\tiiif-label:x\n"
    b"license.txt\nthumb.jpg\tbundle:THUMBNAIL\ngone.pdf\n-r -s 1 -f 12/34\n",
    "item_000/scan.pdf": b"%PDF",
    "item_000/notes.txt": b"notes",
    "item_000/license.txt": b"I agree.",
    "item_000/thumb.jpg": b"",
    "item_000/more.txt": b"",
    "item_000/handle": b"1234/5\n",
    "item_000/collections": b"1234/2\n1234/3\n",
    "item_000/relationships": b"relation.isAuthorOfPublication folderName:item_001\n",
}


def folder(path: Path, files: Mapping[str, bytes]) -> str:
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return str(path)


def packed(path: Path, files: Mapping[str, bytes]) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return str(path)


def read(source: str, unread: list[str] | None = None, **options: str) -> list[Draft]:
    asked = ReaderSettings(options)
    if unread is not None:
        asked = asked._replace(unread=unread.append)
    return list(read_saf(source, asked))


def test_item(tmp_path: Path) -> None:
    """All that an item says has its key; the rest is in `local` or told."""
    (draft,) = read(folder(tmp_path / "archive", ITEM))
    assert draft.data == {
        "title": {"text": "A letter on wagons", "lang": "en-US"},
        "alternative": [{"text": "Another", "lang": "fr"}],
        "creator": [{"name": "Doe, Jane"}],
        "contributor": [{"name": "Roe, Richard", "role": "edt"}],
        "issued": "1951-03-03",
        "description": {"text": "Wagons are promised.", "lang": "en-US"},
        "acknowledgement": ["The First Fund"],
        "url": "http://hdl.handle.net/1234/5",
        "language": ["en-US"],
        "subject": ["Railways"],
        "genre": ["Letter"],
        "source": [
            {"citation": "APRF, Fond 45, Opis 1, Delo 343"},
            {"url": "https://example.org/original"},
        ],
        "rights": [
            {"uri": "http://creativecommons.org/licenses/by/4.0/", "holder": ["A Holder"]},
        ],
        "file": [
            {"media_type": "text/plain", "sha256": hashlib.sha256(b"notes").hexdigest()},
            {
                "media_type": "application/pdf",
                "description": "The scan",
                "sha256": hashlib.sha256(b"%PDF").hexdigest(),
            },
        ],
        "local": {
            "note": ["dc.date.copyright: 1950"],
            "collection": ["1234/2", "1234/3"],
            "relationship": ["relation.isAuthorOfPublication folderName:item_001"],
        },
    }
    assert read_record(draft.data).problems == ()
    assert draft.origin == "1234/5"
    assert draft.file.endswith(f"archive/item_000/{DC}")


def test_what_is_told(tmp_path: Path) -> None:
    """What was not taken over is told, and what DSpace hides is not repeated."""
    (draft,) = read(folder(tmp_path, ITEM))
    told = "\n".join(draft.left_out)
    for said in (
        "dc.date.accessioned is when DSpace took the item",
        "dc.description.provenance is DSpace's own log",
        "license.txt is what the depositor agreed to",
        "thumb.jpg is what DSpace made of another",
        "gone.pdf is named in contents, and is not there",
        "a file is registered in contents (-r -s 1 -f 12/34)",
        "more.txt is not named in contents",
        "notes.txt: only some may read it (-r 'Staff')",
        "notes.txt: iiif-label has no key in a record",
        "scan.pdf itself stays where it is",
        "collections: what it says is kept in local.collection",
    ):
        assert said in told
    assert "secret@example.org" not in f"{told}{draft.data}"


def test_places(tmp_path: Path) -> None:
    """Values have their places in `dublin_core.xml`; those of other files have none."""
    (draft,) = read(folder(tmp_path, ITEM))
    lines = ITEM[f"item_000/{DC}"].decode().split("\n")
    for key, said in (("title", "wagons"), ("issued", "1951"), ("acknowledgement.0", "Fund")):
        place = next(place for each, place in draft.places.items() if each.startswith(key))
        assert said in lines[place.line - 1]
        assert lines[place.line - 1][place.column - 1 :].startswith("<dcvalue")
    assert not any(key.startswith("alternative") for key in draft.places)


def test_zip_gives_what_its_folder_gives(tmp_path: Path) -> None:
    """A zip of an archive gives the same records, wherever in it the items stand."""
    (wanted,) = read(folder(tmp_path / "archive", ITEM))
    for above in ("", "saf/", "a/b/"):
        files = {f"{above}{name}": content for name, content in ITEM.items()}
        (draft,) = read(packed(tmp_path / "items.zip", {**files, "__MACOSX/x": b"", "README": b""}))
        assert draft._replace(file="") == wanted._replace(file="")
        assert draft.file.endswith(f"items.zip/{above}item_000/{DC}")


def test_one_item(tmp_path: Path) -> None:
    """The folder of one item is an archive of one, and so is a zip of its files alone."""
    (draft,) = read(f"{folder(tmp_path, ITEM)}/item_000")
    assert draft.data["title"]["text"] == "A letter on wagons"
    files = {name.partition("/")[2]: content for name, content in ITEM.items()}
    (draft,) = read(packed(tmp_path / "one.zip", files))
    assert draft.data["title"]["text"] == "A letter on wagons"


def test_natural_order(tmp_path: Path) -> None:
    """Items come in the order in which a person counts them."""
    names = ["9" * 30, "Item_3", "item_02", "item_2", "item_2b", "item_10"]
    files = {f"{name}/{DC}": xml(("title", name)) for name in reversed(names)}
    for source in (folder(tmp_path / "a", files), packed(tmp_path / "a.zip", files)):
        assert [draft.data["title"] for draft in read(source)] == names


def test_files_below_the_records(tmp_path: Path) -> None:
    """Where the archive lies below the records folder, each file has its path from there."""
    (draft,) = read(folder(tmp_path, ITEM), files="saf/")
    assert [file["path"] for file in draft.data["file"]] == [
        "saf/item_000/notes.txt",
        "saf/item_000/scan.pdf",
    ]
    assert not any("stays where it is" in told for told in draft.left_out)
    for wrong in ("/saf", "../saf", "a\\b"):
        with pytest.raises(MunimentError, match="below the records folder"):
            read(str(tmp_path), files=wrong)


VIAF = ("http://viaf.org/viaf/1", "http://viaf.org/viaf/2")
MOVED = "Transfer, 1995, from A to B."
SAID = "description.statementofresponsibility"
Values = list[tuple[str, ...]]


@pytest.mark.parametrize(
    ("dc", "dcterms", "data"),
    [
        (
            [("rights", "Rights holder: A")],
            [("rightsHolder", "A")],
            {"rights": [{"holder": ["A"]}]},
        ),
        (
            [("rights", "Access: open")],
            [("accessRights", "Access: open")],
            {"access": {"status": "open"}},
        ),
        (
            [("rights", "By appointment.")],
            [("accessRights", "By appointment.")],
            {"access": {"statement": "By appointment."}},
        ),
        ([("relation", "x")], [("hasFormat", "x")], {"relation": {"has_format": ["x"]}}),
        (
            [("relation", "x"), ("relation", "y")],
            [("references", "y"), ("isRequiredBy", "z")],
            {"relation": {"related": ["x"], "references": ["y"], "is_required_by": ["z"]}},
        ),
        (
            [("description", MOVED)],
            [("provenance", MOVED)],
            {"provenance": [{"activity": "transfer", "date": "1995", "from": ["A to B"]}]},
        ),
        (
            [("contributor.author", "A")],
            [("creator", VIAF[0]), ("creator", VIAF[1])],
            {"creator": [{"name": "A", "uri": [*VIAF]}]},
        ),
        (
            [("contributor.author", "A"), ("contributor.author", "B")],
            [("creator", VIAF[0])],
            {
                "creator": [{"name": "A"}, {"name": "B"}],
                "local": {"note": [f"dcterms.creator: {VIAF[0]}"]},
            },
        ),
        (
            [("contributor.other", "A"), (SAID, "A; translator; signed ANNA")],
            [],
            {"contributor": [{"name": "A", "role": "trl", "signed": "ANNA"}]},
        ),
        (
            [("contributor.other", "A"), (SAID, "by A")],
            [],
            {"contributor": [{"name": "A"}], "local": {"note": [f"dc.{SAID}: by A"]}},
        ),
        (
            [("description", "Creation of the original, 1952, by A.")],
            [],
            {
                "provenance": [
                    {"activity": "creation", "of": "original", "date": "1952", "agent": ["A"]}
                ]
            },
        ),
        (
            [("description", "Creation is a word.")],
            [],
            {"description": "Creation is a word."},
        ),
        (
            [("contributor.unheardof", "A"), ("title.subtitle", "B")],
            [],
            {"contributor": [{"name": "A"}], "local": {"note": ["dc.title.subtitle: B"]}},
        ),
        ([("title", "A", "*"), ("title", " ")], [], {"title": "A"}),
    ],
)
def test_fields(tmp_path: Path, dc: Values, dcterms: Values, data: dict[str, Any]) -> None:
    """Fields become what they stand for; what stands twice is read once."""
    files = {f"1/{DC}": xml(*dc), f"1/{DCTERMS}": xml(*dcterms, schema="dcterms")}
    (draft,) = read(folder(tmp_path, files))
    assert draft.data == data
    assert read_record(draft.data).problems == ()


def test_other_schemas(tmp_path: Path) -> None:
    """Values of a schema of the repository's own are kept as they are."""
    files = {f"1/{DC}": xml(TITLE), "1/metadata_local.xml": xml(("shelf", "3"), schema="local")}
    (draft,) = read(folder(tmp_path, files))
    assert draft.data["local"] == {"note": ["local.shelf: 3"]}


def test_handle(tmp_path: Path) -> None:
    """A handle that the metadata do not have is an identifier."""
    files = {f"1/{DC}": xml(TITLE), "1/handle": b"1234/5\r\n"}
    (draft,) = read(folder(tmp_path, files))
    assert (draft.data["identifier"], draft.origin) == (["hdl:1234/5"], "1234/5")


@settings(max_examples=60, deadline=None)
@given(records())
def test_our_export_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    """Of our own export the id, title and dates come back, and the model refuses nothing."""
    item, files = exported("dspace-saf", data)
    assert item.carried is not None
    path = tmp_path_factory.mktemp("saf") / "items.zip"
    (draft,) = read(packed(path, files))
    assert read_record(draft.data).problems == ()
    assert draft.data["id"] == "record" if "id" in data else True
    title = item.record.title
    if title and title.text:
        found = draft.data["title"]
        assert (found["text"] if isinstance(found, dict) else found) == title.text.strip()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no element found"),
        (b"<dublin_core>\n<dcvalue element='title'>", "line 2, column [0-9]+: is not well-formed"),
        (b"<dublin_core>\xff</dublin_core>", "not well-formed"),
        (b"<dublin_core>\0</dublin_core>", "not well-formed"),
        (b"<?xml version='1.0' encoding='klingon'?><dublin_core/>", "klingon|unknown encoding"),
        (b"<html/>", "line 1: has <html> at its root"),
        (b"<dublin_core>\n<dcvalue>a</dcvalue></dublin_core>", "line 2: .* has no element"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><dublin_core/>", "line 1: has to do with the entity b"),
        (b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><dublin_core>&x;</dublin_core>", "entity"),
        (b"<dublin_core>" + b"<a>" * 50, "line 1: elements stand in one another over 20 deep"),
        (b"<dublin_core>" + b"<dcvalue element='title'>a</dcvalue>" * 10_001, "over 10,000 values"),
        (b"<dublin_core>" + b" " * (4 << 20), "is over 4 MiB"),
    ],
)  # fmt: skip
def test_an_item_that_cannot_be_read(tmp_path: Path, content: bytes, message: str) -> None:
    """An item with bad metadata is told, in one line with its file, and the others are read."""
    files = {f"1/{DC}": content, f"2/{DC}": xml(TITLE)}
    for source in (folder(tmp_path / "a", files), packed(tmp_path / "a.zip", files)):
        unread: list[str] = []
        (draft,) = read(source, unread)
        assert draft.origin == "2"
        with pytest.raises(MunimentError, match=rf"/1/{DC}: [^\n]*({message})[^\n]*\Z"):
            read(source)
        assert len(unread) == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("contents", b"\xff", "contents: is not UTF-8"),
        ("contents", b"a\0b", "contents: has a NUL"),
        ("contents", b"a" * (1 << 21), "contents: is over 1 MiB"),
        ("handle", b"\xff", "handle: is not UTF-8"),
        (DCTERMS, b"<a>", f"{DCTERMS}: line 1"),
    ],
)
def test_other_files_that_cannot_be_read(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    """A file beside the metadata that cannot be read is told by its name."""
    with pytest.raises(MunimentError, match=message):
        read(folder(tmp_path, {f"1/{DC}": xml(TITLE), f"1/{name}": content}))


def test_folders_that_are_no_items(tmp_path: Path) -> None:
    """A folder without metadata is told; an archive without items is refused."""
    files = {f"1/{DC}": xml(TITLE), "2/readme.txt": b"", "readme.txt": b""}
    for source in (folder(tmp_path / "a", files), packed(tmp_path / "a.zip", files)):
        unread: list[str] = []
        assert len(read(source, unread)) == 1
        assert unread == [f"{source}/2: has no {DC}, so it is no item"]
    for source in (
        folder(tmp_path / "b", {"readme.txt": b""}),
        packed(tmp_path / "b.zip", {"x": b""}),
    ):
        with pytest.raises(MunimentError, match="has no item"):
            read(source)


def test_sources_that_are_none(tmp_path: Path) -> None:
    """What is not there, or is no archive, is refused in one line."""
    (tmp_path / "a.csv").write_bytes(b"id,collection\n")
    with pytest.raises(MunimentError, match=r"a\.csv: is no zip"):
        read(str(tmp_path / "a.csv"))
    with pytest.raises(MunimentError, match="cannot be read: No such file"):
        read(str(tmp_path / "nothing"))
    with pytest.raises(MunimentError, match="null byte"):
        read("a\0b")


def _linked(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ("../x", "is no path below"),
        ("a/../../x", "is no path below"),
        ("/etc/x", "is no path below"),
        ("C:/x", "is no path below"),
        ("a\\x", "is no path below"),
        ("a//x", "is no path below"),
        ("./x", "is no path below"),
        (_linked("1/x"), "is a link"),
        (f"1/{DC}", "stands there twice"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_members(tmp_path: Path, member: str | zipfile.ZipInfo, message: str) -> None:
    """A zip with a path that leads out, a link, or a name twice is refused as a whole."""
    path = tmp_path / "a.zip"
    packed(path, {f"1/{DC}": xml(TITLE)})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(member, b"../../etc/passwd")
    with pytest.raises(
        MunimentError, match=rf"a\.zip: .*{message}[^:]*: nothing of the zip is read"
    ):
        read(str(path))


def test_bomb(tmp_path: Path) -> None:
    """A zip that unpacks to very much more than it is, is refused before anything is unpacked."""
    path = packed(tmp_path / "a.zip", {f"1/{DC}": xml(TITLE), "1/x": b"\0" * (80 << 20)})
    with pytest.raises(MunimentError, match="unpacks to 80 MiB, over 200 times its size"):
        read(path)


def test_encrypted(tmp_path: Path) -> None:
    """A member that is encrypted is refused."""
    path = tmp_path / "a.zip"
    packed(path, {f"1/{DC}": xml(TITLE)})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(MunimentError, match="is encrypted"):
        read(str(path))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_broken_zips(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A zip that is cut off, or has other bytes in it, never raises anything but MunimentError."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ITEM.items():
            archive.writestr(name, content)
    whole = bytearray(buffer.getvalue())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=5)):
        whole[at] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("zip") / "a.zip"
    path.write_bytes(
        whole[: data.draw(st.integers(0, len(whole)))] if data.draw(st.booleans()) else whole
    )
    with contextlib.suppress(MunimentError):
        read(str(path), [])


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links(tmp_path: Path) -> None:
    """A link that leads out of an item, or out of the archive, is not followed."""
    files = {f"1/{DC}": xml(TITLE), "1/contents": b"secret.txt\n", f"2/{DC}": xml(TITLE)}
    source = folder(tmp_path / "a", files)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "a" / "1" / "secret.txt").symlink_to(tmp_path / "secret.txt")
    folder(tmp_path / "out", {DC: xml(TITLE)})
    (tmp_path / "a" / "3").symlink_to(tmp_path / "out", target_is_directory=True)
    unread: list[str] = []
    (draft,) = read(source, unread)
    assert draft.origin == "2"
    assert [each.partition(": ")[2] for each in unread] == [
        "leads out of the folder of the item",
        "leads out of the archive",
    ]
    for name in ("../../secret.txt", "/etc/passwd"):
        (tmp_path / "a" / "1" / "contents").write_text(f"{name}\n")
        (draft, _) = read(source, [])
        assert "file" not in draft.data


def test_command_line(tmp_path: Path) -> None:
    """An archive is imported once; what changed is shown, and written when asked; lint reads it."""
    folder(tmp_path / "saf", ITEM)
    command = ("import", "saf", "--from", "saf")
    assert "1 would be written" in muniment(*command, "--dry-run", cwd=tmp_path).err
    assert not (tmp_path / "records").exists()
    ran = muniment(*command, cwd=tmp_path)
    assert (ran.status, "1 written" in ran.err) == (0, True), ran.err
    again = muniment(*command, cwd=tmp_path)
    assert (again.status, "1 as before" in again.err) == (0, True)
    folder(tmp_path / "saf", {"item_000/scan.pdf": b"%PDF-2"})
    other = muniment(*command, cwd=tmp_path)
    assert other.status == 1
    assert f'+sha256 = "{hashlib.sha256(b"%PDF-2").hexdigest()}"' in other.out
    assert muniment(*command, "--update", cwd=tmp_path).status == 0
    lint = muniment(
        "lint", "saf", "--from", "saf", "--profile", "europeana", "--output-format", "concise",
        cwd=tmp_path,
    )  # fmt: skip
    assert f"saf/item_000/{DC}:" in lint.out
    assert "of 1 record" in lint.err
    folder(tmp_path / "saf", {f"item_001/{DC}": b"<"})
    broken = muniment(*command, cwd=tmp_path)
    assert broken.status == 1
    assert f"saf/item_001/{DC}: line 1" in broken.err


def test_round_trip(tmp_path: Path) -> None:
    """A record that went to DSpace with its file comes back under its id, with what they have."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "scan.pdf").write_bytes(b"%PDF")
    (tmp_path / "records" / "a-letter.toml").write_text(
        """
id = "a-letter"
title = { text = "A letter", lang = "pt-BR" }
date = "1951-03-03"
url = "https://example.org/a-letter"
acknowledgement = ["The First Fund"]
rights = [{ uri = "http://rightsstatements.org/vocab/InC/1.0/", holder = ["A. Holder"] }]
access = { status = "open" }
[[creator]]
name = "Doe, Jane"
role = "aut"
uri = ["http://viaf.org/viaf/1"]
[[file]]
path = "scan.pdf"
description = "The scan"
[record]
status = "draft"
""",
        "utf-8",
    )
    archive = str(tmp_path / "items.zip")
    ran = muniment(
        "export", "records", "--to", "dspace-saf", "--option", "collection=123456789/2",
        "--output", archive, "--include-drafts", cwd=tmp_path,
    )  # fmt: skip
    assert ran.status == 0, ran.err
    (draft,) = read(archive)
    assert draft.data == {
        "id": "a-letter",
        "title": {"text": "A letter", "lang": "pt-BR"},
        "date": "1951-03-03",
        "url": "https://example.org/a-letter",
        "acknowledgement": ["The First Fund"],
        "rights": [{"uri": "http://rightsstatements.org/vocab/InC/1.0/", "holder": ["A. Holder"]}],
        "access": {"status": "open"},
        "creator": [{"name": "Doe, Jane", "uri": ["http://viaf.org/viaf/1"], "role": "aut"}],
        "file": [
            {
                "media_type": "application/pdf",
                "description": "The scan",
                "sha256": hashlib.sha256(b"%PDF").hexdigest(),
            }
        ],
        "local": {"collection": ["123456789/2"]},
    }
