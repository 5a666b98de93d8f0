"""Events of custody and making, where the record says when (PREMIS 3.0, 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.elements import Leaf
from muniment.premis.terms import identified, linked, word
from muniment.vocabularies import preservation
from muniment.vocabularies.preservation import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.premis.agents import Agents
    from muniment.record import Record
    from muniment.tables import Event, Withdrawal

_ROLES = {"agent": preservation.IMPLEMENTER, "from": Term("from"), "to": Term("to")}


def is_event(event: Event) -> bool:
    """Tell whether this is an event to PREMIS, which asks for its type and for its date."""
    return bool(event.activity and event.date)


def events(record: Record, name: str, agents: Agents) -> Iterator[Leaf]:
    """Yield the events, each with who had which part in it, and the layer that it happened to.

    Where none of them is a creation on the date of the document, its date and creators are one.
    """
    if record.date and not any(_is_creation(event, record.date) for event in record.provenance):
        path = ("event#creation",)
        yield from identified((*path, "eventIdentifier"), f"{name}/event/creation")
        yield from word((*path, "eventType"), preservation.EVENTS["creation"])
        yield Leaf((*path, "eventDateTime"), record.date, ("date",))
        for at, creator in enumerate(record.creator):
            if creator.name:
                key = f"creator.{at}.name"
                yield from agents.link(path, creator.name, key, preservation.IMPLEMENTER)
        yield from identified((*path, "linkingObjectIdentifier"), name)
    for index, event in enumerate(record.provenance):
        if is_event(event):
            yield from _event(record, name, agents, event, index)
    if record.record and record.record.withdrawn and record.is_withdrawn:
        yield from _withdrawal(record.record.withdrawn, name)


def _withdrawal(withdrawn: Withdrawal, name: str) -> Iterator[Leaf]:
    """Yield what a tombstone is to PREMIS: an object that was taken out, when, and why."""
    path = ("event#withdrawal",)
    yield from identified((*path, "eventIdentifier"), f"{name}/event/withdrawal")
    yield from word((*path, "eventType"), preservation.DEACCESSION)
    yield Leaf((*path, "eventDateTime"), withdrawn.date or "", ("record.withdrawn.date",))
    detail = (*path, "eventDetailInformation", "eventDetail")
    yield Leaf(detail, withdrawn.reason or "", ("record.withdrawn.reason",))
    yield from identified((*path, "linkingObjectIdentifier"), name)


def _is_creation(event: Event, date: str | None) -> bool:
    return event.activity == "creation" and event.date == date


def _event(record: Record, name: str, agents: Agents, event: Event, index: int) -> Iterator[Leaf]:
    path, key = (f"event#{index}",), f"provenance.{index}"
    activity = event.activity or ""
    yield from identified((*path, "eventIdentifier"), f"{name}/event/{index + 1}")
    term = preservation.EVENTS.get(activity, Term(activity))
    yield from word((*path, "eventType"), term, (f"{key}.activity",))
    same = ("date",) if _is_creation(event, record.date) else ()
    yield Leaf((*path, "eventDateTime"), event.date or "", (f"{key}.date", *same))
    for part, label in (("place", "Place: "), ("evidence", "Evidence: "), ("note", "")):
        if value := getattr(event, part):
            detail = (*path, f"eventDetailInformation#{part}", "eventDetail")
            yield Leaf(detail, label + value, (f"{key}.{part}",))
    # Somebody may be named twice in one part, and is linked once.
    for part, who in (("agent", event.agent), ("from", event.from_), ("to", event.to)):
        for at, each in enumerate(who):
            yield from agents.link(path, each, f"{key}.{part}.{at}", _ROLES[part])
    yield from linked(path, record, name, event.of, f"{key}.of")
