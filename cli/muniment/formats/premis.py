"""PREMIS 3.0: rights statements for a repository that preserves, with objects, events and agents.

Each rights table is a statement about its layer. PREMIS asks with copyright for a status and a
jurisdiction, with a statute for its jurisdiction and citation; where a record has not got them, the
basis is `other` and named there, and nothing is made up. A basis that is not recorded follows from
a licence, a status or a statement of RightsStatements.org, and from nothing else. Events of custody
and making need a date. Several records go into one document, whose parts PREMIS keeps in order:
all objects, all events, all agents, all rights. A tombstone goes out too: an object, and the event
of its deaccession, with the day and the reason.
"""

from __future__ import annotations

import contextlib
import tempfile
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from muniment.elements import grown, written
from muniment.formats import Remark
from muniment.markup import DECLARATION, SCHEMA_LOCATION, XSI
from muniment.premis import leaves
from muniment.premis.events import is_event
from muniment.premis.grounds import UNSAID, basis_of, is_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from muniment.elements import Leaf
    from muniment.formats import Document, ExportSettings, Item
    from muniment.rights_tables import Rights

TOMBSTONES = True
PREMIS = "http://www.loc.gov/premis/v3"
_NAMESPACES = {"premis": PREMIS, "xsi": XSI}
_LOCATION = f"{PREMIS} https://www.loc.gov/standards/premis/premis.xsd"
_PARTS = ("object", "event", "agent", "rights")
_IN_MEMORY = 4 << 20
_BLOCK = 1 << 16


def carried(document: Document, settings: ExportSettings) -> list[Leaf]:
    """Give what PREMIS has a place for, from the root down."""
    speaks = settings.rights_of or document.record.describes
    return leaves(document.record, document.id, document.statements, speaks)


def files(
    items: Iterable[Item[Leaf]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.xml` for each record, or `records.xml` with all of them in one document."""
    if settings.single:
        yield "records.xml", _together(items)
    else:
        for item in items:
            yield f"{item.id}.xml", (DECLARATION, written(_document(item)))


def _document(item: Item[Leaf]) -> etree._Element:
    root = etree.Element(f"{{{PREMIS}}}premis", nsmap=_NAMESPACES)
    root.set(SCHEMA_LOCATION, _LOCATION)
    root.set("version", "3.0")
    return grown(root, item.carried, item.id)


def _together(items: Iterable[Item[Leaf]]) -> Iterator[bytes]:
    """Yield one document; what comes behind all the objects waits, on disk where it is much."""
    yield DECLARATION
    yield (
        f'<premis:premis xmlns:premis="{PREMIS}" xmlns:xsi="{XSI}" '
        f'xsi:schemaLocation="{_LOCATION}" version="3.0">\n'
    ).encode()
    with contextlib.ExitStack() as held:
        waiting: dict[str, IO[bytes]] = {
            name: held.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
            for name in _PARTS[1:]
        }
        for item in items:
            for part in _document(item):
                name = etree.QName(part).localname
                if name == _PARTS[0]:
                    yield written(part)
                else:
                    waiting[name].write(written(part))
        for part_file in waiting.values():
            part_file.seek(0)
            while block := part_file.read(_BLOCK):
                yield block
    yield b"</premis:premis>\n"


class _Asked(NamedTuple):
    """What PREMIS asks for with a basis, in words."""

    basis: str
    facts: str


_ASKED = {
    "copyright": _Asked("copyright", "a status and a jurisdiction"),
    "statute": _Asked("a statute", "its jurisdiction and citation"),
}


def remarks(document: Document, settings: ExportSettings) -> Iterator[Remark]:
    """Yield what PREMIS takes in other words than the record's, and what it has no event for."""
    record = document.record
    for index, table in enumerate(record.rights):
        yield from _about(table, f"rights.{index}")
    for index, event in enumerate(record.provenance):
        if not is_event(event):
            lacks = "activity" if event.date else "date"
            yield Remark(
                "dropped",
                f"provenance.{index}",
                f"an event without {lacks} is none to PREMIS",
                f"Give its {lacks}; for a date an interval will do, as 1950/1960."
                if lacks == "date"
                else "Give its activity.",
            )
    for index, file in enumerate(record.file):
        if not file.media_type:
            said = "a file without media type is none to PREMIS"
            yield Remark("dropped", f"file.{index}", said, "Give its media_type.")


def _about(table: Rights, key: str) -> Iterator[Remark]:
    basis = basis_of(table)
    if is_short(table):
        asked = _ASKED[basis]
        yield Remark(
            "altered",
            key,
            f"PREMIS asks for {asked.facts} with {asked.basis}, which the record has not got: it "
            f"goes out as another right, based on {asked.basis}",
            f"Give {asked.facts}, if they are known.",
        )
    elif basis == UNSAID:
        yield Remark(
            "altered",
            key,
            "on what these rights rest is not recorded, and goes out as other",
            "Give basis: copyright, license, statute, donor, policy or other.",
        )
