"""What a page says whose title stands below its date, and whose headings stand at its end."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from muniment.readers.page.days import edtf, page_date
from muniment.readers.page.leaf import Leaf, Left, left
from muniment.readers.page.parts import INFORMATION, REPEATED, SINGLE, Line, Page, piece, span
from muniment.readers.page.signature import ending, says, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    Said = Iterator[Leaf | Left | str]

_TRANSLATED = re.compile(
    r"\btranslat(?:ed|ion)\s+(?:from\s+(?:\w+\s+){1,3}?)?(?:by|for)\b", re.IGNORECASE
)
_CREDIT = re.compile(r"\W{0,3}(?:translat|obtained|contributed|provided)", re.IGNORECASE)
# The credit that some pages have above the text.
_SUPPORT = re.compile(r"This document was made possible (?:with|by) .{0,40}\bsupport\b")
_HIDDEN_ADDRESS = re.compile(r"\[email\s+protected\]")
_CONTACT = re.compile(
    r"\bcontact (?:the )?((?:[^.@;:!?]|\.(?! )){1,120}?) at"
    r" (?:([^\s@]{1,64}@[^\s@]{1,255})|\[email\s+protected\])",
    re.IGNORECASE,
)


def said(page: Page) -> Said:
    """Yield what a page with headings says, and what of it goes nowhere."""
    for line in page.before:
        yield left(line, "stands before the date: it is about another, related document")
    yield Leaf("title", *page.title)
    yield Leaf("date", page_date(page.date.text) or "", page.date.place)
    yield from text(page)
    yield from below(page)
    yield from _source(page)
    yield from rights(page)


def below(page: Page) -> Said:
    """Yield what stands under the headings, but for the source and the rights."""
    for label, key in SINGLE.items():
        yield from _single(page.under(label), label, key)
    yield from _repeated(page)
    for line in page.under(INFORMATION):
        yield left(line, "stands without a heading")
    for line in page.under("Language"):
        yield left(line, "is a language, but whether of the original the page does not say")


def text(page: Page, summary: Line | None = None) -> Said:
    """Yield what the document's text says of it; `summary` is the page's own, if it has a place."""
    signature, ending_summary = ending(page)
    found = summary or ending_summary
    lines = [line for line in page.body if summary or not found or _is_before(line, found)]
    if credit := _support(page):
        lines = lines[1:]
        yield Leaf("acknowledgement.0", *credit)
    if lines:
        place = span(lines)
        yield Leaf("type", "Text", place)
        yield Left(place, "the document's text, which no record holds")
    if found:
        yield Leaf("description", *found)
    else:
        yield "no summary: which line it is, and whether there is one, is not certain"
    yield from _creators(page, signature, found)
    for line in [*page.under("Source"), *(each for each in lines[:1] if _CREDIT.match(each.text))]:
        if translation := translated(line):
            yield translation
            return


def translated(line: Line) -> Leaf | None:
    """Say that a page is about a translation, where a credit says so."""
    found = _TRANSLATED.search(line.text)
    place = piece(line, found.start(), found[0]).place if found else line.place
    return Leaf("describes", "translation", place) if found else None


def _is_before(line: Line, other: Line) -> bool:
    return line.place.line < other.place.line


def _support(page: Page) -> Line | None:
    return page.body[0] if page.body and _SUPPORT.match(page.body[0].text) else None


def _creators(page: Page, signature: Line | None, summary: Line | None) -> Said:
    authors = page.under("Author(s)")
    for at, author in enumerate(authors):
        yield Leaf(f"creator.{at}.name", *author)
    if not signature:
        return
    context = "\n".join(line.text for line in [*authors, *([summary] if summary else [])])
    signer = who(signature, page.title, context)
    if not signer:
        yield left(signature, "stands where a signature does, but whose it is is not certain")
        return
    name, signed = signer
    surname = name.text.split()[-1]
    same = [at for at, author in enumerate(authors) if says(author.text, surname)]
    key = f"creator.{same[0] if len(same) == 1 else len(authors)}"
    if len(same) != 1:
        yield Leaf(f"{key}.name", *name)
        yield Leaf(f"{key}.role", "aut", signed.place)
    yield Leaf(f"{key}.signed", *signed)


def _single(values: list[Line], label: str, key: str) -> Said:
    for at, (text, place) in enumerate(values):
        if at:
            yield left(values[at], f'stands under "{label}" as well, without a heading of its own')
        elif key == "issued" and edtf(text[:4], text[5:7], text[8:] or "0") != text:
            yield left(values[at], "is not a date written as YYYY-MM-DD")
        else:
            yield Leaf(key, text.lower() if key == "genre" else text, place)


def _repeated(page: Page) -> Iterator[Leaf]:
    counted: Counter[str] = Counter({"acknowledgement": int(bool(_support(page)))})
    for label, key in REPEATED.items():
        for line in page.under(label):
            yield Leaf(f"{key}.{counted[key]}", *line)
            counted[key] += 1


def _source(page: Page) -> Said:
    if lines := page.under("Source"):
        yield Leaf("source.0.citation", "\n".join(line.text for line in lines), span(lines))
    gaps = 0
    for label, key in (("Source", "source"), ("Original Archive", "original_archive")):
        if label not in page.sections:
            yield f'the page has no heading "{label}"'
        elif not page.under(label):
            place = page.sections[label][0].place
            yield Leaf(f"gap.{gaps}.field", key, place)
            yield Leaf(f"gap.{gaps}.reason", "not-recorded", place)
            note = f'The page has the heading "{label}" and nothing under it.'
            yield Leaf(f"gap.{gaps}.note", note, place)
            gaps += 1


def rights(page: Page) -> Said:
    """Yield the notice that stands under `Rights`, and whom it says to ask."""
    notice = page.under("Rights")
    if not notice:
        yield 'the page has no notice under a heading "Rights"'
        return
    yield Leaf("rights.0.statement", "\n\n".join(line.text for line in notice), span(notice))
    yield from _contact(notice)
    for line in notice:
        if _HIDDEN_ADDRESS.search(line.text):
            yield left(line, "has an e-mail address that the page hides")


def _contact(notice: list[Line]) -> Iterator[Leaf]:
    for line in notice:
        if found := _CONTACT.search(line.text):
            # "contact us at": whom, the sentence does not say.
            if found[1][0].isupper():
                yield Leaf("rights.0.contact.name", *piece(line, found.start(1), found[1]))
            if found[2]:
                email = found[2].rstrip(".,;:!?)>")
                yield Leaf("rights.0.contact.email", *piece(line, found.start(2), email))
            return
