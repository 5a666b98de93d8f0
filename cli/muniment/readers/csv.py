"""A table of comma-separated, semicolon-separated or tab-separated text, a record a row.

The first row that is not empty has the headings. A mapping says what they are: a TOML file, named
by the setting `mapping` (its path from the current folder):

    [columns]
    "Titel" = "title"
    "Datum" = "date"
    "Verfasser" = { key = "creator.name", separator = ";" }
    "Rolle" = { key = "creator.role", separator = ";" }
    "Signatur" = { key = "original_archive.reference", separator = ";" }
    "Übersetzer" = { key = "contributor.name", with = { role = "trl" } }
    "Bemerkung" = ""                  # left out on purpose

    [constants]
    "rights.contact.name" = "Rights office"

    [dates]
    order = "day-month-year"          # of 3/4/1953; or month-day-year, year-month-day

Columns of one table stand side by side: the first role is that of the first creator, and where the
numbers of values differ the cell is told as a bad one. A second column of `creator.name` makes
further creators; `creator.1.role` says which creator is meant. A key may be a list of keys, of
which the first that takes a value gets it: `["type", "genre"]`. `lang` is the language of a title
or description; `apart = true` says that the values belong to none of the columns beside;
`labelled = true` that each is an address with its name behind it. What stands under `[constants]`
holds for each record that does not say otherwise. A key `local.shelf` keeps a column as it is.

`muniment import FILE --from csv --guess` proposes a mapping from the headings, those of Dublin
Core, DSpace, Omeka and this program's own tables among them, and writes nothing. Without a mapping
the proposal is used, and that is said, where no heading is in doubt.

Cells are taken as they are, without blanks around them. A date may be EDTF or words that have one
reading; 3/4/1953 has two, so that its order must be set. The name of a language becomes its tag, a
role its code, an address of rights the canonical one. Whatever cannot be read is told by row and
column, and nothing is written until the sheet is clean, or `--drafts` asks for the rest: then the
bad cells are left out, and kept verbatim in `local.note`.

A row is known again at the next import by its id, if a column is mapped to `id`, and else by its
number, or because it says the same: a sheet in which rows are both moved and changed needs ids.

The file is UTF-8, or UTF-16 with a byte order mark; `encoding` names any other. What parts the
cells is found out; `delimiter` says it where that is not certain. A cell has at most 131,072
characters.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.errors import MunimentError
from muniment.readers import Draft
from muniment.sheets.cells import Row
from muniment.sheets.source import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TextIO

    from muniment.readers import ReaderSettings

# All cells are looked at before anything is written.
IS_CHECKED_FIRST = True

_LONGEST_CELL = 131_072
# A row of a thousand long cells is none.
_LONGEST_ROW = 4 * 1024 * 1024
_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
# So much is looked at to find out what parts the cells, and so many rows of it.
_LOOKED_AT, _ROWS_LOOKED_AT = 1024 * 1024, 50
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_SAVE = (
    'Save it as "CSV UTF-8", or say what it is, as in --option encoding=windows-1252 (Western '
    "Europe) or windows-1251 (Russian)"
)


def read(source: str, settings: ReaderSettings) -> Iterator[Draft]:
    """Yield a draft for each row of the table at the path `source`."""
    return (Draft(*each) for each in _sheet(source, settings).drafts())


def proposal(source: str, settings: ReaderSettings) -> str:
    """Give the text of a mapping that the headings propose."""
    return _sheet(source, settings).proposal()


def told(source: str, settings: ReaderSettings) -> Iterator[str]:
    """Yield what is to be known of how the table is read."""
    return _sheet(source, settings).told()


def _sheet(source: str, settings: ReaderSettings) -> Sheet:
    name = Path(source).as_posix()
    return Sheet(name, "csv", lambda: _rows(name, settings.options), settings.options)


def _rows(name: str, options: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of a file. Raises MunimentError where it cannot be read any further."""
    encoding = _encoding(name, options.get("encoding", ""))
    delimiter = _delimiter(name, encoding, options.get("delimiter", ""))
    with _opened(name, encoding) as file:
        yield from _parsed(name, file, delimiter)


def _parsed(name: str, file: TextIO, delimiter: str) -> Iterator[Row]:
    lines = _Lines(name, file)
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        number = 0
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1):
            lines.held = 0
            yield Row(number, cells)
    except csv.Error as error:
        raise MunimentError(f"{name}:{number + 1}: {_why(str(error), delimiter)}") from None
    finally:
        csv.field_size_limit(limit)


def _why(error: str, delimiter: str) -> str:
    if "field limit" in error:
        return (
            f"a cell in this row has over {_LONGEST_CELL:,} characters. If it is not so long, a "
            "quotation mark that ends a cell is missing"
        )
    if "unexpected end" in error:
        return "a cell in this row begins with a quotation mark, and none ends it"
    mark = "a tab" if delimiter == "\t" else delimiter
    return (
        f"this row cannot be parted into cells: behind the quotation mark that ends a cell stands "
        f'something other than {mark}. A quotation mark inside a quoted cell is written twice ("")'
    )


class _Lines:
    """The lines of a file, none of them endless; `held` counts what a row has taken so far."""

    def __init__(self, name: str, file: TextIO) -> None:
        self.name = name
        self.file = file
        self.number = 0
        self.held = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = self.file.readline(_LONGEST_ROW)
        except UnicodeError as error:
            raise MunimentError(f"{self.name}: cannot be decoded: {error}. {_SAVE}") from None
        if not line:
            raise StopIteration
        self.number += 1
        if self.number == 1 and _SEPARATOR_LINE.fullmatch(line):
            return next(self)
        self.held += len(line)
        if self.held > _LONGEST_ROW:
            raise MunimentError(
                f"{self.name}:{self.number}: the row that ends here has over {_LONGEST_ROW:,} "
                "characters. If it is not so long, a quotation mark that ends a cell is missing"
            )
        if not line.isascii() and (bad := _BAD_BYTE.search(line)):
            place = f"{self.number}:{bad.start() + 1}"
            encoding = self.file.encoding.removesuffix("-sig").upper()
            raise MunimentError(f"{self.name}:{place}: is not {encoding} here. {_SAVE}")
        if "\0" in line:
            raise MunimentError(
                f"{self.name}:{self.number}: has a NUL character, so it is no text, or text in "
                f"UTF-16. {_SAVE}"
            )
        return line


def _opened(name: str, encoding: str) -> TextIO:
    # UTF-16 cannot mark a byte that is wrong: it fails.
    errors = "strict" if encoding.startswith("utf-16") else "surrogateescape"
    try:
        if Path(name).exists() and not Path(name).is_file():
            raise MunimentError(f"{name}: is not a file")
        return Path(name).open(encoding=encoding, errors=errors, newline="")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise MunimentError(f"{name}: cannot be read: {reason}") from error


def _encoding(name: str, asked: str) -> str:
    """Give the encoding asked for, or the one that the file begins with a mark of, or UTF-8."""
    if asked:
        try:
            found = codecs.lookup(asked)
            "a".encode(asked)
        except (LookupError, ValueError):
            raise MunimentError(
                f"csv: there is no encoding {asked!r}; there is utf-8, utf-16, windows-1252..."
            ) from None
        return "utf-8-sig" if found.name == "utf-8" else found.name
    with _opened(name, "latin-1") as file:
        start = file.read(4)
    if start.startswith("PK\x03\x04"):
        raise MunimentError(f"{name}: is a workbook or another archive: read it with --from xlsx")
    return "utf-16" if start.startswith(("\xff\xfe", "\xfe\xff")) else "utf-8-sig"


def _delimiter(name: str, encoding: str, asked: str) -> str:
    """Find out what parts the cells. Raises MunimentError where that is not certain."""
    if asked:
        mark = _DELIMITERS.get(asked.casefold(), asked)
        if len(mark) != 1 or mark in '"\r\n\0' or mark.isalnum():
            raise MunimentError(
                f"csv: delimiter is one character, or {', '.join(_DELIMITERS)}, not {asked!r}"
            )
        return mark
    with _opened(name, encoding) as file:
        try:
            start = file.read(_LOOKED_AT)
        except UnicodeError:
            return ","  # What is wrong is said where it is read.
    if said := _SEPARATOR_LINE.match(start):
        return said[1]
    start = start.replace("\0", "")
    tables = {mark: _table(start, mark) for mark in _DELIMITERS.values()}
    likely = {mark: rows for mark, rows in tables.items() if rows and len(rows[0]) > 1}
    even = [mark for mark, rows in likely.items() if len({len(row) for row in rows if row}) == 1]
    found = even or list(likely)
    if len(found) > 1:
        raise MunimentError(
            f"{name}: it is not certain what parts the cells: "
            f"{' or '.join('a tab' if mark == chr(9) else mark for mark in found)}. "
            "Say it, as in --option delimiter=semicolon"
        )
    return found[0] if found else ","


def _table(start: str, mark: str) -> list[list[str]]:
    """Part the beginning of a file by a mark; its last row may be cut off, and is left."""
    rows = []
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        for row in csv.reader(io.StringIO(start, newline=""), delimiter=mark, strict=True):
            if row:
                rows.append(row)
            if len(rows) > _ROWS_LOOKED_AT:
                return rows[:-1]
    except csv.Error:
        # Either the beginning ends within a cell, or the mark is not the one.
        pass
    finally:
        csv.field_size_limit(limit)
    return rows if len(start) < _LOOKED_AT else rows[:-1]
