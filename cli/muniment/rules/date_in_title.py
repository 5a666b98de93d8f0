"""The date that ends a title is the date of the document.

If `date` says another, one of the two is wrong, and the document is found under one date and cited
with the other.

Only a title is judged in which one word says what the document is (a telegram, a letter, an order),
and that ends with a date which cannot be another's: not "Reply to the telegram of 17 December
1952", a meeting, a report, a period, or a plan for a year. It is a warning where even then the date
may be another's: where the title gives only a month or a year, where the record describes a later
copy or translation and `date` may be its own, or where the document was sent on that day.

Passes:

    title = "Telegram from Stalin to Mao Zedong, 27 December 1952"
    date = "1952-12-27"

Fails:

    title = "Telegram from Stalin to Mao Zedong, 27 December 1952"
    date = "1952-12-17"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.edtf import MONTHS
from muniment.finding import Problem
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dates import Day
    from muniment.edtf import Edtf
    from muniment.record import Record
    from muniment.rules import Settings
    from muniment.titles import DatedTitle

LEVEL = "error"
_FIGURES = frozenset("0123456789")
# A year stands that far from the end at most: "1952 года."
_REACH = 9
# Until the last country went over to the Gregorian calendar, a title may have a day of the Julian;
# and until 1752, one of a year that begins on 25 March.
_JULIAN_UNTIL, _OLD_STYLE_UNTIL = 1924, 1753


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem where the title ends with another date than the record's."""
    title, date = record.title, record.date
    if title is None or date is None:
        return ()
    text = title.text
    if not text or _FIGURES.isdisjoint(text[-_REACH:]) or _is_repeated(text, date):
        return ()
    if record.is_withdrawn:
        return ()
    return _other_date(record, text, date)


def _is_repeated(text: str, date: str) -> bool:
    """Tell whether a text ends with the very date, in the commonest forms."""
    if len(date) != 10 or not date[5:7].isdigit() or not 1 <= int(date[5:7]) <= 12:
        return False
    month, day = MONTHS[int(date[5:7]) - 1], date[8:].lstrip("0")
    return text.endswith((f" {day} {month} {date[:4]}", f" {month} {day}, {date[:4]}", date))


def _other_date(record: Record, text: str, date: str) -> Iterator[Problem]:
    from muniment.titles import dated_title

    found = dated_title(text)
    if found is None or any(_may_be_one(each, date) for each in found.readings):
        return
    if record.issued and any(_may_be_one(each, record.issued) for each in found.readings):
        return
    is_day = found.precision == "day"
    if not found.is_apart and not is_day:
        return
    if found.kind == "act" and not (is_day and found.is_apart):
        return
    is_certain = found.kind == "dated" and is_day and found.is_apart and _is_its_own(record, found)
    yield Problem(
        "date",
        f"the title ends with {shown(found.written)}, and date says {shown(date)}: one document "
        "would be found under one date and cited with another",
        "See which is right. If the title's date is another document's, let the title say so, as "
        'in "Reply to the telegram of 17 December 1952".',
        level=None if is_certain else "warning",
    )


def _is_its_own(record: Record, found: DatedTitle) -> bool:
    """Tell whether both dates can only be meant of the making of the original."""
    from muniment.chronology import is_before, may_agree

    date = record.date or ""
    if record.level not in (None, "item") or len(found.readings) > 1:
        return False
    title = found.readings[0].text
    for event in record.provenance:
        if event.date is None or event.of not in ("original", None):
            continue
        if event.activity != "creation" and len(event.date) == 10 and may_agree(event.date, title):
            return False
    if record.describes == "original" or is_before(date, title):
        return True
    # The date of a translation's record is that of the original where its creation says so.
    return any(
        event.activity == "creation" and event.of == "original" and event.date == date
        for event in record.provenance
    )


def _may_be_one(of_title: Edtf, date: str) -> bool:
    """Tell whether two dates may mean a common day, whatever the calendar of either."""
    from muniment.chronology import span
    from muniment.dates import overlap

    given = span(date)
    if overlap(of_title, given):
        return True
    return any(overlap(_moved(of_title, days), given) for days in _between_calendars(of_title))


def _between_calendars(found: Edtf) -> tuple[int, ...]:
    """Give how many days later or earlier another calendar may have a date."""
    first = found.earliest
    if first is None or first[0] >= _JULIAN_UNTIL:
        return ()
    century = first[0] // 100
    # Thirteen days in the twentieth century; until February 1900, twelve.
    days = century - century // 4 - 2
    shifts = (days, -days, 1 - days, days - 1) if first[0] % 100 == 0 else (days, -days)
    if first[0] < _OLD_STYLE_UNTIL and first[1] <= 3:
        return (*shifts, 365, 366, 365 + days, 366 + days)
    return shifts


def _moved(found: Edtf, days: int) -> Edtf:
    return found._replace(
        earliest=_day_after(found.earliest, days), latest=_day_after(found.latest, days)
    )


def _day_after(day: Day | None, days: int) -> Day | None:
    from datetime import date, timedelta

    if day is None:
        return None
    moved = date(*day) + timedelta(days)
    return (moved.year, moved.month, moved.day)
