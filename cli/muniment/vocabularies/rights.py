"""Statements and licences that have a URI of their own: RightsStatements.org, Creative Commons...

Only the canonical form of a URI is known here; `rights_forms` reads others that stand for it.
"""

from __future__ import annotations

from functools import lru_cache

from muniment.vocabularies import countries

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
PUBLIC_DOMAIN_MARK = "http://creativecommons.org/publicdomain/mark/1.0/"
PUBLIC_DOMAIN = frozenset({CC0, PUBLIC_DOMAIN_MARK})

# RightsStatements.org, version 1.0: labels are neither abbreviated nor edited.
_STATEMENT_LABELS = {
    "InC": "In Copyright",
    "InC-OW-EU": "In Copyright - EU Orphan Work",
    "InC-EDU": "In Copyright - Educational Use Permitted",
    "InC-NC": "In Copyright - Non-Commercial Use Permitted",
    "InC-RUU": "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
    "NoC-CR": "No Copyright - Contractual Restrictions",
    "NoC-NC": "No Copyright - Non-Commercial Use Only",
    "NoC-OKLR": "No Copyright - Other Known Legal Restrictions",
    "NoC-US": "No Copyright - United States",
    "CNE": "Copyright Not Evaluated",
    "UND": "Copyright Undetermined",
    "NKC": "No Known Copyright",
}
STATEMENT_BASE = "http://rightsstatements.org/vocab/"
RIGHTS_STATEMENTS = {
    f"{STATEMENT_BASE}{code}/1.0/": label for code, label in _STATEMENT_LABELS.items()
}

_OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version"
GOVERNMENT_LICENCES = {
    f"{_OGL}/1/": "Open Government Licence v1.0 (United Kingdom)",
    f"{_OGL}/2/": "Open Government Licence v2.0 (United Kingdom)",
    f"{_OGL}/3/": "Open Government Licence v3.0 (United Kingdom)",
    "https://www.etalab.gouv.fr/licence-ouverte-open-licence/": "Licence Ouverte 2.0 (France)",
    "https://www.govdata.de/dl-de/by-2-0": "Data licence Germany - attribution - version 2.0",
    "https://www.govdata.de/dl-de/zero-2-0": "Data licence Germany - Zero - version 2.0",
}

LICENCE_BASE = "http://creativecommons.org/licenses/"
_ELEMENTS = {
    "by": "Attribution",
    "sa": "ShareAlike",
    "nd": "NoDerivs",
    "nc": "NonCommercial",
}
LICENCES = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
# The places that each version was adapted to; version 2.1 was made for such places alone, and
# version 4.0 is the same everywhere.
_PORTS = {
    "1.0": "fi il nl",
    "2.0": "at au be br ca cl de es fr hr it jp kr nl pl tw uk za",
    "2.1": "au ca es jp",
    "2.5": "ar au bg br ca ch cn co dk es hr hu il in it mk mt mx my nl pe pl pt scotland se si "
    "tw za",
    "3.0": "am at au az br ca ch cl cn cr cz de ec ee eg es fr ge gr gt hk hr ie igo it lu nl no "
    "nz ph pl pr pt ro rs sg th tw ug us ve vn za",
    "4.0": "",
}
# Longer than any URI of them is.
_LONGEST = 200
_EVERYWHERE = {
    "1.0": "Generic",
    "2.0": "Generic",
    "2.5": "Generic",
    "3.0": "Unported",
    "4.0": "International",
}
# What Creative Commons offers no more: right where it was given, and in the lists of aggregators.
_NOT_BY = ("sa", "nd", "nc", "nc-sa", "nd-nc")
RETIRED = frozenset(
    f"{LICENCE_BASE}{path}/"
    for path in (
        *(f"{name}/{place}" for name in _NOT_BY for place in ("1.0", "1.0/fi", "1.0/nl", "2.0/jp")),
        *("by-nd-nc/2.0/jp", "devnations/2.0", "publicdomain", "BSD", "MIT", "GPL/2.0", "LGPL/2.1"),
        *("sampling/1.0", "sampling/1.0/br", "sampling/1.0/tw", "nc-sampling+/1.0"),
        *("sampling+/1.0", "sampling+/1.0/br", "sampling+/1.0/de"),
    )
)
_PLACES = {"uk": "England and Wales", "scotland": "Scotland", "igo": "IGO"}


@lru_cache(maxsize=4096)
def label(uri: str) -> str | None:
    """Give the English name of a statement or licence by its canonical URI, None for any other."""
    if uri == CC0:
        return "CC0 1.0 Universal"
    if uri == PUBLIC_DOMAIN_MARK:
        return "Public Domain Mark 1.0"
    return RIGHTS_STATEMENTS.get(uri) or GOVERNMENT_LICENCES.get(uri) or creative_commons(uri)


def known(uri: str) -> bool:
    """Tell whether this is the canonical URI of a statement or licence known here."""
    # The look-up remembers what it was asked: nothing huge.
    return len(uri) < _LONGEST and label(uri) is not None


def is_licence(uri: str) -> bool:
    """Tell whether this is a licence, which somebody grants.

    What only says how things are, the statements and the Public Domain Mark, grants nothing.
    """
    return known(uri) and uri not in RIGHTS_STATEMENTS and uri != PUBLIC_DOMAIN_MARK


def creative_commons(uri: str) -> str | None:
    """Give the name of a Creative Commons licence by its canonical URI, None for any other.

    It is `http`, with no `www.`, ends with a slash, and names a licence, a version, and perhaps the
    place it was adapted to; the public domain tools are not licences.
    """
    if not uri.startswith(LICENCE_BASE) or not uri.endswith("/"):
        return None
    licence, _, rest = uri[len(LICENCE_BASE) : -1].partition("/")
    version, slash, port = rest.partition("/")
    if version not in _PORTS or not _exists(licence, version):
        return None
    place = _place(version, port) if slash else _EVERYWHERE.get(version)
    return f"Creative Commons {_title(licence, version)} {version} {place}" if place else None


def _exists(licence: str, version: str) -> bool:
    # The order of the elements was settled after version 1.0.
    return licence in LICENCES or (licence == "by-nd-nc" and version == "1.0")


def _place(version: str, port: str) -> str | None:
    if port not in _PORTS[version].split():
        return None
    return _PLACES.get(port) or countries.name(port.upper())


def _title(licence: str, version: str) -> str:
    title = "-".join(_ELEMENTS[element] for element in licence.split("-"))
    return title.replace("NoDerivs", "NoDerivatives") if version == "4.0" else title
