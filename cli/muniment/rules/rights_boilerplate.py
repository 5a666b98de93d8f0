"""A notice that stands in most records stands in the level above them.

A notice that decides nothing is not truer for standing in every record; the level above can hold
it, and then it is decided, or mended, in one place. It is said once, of the first record.

Passes:

    title = "Letter"

    # Another record
    title = "Telegram"

Fails:

    [[rights]]
    of = "translation"
    statement = "Some documents may be subject to copyright."
    contact = { name = "Rights office", email = "rights@archive.edu" }

    # Nine more records
    [[rights]]
    of = "translation"
    statement = "Some documents may be subject to copyright."
    contact = { name = "Rights office", email = "rights@archive.edu" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.facts import Fact, Neighbour, Said
from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muniment.record import Record

LEVEL = "warning"
JOIN = "most"


def facts(record: Record) -> Iterable[Said]:
    """Give the notices of a record that decide nothing."""
    return [
        (rights.statement, "", ("rights", index, "statement"))
        for index, rights in enumerate(record.rights)
        if rights.statement and not rights.uri and not rights.status
    ]


def problem(fact: Fact, neighbour: Neighbour) -> Problem:
    """Say in how many records the notice stands."""
    return Problem(
        fact.at,
        f"{neighbour.records} records have this notice, which decides nothing: whoever decides has "
        "to change them all",
        "Write it once, in the record of the level above, and name that under part_of in these.",
    )
