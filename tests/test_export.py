"""`muniment export`: what goes out, what does not, and that it goes whole or not at all."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

import program
from inside import muniment
from muniment.commands.progress import followed
from specimens import COMPLETE, complete, toml

if TYPE_CHECKING:
    from program import Ran

DC = "{http://purl.org/dc/elements/1.1/}"
OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SECRET = "SECRET@example.org"


def put(folder: Path, *records: dict[str, Any], below: str = "records") -> None:
    """Write records into a folder, each by its id."""
    (folder / below).mkdir(parents=True, exist_ok=True)
    for data in records:
        (folder / below / f"{data['id']}.toml").write_bytes(toml(data))


def export(folder: Path, *arguments: str) -> Ran:
    """Export, and see that nothing hidden or temporary is left, here or above."""
    ran = muniment("export", "--to", "oai_dc", *arguments, cwd=folder)
    assert "Traceback" not in ran.err
    left = [path for path in (*folder.parent.iterdir(), *folder.rglob("*")) if path.name[0] == "."]
    assert left == []
    return ran


def standing(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes, and every folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"a folder"
        for path in folder.rglob("*")
    }


def refused(folder: Path, *arguments: str, status: int = 1) -> str:
    """Export, which must write nothing at all; give what is said on standard error."""
    before = standing(folder)
    ran = export(folder, *arguments)
    assert ran.status == status, ran.err
    assert ran.out == ""
    assert standing(folder) == before
    return ran.err


def values(text: str | bytes, element: str) -> list[str]:
    """Give the values of an element of Dublin Core in a text of XML, in their order."""
    raw = text.encode("utf-8") if isinstance(text, str) else text
    return [each.text or "" for each in etree.fromstring(raw).iter(DC + element)]


# A folder of its own in the test's, so that what is left above it is seen.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    return tmp_path / "inner"


ONE = complete(id="one", title="Number one")
TWO = complete(id="two", title="Number two")
WRONG = complete(id="wrong", rights=None)
DRAFT = complete(id="draft", record={"status": "draft"})
GONE = {
    "id": "gone",
    "title": "Gone",
    "record": {"status": "withdrawn", "withdrawn": {"date": "2026-01-01", "reason": "Asked."}},
}


# Where it goes.


def test_to_a_folder(folder: Path) -> None:
    """A folder gets a file a record, named by its id."""
    put(folder, ONE, TWO)
    ran = export(folder, "--output", "out")
    assert (ran.status, ran.out) == (0, "")
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["one.xml", "two.xml"]
    content = (folder / "out" / "one.xml").read_bytes()
    assert etree.fromstring(content).tag == OAI_DC
    assert values(content, "title") == ["Number one"]


@pytest.mark.parametrize("output", ["out", "out/", "a/b/out", "v1.0/", "./out", "a/../out"])
def test_folders(folder: Path, output: str) -> None:
    """A name without an ending, or with a slash behind, is a folder, made with those above it."""
    put(folder, ONE)
    (folder / "a").mkdir(exist_ok=True)
    assert export(folder, "--output", output).status == 0
    assert [path.name for path in (folder / output).iterdir()] == ["one.xml"]


@pytest.mark.parametrize("output", [".", "out.d", "out"])
def test_folders_that_are_there(folder: Path, output: str) -> None:
    """A folder that is there is a folder, whatever its name, and what else is in it stays."""
    put(folder, ONE)
    (folder / output).mkdir(exist_ok=True)
    (folder / output / "other.txt").write_bytes(b"other")
    assert export(folder, "--output", output).status == 0
    assert values((folder / output / "one.xml").read_bytes(), "title") == ["Number one"]
    assert (folder / output / "other.txt").read_bytes() == b"other"


def test_one_record_into_a_file(folder: Path) -> None:
    """A file with one record has its element as the root."""
    put(folder, ONE)
    assert export(folder, "--output", "new/out.xml").status == 0
    content = (folder / "new" / "out.xml").read_bytes()
    assert etree.fromstring(content).tag == OAI_DC
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')


def test_several_records_into_a_file(folder: Path) -> None:
    """A file with several records has them below one root, in the order of the files' names."""
    put(folder, TWO, ONE, complete(id="three"))
    assert export(folder, "--output", "out.xml").status == 0
    root = etree.parse(folder / "out.xml").getroot()
    assert root.tag == "records"
    assert [child.tag for child in root] == [OAI_DC] * 3
    assert [child.findtext(f"{DC}title") for child in root] == [
        "Number one", COMPLETE["title"], "Number two",
    ]  # fmt: skip


def test_to_standard_output(folder: Path) -> None:
    """Standard output has the same bytes as a file, and nothing else."""
    put(folder, ONE, TWO)
    ran = export(folder)
    assert ran.status == 0
    assert export(folder, "--output", "out.xml").status == 0
    assert ran.out.encode("utf-8") == (folder / "out.xml").read_bytes()
    assert export(folder, "--output", "-").out == ran.out
    assert "2 records exported to oai_dc" in ran.err


def test_as_a_process(folder: Path) -> None:
    """The program itself writes UTF-8 and LF to standard output, whatever the locale."""
    put(folder, complete(id="one", title="Телеграмма 电报"))
    ran = program.muniment("export", "--to", "oai_dc", cwd=folder, PYTHONIOENCODING="ascii")
    assert ran.status == 0
    assert values(ran.out, "title") == ["Телеграмма 电报"]
    assert "\r" not in ran.out


def test_same_bytes_twice(folder: Path) -> None:
    """The same records give the same bytes, whatever the order in which they are named."""
    put(folder, ONE, TWO)
    first = export(folder, "records/one.toml", "records/two.toml").out
    assert export(folder, "records/two.toml", "records/one.toml", "records").out == first
    export(folder, "--output", "a")
    export(folder, "--output", "b")
    assert standing(folder / "a") == standing(folder / "b")


# What is given to be exported.


def test_a_lone_folder(folder: Path) -> None:
    """A folder that is named is exported, whatever the folder of records is."""
    put(folder, ONE)
    put(folder, TWO, below="theirs/deep")
    assert values(export(folder, "theirs").out, "title") == ["Number two"]


def test_records_option(folder: Path) -> None:
    """`--records` is what is exported where no path is given, and where parents are looked for."""
    rights = COMPLETE["rights"]
    put(folder, complete(id="top", level="fonds", rights=rights), below="theirs")
    put(folder, complete(id="low", part_of="top", rights=None), below="elsewhere")
    both = export(folder, "--records", "theirs")
    assert values(both.out, "title") == [COMPLETE["title"]]
    low = export(folder, "elsewhere", "--records", "theirs")
    assert low.status == 0, low.err
    assert rights[0]["statement"] in values(low.out, "rights")


def test_one_file(folder: Path) -> None:
    """A file that is named is exported alone."""
    put(folder, ONE, TWO)
    assert values(export(folder, "records/two.toml").out, "title") == ["Number two"]


def test_paths_that_are_not_there(folder: Path) -> None:
    """A path that is not there, or holds no record, is misuse: nothing is written."""
    put(folder, ONE)
    assert "there is no such file" in refused(folder, "none", "records", status=2)
    (folder / "empty").mkdir()
    assert "no record found" in refused(folder, "empty", "--output", "out", status=2)


def test_no_such_format(folder: Path) -> None:
    """A format that is not there is misuse, and what was meant is said."""
    put(folder, ONE)
    ran = muniment("export", "--to", "oai-dc", cwd=folder)
    assert ran.status == 2
    assert "Did you mean oai_dc?" in ran.err


# What may not go out.


@pytest.mark.parametrize("output", ["-", "out", "out.xml", "deep/down/out", "deep/down/out.xml"])
def test_refused_record(folder: Path, output: str) -> None:
    """One record with an error: nothing at all is written, no folder made, and the error said."""
    put(folder, ONE, WRONG)
    said = refused(folder, "--output", output)
    assert "records/wrong.toml" in said
    assert "error missing (rights)" in said
    assert "nothing was written" in said
    assert "1 of the records" in said


def test_refused_record_leaves_a_folder_as_it_was(folder: Path) -> None:
    """A folder that is there stays as it was, with what is in it."""
    put(folder, ONE, WRONG)
    (folder / "out").mkdir()
    (folder / "out" / "one.xml").write_bytes(b"of last year")
    refused(folder, "--output", "out", "--overwrite")


def test_broken_file(folder: Path) -> None:
    """A file that is no TOML is an error of its record like any other."""
    put(folder, ONE)
    (folder / "records" / "broken.toml").write_bytes(b'title = "not closed\n')
    said = refused(folder, "--output", "out")
    assert "records/broken.toml" in said
    assert "error syntax" in said


def test_skip_invalid(folder: Path) -> None:
    """The others are written, the errors are said, and the exit status is 1."""
    put(folder, ONE, WRONG, TWO)
    ran = export(folder, "--skip-invalid", "--output", "out")
    assert ran.status == 1
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["one.xml", "two.xml"]
    assert "error missing (rights)" in ran.err
    assert "2 records exported" in ran.err
    ran = export(folder, "--skip-invalid")
    assert ran.status == 1
    assert values(ran.out, "title") == ["Number one", "Number two"]


def test_skip_invalid_with_nothing_left(folder: Path) -> None:
    """Where all are invalid there is nothing to write."""
    put(folder, WRONG)
    assert "nothing was written" in refused(folder, "--skip-invalid", "--output", "out")


def test_drafts(folder: Path) -> None:
    """A draft is left out and that is said, unless drafts are asked for."""
    put(folder, ONE, DRAFT)
    ran = export(folder)
    assert ran.status == 0
    assert values(ran.out, "title") == ["Number one"]
    assert "records/draft.toml is a draft, and was left out" in ran.err
    ran = export(folder, "--include-drafts")
    assert values(ran.out, "title") == [COMPLETE["title"], "Number one"]
    assert "left out" not in ran.err


@pytest.mark.parametrize("more", [(), ("--include-drafts", "--skip-invalid")])
def test_withdrawn(folder: Path, more: tuple[str, ...]) -> None:
    """A withdrawn record never goes out."""
    put(folder, ONE, GONE)
    ran = export(folder, *more)
    assert ran.status == 0
    assert values(ran.out, "title") == ["Number one"]
    assert "records/gone.toml is withdrawn, and was left out" in ran.err


@pytest.mark.parametrize("output", ["-", "out", "out.xml"])
def test_nothing_to_export(folder: Path, output: str) -> None:
    """Only drafts and tombstones: nothing is written, not even an empty file, and that is said."""
    put(folder, DRAFT, GONE)
    assert "nothing to export" in refused(folder, "--output", output)


# What stands there already.


@pytest.mark.parametrize(("output", "file"), [("out", "out/two.xml"), ("out.xml", "out.xml")])
def test_another_file_stands_there(folder: Path, output: str, file: str) -> None:
    """A file of another content is not overwritten, and no other file is moved beside it."""
    put(folder, ONE, TWO)
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_bytes(b"of last year")
    said = refused(folder, "--output", output, status=2)
    assert f"{file} is there already" in said
    assert "--overwrite" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("output", ["out", "out.xml"])
def test_the_same_file_stands_there(folder: Path, output: str) -> None:
    """The same export again is fine, and changes nothing; one record more is added."""
    put(folder, ONE)
    assert export(folder, "--output", output).status == 0
    before = standing(folder)
    assert export(folder, "--output", output).status == 0
    assert standing(folder) == before
    if output == "out":
        put(folder, TWO)
        assert export(folder, "--output", output).status == 0
        assert standing(folder).keys() == {*before, "out/two.xml", "records/two.toml"}


@pytest.mark.parametrize(("output", "file"), [("out", "out/two.xml"), ("out.xml", "out.xml")])
def test_overwrite(folder: Path, output: str, file: str) -> None:
    """Who asks for it has the new content."""
    put(folder, TWO)
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_bytes(b"of last year")
    assert export(folder, "--output", output, "--overwrite").status == 0
    assert values((folder / file).read_bytes(), "title") == ["Number two"]


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
@pytest.mark.parametrize("target", ["elsewhere.xml", "nowhere.xml"])
def test_a_link_stands_there(folder: Path, target: str) -> None:
    """A link is not followed, even one to nowhere: what it points to is not ours."""
    put(folder, ONE)
    (folder / "elsewhere.xml").write_bytes(b"not ours")
    (folder / "out").mkdir()
    (folder / "out" / "one.xml").symlink_to(folder / target)
    refused(folder, "--output", "out", status=2)
    assert export(folder, "--output", "out", "--overwrite").status == 0
    assert (folder / "elsewhere.xml").read_bytes() == b"not ours"
    assert not (folder / "nowhere.xml").exists()


@pytest.mark.parametrize("more", [(), ("--overwrite",)])
def test_a_folder_stands_there(folder: Path, more: tuple[str, ...]) -> None:
    """A folder where a file should go is left alone, and nothing else is moved."""
    put(folder, ONE, TWO)
    (folder / "out" / "two.xml").mkdir(parents=True)
    assert "two.xml" in refused(folder, "--output", "out", *more, status=2)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_output_is_a_link_to_nowhere(folder: Path) -> None:
    """A link to nowhere is no folder to write to: an error of one line."""
    put(folder, ONE)
    (folder / "out").symlink_to("nowhere")
    assert refused(folder, "--output", "out", status=2).count("\n") == 1


def test_several_records_and_a_file_of_that_name(folder: Path) -> None:
    """A file without an ending is no folder, and is not overwritten."""
    put(folder, ONE)
    (folder / "out").write_bytes(b"of last year")
    assert "out is a file" in refused(folder, "--output", "out", "--overwrite", status=2)


@pytest.mark.parametrize("output", ["file/out", "file/out.xml", "file/deep/out"])
def test_a_target_that_cannot_be_written(folder: Path, output: str) -> None:
    """A target below a file is an error of one line that names it."""
    put(folder, ONE)
    (folder / "file").write_bytes(b"")
    said = refused(folder, "--output", output, status=2)
    assert f"{output} cannot be written" in said
    assert said.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
@pytest.mark.parametrize("output", ["shut", "shut/out.xml"])
def test_a_folder_that_may_not_be_written(folder: Path, output: str) -> None:
    """A folder without permission to write is an error of one line."""
    put(folder, ONE)
    (folder / "shut").mkdir(mode=0o555)
    assert refused(folder, "--output", output, status=2).count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_below_one_that_may_not_be_written(folder: Path) -> None:
    """A folder that may be written is enough: that above it may be shut."""
    (folder / "shut" / "out").mkdir(parents=True)
    put(folder, ONE)
    (folder / "shut").chmod(0o555)
    assert export(folder, "--output", "shut/out").status == 0


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a second file system")
@pytest.mark.parametrize("name", ["", "/out.xml"])
def test_a_folder_on_another_file_system(folder: Path, tmp_path: Path, name: str) -> None:
    """A folder that is mounted, or a link to another file system, is a folder like any other."""
    other = Path("/dev/shm") / f"muniment-{os.getpid()}-{tmp_path.name}"
    other.mkdir()
    try:
        (folder / "out").symlink_to(other)
        put(folder, ONE)
        assert export(folder, "--output", f"out{name}").status == 0
        assert len(list(other.iterdir())) == 1
    finally:
        for path in other.iterdir():
            path.unlink()
        other.rmdir()


@pytest.mark.parametrize("output", ["out", "out.xml"])
def test_a_disk_that_fails(folder: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    """Where the disk fails it is said in one line, and nothing half is left."""

    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    put(folder, ONE)
    monkeypatch.setattr(os, "replace", failing)
    monkeypatch.setattr(os, "rename", failing)
    ran = export(folder, "--output", output)
    assert ran.status == 2
    assert "No space left on device" in ran.err
    assert ran.err.count("\n") == 1
    assert list(folder.rglob("*.xml")) == []


@pytest.mark.parametrize("output", ["out", "out.xml", "-"])
def test_the_same_id_twice(folder: Path, output: str) -> None:
    """Two records of one id are an error that names it: nothing is written, none goes missing."""
    put(folder, ONE, below="records/a")
    put(folder, ONE, below="records/b")
    said = refused(folder, "--output", output, status=2)
    assert "one" in said
    assert "ids must differ" in said


# What goes out.


def test_control_characters(folder: Path) -> None:
    """What XML has no way to write is told by file and key; nothing is written."""
    put(folder, ONE, complete(id="two", title="Tele\u0001gram"))
    for output in ("-", "out", "out.xml", "deep/out"):
        said = refused(folder, "--output", output)
        assert "two" in said
        assert "title" in said
        assert "control character" in said
        assert "nothing to export" not in said


@pytest.mark.parametrize("key", ["description", "genre"])
def test_control_characters_in_other_values(folder: Path, key: str) -> None:
    """The key is named as it stands in the file."""
    put(folder, complete(id="two", **{key: "\x1b[2J"}))
    said = refused(folder, "--output", "out")
    assert key in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    "text",
    [
        "Телеграмма: й, и\u0306, е\u0301",
        "毛泽东致斯大林电 𠀀",
        "Mladenovic\u0301",
        "one\ntwo\n\nthree",
        "one\r\ntwo\rthree",
        " tab\t, spaces  , end ",
        'if (a[b[0]]>c && d < e) { "f" } ]]>',
        "&amp; &lt;b&gt; <!-- --> <![CDATA[x]]> <?pi?>",
        "\u2028\u00a0\u200b\ufeff\u202e",
        "😀\U0010fffd",
        "\x7f\x85",
    ],
)
def test_verbatim(folder: Path, text: str) -> None:
    """Every text comes out of the XML as it went into the record, to the letter."""
    rights = [{**COMPLETE["rights"][0], "statement": f"C{text}"}]
    put(folder, complete(id="one", title=f"A{text}", description=f"B{text}", rights=rights))
    export(folder, "--output", "out")
    for content in (export(folder).out.encode(), (folder / "out" / "one.xml").read_bytes()):
        assert values(content, "title") == [f"A{text}"]
        assert values(content, "description") == [f"B{text}"]
        assert f"C{text}" in values(content, "rights")


def test_languages(folder: Path) -> None:
    """A title that has a language has it in the XML."""
    put(folder, complete(id="one", title={"text": "Телеграмма", "lang": "ru"}))
    (title,) = etree.fromstring(export(folder).out.encode()).iter(f"{DC}title")
    assert (title.text, title.get(LANG)) == ("Телеграмма", "ru")


def test_order_of_rights(folder: Path) -> None:
    """The layer described speaks first: URI, statement, holder, contact; then the other layers."""
    original = {
        "of": "original",
        "uri": "http://rightsstatements.org/vocab/NoC-US/1.0/",
        "statement": "No copyright.",
        "contact": {"name": "Archive", "url": "https://example.org"},
    }
    translation = {
        "contact": {"email": "rights@example.org", "name": "Rights office"},
        "holder": ["Press"],
        "statement": "All rights reserved.",
        "uri": "http://rightsstatements.org/vocab/InC/1.0/",
        "of": "translation",
    }
    put(folder, complete(id="one", rights=[original, translation]))
    assert values(export(folder).out, "rights") == [
        "http://rightsstatements.org/vocab/InC/1.0/",
        "All rights reserved.",
        "Rights holder: Press",
        "Rights contact: Rights office, rights@example.org",
        "Rights in the original: http://rightsstatements.org/vocab/NoC-US/1.0/",
        "Rights in the original: No copyright.",
        "Contact for rights in the original: Archive, https://example.org",
    ]


def test_inherited_rights(folder: Path) -> None:
    """What a record takes from the level above goes out with it."""
    put(folder, complete(id="top", level="fonds", title="The fonds", url="https://example.org/f"))
    put(folder, complete(id="low", part_of="top", rights=None, original_archive=None))
    content = export(folder, "records/low.toml").out
    assert COMPLETE["rights"][0]["statement"] in values(content, "rights")
    assert "Archive of Examples, fond 1, opis 2" in values(content, "source")
    assert values(content, "relation") == ["The fonds", "https://example.org/f"]


def test_refused_by_what_is_inherited(folder: Path) -> None:
    """An error in what is taken from above keeps the record back, and its file is named."""
    put(folder, complete(id="top", rights=[{"of": "translaton"}]))
    put(folder, complete(id="low", part_of="top", rights=None))
    said = refused(folder, "records/low.toml")
    assert "records/top.toml" in said


def test_loss_report(folder: Path) -> None:
    """What the format has no place for is said on standard error, with the number of records."""
    creator = [{"name": "Writer, A.", "signed": "SEMENOV"}]
    put(folder, complete(id="one", creator=creator), complete(id="two", creator=creator))
    ran = export(folder)
    assert "not carried, because oai_dc has no place for it:" in ran.err
    assert "  creator.signed (2 records)\n" in ran.err
    assert "title" not in ran.err
    assert "SEMENOV" not in ran.out + ran.err


# What never goes out.


def contact(email: str = SECRET) -> dict[str, Any]:
    return {"statement": "Ask.", "contact": {"name": "Office", "email": email}}


@pytest.mark.parametrize(
    ("private", "changes"),
    [
        ("rights.0.contact.email", {"rights": [contact()]}),
        ("rights.contact.email", {"rights": [contact(), contact()]}),
        ("rights.1", {"rights": [contact("open@example.org"), contact()]}),
        ("rights.1.contact.email", {"rights": [{"statement": ""}, contact()]}),
        ("rights.1.contact.email", {"rights": [{"statement": "N/A"}, contact()]}),
        ("description", {"description": SECRET}),
        ("description.text", {"description": SECRET}),
        ("description.text", {"description": {"text": SECRET, "lang": "en"}}),
        ("subject", {"subject": [SECRET]}),
        ("subject.1", {"subject": ["Korea", SECRET]}),
        ("subject.2", {"subject": ["Korea", " ", SECRET]}),
        ("subject.0", {"subject": SECRET}),
        ("subject.name", {"subject": ["Korea", {"name": SECRET, "uri": "http://example.org"}]}),
        ("subject.1.name", {"subject": ["Korea", SECRET]}),
        ("acknowledgement.0", {"acknowledgement": SECRET}),
        ("creator.1", {"creator": [{"name": "Writer, A."}, {"name": SECRET}]}),
        ("source.1.citation", {"source": [{"citation": "A"}, {"citation": SECRET}]}),
        (
            "provenance.0.from",
            {"provenance": [{"of": "original", "activity": "transfer", "from": [SECRET]}]},
        ),
    ],
)
def test_private(folder: Path, private: str, changes: dict[str, Any]) -> None:
    """What a record calls private, by the keys of its file, is nowhere in what comes of it."""
    put(folder, complete(id="one", **changes, record={"private": [private]}))
    ran = export(folder)
    assert ran.status == 0, ran.err
    assert SECRET not in ran.out + ran.err
    assert values(ran.out, "title") == [COMPLETE["title"]]


@pytest.mark.parametrize("blank", [[], [{"statement": " "}]])
def test_private_of_the_parent(folder: Path, blank: list[dict[str, Any]]) -> None:
    """What the parent calls private stays private in the records that take it."""
    private = f"rights.{len(blank)}.contact.email"
    put(folder, complete(id="top", rights=[*blank, contact()], record={"private": [private]}))
    put(folder, complete(id="low", part_of="top", rights=None))
    ran = export(folder, "records/low.toml")
    assert ran.status == 0, ran.err
    assert SECRET not in ran.out + ran.err
    assert "Rights contact: Office" in values(ran.out, "rights")


def test_private_of_the_child_holds_for_what_it_takes(folder: Path) -> None:
    """A record may keep back what it takes from above, and only then."""
    put(folder, complete(id="top", rights=[contact()]))
    private = {"private": ["rights.0.contact.email"]}
    put(folder, complete(id="low", part_of="top", rights=None, record=private))
    assert SECRET not in export(folder, "records/low.toml").out
    assert SECRET in export(folder, "records/top.toml").out


def test_never_exported(folder: Path) -> None:
    """`[local]`, every `by`, and the note of a withheld gap never leave, and are not reported."""
    put(
        folder,
        complete(
            id="one",
            local={"shelf": SECRET},
            rights=[{**COMPLETE["rights"][0], "determined": {"by": SECRET, "date": "2026"}}],
            gap=[{"field": "issued", "reason": "withheld", "note": SECRET, "by": SECRET}],
        ),
    )
    ran = export(folder)
    assert ran.status == 0, ran.err
    assert SECRET not in ran.out + ran.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal to send")
@pytest.mark.parametrize("output", ["out", "out.xml", "-"])
def test_interrupted(folder: Path, output: str) -> None:
    """Ctrl-C in the midst of an export: status 130, one line, and no file written or left over."""
    for number in range(3_000):
        put(folder, complete(id=f"letter-{number}"))
    running = subprocess.Popen(
        [sys.executable, "-m", "muniment", "export", "--to", "oai_dc", "--output", output],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    if output == "-":
        # What is written there first, and is not read further, holds it up.
        assert running.stdout
        assert running.stdout.read(1)
    else:
        while not list(folder.glob(".muniment-*/*")):
            time.sleep(0.01)
    assert running.poll() is None, "it was done before it could be interrupted"
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (130, b"interrupted\n")
    assert output == "-" or not out
    assert [path.name for path in folder.iterdir()] == ["records"]


# How far it is.


class Screen(io.StringIO):
    """A terminal that keeps what it is shown."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("count", "colour", "is_shown"), [(600, None, True), (600, "1", False), (3, None, False)]
)
def test_progress(
    monkeypatch: pytest.MonkeyPatch, count: int, colour: str | None, is_shown: bool
) -> None:
    """A bar stands on standard error while many are done at a terminal; NO_COLOR wants none."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.delenv("NO_COLOR", raising=False)
    if colour:
        monkeypatch.setenv("NO_COLOR", colour)
    files = [f"records/{number}.toml" for number in range(count)]
    assert list(followed(files, "exporting")) == files
    assert ("exporting" in screen.getvalue()) == is_shown
