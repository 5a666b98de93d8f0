"""Findings as a line of JSON, and back: what is kept of those of a file that is unchanged."""

from __future__ import annotations

import json
from typing import Any

from muniment.finding import Change, Finding, Place
from muniment.rules import RULES

_FIX = Finding._fields.index("fix")
# What a finding is made of: a text, four numbers, and so on.
_KINDS = [str, int, int, int, int, str, str, str, str, str, tuple, str, int, str, str]
_LEVELS = ("error", "warning", "note")
_SILENCES = ("", "comment")


def told(findings: list[Finding], elsewhere: list[Finding]) -> str:
    """Give the findings of a file, and those in what it takes from others, "" if there are none."""
    if not (findings or elsewhere):
        return ""
    return json.dumps([findings, elsewhere], separators=(",", ":"))


def heard(text: str) -> tuple[list[Finding], list[Finding]]:
    """Give back what was told. Raises ValueError where nothing like it was."""
    try:
        findings, elsewhere = json.loads(text)
        return [_finding(each) for each in findings], [_finding(each) for each in elsewhere]
    except (TypeError, AttributeError, LookupError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _finding(values: Any) -> Finding:
    fix = tuple(_change(*change) for change in values[_FIX])
    found = Finding._make((*values[:_FIX], fix, *values[_FIX + 1 :]))
    is_one = list(map(type, found)) == _KINDS and found.rule in RULES
    if not is_one or found.level not in _LEVELS or found.silenced not in _SILENCES:
        raise ValueError("this is no finding")
    return found


def _change(start: int, end: int, text: str, place: Any) -> Change:
    change = Change(start, end, text, Place(*place))
    if list(map(type, (*change.place, start, end, text))) != [int] * 6 + [str]:
        raise ValueError("this is no change")
    return change
