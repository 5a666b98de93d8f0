"""Findings as one JSON document of version 1, a finding a line: for programs."""

from __future__ import annotations

import json
import re
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
# What could steer a terminal, or ends a line for some programs. Below U+0020 JSON has no others.
_STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


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
        "silenced": tally.silenced,
        "mended": tally.mended,
    }
    yield f'\n], "summary": {json.dumps(summary)}}}\n'


def as_json(found: Finding) -> str:
    """Give a finding as a JSON object on one line; `fix` lists the replacements that mend it."""
    fix = [
        {**dict(zip(_PLACE, change.place, strict=True)), "text": change.text}
        for change in found.fix
    ]
    return dumped({**dict(zip(_FIELDS, found, strict=False)), "fix": fix})


def dumped(value: object) -> str:
    """Give a value as JSON on one line, which a person can read and no text in it can steer."""
    # JSON is ASCII but for its strings: each of these stands in one, where it may be escaped.
    return _STEERING.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
