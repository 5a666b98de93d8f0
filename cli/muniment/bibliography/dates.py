"""Dates as bibliographies have them: a day, month, year or season, or two with a span between."""

from __future__ import annotations

import re
from typing import NamedTuple

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")


class Point(NamedTuple):
    """A year, with a month and a day as far as they are known: the parts of a date, in digits.

    `doubt` is EDTF's mark for the whole: ? uncertain, ~ approximate, % both, or "". `season` is
    1 to 4 for spring to winter, or 0.
    """

    year: str
    month: str = ""
    day: str = ""
    doubt: str = ""
    season: int = 0

    @property
    def parts(self) -> list[str]:
        """Give the parts that are known, the year first."""
        return [part for part in (self.year, self.month, self.day) if part]


def points(edtf: str) -> list[Point]:
    """Give the one date, or the first and the last of an interval, that an EDTF text stands for.

    Nothing where parts of a date cannot say it: open intervals, unspecified digits, sets, years
    before 1 or after 9999, qualified parts, and divisions of the year other than seasons.
    """
    found = [_point(part) for part in edtf.split("/")]
    if any(point is None for point in found) or (
        len(found) > 1 and any(point.season for point in found if point)
    ):
        return []
    return [point for point in found if point]


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text)
    if not match or match[1] == "0000":
        return None
    year, month, day, doubt = match.groups("")
    if month <= "12":
        return Point(year, month, day, doubt)
    season = int(month) - 20
    return Point(year, doubt=doubt, season=season) if season <= 4 else None
