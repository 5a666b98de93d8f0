"""Problems become findings: each gets its file, its place in it, its line, and its level.

Only here is a Finding made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.catalogue import Effective, Entry
from muniment.finding import Change, Finding, Level, Place, Problem
from muniment.keys import Path, dotted
from muniment.keys import path as path_of
from muniment.listing import shown
from muniment.rules import RULES
from muniment.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from muniment.recordfile import RecordFile, Trouble

# Of one rule, in one file.
MOST = 100
# What a message quotes a value in.
_QUOTE_MARKS = "\"'“‘"
# Of a private text, so much of its beginning is enough to be told; of a shorter one than that
# nobody can say whether it was meant.
_TELLING, _SHORTEST = 40, 6
# Characters of a line that a finding carries with it: some files are one line.
_EXCERPT = 200


class Claim(NamedTuple):
    """What a rule says; `of_record` says that the key is one of the Record, not of the data."""

    rule: str
    problem: Problem
    of_record: bool


def findings(
    effective: Effective, problems: Iterable[Claim]
) -> tuple[list[Finding], list[Finding]]:
    """Make findings of what is wrong with a file, and of what is to be said of its record.

    The second list are those in values that the record takes from other files.
    """
    found = effective.entry
    here = [_of_trouble(found.file, trouble) for trouble in found.file.troubles]
    here.extend(_of_file(found))
    claimed, elsewhere = claims_as_findings(effective, problems)
    return sorted({*here, *claimed}), sorted(set(elsewhere))


def claims_as_findings(
    effective: Effective, problems: Iterable[Claim]
) -> tuple[list[Finding], list[Finding]]:
    """Make findings of what is said of a record, without what is wrong with its file."""
    found = effective.entry
    here: list[Finding] = []
    elsewhere: list[Finding] = []
    for rule, problem, as_in_record in problems:
        # A gap stands in the record itself, whoever holds what it is about.
        taken = (problem.at or problem.key).partition(".")[0]
        holder = effective.origins.get(taken, found)
        finding = _finding(holder, rule, problem, as_in_record)
        (here if holder is found else elsewhere).append(finding)
    return here, elsewhere


def _finding(holder: Entry, rule: str, problem: Problem, as_in_record: bool) -> Finding:
    file = holder.file
    before = holder.before if as_in_record else holder.pruned.shifts.before

    def in_file(path: Path) -> Path:
        return path if problem.in_file else before(path)

    key = in_file(path_of(problem.key))
    written = file.places.written(in_file(path_of(problem.at)) if problem.at else key)
    place = file.places.key(written) if problem.on_key else file.places.of(written)
    record = holder.reading.record
    is_private = record.is_private(key) or record.is_private(written)
    # Nothing of the file is near what is missing at its top: the first line would only mislead.
    source, start = file.places.excerpt(place, _EXCERPT) if written and not is_private else ("", 0)
    # A report would show what a private value is to become: a person mends it.
    fix = _mended(file, problem, in_file) if problem.edits and not is_private else ()
    rule = problem.rule or rule
    if (is_private and _quotes(problem)) or _tells_private(problem, holder):
        problem = _discreet(problem, rule)
    return _at(file, place, rule, _as_written(key, holder), problem, fix, source, start)


def _mended(
    file: RecordFile, problem: Problem, in_file: Callable[[Path], Path]
) -> tuple[Change, ...]:
    # Most findings have no edits, and most files no findings.
    from muniment.edits import changes

    return changes(file, problem.edits, in_file)


def _quotes(problem: Problem) -> bool:
    return any(mark in problem.message + problem.hint for mark in _QUOTE_MARKS)


def _discreet(problem: Problem, rule: str) -> Problem:
    """Say only what the rule asks, where the message would quote a private value."""
    asks = (RULES[rule].__doc__ or "").partition("\n")[0]
    return problem._replace(message=f"this is private, and not as it is asked: {asks}", hint="")


def _tells_private(problem: Problem, holder: Entry) -> bool:
    """Whether a message has a text in it that is private: it may be that of another key."""
    record = holder.reading.record
    if not record.record or not record.record.private:
        return False
    said = f"{problem.message}\n{problem.hint}"
    return any(
        form[:_TELLING] in said
        for path, text in texts_of(holder.file.data or {})
        if len(text) >= _SHORTEST and record.is_private(path)
        for form in (text, repr(text)[1:-1])
    )


def _as_written(path: Path, holder: Entry) -> str:
    """Give the key as the file has it: `title.text` is `title` where the title is a mere text."""
    value: object = holder.file.data
    for depth, part in enumerate(path):
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list):
            value = value[part] if isinstance(part, int) and part < len(value) else None
        elif value is not None:
            return dotted(path[:depth])
    return dotted(path)


def _at(
    file: RecordFile,
    place: Place,
    rule: str,
    key: str,
    problem: Problem,
    fix: tuple[Change, ...] = (),
    source: str = "",
    source_start: int = 0,
) -> Finding:
    level: Level = problem.level or RULES[rule].LEVEL
    return Finding(
        shown(file.path), *place, key, rule, level, problem.message, problem.hint,
        fix, source, source_start,
    )  # fmt: skip


def ignored(file: RecordFile, start: int, end: int, problem: Problem) -> Finding:
    """Make a finding of what is wrong with an ignore, of which the name stands at these offsets."""
    place = file.places.between(start, end)
    source, source_start = file.places.excerpt(place, _EXCERPT)
    return _at(file, place, "unused-ignore", "", problem, (), source, source_start)


def _of_trouble(file: RecordFile, trouble: Trouble) -> Finding:
    return Finding(
        shown(file.path), *trouble.place, "", trouble.rule, RULES[trouble.rule].LEVEL,
        trouble.message, trouble.hint, (), trouble.source,
    )  # fmt: skip


def _of_file(found: Entry) -> Iterator[Finding]:
    """Yield what is wrong with the file as a whole."""
    if found.file.data == {}:
        problem = Problem(
            "",
            "the file is empty: it says nothing of any document",
            "Run muniment create, or delete it.",
        )
        yield _at(found.file, Place(1, 1, 1, 1), "missing", "", problem)
    if found.pruned.too_deep:
        path = found.pruned.too_deep
        problem = Problem(
            "", "tables or lists stand in one another too deeply to be a record", "Say it flatter."
        )
        yield _at(found.file, found.file.places.of(path), "size", dotted(path[:2]), problem)


def limited(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Pass problems of one rule on, but no more than anybody reads, and say if there are more."""
    level: Level | None = None
    for count, problem in enumerate(problems):
        if count == MOST:
            more = f"there is more of this in the file than the {MOST} that are shown"
            yield Problem("", more, "Mend these first.", level=level)
            return
        level = problem.level
        yield problem
