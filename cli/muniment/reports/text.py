"""Findings for a person: by file, with the line, a mark under the place, and what to do."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from muniment.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Finding
    from muniment.reports import Style, Tally

_WIDTH = 100
_BEFORE = 40
_COLOURS = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "note": "\x1b[1;34m",
    "file": "\x1b[1m",
    "hint": "\x1b[2m",
}
_PLAIN = "\x1b[0m"
_BY_ITSELF = "(muniment lint --fix does it)"


def report(findings: Iterable[Finding], tally: Tally, style: Style) -> Iterator[str]:
    """Yield the findings grouped by file, and a line that sums them up."""
    file = None
    for found in findings:
        if found.file != file:
            yield (
                ("" if file is None else "\n") + painted(visible(found.file), "file", style) + "\n"
            )
            file = found.file
        yield _finding(found, style)
    yield ("" if file is None else "\n") + summary(tally) + "\n"


def summary(tally: Tally) -> str:
    """Say in one line what was counted."""
    parts = [
        _count(number, level)
        for level, number in tally.levels.items()
        if number or level == "error"
    ]
    # What is done with is said only where something was done.
    done = {"silenced": tally.silenced, "mended": tally.mended}
    parts += [f"{number} {what}" for what, number in done.items() if number]
    return f"{_count(tally.files, 'file')} checked: {', '.join(parts)}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _finding(found: Finding, style: Style) -> str:
    level = painted(found.level, found.level, style)
    key = f" ({visible(found.key[:_WIDTH])})" if found.key else ""
    where = f"  {found.line}:{found.column} {level} {found.rule}{key}: "
    marked = _marked(found) if found.source.strip() else ""
    hint = f"{found.hint} {_BY_ITSELF}".strip() if found.fix else found.hint
    advice = f"      {painted(visible(hint), 'hint', style)}\n" if hint else ""
    return f"{where}{visible(found.message)}\n{marked}{advice}"


def _marked(found: Finding) -> str:
    """Give the line, cut to what is near the place, and a mark under the place."""
    offset = found.column - 1 - found.source_start
    start = max(0, offset - _BEFORE) if len(found.source) > _WIDTH else 0
    shown = visible(found.source[start : start + _WIDTH].replace("\t", " "))
    first = offset - start
    last = first + found.end_column - found.column if found.end_line == found.line else len(shown)
    mark = "^" * max(1, _columns(shown[first : min(last, len(shown))]))
    return f"      | {shown}\n      | {' ' * _columns(shown[:first])}{mark}\n"


def _columns(text: str) -> int:
    """Give the width of a text on a terminal: a Chinese character is two wide, a mark nothing."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(letter)
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )


def painted(text: str, colour: str, style: Style) -> str:
    """Give a text in the colour of a level, `file` or `hint`; as it is where none is wanted."""
    return f"{_COLOURS[colour]}{text}{_PLAIN}" if style.colour else text
