"""Whoever asks for permission reaches somebody at the contact's address.

An address that was hidden from robots ("[email protected]", "name (at) archive.org"), that lacks
its @ or has a dot too many, cannot be written to: the reader gives up, or prints without
permission. Domains such as example.org are kept free for examples (RFC 2606) and reach nobody; as
records are also made for trials, those are a warning. Addresses in any script are right.

A contact that has a name and no address at all is found here where the profile asks for none, or is
content with another table.

Passes:

    [[rights]]
    of = "translation"
    statement = "Reproduced by permission."
    contact = { name = "History and Public Policy Program", email = "HAPP@wilsoncenter.org" }

Fails:

    [[rights]]
    of = "translation"
    statement = "Reproduced by permission."
    contact = { name = "History and Public Policy Program", email = "HAPP (at) wilsoncenter.org" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.rights_claims import Answered
from muniment.vocabularies import shown
from muniment.vocabularies.addresses import email_fault, is_page, reserved
from muniment.vocabularies.rights import PUBLIC_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rights_tables import Contact, Rights
    from muniment.rules import Settings

LEVEL = "error"
ALIKE = "rights"
_WHY = "who asks for permission reaches nobody"
# They ask for no contact; every other may be the archival one, or be built on it.
_ASK_FOR_NONE = ("dpla", "europeana")


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each contact that cannot be reached as it is given."""
    for rights in record.rights:
        if rights.contact is not None and not _is_sound(rights.contact):
            return _unreachable(record, settings)
    return ()


def _is_sound(contact: Contact) -> bool:
    email, url = contact.email, contact.url
    if email is not None and (email_fault(email) is not None or reserved(email)):
        return False
    if url is not None and (not is_page(url) or reserved(url)):
        return False
    return email is not None or url is not None or contact.address is not None


def _unreachable(record: Record, settings: Settings) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    nameless = []
    for index, rights in enumerate(record.rights):
        contact, key = rights.contact, f"rights.{index}.contact"
        if contact is None:
            continue
        if contact.email is not None:
            yield from _email(f"{key}.email", contact.email)
        if contact.url is not None:
            yield from _page(f"{key}.url", contact.url)
        if contact.name and not _has_address(contact) and not _is_free(rights):
            nameless.append(index)
    if nameless and not _profile_says(record, settings):
        yield from _without_address(record, nameless, settings.today)


def _email(key: str, email: str) -> Iterator[Problem]:
    if found := email_fault(email):
        yield Problem(key, f"{found.message}: {_WHY} at {shown(email)}", found.hint)
    elif domain := reserved(email):
        yield _reserved(key, domain)


def _page(key: str, url: str) -> Iterator[Problem]:
    if not is_page(url):
        yield Problem(
            key,
            f"{shown(url)} is not the address of a page: {_WHY}",
            'Write it as in url = "https://www.wilsoncenter.org/contact", or write the e-mail or '
            "postal address.",
        )
    elif domain := reserved(url):
        yield _reserved(key, domain)


def _reserved(key: str, domain: str) -> Problem:
    return Problem(
        key,
        f"{shown(domain)} is kept free for examples and trials (RFC 2606): {_WHY} there",
        "Write the address of whoever really answers.",
        level="warning",
    )


def _without_address(record: Record, indices: list[int], today: str) -> Iterator[Problem]:
    gaps = Answered(record, today)
    for index in indices:
        if not gaps.covers(f"rights.{index}.contact"):
            yield Problem(
                f"rights.{index}.contact",
                f"the contact has a name and no address of any kind: {_WHY}",
                'Add email = "...", url or address. If none is known, say so: [[gap]] with field = '
                '"rights.contact" and a reason.',
            )


def _profile_says(record: Record, settings: Settings) -> bool:
    """Whether no table has what the archival profile asks of one, which then says so itself."""
    return settings.profile not in _ASK_FOR_NONE and not any(
        (rights.statement or rights.uri)
        and (
            _is_free(rights)
            or (rights.contact and rights.contact.name and _has_address(rights.contact))
        )
        for rights in record.rights
    )


def _has_address(contact: Contact) -> bool:
    return bool(contact.email or contact.url or contact.address)


def _is_free(rights: Rights) -> bool:
    """Whether nobody has to be asked, as the archival profile sees it."""
    return rights.uri in PUBLIC_DOMAIN or rights.status == "public-domain"
