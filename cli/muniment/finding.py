"""What lint says: a Problem as a rule sees it, and a Finding as a reader of the report does."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]


class Place(NamedTuple):
    """A stretch of a text: lines and columns count from 1, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Edit(NamedTuple):
    """A change that mends a problem, as a rule asks for it: `key` is to have the value `value`.

    Where the key is not written yet, its line is put below that of the key `after`, in the same
    table. A rule asks only for what is certain: what a reader of the record would take from it
    stays the same.
    """

    key: str
    value: str | tuple[str, ...]
    after: str = ""


class NewTable(NamedTuple):
    """A table that mends a problem, as a rule asks for it: one more `[[key]]` with these values.

    Where `is_list` is false it is the one `[key]` that a record may have.
    """

    key: str
    values: tuple[tuple[str, str | tuple[str, ...]], ...]
    is_list: bool = True


class Change(NamedTuple):
    """A change of a file's text: from `start` to `end` (offsets, in characters) stands `text`."""

    start: int
    end: int
    text: str
    place: Place


class Problem(NamedTuple):
    """One thing wrong with a record, told by its dotted key (`rights.0.uri`), not yet by its place.

    `level` is None where the level of the rule holds; `at` is the key whose place is shown, where
    that is another than `key`; `in_file` says that the key is already the file's, as that of a
    blank value is, which no record has; `meant` is the key that was probably meant, where the
    key is none; `on_key` says that the key is wrong, not its value.
    """

    key: str
    message: str
    hint: str = ""
    edits: tuple[Edit | NewTable, ...] = ()
    level: Level | None = None
    at: str = ""
    in_file: bool = False
    meant: str = ""
    on_key: bool = False
    rule: str = ""


# Where a finding was silenced: by a comment in the file, or because a baseline knows it.
Silence = Literal["", "comment", "baseline"]


class Finding(NamedTuple):
    """A problem with its file, place, rule and level. Sorts by file, then by place.

    `key` is dotted, with indices from 0, as written in the file; `source` is the line it stands in,
    or what of it is near, from the offset `source_start` of the line; `fix` are the changes that
    mend it, none where only a person can. `fingerprint` knows the finding again when lines or
    tables have moved; it is empty where nobody asked for it.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    key: str
    rule: str
    level: Level
    message: str
    hint: str = ""
    fix: tuple[Change, ...] = ()
    source: str = ""
    source_start: int = 0
    fingerprint: str = ""
    silenced: Silence = ""


class Batch(NamedTuple):
    """What some files gave: how many were read, what was found, and which could not be read."""

    files: int
    findings: list[Finding]
    elsewhere: list[Finding]
    complaints: list[str]
