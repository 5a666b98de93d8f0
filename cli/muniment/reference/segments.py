"""A clause of a citation cut into segments, at the commas and stops between what it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.reference.source import Source, Span

_SEPARATOR = re.compile(r"[,;\n，；。]|[”\"](?=\s)|:(?=\s)|\.(?=\s)|\s?[–—-](?=\s)")
_DASHES = ("–", "—", "-")
_EXTENT = re.compile(r"(?<!\w)\d{1,4}\spp?\Z")


def segments(source: Source, clause: Span, whole: list[Span]) -> Iterator[tuple[str, Span]]:
    """Yield each segment of a clause, with the mark that stands before it (at first a stop).

    `whole`, sorted, are the archives and steps that are known: none of them is cut.
    """
    cutter = _Cutter(source, whole)
    start, before = clause[0], "."
    for found in _SEPARATOR.finditer(source.text, *clause):
        at, mark = found.start(), found[0].strip()
        if mark in ("”", '"'):
            if cutter.is_title(start, found.end()):
                yield before, source.unquoted(source.trimmed(start, found.end()))
                start, before = found.end(), ","
        elif cutter.cuts(mark, at, found.end()):
            yield before, source.trimmed(start, at)
            start, before = found.end(), mark
    yield before, source.trimmed(start, clause[1])


class _Cutter:
    """Tells whether a mark of punctuation cuts a clause."""

    def __init__(self, source: Source, whole: list[Span]) -> None:
        self._source = source
        self._whole = whole
        self._starts = {start for start, _ in whole}
        self._ends = {end for _, end in whole}

    def cuts(self, mark: str, at: int, after: int) -> bool:
        source = self._source
        if source.is_inside(at, source.closed) or source.is_inside(at, self._whole):
            return False
        if mark == ".":
            return self._is_stop(at)
        # A dash is part of a name, unless a step or an archive follows it.
        return mark not in _DASHES or any(after + gap in self._starts for gap in (0, 1, 2))

    def is_title(self, start: int, end: int) -> bool:
        """Whether a segment is a text in quotation marks, to which nothing belongs that follows."""
        begin = self._source.trimmed(start, end)[0]
        is_cut = self._source.is_inside(end - 1, self._whole)
        return (begin, end) in self._source.brackets and not is_cut

    def _is_stop(self, at: int) -> bool:
        """Whether a stop parts segments: one is complete, or a step or an archive follows."""
        text, after = self._source.text, at + 1
        while after < len(text) and text[after].isspace():
            after += 1
        return bool(
            after in self._starts
            or at in self._ends
            or _EXTENT.search(text, max(0, at - 12), at)
            or self._source.is_end_of_sentence(at)
        )
