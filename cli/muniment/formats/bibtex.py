r"""BibTeX, a scholar's citation for LaTeX, for biblatex as well as for the classic styles.

Each record is a @misc, whose key is its id. @unpublished would not do: classic styles want an
author there, which many documents lack, and biblatex prints no translator. `howpublished` names
the archive, the reference and the place, and is printed by both; `library` repeats the archive's
name alone. `date` (EDTF) is for biblatex, `year` and `month` for classic styles, and of the same
day, though biber remarks on having both. What no bibliography should print, rights, sources and
custody, stands in `annote`. The title is in double braces, for classic styles make small letters of
the capitals of names. The characters that TeX takes for commands are escaped, and those that it
would join to others (--, '') are kept apart; Unicode stays. URL and DOI are verbatim: there
braces, backslashes and white space are percent-encoded. Line breaks become spaces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.bibliography import Field, fields
from muniment.bibliography.dates import points
from muniment.bibliography.lines import on_one_line
from muniment.vocabularies import relators

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from muniment.bibliography.dates import Point
    from muniment.formats import Document, ExportSettings, Item

# CSL variable -> field. @misc prints organization for who publishes, not publisher.
_FIELDS = {
    "id": "key",
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "title": "title",
    "archive": "library",
    "publisher": "organization",
    "source": "addendum",
    "URL": "url",
    "DOI": "doi",
    "genre": "type",
    "language": "language",
    "keyword": "keywords",
    "abstract": "abstract",
    "note": "annote",
}
# What has no field is a note.
_LABELS = {"available-date": "Published", "dimensions": "Extent", "medium": "Medium"}
_HOLDING = ("archive", "archive_collection", "archive_location", "archive-place")
# What stands between the values of a field: BibTeX reads lists of names by the word, keywords by
# the comma.
_JOINTS = {"keywords": ", ", "type": "; ", "addendum": "; ", "annote": " / "}
_NAMES = frozenset({"author", "editor", "translator"})
_VERBATIM = frozenset({"url", "doi"})
# As TeX and biber read them: no letters to be escaped.
_BARE = frozenset({"key", "date", "month"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DOUBTS = {"": "{}", "?": "{}?", "~": "ca. {}", "%": "ca. {}?"}

_ESCAPES = str.maketrans(
    {
        # A brace counts for BibTeX even behind a backslash.
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\textasciigrave{}",
    }
)
# TeX makes one mark of two of these.
_LIGATURES = re.compile("(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
# What is nothing but this needs no braces in a name; `and` parts names.
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?:(?:[ '’-]|\.[ -]?)[^\W\d_]+)*\.?")
_AND = re.compile(r"\band\b", re.IGNORECASE)
_UNFIT_FOR_VERBATIM = re.compile(r"[{}\\\s]")
_LACK = "TeX has no way to read"


def carried(document: Document, settings: ExportSettings) -> list[Field]:
    """Give the fields of an entry by their names, one for each value. Raises CannotCarryError.

    Values are on one line, and not escaped.
    """
    found = fields(document.record, document.statements)
    return [on_one_line(field, document.id, _LACK) for field in _fields(found)]


def files(
    items: Iterable[Item[Field]], settings: ExportSettings
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield `<id>.bib` for each record, or `records.bib` with all of them."""
    if settings.single:
        yield "records.bib", (_entry(item.carried) for item in items)
    else:
        for item in items:
            yield f"{item.id}.bib", [_entry(item.carried)]


def _fields(found: Sequence[Field]) -> Iterator[Field]:
    holding = [field for field in found if field.name in _HOLDING]
    for field in found:
        if field.name == "issued":
            yield from _date(field)
        elif field.name in _FIELDS:
            yield field._replace(name=_FIELDS[field.name])
        elif field.name not in ("type", *_HOLDING):
            yield field._replace(name="annote", value=f"{_label(field)}: {field.value}")
        if holding and field == holding[-1]:
            yield _howpublished(holding)


def _howpublished(holding: Sequence[Field]) -> Field:
    """Say where the document lies; the country is left to an archive's name that has it."""
    archive = holding[0].value
    parts = [
        field.value
        for field in holding
        if field.name != "archive-place" or field.value not in archive
    ]
    of = tuple(key for field in holding for key in field.of)
    return Field("howpublished", ", ".join(parts), of)


def _label(field: Field) -> str:
    """Give the word before what has no field: of an agent the term of the role."""
    if field.name in _LABELS:
        return _LABELS[field.name]
    return field.name.capitalize() if field.role in ("", "rcp") else str(relators.term(field.role))


def _date(field: Field) -> Iterator[Field]:
    """Yield date, year and month; what biblatex has no date for is the text of the year."""
    found = points(field.value)
    if not found:
        yield field._replace(name="year")
        return
    yield field._replace(name="date")
    yield field._replace(name="year", value="/".join(map(_year, found)))
    if len(found) == 1 and found[0].month:
        yield field._replace(name="month", value=_MONTHS[int(found[0].month) - 1])


def _year(point: Point) -> str:
    return _DOUBTS[point.doubt].format(point.year)


def _entry(found: Sequence[Field]) -> bytes:
    texts: dict[str, list[str]] = {}
    for field in found:
        texts.setdefault(field.name, []).append(_spelt(field))
    (key,) = texts.pop("key")
    lines = [f",\n  {name} = {_joined(name, values)}" for name, values in texts.items()]
    return "".join((f"@misc{{{key}", *lines, "\n}\n\n")).encode("utf-8")


def _joined(name: str, values: list[str]) -> str:
    """Give the whole of a field; a month is the name of a string that every style has."""
    return values[0] if name == "month" else _braced(_JOINTS.get(name, " and ").join(values))


def _spelt(field: Field) -> str:
    """Spell one value of a field, so that it stays one among others."""
    if field.name in _BARE:
        return field.value
    if field.name in _VERBATIM:
        return _UNFIT_FOR_VERBATIM.sub(lambda found: _percent(found[0]), field.value)
    if field.name in _NAMES:
        return _name(field)
    text = _escaped(field.value)
    if field.name in ("organization", "title"):
        return _braced(text)
    return _braced(text) if field.name == "keywords" and "," in text else text


def _name(field: Field) -> str:
    """Spell `Last, First`; in braces is a name that is not parted, or a part that would be."""
    if not field.family:
        return _braced(_escaped(field.value))
    return ", ".join(_part(part) for part in (field.family, field.given) if part)


def _part(name: str) -> str:
    is_plain = _PLAIN_NAME.fullmatch(name) and not _AND.search(name)
    return name if is_plain else _braced(_escaped(name))


def _escaped(text: str) -> str:
    return _LIGATURES.sub("{}", text.translate(_ESCAPES))


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8"))
