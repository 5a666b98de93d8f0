"""What a record says of its making, as an item for DSpace has it among the descriptions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from muniment.dublincore.custody import CUSTODY
from muniment.readers.dc import sentences
from muniment.values import Activity

if TYPE_CHECKING:
    from muniment.readers.dc.sheet import Sheet
    from muniment.readers.saf.metadata import Value

_MAKING = "|".join(sorted(each.capitalize() for each in set(get_args(Activity)) - CUSTODY))
_SENTENCE = re.compile(rf"({_MAKING})(?=[ ,.])")
_PLAIN = re.compile("[0-9]{4}(?:-[0-9]{2}){0,2}")


def event(value: Value) -> dict[str, Any]:
    """Read an event that is none of custody, in the words of `muniment.dublincore.custody`.

    The words are the same for all events, but for the first.
    """
    found = _SENTENCE.match(value.value) if value.field == "dc.description" else None
    if not found:
        return {}
    table = sentences.event(f"Custody{value.value[found.end() :]}", is_told=False)
    return {**table, "activity": found[1].lower()} if table else {}


def put(sheet: Sheet, values: list[Value]) -> None:
    """Add events to those that a draft has, oldest first, where each has a plain date."""
    if not values:
        return
    found = [
        (table, sheet.places.pop(f"provenance.{at}", None))
        for at, table in enumerate(sheet.data.pop("provenance", ()))
    ]
    found += [(event(value), value.place) for value in values]
    if all(_PLAIN.fullmatch(table.get("date", "")) for table, _ in found):
        found.sort(key=lambda each: str(each[0]["date"]))
    for table, place in found:
        sheet.append("provenance", table, place)
