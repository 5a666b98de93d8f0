"""Institutions by their names: the words that mark one, and archives that became others.

What two names have in common, once such words are left out, tells whether they may be one house.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Kinds of institutions that keep things for others; a body and its archive share all other words.
_KEEPERS = {
    "en": "archive archives library libraries museum museums repository collection collections "
    "records center centre",
    "de": "archiv archivs bibliothek museum sammlung sammlungen zentrum",
    "fr": "archives bibliotheque musee centre fonds collection collections",
    "es": "archivo biblioteca museo centro fondo",
    "it": "archivio biblioteca museo centro fondo",
    "pl": "archiwum biblioteka muzeum centrum",
    "cs": "archiv knihovna muzeum",
    "ru": "архив архива библиотека музей центр хранилище",
}
_OTHERS = {
    "en": "institute institution university college ministry committee commission department "
    "office bureau board council agency service society association foundation academy bank "
    "company corporation court embassy government parliament secretariat directorate command "
    "headquarters diocese parish monastery hospital union congress party administration",
    "de": "institut universitat ministerium amt amts amtes ausschuss komitee kommission behorde "
    "stiftung gesellschaft verein akademie kanzlei gericht botschaft partei verlag direktion",
    "fr": "institut universite ministere comite commission departement bureau conseil agence "
    "service societe association fondation academie ambassade parti",
    "es": "instituto universidad ministerio comite comision departamento oficina consejo",
    "it": "istituto universita ministero comitato commissione dipartimento ufficio consiglio",
    "pl": "instytut uniwersytet ministerstwo komitet komisja urzad rada towarzystwo fundacja",
    "cs": "ustav univerzita ministerstvo vybor komise urad rada",
    "ru": "институт университет министерство министерства комитет комитета комиссия отдел "
    "управление совет академия посольство общество фонд канцелярия партия",
}
# They stand in many names, and tell no two apart.
_COMMON = {
    "en": "the of and for in at on to a an national state central public general historical "
    "special",
    "de": "das der die von vom und fur im zu staats staatliches nationales zentrales",
    "fr": "de du des la le les et national nationales nationale central centrales",
    "es": "del y e nacional",
    "it": "di della do da i nazionale",
    "pl": "w z v panstwowe narodowe",
    "ru": "и в по при государственный центральный национальный",
}
# Compounds: a Stadtarchiv is an archive.
_GERMAN_ENDS = ("archiv", "archivs", "bibliothek", "museum", "ministerium", "verwaltung")
# Sigla of houses that became one another, or of which one is a part of the other: their documents
# changed hands without leaving the shelf.
_HOUSES = (
    ("TsPA IML", "RTsKhIDNI", "RGASPI"),
    ("TsKhSD", "RGANI"),
    ("TsGAOR", "GARF"),
    ("AVP SSSR", "AVPRF"),
    ("PRO", "TNA"),
    ("BStU", "BArch", "SAPMO-BArch"),
    ("MOL", "MNL OL"),
    ("SÚA", "NA Praha"),
    ("AQPPSH", "AQSH"),
    ("NARA", "NACP", "NARA II", "WNRC"),
    *(("NARA", library) for library in ("HSTL", "DDEL", "JFKL", "LBJL", "FDRL", "RMNL", "GRFL")),
    *(("NARA", library) for library in ("JCL", "RRL", "GBL")),
    ("AMIP", "DAMSPIP"),
    ("CADC", "CADN"),
)


def words(name: str) -> tuple[str, ...]:
    """Give the words of a name without capitals and accents."""
    parts = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(char for char in parts if unicodedata.category(char) != "Mn")
    return tuple(re.findall(r"[^\W_]+", bare))


def is_institution(name: tuple[str, ...]) -> bool:
    """Tell whether a word of a name marks an institution."""
    return any(word in _marks() or word.endswith(_GERMAN_ENDS) for word in name)


def languages(name: tuple[str, ...]) -> frozenset[str]:
    """Give the languages that a name is in, by words that only one of them has."""
    found: set[str] = set()
    for word in name:
        spoken = _spoken().get(word, frozenset())
        if len(spoken) == 1:
            found |= spoken
        elif word.endswith(_GERMAN_ENDS):
            found.add("de")
    return frozenset(found)


def own_words(name: tuple[str, ...], *, with_kind: bool) -> frozenset[str]:
    """Give the words that tell a name from others; `with_kind` leaves "ministry", "board" in.

    That it is an archive, or a library, is left out in any case.
    """
    kinds = frozenset() if with_kind else _marks()
    return frozenset(word for word in name if word not in _unspecific() and word not in kinds)


def are_one_house(siglum: str, other: str) -> bool:
    """Tell whether of two sigla, as `archives` has them first, one became or holds the other."""
    return any(siglum in house and other in house for house in _HOUSES)


@cache
def _unspecific() -> frozenset[str]:
    """Give what tells no two names apart, or only a body from its archive."""
    return frozenset(_by_word(_COMMON, _KEEPERS))


@cache
def _marks() -> frozenset[str]:
    return frozenset(_by_word(_KEEPERS, _OTHERS))


@cache
def _spoken() -> dict[str, frozenset[str]]:
    return _by_word(_COMMON, _KEEPERS, _OTHERS)


def _by_word(*lists: dict[str, str]) -> dict[str, frozenset[str]]:
    """Give each word, folded, with the languages that it is listed under."""
    found: dict[str, set[str]] = {}
    for listed in lists:
        for language, text in listed.items():
            for word in words(text):
                found.setdefault(word, set()).add(language)
    return {word: frozenset(spoken) for word, spoken in found.items()}
