"""A name has one URI, wherever it stands.

The same name with two URIs of one authority is two people, or one that was looked up wrongly once.
Where two people share a name, the authority tells them apart: take its form of the name.

Passes:

    creator = [{ name = "Stalin, Joseph", uri = ["http://viaf.org/viaf/1"] }]

    # Another record
    creator = [{ name = "Stalin, Joseph", uri = ["http://www.wikidata.org/entity/Q855"] }]

Fails:

    creator = [{ name = "Stalin, Joseph", uri = ["http://viaf.org/viaf/1"] }]

    # Another record
    creator = [{ name = "Stalin, Joseph", uri = ["http://viaf.org/viaf/2"] }]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.facts import Fact, Neighbour, Said, authority, named
from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from muniment.record import Record

LEVEL = "warning"
JOIN = "same"


def of_name(name: str, uri: str) -> tuple[Hashable, str]:
    """Give the name with the authority, and the URI that it has there."""
    return (name, authority(uri)), uri


def facts(record: Record) -> Iterable[Said]:
    """Give of each name and authority the URI that it has."""
    return [(*of_name(name, uri), path) for name, uri, path in named(record)]


def problem(fact: Fact, neighbour: Neighbour) -> Problem:
    """Say that the name has another URI elsewhere."""
    return Problem(
        fact.at,
        f"{neighbour.file} has {neighbour.fact.says[:200]} for the same name: one of the two is "
        "another's",
        "Look both up; where two share the name, take the authority's form of it for each.",
    )
