"""The zip archive that a workbook is, looked at before it is opened: how large, and what is in it.

The library that reads sheets lays a cell for every row and column up to the last one, says nothing
of errors of formulas, and does not know which rows are hidden.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from lxml import etree

from muniment.errors import MunimentError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 256 * 1024 * 1024
_MOST_CELLS = 10_000_000
_MOST_MEMBERS = 10_000
# The list of sheets, and where they are.
_LARGEST_LIST = 4 * 1024 * 1024
# Rows are looked at together, but not more than fit.
_CHUNK, _LARGEST_ROW = 1024 * 1024, 32 * 1024 * 1024
_MOST_TROUBLES = 10_000

_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_NUMBER = re.compile(rb"\br\s*=\s*[\"']([0-9]{1,9})[\"']")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,9})[\"']")
_TAG = re.compile(rb"<(?:\w+:)?c[\s/>]")
_CELL = rb"<(?:\w+:)?c\b([^<>]*%s[^<>]*)>"
_ERROR = re.compile(
    _CELL % rb"\bt\s*=\s*[\"']e[\"']" + rb"(?:(?!</?(?:\w+:)?c[ >]).)*?<(?:\w+:)?v>([^<]{1,20})<",
    re.DOTALL,
)
_NO_VALUE = re.compile(
    _CELL % rb""
    + rb"\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    + rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>|</(?:\w+:)?c>)"
)
_OLD = b"\xd0\xcf\x11\xe0"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Scanned(NamedTuple):
    """What was seen in a sheet: its hidden rows, and cells (row and column from 0) in trouble."""

    hidden: frozenset[int]
    troubles: dict[tuple[int, int], tuple[str, str]]


def require_sound(name: str) -> None:
    """Raise MunimentError where a file is no workbook, or would be too large when unzipped."""
    try:
        if Path(name).exists() and not Path(name).is_file():
            raise MunimentError(f"{name}: is not a file")
        with Path(name).open("rb") as file:
            start = file.read(4)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise MunimentError(f"{name}: cannot be read: {reason}") from error
    if start == _OLD:
        raise MunimentError(
            f"{name}: is a workbook of the old kind (.xls), or has a password: save it as .xlsx "
            "without one"
        )
    with _opened(name) as archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        if "xl/workbook.xml" not in names:
            raise MunimentError(f"{name}: is no workbook (.xlsx): save it as one")
        if len(members) > _MOST_MEMBERS or len(set(names)) < len(names):
            raise MunimentError(f"{name}: is no sound workbook: its archive repeats itself")
        if sum(member.file_size for member in members) > _LARGEST:
            _too_large(name)
        # What an archive says of sizes may be a lie: nobody else is to be the first to find out.
        for member in members:
            if member.filename.casefold().endswith((".xml", ".rels")):
                for _ in _chunks(name, archive, member.filename):
                    pass


def _too_large(name: str) -> NoReturn:
    raise MunimentError(f"{name}: is over {_LARGEST >> 20} MiB when it is unzipped, too large")


def _opened(name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(name)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise MunimentError(f"{name}: is no workbook (.xlsx), or is cut off: {error}") from None


def _chunks(name: str, archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """Yield a member of the archive, up to the size that the archive says."""
    try:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, KeyError,
            NotImplementedError) as error:  # fmt: skip
        raise MunimentError(f"{name}: its archive is damaged at {member}: {error}") from None


def has_cells(name: str, sheet: str) -> bool:
    """Tell whether a sheet has anything in it."""
    member = _member(name, sheet)
    if member is None:
        return True
    with _opened(name) as archive:
        before = b""
        for chunk in _chunks(name, archive, member):
            if re.search(rb"<(?:\w+:)?(?:v|is|f)\b", before + chunk):
                return True
            before = chunk[-20:]
    return False


def scan(name: str, sheet: str) -> Scanned:
    """Look at a sheet. Raises MunimentError where it has more cells than are read."""
    member = _member(name, sheet)
    if member is None:
        raise MunimentError(f"{name}: is no sound workbook: it does not say where {sheet!r} is")
    hidden: set[int] = set()
    troubles: dict[tuple[int, int], tuple[str, str]] = {}
    columns, last, row, most = set(), 0, 0, 1
    for rows in _rows(name, member):
        for found in _ROW.finditer(rows):
            number = _NUMBER.search(found[1])
            row = int(number[1]) if number else row + 1
            last = max(last, row)
            if _HIDDEN.search(found[1]):
                hidden.add(row - 1)
        for letters, below in _REFERENCE.findall(rows):
            columns.add(letters)
            last = max(last, int(below))
        troubles.update(_troubles(rows))
        # A cell need not say where it is: then it is the next one.
        most = max(most, *(len(_TAG.findall(part)) for part in _ROW.split(rows)))
        width = max(most, max(map(_index, columns), default=0) + 1)
        if last * width > _MOST_CELLS:
            raise MunimentError(
                f"{name}: the sheet {sheet!r} reaches to row {last:,} and column {width:,}, too "
                "many cells. If it is not so large, delete what stands far out"
            )
        if len(troubles) > _MOST_TROUBLES:
            raise MunimentError(
                f"{name}: the sheet {sheet!r} has over {_MOST_TROUBLES:,} formulas without a value"
            )
    return Scanned(frozenset(hidden), troubles)


def _rows(name: str, member: str) -> Iterator[bytes]:
    """Yield whole rows of a sheet, as many as stand together in a piece of it."""
    with _opened(name) as archive:
        rest = b""
        for chunk in _chunks(name, archive, member):
            if not rest and chunk[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise MunimentError(f"{name}: {member} is not in UTF-8, as it is in a workbook")
            rest += chunk
            end = max(rest.rfind(b"/row>"), rest.rfind(b":row>")) + 5
            if end >= 5:
                yield rest[:end]
                rest = rest[end:]
            elif len(rest) > _LARGEST_ROW:
                raise MunimentError(f"{name}: {member} has a row too large to be read")
        yield rest


def _troubles(rows: bytes) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    for found in _ERROR.finditer(rows):
        if at := _REFERENCE.search(found[1]):
            said = found[2].decode("utf-8", "replace")
            hint = "Mend the formula, or empty the cell."
            yield _cell(at), (f"{said} is the error of a formula", hint)
    for found in _NO_VALUE.finditer(rows):
        if at := _REFERENCE.search(found[1]):
            hint = "Open it in the spreadsheet program, and save it."
            yield _cell(at), ("the workbook does not have the value of this formula", hint)


def _cell(found: re.Match[bytes]) -> tuple[int, int]:
    return int(found[2]) - 1, _index(found[1])


def _index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _member(name: str, sheet: str) -> str | None:
    """Give the name in the archive of a sheet, by the lists that the workbook has."""
    with _opened(name) as archive:
        try:
            for each in _list(name, archive, "xl/workbook.xml").iterfind(".//{*}sheet"):
                if each.get("name") == sheet:
                    target = each.get(_RELATION)
                    break
            else:
                return None
            for each in _list(name, archive, "xl/_rels/workbook.xml.rels"):
                if each.get("Id") == target:
                    path = str(each.get("Target"))
                    path = path.removeprefix("/") if path[:1] == "/" else f"xl/{path}"
                    return path if path in archive.namelist() else None
        except (etree.XMLSyntaxError, ValueError):
            return None
    return None


def _list(name: str, archive: zipfile.ZipFile, member: str) -> etree._Element:
    size = archive.getinfo(member).file_size if member in archive.namelist() else 0
    if size > _LARGEST_LIST:
        _too_large(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    content = b"".join(_chunks(name, archive, member)) if size else b""
    return etree.fromstring(content, parser)
