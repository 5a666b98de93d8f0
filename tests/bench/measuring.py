"""What a command costs: the whole process with all that it started and waited for."""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Measure = Literal["wall", "cpu", "peak", "tree"]
MEASURES: tuple[Measure, ...] = ("wall", "cpu", "peak", "tree")
UNITS = {"wall": "s", "cpu": "s", "peak": "MiB", "tree": "MiB"}
# Seconds between two looks at the memory of all processes.
_OFTEN = 0.005
_TAIL = 2_000


class WrongError(Exception):
    """A command did not do what it is measured for, so its time says nothing."""


class Spent(NamedTuple):
    """One run: seconds, the peak of its largest process in MiB, its status, its last words.

    `tree` is the peak of all its processes together, where what they share counts once; it is
    looked for only where it is asked for, because to look costs time. Else it is 0.
    """

    wall: float
    cpu: float
    peak: float
    tree: float
    status: int
    out: str
    err: str


class Side(NamedTuple):
    """One of the two that are compared: a command, and the folder that it is run in.

    `check` raises WrongError where a run went wrong; the folder `fresh` is taken away before each.
    """

    name: str
    command: list[str]
    folder: Path
    check: Callable[[Spent], None]
    fresh: Path | None = None

    def run(self, *, tree: bool = False) -> Spent:
        """Run the command once, and check what became of it."""
        if self.fresh:
            shutil.rmtree(self.fresh, ignore_errors=True)
        spent = spend(self.command, self.folder, tree=tree)
        self.check(spent)
        return spent


class Pairs(NamedTuple):
    """What was measured of both, pair by pair."""

    ours: list[Spent]
    theirs: list[Spent]

    def values(self, measure: Measure) -> tuple[list[float], list[float]]:
        """Give one figure of each run, ours and theirs."""
        ours, theirs = ([getattr(spent, measure) for spent in side] for side in self)
        return ours, theirs

    def ratios(self, measure: Measure) -> list[float]:
        """Ours by theirs, of each pair."""
        return [ours / theirs for ours, theirs in zip(*self.values(measure), strict=True)]

    def medians(self, measure: Measure) -> tuple[float, float, float]:
        """The medians of ours, of theirs, and of the ratios."""
        ours, theirs = map(statistics.median, self.values(measure))
        return ours, theirs, statistics.median(self.ratios(measure))


def paired(ours: Side, theirs: Side, measure: Measure, runs: int) -> Pairs:
    """Run both in turn, A B A B, after one run of each that does not count.

    What else goes on in the machine then slows both alike, and a ratio is of neighbours in time.
    """
    pairs = Pairs([], [])
    for turn in range(runs + 1):
        for side, spent in zip((ours, theirs), pairs, strict=True):
            run = side.run(tree=measure == "tree")
            if turn:
                spent.append(run)
    if measure == "peak":
        _require_larger_than_own(min(pairs.values(measure)[1]))
    return pairs


def spend(command: list[str], folder: Path, *, tree: bool = False) -> Spent:
    """Run a command in a folder that its output is kept beside, and say what it cost.

    The system adds to a process what its children took, if it waited for them.
    """
    said = [folder.parent / "out.txt", folder.parent / "err.txt"]
    with said[0].open("wb") as out, said[1].open("wb") as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        most = _watched(process.pid) if tree else 0
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    # It is waited for already; without this Popen would wait again, for whoever has the number.
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    return Spent(wall, cpu, used.ru_maxrss / 1024, most, process.returncode, *map(_tail, said))


def _watched(process: int) -> float:
    """Look at all processes of a run until it ends, and give the most memory they had at once."""
    most = 0.0
    while not _has_ended(process):
        most = max(most, sum(map(_share, _family(process))))
        time.sleep(_OFTEN)
    return most / 1024


def _has_ended(process: int) -> bool:
    return _said(f"/proc/{process}/stat").rpartition(")")[2].split()[:1] in ([], ["Z"])


def _family(process: int) -> Iterator[int]:
    """Yield a process, its children, and theirs."""
    yield process
    for child in _said(f"/proc/{process}/task/{process}/children").split():
        yield from _family(int(child))


def _share(process: int) -> int:
    """Give the memory of a process in KiB: of what it shares with others, its part."""
    found = re.search(r"^Pss:\s+(\d+)", _said(f"/proc/{process}/smaps_rollup"), re.MULTILINE)
    return int(found[1]) if found else 0


def _said(path: str) -> str:
    """Give what the system says of a process; nothing where it has gone."""
    try:
        return Path(path).read_text("utf-8", "replace")
    except OSError:
        return ""


def environment() -> dict[str, str]:
    """Give this process's environment without what would change how Python starts or how programs print."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**kept, "NO_COLOR": "1"}


def _tail(path: Path) -> str:
    """Give the end of what was said: all of it would make this process large."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return file.read().decode("utf-8", "replace")


def _require_larger_than_own(peak: float) -> None:
    """A process counts its peak from that of its parent on, when it was started."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if own >= peak:
        raise WrongError(f"the peak of {peak:.0f} MiB may be this process's own, {own:.0f} MiB")


def expecting(status: int, *words: str) -> Callable[[Spent], None]:
    """Make a check: a run ends with `status`, and one of its outputs holds each of the words."""

    def check(spent: Spent) -> None:
        said = spent.out + spent.err
        absent = next((word for word in words if word not in said), None)
        if spent.status != status or absent:
            raise WrongError(
                f"ended with {spent.status} for {status}"
                + (f", without saying {absent!r}" if absent else "")
                + f"; it said: {said.strip()[-300:]}"
            )

    return check
