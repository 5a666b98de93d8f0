"""What statements and licences say of copyright: that it is there, that it is not, or neither."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from muniment.vocabularies import rights

Kind = Literal["", "in copyright", "licensed", "given up", "free", "undetermined", "not evaluated"]

_LONGEST = 200
# Data licence Germany - Zero, and the Public Domain Dedication, which CC0 replaced, ask nothing.
_ASK_NOTHING = {
    rights.CC0,
    "https://www.govdata.de/dl-de/zero-2-0",
    f"{rights.LICENCE_BASE}publicdomain/",
}
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(rights.RETIRED, "licensed"),
    **dict.fromkeys(rights.GOVERNMENT_LICENCES, "licensed"),
    **dict.fromkeys(_ASK_NOTHING, "given up"),
    rights.PUBLIC_DOMAIN_MARK: "free",
    **{uri: "in copyright" for uri in rights.RIGHTS_STATEMENTS if "/InC" in uri},
    **{uri: "free" for uri in rights.RIGHTS_STATEMENTS if "/NoC" in uri or "/NKC" in uri},
    f"{rights.STATEMENT_BASE}UND/1.0/": "undetermined",
    f"{rights.STATEMENT_BASE}CNE/1.0/": "not evaluated",
}

IN_COPYRIGHT_UNLOCATABLE = f"{rights.STATEMENT_BASE}InC-RUU/1.0/"
NO_COPYRIGHT_US = f"{rights.STATEMENT_BASE}NoC-US/1.0/"
# They say that there is no copyright, at least somewhere; "no known copyright" does not go so far.
NO_COPYRIGHT = frozenset(
    {rights.PUBLIC_DOMAIN_MARK, *(uri for uri in rights.RIGHTS_STATEMENTS if "/NoC" in uri)}
)


def meant(uri: str | None) -> str:
    """Give the canonical URI of the statement or licence that `uri` stands for, "" for none known.

    `https://rightsstatements.org/page/InC/1.0/` stands for InC as well: another rule says how it
    is to be written.
    """
    # The look-up remembers what it was asked: nothing huge.
    return _meant(uri) if uri and len(uri) < _LONGEST else ""


@lru_cache(maxsize=4096)
def _meant(uri: str) -> str:
    if rights.known(uri) or uri in rights.RETIRED:
        return uri
    from muniment.vocabularies.rights_forms import form

    found = form(uri)
    return found.uri if found else ""


def kind(uri: str | None) -> Kind:
    """Give what a statement or licence says of copyright, "" for a URI that is not known."""
    canonical = meant(uri)
    return _KINDS.get(canonical, "licensed") if canonical else ""


def code(uri: str | None) -> str:
    """Give the short name of a statement or licence, as InC-RUU or CC BY 4.0, for a message."""
    canonical = meant(uri)
    if canonical == rights.PUBLIC_DOMAIN_MARK:
        return "the public domain mark"
    if canonical == rights.CC0:
        return "CC0"
    if canonical.startswith(rights.STATEMENT_BASE):
        return canonical.split("/")[4]
    if canonical.startswith(rights.LICENCE_BASE):
        name, *version = canonical.removeprefix(rights.LICENCE_BASE).rstrip("/").split("/")
        return " ".join(["CC", name.upper(), *version])
    return rights.label(canonical) or "a URI"
