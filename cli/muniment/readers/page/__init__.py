"""A document page of a digital archive, saved as text, into the draft of one record.

Only what the page certainly says is taken, and verbatim; the rest is told in `left_out`.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.errors import MunimentError
from muniment.finding import Place
from muniment.readers import Draft
from muniment.readers.page.days import edtf, page_date
from muniment.readers.page.parts import INFORMATION, REPEATED, SINGLE, Line, Page, page, piece, span
from muniment.readers.page.signature import ending, says, who

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.readers import ReaderSettings

_LIMIT = 1024 * 1024
_TRANSLATED = re.compile(
    r"\btranslat(?:ed|ion)\s+(?:from\s+(?:\w+\s+){1,3}?)?(?:by|for)\b", re.IGNORECASE
)
_CREDIT = re.compile(r"\W{0,3}(?:translat|obtained|contributed|provided)", re.IGNORECASE)
_HIDDEN_ADDRESS = re.compile(r"\[email\s+protected\]")
_CONTACT = re.compile(
    r"\bcontact (?:the )?((?:[^.@;:!?]|\.(?! )){1,120}?) at"
    r" (?:([^\s@]{1,64}@[^\s@]{1,255})|\[email\s+protected\])",
    re.IGNORECASE,
)


class Leaf(NamedTuple):
    """A value of the record, its dotted key, and where the page says it."""

    key: str
    value: str
    place: Place


def read(source: str, settings: ReaderSettings) -> Iterator[Draft]:  # noqa: ARG001
    """Yield the one draft that the page at the path `source` gives."""
    name = Path(source).as_posix()
    yield read_text(_content(name), name)


def read_text(text: str, name: str) -> Draft:
    """Read a page's text into a draft; `name` is what an error calls the page."""
    said = list(_said(page(text, name)))
    leaves = [each for each in said if isinstance(each, Leaf)]
    left_out = tuple(each for each in said if isinstance(each, str))
    places = {leaf.key: leaf.place for leaf in leaves}
    return Draft(_nested(leaves), places, left_out, name)


def _content(name: str) -> str:
    try:
        if Path(name).exists() and not Path(name).is_file():
            raise MunimentError(f"{name}: is not a file")
        with Path(name).open("rb") as file:
            content = file.read(_LIMIT + 1)
        if len(content) > _LIMIT:
            raise MunimentError(f"{name}: is over 1 MiB, too large for a page")
        if b"\0" in content:
            raise MunimentError(f"{name}: has a NUL character, so it is not text")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MunimentError(f"{name}: is not UTF-8 (at byte {error.start + 1})") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise MunimentError(f"{name}: cannot be read: {reason}") from error


def _nested(leaves: Iterable[Leaf]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value, _ in leaves:
        parts = key.split(".")
        at: Any = data
        for part, below in pairwise(parts):
            at = _below(at, part, [] if below.isdigit() else {})
        _below(at, parts[-1], value)
    return data


def _below(at: Any, part: str, new: object) -> Any:
    if isinstance(at, dict):
        return at.setdefault(part, new)
    if int(part) == len(at):
        at.append(new)
    return at[int(part)]


def _said(page: Page) -> Iterator[Leaf | str]:
    for line in page.before:
        yield _left(line, "stands before the date: it is about another, related document")
    yield Leaf("title", *page.title)
    yield Leaf("date", page_date(page.date.text) or "", page.date.place)
    yield from _text(page)
    for label, key in SINGLE.items():
        yield from _single(page.under(label), label, key)
    yield from _repeated(page)
    yield from _source(page)
    yield from _rights(page)
    for line in page.under(INFORMATION):
        yield _left(line, "stands without a heading")
    for line in page.under("Language"):
        yield _left(line, "is a language, but whether of the original the page does not say")


def _left(line: Line, why: str) -> str:
    text = line.text if len(line.text) <= 60 else f"{line.text[:57]}..."
    return f'line {line.place.line}: "{text}" {why}'


def _text(page: Page) -> Iterator[Leaf | str]:
    signature, summary = ending(page)
    text = [line for line in page.body if not summary or line.place.line < summary.place.line]
    if text:
        lines = span(text)
        yield Leaf("type", "Text", lines)
        yield f"lines {lines.line}-{lines.end_line}: the document's text, which no record holds"
    if summary:
        yield Leaf("description", *summary)
    else:
        yield "no summary: which line it is, and whether there is one, is not certain"
    yield from _creators(page, signature, summary)
    for line in [*page.under("Source"), *(each for each in text[:1] if _CREDIT.match(each.text))]:
        if found := _TRANSLATED.search(line.text):
            yield Leaf("describes", "translation", piece(line, found.start(), found[0]).place)
            return


def _creators(page: Page, signature: Line | None, summary: Line | None) -> Iterator[Leaf | str]:
    authors = page.under("Author(s)")
    for at, author in enumerate(authors):
        yield Leaf(f"creator.{at}.name", *author)
    if not signature:
        return
    context = "\n".join(line.text for line in [*authors, *([summary] if summary else [])])
    signer = who(signature, page.title, context)
    if not signer:
        yield _left(signature, "stands where a signature does, but whose it is is not certain")
        return
    name, signed = signer
    surname = name.text.split()[-1]
    same = [at for at, author in enumerate(authors) if says(author.text, surname)]
    key = f"creator.{same[0] if len(same) == 1 else len(authors)}"
    if len(same) != 1:
        yield Leaf(f"{key}.name", *name)
        yield Leaf(f"{key}.role", "aut", signed.place)
    yield Leaf(f"{key}.signed", *signed)


def _single(values: list[Line], label: str, key: str) -> Iterator[Leaf | str]:
    for at, (text, place) in enumerate(values):
        if at:
            yield _left(values[at], f'stands under "{label}" as well, without a heading of its own')
        elif key == "issued" and edtf(text[:4], text[5:7], text[8:] or "0") != text:
            yield _left(values[at], "is not a date written as YYYY-MM-DD")
        else:
            yield Leaf(key, text.lower() if key == "genre" else text, place)


def _repeated(page: Page) -> Iterator[Leaf]:
    counted: Counter[str] = Counter()
    for label, key in REPEATED.items():
        for line in page.under(label):
            yield Leaf(f"{key}.{counted[key]}", *line)
            counted[key] += 1


def _source(page: Page) -> Iterator[Leaf | str]:
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


def _rights(page: Page) -> Iterator[Leaf | str]:
    notice = page.under("Rights")
    if not notice:
        yield 'the page has no notice under a heading "Rights"'
        return
    yield Leaf("rights.0.statement", "\n\n".join(line.text for line in notice), span(notice))
    yield from _contact(notice)
    for line in notice:
        if _HIDDEN_ADDRESS.search(line.text):
            yield _left(line, "has an e-mail address that the page hides")


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
