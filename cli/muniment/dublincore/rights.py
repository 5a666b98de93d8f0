"""Rights as statements: the layer described first, URI, statement, holder, contact, terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.dublincore.statement import URI, Statement
from muniment.vocabularies import rights as rights_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.record import Record
    from muniment.rights_tables import Notice, Rights

# PREMIS copyrightStatus, as a reader knows it.
_STATUS = {
    "copyrighted": "copyrighted",
    "public-domain": "in the public domain",
    "unknown": "copyright status unknown",
}


def all_rights(record: Record, speaks: str | None) -> Iterator[Statement]:
    """Yield what a record says of rights, access and notices: the layer `speaks` is first.

    Rights without a layer are those of the one that the record describes.
    """
    tables = [
        (index, table, table.of or record.describes) for index, table in enumerate(record.rights)
    ]
    tables.sort(key=lambda found: found[2] not in (None, speaks))
    for index, rights, layer in tables:
        other = layer if layer not in (None, speaks) else None
        yield from _rights(rights, f"rights.{index}", other)
    if record.access:
        yield from _access(record)
    for index, notice in enumerate(record.notice):
        if notice.kind != "content-warning":
            yield from _label(notice, f"notice.{index}")


def _rights(rights: Rights, key: str, layer: str | None) -> Iterator[Statement]:
    """Yield URI, statement, holder, contact, terms. Those of another layer are said to be.

    A harvester takes the first URI for that of the document, and two are an error to it; so the
    URI of another layer is text.
    """
    about = f"Rights in the {layer}: " if layer else ""
    of_layer = (f"{key}.of",) if rights.of else ()
    if rights.uri:
        term = "license" if rights_vocabulary.is_licence(rights.uri) and not layer else "rights"
        scheme = "" if layer else URI
        yield Statement(term, about + rights.uri, (f"{key}.uri", *of_layer), scheme=scheme)
    if rights.statement:
        yield Statement("rights", about + rights.statement, (f"{key}.statement", *of_layer))
    for index, holder in enumerate(rights.holder):
        if layer:
            of = (f"{key}.holder.{index}", *of_layer)
            yield Statement("rights", f"{about}held by {holder}", of)
        else:
            yield Statement("rightsHolder", holder, (f"{key}.holder.{index}",))
    if rights.contact:
        yield from _contact(rights, key, layer)
    yield from _details(rights, key, layer)
    terms = f"Terms for the {layer}" if layer else "Terms"
    for index, link in enumerate(rights.link):
        yield Statement("rights", f"{terms}: {link}", (f"{key}.link.{index}", *of_layer))


def _details(rights: Rights, key: str, layer: str | None) -> Iterator[Statement]:
    """Put what a rights table rests on into a sentence: Dublin Core has no term for any of it."""
    said: list[str] = []
    of: list[str] = []
    for name, words, value in (
        ("status", "{}", _STATUS.get(rights.status or "")),
        ("basis", "basis: {}", rights.basis),
        ("jurisdiction", "jurisdiction: {}", rights.jurisdiction),
        ("citation", "under {}", rights.citation),
        ("start", "from {}", rights.start),
        ("end", "until {}", rights.end),
        ("determined.date", "determined {}", rights.determined and rights.determined.date),
        ("determined.note", "grounds: {}", rights.determined and rights.determined.note),
    ):
        if value:
            said.append(words.format(value))
            of.append(f"{key}.{name}")
    for index, grant in enumerate(rights.granted):
        if grant.act:
            said.append(f"{grant.act}: {grant.restriction}" if grant.restriction else grant.act)
            of.append(f"{key}.granted.{index}.act")
            of += [f"{key}.granted.{index}.restriction"] if grant.restriction else []
    if said:
        about = f"Details of the rights in the {layer}" if layer else "Details of the rights"
        of += [f"{key}.of"] if rights.of else []
        yield Statement("rights", f"{about}: {'; '.join(said)}", tuple(of))


def _contact(rights: Rights, key: str, layer: str | None) -> Iterator[Statement]:
    contact = rights.contact
    parts = {
        name: value
        for name in ("name", "email", "url", "address")
        if (value := getattr(contact, name))
    }
    if parts:
        of = tuple(f"{key}.contact.{name}" for name in parts)
        about = f"Contact for rights in the {layer}" if layer else "Rights contact"
        of_layer = (f"{key}.of",) if rights.of else ()
        yield Statement("rights", f"{about}: {', '.join(parts.values())}", (*of, *of_layer))


def _access(record: Record) -> Iterator[Statement]:
    access = record.access
    assert access is not None
    if access.status or access.basis:
        said = f"Access: {access.status}" if access.status else "Access"
        of = ["access.status"] if access.status else []
        for name, words, value in (
            ("until", " until {}", access.until),
            ("basis", " ({})", access.basis),
        ):
            if value:
                said += words.format(value)
                of.append(f"access.{name}")
        yield Statement("accessRights", said, tuple(of))
    if access.statement:
        yield Statement("accessRights", access.statement, ("access.statement",))


def _label(notice: Notice, key: str) -> Iterator[Statement]:
    """Yield a label or notice in words, and its URI: who asks about rights is to meet both."""
    said = (notice.kind or "notice").capitalize()
    of = [f"{key}.kind"] if notice.kind else []
    for name, words, value in (
        # An institution gives a notice, about the community; a label the community itself.
        ("community", " of {}" if notice.kind == "label" else " about {}", notice.community),
        ("project", " ({})", notice.project),
        ("text", ": {}", notice.text),
    ):
        if value:
            said += words.format(value)
            of.append(f"{key}.{name}")
    if len(of) > (1 if notice.kind else 0):
        yield Statement("rights", said, tuple(of))
    if notice.uri:
        yield Statement("rights", notice.uri, (f"{key}.uri",), scheme=URI)
