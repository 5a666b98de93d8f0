"""Findings as JUnit XML, for CI systems that show tests: a test case for each finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.reports.concise import place, subject
from muniment.reports.text import summary
from muniment.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.finding import Finding
    from muniment.reports import Style, Tally

# XML forbids these as it does most control characters, which `visible` replaces.
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def report(findings: Iterable[Finding], tally: Tally, style: Style) -> Iterator[str]:
    """Yield one suite: errors fail, warnings and notes pass and are told as their output.

    How many failed stands before the first of them, so the findings are gathered. Where there is
    none, one case passes: to a CI system a suite without cases is a run that did not happen.
    """
    gathered = sorted(findings)
    failures = sum(found.level == "error" for found in gathered)
    counts = f'name="muniment" tests="{max(1, len(gathered))}" failures="{failures}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites {counts}>\n  <testsuite {counts} skipped="0">\n'
    if not gathered:
        yield '    <testcase classname="muniment" name="records"/>\n'
    for found in gathered:
        yield from _case(found)
    yield f"    <system-out>{_escaped(summary(tally))}</system-out>\n"
    yield "  </testsuite>\n</testsuites>\n"


def _case(found: Finding) -> Iterator[str]:
    file, rule, message = map(_escaped, (found.file, found.rule, found.message))
    name = _escaped(f"{found.line}:{found.column} {subject(found)}")
    hint = f"\n{_escaped(found.hint)}" if found.hint else ""
    said = f"{message}{hint}"
    where = _escaped(place(found))
    yield f'    <testcase classname="{file}" name="{name}" file="{file}" line="{found.line}">\n'
    if found.level == "error":
        yield f'      <failure type="{rule}" message="{message}">{where}: {said}</failure>\n'
    else:
        yield f"      <system-out>{where}: {found.level}: {said}</system-out>\n"
    yield "    </testcase>\n"


def _escaped(text: str) -> str:
    """Give a text as it may stand in XML, between tags as well as in an attribute."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", visible(text)).translate(_ESCAPES)
