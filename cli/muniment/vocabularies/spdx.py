"""SPDX: the short identifiers that programs know licences by (SPDX License List)."""

from __future__ import annotations

from muniment.vocabularies import rights

BASE = "https://spdx.org/licenses/"
_VERSIONS = frozenset({"1.0", "2.0", "2.5", "3.0", "4.0"})
_OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version"
_OTHERS = {
    rights.CC0: "CC0-1.0",
    rights.PUBLIC_DOMAIN_MARK: "CC-PDM-1.0",
    f"{_OGL}/1/": "OGL-UK-1.0",
    f"{_OGL}/2/": "OGL-UK-2.0",
    f"{_OGL}/3/": "OGL-UK-3.0",
    "https://www.etalab.gouv.fr/licence-ouverte-open-licence/": "etalab-2.0",
    "https://www.govdata.de/dl-de/by-2-0": "DL-DE-BY-2.0",
    "https://www.govdata.de/dl-de/zero-2-0": "DL-DE-ZERO-2.0",
}


def identifier(uri: str) -> str:
    """Give the SPDX identifier of a licence by its canonical URI, "" where it is not known to have.

    Of the licences that were adapted to a place the list has a few only; they have none here.
    """
    if found := _OTHERS.get(uri):
        return found
    if not uri.startswith(rights.LICENCE_BASE) or not rights.known(uri):
        return ""
    name, version, *place = uri.removeprefix(rights.LICENCE_BASE).rstrip("/").split("/")
    if place or version not in _VERSIONS:
        return ""
    # The order of the elements was settled after version 1.0, and SPDX has the later one.
    return f"CC-{name.upper().replace('ND-NC', 'NC-ND')}-{version}"
