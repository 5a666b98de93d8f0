"""Reports: findings as text. To add one: write `reports/<name>.py`, and name it here.

A report returns text and writes nothing; only a command writes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Finding


class Tally:
    """What was counted so far. It is complete once all findings have passed through `counted`.

    `levels` and `rules` (by rule and level) count what is told; `silenced` what a comment or a
    baseline keeps quiet; `mended` what was changed in the files, which whoever changed it counts.
    """

    def __init__(self) -> None:
        self.files = 0
        self.levels = {"error": 0, "warning": 0, "note": 0}
        self.rules: Counter[tuple[str, str]] = Counter()
        self.silenced = 0
        self.mended = 0

    def counted(self, findings: Iterable[Finding], *, silenced: bool = False) -> Iterator[Finding]:
        """Count the findings, and pass them on: those that are silenced only if `silenced`."""
        for found in findings:
            if found.silenced:
                self.silenced += 1
            else:
                self.levels[found.level] += 1
                self.rules[found.rule, found.level] += 1
            if silenced or not found.silenced:
                yield found


def statistics(tally: Tally) -> Iterator[str]:
    """Yield a line for each rule and level that was found: how often first, most often on top."""
    rows = sorted((-number, rule, level) for (rule, level), number in tally.rules.items())
    digits = max((len(str(-number)) for number, _, _ in rows), default=0)
    width = max((len(rule) for _, rule, _ in rows), default=0)
    for number, rule, level in rows:
        yield f"{-number:{digits}}  {rule:{width}}  {level}\n"


class Style(NamedTuple):
    """How the output is to look: in colour where it is a terminal."""

    colour: bool = False


class Report(Protocol):
    """What a module of this folder offers.

    `TELLS_SILENCED = True` stands in a module whose report tells silenced findings too, and says
    of each that it is one; without it, they are only counted.
    """

    def report(self, findings: Iterable[Finding], tally: Tally, style: Style) -> Iterator[str]:
        """Yield the report's text; `tally` is complete when `findings` is exhausted."""


REPORTS = ("text", "concise", "json", "jsonl", "sarif", "github", "junit")
DEFAULT = "text"


def report_named(name: str) -> Report:
    """Import the report of that name, one of REPORTS."""
    from importlib import import_module

    return cast("Report", import_module(f"muniment.reports.{name}"))


def tells_silenced(name: str) -> bool:
    """Whether the report of that name is to be given silenced findings, and marks them."""
    return bool(getattr(report_named(name), "TELLS_SILENCED", False))
