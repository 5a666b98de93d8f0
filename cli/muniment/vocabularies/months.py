"""Months and seasons by name, in the languages in which archives write their dates."""

from __future__ import annotations

import unicodedata
from functools import cache

# As they stand alone and, where that is another form, within a date; from January to December.
_MONTHS = {
    "English": "january february march april may june july august september october november "
    "december",
    "German": "januar|jänner februar|feber märz|maerz|mrz april mai juni juli august september "
    "oktober november dezember",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre "
    "noviembre diciembre",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
    "novembre dicembre",
    "Russian": "январь|января февраль|февраля март|марта апрель|апреля май|мая июнь|июня "
    "июль|июля август|августа сентябрь|сентября октябрь|октября ноябрь|ноября декабрь|декабря",
    "Polish": "styczeń|stycznia luty|lutego marzec|marca kwiecień|kwietnia maj|maja "
    "czerwiec|czerwca lipiec|lipca sierpień|sierpnia wrzesień|września październik|października "
    "listopad|listopada grudzień|grudnia",
}
# What is written in the languages above, and is another month in one that is not: in Croatian,
# listopad is October.
_ELSEWHERE = {"listopad": "10", "listopada": "10"}
# Polish months are cut short to what Croatian or Czech have for others: lip. may be June.
_NOT_SHORTENED = "Polish"
_SHORTEST = 3
# Spring, summer, autumn and winter, as EDTF numbers them from 21.
_SEASONS = (
    "spring|frühling|frühjahr|printemps|primavera|весна|весной|wiosna",
    "summer|sommer|été|verano|estate|лето|летом|lato",
    "autumn|fall|herbst|automne|otoño|autunno|осень|осенью|jesień",
    "winter|hiver|invierno|inverno|зима|зимой|zima",
)
# Numbers of months as they stand between a day and a year: 27.XII.1952.
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def folded(text: str) -> str:
    """Give a text without accents and capitals: often left out, they tell no months apart."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in parts if unicodedata.category(char) != "Mn")


def codes(word: str) -> list[str]:
    """Give the numbers of the months (01 to 12) or seasons (21 to 24) that a folded word may be.

    A word may be shortened to three letters or more, where that leaves no doubt.
    """
    whole, shortened = _names()
    if word in whole:
        return sorted(whole[word])
    if len(word) < _SHORTEST:
        return []
    return sorted({code for name, code in shortened if name.startswith(word)})


@cache
def seasons() -> frozenset[str]:
    """Give the names of seasons, folded."""
    return frozenset(folded(name) for names in _SEASONS for name in names.split("|"))


@cache
def _names() -> tuple[dict[str, set[str]], tuple[tuple[str, str], ...]]:
    """Give the codes of each name, and the names that may be shortened with theirs."""
    whole: dict[str, set[str]] = {}
    shortened: list[tuple[str, str]] = []
    for language, months in _MONTHS.items():
        for number, names in enumerate(months.split(), 1):
            for name in map(folded, names.split("|")):
                whole.setdefault(name, set()).add(f"{number:02}")
                if language != _NOT_SHORTENED:
                    shortened.append((name, f"{number:02}"))
    for number, season in enumerate(_SEASONS, 21):
        for name in map(folded, season.split("|")):
            whole.setdefault(name, set()).add(str(number))
    for name, code in _ELSEWHERE.items():
        whole[name].add(code)
    return whole, tuple(shortened)
