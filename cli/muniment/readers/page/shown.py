"""The text that an HTML page shows, and where in the source each character of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from muniment.finding import Place


class Piece(NamedTuple):
    """A stretch of a line that stands so in the source: its column, length, start and end there."""

    column: int
    length: int
    start: int
    end: int


class ShownLine(NamedTuple):
    """A line, with the languages that its words are marked with, and whether each is their own."""

    text: str
    pieces: list[Piece]
    langs: frozenset[tuple[str, bool]]
    is_main: bool


class Shown:
    """The text of a page; a blank line parts the blocks, as in a page that was saved as text."""

    def __init__(self, source: str, lines: list[ShownLine]) -> None:
        self.text = "\n".join(line.text for line in lines)
        self._lines = lines
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", source))]

    def place(self, place: Place) -> Place:
        """Give where in the source stands what is at a place of the text."""
        start, _ = self._offsets(place.line, place.column)
        # The end is exclusive: what counts is where the last character ends.
        _, end = self._offsets(place.end_line, max(place.end_column - 1, 1))
        return Place(*self._line_and_column(start), *self._line_and_column(end))

    def lang(self, place: Place, *, own: bool = False) -> str:
        """Give the one language that the source marks the lines of a place with, or nothing.

        `own` asks for one that is not merely that of the page as a whole.
        """
        lines = self._lines[place.line - 1 : place.end_line]
        found = {lang for line in lines for lang in line.langs}
        lang, is_own = found.pop() if len(found) == 1 else ("", False)
        return lang if is_own or not own else ""

    def _offsets(self, line: int, column: int) -> tuple[int, int]:
        """Give where the character at a column begins and ends in the source."""
        pieces = self._lines[line - 1].pieces
        at = bisect_right(pieces, column, key=lambda piece: piece.column) - 1
        piece = pieces[max(at, 0)]
        # What is written with entities is pointed to as a whole.
        if piece.length != piece.end - piece.start:
            return piece.start, piece.end
        start = min(piece.start + column - piece.column, piece.end - 1)
        return start, start + 1

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
