"""EDTF dates: what is wrong with one, which days it may mean, whether two may mean a common day.

EDTF is Annex A of ISO 8601-2:2019. Features are called as the Library of Congress calls them in
its Extended Date/Time Format Specification of 4 February 2019.
"""

from __future__ import annotations

import re
from functools import lru_cache

from muniment.edtf import LONGEST, Day, Edtf, RefusedError, meaning, ordered
from muniment.vocabularies import Fault, shown

__all__ = ("RULE", "Day", "Edtf", "fault", "from_toml", "is_plain", "overlap", "read")

# What every fault of a date goes against.
RULE = "date-form"
_FORMS = (
    "The usual forms are 1952, 1952-12, 1952-12-27, 1952/1953 (from, to), 1952-12-27/.. (onwards),"
    " 1952~ (about), 1952? (perhaps), 195X (in the 1950s)."
)
_CLOCK = "A time has seconds, and follows a single date: 1952-12-27T23:20:30."
# Most dates are plain: a year, a month or a day of level 0 other than 29 February.
is_plain = re.compile(
    r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?"
    r"|-(?:0[13-9]|1[0-2])-(?:29|30)|-(?:0[13578]|1[02])-31)?"
).fullmatch


@lru_cache(maxsize=4096)
def fault(text: str) -> Fault | None:
    """Say what keeps `text` from being EDTF of level 0, 1 or 2, or None when it is valid.

    Valid are 1952, 1952-12, 1952-12-27, 1952-12-27T23:20:30Z, 1952/1953, 1952-12-27/.., /1953,
    1953?, 1953-02~, 195X, 1953-XX, 1953-21, -0043, Y17000, 1950S2, [1952,1953..1955], 1953-02~-03,
    156X-12-25 and the like, if the calendar has a day that they may mean. Never raises.
    """
    if is_plain(text):
        return None
    try:
        meaning(text)
    except RefusedError as refused:
        return _explained(text, *refused.args)
    return None


@lru_cache(maxsize=4096)
def read(text: str) -> Edtf:
    """Read an EDTF expression of level 0, 1 or 2 (ISO 8601-2:2019, Annex A).

    The range is that of the digits: a qualifier (?, ~, %) does not widen it, a set reaches from
    its first to its last member, and a time of day or its shift does not move the day.
    Raises ValueError, with the message of the fault, if `text` is not valid.
    """
    try:
        return meaning(text)
    except RefusedError as refused:
        raise ValueError(_explained(text, *refused.args).message) from None


def overlap(one: Edtf, other: Edtf) -> bool:
    """Say whether both may mean a common day; an end that is open or unknown may be any day."""
    return ordered(one.earliest, other.latest) and ordered(other.earliest, one.latest)


def from_toml(value: object) -> object:
    """Give a date, date-time or time of TOML 1.0 as EDTF spells it, and anything else unchanged.

    A UTC offset of zero becomes Z. What EDTF has no form for (fractions of a second, a time
    without a date) is left for `fault` to name.
    """
    if isinstance(value, str):
        return value
    from datetime import date, time

    if not isinstance(value, date | time):
        return value
    text = value.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _explained(text: str, found: Fault | None = None) -> Fault:
    return _fault(text, found)._replace(rule=RULE)


def _fault(text: str, found: Fault | None) -> Fault:
    if len(text) > LONGEST:
        return Fault(f"A date has at most {LONGEST} characters; here are {len(text)}", _FORMS)
    from muniment.datings import dating

    message = f"{shown(text)} is not a date in EDTF" if text.strip() else "The date is blank"
    readings, doubt = dating(text)
    match readings:
        case [_] if doubt:
            return Fault(found.message if found else message, doubt)
        case [likely]:
            # A third dot would hide that 1953/.. has two.
            stop = ", with two dots." if likely.endswith(".") else "."
            return Fault(found.message if found else message, f"Write {likely}{stop}", likely)
        case [one, other]:
            message = f"{shown(text)} can be read in two ways"
            return Fault(message, f"Write {one} or {other}, whichever is meant.")
    return found or Fault(message, _CLOCK if ":" in text else _FORMS)
