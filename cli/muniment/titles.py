"""The date that ends a title, where it is certain that it is one, and what of it is the document's.

"Telegram from Stalin to Mao Zedong, 27 December 1952" is dated; "Reply to the telegram of 17
December 1952", "Order No. 227", "Five-Year Plan 1953" and "Letters, 1950-1953" are not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from muniment.dates import read
from muniment.datings import dating
from muniment.vocabularies import document_words, months

if TYPE_CHECKING:
    from muniment.edtf import Edtf

    Precision = Literal["day", "month", "year"]
    # Whether the title's own document is one that is dated so, may be, or is not known.
    Kind = Literal["dated", "act"]

_LONGEST = 500
_REACH = 60
_YEAR = r"(?:1[0-9]|20)[0-9]{2}"
_AFTER = r"(?: ?(?:г|года|год|r|roku)\.?)?"
_DAY = r"[0-9]{1,2}"
_NAME = r"[^\W\d_]{3,12}\.?"
_ROMAN = "|".join(months.ROMAN)
# The longest first: what ends as a day does ends as a month and a year does as well.
_ENDS: tuple[tuple[Precision, str], ...] = (
    ("day", rf"{_DAY}(?:st|nd|rd|th|er|º|\.)? (?:of |de )?{_NAME},? (?:de )?{_YEAR}{_AFTER}"),
    ("day", rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}"),
    ("day", rf"{_YEAR},? {_NAME} {_DAY}"),
    ("day", rf"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}"),
    ("day", rf"{_DAY}([./-]) ?{_DAY}\1 ?{_YEAR}{_AFTER}"),
    ("day", rf"{_DAY}[. ] ?(?:{_ROMAN})[. ] ?{_YEAR}{_AFTER}"),
    ("day", rf"{_YEAR} ?年 ?{_DAY} ?月 ?{_DAY} ?日"),
    ("month", rf"{_NAME},? (?:de )?{_YEAR}{_AFTER}"),
    ("year", rf"{_YEAR}{_AFTER}"),
)
_PATTERNS = tuple(
    (precision, re.compile(rf"(?<![^\W_]){end}\Z", re.IGNORECASE)) for precision, end in _ENDS
)
_NUMBERED = re.compile(r"(?:\b(?i:no|nr|num|nos)\.?|[№#]) ?[0-9]+(?:[-/][0-9]+)?\Z")


class DatedTitle(NamedTuple):
    """A title with a date at its end: as it is written, what it may mean, how precise it is.

    `kind` is what the document is, if one word at the beginning of the title says so and no other
    could have the date; `is_apart` says that a comma, a dash, brackets or so part it from the rest.
    """

    written: str
    readings: tuple[Edtf, ...]
    precision: Precision
    kind: Kind
    is_apart: bool


def dated_title(title: str) -> DatedTitle | None:
    """Read a title of one dated document, of at most some hundred letters; None of any other."""
    if len(title) > _LONGEST:
        return None
    text = _unbracketed(" ".join(title.split()).removesuffix("."))
    # Nothing is said of most titles that end with a year, and this is known soonest.
    kind = _kind(text)
    found = _end(text) if kind else None
    if kind is None or found is None:
        return None
    precision, written, before, is_apart = found
    readings = dating(written).readings
    if not readings or re.search(rf"(?<!\d){_YEAR}(?!\d)", before) or _is_anothers(before):
        return None
    return DatedTitle(written, tuple(map(read, readings)), precision, kind, is_apart)


def _unbracketed(text: str) -> str:
    """Take off brackets about the whole: they say that a cataloguer made the title."""
    return text[1:-1] if re.fullmatch(r"\[[^\[\]]*\]", text) else text


def _kind(text: str) -> Kind | None:
    """Say what the title's document is: by one of its first words, if there is no other."""
    # What is folded is slow, and most titles are of plain letters.
    folded = text.lower() if text.isascii() else months.folded(text)
    words = re.findall(r"[^\W\d_]+", folded)
    named = [at for at, word in enumerate(words) if word in _NAMES]
    if not named:
        return None
    first = named[0]
    names = [words[at] for at in named]
    # "Circular letter" is one; "Telegram containing a message" is two.
    is_one = named == list(range(first, first + len(named)))
    if first > 3 or not is_one or not _BEFORE.isdisjoint(words[:first]):
        return None
    if document_words.DATED.issuperset(names):
        return "dated"
    return "act" if len(names) == 1 and names[0] in document_words.ACTS else None


_NAMES = document_words.DATED | document_words.ACTS | document_words.OTHERS
_BEFORE = document_words.BEFORE_ANOTHERS


def _end(text: str) -> tuple[Precision, str, str, bool] | None:
    """Give the date that ends a text, what stands before, and whether it stands apart."""
    inside = re.search(r"(?:\(([^()]*)\)|\[([^\[\]]*)\])\Z", text[-_REACH:])
    end = (inside[1] or inside[2] or "").strip() if inside else text[-_REACH:]
    for precision, pattern in _PATTERNS:
        found = pattern.search(end)
        if found is None or not dating(found[0]).readings or _names_season(found[0]):
            continue
        if inside:
            before = text[: len(text) - len(inside[0])].rstrip(" ,;")
            return (precision, found[0], before, True) if found.start() == 0 else None
        before, is_apart = _parted(text[: len(text) - len(found[0])])
        return (precision, found[0], before, is_apart) if before else None
    return None


def _names_season(text: str) -> bool:
    return not months.seasons().isdisjoint(re.findall(r"[^\W\d_]+", months.folded(text)))


def _parted(text: str) -> tuple[str, bool]:
    """Take off what parts the date from the rest; "" where it is no part of its own."""
    bare = text.rstrip()
    word = re.search(r"[^\W\d_]+,?\Z", bare[-20:])
    if word and months.folded(word[0].rstrip(",")) in document_words.BETWEEN:
        return _parted(bare[: -len(word[0])])
    rest = bare.rstrip(",;|").rstrip()
    if rest != bare:
        return rest, True
    # A dash closed up, or after a figure, is that of a period; a stop may be that of "No."
    if text[-3:] in (" - ", " – ", " — "):
        return bare[:-1].rstrip(), True
    if re.search(r"[^\W\d_]{4}[\])]?[.:] \Z", text[-8:]):
        return bare[:-1], True
    # After a name: "Letter to Ada Marsh 3 May 1911".
    is_name = bare != text and word and word[0][0].isupper() and word[0][-1] != ","
    return (bare, False) if is_name else ("", False)


def _is_anothers(before: str) -> bool:
    """Tell whether what stands before a date makes it another's, or one of two."""
    last = re.search(r"([^\W\d_]+)['’.]?\Z", before[-30:])
    if last is None:
        return before[-1:].isdecimal() and not _NUMBERED.search(before[-20:])
    word = months.folded(last[1])
    return word in _BEFORE or bool(months.codes(word)) or word in document_words.BETWEEN
