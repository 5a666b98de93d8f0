"""A document page of a digital archive, saved as text, into the draft of one record.

Only what the page certainly says is taken, and verbatim; the rest is told in `left_out`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from itertools import pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.errors import MunimentError
from muniment.finding import Place
from muniment.readers import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LIMIT = 1024 * 1024
# The summary of a related document may stand before the date; a date further down is the text's.
_LINES_BEFORE_DATE = 4
_INFORMATION = "Document Information"
_REPEATED = {
    "Subjects Discussed": "subject",
    # Named in the document: that is not yet to have contributed to it.
    "Associated People & Organizations": "subject",
    "Associated Places": "spatial",
    "Donors": "acknowledgement",
}
_SINGLE = {
    "Original Archive": "original_archive.0.name",
    "Original Uploaded Date": "issued",
    "Type": "genre",
    "Record ID": "identifier.0",
    "Original Classification": "classification.original",
}
_LABELS = {"Author(s)", *_REPEATED, *_SINGLE, _INFORMATION, "Source", "Rights", "Language"}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBERS = {name: at for names in (_MONTHS, _ROMAN) for at, name in enumerate(names, start=1)}
_MONTH = (
    "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?%s)"
)
_PAGE_DATE = re.compile(
    rf"((?:ca?\.|circa) )?(?:{_MONTH % ''} (?:([0-9]{{1,2}}),? )?)?([12][0-9]{{3}})"
)
_SIGNED_DAY = re.compile(
    rf"([0-9]{{1,2}})[ .]{{1,2}}{_MONTH % '|[IVX]{1,4}|[0-9]{1,2}'}[ .,]{{1,2}}"
    r"([12][0-9]{3}|[0-9]{2})\.?",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
# What stands above the date at the foot of a document and is not a name.
_NOT_A_NAME = re.compile(
    "ambassador|chairman|comrade|committee|copy|embassy|greetings|illegible|marshal|minister"
    "|ministry|premier|president|seal|secretary|signature|signed|sincerely|stamp|yours"
    "|beijing|belgrade|berlin|bucharest|budapest|hanoi|havana|moscow|peking|prague|pyongyang"
    "|seoul|sofia|tirana|tokyo|warsaw|washington",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(
    r"\btranslat(?:ed|ion)\s+(?:from\s+(?:\w+\s+){1,3}?)?(?:by|for)\b", re.IGNORECASE
)
_CREDIT = re.compile(r"\W{0,3}(?:translat|obtained|contributed|provided)", re.IGNORECASE)
_NOTICE = re.compile(r"\b(?:copyright|rights holders?|rights status)\b", re.IGNORECASE)
_HIDDEN_ADDRESS = re.compile(r"\[email\s+protected\]")
_CONTACT = re.compile(
    r"\bcontact (?:the )?((?:[^.@;:!?]|\.(?! )){1,120}?) at"
    r" (?:([^\s@]{1,64}@[^\s@]{1,255})|\[email\s+protected\])",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line without its outer white space, or a piece of it, or a paragraph that was wrapped."""

    text: str
    place: Place


class Page(NamedTuple):
    """A page by its parts; `sections`: each heading and what stands under it."""

    before: list[Line]
    date: Line
    title: Line
    body: list[Line]
    sections: dict[str, tuple[Line, list[Line]]]
    spaced: bool

    def under(self, label: str) -> list[Line]:
        """Give what stands under a heading; nothing where there is no such heading."""
        return self.sections[label][1] if label in self.sections else []


class Leaf(NamedTuple):
    """A value of the record, its dotted key, and where the page says it."""

    key: str
    value: str
    place: Place


def read(source: str) -> Iterator[Draft]:
    """Yield the one draft that the page at the path `source` gives."""
    name = Path(source).as_posix()
    yield read_text(_content(name), name)


def read_text(text: str, name: str) -> Draft:
    """Read a page's text into a draft; `name` is what an error calls the page."""
    said = list(_said(_page(text, name)))
    leaves = [each for each in said if isinstance(each, Leaf)]
    left_out = tuple(each for each in said if isinstance(each, str))
    return Draft(_nested(leaves), {leaf.key: leaf.place for leaf in leaves}, left_out)


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


def _page(text: str, name: str) -> Page:
    lines = list(_lines(text))
    start = 1 if lines and lines[0].text == "Skip to content" else 0
    at = _date_index(lines, start)
    if at is None:
        raise MunimentError(f"{name}: is not a document page: no date line followed by a title")
    tail = _tail_index(lines, at + 2)
    if tail is None:
        raise MunimentError(f'{name}: is not a document page: no "Source" or "Rights" block')
    spaced = lines[at + 1].place.line > lines[at].place.line + 1
    sections = _headed(_sections(lines[tail:], spaced))
    return Page(lines[start:at], lines[at], lines[at + 1], lines[at + 2 : tail], sections, spaced)


def _lines(text: str) -> Iterator[Line]:
    # Not splitlines(): an editor does not count a form feed or U+2028 as the end of a line.
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if stripped := raw.strip():
            column = 1 + len(raw) - len(raw.lstrip())
            yield Line(stripped, Place(number, column, number, column + len(stripped)))


def _date_index(lines: list[Line], start: int) -> int | None:
    for at in range(start, min(start + _LINES_BEFORE_DATE, len(lines) - 1)):
        if _page_date(lines[at].text):
            return None if _label(lines[at + 1]) else at
    return None


def _tail_index(lines: list[Line], start: int) -> int | None:
    """Give where the headings begin. The text may have a line "Source" too: the last one counts."""
    last = {label: at for at, line in enumerate(lines[start:], start) if (label := _label(line))}
    anchor = next((last[label] for label in (_INFORMATION, "Source", "Rights") if label in last), 0)
    if not anchor:
        return None
    if last.get("Author(s)", anchor) < anchor:
        return last["Author(s)"]
    return min(
        at for label in (*_REPEATED, _INFORMATION) if (at := last.get(label, anchor)) <= anchor
    )


def _label(line: Line) -> str | None:
    label = line.text.removesuffix(":")
    return label if label in _LABELS else None


def _sections(tail: list[Line], spaced: bool) -> dict[str, tuple[Line, list[Line]]]:
    sections: dict[str, tuple[Line, list[Line]]] = {}
    values: list[Line] = []
    for line in tail:
        label = _label(line)
        if label and label not in sections:
            values = []
            sections[label] = line, values
        else:
            values.append(line)
    return {label: (line, _paragraphs(under, spaced)) for label, (line, under) in sections.items()}


def _headed(sections: dict[str, tuple[Line, list[Line]]]) -> dict[str, tuple[Line, list[Line]]]:
    """Give Source and Rights back what is theirs, on a page that lost its one-word headings."""
    for label in ("Original Archive", "Source", _INFORMATION):
        lines = sections[label][1] if label in sections and "Rights" not in sections else []
        start = next((at for at, line in enumerate(lines) if _NOTICE.search(line.text)), None)
        if start is not None:
            sections["Rights"] = lines[start], lines[start:]
            del lines[start:]
    if "Source" not in sections and _INFORMATION in sections and sections[_INFORMATION][1]:
        # Source is the first of the block in every layout.
        sections["Source"] = sections[_INFORMATION][1][0], sections.pop(_INFORMATION)[1]
    return sections


def _paragraphs(lines: list[Line], spaced: bool) -> list[Line]:
    """Undo wrapping where blank lines part the paragraphs; elsewhere each line is one."""
    groups: list[list[Line]] = []
    for line in lines:
        if spaced and groups and line.place.line == groups[-1][-1].place.line + 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Line(" ".join(line.text for line in group), _span(group)) for group in groups]


def _span(lines: list[Line]) -> Place:
    return Place(*lines[0].place[:2], *lines[-1].place[2:])


def _piece(line: Line, start: int, text: str) -> Line:
    place = line.place
    if place.line == place.end_line:
        column = place.column + start
        place = Place(place.line, column, place.line, column + len(text))
    return Line(text, place)


def _page_date(text: str) -> str | None:
    """Give the EDTF of "December 27, 1952", "December 1952", "1952" and "ca. 1952"."""
    found = _PAGE_DATE.fullmatch(text)
    edtf = _edtf(found[4], found[2], found[3]) if found else None
    return f"{edtf}~" if found and found[1] and edtf else edtf


def _signed_day(text: str) -> str | None:
    """Give the EDTF of a date as it stands under a signature: "27 December 1952", "16.XII.47"."""
    if found := _SIGNED_DAY.fullmatch(text):
        day, month, year = found.groups()
        return _edtf(year if len(year) == 4 else f"19{year}", month, day)
    return _page_date(text) if " " in text else None


def _edtf(year: str, month: str | None, day: str | None) -> str | None:
    if month is None:
        return year
    try:
        edtf = date(int(year), _month(month), int(day or 1)).isoformat()
    except ValueError:
        return None
    return edtf if day else edtf[:7]


def _month(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word) or _NUMBERS.get(word[:3], 0)


def _ending(page: Page) -> tuple[Line | None, Line | None]:
    """Give the signature and the page's own summary below it, as far as they are certain."""
    body, signature = page.body, None
    dated = max((at for at, line in enumerate(body) if at and _signed_day(line.text)), default=0)
    if dated:
        after = _paragraphs(body[dated + 1 :], page.spaced)
        signature = body[dated - 1] if _may_be_signature(body[dated - 1].text) else None
        # A date that heads the last paragraph of a diary has neither.
        same_day = _signed_day(body[dated].text) == _page_date(page.date.text)
        if len(after) < 2 and (signature or same_day):
            # A number of the paper may stand there, too: a summary is a sentence.
            sentences = (line for line in after if line.text[-1] in '.!?…"”’)]')
            return signature, next(sentences, None)
    *_, above, last = [None, None, *_paragraphs(body, page.spaced)[-2:]]
    if above and last and last.place.line > above.place.end_line + 1 and last.text.endswith("."):
        return (above, last) if _who(above, page.title, last.text) else (None, None)
    return None, None


def _may_be_signature(text: str) -> bool:
    """Tell a signature by its look: short, letters, dots and brackets, each word with a capital."""
    words = text[:61].split()
    letters = all(
        unicodedata.category(each)[0] in "LM" or each in ".'’-[]" for each in "".join(words)
    )
    capitals = all(word.lstrip("[")[:1].isupper() for word in words)
    return len(text) <= 60 and len(words) <= 6 and letters and capitals


def _is_name(text: str) -> bool:
    others = any(_NOT_A_NAME.fullmatch(word) for word in text.split())
    return text[:1].isupper() and not others and not {"[", "]"} & set(text)


def _says(text: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))


def _who(signature: Line, title: Line, context: str) -> tuple[Line, Line] | None:
    """Give who signed and the name that was signed, where the page leaves no doubt."""
    text = signature.text
    if not _INITIALS.fullmatch(text.split()[-1]):
        text = text.removesuffix(".")
    outer, _, inner = text.removesuffix("]").partition(" [")
    if not _may_be_signature(signature.text) or not _is_name(outer):
        return None
    signed = _piece(signature, 0, outer)
    context = f"{title.text}\n{context}"
    if inner:
        # "Zhou [Enlai]" is a name made whole, not a name behind another.
        whole = _says(context, f"{outer} {inner}") or not _says(context, inner)
        real = text.endswith("]") and _is_name(inner) and not whole
        return (_piece(signature, len(outer) + 2, inner), signed) if real else None
    if pseudonym := re.search(rf"\[{re.escape(outer)}\]", title.text, re.IGNORECASE):
        name = _last_name(title, pseudonym.start())
        return (name, signed) if name else None
    words = outer.split()
    sure = any(_INITIALS.fullmatch(word) for word in words) or _says(context, words[-1])
    two_names = f"{outer} [".lower() in title.text.lower()
    return (signed, signed) if sure and not two_names else None


def _last_name(title: Line, end: int) -> Line | None:
    """Give the name that ends at `end` of the title: "Stalin" of "Cable, Stalin [Kuznetsov]"."""
    words = reversed(title.text[:end].split())
    name = " ".join(
        [*takewhile(lambda word: word[0].isupper() and word[-1] not in ",:;", words)][::-1]
    )
    start = title.text.rfind(name, 0, end)
    return _piece(title, start, name) if name and start >= 0 else None


def _said(page: Page) -> Iterator[Leaf | str]:
    for line in page.before:
        yield _left(line, "stands before the date: it is about another, related document")
    yield Leaf("title", *page.title)
    yield Leaf("date", _page_date(page.date.text) or "", page.date.place)
    yield from _text(page)
    for label, key in _SINGLE.items():
        yield from _single(page.under(label), label, key)
    yield from _repeated(page)
    yield from _source(page)
    yield from _rights(page)
    for line in page.under(_INFORMATION):
        yield _left(line, "stands without a heading")
    for line in page.under("Language"):
        yield _left(line, "is a language, but whether of the original the page does not say")


def _left(line: Line, why: str) -> str:
    text = line.text if len(line.text) <= 60 else f"{line.text[:57]}..."
    return f'line {line.place.line}: "{text}" {why}'


def _text(page: Page) -> Iterator[Leaf | str]:
    signature, summary = _ending(page)
    text = [line for line in page.body if not summary or line.place.line < summary.place.line]
    if text:
        span = _span(text)
        yield Leaf("type", "Text", span)
        yield f"lines {span.line}-{span.end_line}: the document's text, which no record holds"
    if summary:
        yield Leaf("description", *summary)
    else:
        yield "no summary: which line it is, and whether there is one, is not certain"
    yield from _creators(page, signature, summary)
    for line in [*page.under("Source"), *(each for each in text[:1] if _CREDIT.match(each.text))]:
        if found := _TRANSLATED.search(line.text):
            yield Leaf("describes", "translation", _piece(line, found.start(), found[0]).place)
            return


def _creators(page: Page, signature: Line | None, summary: Line | None) -> Iterator[Leaf | str]:
    authors = page.under("Author(s)")
    for at, author in enumerate(authors):
        yield Leaf(f"creator.{at}.name", *author)
    if not signature:
        return
    context = "\n".join(line.text for line in [*authors, *([summary] if summary else [])])
    who = _who(signature, page.title, context)
    if not who:
        yield _left(signature, "stands where a signature does, but whose it is is not certain")
        return
    name, signed = who
    surname = name.text.split()[-1]
    same = [at for at, author in enumerate(authors) if _says(author.text, surname)]
    key = f"creator.{same[0] if len(same) == 1 else len(authors)}"
    if len(same) != 1:
        yield Leaf(f"{key}.name", *name)
        yield Leaf(f"{key}.role", "aut", signed.place)
    yield Leaf(f"{key}.signed", *signed)


def _single(values: list[Line], label: str, key: str) -> Iterator[Leaf | str]:
    for at, (text, place) in enumerate(values):
        if at:
            yield _left(values[at], f'stands under "{label}" as well, without a heading of its own')
        elif key == "issued" and _edtf(text[:4], text[5:7], text[8:] or "0") != text:
            yield _left(values[at], "is not a date written as YYYY-MM-DD")
        else:
            yield Leaf(key, text.lower() if key == "genre" else text, place)


def _repeated(page: Page) -> Iterator[Leaf]:
    counted: Counter[str] = Counter()
    for label, key in _REPEATED.items():
        for line in page.under(label):
            yield Leaf(f"{key}.{counted[key]}", *line)
            counted[key] += 1


def _source(page: Page) -> Iterator[Leaf | str]:
    if lines := page.under("Source"):
        yield Leaf("source.0.citation", "\n".join(line.text for line in lines), _span(lines))
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
    yield Leaf("rights.0.statement", "\n\n".join(line.text for line in notice), _span(notice))
    yield from _contact(notice)
    for line in notice:
        if _HIDDEN_ADDRESS.search(line.text):
            yield _left(line, "has an e-mail address that the page hides")


def _contact(notice: list[Line]) -> Iterator[Leaf]:
    for line in notice:
        if found := _CONTACT.search(line.text):
            # "contact us at": whom, the sentence does not say.
            if found[1][0].isupper():
                yield Leaf("rights.0.contact.name", *_piece(line, found.start(1), found[1]))
            if found[2]:
                email = found[2].rstrip(".,;:!?)>")
                yield Leaf("rights.0.contact.email", *_piece(line, found.start(2), email))
            return
