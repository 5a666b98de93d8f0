"""Reports: findings as text. To add one: write `reports/<name>.py`, and name it here.

A report returns text and writes nothing; only a command writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Finding


class Tally:
    """What was counted so far. It is complete once all findings have passed through `counted`."""

    def __init__(self) -> None:
        self.files = 0
        self.levels = {"error": 0, "warning": 0, "note": 0}

    def counted(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Pass the findings on, and count them by level."""
        for found in findings:
            self.levels[found.level] += 1
            yield found


class Style(NamedTuple):
    """How the output is to look: in colour where it is a terminal."""

    colour: bool = False


class Report(Protocol):
    """What a module of this folder offers."""

    def report(self, findings: Iterable[Finding], tally: Tally, style: Style) -> Iterator[str]:
        """Yield the report's text; `tally` is complete when `findings` is exhausted."""


REPORTS = ("text", "json")
DEFAULT = "text"


def report_named(name: str) -> Report:
    """Import the report of that name, one of REPORTS."""
    from importlib import import_module

    return cast("Report", import_module(f"muniment.reports.{name}"))
