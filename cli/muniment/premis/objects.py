"""Objects: the document, each layer of it that the record speaks of, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.elements import Leaf
from muniment.layers import ORDER
from muniment.premis.events import is_event
from muniment.premis.terms import identified, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.dublincore import Statement
    from muniment.record import Record
    from muniment.tables import File, OriginalArchive


def objects(record: Record, name: str, statements: Sequence[Statement]) -> Iterator[Leaf]:
    """Yield the document, its layers from the first to the last, and the files (PREMIS 3.0, 1)."""
    yield from _document(record, name)
    held = [each for each in statements if each.of[0].startswith("original_archive.")]
    for layer in _layers(record):
        path = (f"object#{layer}",)
        yield Leaf((*path, "@xsi:type"), "premis:representation")
        of = ("describes",) if layer == record.describes else ()
        yield from identified((*path, "objectIdentifier"), f"{name}/{layer}", of)
        # An archive holds the original, or a copy: that is where either is stored.
        for index, each in enumerate(held):
            if _held_layer(_archive(record, each)) == layer:
                where = (*path, f"storage#{index}", "contentLocation")
                yield Leaf((*where, "contentLocationType"), "archival reference")
                yield Leaf((*where, "contentLocationValue"), each.value, each.of)
        yield from _related(path, "represents", name)
    for index, file in enumerate(record.file):
        if file.media_type:
            yield from _file(file, index, name)


def _document(record: Record, name: str) -> Iterator[Leaf]:
    path = ("object",)
    yield Leaf((*path, "@xsi:type"), "premis:intellectualEntity")
    yield from identified((*path, "objectIdentifier"), name, ("id",))
    if record.url:
        yield from identified((*path, "objectIdentifier#url"), record.url, ("url",), "URI")
    for index, text in enumerate(record.identifier):
        at = (*path, f"objectIdentifier#{index}")
        yield from identified(at, text, (f"identifier.{index}",), kind_of(text))
    if record.title and record.title.text:
        of = (*path, "significantProperties")
        yield Leaf((*of, "significantPropertiesType"), "title")
        yield Leaf((*of, "significantPropertiesValue"), record.title.text, ("title.text",))


def _layers(record: Record) -> list[str]:
    """Give the layers that something links to, in the order in which each is made of another."""
    named = {record.describes, *(rights.of for rights in record.rights)}
    named |= {event.of for event in record.provenance if is_event(event)}
    named |= {file.of for file in record.file if file.media_type}
    if record.original_archive:
        named |= {
            "copy" if each.holds == "copy" else "original" for each in record.original_archive
        }
    return [layer for layer in ORDER if layer in named]


def _archive(record: Record, each: Statement) -> OriginalArchive:
    return record.original_archive[int(each.of[0].split(".")[1])]


def _held_layer(archive: OriginalArchive) -> str:
    return "copy" if archive.holds == "copy" else "original"


def _related(path: tuple[str, ...], how: str, to: str, of: tuple[str, ...] = ()) -> Iterator[Leaf]:
    where = (*path, "relationship")
    yield Leaf((*where, "relationshipType"), "structural")
    yield Leaf((*where, "relationshipSubType"), how)
    yield from identified((*where, "relatedObjectIdentifier"), to, of)


def _file(file: File, index: int, name: str) -> Iterator[Leaf]:
    """Yield a file whose format is known, without which PREMIS has none (1.5.4)."""
    path, key = (f"object#file{index}",), f"file.{index}"
    yield Leaf((*path, "@xsi:type"), "premis:file")
    yield from identified((*path, "objectIdentifier"), f"{name}/file/{index + 1}")
    what = (*path, "objectCharacteristics")
    if file.sha256:
        yield Leaf((*what, "fixity", "messageDigestAlgorithm"), "SHA-256")
        yield Leaf((*what, "fixity", "messageDigest"), file.sha256, (f"{key}.sha256",))
    media = (*what, "format", "formatDesignation", "formatName")
    yield Leaf(media, file.media_type or "", (f"{key}.media_type",))
    if file.url:
        where = (*path, "storage", "contentLocation")
        yield Leaf((*where, "contentLocationType"), "URI")
        yield Leaf((*where, "contentLocationValue"), file.url, (f"{key}.url",))
    if file.of:
        yield from _related(path, "is part of", f"{name}/{file.of}", (f"{key}.of",))
    else:
        yield from _related(path, "is part of", name)
