"""Rights as statements: the layer described first, URI, statement, holder, contact, terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.dublincore.statement import URI, Statement
from muniment.vocabularies import rights as rights_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.record import Record
    from muniment.rights_tables import Notice, Rights

# It says how things are, and grants nothing.
_PUBLIC_DOMAIN_MARK = "http://creativecommons.org/publicdomain/mark/1.0/"


def all_rights(record: Record) -> Iterator[Statement]:
    """Yield what a record says of rights, access and notices: the layer described speaks first."""
    tables = list(enumerate(record.rights))
    tables.sort(key=lambda found: found[1].of not in (None, record.describes))
    for index, rights in tables:
        other = rights.of if rights.of not in (None, record.describes) else None
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
        term = "license" if _is_licence(rights.uri) and not layer else "rights"
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
    terms = f"Terms for the {layer}" if layer else "Terms"
    for index, link in enumerate(rights.link):
        yield Statement("rights", f"{terms}: {link}", (f"{key}.link.{index}", *of_layer))


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


def _is_licence(uri: str) -> bool:
    """Whether the URI is a licence, which somebody grants, not a statement of how things are."""
    return (
        rights_vocabulary.known(uri)
        and uri not in rights_vocabulary.RIGHTS_STATEMENTS
        and uri != _PUBLIC_DOMAIN_MARK
    )


def _access(record: Record) -> Iterator[Statement]:
    access = record.access
    assert access is not None
    if access.status:
        until = f" until {access.until}" if access.until else ""
        of = ("access.status", "access.until") if access.until else ("access.status",)
        yield Statement("accessRights", f"Access: {access.status}{until}", of)
    if access.statement:
        yield Statement("accessRights", access.statement, ("access.statement",))


def _label(notice: Notice, key: str) -> Iterator[Statement]:
    if notice.uri:
        yield Statement("rights", notice.uri, (f"{key}.uri",), scheme=URI)
    if notice.text:
        yield Statement("rights", notice.text, (f"{key}.text",))
