"""Many files to worker processes: the same findings in the same order for any number of them."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING, NamedTuple, cast

from muniment.cache import Verdicts, mark_of
from muniment.catalogue import entry
from muniment.collisions import Facts, lasting
from muniment.errors import MunimentError
from muniment.finding import Batch
from muniment.interrupts import held
from muniment.leanings import Leanings, digest_of
from muniment.lint import Linter
from muniment.listing import shown
from muniment.recordfile import read
from muniment.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, ForkProcess, SpawnContext, SpawnProcess

    from muniment.lint import Look
    from muniment.lint_settings import LintSettings
    from muniment.recordfile import RecordFile

# Below this many files, starting processes takes longer than the files do.
WORTH_A_WORKER = 600
_CHUNK = 1_000
_SMALLEST = 50
# So many records are judged rule by rule: more would not stay in the processor's caches.
AT_ONCE = 128
# So many that are not in order are explained at once, while they are still near.
_EXPLAINED = 64
# Or files of so many characters together: what is large takes its memory alone.
_LARGE = 1_000_000
# What looking at the first files leaves in memory, the workers have from their start.
_FIRST = 30


class Sent(NamedTuple):
    """What a worker sends of some files: what they gave, their facts, and verdicts to be kept."""

    batch: Batch
    facts: Facts
    verdicts: Verdicts


class Work(NamedTuple):
    """What is to be judged: files, in chunks of their numbers, and how.

    Where verdicts are to be kept, `since` is when files may have changed unseen.
    """

    files: Sequence[str]
    chunks: Sequence[Sequence[int]]
    settings: LintSettings
    since: int | None = None

    def linter(self) -> Linter:
        """Make who judges."""
        return Linter(self.settings, None if self.since is None else Leanings())

    def facts(self) -> Facts:
        """Make room for facts, which processes that were not forked, or other runs, will read."""
        lasts = self.since is not None or sys.platform != "linux"
        return Facts(half=lasting if lasts else hash)


def judged(
    files: Sequence[str],
    numbers: Sequence[int],
    settings: LintSettings,
    jobs: int = 0,
    since: int | None = None,
) -> Iterator[tuple[int, Sent]]:
    """Judge those of `files` that have these numbers, by as many processes as help if `jobs` is 0.

    Yields what they gave in their order, chunk by chunk, with the number of the last of each.
    """
    count = jobs or min(processors(), len(numbers) // WORTH_A_WORKER + 1)
    work = Work(files, list(_chunks(numbers, count)), settings, since)
    sent = _alone(work) if count == 1 else _together(work, count)
    for chunk, each in zip(work.chunks, sent, strict=True):
        yield (chunk[-1] if chunk else -1), each


def _chunks(numbers: Sequence[int], count: int) -> Iterator[Sequence[int]]:
    """Cut the files up: towards the end into smaller pieces, so that all workers end together."""
    yield numbers[:_FIRST]
    start = _FIRST
    while start < len(numbers):
        size = min(_CHUNK, max(_SMALLEST, (len(numbers) - start) // (4 * count)))
        yield numbers[start : start + size]
        start += size


def _alone(work: Work) -> Iterator[Sent]:
    linter = work.linter()
    for chunk in work.chunks:
        yield _judged(work, chunk, linter)


def _judged(work: Work, chunk: Sequence[int], linter: Linter) -> Sent:
    sent = Sent(Batch(len(chunk), [], [], []), work.facts(), Verdicts())
    looks: list[tuple[int, Look]] = []
    for files in _groups(work, chunk, sent):
        entries = [entry(file) for file in files.values()]
        for number, found in zip(files, entries, strict=True):
            sent.facts.note(number, found.reading.record)
        looks.extend(
            (number, look.kept())
            for number, look in zip(files, linter.looks(entries), strict=True)
            if not look.is_sound
        )
        if len(looks) >= _EXPLAINED:
            _explain(looks, sent, linter)
            looks = []
    _explain(looks, sent, linter)
    if linter.leanings:
        _lean(sent.verdicts, work, linter.leanings)
    batch = sent.batch
    return sent._replace(batch=batch._replace(files=len(chunk) - len(batch.complaints)))


def _explain(looks: list[tuple[int, Look]], sent: Sent, linter: Linter) -> None:
    """Say what is wrong with files that were looked at."""
    problems = [linter.problems(look) for _, look in looks]
    for (number, look), amiss in zip(looks, problems, strict=True):
        found_here = linter.judged(look, amiss)
        sent.batch.findings.extend(found_here.findings)
        sent.batch.elsewhere.extend(found_here.elsewhere)
        if linter.leanings and (said := told(found_here.findings, found_here.elsewhere)):
            sent.verdicts.told[number] = said


def _lean(verdicts: Verdicts, work: Work, leanings: Leanings) -> None:
    """Say of each verdict what it leaned on, if on anything."""
    for number in verdicts.numbers:
        if noted := leanings.taken(work.files[number], work.settings.committed):
            verdicts.leanings[number] = noted


def _groups(work: Work, chunk: Sequence[int], sent: Sent) -> Iterator[dict[int, RecordFile]]:
    """Read the files, and yield those that are judged at once, by their numbers."""
    group: dict[int, RecordFile] = {}
    size = 0
    for number in chunk:
        path = work.files[number]
        try:
            # What is changed after it was looked at, and before it is read, looks changed later.
            mark = 0 if work.since is None else mark_of(os.stat(path), work.since)  # noqa: PTH116
            group[number] = file = read(path)
        except OSError as error:
            sent.batch.complaints.append(f"{shown(path)} cannot be read: {error.strerror or error}")
            continue
        if work.since is not None and (content := digest_of(file)):
            sent.verdicts.add(number, mark, content)
        size += len(file.text)
        if len(group) == AT_ONCE or size > _LARGE:
            yield group
            group, size = {}, 0
    yield group


# What a forked worker has from its parent; one that is started anew has neither.
_linter: Linter | None = None
_pipes: list[Connection] = []


def _work(pipe: Connection, work: Work) -> None:
    """Judge the chunks whose numbers are sent, and send what they gave, or what went wrong."""
    # The parent hears Ctrl-C and ends the workers; their own tracebacks would say nothing.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing that is made of a record refers to itself: there is little to collect.
    gc.set_threshold(100_000, 50, 100)
    # One that held the pipes of others open would keep them waiting for a parent that has gone.
    for other in _pipes:
        other.close()
    linter = _linter or work.linter()
    try:
        while True:
            number = pipe.recv()
            pipe.send((number, _judged(work, work.chunks[number], linter)))
    except (EOFError, ConnectionError):
        return
    except Exception as error:
        pipe.send((0, error))


def _together(work: Work, count: int) -> Iterator[Sent]:
    global _linter  # noqa: PLW0603 - what a forked worker has from its parent is global to both
    # Starting processes is not for the one record that is checked a hundred times a day.
    import multiprocessing

    _linter = linter = work.linter()
    # What is loaded before the fork is shared: compile the profile here, once.
    linter.profile.validator  # noqa: B018
    yield _judged(work, work.chunks[0], linter)
    gc.freeze()
    context: ForkContext | SpawnContext = (
        multiprocessing.get_context("fork")
        if sys.platform == "linux"
        else multiprocessing.get_context("spawn")
    )
    workers: list[ForkProcess | SpawnProcess] = []
    try:
        with held(signal.SIGINT):
            for _ in range(min(count, len(work.chunks) - 1)):
                here, there = context.Pipe()
                _pipes.append(here)
                worker = context.Process(target=_work, args=(there, work))
                workers.append(worker)
                worker.start()
                there.close()
        yield from _handed_out(len(work.chunks))
    finally:
        while _pipes:
            _pipes.pop().close()
        # They have sent all, or nobody wants it any more; to end by themselves would take longer.
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.join()


def _handed_out(count: int) -> Iterator[Sent]:
    """Hand out chunks 1 to `count` - 1 to whichever worker is free; give what is sent in order."""
    from multiprocessing.connection import wait

    left = iter(range(1, count))
    done: dict[int, Sent] = {}
    for pipe, number in zip(_pipes, left, strict=False):
        pipe.send(number)
    for due in range(1, count):
        while due not in done:
            for ready in cast("list[Connection]", wait(_pipes)):
                number, sent = _received(ready)
                done[number] = sent
                following = next(left, None)
                if following is not None:
                    ready.send(following)
        yield done.pop(due)


def _received(pipe: Connection) -> tuple[int, Sent]:
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
