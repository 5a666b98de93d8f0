"""No two records have the same identifier.

A DOI, a Handle, the number of a record elsewhere is of one document: where two records have it, one
of them was copied, or describes what another record describes already.

Passes:

    identifier = ["https://doi.org/10.1000/1"]

    # Another record
    identifier = ["https://doi.org/10.1000/2"]

Fails:

    identifier = ["https://doi.org/10.1000/1"]

    # Another record
    identifier = ["doi:10.1000/1"]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.facts import Fact, Neighbour, Said
from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muniment.record import Record

LEVEL = "error"
JOIN = "once"
# Ways of writing the same DOI or Handle.
_RESOLVER = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?|https?://hdl\.handle\.net/|hdl:\s?)", re.IGNORECASE
)


def facts(record: Record) -> Iterable[Said]:
    """Give each identifier, however its resolver is written."""
    if not record.identifier:
        return ()
    return [
        (_plain(identifier), "", ("identifier", index))
        for index, identifier in enumerate(record.identifier)
    ]


def _plain(identifier: str) -> str:
    if ":" not in identifier:
        return identifier
    return _RESOLVER.sub("", identifier.strip(), count=1).casefold()


def problem(fact: Fact, neighbour: Neighbour) -> Problem:
    """Say that another record has the identifier."""
    return Problem(
        fact.at,
        f"{neighbour.file} has the same identifier, which can be of one document only",
        "See whose it is, and delete it in the other; of two records of one document, keep one.",
    )
