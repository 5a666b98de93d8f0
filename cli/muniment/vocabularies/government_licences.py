"""Licences of governments as they are met: every version, in every form in which it is written.

Nobody compares these letter by letter: their makers themselves write `http` and `https`, with
`www.` and without, with a slash at the end and without. What each is called, and how a record
should write it, `rights` says.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ARCHIVES = "nationalarchives.gov.uk/doc"
# Without http://, www. and the slash at the end, in small letters.
_FORMS = frozenset({
    # United Kingdom: the Open Government Licence, in English and in Welsh, the Non-Commercial
    # Government Licence; at first without a number in it.
    *(f"{_ARCHIVES}/open-government-licence/version/{version}" for version in (1, 2, 3)),
    *(f"{_ARCHIVES}/open-government-licence-cymraeg/version/{version}" for version in (2, 3)),
    *(f"{_ARCHIVES}/non-commercial-government-licence/version/{version}" for version in (1, 2)),
    f"{_ARCHIVES}/open-government-licence/open-government-licence.htm",
    f"{_ARCHIVES}/non-commercial-government-licence/non-commercial-government-licence.htm",
    "reference.data.gov.uk/id/open-government-licence",
    # Canada.
    "open.canada.ca/en/open-government-licence-canada",
    "open.canada.ca/fr/licence-du-gouvernement-ouvert-canada",
    # France: Licence Ouverte, its page and its texts of 2011 and 2017.
    "etalab.gouv.fr/licence-ouverte-open-licence",
    "alliance.numerique.gouv.fr/licence-ouverte-open-licence",
    "etalab.gouv.fr/wp-content/uploads/2014/05/licence_ouverte.pdf",
    "etalab.gouv.fr/wp-content/uploads/2014/05/open_licence.pdf",
    "etalab.gouv.fr/wp-content/uploads/2017/04/etalab-licence-ouverte-v2.0.pdf",
    "etalab.gouv.fr/wp-content/uploads/2018/11/open-licence.pdf",
    # Germany: dl-de, and what its catalogues call it.
    *(f"govdata.de/dl-de/{name}" for name in ("by-1-0", "by-nc-1-0", "by-2-0", "zero-2-0")),
    *(
        f"dcat-ap.de/def/licenses/{name}"
        for name in ("dl-by-de/1.0", "dl-by-nc-de/1.0", "dl-by-de/2.0", "dl-zero-de/2.0")
    ),
})  # fmt: skip
_LONGEST = 200
_HEAD = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def known(uri: str) -> bool:
    """Tell whether this is a URI of a government's licence, in whatever form."""
    return len(uri) < _LONGEST and _is_one(uri)


@lru_cache(maxsize=256)
def _is_one(uri: str) -> bool:
    found = _HEAD.match(uri)
    return found is not None and uri[found.end() :].removesuffix("/").casefold() in _FORMS
