"""Dates as rules ask of them: whether one is still to come, and whether two periods overlap."""

from __future__ import annotations

from typing import TypeAlias

from muniment.dates import read
from muniment.edtf import Day

# Its start and its end, as EDTF; None where the record does not say.
Period: TypeAlias = tuple[str | None, str | None]
_Moment: TypeAlias = tuple[Day, int]

_ALWAYS: Day = (10**20, 1, 1)
_NEVER: Day = (-(10**20), 1, 1)


def is_to_come(date: str | None, today: str) -> bool:
    """Tell whether every day that a date may mean is after `today`, an ISO date."""
    earliest = _days(date)[0]
    return earliest is not None and earliest > _day(today)


def is_past(date: str | None, today: str) -> bool:
    """Tell whether every day that a date may mean is before `today`, an ISO date."""
    latest = _days(date)[1]
    return latest is not None and latest < _day(today)


def surely_overlap(one: Period, other: Period) -> bool:
    """Tell whether there is a day that is in both periods, whatever days their dates may mean.

    A period that does not say when it starts is only known to last until its end, and one that
    says neither is known to last now and from now on: one that ended before may be what it follows.
    """
    if one == other:
        return True
    (first, first_end), (second, second_end) = _surely(one), _surely(other)
    return max(first, second) < min(first_end, second_end)


def _surely(period: Period) -> tuple[_Moment, _Moment]:
    """Give from when to when a period surely lasts; an end and a start on one day do not meet."""
    start, end = period
    ends = _ALWAYS if end is None else _days(end)[0] or _NEVER
    if start is None:
        return (ends, -1), (ends, 0)
    return (_days(start)[1] or _ALWAYS, 0), (ends, 0)


def last_day(date: str | None) -> str:
    """Give the last day that a date may mean, as an ISO date; an empty text where there is none.

    There is none where it is open or not valid, or where its year has not four digits.
    """
    latest = _days(date)[1]
    if latest is None or not 0 < latest[0] < 10_000:
        return ""
    year, month, day = latest
    return f"{year:04}-{month:02}-{day:02}"


def _days(date: str | None) -> tuple[Day | None, Day | None]:
    if date is None:
        return None, None
    try:
        return read(date)[2:]
    except ValueError:
        return None, None


def _day(today: str) -> Day:
    year, month, day = map(int, today.split("-"))
    return year, month, day
