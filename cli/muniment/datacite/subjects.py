"""What a document is and what it is about: type, subjects, formats, descriptions, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.datacite.agents import TYPES
from muniment.dublincore.custody import CUSTODY, custody
from muniment.elements import Leaf, is_any_uri
from muniment.vocabularies import identifier_schemes as schemes
from muniment.vocabularies import relators

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.dublincore import Statement
    from muniment.record import Record
    from muniment.tables import Event

# DCMI type -> resourceTypeGeneral, where they differ (DataCite 4.7, appendix 1.1).
_GENERAL = {"StillImage": "Image", "MovingImage": "Audiovisual"}


def general_type(record: Record) -> str:
    """Give the general type of the document, "" where the record gives none."""
    return _GENERAL.get(record.type or "", record.type or "")


def resource_type(record: Record) -> Iterator[Leaf]:
    """Yield the general type, and in words what the field calls it (10)."""
    if record.type:
        yield Leaf(("resourceType", "@resourceTypeGeneral"), general_type(record), ("type",))
        of = tuple(f"genre.{at}" for at in range(len(record.genre)))
        yield Leaf(("resourceType",), "; ".join(record.genre) or record.type, of or ("type",))


def subjects(record: Record) -> Iterator[Leaf]:
    """Yield what it is about, with the authority file where that is known (6)."""
    for index, subject in enumerate(record.subject):
        path, key = ("subjects", f"subject#{index}"), f"subject.{index}"
        if subject.uri and is_any_uri(subject.uri):
            yield Leaf((*path, "@valueURI"), subject.uri, (f"{key}.uri",))
            if authority := schemes.authority(subject.uri):
                yield Leaf((*path, "@subjectScheme"), authority.name)
                yield Leaf((*path, "@schemeURI"), authority.uri)
        # A subject without words would be none to a reader.
        if subject.name:
            yield Leaf(path, subject.name, (f"{key}.name",))
        elif subject.uri:
            yield Leaf(path, subject.uri, (f"{key}.uri",))


def formats(record: Record, statements: Sequence[Statement]) -> Iterator[Leaf]:
    """Yield the one language there is place for (9), the extents (13), the formats (14)."""
    if record.language:
        yield Leaf(("language",), record.language[0], ("language.0",))
    for index, extent in enumerate(record.extent):
        yield Leaf(("sizes", f"size#{index}"), extent, (f"extent.{index}",))
    said = [(each.value, each.of) for each in statements if each.term in ("format", "medium")]
    for index, file in enumerate(record.file):
        if file.media_type:
            said.append((file.media_type, (f"file.{index}.media_type",)))
    found: dict[str, tuple[str, ...]] = {}
    for value, of in said:
        found[value] = (*found.get(value, ()), *of)
    for index, (value, of) in enumerate(found.items()):
        yield Leaf(("formats", f"format#{index}"), value, of)


def descriptions(record: Record, statements: Sequence[Statement]) -> Iterator[Leaf]:
    """Yield the abstract, and in words what has no element of its own (17).

    That is custody, and what else happened; the marking, warnings, thanks; and how it is signed.
    """
    others: list[tuple[str, tuple[str, ...]]] = []
    for each in statements:
        if each.term == "description" and each.of[0] == "description.text":
            path = ("descriptions", "description#")
            yield Leaf(path, each.value, ("description.text",))
            yield Leaf((*path, "@descriptionType"), "Abstract")
            if each.lang:
                yield Leaf((*path, "@xml:lang"), each.lang, ("description.lang",))
        elif each.term in ("description", "provenance"):
            others.append((each.value, each.of))
    for index, event in enumerate(record.provenance):
        if event.activity and event.activity not in CUSTODY:
            others.append(_making(event, f"provenance.{index}"))
    others.extend(_of_agents(record))
    for index, (value, of) in enumerate(others):
        path = ("descriptions", f"description#{index}")
        yield Leaf(path, value, of)
        yield Leaf((*path, "@descriptionType"), "Other")


def _making(event: Event, key: str) -> tuple[str, tuple[str, ...]]:
    """Put an event of making into words, as one of custody is; what it made, it says once."""
    if event.of != event.activity:
        said = custody(event, key)
        return said.value, said.of
    said = custody(event.but({"of": None}), key)
    return said.value, (*said.of, f"{key}.of")


def _of_agents(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield how they signed, and a part that DataCite has no type for."""
    for part in ("creator", "contributor"):
        for index, agent in enumerate(getattr(record, part)):
            key = f"{part}.{index}"
            if agent.signed:
                yield f"Signed: {agent.signed}", (f"{key}.signed",)
            if part == "contributor" and agent.role and agent.role not in TYPES and agent.name:
                said = f"Contributor: {agent.name}, {relators.term(agent.role)}"
                yield said, (f"{key}.name", f"{key}.role")


def places(record: Record) -> Iterator[Leaf]:
    """Yield the places that it is about, by name (18)."""
    for index, place in enumerate(record.spatial):
        if place.name:
            path = ("geoLocations", f"geoLocation#{index}", "geoLocationPlace")
            yield Leaf(path, place.name, (f"spatial.{index}.name",))
