"""A table with a row a record and a column a DCMI term, for spreadsheets, scripts and importers.

`id` comes first, then a column for each term that a record may have, always all of them and in one
order, so that tables of any two exports can be put together: `dcterms:title`. A header that ends
in `^^uri` (`dcterms:rights^^uri`) is of the URIs of that term; the names and texts stand in the
column without it. What a column has several of is joined by `separator`: a vertical bar, if nothing
is set; a semicolon stands in many texts, as in what rights rest on. A value that holds the
separator is an error, so that what is parted again is what was joined. Languages of texts are lost:
a header cannot know them beforehand.

The file is `records.csv`, into a folder too: UTF-8, fields quoted where they must be, lines ended
by CR LF (RFC 4180), while the line ends inside a text stay as they are. Excel takes it for UTF-8
only with a byte order mark, which `bom = "yes"` sets; others read that mark as part of `id`.

Texts are verbatim. A spreadsheet program may take one that begins with `=`, `+`, `-` or `@` for a
formula, and work it out: import the columns as text where records are from strangers.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from muniment.dublincore.statement import URI
from muniment.errors import CannotCarryError, MunimentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dublincore import Statement
    from muniment.formats import Document, ExportSettings, Item

SEPARATOR = "|"
_TERMS = (
    *("title", "alternative", "creator", "contributor", "publisher", "created", "issued", "type"),
    *("format", "medium", "extent", "language", "identifier", "bibliographicCitation", "source"),
    *("isPartOf", "isVersionOf", "hasVersion", "isFormatOf", "hasFormat", "hasPart", "references"),
    *("isReferencedBy", "replaces", "isReplacedBy", "requires", "isRequiredBy", "relation"),
    *("subject", "spatial", "temporal", "description", "provenance"),
    *("rights", "license", "rightsHolder", "accessRights"),
)
# Never named by a URI. A licence is named by nothing else.
_ONLY_TEXT = frozenset(
    {
        *("title", "alternative", "created", "issued", "type", "format", "medium", "extent"),
        *("language", "bibliographicCitation", "temporal", "description", "provenance"),
        *("rightsHolder", "accessRights"),
    }
)
_ONLY_URI = frozenset({"license"})


def _columns() -> Iterator[str]:
    for term in _TERMS:
        if term not in _ONLY_URI:
            yield f"dcterms:{term}"
        if term not in _ONLY_TEXT:
            yield f"dcterms:{term}^^uri"


COLUMNS = ("id", *_columns())
_PLACES = {name: place for place, name in enumerate(COLUMNS)}


def carried(document: Document, settings: ExportSettings) -> list[Statement]:
    """Give the statements that have a column, without their languages, which have none."""
    return [
        statement._replace(
            lang="", of=tuple(key for key in statement.of if not key.endswith(".lang"))
        )
        if statement.lang
        else statement
        for statement in document.statements
        if _column(statement) in _PLACES
    ]


def files(
    items: Iterable[Item[Statement]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `records.csv`, with the header and a row a record."""
    separator = settings.options.get("separator", SEPARATOR)
    if not separator:
        raise MunimentError("csv: separator is a text that parts the values of a column: give one")
    yield "records.csv", _rows(items, separator, settings.options.get("bom") == "yes")


def _rows(items: Iterable[Item[Statement]], separator: str, bom: bool) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" * bom + _line(list(COLUMNS))
    for item in items:
        columns: dict[str, list[Statement]] = {}
        for statement in item.carried:
            columns.setdefault(_column(statement), []).append(statement)
        cells = [""] * len(COLUMNS)
        cells[0] = item.id
        for name, statements in columns.items():
            cells[_PLACES[name]] = _joined(item.id, statements, separator)
        yield _line(cells)


def _column(statement: Statement) -> str:
    """Give the column of a statement. Where a term has but one, it takes texts and URIs alike."""
    is_uri = statement.scheme == URI and statement.term not in _ONLY_TEXT
    return f"dcterms:{statement.term}{'^^uri' if is_uri else ''}"


def _joined(record: str, statements: list[Statement], separator: str) -> str:
    """Join the values of a cell. Raises CannotCarryError where they would not part as they were."""
    values = [statement.value for statement in statements]
    joined = separator.join(values)
    if "\0" in joined:
        at = next(statement for statement in statements if "\0" in statement.value)
        raise CannotCarryError(record, at.of[0], "holds NUL, which ends a text for many readers")
    # The end of one value and the separator may hold the separator as well: `a|` before `||`.
    if joined.split(separator) != values:
        at = next((each for each in statements if separator in each.value), statements[0])
        raise CannotCarryError(
            record,
            at.of[0],
            f"cannot be parted again at {separator!r}, which joins the values of a column. "
            "Choose another with --option separator=TEXT",
        )
    return joined


def _line(cells: list[str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8")
