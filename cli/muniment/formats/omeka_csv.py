"""A table for CSV Import of Omeka S: a column a term, and addresses in columns of their own.

In Omeka S open CSV Import, choose the file and import type Items; leave delimiter, enclosure and
"Automap with simple labels" as they are. Then:

- Basic Settings: the multivalue separator is `|` (or what `separator` says); leave Language empty.
- Map to Omeka S data: all columns of terms are mapped already. Tick the box above them all, click
  "Batch edit options", tick "Use multivalue separator", "Apply changes".
- Tick the columns whose prefix is in capitals (`DCTERMS:rights`), click "Batch edit options",
  choose data type URI, "Apply changes". A value there is an address, and behind it its name.
- The last four columns are mapped by hand with their plus sign, those that are wanted:
  `media_url`: Media source, URL. `resource_class`: Generic data, Resource class (by term).
  `visibility`: Generic data, Visibility public/private. `item_set`: Item-specific data, Item set
  (by selected property), Identifier; this only where the item sets are there. They are, if the
  records of the collections were exported first and imported with import type Item sets.

Omeka S gives a language to a whole column, so that of a title is lost. What is closed, restricted
or embargoed is private; of what says nothing of access, Basic Settings decide. A value with the
separator in it cannot be written (choose another), nor one with a backslash before a quotation
mark or at its end, which the import takes for one sign. The file is UTF-8 without a byte order
mark. Files are fetched from their url; those that have a path only are lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.dublincore.statement import URI
from muniment.formats import Remark
from muniment.links import is_link
from muniment.separated import Cell, distinct, joined, parted, require, table
from muniment.vocabularies import rights as rights_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from muniment.dublincore import Statement
    from muniment.formats import Document, ExportSettings, Item
    from muniment.record import Record

_RELATIONS = (
    *("isPartOf", "isVersionOf", "hasVersion", "isFormatOf", "hasFormat", "hasPart"),
    *("references", "isReferencedBy", "replaces", "isReplacedBy", "requires", "isRequiredBy"),
    "relation",
)
_TEXTS = (
    *("title", "alternative", "creator", "contributor", "publisher", "created", "issued"),
    *("type", "format", "medium", "extent", "language", "identifier", "bibliographicCitation"),
    "source",
    *_RELATIONS,
    *("subject", "spatial", "temporal", "description", "provenance"),
    *("rights", "rightsHolder", "accessRights"),
)
_ADDRESSES = (
    *("creator", "contributor", "publisher", "identifier", "source"),
    *_RELATIONS,
    *("subject", "spatial", "rights", "license"),
)
# Headers are found whatever their case, so that two columns of a term can be told apart.
_TEXT_COLUMNS = {term: f"dcterms:{term}" for term in _TEXTS}
_ADDRESS_COLUMNS = {term: f"DCTERMS:{term}" for term in _ADDRESSES}
COLUMNS = (
    *_TEXT_COLUMNS.values(),
    *_ADDRESS_COLUMNS.values(),
    *("media_url", "resource_class", "visibility", "item_set"),
)
_VISIBILITY = {
    "open": "public",
    "restricted": "private",
    "closed": "private",
    "embargoed": "private",
}
# PHP's reader takes a backslash and what follows it for one sign, a quotation mark too.
_ESCAPES = re.compile(r'(?<!\\)(?:\\\\)*\\(?:"|\Z)')


def carried(document: Document, settings: ExportSettings) -> list[Cell]:
    """Give the cells. Raises CannotCarryError where a value would come apart in the import."""
    separator = settings.options.get("separator", "|")
    cells = _cells(document)
    require(document.id, cells, lambda cell: _trouble(cell.value, separator))
    return cells


def remarks(document: Document, settings: ExportSettings) -> Iterator[Remark]:
    """Yield each value that would come apart in the import."""
    separator = settings.options.get("separator", "|")
    for cell in _cells(document):
        if trouble := _trouble(cell.value, separator):
            yield Remark("refused", cell.of[0], *trouble)


def files(
    items: Iterable[Item[Cell]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `records.csv`, with a row for each record."""
    separator = settings.options.get("separator", "|")
    rows = (joined(COLUMNS, item.carried, separator) for item in items)
    yield "records.csv", table(COLUMNS, rows)


def _trouble(value: str, separator: str) -> tuple[str, str] | None:
    if _ESCAPES.search(value):
        return (
            "has a backslash before a quotation mark or at its end, which Omeka S takes for one "
            "sign",
            "Write it without one of them.",
        )
    return parted(value, separator)


def _cells(document: Document) -> list[Cell]:
    return distinct((*_of_statements(document.statements), *_of_record(document.record)))


def _of_statements(statements: Iterable[Statement]) -> Iterator[Cell]:
    """Yield terms: an address with its name behind it, and no name twice."""
    statements = [each for each in statements if not _is_media(each)]
    names = _names(statements)
    labelled = {names[stem] for each in statements if (stem := _stem(each)) in names}
    for each in statements:
        of = tuple(key for key in each.of if not key.endswith(".lang"))
        if _is_address(each) and each.term in _ADDRESS_COLUMNS:
            name = names.get(_stem(each))
            label = name.value if name else rights_vocabulary.label(each.value) or ""
            of = (*of, *(key for key in (name.of if name else ()) if key not in of))
            yield Cell(_ADDRESS_COLUMNS[each.term], f"{each.value} {label}".rstrip(), of)
        elif each not in labelled and each.term in _TEXT_COLUMNS:
            yield Cell(_TEXT_COLUMNS[each.term], each.value, of)


def _names(statements: Iterable[Statement]) -> Mapping[str, Statement]:
    """Give the statements that name what others give the address of, by what both are of."""
    return {
        each.of[0].removesuffix(".name"): each
        for each in statements
        if each.of[0].endswith(".name") or (each.of == ("part_of",) and not each.scheme)
    }


def _stem(statement: Statement) -> str:
    """Give what an address is of: `creator.0` for `creator.0.uri.1`. Nothing for a text."""
    return statement.of[0].partition(".uri")[0] if _is_address(statement) else ""


def _is_address(statement: Statement) -> bool:
    return statement.scheme == URI and is_link(statement.value)


def _is_media(statement: Statement) -> bool:
    """Whether it is the address of a file, which has a column of its own."""
    return statement.of[0].startswith("file.") and _is_address(statement)


def _of_record(record: Record) -> Iterator[Cell]:
    """Yield what is no term: the media, the class, who may see it, the item set."""
    for index, file in enumerate(record.file):
        if file.url and is_link(file.url):
            yield Cell("media_url", file.url, (f"file.{index}.url",))
    if record.type:
        yield Cell("resource_class", f"dctype:{record.type}", ("type",))
    if record.access and record.access.status:
        yield Cell("visibility", _VISIBILITY[record.access.status], ("access.status",))
    if record.part_of:
        yield Cell("item_set", record.part_of, ("part_of",))
