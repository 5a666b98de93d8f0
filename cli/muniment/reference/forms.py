"""How plain parts of a reference look, by system: codes in parts, years, collections by suffix."""

from __future__ import annotations

import re

YEAR = r"(?:1[5-9]|20)\d\d(?:\s?[-–/]\s?(?:(?:1[5-9]|20)\d\d|\d{2}))?"
# What is longer is no part of a reference with a form of its own.
_LONGEST = 300
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    rf"(?:\d{{1,2}}\s)?{_MONTH}\s(?:\d{{1,2}}\s?,?\s)?\d{{4}}|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?"
    rf"|{_MONTH}\s\d{{1,2}}"
    r"|(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|[12]\d|3[01])[./](?:\d{4}|\d{2})",
    re.IGNORECASE,
)
_CODE = re.compile(r"[^\W_]+(?:[-–/.:\s()][^\W_]*){0,8}\.?")
_NUMBERED = re.compile(r"(?:No|Nos|Nr|№|Nummer|č)\b\.?\s?(\S*\d\S*)", re.IGNORECASE)
_CHINESE = r"\d{3}-\d{5}-\d{2}(?:\s?\(\d+\))?"
# Ways of writing whose pieces are levels of their own, with the level of each group.
_FORMS: dict[str, list[tuple[re.Pattern[str], tuple[str, ...]]]] = {
    "ru": [
        (re.compile(r"([1-9]\d{0,4}\w?)[/.-](\d{1,4}\w?)[/.-](\d{1,6}\w?(?:\sand\s\d+)?)"
                    r"(?:[/.-](\d+\w?(?:[-–]\d+\w?)?))?"), ("fond", "opis", "delo", "list")),
        (re.compile(rf"({YEAR})\s?(?:gg?|гг?)\.?"), ("year",)),
    ],
    "uk": [
        (re.compile(r"([A-Z]{1,5}[\s/]?\d{1,4})/(\w+(?:[-–]\w+)*)(?:/(.+))?"),
         ("series", "piece", "item")),
    ],
    "de": [
        (re.compile(r"([A-Z]{1,4}\s?\d+(?:\s?[-–]\s?[IVX]+)?)/\s?(.+)"), ("bestand", "signatur")),
    ],
    "us": [(re.compile(r"(\d{3}[A-Za-z]?\.\S*\d\S*)"), ("decimal_file",))],
    "cn": [
        (re.compile(rf"({_CHINESE})"), ("file",)),
        (re.compile(rf"({_CHINESE})\sand\s({_CHINESE})"), ("file", "file")),
        (re.compile(r"(\d+(?:\s?[-–—]\s?\d+)?)"), ("page",)),
        (re.compile(r"第(\d+(?:\s?[-–—]\s?\d+)?)页?"), ("page",)),
        (re.compile(r"([A-Z]{0,2}\d+(?:-\d+)+)"), ("file",)),
    ],
    "hu": [
        (re.compile(r"(M-\w+(?:-\w+)*)(?:\s(\d+(?:-\d+)?))?"), ("collection", "fond")),
        (re.compile(r"([IVXLC]+-[A-Z]-\d+(?:-\w+)*)(?:\s(.+))?"), ("fond", "subseries")),
        (re.compile(r"(\d+/\s?(?:19|20)\d\d)"), ("number",)),
        (re.compile(r"(\d+/[a-z]|\d{1,3}(?:-\d{1,3})?)"), ("item",)),
        (re.compile(r"(\d{3,}(?:[-/]\d+)*)"), ("number",)),
    ],
    "rs": [
        (re.compile(r"[Ff](?:asc)?[-.]\s?(\d+)"), ("fascikla",)),
        (re.compile(r"(\d{4,}(?:[-/]\d+)*)"), ("number",)),
        (re.compile(r"(\d{1,3})"), ("fond",)),
        (re.compile(r"([IVX]+-\d\S*)"), ("signatur",)),
    ],
}  # fmt: skip
_BY_SUFFIX = (
    (
        "collection",
        r"white\shouse\scentral\sfiles?\W*\Z"
        r"|(?:papers|mss|photographs|collections?|fonds|nachla(?:ss|ß)|manuscripts)\W*\Z",
    ),
    (
        "series",
        r"(?:central|decimal|subject|numeric|policy|alpha)[\w\s/-]{0,40}files?"
        r"(?:\s\d{4}\s?[-–]\s?\d{2,4})?\W*\Z",
    ),
    ("subseries", r"sub-?series\W*\Z"),
    ("series", r"series\W*\Z"),
)
_SUFFIXES = [(level, re.compile(pattern, re.IGNORECASE)) for level, pattern in _BY_SUFFIX]
_SERIES = re.compile(r"(?:general\s)?records\sof\s", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:notes?|diary|diaries|letters?|telegrams?|cables?|memorand(?:um|a)|minutes|report|transcript|"
    r"record|note|протокол|запись)\s(?:of|by|from|to|on)\s",
    re.IGNORECASE,
)
_SOFT = re.compile(r"(?:files?|records)\W*\Z", re.IGNORECASE)
_LETTERS = re.compile(r"correspondences?\W*\Z", re.IGNORECASE)
_RANGE = re.compile(r"(?:1[5-9]|20)\d\d\s?[-–/]\s?(?:\d{4}|\d{2})")
_WITH_YEAR = re.compile(rf"(.*\))\s({YEAR})")
_TITLED = re.compile(r"(.+?\w{3,})\s([A-Z][\w.-]*\d[\w.-]*)")


def pieces(text: str, system: str) -> list[tuple[str, tuple[int, int]]]:
    """Give the pieces of a part whose form tells their levels, by where they stand in the part."""
    if len(text) > _LONGEST:
        return []
    if re.fullmatch(YEAR, text):
        return [("year", (0, len(text)))]
    for pattern, names in _FORMS.get(system, ()):
        if found := pattern.fullmatch(text.rstrip(".。")):
            groups = enumerate(names, 1)
            return [(name, found.span(number)) for number, name in groups if found[number]]
    if found := _NUMBERED.fullmatch(text):
        return [("number", found.span(1))]
    if found := _WITH_YEAR.fullmatch(text):
        return [("", found.span(1)), ("year", found.span(2))]
    return []


def titled(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Give the title and the code after it, where a part has both."""
    found = _TITLED.fullmatch(text) if len(text) <= _LONGEST else None
    return [("title", found.span(1)), ("file", found.span(2))] if found else []


def by_itself(text: str) -> str:
    """Give the level of a part that says it itself: a year, a date, "... Papers"; or ""."""
    if re.fullmatch(YEAR, text):
        return "year"
    if _DATE.fullmatch(text):
        return "date"
    if _SERIES.match(text):
        return "series"
    if _ITEM.match(text):
        return "item"
    return next((level for level, pattern in _SUFFIXES if pattern.search(text)), "")


def is_code(text: str) -> bool:
    """Tell whether a part is a code: letters and digits in groups, not a name."""
    if len(text) > _LONGEST:
        return False
    is_worded = re.search(r"[^\W\d_]{4,}", text)
    return bool(_CODE.fullmatch(text)) and not is_worded and any(map(str.isdigit, text))


def is_number(text: str) -> bool:
    """Tell whether a part is the number of one document: a code with four digits or more."""
    return is_code(text) and bool(re.search(r"\d{4}", text))


def is_range_of_years(text: str) -> bool:
    """Tell whether a part is the years that a series goes over."""
    return bool(_RANGE.fullmatch(text))


def is_of_files(text: str) -> bool:
    """Tell whether a part is called files or records: whichever level is free, they may be."""
    return bool(_SOFT.search(text))


def is_of_letters(text: str) -> bool:
    """Tell whether a part is called correspondence."""
    return bool(_LETTERS.search(text))
