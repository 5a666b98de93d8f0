"""The events of a layer stand in the order in which they happened, the oldest first.

Who reads a chain of custody, or writes it out on export, takes it that each event follows the one
above it: out of order, a transfer seems to go to somebody who no longer had the document.

Events are compared within one layer (`of`), and only dates that cannot overlap conflict: what is
open or unknown may be any day, and a date with a sign of doubt (`1936~`) may be some years off. Of
what comes before its own creation, provenance-before-creation speaks.

Passes:

    [[provenance]]
    of = "original"
    activity = "custody"
    date = "1911/1936"
    agent = ["Harbour Board"]

    [[provenance]]
    of = "original"
    activity = "declassification"
    date = "1936"
    evidence = "Minutes of the Board"

Fails:

    [[provenance]]
    of = "original"
    activity = "declassification"
    date = "1936-07-01"
    evidence = "Minutes of the Board"

    [[provenance]]
    of = "original"
    activity = "transmission"
    date = "1911"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.chronology import (
    contradicted,
    creations,
    has_layer,
    is_before,
    is_plainly_ordered,
    named,
    span,
)
from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dates import Day
    from muniment.record import Record
    from muniment.rules import Settings
    from muniment.tables import Event

LEVEL = "error"


class _Late(NamedTuple):
    """The event that began last of those of a layer seen so far."""

    began: Day
    at: int
    event: Event


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each event above others of its layer that are certainly older."""
    events = record.provenance
    if len(events) < 2 or is_plainly_ordered(events):
        return ()
    if record.is_withdrawn:
        return ()
    return _out_of_order(record)


def _out_of_order(record: Record) -> Iterator[Problem]:
    made = creations(record)
    latest: dict[str | None, _Late] = {}
    # By where the event stands that is too high: those that should stand above it.
    older: dict[int, list[int]] = {}
    for at, event in enumerate(record.provenance):
        if event.date is None or not has_layer(event) or contradicted(event, made):
            continue
        last = latest.get(event.of)
        if last and last.event.date and is_before(event.date, last.event.date):
            older.setdefault(last.at, []).append(at)
        began = span(event.date).earliest
        if began and (last is None or began > last.began):
            latest[event.of] = _Late(began, at, event)
    for above, below in older.items():
        yield _told(record.provenance, above, below)


def _told(events: tuple[Event, ...], above: int, below: list[int]) -> Problem:
    first, *others = below
    more = f", as {_counted(len(others))} below it" if others else ""
    of = events[first].of
    layer = f"the events of the {of}" if of else "the events without of"
    return Problem(
        f"provenance.{first}.date",
        f"{named(events[first])} stands below {named(events[above])}, and happened before "
        f"it{more}: a chain of custody is read from the oldest event on",
        f"Put {layer} in the order in which they happened, the oldest first; or see which date "
        "is wrong.",
    )


def _counted(number: int) -> str:
    return "another does" if number == 1 else f"{number} others do"
