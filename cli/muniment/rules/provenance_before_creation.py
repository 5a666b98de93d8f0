"""Nothing happens to a document before it is made.

One of the two dates is wrong, and with it what the record says of age, of rights that lapse, or of
who had the document.

An event is compared with the creation of its layer (`of`): by the layer's event of creation (or of
translation, transcription, digitization), and, where the record describes the original, by `date`.
A copy, transcription, translation or digitization is not older than the original either. Only dates
that cannot overlap conflict; where one of several creations has no date, nothing is said.

Passes:

    [[provenance]]
    of = "original"
    activity = "creation"
    date = "1952-12"

    [[provenance]]
    of = "original"
    activity = "transmission"
    date = "1952-12-27"

Fails:

    [[provenance]]
    of = "original"
    activity = "transmission"
    date = "1952-12-27"

    [[provenance]]
    of = "original"
    activity = "creation"
    date = "1953-01"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.chronology import MADE_BY, contradicted, creations, is_plainly_ordered, named
from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings
    from muniment.tables import Event

LEVEL = "error"
_MAKING = frozenset(("creation", *MADE_BY.values()))


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each event that is certainly before the creation of what it is of."""
    events = record.provenance
    if not events:
        return ()
    date = record.date if record.describes == "original" else None
    if _begins_with_making(events) and is_plainly_ordered(events, date or ""):
        return ()
    if record.is_withdrawn:
        return ()
    return _too_early(record)


def _begins_with_making(events: tuple[Event, ...]) -> bool:
    """Tell whether above what makes a layer stands nothing but the creation of the original."""
    has_others = False
    for event in events:
        activity = event.activity
        if has_others and activity in _MAKING:
            return False
        has_others = has_others or activity != "creation" or event.of != "original"
    return True


def _too_early(record: Record) -> Iterator[Problem]:
    made = creations(record)
    for at, event in enumerate(record.provenance if made else ()):
        creation = contradicted(event, made)
        if creation:
            yield Problem(
                f"provenance.{at}.date",
                f"{named(event)} is before {creation.said}: nothing happens to a document that "
                "is not there yet",
                "See which of the two dates is wrong, and whether of names the right layer.",
            )
