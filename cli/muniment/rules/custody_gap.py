"""Where a custody ends, the next begins.

If years lie between, nobody says where the document was meanwhile, and whoever has to show that it
is genuine, or was not taken, has nothing to show for them. Perhaps an event is missing, or the
custody lasted longer.

Only an end that is declared counts (`date = "1911/1936"`), and the next event of custody of the
same layer, if it has a date: it is to begin at most a year later.

Passes:

    [[provenance]]
    of = "copy"
    activity = "custody"
    date = "1911/1936"
    agent = ["Harbour Board"]

    [[provenance]]
    of = "copy"
    activity = "transfer"
    date = "1937"
    to = ["Municipal Archive"]
    evidence = "Accession register 1937, no. 44"

Fails:

    [[provenance]]
    of = "copy"
    activity = "custody"
    date = "1911/1936"
    agent = ["Harbour Board"]

    [[provenance]]
    of = "copy"
    activity = "transfer"
    date = "1951"
    to = ["Municipal Archive"]
    evidence = "Accession register 1951, no. 44"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.chronology import OF_CUSTODY, has_layer, span
from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dates import Day
    from muniment.record import Record
    from muniment.rules import Settings
    from muniment.tables import Event

LEVEL = "warning"


class _Custody(NamedTuple):
    """A custody with an end that is declared."""

    until: Day
    date: str


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each event of custody that begins years after the last one ended."""
    events = record.provenance
    if len(events) < 2:
        return ()
    for event in events:
        if event.activity == "custody" and event.date and "/" in event.date:
            if record.is_withdrawn:
                return ()
            return _gaps(events)
    return ()


def _gaps(events: tuple[Event, ...]) -> Iterator[Problem]:
    """Follow each layer from one event of custody to the next."""
    ended: dict[str | None, _Custody] = {}
    for at, event in enumerate(events):
        if not has_layer(event) or (event.activity and event.activity not in OF_CUSTODY):
            continue
        before = ended.pop(event.of, None)
        begins = span(event.date).earliest if event.date else None
        if before and event.activity and begins and begins > _a_year_after(before.until):
            layer = f" of the {event.of}" if event.of else ""
            yield Problem(
                f"provenance.{at}.date",
                f"a custody{layer} ends ({before.date}), and the next event of custody is "
                f"this {event.activity} of {event.date}: nothing says who had it between",
                "Add the event that is missing, or mend the dates. If nobody knows who had it, "
                "add a custody of those years without an agent, whose note says so.",
            )
        now = _declared(event)
        # Of two at once, that of a part or of a deposit perhaps, the one that lasts longer counts.
        if now and before and begins and begins <= before.until:
            now = max(now, before)
        if now:
            ended[event.of] = now


def _declared(event: Event) -> _Custody | None:
    date = event.date
    if event.activity != "custody" or not date or "/" not in date:
        return None
    until = span(date).latest
    return _Custody(until, date) if until else None


def _a_year_after(day: Day) -> Day:
    return (day[0] + 1, *day[1:])
