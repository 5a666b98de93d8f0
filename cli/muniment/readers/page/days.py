"""Dates as a document page writes them, at its head and below a signature."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBERS = {name: at for names in (_MONTHS, _ROMAN) for at, name in enumerate(names, start=1)}
_MONTH = (
    "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?%s)"
)
_PAGE_DATE = re.compile(
    rf"((?:ca?\.|circa) )?(?:{_MONTH % ''} (?:([0-9]{{1,2}}),? )?)?([12][0-9]{{3}})"
)
_SIGNED_DAY = re.compile(
    rf"([0-9]{{1,2}})[ .]{{1,2}}{_MONTH % '|[IVX]{1,4}|[0-9]{1,2}'}[ .,]{{1,2}}"
    r"([12][0-9]{3}|[0-9]{2})\.?",
    re.IGNORECASE,
)


def page_date(text: str) -> str | None:
    """Give the EDTF of "December 27, 1952", "December 1952", "1952" and "ca. 1952"."""
    found = _PAGE_DATE.fullmatch(text)
    day = edtf(found[4], found[2], found[3]) if found else None
    return f"{day}~" if found and found[1] and day else day


def signed_day(text: str) -> str | None:
    """Give the EDTF of a date as it stands under a signature: "27 December 1952", "16.XII.47"."""
    if found := _SIGNED_DAY.fullmatch(text):
        day, month, year = found.groups()
        return edtf(year if len(year) == 4 else f"19{year}", month, day)
    return page_date(text) if " " in text else None


def edtf(year: str, month: str | None, day: str | None) -> str | None:
    """Give the EDTF of a year, with a month and a day if there are, or None where none is such."""
    if month is None:
        return year
    try:
        whole = date(int(year), _month(month), int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7]


def _month(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word) or _NUMBERS.get(word[:3], 0)
