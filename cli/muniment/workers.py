"""Many files to worker processes: the same findings in the same order for any number of them."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING, NamedTuple, cast

from muniment.catalogue import entry, shown
from muniment.errors import MunimentError
from muniment.interrupts import held
from muniment.lint import Linter, LintSettings, Look
from muniment.neighbours import Facts, across
from muniment.record import INHERITED
from muniment.recordfile import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, ForkProcess, SpawnContext, SpawnProcess

    from muniment.finding import Finding
    from muniment.recordfile import RecordFile

# Below this many files, starting processes takes longer than the files do.
WORTH_A_WORKER = 600
_CHUNK = 1_000
_SMALLEST = 50
# So many records are judged rule by rule: more would not stay in the processor's caches.
_AT_ONCE = 32
# Or files of so many characters together: what is large takes its memory alone.
_LARGE = 1_000_000
# What looking at the first files leaves in memory, the workers have from their start.
_FIRST = 30


class Batch(NamedTuple):
    """What some files gave: how many were read, what was found, and which could not be read."""

    files: int
    findings: list[Finding]
    elsewhere: list[Finding]
    complaints: list[str]
    facts: Facts | None = None


def run(files: Sequence[str], settings: LintSettings, jobs: int = 0) -> Iterator[Batch]:
    """Judge `files`, and yield what was found in their order; `jobs` 0 is as many as help.

    Findings in values that were taken from files not among these come in a last batch.
    """
    count = jobs or min(processors(), len(files) // WORTH_A_WORKER + 1)
    chunks = list(_chunks(files, count))
    linter = Linter(settings)
    said: set[int] = set()
    elsewhere: set[Finding] = set()
    facts, start = Facts(), 0
    batches = _alone(chunks, linter) if count == 1 else _together(chunks, linter, count)
    for chunk, batch in zip(chunks, batches, strict=True):
        # A level above is often among the files itself, and has then said the same already.
        said.update(hash(found) for found in batch.findings if _may_be_taken(found))
        elsewhere.update(batch.elsewhere)
        if batch.facts:
            facts.extend(batch.facts, start)
        start += len(chunk)
        yield batch._replace(facts=None)
    left = sorted(found for found in elsewhere if hash(found) not in said)
    if left:
        yield Batch(0, left, [], [])
    if len(files) > 1 and (found := across(files, facts, linter)):
        yield Batch(0, found, [], [])


def _chunks(files: Sequence[str], count: int) -> Iterator[Sequence[str]]:
    """Cut the files up: towards the end into smaller pieces, so that all workers end together."""
    yield files[:_FIRST]
    start = _FIRST
    while start < len(files):
        size = min(_CHUNK, max(_SMALLEST, (len(files) - start) // (4 * count)))
        yield files[start : start + size]
        start += size


def _may_be_taken(found: Finding) -> bool:
    return found.key.partition(".")[0] in INHERITED


def _alone(chunks: Sequence[Sequence[str]], linter: Linter) -> Iterator[Batch]:
    for chunk in chunks:
        yield _judged(chunk, linter)


def _judged(chunk: Sequence[str], linter: Linter) -> Batch:
    facts = Facts()
    batch = Batch(len(chunk), [], [], [], facts)
    looks: list[Look] = []
    for files in _groups(chunk, batch.complaints):
        entries = [entry(file) for file in files.values()]
        for number, found in zip(files, entries, strict=True):
            facts.note(number, found.reading.record)
        looks.extend(look.kept() for look in linter.looks(entries) if not look.is_sound)
    problems = [linter.problems(look) for look in looks]
    for judged in map(linter.judged, looks, problems):
        batch.findings.extend(judged.findings)
        batch.elsewhere.extend(judged.elsewhere)
    return batch._replace(files=len(chunk) - len(batch.complaints))


def _groups(chunk: Sequence[str], complaints: list[str]) -> Iterator[dict[int, RecordFile]]:
    """Read the files, and yield those that are judged at once, by their numbers in the chunk."""
    group: dict[int, RecordFile] = {}
    size = 0
    for number, path in enumerate(chunk):
        try:
            group[number] = file = read(path)
        except OSError as error:
            complaints.append(f"{shown(path)} cannot be read: {error.strerror or error}")
            continue
        size += len(file.text)
        if len(group) == _AT_ONCE or size > _LARGE:
            yield group
            group, size = {}, 0
    yield group


# What a forked worker has from its parent; one that is started anew has neither.
_linter: Linter | None = None
_pipes: list[Connection] = []


def _work(pipe: Connection, chunks: Sequence[Sequence[str]], settings: LintSettings) -> None:
    """Judge the chunks whose numbers are sent, and send what they gave, or what went wrong."""
    # The parent hears Ctrl-C and ends the workers; their own tracebacks would say nothing.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing that is made of a record refers to itself: there is little to collect.
    gc.set_threshold(100_000, 50, 100)
    # One that held the pipes of others open would keep them waiting for a parent that has gone.
    for other in _pipes:
        other.close()
    linter = _linter or Linter(settings)
    try:
        while True:
            number = pipe.recv()
            pipe.send((number, _judged(chunks[number], linter)))
    except (EOFError, ConnectionError):
        return
    except Exception as error:
        pipe.send((0, error))


def _together(chunks: Sequence[Sequence[str]], linter: Linter, count: int) -> Iterator[Batch]:
    global _linter  # noqa: PLW0603 - what a forked worker has from its parent is global to both
    # Starting processes is not for the one record that is checked a hundred times a day.
    import multiprocessing

    _linter = linter
    # What is loaded before the fork is shared: compile the profile here, once.
    linter.profile.validator  # noqa: B018
    yield _judged(chunks[0], linter)
    gc.freeze()
    context: ForkContext | SpawnContext = (
        multiprocessing.get_context("fork")
        if sys.platform == "linux"
        else multiprocessing.get_context("spawn")
    )
    workers: list[ForkProcess | SpawnProcess] = []
    try:
        with held(signal.SIGINT):
            for _ in range(min(count, len(chunks) - 1)):
                here, there = context.Pipe()
                _pipes.append(here)
                worker = context.Process(target=_work, args=(there, chunks, linter.settings))
                workers.append(worker)
                worker.start()
                there.close()
        yield from _handed_out(len(chunks))
    finally:
        while _pipes:
            _pipes.pop().close()
        # They have sent all, or nobody wants it any more; to end by themselves would take longer.
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.join()


def _handed_out(count: int) -> Iterator[Batch]:
    """Hand out chunks 1 to `count` - 1 to whichever worker is free; give their batches in order."""
    from multiprocessing.connection import wait

    left = iter(range(1, count))
    done: dict[int, Batch] = {}
    for pipe, number in zip(_pipes, left, strict=False):
        pipe.send(number)
    for due in range(1, count):
        while due not in done:
            for ready in cast("list[Connection]", wait(_pipes)):
                number, batch = _received(ready)
                done[number] = batch
                following = next(left, None)
                if following is not None:
                    ready.send(following)
        yield done.pop(due)


def _received(pipe: Connection) -> tuple[int, Batch]:
    try:
        number, sent = pipe.recv()
    except (EOFError, ConnectionError):
        raise MunimentError(
            "a worker process was ended from outside, perhaps for want of memory: try --jobs 1"
        ) from None
    if isinstance(sent, Exception):
        raise sent
    return number, sent


def processors() -> int:
    """Give how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
