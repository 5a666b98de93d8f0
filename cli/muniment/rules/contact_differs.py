"""Whom to ask is to be reached at one address.

An office that moved is changed in some records and forgotten in others; who asks at the old
address gets no answer.

Passes:

    [[rights]]
    of = "translation"
    statement = "Reproduced by permission."
    status = "unknown"
    contact = { name = "Rights office", email = "rights@archive.edu" }

    # Another record
    [[rights]]
    of = "translation"
    statement = "Reproduced by permission."
    status = "unknown"
    contact = { name = "Rights office", email = "rights@archive.edu" }

Fails:

    [[rights]]
    of = "translation"
    statement = "Reproduced by permission."
    status = "unknown"
    contact = { name = "Rights office", email = "rights@archive.edu" }

    # Another record
    [[rights]]
    of = "translation"
    statement = "Reproduced by permission."
    status = "unknown"
    contact = { name = "Rights office", email = "old@archive.edu" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.facts import Fact, Neighbour, Said
from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muniment.record import Record

LEVEL = "warning"
JOIN = "same"


def facts(record: Record) -> Iterable[Said]:
    """Give of each contact that has a name its e-mail address, or its page."""
    found = []
    for index, rights in enumerate(record.rights):
        contact = rights.contact
        if contact and contact.name and (address := contact.email or contact.url):
            key = "email" if contact.email else "url"
            path = ("rights", index, "contact", key)
            found.append(((contact.name, key), address, path))
    return found


def problem(fact: Fact, neighbour: Neighbour) -> Problem:
    """Say that the contact has another address elsewhere."""
    return Problem(
        fact.at,
        f"{neighbour.file} has another address for the same contact: who asks may get no answer",
        "See which of them holds, and change it in all records.",
    )
