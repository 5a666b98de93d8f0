"""Creators and contributors as DataCite names them: with a type, in whose file they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.datacite.identity import first_publisher, unknown
from muniment.elements import Leaf
from muniment.vocabularies import identifier_schemes as schemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.record import Record
    from muniment.tables import Agent

# DataCite has no type for a family.
_NAME_TYPES = {"person": "Personal", "organization": "Organizational"}
# MARC relator -> contributorType, where both mean the same (DataCite 4.7, appendix 1.3).
TYPES = {
    "cph": "RightsHolder",
    "dst": "Distributor",
    "edt": "Editor",
    "his": "HostingInstitution",
    "pdr": "ProjectLeader",
    "pro": "Producer",
    "res": "Researcher",
    "spn": "Sponsor",
    "trl": "Translator",
}


class _Named(NamedTuple):
    """Somebody with a name: the part that they had, and the keys that all of it came from."""

    type: str
    type_of: tuple[str, ...]
    name: str
    name_of: str
    uris: Sequence[tuple[str, str]] = ()
    agent: Agent | None = None
    key: str = ""


def creators(record: Record) -> Iterator[Leaf]:
    """Yield the creators; where a gap says why there is none, DataCite's code for that (2)."""
    made = [_named("", "", agent, f"creator.{at}") for at, agent in enumerate(record.creator)]
    named = [each for each in made if each.name]
    for index, each in enumerate(named):
        yield from _somebody(("creators", f"creator#{index}"), "creatorName", each)
    if not named and (code := unknown(record, "creator")):
        yield code._replace(path=("creators", "creator", "creatorName"))


def contributors(record: Record, speaks: str | None) -> Iterator[Leaf]:
    """Yield whoever had a part: translators, holders of rights and of the original, whom to ask.

    `speaks` is the layer whose rights are the document's: holders of other rights are not its own.
    """
    found = [*_with_a_part(record), *_holders(record), *_of_rights(record, speaks)]
    for index, each in enumerate(each for each in found if each.name):
        path = ("contributors", f"contributor#{index}")
        yield Leaf((*path, "@contributorType"), each.type, each.type_of)
        yield from _somebody(path, "contributorName", each)


def _with_a_part(record: Record) -> Iterator[_Named]:
    for index, agent in enumerate(record.contributor):
        found = TYPES.get(agent.role or "", "")
        yield _named(found or "Other", "role" if found else "", agent, f"contributor.{index}")
    first = first_publisher(record)
    for index, publisher in enumerate(record.publisher):
        if index != first:
            key = f"publisher.{index}"
            uris = [(publisher.uri, f"{key}.uri")] if publisher.uri else []
            yield _Named("Distributor", (), publisher.name or "", f"{key}.name", uris)


def _holders(record: Record) -> Iterator[_Named]:
    """Yield the archives that hold what is described; what only derives from it, they do not."""
    held = {"original": (None, "original"), "copy": ("copy",)}.get(record.describes or "", ())
    for index, archive in enumerate(record.original_archive):
        if archive.holds in held:
            key = f"original_archive.{index}"
            uris = [(uri, f"{key}.uri.{at}") for at, uri in enumerate(archive.uri)]
            name = f"{key}.name" if archive.name else f"{key}.siglum"
            yield _Named("HostingInstitution", (), archive.name or archive.siglum or "", name, uris)


def _of_rights(record: Record, speaks: str | None) -> Iterator[_Named]:
    for index, rights in enumerate(record.rights):
        if (rights.of or record.describes) not in (None, speaks):
            continue
        for at, holder in enumerate(rights.holder):
            yield _Named("RightsHolder", (), holder, f"rights.{index}.holder.{at}")
        if rights.contact:
            yield _Named(
                "ContactPerson", (), rights.contact.name or "", f"rights.{index}.contact.name"
            )


def _named(kind: str, of: str, agent: Agent, key: str) -> _Named:
    uris = [(uri, f"{key}.uri.{at}") for at, uri in enumerate(agent.uri)]
    type_of = (f"{key}.{of}",) if of else ()
    return _Named(kind, type_of, agent.name or "", f"{key}.name", uris, agent, key)


def _somebody(path: tuple[str, ...], tag: str, each: _Named) -> Iterator[Leaf]:
    yield Leaf((*path, tag), each.name, (each.name_of,))
    if each.agent:
        if name_type := _NAME_TYPES.get(each.agent.kind or ""):
            yield Leaf((*path, tag, "@nameType"), name_type, (f"{each.key}.kind",))
        for element, key in (("givenName", "given"), ("familyName", "family")):
            if value := getattr(each.agent, key):
                yield Leaf((*path, element), value, (f"{each.key}.{key}",))
    for index, (uri, of) in enumerate(each.uris):
        authority = schemes.authority(uri)
        at = (*path, f"nameIdentifier#{index}")
        yield Leaf(at, uri, (of,))
        scheme = authority.name if authority else schemes.kind(uri) or "Local"
        yield Leaf((*at, "@nameIdentifierScheme"), scheme)
        if authority:
            yield Leaf((*at, "@schemeURI"), authority.uri)
