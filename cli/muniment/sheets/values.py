"""What a cell certainly says, as its key has it: EDTF for a date, a tag for the name of a language.

What is not certain stays as it is, for the model to refuse.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from muniment import dates
from muniment.datings import dating
from muniment.edtf import is_valid
from muniment.links import is_link
from muniment.outline import outline
from muniment.reference.reading import LONGEST, read
from muniment.vocabularies import (
    countries,
    dcmi_types,
    language_hints,
    languages,
    relators,
    rights,
    rights_forms,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from muniment.outline import Key, PlainPath

_DATES = frozenset(
    {"date", "issued", "start", "end", "until", "as_of", "created", "modified", "review"}
)
# A day that a spreadsheet program writes with the hour at which every day begins.
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$")
_DAY = re.compile(r"([0-9]{1,4})([-./ ]{1,2})([0-9]{1,2})\2([0-9]{1,4})")
_PARTS = {"day": 2, "month": 1, "year": 0}
# Days as spreadsheet programs count them: 1 is the first of January 1900, and 1900 a leap year.
_SERIAL = re.compile("[1-9][0-9]{4}")
_FIRST_DAY = (1899, 12, 30)
_RESOLVERS = ("doi.org/", "hdl.handle.net/", "n2t.net/", "nbn-resolving.org/", "purl.org/", "/ark:")
_FILES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".mp3", ".mp4", ".wav", ".xml", ".zip")
_OPEN = {"open access": "open", "closed access": "closed", "restricted access": "restricted"}


@lru_cache(maxsize=8192)
def settled(names: PlainPath, text: str, order: str = "") -> str:
    """Give what a text certainly is under a key; the text itself where that is not certain."""
    name = names[-1]
    if names[0] == "local":
        return text
    if name in _DATES:
        return _date(text, order)
    way = _WAYS.get(names) or _WAYS.get((name,))
    if way and (name != "type" or len(names) == 1):
        return way(text) or text
    key = outline().get(names)
    return _word(key, text) if key and key.choices else text


def is_ordered(names: PlainPath) -> bool:
    """Tell whether the order of day and month matters to a key."""
    return names[-1] in _DATES and names[0] != "local"


def _date(text: str, order: str) -> str:
    text = _MIDNIGHT.sub("", text)
    found = _DAY.fullmatch(text)
    if is_valid(text):
        return text
    # A year that stands first leaves no doubt, whatever the order of the others.
    if order and found and (len(found[1]) < 4 or order.startswith("year")):
        figures = dict(zip(order.split("-"), (found[1], found[3], found[4]), strict=True))
        day = f"{figures['year']:0>2}-{figures['month']:0>2}-{figures['day']:0>2}"
        # With an order given, a day that does not have it may be a slip of the one who typed.
        return day if len(figures["year"]) == 4 and is_valid(day) else text
    return _reading(text)


def _reading(text: str) -> str:
    fault = dates.fault(text)
    return fault.instead if fault and fault.instead else text


def takes_order(text: str) -> str:
    """Give the order of a day that can have but one: 27/12/1952; nothing for any other text.

    Between dots the month is in the middle anyway: that says nothing of others.
    """
    found = _DAY.fullmatch(_MIDNIGHT.sub("", text)) if len(text) < 30 else None
    if not found or len(found[4]) != 4 or "." in found[2]:
        return ""
    first, second = int(found[1]), int(found[3])
    if first <= 12 < second <= 31:
        return "month-day-year"
    return "day-month-year" if second <= 12 < first <= 31 else ""


def date_trouble(text: str, order: str) -> tuple[str, str] | None:
    """Say of a date that is none what only a spreadsheet does to dates; None where it is another.

    The words are a message and a hint.
    """
    found = _DAY.fullmatch(_MIDNIGHT.sub("", text))
    if found and len(found[1]) < 3 > len(found[4]):
        return f"{shown(text)} does not say the century", "Write the year with four digits."
    if found and order:
        return f"{shown(text)} is no date as {order}", "Write it as in 1952-12-27."
    if found and len(dating(text).readings) == 2:
        message = f"{shown(text)} can be read in two ways"
        return message, 'Say which in the mapping: [dates], order = "day-month-year".'
    if _SERIAL.fullmatch(text):
        from datetime import date, timedelta

        day = date(*_FIRST_DAY) + timedelta(days=int(text))
        message = f"{text} may be the number of a day, as a spreadsheet program counts them"
        return message, f"Format the column as a date; or write {day.isoformat()}, if it is that."
    return None


def _language(text: str) -> str:
    if languages.fault(text) is None or "?" in text:
        return text
    tags = language_hints.certain(text)
    return tags[0] if len(tags) == 1 else text


def _rights(text: str) -> str:
    found = rights_forms.form(text) if len(text) < 1_000 else None
    # What parameters say would be lost.
    return found.uri if found and found.uri and not (found.date or found.links) else text


def _word(key: Key, text: str) -> str:
    said = text.casefold()
    if key.path == ("access", "status"):
        said = _OPEN.get(said, said)
    words = {str(word): word for word in key.choices}
    return next((word for word in words if word in (said, said.replace(" ", "-"))), text)


def takes(names: PlainPath, text: str, *, is_taken: bool) -> bool:
    """Tell whether a key is the one for a text, where the mapping names several for a column.

    `is_taken` says that a key which holds one value has it already.
    """
    if is_taken:
        return False
    if names in _TAKEN_BY:
        return _TAKEN_BY[names](text)
    key = outline().get(names)
    return _word(key, text) in map(str, key.choices) if key and key.choices else True


def _leads_on(text: str) -> bool:
    """Tell whether an address is one that leads to another, or one of a file."""
    return any(each in text for each in _RESOLVERS) or text.casefold().endswith(_FILES)


@lru_cache(maxsize=1024)
def _is_source(text: str) -> bool:
    """Tell whether a text certainly says where a document is held."""
    return len(text) <= LONGEST and any(archive.reference for archive in read(text).archives)


def _is_date(text: str) -> bool:
    return is_valid(_date(text, ""))


# By key, or by its last name: what gives the value, or nothing where it is not certain.
_WAYS: dict[PlainPath, Callable[[str], str | None]] = {
    ("language",): _language,
    ("lang",): _language,
    ("role",): relators.code,
    ("country",): countries.code,
    ("jurisdiction",): countries.code,
    ("type",): dcmi_types.certain,
    ("rights", "uri"): _rights,
}
# Where a mapping names several keys for a column: what each of these takes.
_TAKEN_BY: dict[PlainPath, Callable[[str], bool]] = {
    ("type",): lambda text: dcmi_types.certain(text) is not None,
    ("url",): lambda text: is_link(text) and not _leads_on(text),
    ("rights", "uri"): lambda text: rights.known(_rights(text)),
    ("source", "citation"): _is_source,
    ("temporal",): _is_date,
    ("date",): _is_date,
    ("issued",): _is_date,
    ("language",): lambda text: languages.fault(_language(text)) is None,
}
