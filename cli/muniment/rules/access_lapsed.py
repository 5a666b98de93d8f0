"""A restriction whose date is past is looked at again.

Readers are still turned away from what they may see since; and whoever set the date wanted it to
be looked at then. It is a warning, so that no build breaks overnight.

Passes:

    [access]
    status = "embargoed"
    until = "2036-07-01"

Fails:

    [access]
    status = "embargoed"
    until = "2026-07-01"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.periods import is_past

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "warning"


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem where access is held back until a day that is past."""
    access = record.access
    if access is None or access.until is None or access.status in (None, "open"):
        return ()
    return _lapsed(record, settings.today) if is_past(access.until, settings.today) else ()


def _lapsed(record: Record, today: str) -> Iterator[Problem]:
    access = record.access
    if access is None or record.is_withdrawn:
        return
    yield Problem(
        "access.until",
        f"access is {access.status} until {access.until}, and that is past: readers are still "
        "turned away",
        'If it may be seen now, write status = "open" and delete until; if not, give the new date.',
    )
