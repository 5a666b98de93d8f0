"""Where a document was printed: "Reprinted in ...", "See ...", or a book with its pages alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.reference import names
from muniment.vocabularies import levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muniment.reference.items import Item
    from muniment.reference.source import Source, Span

_OF_BOOKS = {
    "page",
    "papka",
    "volume",
    "tom",
    "document",
    "dokument",
    "series",
    "item",
    "part",
    "number",
}
_START = re.compile(
    r"(?<!\w)(?:(?:also|originally|first|previously|subsequently|later|text|document)\s){0,2}"
    r"(?:re-?printed|re-?published|published|printed|reproduced|excerpted|quoted|cited|appeared|"
    r"appears|abgedruckt|veröffentlicht|опубликован[оаы]?|напечатан[оаы]?)\s"
    r"(?:in\s(?:full|part|translation|english|russian)\s){0,2}(?:in|as|from|в)(?=[\s:])"
    r"|(?<!\w)(?:опубл|published|printed|reprinted)\.?(?=:\s)",
    re.IGNORECASE,
)
_YEAR = r"(?:1[5-9]|20)\d\d"
# By then the title, at least, is over.
_HAS_ENDED = re.compile(rf"(?<!\d){_YEAR}(?!\d)|(?<!\w)(?:pp?|с|s|doc|no)\.\s?\d", re.IGNORECASE)
_PAGES = (
    r"(?:pp?|с|S)\.\s?\d|(?:vol|vols|volume|Bd|т|book|bk|no|nos|issue|doc|document)s?\.?\s?[\dIVX]"
)
# A book by itself: publisher and year in brackets, or a year with a volume or pages.
_IMPRINT = re.compile(rf"\([^()]{{1,200}}[:,][^()]{{1,200}}{_YEAR}\)")
_VOLUME = re.compile(rf"(?<!\w)(?:{_PAGES})", re.IGNORECASE)
_IN_PRINT = re.compile(
    r"(?<!\w)(?:bulletin|DBFP|DBPO|DDF|DDI|ADAP|AAPD|journal|FRUS|"
    r"foreign relations of the united states|pravda|izvestiia|"
    r"izvestiya|renmin ribao|people's daily|peking review|neues deutschland|press|dokumenty|"
    r"documents on|wengao|wenji|nianpu|xuanji|wenxuan|истори\w*|документы|правда|известия)(?!\w)",
    re.IGNORECASE,
)
_ISSUE = re.compile(r"(?<!\w)[^\W\d_]{4,40}[,.]?\s(?:1[5-9]|20)\d\d/\d")
_NOTE = re.compile(
    r"\W*(?:see|cf|for|the\ssource\stext|drafted|repeated|sent|approved)(?!\w)", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"[.;]\s(?:(?:М|Л|СПб|К|Київ|Киев)\.?[,:]|(?:[СсPp]|pp)\.\s?\d|[^\W\d_]+,\s(?:1[5-9]|20)\d\d|"
    r"(?:1[5-9]|20)\d\d)"
)
_ONE_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


def starts(source: Source) -> list[int]:
    """Give where it is said that the document was printed somewhere."""
    return [found.start() for found in _START.finditer(source.text)]


def read(source: Source, clause: Span) -> Span:
    """Give what follows the words "reprinted in" in a clause that begins with them."""
    found = _START.match(source.text, *clause)
    start = found.end() if found else clause[0]
    source.syntax.append((clause[0], start))
    return source.trimmed(start, clause[1], stops=True)


def has_ended(source: Source, start: int, stop: int) -> bool:
    """Tell whether a title that began at `start` may end at a stop: a year or a page was given."""
    return bool(_HAS_ENDED.search(source.text, start, stop))


def is_elsewhere(text: str) -> bool:
    """Tell whether a sentence speaks of other documents: "See also footnote 2, Document 14"."""
    return bool(_NOTE.match(text))


def goes_on(source: Source, stop: int) -> bool:
    """Tell whether a title goes on after a stop: with a city, a year, or its pages."""
    return bool(_GOES_ON.match(source.text, stop))


def is_book(text: str) -> bool:
    """Tell whether a text that names no archive names a book, a journal or a newspaper."""
    if _IMPRINT.search(text) or _ISSUE.search(text):
        return True
    marks = [bool(each.search(text)) for each in (_VOLUME, _IN_PRINT, _ONE_YEAR)]
    return sum(marks) >= 2 and (marks[0] or marks[1])


def is_alone(source: Source, clause: Span, items: Sequence[Item]) -> bool:
    """Tell whether a clause names a book, with its pages and volume, and no archive."""
    if any(
        item.kind == "archive" or names.is_institution(source[item.span])
        for item in items
        if item.kind != "step"
    ):
        return False
    inner = {found[0].name for item in items if (found := levels.meant(item.word))}
    return inner <= _OF_BOOKS and is_book(source[clause])
