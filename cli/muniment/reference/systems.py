"""Which system a reference is written in: by its archive, or else by words that only one has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.vocabularies import archives, countries, levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.reference.holders import Holding
    from muniment.reference.items import Item
    from muniment.reference.source import Source
    from muniment.vocabularies.archives import KnownArchive

_OF_LEVEL = {
    "sprava": "ua",
    "arkush": "ua",
    "archival_unit": "bg",
    "doboz": "hu",
    "csomo": "hu",
    "orzesi_egyseg": "hu",
    "tetel": "hu",
    "zespol": "pl",
    "wiazka": "pl",
    "teczka": "pl",
    "sygnatura": "pl",
    "karta": "pl",
    "dosja": "al",
    "fleta": "al",
    "dosar": "ro",
    "blatt": "de",
    "bestand": "de",
    "signatur": "de",
    "band": "de",
    "record_group": "us",
    "lot": "us",
    "naid": "us",
    "decimal_file": "us",
    "quanzong": "cn",
    "perechen": "ru",
    "opis": "ru",
    "delo": "ru",
    "listy": "ru",
    "edinitsa_khraneniia": "ru",
    "papka": "ru",
}
# The others are called as their country is.
_OF_COUNTRY = {"SU": "ru", "GB": "uk"}
_COUNTRIES = ("RU", "UA", "BG", "DE", "HU", "PL", "AL", "CZ", "RO", "RS", "CN", "US")
_BRITISH = re.compile(
    r"(?:ADM|AIR|AVIA|BT|CAB|CJ|CO|COAL|CP|DEFE|DO|ED|FCO|FD|FO|FV|HO|HS|HW|IR|KV|LAB|LCO|MEPO|"
    r"OD|PIN|"
    r"POWE|PREM|PRO|SUPP|T|TS|WO|WORK)\s?\d{1,4}/\d.*"
)
_ADJECTIVES = {
    "British": "uk",
    "Russian": "ru",
    "Soviet": "ru",
    "Ukrainian": "ua",
    "Polish": "pl",
    "Bulgarian": "bg",
    "Hungarian": "hu",
    "Romanian": "ro",
    "Czech": "cz",
    "Albanian": "al",
    "German": "de",
    "Chinese": "cn",
    "Yugoslav": "rs",
}
_CHINESE = re.compile(
    r"(?:Anhui|Beijing|Chongqing|Fujian|Gansu|Guangdong|Guangxi|Guizhou|Hainan|Hebei|Heilongjiang|"
    r"Henan|Hubei|Hunan|Inner\sMongolia|Jiangsu|Jiangxi|Jilin|Liaoning|Nanjing|Ningxia|Qinghai|"
    r"Shaanxi|Shandong|Shanghai|Shanxi|Sichuan|Tianjin|Tibet|Wuhan|Xinjiang|Yunnan|Zhejiang)\s"
    r"(?:\w+\s)?Archives?|档案馆|檔案館|PRC|People's Republic of China"
)
_HUNGARIAN = re.compile(
    r"(?<!\w)(?:MNL|MNL[ -]OL|MOL|ÁBTL|PIL|doboz|ő\.?\s?e)(?!\w)|levéltár|Hungar", re.IGNORECASE
)


def is_hungarian(text: str) -> bool:
    """Tell whether a citation is Hungarian, where the words of levels follow their numbers."""
    return bool(_HUNGARIAN.search(text))


def archive_of(source: Source, item: Item) -> KnownArchive | None:
    """Give the well-known archive that is named: by its name, or else by its siglum."""
    name = source[item.name] if item.name else ""
    return (
        archives.by_name(name)
        or archives.by_name(name.partition(",")[0])
        or (archives.by_siglum(source[item.siglum]) if item.siglum else None)
    )


def of_levels(names: Sequence[str]) -> str:
    """Give the system that a reference with these levels is written in, or generic."""
    return next((_OF_LEVEL[name] for name in names if name in _OF_LEVEL), "generic")


def system_of(source: Source, holding: Holding) -> str:
    """Give how a holding's reference is written: ru, ua, bg, cn, us, uk, de, hu... or generic."""
    known = archive_of(source, holding.archive) if holding.archive else None
    if known:
        return known.system
    texts = [source[each.span] for each in holding.items if not each.word]
    if any(_BRITISH.fullmatch(text.rstrip(".")) for text in texts):
        return "uk"
    words = [each.word for each in holding.items if each.word]
    return _by_words(words) or _by_place(source, holding) or "generic"


def _by_words(words: list[str]) -> str:
    """Find the system by the words of levels that only one has; "" where there is none."""
    for word in words:
        found = levels.meant(word)
        if len(levels.folded(word)) > 1 and found and found[0].name in _OF_LEVEL:
            return _OF_LEVEL[found[0].name]
    folded = {levels.folded(word) for word in words}
    is_russian = folded & {"f", "ф"} and folded & {"d", "l", "ll", "д", "л", "лл", "оп"}
    return "ru" if is_russian else ""


def _by_place(source: Source, holding: Holding) -> str:
    """Find the system by the country that the archive's name or place has; "" where none."""
    item = holding.archive
    name = source[item.name] if item and item.name else ""
    if _CHINESE.search(name):
        return "cn"
    places = [source[place].rpartition(", ")[2] for place in holding.places]
    for word, system in _ADJECTIVES.items():
        if word in name:
            return system
    for place in [*places, *re.findall(r"[A-Z]\w{3,}", name)]:
        code = countries.code(place)
        if code in _OF_COUNTRY or code in _COUNTRIES:
            return _OF_COUNTRY.get(code, code.lower())
    return ""
