"""What is certain of the time of events: which came before which, and what came before creation.

Dates conflict only where the days that they may mean cannot overlap. An end that is open or unknown
may be any day, and a date with a sign of doubt (?, ~, %) may be some years off.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from muniment.dates import Day, overlap, read
from muniment.edtf import Edtf, ordered

if TYPE_CHECKING:
    from muniment.record import Record
    from muniment.tables import Event

# What makes somebody the one who has the document; in between stand events that do not.
OF_CUSTODY = frozenset(("custody", "accession", "acquisition", "transfer"))
# How a layer comes to be, beside by "creation". Not the copying of a copy: that may be of it.
MADE_BY = {
    "translation": "translation",
    "transcription": "transcription",
    "digitization": "digitization",
}
# Layers that are made from the original, or from what was.
_DERIVED = frozenset((*MADE_BY, "copy"))
# "About 1950" is not 1961.
_DOUBT = 10
# The length of a date that is a day.
_DAY = 10


class Creation(NamedTuple):
    """The day before which a layer was certainly not there, and the words for what says so."""

    earliest: Day
    said: str


@lru_cache(maxsize=2048)
def span(date: str) -> Edtf:
    """Read a valid date; its range is wider by some years where the date has a sign of doubt."""
    found = read(date)
    if {"?", "~", "%"}.isdisjoint(date):
        return found
    return found._replace(
        earliest=found.earliest and (found.earliest[0] - _DOUBT, *found.earliest[1:]),
        latest=found.latest and (found.latest[0] + _DOUBT, *found.latest[1:]),
    )


def is_before(one: str, other: str) -> bool:
    """Tell whether all that one date may mean is before all that the other may mean."""
    return not ordered(span(other).earliest, span(one).latest)


def may_agree(one: str, other: str) -> bool:
    """Tell whether two dates may mean a common day."""
    return overlap(span(one), span(other))


def is_plainly_ordered(events: tuple[Event, ...], since: str = "") -> bool:
    """Tell, without reading the dates, that none is before `since` or a date that stands above it.

    False says nothing: only years, months and days of level 0 are known by their looks.
    """
    for event in events:
        date = event.date
        if date is None:
            continue
        if len(date) == _DAY and _is_plain(date):
            # Most are days, and nearly all differ: to remember them would take longer.
            begin = end = date
        elif ends := _plain_ends(date):
            begin, end = ends
        else:
            return False
        # As texts they are in the order of time; 1952 is not before 1952-12.
        if end < since and not since.startswith(end):
            return False
        since = max(since, begin)
    return True


@lru_cache(maxsize=1024)
def _plain_ends(date: str) -> tuple[str, str] | None:
    """Give the first and the last date of a valid date, if they are plain."""
    begin, _, end = date.partition("/") if "/" in date else (date, "", date)
    return (begin, end) if _is_plain(begin) and _is_plain(end) else None


def _is_plain(date: str) -> bool:
    """Tell whether a valid date is a year, a month or a day without anything else."""
    length = len(date)
    if length == _DAY:
        return date[4] == "-" and date[7] == "-" and "X" not in date
    if length == 7:
        return date[4] == "-" and date[5:] <= "12" and "X" not in date
    return length == 4 and "X" not in date


def has_layer(event: Event) -> bool:
    """Tell whether it is known what an event belongs to: not where another word was refused."""
    return event.of is not None or "of" not in event.written


def creations(record: Record) -> dict[str | None, Creation]:
    """Give when each layer was made, as far as that is known: by its events, or by `date`.

    Of several dates the first counts, and none where one is open: nothing is certain then.
    """
    found: dict[str | None, Creation] = {}
    unknown: set[str | None] = set()

    def add(of: str | None, date: str | None, said: str) -> None:
        earliest = span(date).earliest if date else None
        if earliest is None:
            unknown.add(of)
        elif of not in found or earliest < found[of].earliest:
            found[of] = Creation(earliest, said)

    for event in record.provenance:
        if is_making(event) and has_layer(event):
            add(event.of, event.date, named(event))
    if record.describes == "original" and record.date is not None:
        add("original", record.date, f"the date of the original ({record.date})")
    return {of: creation for of, creation in found.items() if of not in unknown}


def is_making(event: Event) -> bool:
    """Tell whether by this event its layer came to be."""
    return event.activity == "creation" or (
        event.of is not None and event.activity == MADE_BY.get(event.of)
    )


def contradicted(event: Event, made: dict[str | None, Creation]) -> Creation | None:
    """Give the creation that an event is certainly before: its layer's, or the original's."""
    latest = span(event.date).latest if event.date else None
    if latest is None or not has_layer(event):
        return None
    layers = [] if is_making(event) else [event.of]
    if event.of in _DERIVED:
        layers.append("original")
    for layer in layers:
        creation = made.get(layer)
        if creation and latest < creation.earliest:
            return creation
    return None


def named(event: Event) -> str:
    """Name an event in a message: "the transfer of the original (1936)"."""
    said = f"the {event.activity}" if event.activity else "an event"
    # "The translation", not "the translation of the translation".
    is_made = event.of and event.activity == MADE_BY.get(event.of)
    of = f" of the {event.of}" if event.of and not is_made else ""
    return f"{said}{of} ({event.date or 'without date'})"
