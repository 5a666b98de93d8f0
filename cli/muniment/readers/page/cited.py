"""A page that names its document in a citation: the site before 2022, and a copy of its PDF.

The citation is `"Title," date, name of the digital archive, source of the document, address`. On a
page the summary stands above it and the text below; in the copy of a PDF all is one running line,
of `Citation:`, `Summary:`, `Credits:`, `Original Language:` and `Contents:`, and then the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from muniment.finding import Place
from muniment.readers.page.days import page_date, signed_day
from muniment.readers.page.headed import below, rights, text, translated
from muniment.readers.page.leaf import Leaf, Left, left
from muniment.readers.page.parts import Line, Page, is_spaced, lines_of, paragraphs, parted, piece
from muniment.vocabularies.subtags import common_languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    Said = Iterator[Leaf | Left | str]

_CITATION = re.compile(
    r'["“](?P<title>.{1,500}?),?["”],?\s+'
    r"(?P<date>(?:c(?:a?\.|irca)\s)?(?:[0-9]{1,2}\s)?(?:[A-Z][a-z]{2,8}\s(?:[0-9]{1,2},?\s)?)?"
    r"[12][0-9]{3}),\s+"
    r'(?P<publisher>[A-Z][^,"“”]{0,100}?\bDigital Archive)\b[,.]?(?P<rest>.*)',
    re.DOTALL,
)
_ADDRESS = re.compile(r"(?<!\S)(https?://\S+?)[.,;]?\s*\Z")
_LABELS = ("Summary", "Credits", "Original Language", "Contents")
_COPY = re.compile(r'\bCitation:\s*(?=["“])')
# Before the text there are a summary and perhaps what the site had at its head.
_LINES_BEFORE = 12
_CONTENTS = re.compile(
    r"\s*(?:(?P<scan>(?:Scan of (?:the )?)?Original(?: Document| Scan)?|Scan)"
    r"|(?P<language>[A-Z][a-z]+) Translation)(?!\w)"
)


def cited(whole: str) -> list[Leaf | Left | str] | None:
    """Give what a page with a citation says, and what went nowhere; None where it has none."""
    if found := _copy(whole):
        return list(_said_by_copy(whole, found))
    lines = list(lines_of(whole))
    spaced = is_spaced(lines)
    head = paragraphs(lines[: 3 * _LINES_BEFORE], spaced)[:_LINES_BEFORE]
    cites = [at for at, line in enumerate(head) if _CITATION.fullmatch(line.text)]
    if len(cites) != 1:
        return None
    before, citation = head[: cites[0]], head[cites[0]]
    after = [line for line in lines if line.place.line > citation.place.end_line]
    return list(_said_by_page(before, citation, after, spaced=spaced))


def _said_by_page(before: list[Line], citation: Line, after: list[Line], *, spaced: bool) -> Said:
    yield from _cited(citation)
    title, date = (_part(citation, name) for name in ("title", "date"))
    known = {"Skip to content", title.text, date.text}
    others = [line for line in before if line.text not in known]
    summary = others[0] if len(others) == 1 else None
    for line in others if not summary else []:
        yield left(line, "stands before the citation, but whether it is the summary is not certain")
    page = Page([], date, title, *parted(after, spaced), spaced)
    yield from text(page, summary)
    yield from below(page)
    yield from rights(page)


def _part(citation: Line, name: str) -> Line:
    found = _CITATION.fullmatch(citation.text)
    assert found
    return piece(citation, found.start(name), found[name])


def _cited(citation: Line) -> Said:
    """Yield what the citation says of the document."""
    yield Leaf("title", *_one_line(_part(citation, "title")))
    date = _part(citation, "date")
    if edtf := page_date(date.text) or signed_day(date.text):
        yield Leaf("date", edtf, date.place)
    else:
        yield left(date, "is not a date of the calendar")
    yield Leaf("publisher.0", *_one_line(_part(citation, "publisher")))
    rest = _part(citation, "rest")
    if address := _ADDRESS.search(rest.text):
        yield Leaf("url", *piece(rest, address.start(1), address[1]))
    source = rest.text[: address.start() if address else None]
    cut = source.strip(" ,\n\r\t")
    if not cut.strip(".;"):
        yield "the citation names no source: who holds the original, the page does not say"
        return
    line = piece(rest, source.index(cut), cut)
    yield Leaf("source.0.citation", *_one_line(line))
    if translation := translated(_one_line(line)):
        yield translation


def _one_line(line: Line) -> Line:
    return Line(" ".join(line.text.split()), line.place)


def _copy(whole: str) -> dict[str, Line] | None:
    """Give the parts of the copy of a PDF by their labels, in the order that they have there."""
    citation = _COPY.search(whole)
    if not citation:
        return None
    starts = {"Citation": (citation.start(), citation.end())}
    end = whole.find("Contents:", citation.end())
    for label in _LABELS:
        at = whole.find(f"{label}:", max(after for _, after in starts.values()))
        if 0 <= at <= (end if end >= 0 else len(whole)):
            starts[label] = (at, at + len(label) + 1)
    ends = [*(start for start, _ in starts.values()), len(whole)][1:]
    parts = {
        label: _stretch(whole, after, end)
        for (label, (_, after)), end in zip(starts.items(), ends, strict=True)
    }
    return parts if len(parts) > 2 and _CITATION.fullmatch(parts["Citation"].text) else None


def _stretch(whole: str, start: int, end: int) -> Line:
    raw = whole[start:end]
    inner = raw.strip()
    start += raw.find(inner)
    starts = [
        0,
        *(found.end() for found in re.finditer(r"\r\n|\r|\n", whole[: start + len(inner)])),
    ]
    places: list[int] = []
    for offset in (start, start + len(inner)):
        line = bisect_right(starts, offset)
        places += [line, offset - starts[line - 1] + 1]
    return Line(inner, Place(places[0], places[1], places[2], places[3]))


def _said_by_copy(whole: str, parts: dict[str, Line]) -> Said:
    citation = parts["Citation"]
    said = list(_cited(citation))
    yield from said
    for label, key in (("Summary", "description"), ("Credits", "acknowledgement.0")):
        if label in parts and parts[label].text:
            yield Leaf(key, *_one_line(parts[label]))
    yield from _before_copy(whole, citation)
    keys = {each.key for each in said if isinstance(each, Leaf)}
    if "Contents" in parts:
        yield from _contents(parts["Contents"], is_known="describes" in keys)
    if "Original Language" in parts and parts["Original Language"].text:
        yield from _language(parts["Original Language"], has_source="source.0.citation" in keys)
    yield 'the page has no notice under a heading "Rights"'


def _before_copy(whole: str, citation: Line) -> Said:
    """Tell of what stands before the citation, unless that repeats it."""
    found = _COPY.search(whole)
    line = _one_line(_stretch(whole, 0, found.start() if found else 0))
    text = line.text
    for name in ("title", "date"):
        text = text.removesuffix(_one_line(_part(citation, name)).text).strip()
    if text:
        yield left(Line(text, line.place), "stands before the citation")


def _language(line: Line, *, has_source: bool) -> Said:
    named = {name.casefold(): tag for name, tag in common_languages().items()}
    tag = named.get(line.text.casefold())
    if not tag:
        yield left(line, "is said to be the original's language, but is no name of one language")
        return
    if not has_source:
        yield Leaf("source.0.kind", "original", line.place)
    yield Leaf("source.0.language", tag, line.place)


def _contents(line: Line, *, is_known: bool) -> Said:
    """Read what the PDF has: a translation alone is what the page is about."""
    kinds, at = [], 0
    while found := _CONTENTS.match(line.text, at):
        kinds.append(found)
        at = found.end()
    if len(kinds) == 1 and kinds[0]["language"]:
        (kind,) = kinds
        named = common_languages().get(kind["language"])
        place = piece(line, kind.start("language"), kind[0].strip()).place
        if not is_known:
            yield Leaf("describes", "translation", place)
        if named:
            yield Leaf("language.0", named, place)
    if line.text[at:].strip() and kinds:
        yield Leaf("type", "Text", line.place)
    yield Left(line.place, "the contents and the document's text, which no record holds")
