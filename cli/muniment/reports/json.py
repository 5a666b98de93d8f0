"""Findings as one JSON document of version 1, a finding a line: for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Finding
    from muniment.reports import Style, Tally

VERSION = 1
_FIELDS = (
    "file", "line", "column", "end_line", "end_column", "key", "rule", "level", "message", "hint",
)  # fmt: skip
_PLACE = ("line", "column", "end_line", "end_column")


def report(findings: Iterable[Finding], tally: Tally, style: Style) -> Iterator[str]:
    """Yield `{"version": 1, "findings": [...], "summary": {...}}`; `style` changes nothing."""
    yield f'{{"version": {VERSION}, "findings": ['
    before = "\n"
    for found in findings:
        yield before + as_json(found)
        before = ",\n"
    summary = {
        "files": tally.files,
        "errors": tally.levels["error"],
        "warnings": tally.levels["warning"],
        "notes": tally.levels["note"],
    }
    yield f'\n], "summary": {json.dumps(summary)}}}\n'


def as_json(found: Finding) -> str:
    """Give a finding as a JSON object on one line; `fix` lists the replacements that mend it."""
    fix = [
        {**dict(zip(_PLACE, change.place, strict=True)), "text": change.text}
        for change in found.fix
    ]
    return json.dumps({**dict(zip(_FIELDS, found, strict=False)), "fix": fix}, ensure_ascii=False)
