"""No two records have the same id.

Whoever asks for a record by its id would get one of them, and nobody knows which. Ids that differ
only in small and capital letters are one file on some systems.

Passes:

    id = "record"

    # Another record
    id = "another-record"

Fails:

    id = "record"

    # Another record
    id = "record"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.facts import Fact, Neighbour, Said
from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muniment.record import Record

LEVEL = "error"
JOIN = "once"


def facts(record: Record) -> Iterable[Said]:
    """Give the id of a record."""
    return ((record.id.casefold(), "", ("id",)),) if record.id else ()


def problem(fact: Fact, neighbour: Neighbour) -> Problem:
    """Say that another record has the id."""
    return Problem(
        "id",
        f"{neighbour.file} has the same id, so whoever asks for it gets one of the two by chance",
        "Give one of them another id, and its file that name.",
    )
