"""Where a key stands that is written as most are: found by its heading, without a whole scan.

A line that begins with `[[source]]`, `[access]` or `key =` can be nothing else, unless it is inside
a text of several lines: a list that is broken over lines has no such line. So such lines are looked
for, and counted against the parsed data. What is written in another way is left to the scanner.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from muniment.scanning import BARE, pattern

if TYPE_CHECKING:
    from muniment.keys import Path
    from muniment.scanning import Span, Spans

_HEADING = r"\n[ \t]*+\["
_HEADS = r"[ \t]*+\["
_LONG = '"""'
# A text without quotes and escapes, on one line.
_VALUE = r'[ \t]*+=[ \t]*+("(?!"")[^"\\\n]*+")'
_OPENING = rf"[ \t]*+{BARE}(?:[ \t]*+\.[ \t]*+{BARE})*+[ \t]*+=[ \t]*+"
# Longer ones are looked at each time.
_SHORT = 100


class Landmarks:
    """The headings of one text, and the keys below them; `data` is what the text was parsed to."""

    def __init__(self, text: str, data: dict[str, Any]) -> None:
        self._text = text
        self._data = data
        self._long_texts = _long_texts(text)

    def find(self, path: Path) -> Spans | None:
        """Give what a scan would give for a path that is in the data; None is no answer."""
        if self._long_texts is None or not _is_bare(path):
            return None
        spans: Spans | None = None
        match path:
            case (str(key),):
                spans = self._at_top(key) or self._table(key) or self._item(key, 0)
            case (str(table), int(at)):
                spans = self._item(table, at)
            case (str(table), str(key)):
                spans = self._below_heading(self._table(table), key)
            case (str(table), int(at), str(key)):
                spans = self._below_heading(self._item(table, at), key)
            case (str(table), int(at), str(inner), str(key)):
                spans = self._below_heading(self._inner(table, at, inner), key)
        return spans

    def _at_top(self, key: str) -> Spans | None:
        return None if pattern(_HEADS).match(self._text) else self._below((0, 0), key)

    def _below_heading(self, heading: Spans | None, key: str) -> Spans | None:
        return self._below(heading[1], key) if heading else None

    def _below(self, heading: Span, key: str) -> Spans | None:
        """Find a key whose value is a plain text, between a heading and the next."""
        follows = pattern(_HEADING).search(self._text, heading[1])
        end = follows.start() if follows else len(self._text)
        line = self._text.find(f"\n{key}", heading[1], end)
        while line >= 0:
            at = line + 1 + len(key)
            if value := pattern(_VALUE).match(self._text, at):
                return None if self._is_inside(at) else ((line + 1, at), value.span(1))
            line = self._text.find(f"\n{key}", at, end)
        return None

    def _table(self, name: str) -> Spans | None:
        """Find a table with no table in it, which might have a heading that comes first."""
        table = self._data.get(name)
        if not isinstance(table, dict) or any(
            isinstance(value, (dict, list)) for value in table.values()
        ):
            return None
        return self._heading(f"[{name}]", name, 0, len(self._text))

    def _item(self, name: str, at: int) -> Spans | None:
        """Find a table of an array, if each of them has a heading that is written plainly."""
        items, heading = self._data.get(name), f"[[{name}]]"
        if not isinstance(items, list) or self._text.count(f"\n{heading}") != len(items):
            return None
        start = 0
        for _ in range(at):
            start = self._text.find(f"\n{heading}", start) + 1
        return self._heading(heading, name, start, len(self._text))

    def _inner(self, table: str, at: int, name: str) -> Spans | None:
        """Find the table in a table of an array, below the latter's heading."""
        outer = self._item(table, at)
        if outer is None:
            return None
        end = self._text.find(f"\n[[{table}]]", outer[1][1])
        end = end if end >= 0 else len(self._text)
        return self._heading(f"[{table}.{name}]", f"{table}.{name}", outer[1][1], end)

    def _heading(self, heading: str, name: str, start: int, end: int) -> Spans | None:
        at = self._text.find(f"\n{heading}", start, end) + 1
        if not at:
            return None
        for long in self._long_texts or ():
            if self._text.find(heading, *long) >= 0:
                return None
        key = at + heading.index(name)
        return (key, key + len(name)), (at, at + len(heading))

    def _is_inside(self, at: int) -> bool:
        return any(start < at < end for start, end in self._long_texts or ())


@lru_cache(maxsize=1024)
def _is_bare(path: Path) -> bool:
    """Tell whether each key of a path is written without quotes."""
    names = (part for part in path if isinstance(part, str))
    return all(map(pattern(rf"{BARE}\Z").match, names))


def _long_texts(text: str) -> list[Span] | None:
    """Find the texts of several lines; None where one does not begin or end as nearly all do."""
    if "'''" in text:
        return None
    end = 0
    found: list[Span] = []
    while (start := text.find(_LONG, end)) >= 0:
        opening = text[text.rfind("\n", 0, start) + 1 : start]
        end = text.find(_LONG, start + len(_LONG)) + len(_LONG)
        is_usual = _opens(opening) if len(opening) <= _SHORT else _opens.__wrapped__(opening)
        if not (
            is_usual
            and end > start
            and text[end - len(_LONG) - 1] != "\\"
            and not text.startswith('"', end)
        ):
            return None
        found.append((start, end))
    return found


@lru_cache(maxsize=1024)
def _opens(line: str) -> bool:
    """Tell whether a line up to the quotes is a key and the sign of equality."""
    return pattern(_OPENING).fullmatch(line) is not None
