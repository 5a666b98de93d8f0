"""RIS, a scholar's citation for EndNote, Mendeley, Zotero and other reference managers.

Lines of `XX  - value` that end in CR LF. DB is the archive that holds the document, AN its place
there; A4 a translator, A2 the addressee of a letter or telegram (PCOMM), ED an editor. DA is the
document's day, `1952/12/27/`; a season, a doubt or the end of an interval stands behind the third
slash, and a date without a year goes to a note. Rights are notes (N1), for every reader takes
those; the first of the document's own stands in CR too, where Zotero reads rights. RIS has a line
for each value: line breaks in a text become spaces. A name that is not parted may be parted by a
reader at its comma.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.bibliography import Field, fields
from muniment.bibliography.dates import points
from muniment.bibliography.lines import on_one_line
from muniment.bibliography.notes import RIGHTS
from muniment.vocabularies import relators

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from muniment.bibliography.dates import Point
    from muniment.formats import Document, ExportSettings, Item

# CSL type -> TY. An interview as PCOMM would be read as a letter to the one who asked.
_TYPES = {
    "dataset": "DATA",
    "graphic": "ART",
    "interview": "UNPB",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "VIDEO",
    "personal_communication": "PCOMM",
    "software": "COMP",
    "song": "SOUND",
    "speech": "UNPB",
}
_TAGS = {
    "id": "ID",
    "title": "TI",
    "author": "AU",
    "editor": "ED",
    "translator": "A4",
    "archive": "DB",
    "archive_location": "AN",
    "publisher": "PB",
    "source": "DP",
    "URL": "UR",
    "DOI": "DO",
    "genre": "M3",
    "language": "LA",
    "keyword": "KW",
    "abstract": "AB",
    "note": "N1",
}
# What has no tag is a note.
_LABELS = {
    "available-date": "Published",
    "archive-place": "Place of the archive",
    "dimensions": "Extent",
    "medium": "Medium",
}
# Readers take the first of these tags alone.
_JOINED = frozenset({"PB", "DP", "M3", "LA"})
_SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
_DOUBTS = {"": "", "?": "uncertain", "~": "circa", "%": "circa, uncertain"}
_LACK = "RIS has no way to write"


def carried(document: Document, settings: ExportSettings) -> list[Field]:
    """Give the lines of a citation, each a Field by the name of its tag. Raises CannotCarryError.

    Values are on one line.
    """
    found = fields(document.record, document.statements)
    return [on_one_line(line, document.id, _LACK) for line in _lines(found)]


def files(
    items: Iterable[Item[Field]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.ris` for each record, or `records.ris` with all of them."""
    if settings.single:
        yield "records.ris", (_reference(item.carried) for item in items)
    else:
        for item in items:
            yield f"{item.id}.ris", [_reference(item.carried)]


def _lines(found: Sequence[Field]) -> Iterator[Field]:
    sort = found[0].value
    has_rights = False
    collection = next((field for field in found if field.name == "archive_collection"), None)
    for field in found:
        if field.name == "type":
            yield field._replace(name="TY", value=_TYPES.get(sort, "GEN"))
        elif field.name == "issued":
            yield from _date(field)
        elif field.name == "recipient" and sort == "personal_communication":
            yield field._replace(name="A2")
        elif field.name == "archive_location" and collection:
            value = f"{collection.value}, {field.value}"
            yield field._replace(name="AN", value=value, of=(*collection.of, *field.of))
        elif field.name in _TAGS:
            yield field._replace(name=_TAGS[field.name])
            if field.name == "note" and field.value.startswith(RIGHTS) and not has_rights:
                has_rights = True
                yield field._replace(name="CR", value=field.value.removeprefix(RIGHTS))
        elif field.name != "archive_collection":
            yield field._replace(name="N1", value=f"{_label(field)}: {field.value}")


def _label(field: Field) -> str:
    """Give the word before what has no tag: of an agent the term of the role."""
    if field.name in _LABELS:
        return _LABELS[field.name]
    return field.name.capitalize() if field.role in ("", "rcp") else str(relators.term(field.role))


def _date(field: Field) -> Iterator[Field]:
    """Yield year and date; a year that nobody knows is not made up from its first digits."""
    found = points(field.value)
    if not found:
        yield field._replace(name="N1", value=f"Date: {field.value}")
        return
    first = found[0]
    date = "/".join((first.year, first.month, first.day, _other(found, field.value)))
    yield field._replace(name="PY", value=first.year)
    yield field._replace(name="DA", value=date)


def _other(found: list[Point], edtf: str) -> str:
    """Give what the format calls other information, behind the third slash of a date."""
    first, *more = found
    words = [_SEASONS[first.season], _DOUBTS[first.doubt]]
    words += [f"to {edtf.partition('/')[2]}"] if more else []
    return ", ".join(word for word in words if word)


def _reference(lines: Sequence[Field]) -> bytes:
    """Spell a reference: TY before all, ER after all, an empty line to part it from the next."""
    texts: dict[str, list[str]] = {}
    for line in lines:
        texts.setdefault(line.name, []).append(line.value)
    spelt = [
        f"{tag}  - {value}\r\n"
        for tag, values in texts.items()
        for value in (["; ".join(values)] if tag in _JOINED else values)
    ]
    return "".join((*spelt, "ER  - \r\n\r\n")).encode("utf-8")
