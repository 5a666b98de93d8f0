"""Where a document is and how it came to be, in schema.org: archives, sources, events, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.formats.schema_org.tree import Fact, date, link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.formats.schema_org.layers import Layers
    from muniment.formats.schema_org.tree import Address
    from muniment.record import Record
    from muniment.tables import Event, OriginalArchive, Source

_MAKING = frozenset({"creation", "copying", "transcription", "translation", "digitization"})


def holdings(record: Record, layers: Layers) -> Iterator[Fact]:
    """Yield who holds which layer, and what the layer described derives from."""
    for layer in ("original", "copy"):
        archives = [
            (index, archive)
            for index, archive in enumerate(record.original_archive)
            if (archive.holds or "original") == layer
        ]
        for index, archive in archives:
            key = f"original_archive.{index}"
            node = layers.hold(layers.at(layer, f"{key}.holds" if archive.holds else ""))
            yield from _archive(archive, key, node)
            yield from _location(archive, key, node, alone=len(archives) == 1)
    for index, source in enumerate(record.source):
        yield from _source(source, f"source.{index}", record.describes, layers)


def _archive(archive: OriginalArchive, key: str, node: Address) -> Iterator[Fact]:
    inner = (*node, ("holdingArchive", key))
    yield Fact(inner, "@type", "ArchiveOrganization")
    names = [name for name in ("name", "siglum") if getattr(archive, name)]
    for name, prop in zip(names, ("name", "alternateName"), strict=False):
        yield Fact(inner, prop, getattr(archive, name), (f"{key}.{name}",))
    for index, uri in enumerate(archive.uri):
        yield link(inner, "sameAs", uri, (f"{key}.uri.{index}",))
    if archive.country:
        address = (*inner, ("address", ""))
        yield Fact(address, "@type", "PostalAddress")
        yield Fact(address, "addressCountry", archive.country, (f"{key}.country",))


def _location(archive: OriginalArchive, key: str, node: Address, *, alone: bool) -> Iterator[Fact]:
    """Yield the reference, with the archive's name before it where several archives hold it."""
    steps = list(archive.reference)
    of = [f"{key}.reference.{index}" for index in range(len(steps))]
    name = "siglum" if archive.siglum else "name"
    if steps and not alone and getattr(archive, name):
        steps.insert(0, getattr(archive, name))
        of.append(f"{key}.{name}")
    if steps:
        yield Fact(node, "itemLocation", ", ".join(steps), tuple(of))
    for index, reference in enumerate(archive.former_reference):
        inner = (*node, ("identifier", f"{key}.former_reference.{index}"))
        yield Fact(inner, "@type", "PropertyValue")
        yield Fact(inner, "propertyID", "former reference")
        yield Fact(inner, "value", reference, (f"{key}.former_reference.{index}",))


def _source(source: Source, key: str, described: str | None, layers: Layers) -> Iterator[Fact]:
    """Yield a source, which is the node of its layer where it is the original or the copy."""
    if source.kind in ("original", "copy") and source.kind != described:
        node = layers.at(source.kind, f"{key}.kind")
    else:
        node = (("isBasedOn", key),)
        yield Fact(node, "@type", "CreativeWork")
        if source.kind:
            yield Fact(node, "additionalType", source.kind, (f"{key}.kind",))
    if source.citation:
        yield Fact(node, "name", source.citation, (f"{key}.citation",))
    if source.language:
        yield Fact(node, "inLanguage", source.language, (f"{key}.language",))
    if source.url:
        yield link(node, "url", source.url, (f"{key}.url",))


def events(record: Record, layers: Layers) -> Iterator[Fact]:
    """Yield how layers were made, sent and published; custody the crosswalk puts into words."""
    for index, event in enumerate(record.provenance):
        key = f"provenance.{index}"
        if event.activity in _MAKING:
            yield from _making(event, key, record, layers)
        elif event.activity == "transmission":
            yield from _sending(event, key, record, layers)
        elif event.activity == "publication":
            yield from _publication(event, key, layers)


def _making(event: Event, key: str, record: Record, layers: Layers) -> Iterator[Fact]:
    node = layers.at(event.of, f"{key}.of")
    # The record's own date is that of what it describes.
    if event.date and (node or not record.date):
        yield date(node, "dateCreated", event.date, (f"{key}.date",))
    if event.place:
        yield from _place(node, "locationCreated", event.place, key)
    if event.activity == "translation":
        known = _known(record, ("trl",)) if not node else set()
        yield from _names(node, "translator", event.agent, f"{key}.agent", known)


def _sending(event: Event, key: str, record: Record, layers: Layers) -> Iterator[Fact]:
    node = layers.send(layers.at(event.of, f"{key}.of"))
    yield from _names(node, "sender", event.from_, f"{key}.from", set())
    known = _known(record, ("rcp",)) if not node else set()
    yield from _names(node, "recipient", event.to, f"{key}.to", known)
    if event.date:
        yield date(node, "dateSent", event.date, (f"{key}.date",))


def _publication(event: Event, key: str, layers: Layers) -> Iterator[Fact]:
    node = (*layers.at(event.of, f"{key}.of"), ("publication", key))
    yield Fact(node, "@type", "PublicationEvent", (f"{key}.activity",))
    if event.date:
        yield date(node, "startDate", event.date, (f"{key}.date",))
    yield from _names(node, "publishedBy", event.agent, f"{key}.agent", set())
    if event.place:
        yield from _place(node, "location", event.place, key)
    if event.note:
        yield Fact(node, "description", event.note, (f"{key}.note",))
    if event.evidence:
        inner = (*node, ("subjectOf", key))
        yield Fact(inner, "@type", "CreativeWork")
        yield Fact(inner, "name", event.evidence, (f"{key}.evidence",))


def files_of(record: Record, layers: Layers) -> Iterator[Fact]:
    """Yield the files of each layer; where they lie is the institution's own affair."""
    for index, file in enumerate(record.file):
        key = f"file.{index}"
        said = [
            (name, value, (f"{key}.{part}",))
            for part, name in (
                ("media_type", "encodingFormat"),
                ("description", "description"),
                ("sha256", "sha256"),
            )
            if (value := getattr(file, part))
        ]
        if not said and not file.url:
            continue
        node = (*layers.at(file.of, f"{key}.of"), ("associatedMedia", key))
        yield Fact(node, "@type", "MediaObject")
        if file.url:
            yield link(node, "contentUrl", file.url, (f"{key}.url",))
        for name, value, of in said:
            yield Fact(node, name, value, of)


def _known(record: Record, roles: tuple[str, ...]) -> set[str | None]:
    """Give the names of agents that stand on the root in one of these roles."""
    return {agent.name for agent in (*record.creator, *record.contributor) if agent.role in roles}


def _names(
    node: Address, name: str, values: Sequence[str], key: str, known: set[str | None]
) -> Iterator[Fact]:
    """Yield agents of whom an event gives the names alone; one who stands there is not repeated."""
    for index, value in enumerate(values):
        inner = (*node, (name, f"{key}.{index}"))
        yield Fact(inner, "" if value in known else "name", value, (f"{key}.{index}",))


def _place(node: Address, name: str, value: str, key: str) -> Iterator[Fact]:
    inner = (*node, (name, key))
    yield Fact(inner, "@type", "Place")
    yield Fact(inner, "name", value, (f"{key}.place",))
