"""Findings as workflow commands of GitHub Actions: annotations beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.reports.concise import subject
from muniment.reports.text import summary
from muniment.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Finding
    from muniment.reports import Style, Tally

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
# As GitHub's own toolkit escapes them. The per cent sign comes first, or it would escape these.
_IN_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_DATA, (":", "%3A"), (",", "%2C"))


def report(findings: Iterable[Finding], tally: Tally, style: Style) -> Iterator[str]:
    """Yield a command for each finding; the summary, last, is a line for the log."""
    for found in findings:
        properties = ",".join(
            f"{name}={_escaped(str(value), _IN_PROPERTY)}"
            for name, value in _properties(found).items()
        )
        said = f"{found.message}\n{found.hint}" if found.hint else found.message
        yield f"::{_COMMANDS[found.level]} {properties}::{_escaped(said, _IN_DATA)}\n"
    yield summary(tally) + "\n"


def _properties(found: Finding) -> dict[str, str | int]:
    place: dict[str, str | int] = {
        "file": found.file,
        "line": found.line,
        "endLine": found.end_line,
    }
    # GitHub takes columns only where both are of one line.
    if found.line == found.end_line:
        place |= {"col": found.column, "endColumn": found.end_column}
    return {**place, "title": subject(found)}


def _escaped(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    for sign, escape in signs:
        text = text.replace(sign, escape)
    return visible(text)
