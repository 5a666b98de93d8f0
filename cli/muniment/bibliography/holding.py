"""Where the document lies: CSL's `archive` and its parts. Who else has it is told in notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.bibliography.field import Field
from muniment.vocabularies import countries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.dublincore import Statement
    from muniment.record import Record
    from muniment.tables import OriginalArchive

_COLLECTION = "collection "


def holding(record: Record, statements: Sequence[Statement]) -> Iterator[Field]:
    """Yield the archive that holds the original, or, if none is known, the first that has a copy.

    The other archives, and that it is a copy, are notes in the words of the crosswalk.
    """
    archives = list(enumerate(record.original_archive))
    chosen = next((found for found in archives if found[1].holds != "copy"), None)
    chosen = chosen or next(iter(archives), None)
    if chosen is None:
        return
    yield from _archive(chosen[1], f"original_archive.{chosen[0]}")
    for index, archive in archives:
        key = f"original_archive.{index}"
        if index != chosen[0] or archive.holds == "copy":
            yield from _another(key, statements)
        name = archive.name or archive.siglum
        if archive.as_of and name:
            of = (f"{key}.name" if archive.name else f"{key}.siglum", f"{key}.as_of")
            yield Field("note", f"Held by {name} as of {archive.as_of}", of)
        for at, former in enumerate(archive.former_reference):
            value = f"Former reference: {former}"
            yield Field("note", value, (f"{key}.former_reference.{at}",))


def _archive(archive: OriginalArchive, key: str) -> Iterator[Field]:
    if archive.name and archive.siglum:
        of = (f"{key}.name", f"{key}.siglum")
        yield Field("archive", f"{archive.name} ({archive.siglum})", of)
    elif archive.name:
        yield Field("archive", archive.name, (f"{key}.name",))
    elif archive.siglum:
        yield Field("archive", archive.siglum, (f"{key}.siglum",))
    steps = list(enumerate(archive.reference))
    # Styles print the collection before the location, so that it is not said twice. A fonds that
    # goes by a number is of no use alone, and stays in its chain.
    if len(steps) > 1 and steps[0][1].startswith(_COLLECTION):
        _, step = steps.pop(0)
        name = step.removeprefix(_COLLECTION)
        yield Field("archive_collection", name, (f"{key}.reference.0",))
    if steps:
        location = ", ".join(step for _, step in steps)
        yield Field("archive_location", location, tuple(f"{key}.reference.{at}" for at, _ in steps))
    if archive.country:
        place = countries.name(archive.country) or archive.country
        yield Field("archive-place", place, (f"{key}.country",))


def _another(key: str, statements: Sequence[Statement]) -> Iterator[Field]:
    for statement in statements:
        if any(of.startswith(f"{key}.") for of in statement.of):
            is_copy = f"{key}.holds" in statement.of
            value = statement.value if is_copy else f"Also held by {statement.value}"
            yield Field("note", value, statement.of)
