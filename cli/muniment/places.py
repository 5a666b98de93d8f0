"""Where each key of a TOML text stands, in lines and columns: what reports and editors count by."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from muniment.finding import Place
from muniment.landmarks import Landmarks
from muniment.scanning import DEPTH, Scan

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from muniment.keys import Path
    from muniment.scanning import Spans


# So many places are looked for one by one; a scan finds all.
_OFTEN = 8


class Places:
    """The places in one text, by path; it is scanned when first asked about."""

    def __init__(self, text: str, data: dict[str, Any] | None = None) -> None:
        """Take a text and, so that a few places may be found without a scan, its parsed data."""
        self._text = text
        self._data = data
        # Most files have few findings: only who asks often has the text scanned.
        self._quick: dict[Path, Spans] = {}
        self._marks: Landmarks | None = None
        # Where the lines begin in which places were found: those are shown.
        self._begins: dict[int, int] = {}

    def of(self, path: Sequence[str | int]) -> Place:
        """Give the place of a value (its first line) or of a table's header.

        For a path that is not written, that of its nearest ancestor; without one, the first line.
        """
        return self._place(self.written(path), 1)

    def key(self, path: Sequence[str | int]) -> Place:
        """Give the place of the key itself; like `of` for a path that is not written."""
        return self._place(self.written(path), 0)

    def written(self, path: Sequence[str | int]) -> Path:
        """Give the longest part of `path`, from its start, that is written in the text."""
        whole = tuple(path)
        if whole in self._quick or not whole:
            return whole
        if self._data and len(self._quick) < _OFTEN:
            known = _in_data(self._data, whole)
            if known and (spans := self._landmarks.find(known)):
                self._quick[known] = spans
                return known
        found, depth = self._scan.until(whole), 0
        while depth < len(whole) and whole[: depth + 1] in found:
            depth += 1
        return whole[:depth]

    def value_range(self, path: Sequence[str | int]) -> tuple[int, int] | None:
        """Give the offsets of the source of a value; None if none is written there.

        A table that has a header, or is only implied, has no value that could be replaced.
        """
        # An element is its own key; a header, and a dotted key, contain theirs.
        key, value = self._scan.until(None).get(tuple(path), ((1, 1), (0, 0)))
        return value if key == value or key[1] <= value[0] else None

    def end_of(self, keys: Collection[str]) -> int:
        """Give the offset behind the last of what is written at or below some top-level keys."""
        found = self._scan.until(None)
        return max((value[1] for path, (_, value) in found.items() if path[0] in keys), default=0)

    def between(self, start: int, end: int) -> Place:
        """Give the place of a range of offsets, whole."""
        lines = self._text.count("\n", 0, start), self._text.count("\n", 0, end)
        first, last = (self._text.rfind("\n", 0, at) + 1 for at in (start, end))
        return Place(lines[0] + 1, start - first + 1, lines[1] + 1, end - last + 1)

    def line(self, number: int) -> str:
        """Give the text of a line, without its end; empty where there is no such line."""
        if (first := self._begins.get(number)) is not None:
            return self._text[first : self._line_end(first)]
        lines = self._text.split("\n", number) if number > 0 else []
        return lines[number - 1].removesuffix("\r") if 0 < number <= len(lines) else ""

    def excerpt(self, place: Place, width: int) -> tuple[str, int]:
        """Give a place's line, or `width` characters of it around the place, and their offset."""
        line = self.line(place.line)
        start = max(0, place.column - 1 - width // 2) if len(line) > width else 0
        return line[start : start + width], start

    @property
    def _landmarks(self) -> Landmarks:
        if self._marks is None:
            self._marks = Landmarks(self._text, self._data or {})
        return self._marks

    @cached_property
    def _scan(self) -> Scan:
        return Scan(self._text)

    def _place(self, path: Path, which: int) -> Place:
        if not path:
            return Place(1, 1, 1, max(2, len(self.line(1)) + 1))
        start, end = (self._quick.get(path) or self._scan.found[path])[which]
        number = self._text.count("\n", 0, start) + 1
        first = self._text.rfind("\n", 0, start) + 1
        self._begins[number] = first
        return Place(number, start - first + 1, number, min(end, self._line_end(first)) - first + 1)

    def _line_end(self, first: int) -> int:
        """Give the offset at which a line ends that begins at `first`."""
        end = self._text.find("\n", first)
        end = end if end >= 0 else len(self._text)
        return end - 1 if self._text.startswith("\r", end - 1) and end > first else end


def _in_data(data: Any, path: Path) -> Path:
    """Give the longest part of a path, from its start, that leads to something in the data."""
    for depth, part in enumerate(path[:DEPTH]):
        is_there = (
            isinstance(data, dict) and part in data
            if isinstance(part, str)
            else isinstance(data, list) and part < len(data)
        )
        if not is_there:
            return path[:depth]
        data = data[part]
    return path[:DEPTH]
