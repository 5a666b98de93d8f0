"""What DataCite calls a resource: DOI, titles, publisher, other identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.elements import Leaf
from muniment.errors import MunimentError
from muniment.vocabularies import identifier_schemes as schemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.dublincore import Statement
    from muniment.record import Record
    from muniment.values import TextParts


def own_doi(record: Record, prefix: str) -> int | None:
    """Give the index of the identifier that is a DOI with the institution's prefix, if one is."""
    for index, text in enumerate(record.identifier):
        if schemes.doi(text).casefold().startswith(f"{prefix}/".casefold()):
            return index
    return None


def identifier(record: Record, name: str, prefix: str) -> Iterator[Leaf]:
    """Yield the DOI: the one that the record has under the prefix, else prefix and id.

    A DOI of another prefix was registered elsewhere, and cannot be registered here (DataCite 4.7,
    1). Raises MunimentError where the prefix is none.
    """
    if not schemes.is_prefix(prefix):
        raise MunimentError(
            f"datacite: {prefix!r} is no DOI prefix; one looks like 10.5072, and DataCite gives it"
        )
    at = own_doi(record, prefix)
    if at is None:
        yield Leaf(("identifier",), f"{prefix}/{name}", ("id",))
    else:
        yield Leaf(("identifier",), schemes.doi(record.identifier[at]), (f"identifier.{at}",))
    yield Leaf(("identifier", "@identifierType"), schemes.DOI)


def titles(record: Record) -> Iterator[Leaf]:
    """Yield the title, and the others as alternative ones (3)."""
    if record.title and record.title.text:
        yield from _text(("titles", "title#"), record.title, "title")
    elif code := unknown(record, "title"):
        yield code._replace(path=("titles", "title#"))
    for index, text in enumerate(record.alternative):
        if text.text:
            path = ("titles", f"title#{index}")
            yield from _text(path, text, f"alternative.{index}")
            yield Leaf((*path, "@titleType"), "AlternativeTitle")


def _text(path: tuple[str, ...], text: TextParts, key: str) -> Iterator[Leaf]:
    yield Leaf(path, text.text or "", (f"{key}.text",))
    if text.lang:
        yield Leaf((*path, "@xml:lang"), text.lang, (f"{key}.lang",))


# Standard values for unknown information (DataCite 4.7, appendix 3), by the reason of a gap.
_CODES = {
    "not-recorded": "(:unav)",
    "unknown": "(:unkn)",
    "sought-not-found": "(:unkn)",
    "withheld": "(:unal)",
    "not-applicable": "(:unap)",
}


def unknown(record: Record, field: str) -> Leaf | None:
    """Give DataCite's code for why a value is missing, where a gap of the record says why."""
    for index, gap in enumerate(record.gap):
        if gap.field and gap.field.partition(".")[0] == field and gap.reason:
            return Leaf((), _CODES[gap.reason], (f"gap.{index}.reason",))
    return None


def publisher(record: Record, otherwise: str) -> Iterator[Leaf]:
    """Yield who publishes the document: the first that the record names, else the institution (4).

    The others are contributors.
    """
    at = first_publisher(record)
    if at is None:
        yield Leaf(("publisher",), otherwise)
        return
    found, key = record.publisher[at], f"publisher.{at}"
    yield Leaf(("publisher",), found.name or "", (f"{key}.name",))
    if found.uri:
        yield Leaf(("publisher", "@publisherIdentifier"), found.uri, (f"{key}.uri",))
        if authority := schemes.authority(found.uri):
            yield Leaf(("publisher", "@publisherIdentifierScheme"), authority.name)
            yield Leaf(("publisher", "@schemeURI"), authority.uri)


def first_publisher(record: Record) -> int | None:
    """Give the index of the first publisher that has a name."""
    return next((at for at, each in enumerate(record.publisher) if each.name), None)


def alternate_identifiers(
    record: Record, name: str, statements: Sequence[Statement], prefix: str
) -> Iterator[Leaf]:
    """Yield the other identifiers: the page, DOIs of others, record numbers, the reference (11)."""
    own = own_doi(record, prefix)
    found: list[tuple[str, str, tuple[str, ...]]] = []
    if record.url:
        found.append((schemes.kind(record.url) or "URL", record.url, ("url",)))
    for index, text in enumerate(record.identifier):
        if index != own:
            found.append((schemes.kind(text) or "Local", text, (f"identifier.{index}",)))
    if own is not None:
        found.append(("Local", name, ("id",)))
    # A reference identifies the original, where that is what is described.
    found += [
        ("Archival reference", each.value, each.of)
        for each in statements
        if each.term == "bibliographicCitation"
    ]
    for index, (kind, value, of) in enumerate(found):
        path = ("alternateIdentifiers", f"alternateIdentifier#{index}")
        yield Leaf(path, value, of)
        yield Leaf((*path, "@alternateIdentifierType"), kind)
