"""Findings one a line, for editors and for `grep`: place, level, rule, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.reports.text import painted, summary
from muniment.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Finding
    from muniment.reports import Style, Tally

# A key is as long as whoever wrote the file likes.
_LONGEST_KEY = 100


def report(findings: Iterable[Finding], tally: Tally, style: Style) -> Iterator[str]:
    """Yield `file:line:column: level rule (key): message  hint` for each, and the summary last."""
    for found in findings:
        level = painted(found.level, found.level, style)
        hint = f"  {painted(visible(found.hint), 'hint', style)}" if found.hint else ""
        yield f"{place(found)}: {level} {subject(found)}: {visible(found.message)}{hint}\n"
    yield summary(tally) + "\n"


def place(found: Finding) -> str:
    """Give where a finding begins, as editors understand it: `file:line:column`."""
    return f"{visible(found.file)}:{found.line}:{found.column}"


def subject(found: Finding) -> str:
    """Give the rule of a finding, and its key where it has one: `missing (rights.0)`."""
    return f"{found.rule} ({visible(found.key[:_LONGEST_KEY])})" if found.key else found.rule
