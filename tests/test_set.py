"""`muniment set`: one change to many records; what else stands in the files stays as it is."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w
from hypothesis import assume, given
from hypothesis import strategies as st

from generated import records
from inside import muniment
from muniment import recordfile, writing
from muniment.assigning import assign
from muniment.errors import MunimentError
from muniment.keys import dotted
from muniment.loss import leaves
from muniment.reading import read
from muniment.setting import InheritedError, NotInPlaceError, Wish, changed
from program import TODAY, Ran
from specimens import complete, toml

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
# The harbour letters.
id = "letter"          # as on the folder
title = 'A letter'
language = "en"
subject = [
    "Harbours",   # not ports
    "Ships",
]
extent = ["2 leaves", "1 envelope"]

[[rights]]
of = "original"
[rights.contact]
name = "Rights office"
email = "old@archive.ac.uk"   # of 2019

[[rights]]
of = "translation"
contact = { name = "Rights office", email = "old@archive.ac.uk" }
granted = [{ act = "copy", restriction = "allow" }]

[[provenance]]
activity = "creation"

[record]
modified = "2020-01-01"
[local]
shelf = 3
"""


def after(sets: list[tuple[str, str]], wheres: list[tuple[str, str]] | None = None) -> str:
    file = recordfile.parsed("records/letter.toml", TEXT.encode())
    wished = [Wish(*each) for each in sets]
    return changed(file, wished, [Wish(*each) for each in wheres or ()], TODAY)


def lines(text: str) -> tuple[set[str], set[str]]:
    """Give the lines that are gone and those that are new."""
    before, now = set(TEXT.split("\n")), set(text.split("\n"))
    return before - now, now - before


OLD_DAY, NEW_DAY = 'modified = "2020-01-01"', f'modified = "{TODAY}"'
CONTACT = ("rights.contact.email", "old@archive.ac.uk")


@pytest.mark.parametrize(
    ("sets", "wheres", "gone", "new"),
    [
        ([("title", "An answer")], [], ["title = 'A letter'"], ["title = 'An answer'"]),
        ([("title", "x")], [("title", "Another")], [], []),
        ([("title", "A letter")], [], [], []),
        ([("level", "item")], [], [], ['level = "item"']),
        ([("language", "ru")], [], ['language = "en"'], ['language = ["en", "ru"]']),
        ([("language", "en")], [], [], []),
        ([("language", "ru")], [("language", "en")], ['language = "en"'], ['language = ["ru"]']),
        (
            [("extent", "3 leaves")],
            [("extent", "2 leaves")],
            ['extent = ["2 leaves", "1 envelope"]'],
            ['extent = ["3 leaves", "1 envelope"]'],
        ),
        (
            [("rights.contact.email", "new@archive.ac.uk")],
            [CONTACT],
            [
                'email = "old@archive.ac.uk"   # of 2019',
                'contact = { name = "Rights office", email = "old@archive.ac.uk" }',
            ],
            [
                'email = "new@archive.ac.uk"   # of 2019',
                'contact = { name = "Rights office", email = "new@archive.ac.uk" }',
            ],
        ),
        (
            [("rights.contact.email", "new@archive.ac.uk")],
            [CONTACT, ("rights.of", "original")],
            ['email = "old@archive.ac.uk"   # of 2019'],
            ['email = "new@archive.ac.uk"   # of 2019'],
        ),
        ([("rights.1.status", "unknown")], [], [], ['status = "unknown"']),
        (
            [("rights.jurisdiction", "US")],
            [("rights.granted.act", "copy")],
            [],
            ['jurisdiction = "US"'],
        ),
        ([("provenance.date", "1952")], [], [], ['date = "1952"']),
        ([("access.status", "open")], [], [], ["[access]", 'status = "open"']),
        ([("creator.name", "Writer, A.")], [], [], ["[[creator]]", 'name = "Writer, A."']),
        ([("local.room", "7")], [], [], ['room = "7"']),
    ],
)
def test_set(
    sets: list[tuple[str, str]], wheres: list[tuple[str, str]], gone: list[str], new: list[str]
) -> None:
    """The lines that are meant change, and the day; comments and all other lines stay."""
    was, now = lines(after(sets, wheres))
    assert was == {*gone, *([OLD_DAY] if gone or new else [])}
    assert now == {*new, *([NEW_DAY] if gone or new else [])}


def test_of_several_tables_nobody_said_which() -> None:
    """A key that stands for several tables is asked about, with an example."""
    with pytest.raises(MunimentError, match=r"2 of rights: say which, as in rights\.0\.status"):
        after([("rights.status", "unknown")])


def test_what_cannot_be_done_in_place() -> None:
    """A list with comments between its items is not laid out anew."""
    with pytest.raises(NotInPlaceError, match="edit it by hand"):
        after([("subject", "Storms")])


def test_what_is_inherited() -> None:
    """A table that the record takes from above is not begun by one key of it."""
    file = recordfile.parsed("a.toml", b'id = "a"\npart_of = "b"\n')
    with pytest.raises(InheritedError):
        changed(file, [Wish("rights.status", "unknown")], [], TODAY)


@given(records(), st.data())
def test_any_key_of_any_record(data: dict[str, Any], chance: st.DataObject) -> None:
    """What the text says afterwards is what was meant, or it is refused; nothing else changes."""
    record = read(copy.deepcopy(data)).record
    keys = [key for key in leaves(record) if not key.startswith(("local", "record.modified"))]
    assume(keys)
    key = chance.draw(st.sampled_from(keys))
    for text in (tomli_w.dumps(data), writing.layout(data)):
        file = recordfile.parsed("records/record.toml", text.encode("utf-8"))
        meant = copy.deepcopy(file.data or {})
        assign(meant, key, "Neues Wort")
        if "record" in meant:
            meant["record"]["modified"] = TODAY
        try:
            edited = changed(file, [Wish(key, "Neues Wort")], [], TODAY)
        except NotInPlaceError:
            continue
        assert recordfile.parsed("a.toml", edited.encode("utf-8")).data == meant


# The command line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "records").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "records" / f"{name}.toml").write_bytes(toml(complete(id=name)))
    return tmp_path


def standing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "records").iterdir()}


def run(folder: Path, *arguments: str) -> Ran:
    return muniment("set", *arguments, cwd=folder)


NEW = ("--set", "rights.contact.email=new@archive.ac.uk")


def test_one_address_in_all(folder: Path) -> None:
    """A contact's address changes in all records at once, after a look at the difference."""
    before = standing(folder)
    ran = run(folder, *NEW, "--where", "rights.contact.email=rights@archive.ac.uk", "--diff")
    assert ran.status == 0
    assert ran.out.count('+email = "new@archive.ac.uk"') == 3
    assert "3 of 3 records would be changed; nothing was written" in ran.err
    assert standing(folder) == before
    ran = run(folder, *NEW, "--where", "rights.contact.email=rights@archive.ac.uk")
    assert (ran.status, ran.out) == (0, "")
    assert "3 of 3 records changed" in ran.err
    assert all(b"new@archive.ac.uk" in raw for raw in standing(folder).values())
    ran = run(folder, *NEW)
    assert "0 of 3 records changed" in ran.err


def test_one_file(folder: Path) -> None:
    """A path names the only record that is changed."""
    assert run(folder, "records/b.toml", "--set", "title=Other").status == 0
    assert [b"Other" in raw for _, raw in sorted(standing(folder).items())] == [False, True, False]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--set", "date=soon"], 1, '"soon" is not a date'),
        (["--set", "tilte=x"], 2, "Did you mean title?"),
        (["--set", "title"], 2, "write KEY=VALUE"),
        (["--where", "title=x"], 2, "say what is to be set"),
        (["--set", "title=x", "--where", "tilte=x"], 2, "Did you mean title?"),
        (["--set", "title=x", "none.toml"], 2, "there is no such file"),
        (["--set", "creator=x"], 2, "this is a table"),
    ],
)
def test_nothing_is_written(folder: Path, arguments: list[str], status: int, said: str) -> None:
    """What is wrong in one record, or in what is asked, keeps all as they are."""
    before = standing(folder)
    ran = run(folder, *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.err
    assert standing(folder) == before


def test_a_broken_file_keeps_all_as_they_are(folder: Path) -> None:
    """Nothing is written unless all can be."""
    (folder / "records" / "d.toml").write_bytes(b'title = "not closed\n')
    before = standing(folder)
    ran = run(folder, "--set", "title=Other")
    assert ran.status == 1
    assert "records/d.toml cannot be read as a record" in ran.err
    assert standing(folder) == before


def test_keys_are_those_of_findings(folder: Path) -> None:
    """A key with indices, as a finding names it, is taken as it is."""
    key = dotted(("rights", 0, "contact", "name"))
    assert run(folder, "--set", f"{key}=Bureau").status == 0
    assert all(b'name = "Bureau"' in raw for raw in standing(folder).values())
