"""Items for DSpace with their files: the Simple Archive Format, a folder an item, or one zip.

`--output DIR/` gives the folders, for `dspace import --add --source DIR --mapfile FILE`; a file,
as in `--output items.zip`, gives one zip, which the page "Batch Import (ZIP)" of an administrator
takes too. Try it first with `--validate`: DSpace then imports nothing, and names what it would
not take.

Only fields of DSpace's default registries are used. `dc` has none for who holds the rights, who
may see a document, and who had it; these stand in `dcterms`, and in `dc.rights` and
`dc.description` as well, because harvesters are given only `dc`. So do relations that `dc` does
not tell apart (`hasFormat`, `references`, `isRequiredBy`), and a licence (`dc.rights.uri` and
`dcterms.license`). Nothing is written to `dc.description.provenance`: DSpace hides it, and fills
it itself. Addresses of agents, subjects and places stand in `dcterms`, so that the indexes of
names hold names. What an agent did, and how they signed, is a statement of responsibility.

Each `[[file]]` with a `path` goes along once its checksum is found right; the first is the
primary one. Its name loses the folders, unless two are then called the same, and what would be
read as one of the format's own. Where there is an `[access]` that does not say `open`, files stay
at home unless `group` names who may read them; `closed` files always do. DSpace opens a file to
everybody when it knows no group of that name, and it does not end an embargo by itself.

An identifier that is a Handle becomes the item's Handle where `handle` allows it. A record is a
new item: DSpace updates and deletes items by its own map file, so a withdrawn record is to be
withdrawn there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from muniment import attachments, bitstreams, dspace
from muniment.errors import CannotCarryError, MunimentError
from muniment.formats import Remark
from muniment.markup import DECLARATION, add, serialized
from muniment.zipping import zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.bitstreams import Bitstream
    from muniment.formats import Document, ExportSettings, Item

PROFILE = "dspace"
BINARY = True
_METADATA = {"dc": "dublin_core.xml", "dcterms": "metadata_dcterms.xml"}


def carried(document: Document, settings: ExportSettings) -> list[dspace.Field | Bitstream]:
    """Give the fields of the item, and the files that go along with it."""
    record = document.record
    group = _group(settings)
    stay = bitstreams.stay(record.access, group)
    files = () if stay else bitstreams.bitstreams(record, group)
    return [*dspace.fields(record, document.statements), *files]


def remarks(document: Document, settings: ExportSettings) -> Iterator[Remark]:
    """Yield what DSpace alters, which files stay at home, and which cannot go along."""
    record = document.record
    for field in dspace.fields(record, document.statements):
        if said := dspace.altered(field.value):
            yield Remark("altered", field.of[0], said)
    group = _group(settings)
    stay = bitstreams.stay(record.access, group)
    for file in bitstreams.bitstreams(record, group):
        if stay:
            yield Remark("dropped", file.key, f"stays at home: {stay}", bitstreams.HINT)
            continue
        if file.change:
            yield Remark("altered", file.key, f"is called {file.name} there: {file.change}")
        if file.is_flattened:
            of = file.key.replace(".path", ".description")
            yield Remark("altered", of, "is written on one line, without white space around it")
        try:
            attachments.located(settings.records, file.path, document.id, file.key)
        except CannotCarryError as error:
            yield Remark("refused", file.key, str(error).partition(f"{file.key} ")[2])


def files(
    items: Iterable[Item[dspace.Field | Bitstream]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the files of `<id>/` for each record, or `records.zip` with all of them."""
    # An empty setting is an error before the first record is.
    _collections(settings)
    members = (member for item in items for member in _members(item, settings))
    if settings.single:
        yield "records.zip", zipped(members)
    else:
        yield from members


def _members(
    item: Item[dspace.Field | Bitstream], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the files of an item, in the order in which DSpace looks for them."""
    found = [each for each in item.carried if isinstance(each, dspace.Field)]
    streams = [each for each in item.carried if not isinstance(each, dspace.Field)]
    for schema, name in _METADATA.items():
        own = [field for field in found if field.name.startswith(f"{schema}.")]
        # The first is demanded, be it empty.
        if own or schema == "dc":
            yield f"{item.id}/{name}", (DECLARATION, _metadata(item.id, schema, own))
    collections = _collections(settings)
    yield f"{item.id}/collections", (_lines(collections),)
    handle = _handle(item, collections[0], settings.options.get("handle", "own"))
    if handle:
        yield f"{item.id}/handle", (_lines([handle]),)
    # Without it older versions refuse an item that has no files.
    yield f"{item.id}/contents", (_lines([stream.value for stream in streams]),)
    for stream in streams:
        place = attachments.located(settings.records, stream.path, item.id, stream.key)
        content = attachments.content(place, stream.sha256, item.id, stream.key)
        yield f"{item.id}/{stream.name}", content


def _metadata(record: str, schema: str, found: list[dspace.Field]) -> bytes:
    """Write the fields of one schema; where an element has no qualifier, it is `none`."""
    root = etree.Element("dublin_core", {"schema": schema})
    for field in found:
        _, element, *qualifier = field.name.split(".")
        made = add(root, "dcvalue", field.value, (record, field.of[0]))
        made.set("element", element)
        made.set("qualifier", qualifier[0] if qualifier else "none")
        if field.lang:
            made.set("language", field.lang.replace("-", "_"))
    return serialized(root)


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _handle(item: Item[dspace.Field | Bitstream], collection: str, which: str) -> str:
    """Give the Handle that the item is to have, if it has one that is this repository's to give."""
    for handle in dspace.handles(item.record):
        own = "/" in collection and handle.partition("/")[0] == collection.partition("/")[0]
        if which == "any" or (which == "own" and own):
            return handle
    return ""


def _collections(settings: ExportSettings) -> list[str]:
    given = settings.options.get("collection", "")
    try:
        return dspace.collections(given)
    except ValueError as error:
        raise MunimentError(
            f"dspace-saf: collection is a Handle, as 123456789/2, or a UUID, not {str(error)!r}"
        ) from None


def _group(settings: ExportSettings) -> str:
    """Give the group that may read what is not open. Raises MunimentError for an odd name."""
    group = settings.options.get("group", "").strip()
    if any(each in group for each in "'\t\n\r"):
        raise MunimentError("dspace-saf: the name of a group has no quotes, tabs or lines")
    return group
