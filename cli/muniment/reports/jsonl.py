"""Findings as JSON, one object a line and nothing else: for programs that read line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.reports.json import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Finding
    from muniment.reports import Style, Tally


def report(findings: Iterable[Finding], tally: Tally, style: Style) -> Iterator[str]:
    """Yield each finding as it stands in the list of the JSON report; `style` changes nothing."""
    for found in findings:
        yield as_json(found) + "\n"
