"""Dates for DataCite: W3CDTF or a range of it; what EDTF says beyond that stands beside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.dates import read
from muniment.edtf import is_valid
from muniment.elements import Leaf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.record import Record

# A year, perhaps in doubt, or some part of one: 1952, 1952~, 1952-12, 1952-21, 1952-XX-27.
_ONE_YEAR = re.compile(r"[?~%]?([0-9]{4})(?:[?~%]|-[0-9X?~%T:Z+-]*)?")
_DATE = r"-?[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
# A time without a zone is none of W3CDTF.
_TIME = r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:Z|[+-][0-9]{2}:[0-9]{2})"
# RKMS-ISO8601 writes a range as EDTF does an interval of level 0.
_AS_IT_IS = re.compile(f"{_DATE}(?:/{_DATE})?|{_TIME}")


def published(record: Record) -> tuple[str, str]:
    """Give the year of publication, and the key that it came from; "" where none is certain.

    It is that of `issued`; where there is none, that of the document, by which it is cited
    (DataCite 4.7, 5). A period of several years has none.
    """
    key, text = ("issued", record.issued) if record.issued else ("date", record.date or "")
    found = _ONE_YEAR.fullmatch(text)
    return (found[1] if found else "", key)


def publication_year(record: Record) -> Iterator[Leaf]:
    """Yield the year that a reader cites (5)."""
    year, key = published(record)
    if year:
        yield Leaf(("publicationYear",), year, (key,))


def dates(record: Record) -> Iterator[Leaf]:
    """Yield when it was made and published, when it may be seen, and the time it is about (8)."""
    found = [("Created", record.date, "date"), ("Issued", record.issued, "issued")]
    access = record.access
    if access and access.status == "embargoed":
        found.append(("Available", access.until, "access.until"))
    found += [("Coverage", text, f"temporal.{at}") for at, text in enumerate(record.temporal)]
    for index, (kind, text, of) in enumerate(found):
        if text:
            yield from _date(("dates", f"date#{index}"), text, of)
            yield Leaf(("dates", f"date#{index}", "@dateType"), kind)


def is_as_it_is(text: str) -> bool:
    """Tell whether DataCite reads a date as EDTF does."""
    return _AS_IT_IS.fullmatch(text) is not None


def _date(path: tuple[str, ...], text: str, of: str) -> Iterator[Leaf]:
    if is_as_it_is(text):
        yield Leaf(path, text, (of,))
        return
    # Of what lies in one year a program is told the year; else the words are all there is.
    if year := _year(text):
        yield Leaf(path, year, (of,))
    yield Leaf((*path, "@dateInformation"), text, (of,))


def _year(text: str) -> str:
    if not is_valid(text):
        return ""
    span = read(text)
    if span.earliest is None or span.latest is None or span.earliest[0] != span.latest[0]:
        return ""
    return f"{span.earliest[0]:04}" if 0 <= span.earliest[0] <= 9999 else ""
