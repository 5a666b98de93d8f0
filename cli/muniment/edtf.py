"""EDTF of levels 0 to 2: the grammar, the calendar, and the days that an expression may mean.

EDTF is Annex A of ISO 8601-2:2019. Features are called as the Library of Congress calls them in
its Extended Date/Time Format Specification of 4 February 2019.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from muniment.vocabularies import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

Day = tuple[int, int, int]


class Edtf(NamedTuple):
    """A valid expression, its level, and the first and the last day it may mean.

    None is an end that is open or unknown. Days are those of the proleptic Gregorian calendar; a
    year may be negative and may have more than four digits.
    """

    text: str
    level: int
    earliest: Day | None
    latest: Day | None


class RefusedError(Exception):
    """A text is not EDTF; carries the Fault, or nothing when the text has no form of EDTF."""


LONGEST = 100
_LONGEST_YEAR = 20
_ZERO = Fault("The year 0000 has no minus sign", "Write 0000 for 1 BC, -0001 for 2 BC.")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# The months in which 21 to 41 begin. Level 2 calls 21 to 24 independent of location; to give a
# range they have to be put somewhere, and it is the north. 29 to 32 are the southern seasons.
_BEGINS = (3, 6, 9, 12, 3, 6, 9, 12, 9, 12, 3, 6, 1, 4, 7, 10, 1, 5, 9, 1, 7)
_DATE = (
    r"[?~%]?(-?[0-9X]{4})[?~%]?"
    r"(?:-[?~%]?([0-9X]{2})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?)?)?"
)
_YEAR = (
    r"(?:Y(-?[1-9][0-9]*)(?:E([1-9][0-9]*))?|(-?[0-9]{4})(?=S))"
    r"(?:S([1-9][0-9]*))?[?~%]?"
)
_MOMENT = (
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})"
    r"(?:Z|[+-]([0-9]{2})(?::([0-9]{2}))?)?"
)
_FROM_THE_RIGHT = r"-?[0-9]{2}(?:[0-9]X|XX|[0-9]{2}-(?:XX(?:-XX)?|[0-9]{2}-XX))"


def ordered(earliest: Day | None, latest: Day | None) -> bool:
    """Tell whether one day may come before the other; None is any day."""
    return earliest is None or latest is None or earliest <= latest


def meaning(text: str) -> Edtf:
    """Read an expression. Raises RefusedError, with the Fault where its form is EDTF's."""
    if len(text) > LONGEST:
        raise RefusedError
    if "/" in text:
        return _interval(text)
    if text.startswith(("[", "{")):
        return _set(text)
    return _moment(text) if "T" in text else _date(text)


def _refuse(message: str, hint: str = "") -> NoReturn:
    raise RefusedError(Fault(message, hint))


def is_valid(text: str) -> bool:
    """Tell whether a text is EDTF of level 0, 1 or 2."""
    try:
        meaning(text)
    except RefusedError:
        return False
    return True


def _interval(text: str) -> Edtf:
    """Level 0, "Time Interval"; level 1, "Extended Interval"; level 2, "Interval"."""
    start, _, end = text.partition("/")
    if start == end and start in ("", ".."):
        hint = "Write at least one of them, as in 1952/.. or ../1952."
        _refuse("An interval needs a date at one end or at both", hint)
    return _span(text, _end(start), _end(end), "/")


def _end(text: str) -> Edtf:
    if text in ("", ".."):
        return Edtf(text, 1, None, None)
    date = _date(text)
    # "Unspecified" is of level 2 within an interval, whatever it is alone.
    return date._replace(level=2) if "X" in text else date


def _span(text: str, first: Edtf, last: Edtf, joint: str) -> Edtf:
    if not ordered(first.earliest, last.latest):
        message = f"{text} ends before it begins: {last.text} comes before {first.text}"
        _refuse(message, f"Write {last.text}{joint}{first.text} if only the order is wrong.")
    return Edtf(text, max(first.level, last.level), first.earliest, last.latest)


def _set(text: str) -> Edtf:
    """Level 2, "Set representation"."""
    parts = text[1:-1].split(",")
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise RefusedError
    if len(parts) == 1 and ".." not in text:
        hint = f"Write {_date(parts[0]).text}."
        _refuse(f"{text} has one date, and brackets are for several in EDTF", hint)
    members = [_member(part) for part in parts]
    inside = [*(one.latest for one in members[:-1]), *(one.earliest for one in members[1:])]
    if None in inside:
        hint = "Put ..1952 at the beginning of the list, and 1952.. at its end."
        _refuse(f"An open range stands in the middle of {text}", hint)
    earliest = members[0].earliest and min(one.earliest for one in members if one.earliest)
    latest = members[-1].latest and max(one.latest for one in members if one.latest)
    return Edtf(text, 2, earliest, latest)


def _member(text: str) -> Edtf:
    before, dots, after = text.partition("..")
    if not dots or text == "..":
        return _date(text)
    first, last = (_date(end) if end else Edtf("", 2, None, None) for end in (before, after))
    if before and after and len({end.lstrip("Y?~%-").count("-") for end in (before, after)}) > 1:
        message = f"{before} and {after} are not equally precise, and both sides of .. have to be"
        _refuse(message, "Write two years, two months or two days.")
    return _span(text, first, last, "..")


def _moment(text: str) -> Edtf:
    """Level 0, "Date and Time"."""
    found = re.fullmatch(_MOMENT, text)
    if found is None:
        raise RefusedError
    date, *clock = found.groups("")
    if clock[:3] == ["24", "00", "00"]:
        clock[0] = "00"
    for digits, name in zip(clock, ("hour", "minute", "second", "hour", "minute"), strict=True):
        if digits > (most := "23" if name == "hour" else "59"):
            _refuse(f"There is no {name} {digits}", f"The last {name} is {most}.")
    if text.endswith(("-00", "-00:00")):
        _refuse("A time shift of zero has no minus sign", f"Write {text.rpartition('-')[0]}Z.")
    return _date(date)._replace(text=text)


def _date(text: str) -> Edtf:
    """Levels 0 to 2: "Date", "Negative calendar year", "Qualification", "Unspecified Digit"."""
    found = re.fullmatch(_DATE, text)
    if found is None:
        return _long_year(text)
    year, month, day = found.groups()
    if year == "-0000":
        raise RefusedError(_ZERO)
    if month and "21" <= month <= "41" and "X" not in month:
        return _part_of_year(text, year, month, day)
    # What is left out and what is unspecified may be any.
    first, last = (_bound(year, month or "XX", day or "XX", last) for last in (False, True))
    if first is None:
        raise RefusedError(_no_such_day(year, month or "XX", day or "XX"))
    return Edtf(text, _level(text), first, last)


def _level(text: str) -> int:
    bare = text.rstrip("?~%")
    if not set(bare).isdisjoint("?~%"):
        return 2
    if "X" in bare:
        return 1 if re.fullmatch(_FROM_THE_RIGHT, bare) else 2
    return int(bare != text or bare.startswith("-"))


@lru_cache(maxsize=1024)
def _bound(year: str, month: str, day: str, last: bool) -> Day | None:
    """Give the first or the last day of the calendar that fits the digits."""
    edges = [_edges(month, day, leap) for leap in (False, True)]
    # February has its 29th in some years only, so that 1XX3-02-29 has to be searched for.
    for number in _years(year, backwards=last) if any(edges) else ():
        edge = edges[_leap(number)]
        if edge:
            return (number, *edge[last])
    return None


def _years(year: str, *, backwards: bool = False) -> Iterator[int]:
    """Give the years that fit the digits, from the first or from the last."""
    sign = -1 if year.startswith("-") else 1
    choice = "9876543210" if backwards == (sign > 0) else "0123456789"
    for digits in product(*(choice if digit == "X" else digit for digit in year.lstrip("-"))):
        number = int("".join(digits))
        # -000X does not reach the year 0000, which has no sign.
        if number or sign > 0:
            yield sign * number


@lru_cache(maxsize=1024)
def _edges(month: str, day: str, leap: bool) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Give the first and the last month and day of a year that fit the digits."""
    days = [
        (number, each)
        for number in range(1, 13)
        if _fits(number, month)
        for each in range(1, _length(number, leap) + 1)
        if _fits(each, day)
    ]
    return (days[0], days[-1]) if days else None


def _fits(number: int, digits: str) -> bool:
    return all(one in (other, "X") for one, other in zip(digits, f"{number:02}", strict=True))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _length(month: int, leap: bool) -> int:
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _no_such_day(year: str, month: str, day: str) -> Fault:
    """Name the fact of the calendar that a date goes against."""
    if not _edges(month, "XX", True):
        hint = f"Write {year} if the month is not known; months are 01 to 12, seasons 21 to 24."
        return Fault(f"There is no month {month}", hint)
    hint = f"Write {year}-{month} if the day is not known."
    if not _edges("XX", day, True):
        return Fault(f"There is no day {day}", hint)
    if month != "02":
        name = f"Month {month}" if "X" in month else MONTHS[int(month) - 1]
        return Fault(f"{name} has 30 days", hint)
    if "X" in year and _edges(month, day, True) is None:
        return Fault("February has at most 29 days", hint)
    if "X" not in year and _leap(int(year)):
        return Fault(f"{year} is a leap year: February has 29 days", hint)
    if year.endswith("00"):
        hint = "EDTF keeps the Gregorian calendar: convert a day of the Julian one."
    return Fault(f"{year} is not a leap year: February has 28 days", hint)


def _part_of_year(text: str, year: str, code: str, day: str | None) -> Edtf:
    """Level 1, "Seasons"; level 2, "Sub-year groupings"."""
    if day:
        hint = f"Write {year}-{code}, or the number of a month."
        _refuse(f"{code} is a season or another part of a year, and those have no days", hint)
    begins = _BEGINS[int(code) - 21]
    ends = begins + (2 if code <= "36" else 3 if code <= "39" else 5)
    first, last = next(_years(year)), next(_years(year, backwards=True))
    if ends > 12:
        last, ends = last + 1, ends - 12
    latest = (last, ends, _length(ends, _leap(last)))
    return Edtf(text, max(_level(text), 1 if code <= "24" else 2), (first, begins, 1), latest)


def _long_year(text: str) -> Edtf:
    """Level 1, "Letter-prefixed calendar year"; 2, "Exponential year", "Significant digits"."""
    found = re.fullmatch(_YEAR, text)
    if found is None:
        raise RefusedError
    prefixed, power, year, significant = found.groups()
    digits = prefixed or year
    # Ten to the power of whatever somebody writes may fill the memory.
    if len(digits.lstrip("-")) + int(power or 0) > _LONGEST_YEAR:
        _refuse(f"A year of more than {_LONGEST_YEAR} digits is too long for this program")
    if year == "-0000":
        raise RefusedError(_ZERO)
    number = int(digits) * 10 ** int(power or 0)
    size = 4 if year else len(str(abs(number)))
    if size < 5 and prefixed and not power:
        hint = f"Write {'-' if number < 0 else ''}{abs(number):04}."
        _refuse("Y stands only before a year of more than four digits", hint)
    if int(significant or 1) > size:
        _refuse(f"{number} has no {significant} digits", "S gives the number of those to go by.")
    step = 10 ** (size - int(significant or size))
    near = abs(number) // step * step
    low, high = (near, near + step - 1) if number >= 0 else (1 - near - step, -near)
    return Edtf(text, 2 if power or significant else 1, (low, 1, 1), (high, 12, 31))
