"""Which known URI of rights comes nearest to one that nobody knows: a suggestion, never a value."""

from __future__ import annotations

from functools import lru_cache

from muniment.vocabularies import rights

# What Europeana had before RightsStatements.org, whose data calls these close matches.
SUPERSEDED = {
    "europeana.eu/rights/rr-f": f"{rights.STATEMENT_BASE}InC/1.0/",
    "europeana.eu/rights/orphan-work-eu": f"{rights.STATEMENT_BASE}InC-OW-EU/1.0/",
    "europeana.eu/rights/unknown": f"{rights.STATEMENT_BASE}CNE/1.0/",
}
_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
_LONGEST = 200
# One URI is near another if little more than a mistake or two stands between them.
_NEAR = 0.85


# A thousand records may have the same mistake.
@lru_cache(maxsize=256)
def near(uri: str, own: tuple[str, ...] = ()) -> str | None:
    """Give the known URI that `uri` was probably meant to be, if any; `own` are known as well.

    Licences of Creative Commons for one place are not looked for.
    """
    from difflib import get_close_matches

    if len(uri) > _LONGEST:
        return None
    wanted = _bare(uri)
    if wanted in SUPERSEDED:
        return SUPERSEDED[wanted]
    by_bare = {_bare(each): each for each in (*_everywhere(), *own)}
    found = get_close_matches(wanted, by_bare, n=1, cutoff=_NEAR)
    return by_bare[found[0]] if found else None


@lru_cache(maxsize=1)
def _everywhere() -> tuple[str, ...]:
    licences = (
        uri
        for licence in rights.LICENCES
        for version in _VERSIONS
        if rights.known(uri := f"{rights.LICENCE_BASE}{licence}/{version}/")
    )
    return (
        *rights.RIGHTS_STATEMENTS,
        *sorted(rights.PUBLIC_DOMAIN),
        *licences,
        *rights.GOVERNMENT_LICENCES,
    )


def _bare(uri: str) -> str:
    """Leave out what says nothing of which is meant: http, www., the slash at the end, capitals."""
    text = uri[:_LONGEST].strip().casefold()
    return text.rpartition("://")[2].removeprefix("www.").rstrip("/")
