"""A URI has one name, wherever it stands.

A URI is of one person, institution, subject or place. With two names it is one that is written in
two ways, and is found by one of them only; or a URI that was copied to where it does not belong.

Passes:

    creator = [{ name = "Stalin, Joseph", uri = ["http://viaf.org/viaf/1"] }]

    # Another record
    creator = [{ name = "Stalin, Joseph", uri = ["http://viaf.org/viaf/1"] }]

Fails:

    creator = [{ name = "Stalin, Joseph", uri = ["http://viaf.org/viaf/1"] }]

    # Another record
    creator = [{ name = "Stalin, J. V.", uri = ["http://viaf.org/viaf/1"] }]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.facts import Fact, Neighbour, Said, named
from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from muniment.record import Record

LEVEL = "warning"
JOIN = "same"


def of_name(name: str, uri: str) -> tuple[Hashable, str]:
    """Give the URI, and the name that it has."""
    return uri, name


def facts(record: Record) -> Iterable[Said]:
    """Give of each URI the name that it has."""
    return [(*of_name(name, uri), (*path[:2], "name")) for name, uri, path in named(record)]


def problem(fact: Fact, neighbour: Neighbour) -> Problem:
    """Say that the URI has another name elsewhere."""
    return Problem(
        fact.at,
        f'{neighbour.file} calls the same URI "{neighbour.fact.says[:100]}": a reader finds one or '
        "the other",
        "Take one form of the name, the authority's; or correct the URI.",
    )
