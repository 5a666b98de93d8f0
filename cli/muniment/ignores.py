"""What a file asks to be silent about: `# muniment: ignore=rule[,rule]`, in real comments only.

At the end of a line it is for what begins or ends on that line; alone on a line, for what begins
below it; above all else in the file, for the whole file. What is missing cannot be ignored: a gap
says that, and why. A comment that silences nothing is itself a finding, lest it hide what comes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from muniment.finding import Finding, Problem
from muniment.scanning import STRING, Scan
from muniment.vocabularies import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from muniment.recordfile import RecordFile

# What is missing is answered by a gap, and what cannot be read can be nothing else.
NEVER = frozenset({"missing", "encoding", "size", "syntax"})
_MARK = "muniment:"
_IGNORE = re.compile(
    r"#[ \t]*muniment:[ \t]*ignore[ \t]*=[ \t]*([\w-]++(?:[ \t]*+,[ \t]*+[\w-]++)*+)"
)
_NAME = re.compile(r"[\w-]+")
_COMMENT = rf"{STRING}|(#[^\n]*+)"


class Ignore(NamedTuple):
    """One rule that a comment names: where the name stands (offsets), and for which lines it is."""

    rule: str
    start: int
    end: int
    first: int
    last: int

    def silences(self, found: Finding) -> bool:
        """Tell whether it is for this finding."""
        return found.rule == self.rule and self.first <= found.line <= self.last


class Complaint(NamedTuple):
    """What is wrong with an ignore, and the offsets of the name that is wrong."""

    start: int
    end: int
    problem: Problem


@cache
def _comments() -> re.Pattern[str]:
    return re.compile(_COMMENT)


def may_ignore(file: RecordFile) -> bool:
    """Tell, quickly, whether a file may hold such a comment."""
    text = file.text
    # Most records have no comment but that of the first line, which names the schema to editors.
    has_others = text.find("#", 1) > 0 or not text.startswith("#:")
    return has_others and _MARK in text


def read(file: RecordFile) -> list[Ignore]:
    """Give what the comments of a file ask to be silent about, in the order of the text."""
    if file.data is None or not may_ignore(file):
        return []
    text = file.text
    spans = sorted({span[1] for span in Scan(text).until(None).values()})
    lines = _Lines(text, spans)
    found: list[Ignore] = []
    for token in _comments().finditer(text):
        asked = token[1] and _IGNORE.match(text, *token.span(1))
        if asked:
            first, last = lines.meant(token.start(1))
            found += (
                Ignore(name[0], *name.span(), first, last)
                for name in _NAME.finditer(text, *asked.span(1))
            )
    return found


class _Lines:
    """The lines of a text, and which of them the statements take up; `spans` are their values."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._ends = [feed.start() for feed in re.finditer("\n", text)]
        self._last: dict[int, int] = {}
        self._first: dict[int, int] = {}
        for start, end in spans:
            first, last = self.number(start), self.number(end)
            self._last[first] = max(last, self._last.get(first, last))
            self._first[last] = min(first, self._first.get(last, first))
        self._starts = sorted(self._last)

    def number(self, at: int) -> int:
        return bisect_left(self._ends, at) + 1

    def meant(self, comment: int) -> tuple[int, int]:
        """Give the first and last line that a comment at this offset is for."""
        line = self.number(comment)
        if self._text[self._text.rfind("\n", 0, comment) + 1 : comment].strip():
            return min(line, self._first.get(line, line)), line
        below = bisect_right(self._starts, line)
        if not below:
            return 1, len(self._ends) + 1
        first = self._starts[below] if below < len(self._starts) else line
        return first, self._last.get(first, first)


_INSTEAD = {"missing": "Say it with [[gap]], or write draft as the status under [record]."}


def why_never(rule: str) -> str:
    """Say why findings of a rule that is one of NEVER cannot be ignored."""
    if rule == "missing":
        return "a record says with [[gap]] what it lacks, and why"
    return "nothing else could be said of such a file"


def silenced(findings: list[Finding], ignores: list[Ignore]) -> tuple[list[Finding], list[Ignore]]:
    """Mark the findings that are ignored; give them all, and the ignores that silenced none."""
    used: set[Ignore] = set()
    result = []
    for found in findings:
        by = [each for each in ignores if each.rule not in NEVER and each.silences(found)]
        used.update(by)
        result.append(found._replace(silenced="comment") if by else found)
    return result, [each for each in ignores if each not in used]


def complaints(unused: list[Ignore], rules: Collection[str]) -> Iterator[Complaint]:
    """Say what is wrong with ignores that silenced nothing; `rules` are those that were asked."""
    for each in unused:
        problem = _problem(each.rule, rules)
        if problem:
            yield Complaint(each.start, each.end, problem)


def _problem(rule: str, rules: Collection[str]) -> Problem | None:
    if rule in NEVER:
        return Problem("", f"{rule} cannot be ignored: {why_never(rule)}", _INSTEAD.get(rule, ""))
    if rule not in rules:
        likely = nearest(rule, rules)
        return Problem(
            "",
            f"there is no rule {shown(rule)}, so this silences nothing",
            f"Did you mean {likely}?" if likely else "muniment rules lists them.",
        )
    return Problem(
        "",
        f"nothing here is found by {rule}, so this silences nothing now, and may hide what comes",
        "Delete the comment, or the name in it.",
    )
