"""A document page by its parts: what stands before the date, the text, and each heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from muniment.errors import MunimentError
from muniment.finding import Place
from muniment.readers.page.days import page_date

if TYPE_CHECKING:
    from collections.abc import Iterator

# The summary of a related document may stand before the date; a date further down is the text's.
_LINES_BEFORE_DATE = 4
INFORMATION = "Document Information"
REPEATED = {
    "Subjects Discussed": "subject",
    # Named in the document: that is not yet to have contributed to it.
    "Associated People & Organizations": "subject",
    "Associated Places": "spatial",
    "Donors": "acknowledgement",
}
SINGLE = {
    "Original Archive": "original_archive.0.name",
    "Original Uploaded Date": "issued",
    "Type": "genre",
    "Record ID": "identifier.0",
    "Original Classification": "classification.original",
}
_LABELS = {"Author(s)", *REPEATED, *SINGLE, INFORMATION, "Source", "Rights", "Language"}

_NOTICE = re.compile(r"\b(?:copyright|rights holders?|rights status)\b", re.IGNORECASE)


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


def page(text: str, name: str) -> Page:
    """Part a page; `name` is what an error calls it. Raises MunimentError where it is none."""
    lines = list(lines_of(text))
    start = 1 if lines and lines[0].text == "Skip to content" else 0
    at = _date_index(lines, start)
    if at is None:
        raise MunimentError(f"{name}: is not a document page: no date line followed by a title")
    spaced = is_spaced(lines[at:])
    body, sections = parted(lines[at + 2 :], spaced)
    if not sections:
        raise MunimentError(f'{name}: is not a document page: no "Source" or "Rights" block')
    return Page(lines[start:at], lines[at], lines[at + 1], body, sections, spaced)


def is_spaced(lines: list[Line]) -> bool:
    """Tell whether blank lines part the paragraphs, from the first two lines."""
    return len(lines) > 1 and lines[1].place.line > lines[0].place.line + 1


def parted(
    lines: list[Line], spaced: bool
) -> tuple[list[Line], dict[str, tuple[Line, list[Line]]]]:
    """Part the lines below a title: the text, and what stands under headings at the end."""
    tail = _tail_index(lines)
    return (lines, {}) if tail is None else (lines[:tail], _headed(_sections(lines[tail:], spaced)))


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a text that are not blank."""
    # Not splitlines(): an editor does not count a form feed or U+2028 as the end of a line.
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if stripped := raw.strip():
            column = 1 + len(raw) - len(raw.lstrip())
            yield Line(stripped, Place(number, column, number, column + len(stripped)))


def _date_index(lines: list[Line], start: int) -> int | None:
    for at in range(start, min(start + _LINES_BEFORE_DATE, len(lines) - 1)):
        if page_date(lines[at].text):
            return None if _label(lines[at + 1]) else at
    return None


def _tail_index(lines: list[Line]) -> int | None:
    """Give where the headings begin. The text may have a line "Source" too: the last one counts."""
    last = {label: at for at, line in enumerate(lines) if (label := _label(line))}
    anchors = (last[label] for label in (INFORMATION, "Source", "Rights") if label in last)
    anchor = next(anchors, None)
    if anchor is None:
        return None
    if last.get("Author(s)", anchor) < anchor:
        return last["Author(s)"]
    return min(
        at for label in (*REPEATED, INFORMATION) if (at := last.get(label, anchor)) <= anchor
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
    return {label: (line, paragraphs(under, spaced)) for label, (line, under) in sections.items()}


def _headed(sections: dict[str, tuple[Line, list[Line]]]) -> dict[str, tuple[Line, list[Line]]]:
    """Give Source and Rights back what is theirs, on a page that lost its one-word headings."""
    for label in ("Original Archive", "Source", INFORMATION):
        lines = sections[label][1] if label in sections and "Rights" not in sections else []
        start = next((at for at, line in enumerate(lines) if _NOTICE.search(line.text)), None)
        if start is not None:
            sections["Rights"] = lines[start], lines[start:]
            del lines[start:]
    if "Source" not in sections and INFORMATION in sections and sections[INFORMATION][1]:
        # Source is the first of the block in every layout.
        sections["Source"] = sections[INFORMATION][1][0], sections.pop(INFORMATION)[1]
    return sections


def paragraphs(lines: list[Line], spaced: bool) -> list[Line]:
    """Undo wrapping where blank lines part the paragraphs; elsewhere each line is one."""
    groups: list[list[Line]] = []
    for line in lines:
        if spaced and groups and line.place.line == groups[-1][-1].place.line + 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Line(" ".join(line.text for line in group), span(group)) for group in groups]


def span(lines: list[Line]) -> Place:
    """Give the place from the first of some lines to the last."""
    return Place(*lines[0].place[:2], *lines[-1].place[2:])


def piece(line: Line, start: int, text: str) -> Line:
    """Give the part `text` of a line, which begins at the offset `start` of it."""
    place = line.place
    if place.line == place.end_line:
        column = place.column + start
        place = Place(place.line, column, place.line, column + len(text))
    return Line(text, place)
