"""A folder of records: what each takes from the level above it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment import recordfile
from muniment.errors import MunimentError
from muniment.finding import Problem
from muniment.keys import INHERITED
from muniment.listing import ENDING, Folder, shown
from muniment.pruning import Pruned, prune
from muniment.reading import Reading, read
from muniment.recordfile import RecordFile
from muniment.vocabularies import nearest

if TYPE_CHECKING:
    from muniment.keys import Path
    from muniment.leanings import Leanings
    from muniment.record import Record

# A hierarchy that is deeper has been tied in a knot.
_DEEPEST_HIERARCHY = 64


class Entry(NamedTuple):
    """A file as read, its data without blanks, and the Record made of it."""

    file: RecordFile
    pruned: Pruned
    reading: Reading

    @property
    def is_read(self) -> bool:
        """Whether there are data that can be judged."""
        return bool(self.file.data) and not self.pruned.too_deep

    @property
    def is_amiss(self) -> bool:
        """Whether anything in it is blank, or refused by the model."""
        return bool(self.reading.problems or self.pruned.blanks)

    def before(self, path: Path) -> Path:
        """Give the path in the file for a path in the Record."""
        return self.pruned.shifts.before(self.reading.before(path))


class Effective(NamedTuple):
    """An entry with what it takes from above: its Record, its data, and whose each taken key is."""

    entry: Entry
    record: Record
    data: dict[str, Any]
    origins: dict[str, Entry]
    problems: tuple[Problem, ...] = ()
    above: Entry | None = None


def load(path: str) -> Entry:
    """Read a record. Raises OSError where there is no file that can be read."""
    return entry(recordfile.read(path))


def entry(file: RecordFile) -> Entry:
    """Make an entry of a file, whatever became of it."""
    pruned = prune(file.data or {})
    return Entry(file, pruned, read(pruned.data, is_in_shape=pruned.is_in_shape))


class Catalogue:
    """The records folder as it is asked about: parents are read once, when a record names them."""

    def __init__(self, folder: str, leanings: Leanings | None = None) -> None:
        self.folder = folder
        self._listed = Folder(folder)
        self._leanings = leanings
        self._parents: dict[tuple[str, str], Entry | None] = {}

    def effective(self, entry: Entry) -> Effective:
        """Give the record with what it takes from the nearest ancestor that has it."""
        if entry.reading.record.part_of is None:
            return Effective(entry, entry.reading.record, entry.pruned.data, {})
        ancestors, problems = self._ancestors(entry)
        origins: dict[str, Entry] = {}
        for key in INHERITED:
            if key not in entry.pruned.data:
                holder = next((above for above in ancestors if key in above.pruned.data), None)
                if holder:
                    origins[key] = holder
        above = ancestors[0] if ancestors else None
        if not origins:
            return Effective(entry, entry.reading.record, entry.pruned.data, {}, problems, above)
        taken = {key: holder.pruned.data[key] for key, holder in origins.items()}
        record = entry.reading.record.but(
            {key: getattr(holder.reading.record, key) for key, holder in origins.items()}
        )
        return Effective(entry, record, {**entry.pruned.data, **taken}, origins, problems, above)

    def _ancestors(self, entry: Entry) -> tuple[list[Entry], tuple[Problem, ...]]:
        found: list[Entry] = []
        seen = {entry.reading.record.id}
        above = entry.reading.record.part_of
        while above is not None and len(found) < _DEEPEST_HIERARCHY:
            if above in seen:
                return found, (_cycle(above, [entry, *found]),)
            seen.add(above)
            parent = self._parent(above, entry)
            if parent is None or parent.file.data is None:
                problem = _absent(above, found) if parent is None else _unread(parent)
                return found, (problem,)
            found.append(parent)
            above = parent.reading.record.part_of
        return found, () if above is None else (_too_deep(entry),)

    def _parent(self, name: str, child: Entry) -> Entry | None:
        folder = os.path.dirname(child.file.path)  # noqa: PTH120
        if (folder, name) not in self._parents:
            self._parents[folder, name] = self._load(name, folder)
        found = self._parents[folder, name]
        if self._leanings:
            self._leanings.above(child.file.path, name, found.file if found else None)
        return found

    def _load(self, name: str, folder: str) -> Entry | None:
        for path in self._listed.places(name, folder):
            try:
                return load(path)
            except OSError:
                continue
        return None

    def named(self, name: str) -> Entry:
        """Read the record of that id in the folder, or at that path.

        Raises MunimentError where there is none, with the id that was probably meant.
        """
        is_path = name.endswith(ENDING)
        path = name if is_path else self._listed.paths.get(name)
        try:
            if path is not None:
                return load(path)
        except OSError as error:
            raise MunimentError(
                f"{shown(name)} cannot be read: {error.strerror or error}"
            ) from None
        likely = nearest(name, self._listed.paths)
        more = f" Did you mean {likely}?" if likely else ""
        raise MunimentError(f"there is no record {name} in {shown(self.folder)}.{more}")

    def has(self, name: str, file: str) -> bool:
        """Tell whether there is a record of that id: beside `file`, or elsewhere in the folder."""
        is_there = self._listed.has(name, os.path.dirname(file))  # noqa: PTH120
        if self._leanings:
            self._leanings.others(file, name, is_there=is_there)
        return is_there


def _cycle(above: str, found: list[Entry]) -> Problem:
    way = " in ".join([*(str(entry.reading.record.id) for entry in found), above])
    return Problem(
        "part_of",
        f"the levels above run in a circle, so nothing can be taken from them: {way}",
        "Name under part_of the level that is really above.",
    )


def _too_deep(entry: Entry) -> Problem:
    return Problem(
        "part_of",
        f"{entry.reading.record.id} has more than {_DEEPEST_HIERARCHY} levels above it, and those "
        "beyond are not looked at",
        "Name under part_of a level that is nearer to the top.",
    )


def _absent(above: str, found: list[Entry]) -> Problem:
    where = (
        f"{found[-1].reading.record.id} is part of {above}" if found else f"this is part of {above}"
    )
    return Problem(
        "part_of",
        f"{where}, and there is no such record, so its rights and archive cannot be taken from it",
        f"Add {above}{ENDING} to the records folder, or correct part_of.",
    )


def _unread(parent: Entry) -> Problem:
    return Problem(
        "part_of",
        f"{parent.file.path} of the level above cannot be read, so nothing can be taken from it",
        f"Run muniment lint {parent.file.path}.",
    )
