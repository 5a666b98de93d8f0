"""A citation by its clauses: what names archives, what gives credit, what was printed where."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from muniment.reference import publications, thanks
from muniment.reference.words import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    source: Source, steps: Sequence[Step], begin: list[tuple[int, Kind]]
) -> Iterator[Clause]:
    """Yield the clauses of a citation in their order; its labels are noted as grammar."""
    label = _LABEL.match(source.text)
    at = label.end() if label else 0
    if label:
        source.syntax.append(label.span())
    # Its end may be the start of what is within another already.
    for number, (start, kind) in enumerate(begin):
        if start < at and kind != "elsewhere":
            continue
        following = begin[number + 1][0] if number + 1 < len(begin) else len(source.text)
        yield from _sentences(source, steps, max(at, 0), start, is_copy=False)
        if start < at:
            continue
        if kind == "elsewhere":
            yield from _elsewhere(source, steps, start, following)
            at = following
        else:
            at = _end(source, kind, start, following)
            yield Clause(kind, (start, at))
    yield from _sentences(source, steps, at, len(source.text), is_copy=False)


def _elsewhere(source: Source, steps: Sequence[Step], start: int, end: int) -> Iterator[Clause]:
    found = _ELSEWHERE.match(source.text, start)
    if found:
        source.syntax.append(found.span())
        since = max(source.text.rfind(mark, 0, start) for mark in (";", ". ", "\n"))
        said = source.text[since + 1 : found.end()]
        is_copy = bool(_COPY.search(said) or (start and not _HELD.match(found[0])))
        is_copy = is_copy and not re.match(r"(?:the )?originals? ", found[0], re.IGNORECASE)
        yield from _sentences(source, steps, found.end(), end, is_copy=is_copy)


def _end(source: Source, kind: Kind, start: int, following: int) -> int:
    """Give where a credit or a publication ends: before what follows, or with its sentence."""
    opened = next(
        (pair for pair in reversed(source.brackets) if pair[0] < start < pair[1]
         and pair not in source.closed), None,
    )  # fmt: skip
    limit = min(following, opened[1] - 1) if opened else following
    for at in _ends(source, start, limit):
        if kind == "credit" or (
            publications.has_ended(source, start, at) and not publications.goes_on(source, at)
        ):
            return at
    return limit


def _ends(source: Source, start: int, limit: int) -> Iterator[int]:
    """Yield where a sentence, or a part of one that a semicolon ends, is over."""
    for mark in re.compile(r"[;\n]|[.?!][\"”»)\]]{0,3}(?=\s|\Z)").finditer(
        source.text, start, limit
    ):
        at = mark.start()
        if source.is_inside(mark.end(), source.closed):
            continue
        if mark[0] in (";", "\n") or source.is_end_of_sentence(at):
            yield at


def _sentences(
    source: Source, steps: Sequence[Step], start: int, end: int, *, is_copy: bool
) -> Iterator[Clause]:
    first_steps = {step.start for step in steps}
    begins = [step.start for step in steps]
    for stop, after in source.stops:
        if stop < start or stop >= end or not source.is_end_of_sentence(stop):
            continue
        at = bisect_right(begins, stop) - 1
        if (at >= 0 and stop < steps[at].value[0]) or source.is_inside(after, source.closed):
            continue
        if not _is_over(source, after, first_steps):
            continue
        # A quotation mark after the stop closes what was quoted before it.
        if span := _filled(source, start, after if after > stop + 1 else stop):
            yield Clause("archives", span, is_copy)
        start = after
    if span := _filled(source, start, end):
        yield Clause("archives", span, is_copy)


def _is_over(source: Source, after: int, first: set[int]) -> bool:
    """Whether a sentence ends at a stop: no step of the same reference follows it."""
    capital = _CAPITAL.match(source.text, after)
    following = after
    while following < len(source.text) and source.text[following].isspace():
        following += 1
    if following >= len(source.text):
        return True
    return bool(capital) and following not in first


def _filled(source: Source, start: int, end: int) -> Span | None:
    span = source.trimmed(start, end)
    return span if any(letter.isalnum() for letter in source[span]) else None
