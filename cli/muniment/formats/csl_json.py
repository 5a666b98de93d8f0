"""CSL-JSON, a scholar's citation for Zotero, Pandoc and whatever formats citations by CSL styles.

An array of items, valid by the schema of CSL 1.0.2; a file of one record is an array of one. The
item's id is the record's. `issued` is the day of the document, in date-parts, with `season`, and
`circa` where EDTF says that it is uncertain or approximate; EDTF that has no such parts (open
intervals, 195X, sets) is a `literal`. A person has family and given name where the record has them
or `kind = "person"` says that a comma parts them; any other name is a `literal`. CSL has no
variable for rights: they stand in `note`, a line each, with sources, other holders and custody.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from muniment.bibliography import Field, fields
from muniment.bibliography.agents import VARIABLES
from muniment.bibliography.dates import points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.formats import Document, ExportSettings, Item

_NAMES = frozenset(VARIABLES)
_DATES = frozenset({"issued", "available-date"})
# Variables that repeat, and have one text in CSL. A heading may hold a comma.
_JOINTS = {
    "note": "\n",
    "keyword": "; ",
    "genre": "; ",
    "medium": "; ",
    "dimensions": "; ",
    "language": "; ",
    "publisher": "; ",
    "source": "; ",
}


def carried(document: Document, settings: ExportSettings) -> list[Field]:
    """Give the variables of a citation, one for each name, note and keyword."""
    return fields(document.record, document.statements)


def files(
    items: Iterable[Item[Field]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.json` for each record, or `records.json` with all of them."""
    if settings.single:
        yield "records.json", _array(items)
    else:
        for item in items:
            yield f"{item.id}.json", _array([item])


def _array(items: Iterable[Item[Field]]) -> Iterator[bytes]:
    joint = b"[\n"
    for item in items:
        text = json.dumps(_item(item.carried), ensure_ascii=False, indent=2)
        yield joint + text.encode("utf-8")
        joint = b",\n"
    yield b"[]\n" if joint == b"[\n" else b"\n]\n"


def _item(found: Iterable[Field]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for field in found:
        if field.name in _NAMES:
            item.setdefault(field.name, []).append(_name(field))
        elif field.name in _DATES:
            item[field.name] = _date(field.value)
        elif field.name in item:
            item[field.name] += _JOINTS[field.name] + field.value
        else:
            item[field.name] = field.value
    return item


def _name(field: Field) -> dict[str, str]:
    if not field.family:
        return {"literal": field.value}
    if not field.given:
        return {"family": field.family}
    return {"family": field.family, "given": field.given}


def _date(edtf: str) -> dict[str, Any]:
    """Give a date variable; one of two ends that alone is in doubt would make both so."""
    found = points(edtf)
    if not found or len({point.doubt for point in found}) > 1:
        return {"literal": edtf}
    date: dict[str, Any] = {"date-parts": [[int(part) for part in point.parts] for point in found]}
    if found[0].season:
        date["season"] = found[0].season
    if found[0].doubt:
        date["circa"] = True
    return date
