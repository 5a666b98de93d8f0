"""Europeana Data Model (external), for Europeana and its aggregators: a file for each object.

A file holds one object and its aggregation, as Europeana takes them: give a folder, and deliver it
or a zip of it. The URI of an object is `base_url` and the id. The page goes to `edm:isShownAt`, the
first file of the layer described to `edm:isShownBy`, other files to `edm:hasView`; a name with a
URI is a resource with a label. Europeana shows one rights URI, that of the layer described (or of
`--rights-of`); rights in other layers go out as text, or with the file that shows the layer.
Before anything is written, what Europeana would refuse, drop or alter is said.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from muniment.dublincore.statement import DCMI_TYPE, URI
from muniment.errors import MunimentError
from muniment.formats import Remark
from muniment.formats.edm import rights
from muniment.formats.edm.context import CLASSES, Context
from muniment.formats.edm.part import Part, is_reference, written
from muniment.formats.edm.shown import aggregation, web_resources
from muniment.links import is_link
from muniment.vocabularies.rights import CC0

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dublincore import Statement
    from muniment.formats import Document, ExportSettings, Item
    from muniment.record import Record

PROFILE = "europeana"

# What EDM sorts objects by, of the DCMI types that have one.
TYPES = {
    "Text": "TEXT",
    "Image": "IMAGE",
    "StillImage": "IMAGE",
    "MovingImage": "VIDEO",
    "Sound": "SOUND",
}
# EDM has the fifteen elements in their old namespace, and of the terms those that refine them;
# neither the holder, the licence nor the access of DCMI Terms.
_TAGS = {
    **{
        term: f"dc:{term}"
        for term in (
            *("title", "creator", "subject", "description", "publisher", "contributor", "type"),
            *("format", "identifier", "source", "language", "relation", "rights"),
        )
    },
    **{
        term: f"dcterms:{term}"
        for term in (
            *("alternative", "created", "issued", "extent", "medium", "provenance", "spatial"),
            *("temporal", "isPartOf", "hasPart", "isVersionOf", "hasVersion", "isFormatOf"),
            *("hasFormat", "references", "isReferencedBy", "replaces", "isReplacedBy"),
            *("requires", "isRequiredBy"),
        )
    },
    "bibliographicCitation": "dc:identifier",
    "license": "dc:rights",
    "rightsHolder": "dc:rights",
    "accessRights": "dc:rights",
}
# Their values are texts, even where a text is an address (DC.xsd, LiteralType).
_TEXTS = frozenset({"dc:title", "dcterms:alternative", "dc:identifier", "dc:language"})


class _Institution(NamedTuple):
    data_provider: str
    provider: str
    base_url: str


def carried(document: Document, settings: ExportSettings) -> list[Part]:
    """Give the object, where it is seen, who and what have a URI, the aggregation, and rights."""
    institution = _institution(settings)
    record, uri = document.record, f"{institution.base_url}{document.id}"
    context = Context(document.statements)
    shown_rights, licence = rights.of_object(record, settings, f"{uri}#rights")
    return [
        Part("edm:ProvidedCHO", uri, ("id",)),
        *_object(document, context, settings),
        *web_resources(record, settings),
        *context.parts(),
        *aggregation(record, uri, institution.data_provider, institution.provider, shown_rights),
        *licence,
    ]


def remarks(document: Document, settings: ExportSettings) -> Iterator[Remark]:
    """Yield what Europeana refuses, beside what its profile asks, and what it drops or alters."""
    record = document.record
    if record.type and record.type not in TYPES:
        yield Remark(
            "refused",
            "type",
            f"Europeana takes texts, images, sounds and videos, and no {record.type}",
            f"Leave it out of the delivery, or say what it shows: {', '.join(TYPES)}.",
        )
    yield from _remarks_on_addresses(record)
    yield from _remarks_on_names(document)
    yield from rights.remarks(record, settings)
    licence = record.record and record.record.license
    if licence and licence != CC0:
        yield Remark(
            "altered",
            "record.license",
            "Europeana publishes all metadata under CC0, whatever licence they had",
            "Deliver only what may go out under CC0.",
        )


def notes(exported: int, withdrawn: int) -> Iterator[str]:
    """Yield what is to be said of the export as a whole, a line each: what Europeana will do."""
    if withdrawn:
        yield (
            f"{withdrawn} withdrawn {'record is' if withdrawn == 1 else 'records are'} left out, "
            "and EDM cannot say so: Europeana keeps its copy until the whole set is delivered anew"
        )


def files(
    items: Iterable[Item[Part]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.xml` for each record. Raises MunimentError where several are to be one file."""
    if settings.single:
        yield "records.xml", _alone(items)
    else:
        for item in items:
            yield f"{item.id}.xml", (written(item.carried, item.id),)


def _alone(items: Iterable[Item[Part]]) -> Iterator[bytes]:
    for at, item in enumerate(items):
        if at:
            raise MunimentError(
                "edm: Europeana takes one object a file, and here are several: give a folder, "
                "such as --output europeana/"
            )
        yield written(item.carried, item.id)


def _object(document: Document, context: Context, settings: ExportSettings) -> Iterator[Part]:
    """Yield the properties of the object; `edm:type` stands behind all of Dublin Core."""
    record = document.record
    at = rights.spoken(record, settings)
    elsewhere = {f"rights.{at}.uri", *_addresses(record)}
    for statement in document.statements:
        if statement.scheme == DCMI_TYPE and statement.value in TYPES:
            continue
        if statement.scheme == URI and statement.of[0] in elsewhere:
            continue
        if statement.term in CLASSES:
            yield from _named(statement, context)
        else:
            yield _said(statement)
    yield from _location(record)
    if record.type in TYPES:
        yield Part("edm:type", TYPES[record.type], ("type",))


def _addresses(record: Record) -> Iterator[str]:
    """Yield the keys of addresses that go to the aggregation."""
    if record.url and is_link(record.url):
        yield "url"
    for at, file in enumerate(record.file):
        if file.url and is_link(file.url):
            yield f"file.{at}.url"


def _said(statement: Statement) -> Part:
    tag = _TAGS[statement.term]
    if statement.scheme == URI and tag not in _TEXTS and is_reference(statement.value):
        return Part(tag, statement.value, statement.of, is_uri=True)
    about = "Rights holder: " if statement.term == "rightsHolder" else ""
    return Part(tag, f"{about}{statement.value}", statement.of, statement.lang)


def _named(statement: Statement, context: Context) -> Iterator[Part]:
    """Yield a name, or in its place the URI of the resource that has it as a label."""
    uri = context.uri(statement)
    tag = _TAGS[statement.term]
    if uri == statement:
        yield Part(tag, statement.value, statement.of, is_uri=True)
    elif uri is None and context.is_name(statement):
        yield Part(tag, statement.value, statement.of, statement.lang)


def _location(record: Record) -> Iterator[Part]:
    """Yield who holds the object, where the original is the object."""
    if record.describes != "original":
        return
    for index, archive in enumerate(record.original_archive):
        if archive.name and archive.holds != "copy":
            yield Part("edm:currentLocation", archive.name, (f"original_archive.{index}.name",))
            return


def _remarks_on_addresses(record: Record) -> Iterator[Remark]:
    found = set(_addresses(record))
    hint = "Write an address that begins with https:// or http://."
    if record.url and "url" not in found:
        yield Remark(
            "altered" if found else "refused",
            "url",
            f"Europeana sends its readers to an address, and this is none: {record.url}",
            hint,
        )
    for at, file in enumerate(record.file):
        if file.url and f"file.{at}.url" not in found:
            yield Remark(
                "altered" if found else "refused",
                f"file.{at}.url",
                f"Europeana shows a file by its address, and this is none: {file.url}",
                hint,
            )


def _remarks_on_names(document: Document) -> Iterator[Remark]:
    context = Context(document.statements)
    for statement in document.statements:
        if (
            statement.term in CLASSES
            and statement.scheme == URI
            and not is_reference(statement.value)
        ):
            yield Remark(
                "altered" if context.is_name(statement) else "dropped",
                statement.of[0],
                f"Europeana knows a name by its URI, and this is none: {statement.value}",
                "Write the whole URI, such as http://viaf.org/viaf/101853967.",
            )


def _institution(settings: ExportSettings) -> _Institution:
    options = settings.options
    return _checked(_Institution(*(options[key].strip() for key in _Institution._fields)))


@lru_cache(maxsize=16)
def _checked(institution: _Institution) -> _Institution:
    """Give it with a base URL that an id can follow. Raises MunimentError where none is one."""
    base = institution.base_url
    if not is_link(base) or "#" in base:
        raise MunimentError(
            "edm: base_url is the start of an address, such as https://archive.example.org/id/, "
            f"not {base!r}"
        )
    return institution._replace(base_url=base if base.endswith(("/", "=")) else f"{base}/")
