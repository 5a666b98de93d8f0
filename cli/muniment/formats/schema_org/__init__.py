"""JSON-LD of schema.org for search engines: what a document is, who holds it, whose it is.

The record's node is the layer that it describes. The archive and its reference belong to the
original, or to the copy that an archive holds, so only that node is an `ArchiveComponent` with
`holdingArchive` and `itemLocation`: where a record describes a translation it is the
`translationOfWork`, for other layers, and where the record does not say, `isBasedOn`. Rights stand
on the node of their layer: `license` for what grants something, `usageInfo` for statements
(RightsStatements.org), terms, labels and what the rights rest on, `copyrightNotice` for the words,
`copyrightHolder` with its `contactPoint`, and `acquireLicensePage`. `additionalType` names layer
and level; dates that are EDTF beyond ISO 8601 say so by their type.

A file a record, or `records.jsonld` with an `@graph`. `@id` is `base_url` and the id, or the
record's page if there is no base_url. `<` is escaped, so that the JSON can stand in a `script`
element of a page as it is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from muniment.errors import MunimentError
from muniment.formats.schema_org.description import description
from muniment.formats.schema_org.holdings import events, files_of, holdings
from muniment.formats.schema_org.layers import Layers
from muniment.formats.schema_org.rights import rights
from muniment.formats.schema_org.tree import Fact, date, grown, page_or_work
from muniment.links import is_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.formats import Document, ExportSettings, Item
    from muniment.record import Record

_CONTEXT = "https://schema.org"


def carried(document: Document, settings: ExportSettings) -> list[Fact]:
    """Give all facts of the tree. Raises MunimentError where base_url is no address."""
    record = document.record
    layers = Layers(record)
    return [
        *_identity(document, settings.options.get("base_url", "")),
        *description(document, layers),
        *holdings(record, layers),
        *events(record, layers),
        *files_of(record, layers),
        *rights(document, layers),
        *_about(record),
        *layers.facts(),
    ]


def files(
    items: Iterable[Item[Fact]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.jsonld` for each record, or `records.jsonld` with a graph of all of them."""
    if settings.single:
        yield "records.jsonld", _graph(items)
    else:
        for item in items:
            node = {"@context": _CONTEXT, **grown(item.carried)}
            yield f"{item.id}.jsonld", (_json(node, 2), b"\n")


def _graph(items: Iterable[Item[Fact]]) -> Iterator[bytes]:
    yield f'{{"@context": "{_CONTEXT}", "@graph": ['.encode()
    between = b"\n"
    for item in items:
        yield between + _json(grown(item.carried), None)
        between = b",\n"
    yield b"\n]}\n"


def _json(node: dict[str, Any], indent: int | None) -> bytes:
    text = json.dumps(node, ensure_ascii=False, indent=indent)
    return text.replace("<", "\\u003c").encode("utf-8")


def _identity(document: Document, base_url: str) -> Iterator[Fact]:
    if base_url:
        if not is_link(base_url):
            raise MunimentError(f"schema-org: base_url is an address of the web, not {base_url!r}")
        yield Fact((), "@id", base_url + document.id, ("id",))
        if document.above and document.record.part_of:
            yield Fact((("isPartOf", ""),), "@id", base_url + document.record.part_of, ("part_of",))
    elif document.record.url and is_link(document.record.url):
        yield Fact((), "@id", document.record.url, ("url",))


def _about(record: Record) -> Iterator[Fact]:
    """Yield what is said of the record itself: schema.org calls it structured data."""
    about = record.record
    if about is None:
        return
    if about.license:
        yield from page_or_work((), "sdLicense", about.license, "record.license")
    for key, value in (("modified", about.modified), ("created", about.created)):
        if value:
            yield date((), "sdDatePublished", value, (f"record.{key}",))
            break
    if about.cataloguer:
        yield Fact((("sdPublisher", ""),), "name", about.cataloguer, ("record.cataloguer",))
