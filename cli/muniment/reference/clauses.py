"""A citation by its clauses: what names archives, what gives credit, what was printed where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from muniment.reference import publications, thanks
from muniment.reference.words import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from muniment.reference.source import Source, Span
    from muniment.reference.steps import Step

Kind = Literal["archives", "elsewhere", "credit", "publication"]

_LABEL = re.compile(rf"(?:[\W_]*(?:{LABELS})\s?:){{1,3}}", re.IGNORECASE)
_MARK = re.compile(
    r"[\W_]*(?:(?:archiv)?signatur|(?:file\s|catalogue\s|department\s)?references?|shelfmark|"
    r"call\snumber)\s?:",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?<!\w)(?:(?:and\s)?(?:also\s)?(?:(?:another|a\ssecond|a|the|one|additional)\s)?"
    r"(?:(?:photo)?cop(?:y|ies)|originals?)\s"
    r"(?:(?:is|are|was|can\sbe|may\sbe)\s)?(?:also\s)?"
    r"(?:(?:on\sfile|held|kept|deposited|available|located|stored|found)\s)?(?:in|at|with)"
    r"|(?:and\s)?another\s(?:is\s)?in|(?:gleichlautend|kopie|abschrift|durchschlag)\s(?:in|im)"
    r"|copy\salso\sin"
    r"|(?:and\s)?(?:also\s)?(?:on\sfile|held|kept|deposited|preserved)\s(?:in|at|with|by)"
    r"|(?:and\s)?(?:also\s)?available\s(?:in\s(?:the\s)?original\slanguage\s)?(?:at|in|from))\s(?:the\s)?",
    re.IGNORECASE,
)
_COPY = re.compile(r"(?<!\w)(?:photo)?cop(?:y|ies)(?!\w)", re.IGNORECASE)
_HELD = re.compile(r"(?:and\s)?(?:also\s)?(?:held|kept|deposited|preserved)", re.IGNORECASE)
_OF_ORIGINAL = re.compile(r"(?:the )?originals? ", re.IGNORECASE)
_END = re.compile(r"[;\n]|[.?!][\"”»)\]]{0,3}(?=\s|\Z)")
# With these a sentence begins, whatever stands before the stop.
_ANEW = re.compile(r"\s+(?:Also|Another|A\scopy|Copy|See|Reprinted|Published|Original)(?!\w)")
_CAPITAL = re.compile(r"\s+[^\w\s]{0,2}(?:[^\W\d_a-zа-яё]|\d)")


class Clause(NamedTuple):
    """A stretch of a citation and what it is about; `is_copy` where it speaks of a copy."""

    kind: Kind
    span: Span
    is_copy: bool = False


def starts(source: Source) -> list[tuple[int, Kind]]:
    """Give where credits, publications and copies that are elsewhere begin, in their order."""
    return sorted(
        [
            *((at, "credit") for at in thanks.starts(source)),
            *((at, "publication") for at in publications.starts(source)),
            *((found.start(), "elsewhere") for found in _ELSEWHERE.finditer(source.text)),
        ]
    )


def is_mark(source: Source) -> bool:
    """Tell whether a citation begins with a label for the mark of a document alone."""
    return bool(_MARK.match(source.text))


def clauses(
    source: Source, steps: Sequence[Step], begin: list[tuple[int, Kind]], named: Iterable[int]
) -> Iterator[Clause]:
    """Yield the clauses of a citation in their order; its labels are noted as grammar.

    `begin` is what `starts` gave; `named` are where well-known archives begin.
    """
    return _Clauses(source, steps, named).all(begin)


class _Clauses:
    """The clauses of one citation, while it is cut."""

    def __init__(self, source: Source, steps: Sequence[Step], named: Iterable[int]) -> None:
        self._source = source
        self._steps = steps
        self._begins = [step.start for step in steps]
        # With these a reference begins, whatever stands before them.
        self._references = {*self._begins, *named}

    def all(self, begin: list[tuple[int, Kind]]) -> Iterator[Clause]:
        source = self._source
        label = _LABEL.match(source.text)
        at = label.end() if label else 0
        if label:
            source.syntax.append(label.span())
        for number, (start, kind) in enumerate(begin):
            # Some begin within what another has begun already.
            if start < at:
                continue
            following = begin[number + 1][0] if number + 1 < len(begin) else len(source.text)
            yield from self._sentences(at, start)
            if kind == "elsewhere":
                yield from self._elsewhere(start, following)
                at = following
            else:
                at = self._end(kind, start, following)
                yield Clause(kind, (start, at))
        yield from self._sentences(at, len(source.text))

    def _elsewhere(self, start: int, end: int) -> Iterator[Clause]:
        """Yield what is said of the place of a copy; a further sentence may go on with it."""
        source = self._source
        found = _ELSEWHERE.match(source.text, start)
        if not found:
            return
        source.syntax.append(found.span())
        since = max(source.text.rfind(mark, 0, start) for mark in (";", ". ", "\n"))
        said = source[since + 1, found.end()]
        is_copy = bool(_COPY.search(said) or (start and not _HELD.match(found[0])))
        is_copy = is_copy and not _OF_ORIGINAL.match(found[0])
        for number, clause in enumerate(self._sentences(found.end(), end, is_copy=is_copy)):
            yield clause if number else clause._replace(kind="elsewhere")

    def _end(self, kind: Kind, start: int, following: int) -> int:
        """Give where a credit or a publication ends: before what follows, or with its sentence."""
        source, limit = self._source, following
        closed = set(source.closed)
        for pair in reversed(source.brackets):
            if pair[0] < start < pair[1] and pair not in closed:
                limit = min(limit, pair[1] - 1)
                break
        for at in self._ends(start, limit):
            has_ended = publications.has_ended(source, start, at)
            if kind == "credit" or (has_ended and not publications.goes_on(source, at)):
                return at
        return limit

    def _ends(self, start: int, limit: int) -> Iterator[int]:
        """Yield where a sentence, or a part of one that a semicolon ends, is over."""
        source = self._source
        for mark in _END.finditer(source.text, start, limit):
            at = mark.start()
            if source.is_inside(mark.end(), source.closed):
                continue
            if (
                mark[0] in (";", "\n")
                or source.is_end_of_sentence(at)
                or self._following(mark.end()) in self._references
                or _ANEW.match(source.text, mark.end())
            ):
                yield at

    def _sentences(self, start: int, end: int, *, is_copy: bool = False) -> Iterator[Clause]:
        source = self._source
        first = bisect_left(source.stops, (start, 0))
        for stop, after in source.stops[first:]:
            if stop >= end:
                break
            if source.is_end_of_sentence(stop) and self._is_over(stop, after):
                # A quotation mark after the stop closes what was quoted before it.
                if span := _filled(source, start, after if after > stop + 1 else stop):
                    yield Clause("archives", span, is_copy)
                start = after
        if span := _filled(source, start, end):
            yield Clause("archives", span, is_copy)

    def _is_over(self, stop: int, after: int) -> bool:
        """Whether a sentence ends at a stop: no step of the same reference follows it."""
        source = self._source
        at = bisect_right(self._begins, stop) - 1
        is_in_step = at >= 0 and stop < self._steps[at].value[0] < self._steps[at].value[1]
        if is_in_step or source.is_inside(after, source.closed):
            return False
        following = self._following(after)
        is_new = bool(_CAPITAL.match(source.text, after)) and following not in self._begins
        return following >= len(source.text) or is_new

    def _following(self, at: int) -> int:
        text = self._source.text
        while at < len(text) and text[at].isspace():
            at += 1
        return at


def _filled(source: Source, start: int, end: int) -> Span | None:
    span = source.trimmed(start, end)
    return span if any(letter.isalnum() for letter in source[span]) else None
