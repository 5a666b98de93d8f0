"""A rights URI is one of a statement or licence that is known.

`uri` is for programs: a search for what may be reused, DPLA and Europeana among them, knows the
twelve statements of RightsStatements.org, the licences of Creative Commons in the versions and for
the places that there are, CC0, the Public Domain Mark, and licences of governments (the Open
Government Licence, Licence Ouverte, dl-de). Any other URI, and words such as "All rights reserved",
say nothing to it. The words of a notice belong under `statement`, the address of terms under
`link`. What an institution has of its own it names once, as `rights_uris` in `muniment.toml`.

DPLA and Europeana refuse what they do not know: under the profiles `dpla` and `europeana` this is
an error. Another form of a known URI, and the name of a statement, are left to `rights-uri-form`.

Passes:

    [[rights]]
    statement = "Contains public sector information licensed under the OGL v3.0."
    uri = "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3"
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }

Fails:

    [[rights]]
    statement = "Reproduced by permission."
    uri = "https://creativecommons.com/licenses/by/4.0/"
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.rights_claims import level_of_unknown
from muniment.vocabularies.rights import RETIRED, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Level
    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "warning"
ALIKE = "rights"
_URI = re.compile(r"[a-z][a-z0-9+.-]{0,30}:[^\s<>\"]+", re.IGNORECASE)


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each rights URI that is none of those known."""
    for rights in record.rights:
        uri = rights.uri
        if uri and not known(uri) and uri not in settings.rights_uris:
            return _unknown(record, settings)
    return ()


def _unknown(record: Record, settings: Settings) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    level = level_of_unknown(settings.profile)
    for index, rights in enumerate(record.rights):
        if rights.uri and not _is_spoken_for(rights.uri, settings):
            yield _problem(f"rights.{index}.uri", rights.uri, settings, level)


def _is_spoken_for(text: str, settings: Settings) -> bool:
    """Whether a URI is known, or another rule says what is wrong with it."""
    from muniment.vocabularies import government_licences
    from muniment.vocabularies.rights_forms import form

    # White space around it is for another rule.
    uri = text.strip()
    if uri in settings.rights_uris or uri in RETIRED or government_licences.known(uri):
        return True
    return known(uri) or form(text) is not None


def _problem(key: str, text: str, settings: Settings, level: Level | None) -> Problem:
    from muniment.vocabularies import shown
    from muniment.vocabularies.rights_near import near

    if _URI.fullmatch(text.strip()):
        trouble = f"{shown(text)} is no statement or licence that is known"
        write = (
            "put the address of terms under link; name a licence of your own in muniment.toml, "
            'as rights_uris = ["..."].'
        )
    else:
        trouble = f"{shown(text)} is no URI"
        write = (
            "put the words of a notice under statement; write uri only if somebody decided "
            "for a statement or licence that has one."
        )
    likely = near(text, settings.rights_uris)
    return Problem(
        key,
        f"uri: {trouble}; programs that look for what may be reused take it for none",
        f'Did you mean "{likely}"? If not, {write}' if likely else write[0].upper() + write[1:],
        level=level,
    )
