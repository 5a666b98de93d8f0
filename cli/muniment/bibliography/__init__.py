"""A scholar's citation of a record, in the variables of CSL 1.0.2; the formats only spell it.

What is cited is the document: its own date, and the archive that holds it. Publisher, URL and the
collection above say where it was read. `issued` is therefore the day when the document was made,
and the day when the layer was published is `available-date`; only where no day of making is known
is `issued` the day of publication. What CSL has no variable for, rights above all, goes to notes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.bibliography.agents import agents
from muniment.bibliography.field import Field
from muniment.bibliography.holding import holding
from muniment.bibliography.kinds import kind
from muniment.bibliography.notes import notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.dublincore import Statement
    from muniment.record import Record

__all__ = ("Field", "fields")

# A DOI as one writes it: as it is, after `doi:`, or after the address of the resolver.
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)


def fields(record: Record, statements: Sequence[Statement]) -> list[Field]:
    """Give the variables of a citation: type and id first, notes last, a field for each value.

    `statements` are those of the crosswalk, from which come the words for rights, custody and the
    collection above.
    """
    sort = kind(record)
    found = [Field("type", sort, ()), Field("id", record.id or "", ("id",))]
    if record.title and record.title.text:
        found.append(Field("title", record.title.text, ("title.text",)))
    found += agents(record, sort)
    found += _dates(record)
    found += holding(record, statements)
    found += _where_it_was_read(record, statements)
    found += _description(record)
    found += notes(record, statements)
    return sorted(found, key=lambda field: field.name == "note")


def _dates(record: Record) -> Iterator[Field]:
    """Yield the dates in EDTF. CSL knows days, not hours; a note keeps the hour."""
    if record.date:
        day, has_time, _ = record.date.partition("T")
        yield Field("issued", day, ("date",))
        if has_time:
            yield Field("note", f"Time: {record.date}", ("date",))
    if record.issued:
        name = "available-date" if record.date else "issued"
        yield Field(name, record.issued.partition("T")[0], ("issued",))
        if "T" in record.issued:
            yield Field("note", f"Time of publication: {record.issued}", ("issued",))


def _where_it_was_read(record: Record, statements: Sequence[Statement]) -> Iterator[Field]:
    for index, publisher in enumerate(record.publisher):
        if publisher.name:
            yield Field("publisher", publisher.name, (f"publisher.{index}.name",))
    for statement in statements:
        # The collection above by its title; its page is not that of the document.
        if statement.term == "isPartOf" and not statement.scheme:
            yield Field("source", statement.value, statement.of)
    if record.url:
        yield Field("URL", record.url, ("url",))
    yield from _identifiers(record)


def _identifiers(record: Record) -> Iterator[Field]:
    """Yield the first DOI, of which there is one variable, and notes of the others."""
    has_doi = False
    for index, identifier in enumerate(record.identifier):
        of = (f"identifier.{index}",)
        doi = _DOI.fullmatch(identifier)
        if doi and not has_doi:
            has_doi = True
            yield Field("DOI", doi[1], of)
        else:
            yield Field("note", f"Identifier: {identifier}", of)


def _description(record: Record) -> Iterator[Field]:
    for name, key, values in (
        ("genre", "genre", record.genre),
        ("medium", "format", record.format),
        ("dimensions", "extent", record.extent),
        ("language", "language", record.language),
    ):
        for index, value in enumerate(values):
            yield Field(name, value, (f"{key}.{index}",))
    for key, headings in (("subject", record.subject), ("spatial", record.spatial)):
        for index, heading in enumerate(headings):
            if heading.name:
                yield Field("keyword", heading.name, (f"{key}.{index}.name",))
    for index, period in enumerate(record.temporal):
        yield Field("keyword", period, (f"temporal.{index}",))
    if record.description and record.description.text:
        yield Field("abstract", record.description.text, ("description.text",))
