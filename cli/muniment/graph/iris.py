"""Which texts are IRIs (RFC 3987) that can name a resource; whatever is none is written as text."""

from __future__ import annotations

import re

from muniment.errors import MunimentError
from muniment.vocabularies import shown

_BEYOND_ASCII = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd"
_FREE = rf"A-Za-z0-9\-._~{_BEYOND_ASCII}"
_PART = rf"(?:[{_FREE}!$&'()*+,;=:@/]|%[0-9A-Fa-f]{{2}})"
_END = rf"(?:\?(?:{_PART}|\?)*)?(?:\#(?:{_PART}|\?)*)?"
_HOST = rf"(?:[{_FREE}!$&'()*+,;=]|%[0-9A-Fa-f]{{2}})+"
_WEB = re.compile(rf"https?://{_HOST}(?::[0-9]*)?(?:/{_PART}*)?{_END}")
# Names that are no addresses: of the schemes that identifiers of libraries and archives have.
_NAME = re.compile(rf"urn:[A-Za-z0-9][A-Za-z0-9-]{{1,31}}:{_PART}+{_END}|info:{_PART}+{_END}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[A-Za-z0-9][A-Za-z0-9!$&_.+-]*")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_EMAIL = re.compile(r"[A-Za-z0-9!$'*+\-._~]+@[A-Za-z0-9\-._~]+")


def is_address(text: str) -> bool:
    """Tell whether a text is an absolute IRI of the web: `http` or `https`, and a host."""
    return bool(_WEB.fullmatch(text))


def is_name(text: str) -> bool:
    """Tell whether a text can name a resource: an address of the web, a URN, or an `info` URI."""
    return is_address(text) or bool(_NAME.fullmatch(text))


def media_type(text: str) -> str:
    """Give the IRI by which IANA names a media type, "" where the text has not the form of one."""
    return _MEDIA_TYPES + text if _MEDIA_TYPE.fullmatch(text) else ""


def mail(address: str) -> str:
    """Give the `mailto` IRI of an e-mail address, "" where it would have to be changed for that."""
    return f"mailto:{address}" if _EMAIL.fullmatch(address) else ""


def based(base: str, name: str) -> str:
    """Put the id of a record, which is safe in an IRI, below the address of the collection.

    A base that ends with a letter or digit is a folder. Raises MunimentError where the base is no
    address.
    """
    if not is_address(base):
        raise MunimentError(
            f"base_url is an address, as in https://example.org/records/, not {shown(base)}"
        )
    return f"{base}/{name}" if base[-1].isalnum() else base + name


def part(whole: str, name: str) -> str:
    """Name a part of a resource by a fragment of its IRI; a fragment that is there is extended."""
    return f"{whole}/{name}" if "#" in whole else f"{whole}#{name}"
