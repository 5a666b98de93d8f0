"""Names of archives in a citation: well-known ones, institutions, and sigla that nobody listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.vocabularies import archives, cities, countries

if TYPE_CHECKING:
    from muniment.reference.source import Source, Span

_INSTITUTION = re.compile(
    r"(?<!\w)(?:(?:\w*archi(?:v|ves?|ef|fs?|vum|vio|vele|vo|wum|vní|val|ves)|arhiv(?:a|ele|o)?|arkhiv\w*|"
    r"archiwum|archív|arkiv\w*|levéltár\w*|partarkhiv|\w*архив\w*|\w*arkivet|dang['’]?anguan|istituto|instituto|agency|fundação|universidad|\w*архів\w*|librar(?:y|ies)|bibliothek|"
    r"biblioteka|biblioteca|bibliothèque|museums?|institut\w*|university|universität|universitet|"
    r"college|foundation|society|centers?|centres?|record\soffice|records\soffice|repository|"
    r"academy|academia|ministry|ministerstvo|министерство|hoover\sinstitution|department\sof\s\w+|"
    r"foreign\soffice|embassy|documentation)(?!\w)|\w{0,20}(?:档案馆|檔案館|图书馆))",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]|“[^“”]{0,200}”")
# What an institution has made, or holds, is none.
_HOLDINGS = re.compile(
    r"(?:papers?|files?|collections?|series|records|correspondences?|fonds?|fund|bulletin|journal|"
    r"documents|memoranda|cables|telegrams|reports?|minutes)\W{0,3}\Z",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\W{0,3}(?:records|papers|notes?|letters?|telegrams?|cables?|memorand(?:um|a)|reports?|diar(?:y|ies)|"
    r"minutes|collection|files?|conversation|transcript|note|information|general\srecords|documents?|"
    r"no|secret|confidential|drafted|approved|printed|published|provided|obtained|repeated|text)(?!\w)",
    re.IGNORECASE,
)
# A sentence is no name, though an archive is named in it.
_SENTENCE = re.compile(
    r"(?<!\w)(?:is|are|was|were|has|have|had|be|been|will|would|permission|sent|reported|studied|"
    r"declassified|according|courtesy|cited|quoted|see)(?!\w)",
    re.IGNORECASE,
)
_PARENT = re.compile(
    r"(?<!\w)(?:universit\w+|college|academy|museum|foundation|federation|republic|institut\w+|library|"
    r"center|centre|archives?|united\skingdom|affairs)(?!\w)",
    re.IGNORECASE,
)
_UNIVERSITY = re.compile(r"(?<!\w)(?:universit|college)", re.IGNORECASE)
_SIGLUM = re.compile(
    r"[^\W\d_a-zа-яё]{2,}[^\W\d_]{0,8}(?:[ /-](?:[^\W\d_a-zа-яё]{1,6}[^\W\d_]{0,4}|RF)){0,3}"
    r"|[^\W\d_][a-z]{1,2}[^\W\d_a-zа-яё]{1,8}[^\W\d_]{0,8}(?:[ /-][^\W\d_a-zа-яё]{1,6}){0,2}"
)
_COPY = re.compile(r"(?:photo)?cop(?:y|ies)|копи[яи]|kopi[ea]|odpis|xerox|másolat", re.IGNORECASE)
_TRANSLATED = re.compile(r"([^\[\]]{4,})\s\[([^\[\]]{4,})\]")
_LONGEST = 300
_ORIGINAL = re.compile(r"originals?|originál|oryginał|подлинник|оригинал", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLCDM]+")


def is_institution(text: str) -> bool:
    """Tell whether a segment of a citation names an institution that may hold documents."""
    if len(text) > _LONGEST:
        return False
    plain = _BRACKETED.sub(" ", text)
    if translated := _TRANSLATED.fullmatch(text):
        return is_institution(translated[1]) or is_institution(translated[2])
    return bool(
        _INSTITUTION.search(plain)
        and not cities.is_city(plain)
        and plain.strip()[:1].isupper() | ("档案" in plain) | ("檔案" in plain)
        and not _HOLDINGS.search(plain)
        and not _MADE.match(plain)
        and not _SENTENCE.search(plain)
    )


def is_parent(text: str) -> bool:
    """Tell whether a segment after an institution's name is the institution that it belongs to."""
    return is_institution(text) and bool(_PARENT.search(_BRACKETED.sub(" ", text)))


def is_university(text: str) -> bool:
    """Tell whether an institution is a university, or a college of one."""
    return is_institution(text) and bool(_UNIVERSITY.search(text))


def is_siglum(text: str) -> bool:
    """Tell whether a text has the form of a siglum: `AMIP`, `TsKhSD`, `GAPPOD AzR`."""
    return len(text) <= _LONGEST and bool(_SIGLUM.fullmatch(text)) and not _ROMAN.fullmatch(text)


def goes_on(source: Source, at: int, end: int) -> bool:
    """Tell whether what seemed a well-known archive is part of another name, or of a paper's."""
    rest = source.text[at:end]
    return bool(rest[:1] == " " and rest[1:2].isalpha() and _HOLDINGS.search(rest))


def is_place(text: str) -> bool:
    """Tell whether a segment after an archive says where it is: a city, a state or a country."""
    return cities.is_city(text) or is_country(text)


def is_country(text: str) -> bool:
    """Tell whether a text is the English name of a country."""
    return country(text) is not None


def country(text: str) -> str | None:
    """Give the code of a country by its English name, or None."""
    return countries.code(text)


def is_beside(text: str, following: str) -> bool:
    """Tell whether a name before a state or a country is that of a city: `Bloomington, IN`."""
    return text.replace(" ", "").isalpha() and text.istitle() and cities.is_state(following)


def abbreviates(siglum: str, name: str) -> bool:
    """Tell whether a siglum can stand for a name: its letters are in it, or it is a single name."""
    letters = iter(name.casefold())
    is_spelled = all(letter in letters for letter in siglum.casefold() if letter.isalpha())
    return is_spelled or "," not in name


def says_holding(text: str) -> bool:
    """Tell whether a part says only that the original, or a copy, is meant."""
    return says_copy(text) or bool(_ORIGINAL.fullmatch(text))


def says_copy(text: str) -> bool:
    """Tell whether a part says only that a copy is meant: "Копия: ..."."""
    return bool(_COPY.fullmatch(text))


def known(source: Source) -> list[tuple[Span, bool]]:
    """Give where well-known archives are named, and whether by a siglum."""
    return [
        (found.span(), found[1] is not None) for found in archives.pattern().finditer(source.text)
    ]
