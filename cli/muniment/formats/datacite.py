"""DataCite 4.7: the description that a DOI is registered with, one file a document.

The DOI is the one that the record has under your prefix, else the prefix and the record's id. The
publisher is the record's own; `publisher` stands where a record names none. The year is that of
`issued`, else of `date`. Where a gap says why creator or title is missing, DataCite's code for
unknown values stands there. The page that the DOI leads to (`url`) is given to DataCite when the
DOI is registered; here it is an alternate identifier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from muniment.datacite import leaves
from muniment.datacite.dates import is_as_it_is, published
from muniment.datacite.identity import own_doi, unknown
from muniment.elements import grown, written
from muniment.errors import MunimentError
from muniment.formats import Remark
from muniment.markup import DECLARATION, SCHEMA_LOCATION, XSI
from muniment.vocabularies.identifier_schemes import doi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.elements import Leaf
    from muniment.formats import Document, ExportSettings, Item
    from muniment.record import Record

PROFILE = "datacite"
KERNEL = "http://datacite.org/schema/kernel-4"
# DataCite's own records have no prefix. The stubs of lxml know no namespace without one.
_NAMESPACES: Any = {None: KERNEL, "xsi": XSI}
_LOCATION = f"{KERNEL} https://schema.datacite.org/meta/kernel-4.7/metadata.xsd"


def carried(document: Document, settings: ExportSettings) -> list[Leaf]:
    """Give what DataCite's schema has a place for, from the root down."""
    speaks = settings.rights_of or document.record.describes
    return leaves(document.record, document.id, document.statements, settings.options, speaks)


def files(
    items: Iterable[Item[Leaf]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.xml` for each record. Raises MunimentError for several in one file."""
    if settings.single:
        yield "record.xml", _only(items)
    else:
        for item in items:
            yield f"{item.id}.xml", (DECLARATION, _document(item))


def _only(items: Iterable[Item[Leaf]]) -> Iterator[bytes]:
    waiting = iter(items)
    first = next(waiting, None)
    if first:
        yield DECLARATION
        yield _document(first)
    if next(waiting, None):
        raise MunimentError(
            "datacite has one resource a file, and there are several records: give a folder, "
            "as in --output datacite/"
        )


def _document(item: Item[Leaf]) -> bytes:
    root = etree.Element(f"{{{KERNEL}}}resource", nsmap=_NAMESPACES)
    root.set(SCHEMA_LOCATION, _LOCATION)
    return written(grown(root, item.carried, item.id))


def remarks(document: Document, settings: ExportSettings) -> Iterator[Remark]:
    """Yield what DataCite refuses, leaves out, or shows otherwise than the record says it."""
    record = document.record
    yield from _lacking(record)
    yield from _dois(record, settings.options["prefix"])
    for field in ("title", "creator"):
        if (code := unknown(record, field)) and not _has(record, field):
            said = f"DataCite shows {code.value} for the {field}, by the reason of the gap"
            yield Remark("altered", code.of[0], said)
    year, key = published(record)
    if year and key == "date":
        yield Remark(
            "altered",
            "date",
            f"the record has no `issued`, so DataCite shows {year} as the year of publication",
            "Give `issued`, the date when the document was published or put online.",
        )
    for name, date in (("date", record.date), ("issued", record.issued)):
        if date and not is_as_it_is(date):
            said = f"DataCite knows no date like {date}: it stands beside, as information"
            yield Remark("altered", name, said)
    for index in range(1, len(record.language)):
        yield Remark("dropped", f"language.{index}", "DataCite takes one language a document")


def _lacking(record: Record) -> Iterator[Remark]:
    """Yield what DataCite asks for and the profile lets pass: it is kept back, or a draft."""
    about = record.record
    private = about.private if about else ()
    is_draft = about is not None and about.status == "draft"
    for key, is_there in (
        ("title", _has(record, "title")),
        ("creator", _has(record, "creator")),
        ("type", bool(record.type)),
        ("issued" if "issued" in private else "date", bool(published(record)[0])),
    ):
        is_private = any(each.partition(".")[0] == key for each in private)
        if not is_there and (is_private or (is_draft and not unknown(record, key))):
            why = "is called private" if is_private else "is missing"
            yield Remark(
                "refused",
                key,
                f"{key} {why}, and DataCite registers no DOI without it",
                "Take it from record.private, or leave the record out."
                if is_private
                else f"Give {key}, or leave the draft out.",
            )


def _has(record: Record, field: str) -> bool:
    if field == "title":
        return bool(record.title and record.title.text)
    return any(each.name for each in record.creator)


def _dois(record: Record, prefix: str) -> Iterator[Remark]:
    if own_doi(record, prefix) is not None:
        return
    for index, text in enumerate(record.identifier):
        if found := doi(text):
            yield Remark(
                "altered",
                f"identifier.{index}",
                f"{found} is a DOI of another prefix than {prefix}, so the document gets a second",
                "A document needs one DOI: leave out what was registered elsewhere.",
            )


def notes(exported: int, withdrawn: int) -> list[str]:
    """Say what is to be done about tombstones: a DOI is never deleted."""
    if not withdrawn:
        return []
    return [
        "a DOI cannot be deleted: of what was withdrawn, set it to Registered at DataCite, so that "
        "nobody finds it any more, and let it lead to a page that says why"
    ]
