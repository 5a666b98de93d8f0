"""Schemes of identifiers: what kind an identifier is of, and whose authority file a URI is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

DOI = "DOI"
# The registration agency's ten, a registrant, perhaps parts of it (DOI Handbook, 2.2.2).
_PREFIX = r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,9}"
_DOI_NAME = re.compile(rf"{_PREFIX}/[^\s\x00-\x1f]+")
_DOI_WEB = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_DOI_WORD = re.compile(r"(?:info:doi/|doi:\s{0,3})", re.IGNORECASE)
_KINDS = (
    ("ARK", re.compile(r"(?:https?://[^/\s]{1,253}/)?ark:/?[0-9b-df-hj-np-tv-z]{3,16}/\S+", re.I)),
    ("Handle", re.compile(r"(?:https?://hdl\.handle\.net/|hdl:)\S+", re.I)),
    ("URN", re.compile(r"urn:[a-z0-9][a-z0-9-]{1,31}:\S+", re.I)),
    ("URL", re.compile(r"https?://[^\s/][^\s]*", re.I)),
)
_LONGEST = 2_000


class Authority(NamedTuple):
    """Whose file a name or heading is in: what the file is called, and its address."""

    name: str
    uri: str


# By what their URIs begin with, without http:// and www.
_AUTHORITIES = {
    "orcid.org/": Authority("ORCID", "https://orcid.org/"),
    "isni.org/": Authority("ISNI", "https://isni.org/"),
    "viaf.org/viaf/": Authority("VIAF", "https://viaf.org/"),
    "wikidata.org/": Authority("Wikidata", "https://www.wikidata.org/"),
    "ror.org/": Authority("ROR", "https://ror.org/"),
    "d-nb.info/gnd/": Authority("GND", "https://d-nb.info/gnd/"),
    "id.loc.gov/authorities/names/": Authority("LCNAF", "https://id.loc.gov/authorities/names/"),
    "id.loc.gov/authorities/subjects/": Authority(
        "LCSH", "https://id.loc.gov/authorities/subjects/"
    ),
    "id.worldcat.org/fast/": Authority("FAST", "https://id.worldcat.org/fast/"),
    "vocab.getty.edu/aat/": Authority("AAT", "http://vocab.getty.edu/aat/"),
    "vocab.getty.edu/tgn/": Authority("TGN", "http://vocab.getty.edu/tgn/"),
    "vocab.getty.edu/ulan/": Authority("ULAN", "http://vocab.getty.edu/ulan/"),
}


def is_prefix(text: str) -> bool:
    """Tell whether a text is a DOI prefix, as 10.5072 is."""
    return re.fullmatch(_PREFIX, text) is not None


def doi(text: str) -> str:
    """Give the DOI name in any usual form of it, "" where there is none.

    `https://doi.org/10.5072/a`, `doi:10.5072/a` and `10.5072/a` are one; what the address escapes
    is as it was.
    """
    # The look-up remembers what it was asked: nothing huge.
    return _doi(text) if len(text) <= _LONGEST else ""


@lru_cache(maxsize=4096)
def _doi(text: str) -> str:
    name = text.strip()
    if found := _DOI_WEB.match(name):
        from urllib.parse import unquote

        name = unquote(name[found.end() :])
    elif found := _DOI_WORD.match(name):
        name = name[found.end() :]
    return name if _DOI_NAME.fullmatch(name) else ""


def kind(text: str) -> str:
    """Give what kind of identifier a text is: DOI, ARK, Handle, URN, URL, or "" for another."""
    return _kind(text) if len(text) <= _LONGEST else ""


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
    if doi(text):
        return DOI
    return next((name for name, form in _KINDS if form.fullmatch(text.strip())), "")


def authority(uri: str) -> Authority | None:
    """Give the authority file that a URI is in, None where it is none of those known here."""
    _, _, rest = uri.partition("://")
    rest = rest.removeprefix("www.")
    return next((found for start, found in _AUTHORITIES.items() if rest.startswith(start)), None)
