"""Writing: the layout of a record, against the parser of the standard library; and whole files."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muniment.errors import MunimentError
from muniment.outline import below, outline
from muniment.syntax import parse
from muniment.writing import create, layout, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from muniment.outline import PlainPath

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions and links")

# Letters that a layout may stumble over, and texts made of them.
PIECES = (
    *('"', '""', '"""', "'", "'''", "\\", "\\n", "\\u0041", "\n", "\r\n", "\r", "\t", " ", "  "),
    *("#", "=", "[", "]", "{", "}", ",", ".", "a", "1952", "\x00", "\x01", "\x1b", "\x7f", "\x85"),
    *("\u2028", "\ufeff", "Сталин", "Й", "и\u0306", "e\u0301", "毛泽东", "𠀀", "😀", "\U000e0041"),
)
texts = st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=12))
keys = st.one_of(
    st.sampled_from(sorted({key.path[-1] for key in outline().values()})),
    st.sampled_from(("", "a b", "ключ", 'say "x"', "back\\slash", "a.b", "'", "1", "-", "tab\t")),
    texts,
)
plain_values = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.lists(texts, max_size=4),
)
tables = st.recursive(
    st.dictionaries(keys, plain_values, max_size=4),
    lambda inner: st.dictionaries(
        keys, st.one_of(plain_values, inner, st.lists(inner, max_size=3)), max_size=4
    ),
    max_leaves=12,
)


@st.composite
def model_tables(draw: st.DrawFn, path: PlainPath = ()) -> dict[str, Any]:
    """Draw a table with keys of the model, each with a value of its kind, in any order."""
    data: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from([*below(path)]), unique=True, max_size=6)):
        key = outline()[(*path, name)]
        if not key.table:
            data[name] = draw(st.lists(texts, max_size=3) if key.many else texts)
        elif key.many:
            data[name] = draw(st.lists(model_tables(key.path), max_size=3))
        else:
            data[name] = draw(model_tables(key.path))
    return data


@settings(max_examples=300, deadline=None)
@given(st.one_of(tables, model_tables()))
@example({"title": "one\ntwo"})
@example({"title": '\n"""\n\\\n'})
@example({"one\ntwo": "x"})
@example({"rights": [{"contact": {"name": "A"}}, {"granted": [{"act": "copy"}]}], "id": "x"})
@example({"local": {"a": [[{"b": "c\nd"}], []], "e": [{}, {"f": {}}]}})
@example({"subject": [{"name": "one\ntwo"}, "a" * 200]})
def test_what_is_written_is_read(data: dict[str, Any]) -> None:
    """The text, parsed, is the data: by the standard library, and by the parser of the program."""
    text = layout(data)
    assert tomllib.loads(text) == data
    assert parse(text) == data


@settings(max_examples=200, deadline=None)
@given(st.one_of(tables, model_tables()))
def test_layout_is_stable(data: dict[str, Any]) -> None:
    """What was read from a layout is laid out as it was."""
    text = layout(data)
    assert layout(tomllib.loads(text)) == text


@settings(max_examples=200, deadline=None)
@given(st.one_of(tables, model_tables()))
def test_only_line_feeds(data: dict[str, Any]) -> None:
    """No carriage return is in a layout, and no other control character but the line feed."""
    text = layout(data)
    assert not {chr(code) for code in range(32)} - {"\n", "\t"} & {*text}
    assert text == "" or (text.endswith("\n") and not text.startswith("\n"))


def places(data: Any, path: PlainPath = ()) -> Iterator[list[int]]:
    """Yield, for each table, the places that its keys have in the model, in their order here."""
    if isinstance(data, list):
        for item in data:
            yield from places(item, path)
    elif isinstance(data, dict):
        yield [[*below(path)].index(key) for key in data]
        for key, value in data.items():
            yield from places(value, (*path, key))


@settings(max_examples=200, deadline=None)
@given(model_tables())
def test_keys_stand_in_the_order_of_the_model(data: dict[str, Any]) -> None:
    """In every table the keys come as the model lists them: first lines, then headings."""
    for found in places(tomllib.loads(layout(data))):
        assert sum(later < earlier for earlier, later in pairwise(found)) <= 1


def test_keys_on_one_line_stand_in_the_order_of_the_model() -> None:
    """A table on one line has its keys in the order of the model too."""
    determined = {"note": "c", "by": "b", "date": "2026"}
    data = {
        "title": {"lang": "en", "text": "Letter"},
        "subject": [{"uri": "u", "name": "n"}],
        "rights": [{"determined": determined, "granted": [{"restriction": "r", "act": "a"}]}],
    }
    assert layout(data) == (
        'title = { text = "Letter", lang = "en" }\n'
        'subject = [{ name = "n", uri = "u" }]\n'
        "\n[[rights]]\n"
        'granted = [{ act = "a", restriction = "r" }]\n'
        'determined = { date = "2026", by = "b", note = "c" }\n'
    )


def test_layout_of_a_record() -> None:
    """A record is laid out as a person would write it."""
    data = {
        "record": {"status": "draft", "schema": 1},
        "local": {"shelf": "3", "box": {"of": "7"}},
        "rights": [
            {"contact": {"email": "r@example.org", "name": "Office"}, "statement": "One.\n\nTwo."},
            {"granted": [{"act": "copy", "restriction": "allow"}], "of": "original"},
        ],
        "zz": "unknown",
        "language": ["en", "ru"],
        "creator": [{"signed": "SEMENOV", "name": "Сталин, Иосиф"}, {"name": "毛泽东"}],
        "subject": ["Korea", {"name": "War", "uri": "http://example.org/war"}],
        "title": {"text": "Letter", "lang": "en"},
        "id": "letter",
    }
    assert layout(data, "../schemas/record.schema.json") == (
        """\
#:schema ../schemas/record.schema.json
id = "letter"
title = { text = "Letter", lang = "en" }
language = ["en", "ru"]
subject = ["Korea", { name = "War", uri = "http://example.org/war" }]
zz = "unknown"

[[creator]]
name = "Сталин, Иосиф"
signed = "SEMENOV"

[[creator]]
name = "毛泽东"

[[rights]]
statement = \"""
One.

Two.\"""

[rights.contact]
name = "Office"
email = "r@example.org"

[[rights]]
of = "original"
granted = [{ act = "copy", restriction = "allow" }]

[record]
schema = 1
status = "draft"

[local]
shelf = "3"

[local.box]
of = "7"
"""
    )


def test_every_table_of_the_model_that_repeats_has_double_brackets() -> None:
    """Each key that holds tables is written as [[key]], and what was written is read."""
    for key in outline().values():
        if key.tables and len(key.path) == 1:
            (name,) = key.path
            data = {name: [{next(iter(below(key.path))): "x"}, {}]}
            assert layout(data).count(f"[[{name}]]\n") == 2
            assert tomllib.loads(layout(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        "One.\nTwo.",
        "One.\n\nTwo.\n",
        "\nOne.",
        "Права.\n版权.",
        'The "Archive" asks:\n"Whose is it?"',
        'It ends in quotes:\n"yes"',
        "Folder C:\\scans\nand below.",
        "a\tb\nc",
    ],
)
def test_texts_of_several_lines(text: str) -> None:
    """A text of several lines stands as one, so that a change of it shows line by line."""
    written = layout({"rights": [{"statement": text}]})
    assert tomllib.loads(written) == {"rights": [{"statement": text}]}
    assert written.startswith('[[rights]]\nstatement = """\n')
    assert written.count("\n") == text.count("\n") + 3


@pytest.mark.parametrize("text", ["One. \nTwo.", "One.\r\nTwo.", "One.\n\x01Two.", "One.\n\t"])
def test_texts_that_an_editor_would_change(text: str) -> None:
    """White space at the end of a line, and control characters, are escaped and survive editors."""
    written = layout({"description": text})
    assert tomllib.loads(written) == {"description": text}
    assert written.count("\n") == 1
    assert "\r" not in written


def test_schema_line() -> None:
    """The line for editors stands first, where it is asked for, and is a comment."""
    assert layout({"id": "a"}, "../s.json") == '#:schema ../s.json\nid = "a"\n'
    assert layout({"record": {"schema": 1}}, "../s.json").startswith("#:schema ../s.json\n[record]")
    assert layout({}) == ""


def test_long_lists_stand_an_item_a_line() -> None:
    """A list that does not fit on a line has a line for each item; a single long item stays."""
    assert layout({"genre": ["a" * 60, "b" * 60]}) == (
        f'genre = [\n    "{"a" * 60}",\n    "{"b" * 60}",\n]\n'
    )
    assert layout({"genre": ["a" * 120]}).count("\n") == 1


# Files.


def raising(*_: object, **__: object) -> NoReturn:
    raise OSError(28, "No space left on device")


def test_create(tmp_path: Path) -> None:
    """A new file has the bytes that were given, and nothing is left beside it."""
    create(str(tmp_path / "a.toml"), "id = 'ж'\r\n".encode())
    assert (tmp_path / "a.toml").read_bytes() == "id = 'ж'\r\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


def test_create_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mere name is a file of the current folder."""
    monkeypatch.chdir(tmp_path)
    create("a.toml", b"x")
    assert (tmp_path / "a.toml").read_bytes() == b"x"


def test_create_refuses_what_is_there(tmp_path: Path) -> None:
    """A file that stands there stays as it is, and the error names it in one line."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"mine")
    with pytest.raises(MunimentError, match=r"^[^\n]*a\.toml is there already[^\n]*$"):
        create(str(path), b"other")
    assert path.read_bytes() == b"mine"
    assert [found.name for found in tmp_path.iterdir()] == ["a.toml"]


@POSIX
@pytest.mark.parametrize("target", ["nowhere", "there.toml", "a.toml"])
def test_create_refuses_a_link(tmp_path: Path, target: str) -> None:
    """A link stays a link, even one to nowhere or to itself, and what it points to is untouched."""
    (tmp_path / "there.toml").write_bytes(b"mine")
    (tmp_path / "a.toml").symlink_to(target)
    with pytest.raises(MunimentError, match="is there already"):
        create(str(tmp_path / "a.toml"), b"other")
    assert str((tmp_path / "a.toml").readlink()) == target
    assert (tmp_path / "there.toml").read_bytes() == b"mine"
    assert not (tmp_path / "nowhere").exists()


def test_create_refuses_a_folder(tmp_path: Path) -> None:
    """A folder of that name is left alone."""
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(MunimentError, match="is there already"):
        create(str(tmp_path / "a.toml"), b"x")


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_failing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Where the disk fails, neither a half file nor a temporary one is left."""
    monkeypatch.setattr(os, call, raising)
    with pytest.raises(MunimentError, match=r"a\.toml cannot be written: No space left"):
        create(str(tmp_path / "a.toml"), b"x" * 100_000)
    assert list(tmp_path.iterdir()) == []


def test_failing_to_replace_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk fails, or the name cannot be given, what stood there stands there still."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    for call in ("fsync", "replace"):
        with monkeypatch.context() as patched:
            patched.setattr(os, call, raising)
            with pytest.raises(MunimentError, match="cannot be written"):
                replace(str(path), [b"new"])
        assert path.read_bytes() == b"old"
        assert [found.name for found in tmp_path.iterdir()] == ["a.toml"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_breaking_off_leaves_the_old(tmp_path: Path, error: type[BaseException]) -> None:
    """Where the pieces break off, the old file is whole and no temporary one is left."""

    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise error

    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    with pytest.raises(error):
        replace(str(path), chunks())
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["a.toml"]


def test_another_content_on_the_disk_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read back is compared: a disk that lies makes an error, not a file."""

    def lying(handle: int) -> None:
        os.pwrite(handle, b"!", 0)

    monkeypatch.setattr(os, "fsync", lying)
    with pytest.raises(MunimentError, match="what the disk gives back is not what was written"):
        create(str(tmp_path / "a.toml"), b"mine")
    assert list(tmp_path.iterdir()) == []


def test_replace(tmp_path: Path) -> None:
    """A new content takes the place of the old at once: who reads has the one or the other."""
    path = tmp_path / "a.toml"
    replace(str(path), [b"old"])
    with path.open("rb") as reader:
        replace(str(path), [b"n", b"", b"ew"])
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"
    assert [found.name for found in tmp_path.iterdir()] == ["a.toml"]


def test_no_such_folder(tmp_path: Path) -> None:
    """A folder that is not there, or is a file, is an error of one line, and stays so."""
    (tmp_path / "file").write_bytes(b"")
    for folder in ("none", "file"):
        with pytest.raises(MunimentError, match=r"^[^\n]*a\.toml cannot be written: [^\n]+$"):
            create(str(tmp_path / folder / "a.toml"), b"x")
    assert [found.name for found in tmp_path.iterdir()] == ["file"]


@POSIX
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_permissions(tmp_path: Path, umask: int, mode: int) -> None:
    """A file may be read by whom the umask lets read it, and the umask stays what it was."""
    before = os.umask(umask)
    try:
        create(str(tmp_path / "a.toml"), b"x")
        replace(str(tmp_path / "b.toml"), [b"x"])
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == mode


@POSIX
@pytest.mark.parametrize("error", [OSError(1, "Operation not permitted"), NotImplementedError()])
def test_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A file system without hard links holds records too, and overwrites none."""

    def refusing(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(os, "link", refusing)
    path = tmp_path / "a.toml"
    create(str(path), b"mine")
    with pytest.raises(MunimentError, match="is there already"):
        create(str(path), b"other")
    assert path.read_bytes() == b"mine"
    assert [found.name for found in tmp_path.iterdir()] == ["a.toml"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_made_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """A file that another made while ours was written is not overwritten."""
    path = tmp_path / "a.toml"
    synced = os.fsync

    def meanwhile(handle: int) -> None:
        synced(handle)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", meanwhile)
    if not links:
        monkeypatch.setattr(os, "link", raising)
    with pytest.raises(MunimentError, match="is there already"):
        create(str(path), b"mine")
    assert path.read_bytes() == b"theirs"
    assert [found.name for found in tmp_path.iterdir()] == ["a.toml"]


RACE = """
import sys, time
from pathlib import Path
from muniment.errors import MunimentError
from muniment.writing import create
folder, who = Path(sys.argv[1]), sys.argv[2]
(folder / who).touch()
while len(list(folder.glob("ready-*"))) < 2:
    time.sleep(0.001)
won = 0
for number in range(100):
    try:
        create(str(folder / f"{number}.toml"), who.encode() * 5000)
        won += 1
    except MunimentError as error:
        assert "is there already" in str(error), error
print(won)
"""


def test_two_at_once(tmp_path: Path) -> None:
    """Of two processes that create the same files, one wins each, and none is of both."""
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACE, tmp_path, f"ready-{name}"], stdout=subprocess.PIPE
        )
        for name in "ab"
    ]
    won = [int(racer.communicate(timeout=60)[0]) for racer in racers]
    assert sum(won) == 100
    whole = {f"ready-{name}".encode() * 5000 for name in "ab"}
    for number in range(100):
        assert (tmp_path / f"{number}.toml").read_bytes() in whole
    assert len(list(tmp_path.iterdir())) == 102
