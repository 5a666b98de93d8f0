"""Countries by ISO 3166-1, those of former days included, and jurisdictions by ISO 3166-2."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from muniment.vocabularies import Fault, nearest, shown

# The European Union makes law but is no country; ISO 3166-1 reserves the code for it.
_UNION = {"eu": "EU", "european union": "EU", "europe": "EU", "eec": "EU", "ec": "EU"}
# Parts of a country that have a law of their own and are called countries; ISO 3166-2:GB.
_PARTS = {
    "england": "GB-ENG",
    "scotland": "GB-SCT",
    "wales": "GB-WLS",
    "northern ireland": "GB-NIR",
}


@lru_cache(maxsize=4096)
def fault(value: str) -> Fault | None:
    """Tell what keeps `value` from being a country's code of two letters, and which was meant.

    Codes that ISO 3166-3 lists as withdrawn (SU, DD, YU...) are right: archives hold the papers
    of such countries. None where the code is right.
    """
    if value in _lines():
        return None
    return Fault(f"{shown(value)} is not a country code of ISO 3166-1", _hint(value))


@lru_cache(maxsize=4096)
def jurisdiction_fault(value: str) -> Fault | None:
    """Tell what keeps `value` from being a jurisdiction: a country, EU, or a part such as US-CA.

    Of a part (ISO 3166-2) the country and the shape are checked; None where the code is right.
    """
    if _is_jurisdiction(value):
        return None
    message = f"{shown(value)} is not a jurisdiction: write a code of ISO 3166, or EU"
    return Fault(message, _jurisdiction_hint(value))


def name(code: str) -> str | None:
    """Give the English name of a country by its code: `SU`, Union of Soviet Socialist Republics."""
    if code not in _lines():
        return None
    return _lines()[code].split("\t")[1].partition("|")[0]


def names() -> dict[str, str]:
    """Give the English name of each country by its code."""
    return {code: name(code) or "" for code in _lines()}


def code(text: str) -> str | None:
    """Give the code of a country by its English name: `Russian Federation`, `USSR`; or None."""
    found = _codes().get(_word(text))
    is_name = len(text) > len("USA") or text in ("UK", "USA")
    return found if is_name and text[:1].isupper() else None


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """Give the line of each code, unread: most are never asked for."""
    text = Path(__file__).with_name("countries.tsv").read_text("utf-8")
    return {line[:2]: line[3:] for line in text.splitlines() if line[0] != "#"}


def _is_jurisdiction(value: str) -> bool:
    country, hyphen, part = value.partition("-")
    if not hyphen:
        return value in _lines() or value == "EU"
    shaped = len(part) <= 3 and part.isascii() and part.isalnum() and part == part.upper()
    return shaped and country in _lines()


def _hint(value: str) -> str:
    code = _code(value) or _code(value[:2] if value[2:3] in ("-", "_") else "")
    return f"Write {code}." if code else _similar(value)


def _jurisdiction_hint(value: str) -> str:
    word = _word(value)
    country, _, part = word.replace("_", "-").replace(" ", "-").partition("-")
    whole = f"{_code(country) or country.upper()}-{part.upper()}"
    for code in (_PARTS.get(word), _UNION.get(word), _code(value), whole):
        if code and _is_jurisdiction(code):
            return f"Write {code}."
    return _similar(value)


def _similar(value: str) -> str:
    similar = nearest(_word(value), _codes()) if len(value) > 4 else None
    if similar:
        code = _codes()[similar]
        return f"Did you mean {code} ({name(code)})?"
    return "A code is, for example, RU (Russian Federation), US (United States) or CN (China)."


def _code(value: str) -> str | None:
    word = _word(value)
    return word.upper() if word.upper() in _lines() else _codes().get(word)


def _word(value: str) -> str:
    """Bring a name to the form it is looked up in: `The U.S.S.R.` becomes `ussr`."""
    word = " ".join(value[:100].casefold().replace(".", "").split())
    return word.strip(" ,;()[]\"'").removeprefix("the ")


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Give codes by name and by code of three letters; where two share a name, today's has it."""
    former_first = sorted(_lines().items(), key=lambda item: not item[1].endswith("\tformer"))
    return {
        _word(text): code
        for code, line in former_first
        for cell in line.split("\t")[:2]
        for text in cell.split("|")
        if text
    }
