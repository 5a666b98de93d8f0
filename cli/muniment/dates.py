"""EDTF dates: what is wrong with one, which days it may mean, whether two may mean a common day.

EDTF is Annex A of ISO 8601-2:2019. Features are called as the Library of Congress calls them in
its Extended Date/Time Format Specification of 4 February 2019.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from muniment.edtf import LONGEST, MONTHS, Day, Edtf, RefusedError, is_valid, meaning, ordered
from muniment.vocabularies import Fault, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ("Day", "Edtf", "fault", "from_toml", "overlap", "read")

# Two dates have five dashes; a text of nothing but dashes is not worth the time.
_JOINTS = 8
_FORMS = (
    "The usual forms are 1952, 1952-12, 1952-12-27, 1952/1953 (from, to), 1952-12-27/.. (onwards),"
    " 1952~ (about), 1952? (perhaps), 195X (in the 1950s)."
)
_CLOCK = "A time has seconds, and follows a single date: 1952-12-27T23:20:30."
_NAMES = {name.lower(): f"{number:02}" for number, name in enumerate(MONTHS, 1)}
_NAMES |= {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
# What word processors, the draft of 2012 and a missing shift key put for what EDTF has.
_SPELLING = str.maketrans("uUxyepstz‐‑−", "XXXYESSTZ---")
# What figures in another order or width stand for; the first pattern that fits decides.
_FIGURES = (
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", ("{0}-{1}-{2}",)),
    (r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})", ("{0}-{1:0>2}-{2:0>2}",)),
    (r"([0-9]{1,2})[-./]([0-9]{4})", ("{1}-{0:0>2}",)),
    # 1953-4 may be the years 1953 and 1954; 1953-2 may not.
    (r"(([0-9]{3})[0-9])[-.]([0-9])", ("{0}-0{2}", "{0}/{1}{2}")),
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
)

# Most dates are plain: a year, a month or a day of level 0 other than 29 February.
_plain = re.compile(
    r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?"
    r"|-(?:0[13-9]|1[0-2])-(?:29|30)|-(?:0[13578]|1[02])-31)?"
).fullmatch
_ABOUT = r"(?i:circa|ca|c|about|approximately|approx)(?:\.|\b|(?=[0-9])) ?"


@lru_cache(maxsize=8192)
def fault(text: str) -> Fault | None:
    """Say what keeps `text` from being EDTF of level 0, 1 or 2, or None when it is valid.

    Valid are 1952, 1952-12, 1952-12-27, 1952-12-27T23:20:30Z, 1952/1953, 1952-12-27/.., /1953,
    1953?, 1953-02~, 195X, 1953-XX, 1953-21, -0043, Y17000, 1950S2, [1952,1953..1955], 1953-02~-03,
    156X-12-25 and the like, if the calendar has a day that they may mean. Never raises.
    """
    if _plain(text):
        return None
    try:
        meaning(text)
    except RefusedError as refused:
        return _explained(text, *refused.args)
    return None


@lru_cache(maxsize=8192)
def read(text: str) -> Edtf:
    """Read an EDTF expression of level 0, 1 or 2 (ISO 8601-2:2019, Annex A).

    The range is that of the digits: a qualifier (?, ~, %) does not widen it, a set reaches from
    its first to its last member, and a time of day or its shift does not move the day.
    Raises ValueError, with the message of the fault, if `text` is not valid.
    """
    try:
        return meaning(text)
    except RefusedError as refused:
        raise ValueError(_explained(text, *refused.args).message) from None


def overlap(one: Edtf, other: Edtf) -> bool:
    """Say whether both may mean a common day; an end that is open or unknown may be any day."""
    return ordered(one.earliest, other.latest) and ordered(other.earliest, one.latest)


def from_toml(value: object) -> object:
    """Give a date, date-time or time of TOML 1.0 as EDTF spells it, and anything else unchanged.

    A UTC offset of zero becomes Z. What EDTF has no form for (fractions of a second, a time
    without a date) is left for `fault` to name.
    """
    if isinstance(value, str):
        return value
    from datetime import date, time

    if not isinstance(value, date | time):
        return value
    text = value.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _explained(text: str, found: Fault | None = None) -> Fault:
    if len(text) > LONGEST:
        return Fault(f"A date has at most {LONGEST} characters; here are {len(text)}", _FORMS)
    message = f"{shown(text)} is not a date in EDTF" if text.strip() else "The date is blank"
    match _likely(text):
        case [likely]:
            # A third dot would hide that 1953/.. has two.
            stop = ", with two dots." if likely.endswith(".") else "."
            return Fault(found.message if found else message, f"Write {likely}{stop}")
        case [one, other]:
            message = f"{shown(text)} can be read in two ways"
            return Fault(message, f"Write {one} or {other}, whichever is meant.")
    return found or Fault(message, _CLOCK if ":" in text else _FORMS)


def _likely(text: str) -> list[str]:
    """Give the EDTF that `text` stands for: one if it is certain, more if they rival, or none."""
    text = " ".join(text.split())
    ways = (_respelt(text), _dates(text), _ranges(text))
    return next((valid for way in ways if (valid := _valid_ones(way))), [])


def _valid_ones(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if is_valid(text)]


def _respelt(text: str) -> list[str]:
    """Mend letters, dashes, blanks and fractions of a second."""
    # In 1930 - 35 the dash stands for "to"; closed up, it would be a quarter of 1930.
    joined = text if " - " in text else text.replace(" ", "")
    fraction = r"(?<=:[0-9]{2})\.[0-9]+"
    texts = joined.translate(_SPELLING), text.replace(" ", "T", 1)
    return [re.sub(fraction, "", each) for each in texts]


def _dates(text: str) -> list[str]:
    """Read a single date, with what brackets it and what says that it is not certain."""
    core = text.strip("[](){}?~% ")
    about = re.match(_ABOUT, core)
    bare = core[about.end() :] if about else core
    marks = set(text.replace(core, "", 1))
    is_doubtful, is_vague = bool(marks & set("?%")), bool(about or marks & set("~%"))
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
    said = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)|\bof\b|\bthe\b", "", text.lower())
    word = re.search("[a-z]{3,}", said)
    codes = [code for name, code in _NAMES.items() if word and name.startswith(word[0])]
    if word is None or not re.fullmatch(r"[0-9 .,-]*", said.replace(word[0], "", 1)):
        return []
    match sorted(re.findall("[0-9]+", said), key=len):
        case [year] if len(year) == 4:
            return [f"{year}-{code}" for code in codes]
        case [day, year] if len(year) == 4:
            return [f"{year}-{code}-{day:0>2}" for code in codes]
    return []


def _ranges(text: str) -> list[str]:
    """Read an interval, wherever it can be parted."""
    found = []
    for joint in list(re.finditer(r" ?(?:[-/‒–—]|\bto\b) ?", text))[:_JOINTS]:
        start, end = text[: joint.start()], text[joint.end() :]
        if len(start) == 4 and re.fullmatch("[0-9]{2}", end) and max("12", start[2:]) < end:
            end = start[:2] + end
        first, last = _side(start), _side(end)
        if first is None or last is None or ("/" not in joint[0] and not (start and end)):
            continue
        found.append(f"{first}/{last}")
        # "ca. 1953-1956" may say so of one year or of both.
        if re.match(_ABOUT, start) and last[-1:].isalnum():
            found.append(f"{first}/{last}~")
    return found


def _side(text: str) -> str | None:
    said = {"": "", "..": "..", "unknown": "", "open": "..", "present": ".."}.get(text.lower())
    if said is not None:
        return said
    dates = [text] if is_valid(text) else _valid_ones(_dates(text))
    return dates[0] if len(dates) == 1 else None
