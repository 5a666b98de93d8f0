"""Verdicts that still hold, so that what is unchanged is not judged again: `.muniment_cache/`.

A verdict is kept under all that is the same for a whole run (the program, the profiles, what is
wanted), with the digest of the file, and with what else it leaned on: the levels above, other
records, the day, the last commit. As git does it, a file is not read while size and times are what
they were; if they are, but so new that it may have changed since within one tick of the clock, it
is. Whatever is missing, damaged, or cannot be written: then all is judged, and nothing is said.
"""

from __future__ import annotations

import contextlib
import os
import stat
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Any
from zlib import crc32

from muniment import cache_calm, cache_file
from muniment.cache_calm import Calm
from muniment.cache_key import key
from muniment.clock import moment
from muniment.leanings import SIZE, digest
from muniment.listing import Folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from muniment.cache_file import Numbers, Shelf
    from muniment.collisions import Facts
    from muniment.lint_settings import LintSettings

FOLDER = ".muniment_cache"
# For many records many shelves, so that for one of them little is read and written.
_SHELVES = 64
# So many kinds of runs are remembered: by other profiles, by other choices.
_KINDS = 4
# Nanoseconds within which a file system may give two changes the same time.
_TICK = 2_000_000_000


class Verdicts:
    """What is to be kept of files, by their numbers, as columns: there may be very many.

    The mark and the digest are of the file before and as it was read; what it leaned on, and what
    was found, is noted of those alone of which there is something to note.
    """

    def __init__(self) -> None:
        self.numbers = array("I")
        self.marks = array("q")
        self.digests = bytearray()
        self.leanings: dict[int, str] = {}
        self.told: dict[int, str] = {}

    def add(self, number: int, mark: int, digest: bytes) -> None:
        """Add a file."""
        self.numbers.append(number)
        self.marks.append(mark)
        self.digests += digest

    def extend(self, others: Verdicts) -> None:
        """Add what is to be kept of other files."""
        self.numbers += others.numbers
        self.marks += others.marks
        self.digests += others.digests
        self.leanings.update(others.leanings)
        self.told.update(others.told)

    def shelf(self, files: Sequence[str], places: Sequence[int], facts: Numbers) -> Shelf:
        """Give those at some places as they stand on a shelf."""
        numbers = [self.numbers[place] for place in places]
        return cache_file.Shelf(
            [files[number] for number in numbers],
            array("q", [self.marks[place] for place in places]),
            b"".join(self.digests[SIZE * place : SIZE * (place + 1)] for place in places),
            [self.leanings.get(number, "") for number in numbers],
            [self.told.get(number, "") for number in numbers],
            facts,
        )


class Cache:
    """The verdicts on files under settings; what has changed `since` may change again unseen."""

    def __init__(self, folder: str, settings: LintSettings) -> None:
        self._folder = folder
        self._settings = settings
        self._key = key(settings, folder)
        self.since = moment() - _TICK
        self._records = Folder(settings.records)
        self._held: dict[tuple[str, str, str | None], bool] = {}
        self._above: dict[tuple[str, str], list[str] | None] = {}
        # Files that are what they were, and look another way now.
        self._marks: dict[str, int] = {}
        self._calm = Calm(os.path.join(folder, self._key, "calm"))  # noqa: PTH118
        # Whether the facts of the files are those of a run in which none collided.
        self.is_calm = False

    def known(
        self, files: Sequence[str], facts: Facts | None
    ) -> tuple[Sequence[int], dict[int, str]]:
        """Give the numbers of files that have no verdict that holds, and what is told of others.

        To `facts`, if they are wanted, those of the others are added; not if all is calm.
        """
        misses: list[int] = []
        told: dict[int, str] = {}
        taken: list[tuple[Numbers, array[int]]] = []
        is_many = len(files) >= cache_calm.FEWEST
        for which, numbers in _by_shelf(files).items():
            shelf = cache_file.read(self._path(which))
            if shelf is None:
                misses += numbers
                continue
            at = {path: place for place, path in enumerate(shelf.paths)}
            here = array("q", [-1]) * len(shelf.paths)
            for number in numbers:
                path = files[number]
                place = at.get(path)
                if place is None or not self._holds(path, shelf, place):
                    misses.append(number)
                    continue
                here[place] = number
                if shelf.told[place]:
                    told[number] = shelf.told[place]
            if facts:
                taken.append((shelf.facts, here))
            if is_many:
                self._calm.note(which, shelf.checksum, bytes(number >= 0 for number in here))
        self.is_calm = is_many and self._calm.is_said(len(files))
        while taken and facts and not self.is_calm:
            facts.take(*taken.pop())
        return array("I", sorted(misses)), told

    def _holds(self, path: str, shelf: Shelf, at: int) -> bool:
        try:
            found = os.stat(path)  # noqa: PTH116
            mark = mark_of(found, self.since)
            if not mark or mark != shelf.marks[at]:
                if not stat.S_ISREG(found.st_mode) or _digest(path) != shelf.digest(at):
                    return False
                if mark:
                    self._marks[path] = mark
        except OSError:
            return False
        was = self._settings.committed.get(path)
        leanings = shelf.leanings[at]
        if was is None and not leanings:
            return True
        # Most files of a folder lean on the same.
        asked = (os.path.dirname(path), leanings, was)  # noqa: PTH120
        if asked not in self._held:
            self._held[asked] = self._still(*asked)
        return self._held[asked]

    def _still(self, near: str, leanings: str, was: str | None) -> bool:
        """Tell whether what a verdict leaned on is still the same."""
        import json

        try:
            said: dict[str, Any] = json.loads(leanings) if leanings else {}
            above: Mapping[str, Any] = said.get("above", {})
            has: Mapping[str, Any] = said.get("has", {})
            return (
                said.get("was") == was
                and said.get("stands", os.path.realpath(near)) == os.path.realpath(near)
                and said.get("day", self._settings.today) == self._settings.today
                and all(self._found(name, near) == found for name, found in above.items())
                and all(self._records.has(name, near) == found for name, found in has.items())
            )
        except (ValueError, TypeError, AttributeError, RecursionError):
            return False

    def _found(self, name: str, near: str) -> list[str] | None:
        """Give where a level above is found, and its digest, as it was noted in `Leanings`."""
        if (name, near) not in self._above:
            self._above[name, near] = None
            for path in self._records.places(name, near):
                try:
                    self._above[name, near] = [path, _digest(path).hex()]
                    break
                except OSError:
                    continue
        return self._above[name, near]

    def keep(
        self, files: Sequence[str], verdicts: Verdicts, facts: Numbers, *, is_calm: bool
    ) -> None:
        """Keep verdicts on files, and the facts of each, which are used up: there are very many.

        `is_calm` says that there was nothing to say of facts of all these files together.
        """
        says_more = is_calm and not self.is_calm and len(files) >= cache_calm.FEWEST
        if not (verdicts.numbers or self._marks or says_more):
            return
        # A profile that was changed while it was used is not what the verdicts were made by.
        if key(self._settings, self._folder) != self._key:
            return
        try:
            if verdicts.numbers or self._marks:
                self._keep(files, verdicts, facts)
            if says_more:
                self._calm.say(len(files))
        except OSError:
            return

    def _keep(self, files: Sequence[str], verdicts: Verdicts, facts: Numbers) -> None:
        groups = _by_shelf(files[number] for number in verdicts.numbers)
        for path in self._marks:
            groups[_shelf_of(path)].extend(())
        parted = cache_file.parted(facts, groups, verdicts.numbers, len(files))
        self._prepare()
        all_of_run = _by_shelf(files)
        for shelf, places in groups.items():
            new = self._put(shelf, verdicts.shelf(files, places, parted.pop(shelf)))
            wanted = {files[number] for number in all_of_run[shelf]}
            self._calm.note(shelf, new.checksum, bytes(path in wanted for path in new.paths))

    def _put(self, which: int, new: Shelf) -> Shelf:
        """Put verdicts on their shelf, take those from it on files that are gone, and give it."""
        path = self._path(which)
        old = cache_file.read(path)
        if old:
            replaced = set(new.paths)
            old = old.only([each not in replaced and os.path.lexists(each) for each in old.paths])
            for at, each in enumerate(old.paths):
                old.marks[at] = self._marks.get(each, old.marks[at])
            new = old.joined(new)
        if new.paths:
            return new._replace(checksum=cache_file.replace(path, new))
        return new

    def _path(self, shelf: int) -> str:
        return os.path.join(self._folder, self._key, f"{shelf:02}")  # noqa: PTH118

    def _prepare(self) -> None:
        """Make the folders, which git is to pass over; of those of other runs keep the newest."""
        here = os.path.join(self._folder, self._key)  # noqa: PTH118
        if os.path.isdir(here):  # noqa: PTH112
            return
        os.makedirs(here, exist_ok=True)  # noqa: PTH103
        with (
            contextlib.suppress(FileExistsError),
            # What is there already may be a link that came with the repository.
            open(os.path.join(self._folder, ".gitignore"), "x", encoding="utf-8") as file,  # noqa: PTH118, PTH123
        ):
            file.write("*\n")
        kinds = [each for each in os.scandir(self._folder) if each.is_dir(follow_symlinks=False)]
        kinds.sort(key=lambda each: each.stat().st_mtime_ns, reverse=True)
        for old in kinds[_KINDS:]:
            import shutil

            shutil.rmtree(old.path, ignore_errors=True)


def mark_of(found: os.stat_result, since: int) -> int:
    """Give a number that stands for size and times of a file; 0 where they may lie."""
    if max(found.st_mtime_ns, found.st_ctime_ns) >= since:
        return 0
    # Of numbers, Python's hash is the same in every process.
    return hash((found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))


def opened(config: Path | None, settings: LintSettings) -> Cache | None:
    """Open the cache beside the configuration, or else beside the records folder.

    None where there is neither, or can be none: nobody wants a cache in whichever folder a record
    was looked at.
    """
    beside = config or os.path.abspath(settings.records)  # noqa: PTH100
    path = os.path.join(os.path.dirname(beside), FOLDER)  # noqa: PTH118, PTH120
    try:
        # A link would have us write wherever it leads.
        if os.path.islink(path) or not (config or os.path.isdir(beside)):  # noqa: PTH112, PTH114
            return None
        return Cache(path, settings)
    except OSError:
        return None


def _digest(path: str) -> bytes:
    from muniment.recordfile import content

    return digest(content(path))


def _shelf_of(path: str) -> int:
    return crc32(os.fsencode(path)) % _SHELVES


def _by_shelf(paths: Iterable[str]) -> dict[int, array[int]]:
    """Give by their shelves where files stand among `paths`."""
    groups: dict[int, array[int]] = defaultdict(lambda: array("I"))
    for place, path in enumerate(paths):
        groups[_shelf_of(path)].append(place)
    return groups
