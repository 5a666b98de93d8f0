"""What a date that is no EDTF was meant to be: "27 Dec. 1952", "c1953", "1953-56", "19uu"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from muniment.edtf import is_valid
from muniment.vocabularies import months

if TYPE_CHECKING:
    from collections.abc import Iterable


class Dating(NamedTuple):
    """The EDTF that a text may stand for: one, more if they rival, or none.

    `doubt` says why even the only one is not certain; it is a hint.
    """

    readings: tuple[str, ...] = ()
    doubt: str = ""


# Two dates have five dashes; a text of nothing but dashes is not worth the time.
_JOINTS = 8
# What word processors, the draft of 2012 and a missing shift key put for what EDTF has.
_SPELLING = str.maketrans("uUxyepstz‐‑−", "XXXYESSTZ---")
_FRACTION = r"(?<=:[0-9]{2})\.([0-9]+)"
# What figures in another order or width stand for; the first pattern that fits decides.
_FIGURES = (
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", ("{0}-{1}-{2}",)),
    (r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})", ("{0}-{1:0>2}-{2:0>2}",)),
    (r"([0-9]{1,2})[-./]([0-9]{4})", ("{1}-{0:0>2}",)),
    # 1953-4 may be the years 1953 and 1954; 1953-2 may not. So 1903/12, and 1953/12.
    (r"(([0-9]{3})[0-9])[-.]([0-9])", ("{0}-0{2}", "{0}/{1}{2}")),
    (r"(([0-9]{2})[0-9]{2})[./](0[1-9]|1[0-2])", ("{0}-{2}", "{0}/{1}{2}")),
    # Between dots the month stands in the middle, if it can.
    (r"([0-9]{1,2})\.(0?[1-9]|1[0-2])\.([0-9]{4})", ("{2}-{1:0>2}-{0:0>2}",)),
    (
        r"([0-9]{1,2})[-./ ]([0-9]{1,2})[-./ ]([0-9]{4})",
        ("{2}-{1:0>2}-{0:0>2}", "{2}-{0:0>2}-{1:0>2}"),
    ),
    (r"([0-9]{2})--", ("{0}XX",)),
    (r"([0-9]{3})-", ("{0}X",)),
    # The 1900s may be ten years or a hundred.
    (r"([0-9]{2})00['’]?s", ("{0}0X", "{0}XX")),
    (r"([0-9]{3})0['’]?s", ("{0}X",)),
    (r"([0-9]{4})(?: ?(?:г|год|года|году|r|rok|roku|年|년)\.?|\.)", ("{0}",)),
    (r"([0-9]{4}) ?[年년] ?([0-9]{1,2}) ?[月월]", ("{0}-{1:0>2}",)),
    (
        r"([0-9]{4}) ?[年년] ?([0-9]{1,2}) ?[月월] ?([0-9]{1,2}) ?[日일]",
        ("{0}-{1:0>2}-{2:0>2}",),
    ),
)
_ROMAN = rf"([0-9]{{1,2}})[. ]{{1,2}}({'|'.join(months.ROMAN)})[. ]{{1,2}}([0-9]{{4}})"
# A question mark for each digit that is not known.
_UNKNOWN_DIGITS = r"[0-9]{2}\?\?|[0-9]{4}-\?\?(?:-\?\?)?|[0-9]{4}-[0-9]{2}-\?\?"
_ABOUT = (
    r"(?i:circa|ca|c|about|approximately|approx|um|etwa|vers|environ|около|ок)"
    r"(?:\.|\b|(?=[0-9])) ?"
)
_ABOUT_AFTER = r"(?i: \(?(?:circa|ca|c|approx)\.?\)?)$"
_UNTIL = (
    r"(?i:before|until|till|up to|no later than|not after|vor|bis|avant|jusqu['’]en|"
    r"jusqu['’]à|до|не позднее) "
)
_FROM = (
    r"(?i:after|since|from|no earlier than|not before|nach|seit|ab|après|depuis|"
    r"после|не ранее) "
)
# What stands about a day, a month and a year in words, and says nothing: it is folded.
_FILLERS = frozenset(
    (
        *("of", "the", "st", "nd", "rd", "th", "den", "der", "vom", "le", "er", "de", "del"),
        *("el", "il", "º", "г", "год", "года", "r", "roku"),
    )
)
# Until when days may be of the Julian calendar: in Russia, and in the last of other countries.
_JULIAN = {True: "1918-02-14", False: "1752-09-14"}
_SUPPLIED = (
    "EDTF has no sign for a date that was supplied: write {0}, or {0}? if it is a guess.",
    "EDTF has no sign for a date that was supplied: write {0} if that is all that is meant.",
)


def dating(text: str) -> Dating:
    """Give the EDTF that a text of some hundred characters at most may stand for. Never raises."""
    text = " ".join(text.split())
    for way in (_respelt, _dates, _ranges, _bounds):
        if found := _valid_ones(way(text)):
            return Dating(found, _doubt(text, found[0]) if len(found) == 1 else "")
    return Dating()


def _valid_ones(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(texts) if is_valid(text))


def _doubt(text: str, reading: str) -> str:
    """Say what the only reading of a text leaves out, so that somebody has to look."""
    fraction = re.search(_FRACTION, text)
    if fraction and fraction[1].strip("0"):
        return f"EDTF has no fractions of a second: write {reading} if it can do without."
    # By the rules of cataloguing, what stands in brackets was not on the document.
    if re.fullmatch(r"[\[(][^,]*[\])]", text) and reading[-1].isalnum():
        return _SUPPLIED["/" in reading].format(reading)
    days = re.findall("[0-9]{4}-[0-9]{2}-[0-9]{2}", reading)
    if days and min(days) < _JULIAN[bool(re.search("[а-яА-Я]", text))]:
        return (
            f"EDTF keeps the Gregorian calendar: write {reading} if this date does, and convert it "
            "if it is Julian."
        )
    return ""


def _respelt(text: str) -> list[str]:
    """Mend letters, dashes, blanks, digits that are not known, and fractions of a second."""
    if re.fullmatch(_UNKNOWN_DIGITS, text):
        return [text.replace("?", "X")]
    # In 195? the mark is a digit, or that and a doubt of the decade.
    if re.fullmatch("[0-9]{3}[?]", text):
        return [f"{text[:3]}X", f"{text[:3]}X?"]
    # Only a plain hyphen, before a year that follows at once, is the sign of one before Christ.
    if re.match("[-‐‑−] |[‐‑−]", text):
        return []
    # In 1930 - 35 the dash stands for "to"; closed up, it would be a quarter of 1930. Figures
    # that stand apart are not one number.
    apart = re.search(" [-‐‑−]|[-‐‑−] ", text)
    joined = text if apart else re.sub("(?<![0-9X]) | (?![0-9X])", "", text)
    spelt = joined.translate(_SPELLING)
    if short := re.fullmatch("Y(-?)([0-9]{1,4})", spelt):
        return [f"{short[1]}{short[2]:0>4}"]
    texts = re.sub("(?<=:[0-9]{2})-00(?::00)?$", "Z", spelt), text.replace(" ", "T", 1)
    return [re.sub(_FRACTION, "", each) for each in texts]


def _dates(text: str) -> list[str]:
    """Read a single date, with what brackets it and what says that it is not certain."""
    core = text.strip("[](){}?~% ")
    about = re.match(_ABOUT, core)
    bare = core[about.end() :] if about else re.sub(_ABOUT_AFTER, "", core)
    marks = set(text.replace(core, "", 1))
    is_doubtful, is_vague = bool(marks & set("?%")), bare != core or bool(marks & set("~%"))
    mark = ("", "?", "~", "%")[is_doubtful + 2 * is_vague]
    dates = [*_respelt(bare), *_figures(bare), *_words(bare)]
    return [date + mark for date in dates if not (mark and "/" in date)]


def _figures(text: str) -> list[str]:
    for pattern, forms in _FIGURES:
        if found := re.fullmatch(pattern, text):
            return [form.format(*found.groups()) for form in forms]
    return []


def _words(text: str) -> list[str]:
    """Read a year, the name of a month or a season, and perhaps a day, in any order."""
    if roman := re.fullmatch(_ROMAN, text):
        day, month, year = roman.groups()
        return [f"{year}-{months.ROMAN.index(month) + 1:02}-{day:0>2}"]
    parts = re.findall(r"[0-9]+|[^\W\d_]+|\S", months.folded(text))
    numbers = [part for part in parts if part[0] in "0123456789"]
    words = [part for part in parts if part.isalpha() and part not in _FILLERS]
    others = {part for part in parts if not part.isalnum()}
    # A dash at an end stands for a date that is left out.
    if len(words) != 1 or others - set(".,-°'’") or "-" in (parts[0], parts[-1]):
        return []
    codes = months.codes(words[0])
    match sorted(numbers, key=len):
        case [year] if len(year) == 4:
            return [f"{year}-{code}" for code in codes]
        case [day, year] if len(year) == 4:
            return [f"{year}-{code}-{day:0>2}" for code in codes]
    return []


def _ranges(text: str) -> list[str]:
    """Read an interval, wherever it can be parted."""
    text = re.sub(r"\A(?i:from) ", "", text)
    found = []
    for joint in list(re.finditer(r" ?(?:[-/‒–—]|\bto\b) ?", text))[:_JOINTS]:
        start, end = text[: joint.start()], text[joint.end() :]
        if len(start) == 4 and re.fullmatch("[0-9]{2}", end) and max("12", start[2:]) < end:
            end = start[:2] + end
        # The winter of 1952/1953 is one, and begins in the year before the second.
        if _names_season(start) != _names_season(end):
            continue
        first, last = _side(start), _side(end)
        if first is None or last is None or ("/" not in joint[0] and not (start and end)):
            continue
        found.append(f"{first}/{last}")
        # "ca. 1953-1956" may say so of one year or of both.
        if re.match(_ABOUT, start) and last[-1:].isalnum():
            found.append(f"{first}/{last}~")
    return found


def _names_season(text: str) -> bool:
    return not months.seasons().isdisjoint(re.findall(r"[^\W\d_]+", months.folded(text)))


def _bounds(text: str) -> list[str]:
    """Read an interval of which one end is said to be open: before 1953, after 1953."""
    for pattern, form in ((_UNTIL, "../{}"), (_FROM, "{}/..")):
        if found := re.match(pattern, text):
            date = _side(text[found.end() :])
            return [form.format(date)] if date and date != ".." else []
    return []


def _side(text: str) -> str | None:
    said = {"": "", "..": "..", "unknown": "", "open": "..", "present": ".."}.get(text.lower())
    if said is not None:
        return said
    dates = (text,) if is_valid(text) else _valid_ones(_dates(text))
    return dates[0] if len(dates) == 1 else None
