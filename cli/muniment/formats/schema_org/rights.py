"""Rights in schema.org, each on the node of its layer; who may see the document; notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.formats.schema_org.tree import Fact, link, page_or_work
from muniment.links import is_link
from muniment.vocabularies import rights as rights_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.formats import Document
    from muniment.formats.schema_org.layers import Layers
    from muniment.formats.schema_org.tree import Address
    from muniment.rights_tables import Rights

_UNLOCATABLE = "http://rightsstatements.org/vocab/InC-RUU/1.0/"
_COPYRIGHT = (None, "copyright", "license", "statute")
# The sentence of the crosswalk that holds one of these holds all of them.
_DETAILS = ("status", "basis", "jurisdiction", "citation", "start", "end", "determined", "granted")


def rights(document: Document, layers: Layers) -> Iterator[Fact]:
    """Yield what a record says of rights, access and notices."""
    for index, table in enumerate(document.record.rights):
        key = f"rights.{index}"
        yield from _table(table, key, layers.at(table.of, f"{key}.of"))
        yield from _details(document, key, layers.at(table.of))
    for statement in document.statements:
        if statement.term == "accessRights":
            yield Fact((), "conditionsOfAccess", statement.value, statement.of)
    yield from _notices(document)


def _table(rights: Rights, key: str, node: Address) -> Iterator[Fact]:
    if rights.uri:
        name = "license" if rights_vocabulary.is_licence(rights.uri) else "usageInfo"
        yield from page_or_work(node, name, rights.uri, f"{key}.uri")
    if rights.statement and rights.basis in _COPYRIGHT:
        yield Fact(node, "copyrightNotice", rights.statement, (f"{key}.statement",))
    elif rights.statement:
        # The will of a donor, or a policy, is no notice of copyright.
        inner = (*node, ("usageInfo", f"{key}.statement"))
        yield Fact(inner, "@type", "CreativeWork")
        yield Fact(inner, "text", rights.statement, (f"{key}.statement",))
    for index, holder in enumerate(rights.holder):
        # A person or an organization: the record does not say which.
        inner = (*node, ("copyrightHolder", f"{key}.{index}"))
        yield Fact(inner, "name", holder, (f"{key}.holder.{index}",))
    if rights.contact:
        yield from _contact(rights, key, node)
    for index, address in enumerate(rights.link):
        yield from page_or_work(node, "usageInfo", address, f"{key}.link.{index}")


def _contact(rights: Rights, key: str, node: Address) -> Iterator[Fact]:
    """Yield whom to ask: the contact point of the holder, if there is one who can be reached.

    Else nobody says whose it is, and it is information on use. Its page is also where a licence is
    asked for.
    """
    contact = rights.contact
    assert contact is not None
    said = [
        (name, value, (f"{key}.contact.{part}",))
        for part, name in (("name", "name"), ("email", "email"), ("address", "streetAddress"))
        if (value := getattr(contact, part))
    ]
    if said or (contact.url and not is_link(contact.url)):
        if len(rights.holder) == 1 and rights.uri != _UNLOCATABLE:
            point = (*node, ("copyrightHolder", f"{key}.0"), ("contactPoint", key))
        else:
            info = (*node, ("usageInfo", f"{key}.contact"))
            yield Fact(info, "@type", "CreativeWork")
            yield Fact(info, "name", "Rights contact")
            point = (*info, ("about", key))
        yield Fact(point, "@type", "PostalAddress" if contact.address else "ContactPoint")
        yield Fact(point, "contactType", "rights")
        for name, value, of in said:
            yield Fact(point, name, value, of)
        if contact.url:
            yield link(point, "url", contact.url, (f"{key}.contact.url",))
    if contact.url and is_link(contact.url):
        yield Fact(node, "acquireLicensePage", contact.url, (f"{key}.contact.url",))


def _details(document: Document, key: str, node: Address) -> Iterator[Fact]:
    """Yield what the rights rest on, in the crosswalk's sentence: there are no terms for it."""
    details = tuple(f"{key}.{part}" for part in _DETAILS)
    for statement in document.statements:
        if any(name.startswith(details) for name in statement.of):
            inner = (*node, ("usageInfo", f"{key}.details"))
            yield Fact(inner, "@type", "CreativeWork")
            yield Fact(inner, "text", statement.value, statement.of)


def _notices(document: Document) -> Iterator[Fact]:
    """Yield labels and notices of communities: their words, and the address that explains them."""
    for statement in document.statements:
        if statement.term == "rights" and statement.of[0].startswith("notice."):
            inner = (("usageInfo", ".".join(statement.of[0].split(".")[:2])),)
            if statement.of[0].endswith(".uri"):
                yield link(inner, "url", statement.value, statement.of)
            else:
                yield Fact(inner, "text", statement.value, statement.of)
            yield Fact(inner, "@type", "CreativeWork")
