"""Addresses of e-mail and of pages: whether one can be reached as it is written.

What is wrong with one, `address_forms` says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muniment.vocabularies import Fault

# RFC 5321 leaves an address of e-mail no more.
LONGEST = 254
_LONGEST_URL = 2_000
_RESERVED_ENDS = frozenset({"example", "invalid", "test", "localhost"})
_RESERVED = frozenset({"example.com", "example.net", "example.org"})
# Most addresses are plain.
_plain = re.compile(
    r"[A-Za-z0-9_+]+(?:[.-][A-Za-z0-9_+]+){0,9}@"
    r"(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+){0,9}\.){1,9}[A-Za-z]{2,24}"
).fullmatch
_host = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{0,20}://(?:[^/?#@\s]{0,200}@)?([^/?#:@\s]{1,253})"
).match


def email_fault(text: str) -> Fault | None:
    """Say what keeps an address of e-mail from being used as it is written, None where it is right.

    Letters of any script are right, before the @ and in the domain; white space around it is no
    matter of this. Whether the domain exists, and somebody reads what is sent, is not known here.
    """
    bare = text if len(text) <= LONGEST else text.strip()
    # The look-up remembers what it was asked: nothing huge.
    if len(bare) <= LONGEST:
        return _email_fault(bare)
    from muniment.vocabularies.address_forms import TOO_LONG

    return TOO_LONG


@lru_cache(maxsize=4096)
def _email_fault(text: str) -> Fault | None:
    text = text.strip()
    if _plain(text):
        return None
    from muniment.vocabularies.address_forms import fault

    return fault(text)


def reserved(text: str) -> str:
    """Give the domain of an address (of e-mail or a page) if nobody can have it (RFC 2606)."""
    return _reserved(text) if len(text) <= _LONGEST_URL else ""


@lru_cache(maxsize=4096)
def _reserved(text: str) -> str:
    found = _host(text.strip())
    domain = found[1] if found else text.strip().rpartition("@")[2]
    labels = domain.casefold().rstrip(".").split(".")
    is_reserved = labels[-1] in _RESERVED_ENDS or ".".join(labels[-2:]) in _RESERVED
    return domain if is_reserved and (found or "@" in text) else ""


def is_page(text: str) -> bool:
    """Tell whether a text may be the address of a page: with a scheme, or at least with a dot."""
    bare = text.strip()
    return "://" in bare or bare.startswith(("mailto:", "tel:")) or "." in bare.strip(".")
