"""One TOML file: its bytes, its text, its data, and where a key stands. Nothing is trusted yet."""

from __future__ import annotations

import os
import stat
from typing import Any, NamedTuple

from muniment.finding import Place
from muniment.places import Places
from muniment.syntax import NotToml, TooNestedError, parse

LARGEST = 1 << 20
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Non-blocking, because a named pipe would otherwise hold the program for ever.
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_START = Place(1, 1, 1, 1)


class Trouble(NamedTuple):
    """What keeps a file from being read as it should be: the rule that says so, and the place."""

    rule: str
    message: str
    hint: str
    place: Place
    source: str = ""


class RecordFile:
    """A file that was read: `data` is None where it is not TOML, and `troubles` say why."""

    __slots__ = ("_places", "data", "path", "text", "troubles")

    def __init__(
        self, path: str, text: str, data: dict[str, Any] | None, troubles: tuple[Trouble, ...] = ()
    ) -> None:
        self.path = path
        self.text = text
        self.data = data
        self.troubles = troubles
        self._places: Places | None = None

    @property
    def places(self) -> Places:
        """Where the keys stand; the text is scanned when this is first asked."""
        if self._places is None:
            self._places = Places(self.text, self.data)
        return self._places


def read(path: str) -> RecordFile:
    """Read and parse the file at `path`.

    Raises OSError where there is no file, or none that can be read; never ValueError or
    RecursionError, whatever the file holds.
    """
    return parsed(path, content(path))


def parsed(path: str, raw: bytes) -> RecordFile:
    """Parse the bytes of a file that is called `path`. Raises nothing, whatever they are."""
    if len(raw) > LARGEST:
        return _refused(
            path,
            "size",
            "the file is larger than 1 MiB",
            "A record describes one document: keep files beside it, and name them under [[file]].",
        )
    troubles: tuple[Trouble, ...] = ()
    if raw.startswith(_BOM):
        raw = raw[3:]
        troubles = (_BEGINS_WITH_BOM,)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return RecordFile(path, "", None, (_not_utf_8(raw, error),))
    if "\0" in text:
        return RecordFile(path, "", None, (_nul(text),))
    return _parsed(path, text, troubles)


def _parsed(path: str, text: str, troubles: tuple[Trouble, ...]) -> RecordFile:
    try:
        data = parse(text)
    except TooNestedError:
        return _refused(
            path,
            "size",
            "tables or lists stand in one another too deeply",
            "A record needs five levels; say it flatter.",
        )
    if isinstance(data, NotToml):
        return RecordFile(path, text, None, (*troubles, _syntax(text, data)))
    return RecordFile(path, text, data, troubles)


def content(path: str) -> bytes:
    """Give the bytes of a file, of one that is too large its beginning. Raises OSError."""
    handle = os.open(path, _FLAGS)
    try:
        return os.read(handle, min(_size(handle, path), LARGEST) + 1)
    finally:
        os.close(handle)


def _size(handle: int, path: str) -> int:
    """Give the size of an open file, and leave it at its start. Raises OSError if it is none."""
    try:
        # Cheaper than the whole status of the file, of which the rest is not wanted.
        size = os.lseek(handle, 0, os.SEEK_END)
        os.lseek(handle, 0, os.SEEK_SET)
    except OSError:
        # A pipe has no end to go to.
        size = 0
    if not size and not stat.S_ISREG(os.fstat(handle).st_mode):
        raise OSError(f"{path} is not a file")
    return size


_BEGINS_WITH_BOM = Trouble(
    "encoding",
    "the file begins with a byte order mark, which other TOML readers refuse",
    "Save it as UTF-8 without a byte order mark (BOM).",
    _START,
)


def _refused(path: str, rule: str, message: str, hint: str) -> RecordFile:
    return RecordFile(path, "", None, (Trouble(rule, message, hint, _START),))


def _not_utf_8(raw: bytes, error: UnicodeDecodeError) -> Trouble:
    if raw.startswith(_UTF_16):
        return Trouble(
            "encoding", "the file is UTF-16, and TOML is UTF-8", "Save it as UTF-8.", _START
        )
    before = raw[: error.start].decode("utf-8")
    line = raw[raw.rfind(b"\n", 0, error.start) + 1 :].split(b"\n", 1)[0]
    byte = raw[error.start : error.start + 1]
    # Windows-1252 is what such a byte nearly always was; five bytes are nothing in it.
    likely = byte.decode("cp1252", "replace")
    return Trouble(
        "encoding",
        f"the byte 0x{byte.hex().upper()} is not UTF-8, so this text cannot be read with certainty",
        f"Save the file as UTF-8. In Windows-1252 or Latin-1 the byte would be {likely!r}.",
        _at(before, width=1),
        line.decode("cp1252", "replace").rstrip("\r"),
    )


def _nul(text: str) -> Trouble:
    before = text[: text.index("\0")]
    return Trouble(
        "encoding",
        "the file contains a NUL character, so it was damaged or is no text",
        "Restore it from git, or delete the character.",
        _at(before, width=1),
    )


def _at(before: str, width: int) -> Place:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Place(line, column, line, column + width)


def _syntax(text: str, why: NotToml) -> Trouble:
    lines = text.split("\n", why.line)
    source = lines[why.line - 1].rstrip("\r") if why.line <= len(lines) else ""
    place = Place(why.line, why.column, why.line, max(why.column + 1, len(source) + 1))
    return Trouble("syntax", why.message, why.hint, place, source)
