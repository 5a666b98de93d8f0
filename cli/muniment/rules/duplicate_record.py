"""No two records are of the same document.

The same title, date and archival reference are those of one document: what is corrected in one
record stays wrong in the other, and a harvester shows both.

Passes:

    title = "Telegram from Stalin to Mao Zedong"
    date = "1952-12-27"

    [[original_archive]]
    name = "Archive of the President of the Russian Federation"
    reference = ["fond 45", "opis 1", "delo 343", "list 115"]

    # Another record
    title = "Telegram from Stalin to Mao Zedong"
    date = "1952-12-27"

    [[original_archive]]
    name = "Archive of the President of the Russian Federation"
    reference = ["fond 45", "opis 1", "delo 343", "list 117"]

Fails:

    title = "Telegram from Stalin to Mao Zedong"
    date = "1952-12-27"

    [[original_archive]]
    name = "Archive of the President of the Russian Federation"
    reference = ["fond 45", "opis 1", "delo 343", "list 115"]

    # Another record
    title = "Telegram from Stalin to Mao Zedong"
    date = "1952-12-27"

    [[original_archive]]
    name = "Archive of the President of the Russian Federation"
    reference = ["fond 45", "opis 1", "delo 343", "list 115"]
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
    """Give title, date, layer and first reference together, where a record has them all."""
    title = record.title
    if not (title and record.date and record.original_archive):
        return ()
    archive = record.original_archive[0]
    if not (archive.reference and title.text):
        return ()
    holder = archive.siglum or archive.name
    # An original and its translation may well have a record each.
    said = (record.describes, title.text, record.date, holder, archive.reference)
    return ((said, "", ("title",)),)


def problem(fact: Fact, neighbour: Neighbour) -> Problem:
    """Say that another record is of the document."""
    return Problem(
        fact.at,
        f"{neighbour.file} has the same title, date and archival reference: both are of one",
        "Keep one of them; or, if they are two documents, say in the title how they differ.",
    )
