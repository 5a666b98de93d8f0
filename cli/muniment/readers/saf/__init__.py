"""Items of DSpace in its Simple Archive Format: a folder of items, one item, or a zip.

An item is a folder with a `dublin_core.xml`, whatever stands around it; items come in natural
order, so that `item_2` is before `item_10`. Nothing is unpacked, and nothing is written but
records. A zip with paths that lead out of it, links, or files that are far larger unpacked is
refused as a whole.

Fields of `dc` become what they stand for in Dublin Core, and are read as the reader `dc` reads it;
so are those of `dcterms` (`metadata_dcterms.xml`). Where `dc` says in a general field what
`dcterms` says exactly, as our own export does, it is read once. Fields that a record has no key
for stand in `local.note`. What DSpace fills itself (when it took the item, and its log of who sent
it, which it hides) is left out. `collections` and `relationships` are kept in `local`; a `handle`
becomes an identifier, and what the record is known by at the next import.

Each file that `contents` names becomes a `[[file]]` with its checksum, description and media type,
the primary one first. The file itself is not copied: an archive may hold terabytes. Where the
archive lies below the records folder, set `files` to that place, and each gets its path; elsewhere
it has none, and that is told. Licences of the deposit, and what DSpace makes of the files, are left
out.

Places are those in `dublin_core.xml`; what stands in another file of the item has none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from muniment.errors import MunimentError
from muniment.identifiers import fault
from muniment.readers import Draft
from muniment.readers.dc.mapping import Mapping
from muniment.readers.dc.preparing import prepared
from muniment.readers.dc.sheet import Said, Sheet
from muniment.readers.saf import events
from muniment.readers.saf.archive import METADATA, Item, content, items
from muniment.readers.saf.contents import files, lines
from muniment.readers.saf.fields import (
    OF_DSPACE,
    RESPONSIBILITY,
    ROLES,
    SOURCES,
    SPONSORSHIP,
    parted,
    statements,
)
from muniment.readers.saf.metadata import Value, values
from muniment.vocabularies import relators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.readers import ReaderSettings

_LIMIT = 4 << 20
_SCHEMA = re.compile(r"metadata_([A-Za-z0-9_-]{1,40})\.xml")
_THANKS = "Acknowledgement: "
_SIGNED = "signed "


def read(source: str, settings: ReaderSettings) -> Iterator[Draft]:
    """Yield a draft for each item of the archive at the path `source`."""
    below = settings.options.get("files", "").strip().removesuffix("/")
    if PurePosixPath(below).is_absolute() or ".." in below.split("/") or "\\" in below:
        raise MunimentError(f"saf: files is a place below the records folder, not {below!r}")
    for item in items(source, settings.unread):
        try:
            draft = _draft(item, below)
        except MunimentError as error:
            settings.unread(str(error))
            continue
        yield draft


def _draft(item: Item, below: str) -> Draft:
    found = _values(item)
    said, others = parted(found)
    making = [each for each in said if events.event(each)]
    stated = statements(each for each in said if each not in making)
    name = item.name.rpartition("/")[2]
    # An item of ours is called as its record.
    is_id = fault(name) is None and any(_is_identifier(each, name) for each in stated)
    mapping = Mapping(is_ours=False)
    mapping.take(
        prepared(
            [each for each in stated if not (is_id and _is_identifier(each, name))],
            "",
            is_ours=False,
        )
    )
    sheet = mapping.sheet
    if is_id:
        sheet.put("id", name, None)
    events.put(sheet, making)
    for value in others:
        _other(sheet, value)
    _roles(sheet, found)
    handle = _surroundings(sheet, item)
    for table in files(item, below, sheet.left_out):
        sheet.append("file", table, None)
    told = dict.fromkeys(sheet.left_out)
    return Draft(
        sheet.data, sheet.places, tuple(told), f"{item.path}/{METADATA}", handle or item.name
    )


def _values(item: Item) -> list[Value]:
    """Give the values of an item, those of `dublin_core.xml` first, and with their places."""
    found, _ = values(content(item, METADATA, _LIMIT), f"{item.path}/{METADATA}", "dc")
    for name in item.names:
        if schema := _SCHEMA.fullmatch(name):
            path = f"{item.path}/{name}"
            more, _ = values(content(item, name, _LIMIT), path, schema[1])
            found += [each._replace(place=None) for each in more]
    return found


def _is_identifier(said: Said, name: str) -> bool:
    return said.term == "identifier" and said.value == name


def _other(sheet: Sheet, value: Value) -> None:
    """Take a field that becomes something else than a statement of Dublin Core."""
    if value.field in OF_DSPACE:
        sheet.left_out.append(f"{value.field} {OF_DSPACE[value.field]}: it is left out")
    elif value.field == SPONSORSHIP:
        sheet.append("acknowledgement", value.value.removeprefix(_THANKS), value.place)
    elif value.field in SOURCES:
        sheet.put(f"source.{sheet.count('source')}.url", value.value, value.place)
    elif not _responsibility(sheet, value):
        said = Said(RESPONSIBILITY, value.value, place=value.place)
        sheet.note(said, "is not certainly what one of those named did")


def _responsibility(sheet: Sheet, value: Value) -> bool:
    """Read what an agent did and how they signed, as our own export writes it."""
    name, *said = value.value.split("; ")
    table: dict[str, str] = {}
    for each in said:
        key = "signed" if each.startswith(_SIGNED) else "role"
        text = each.removeprefix(_SIGNED) if key == "signed" else _codes().get(each, "")
        if not text or key in table:
            return False
        table[key] = text
    agents = [
        f"{key}.{at}"
        for key in ("creator", "contributor")
        for at, agent in enumerate(sheet.data.get(key, ()))
        if agent.get("name") == name and not {"role", "signed"} & agent.keys()
    ]
    if not table or len(agents) != 1:
        return False
    for key, text in table.items():
        sheet.put(f"{agents[0]}.{key}", text, value.place)
    return True


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {term.lower(): code for code, term in relators.terms().items()}


def _roles(sheet: Sheet, found: list[Value]) -> None:
    """Say the role that the field of a contributor says."""
    for value in found:
        for at, agent in enumerate(sheet.data.get("contributor", ())):
            if value.field in ROLES and agent.get("name") == value.value and "role" not in agent:
                sheet.put(f"contributor.{at}.role", ROLES[value.field], value.place)


def _surroundings(sheet: Sheet, item: Item) -> str:
    """Take what stands about an item in the files beside its metadata; give its handle."""
    for name, key in (("collections", "collection"), ("relationships", "relationship")):
        if found := [line.strip() for line in lines(item, name)]:
            sheet.put(f"local.{key}", found, None)
            sheet.left_out.append(f"{name}: what it says is kept in local.{key}")
    handle = next((line.strip() for line in lines(item, "handle")), "")
    if handle and not any(
        handle in each for each in [sheet.data.get("url", ""), *sheet.data.get("identifier", ())]
    ):
        sheet.append("identifier", f"hdl:{handle}", None)
    return handle
