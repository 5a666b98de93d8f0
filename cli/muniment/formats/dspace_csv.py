"""Items for DSpace without files: a table for its batch import of metadata, a row an item.

A folder, `--output DIR/`, gets `records-1.csv`, `records-2.csv` and so on, each with as many rows
as DSpace takes at once (`rows`; 1000, if nobody changed that there); a file or `-` gets all
records, as long as they are no more than that. An administrator uploads them under "Import
Metadata", or runs `dspace metadata-import -f FILE`. Each row is a new item (`+`): to import a
table twice makes every item twice.

The fields are those of `dspace-saf`, and what stands in two of them stands in two of them here.
The columns are the same in every table, whatever the records have, so that a hundred thousand
need not be read twice. A language would need a column of its own, so the languages of titles and
descriptions are lost; use `dspace-saf` where they matter. Files are not carried.

DSpace parts values by `||` and authorities by `::`, and has no way to write either inside a
value: such a record is refused. It reads line ends of every kind as line feeds. There is no byte
order mark: DSpace would take it for a part of the first heading.
"""

from __future__ import annotations

import csv
import io
from itertools import chain, count, islice
from typing import TYPE_CHECKING

from muniment import dspace
from muniment.errors import CannotCarryError, MunimentError
from muniment.formats import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dspace import Field
    from muniment.formats import Document, ExportSettings, Item

PROFILE = "dspace"
_VALUES = "||"
_AUTHORITY = "::"
_MOST_ROWS = "1000"


def carried(document: Document, settings: ExportSettings) -> list[Field]:
    """Give the fields of the item, without languages, which are headings here.

    Raises CannotCarryError where a value holds what parts values.
    """
    found = [_plain(field) for field in dspace.fields(document.record, document.statements)]
    for field, why in _confused(found):
        raise CannotCarryError(document.id, field.of[0], why)
    return found


def remarks(document: Document, settings: ExportSettings) -> Iterator[Remark]:
    """Yield what DSpace would part or alter."""
    said = list(dspace.fields(document.record, document.statements))
    found = [_plain(field) for field in said]
    for field, why in _confused(found):
        yield Remark("refused", field.of[0], why, "Use dspace-saf, or write it in another way.")
    for before, field in zip(said, found, strict=True):
        if before.value != field.value:
            yield Remark("altered", field.of[0], "has line ends that DSpace reads as line feeds")
        if why := dspace.altered(field.value):
            yield Remark("altered", field.of[0], why)


def files(
    items: Iterable[Item[Field]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `records.csv`, or `records-1.csv` and so on, each with as many rows as DSpace takes."""
    collection = _collection(settings)
    most = _rows(settings)
    waiting = iter(items)
    if settings.single:
        yield "records.csv", _table(_limited(waiting, most), collection)
        return
    for number in count(1):
        first = next(waiting, None)
        if first is None:
            return
        rest = islice(waiting, most - 1)
        yield f"records-{number}.csv", _table(chain((first,), rest), collection)


def _limited(items: Iterable[Item[Field]], most: int) -> Iterator[Item[Field]]:
    """Give the items on. Raises MunimentError where there are more than DSpace takes at once."""
    for number, item in enumerate(items):
        if number == most:
            raise MunimentError(
                f"dspace-csv: DSpace takes {most} rows in a file, and there are more records. Give "
                "--output DIR/ for several files, or set rows if it takes more."
            )
        yield item


def _table(items: Iterable[Item[Field]], collection: str) -> Iterator[bytes]:
    # RFC 4180, but for its line ends: DSpace writes line feeds itself.
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(("id", "collection", *dspace.FIELDS))
    for item in items:
        cells: dict[str, list[str]] = {}
        for field in item.carried:
            cells.setdefault(field.name, []).append(field.value)
        row = (_VALUES.join(cells.get(name, ())) for name in dspace.FIELDS)
        rows.writerow(("+", collection, *row))
        yield written.getvalue().encode("utf-8")
        written.seek(0)
        written.truncate()
    yield written.getvalue().encode("utf-8")


def _plain(field: Field) -> dspace.Field:
    """Leave out the language, and write the line ends that DSpace reads."""
    of = tuple(key for key in field.of if not (field.lang and key.endswith(".lang")))
    value = field.value.replace("\r\n", "\n").replace("\r", "\n")
    return dspace.Field(field.name, value, of)


def _confused(found: Iterable[Field]) -> Iterator[tuple[Field, str]]:
    """Yield the fields that DSpace would read as something else, each with the reason."""
    last = {field.name: field for field in found}
    for field in found:
        if _VALUES in field.value:
            yield field, "holds ||, which to DSpace parts one value from the next"
        elif field.value.endswith("|") and field is not last[field.name]:
            yield field, "ends with |, and another value follows, which DSpace would part wrongly"
        elif _AUTHORITY in field.value:
            yield field, "holds ::, behind which DSpace looks for an authority"


def _collection(settings: ExportSettings) -> str:
    """Give the cell with the collections, the owning one first."""
    given = settings.options.get("collection", "")
    try:
        found = dspace.collections(given)
        wrong = next((each for each in found if "/" not in each), None)
    except ValueError as error:
        wrong = str(error)
    if wrong is not None:
        raise MunimentError(f"dspace-csv: collection is a Handle, as 123456789/2, not {wrong!r}")
    return _VALUES.join(found)


def _rows(settings: ExportSettings) -> int:
    given = settings.options.get("rows", _MOST_ROWS).strip()
    if not given.isascii() or not given.isdigit() or int(given) < 1:
        raise MunimentError(f"dspace-csv: rows is a number of at least 1, not {given!r}")
    return int(given)
