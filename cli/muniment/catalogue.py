"""A folder of records: which files it has, and what a record takes from the level above it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment import recordfile
from muniment.errors import MunimentError
from muniment.finding import Problem
from muniment.keys import Path as KeyPath
from muniment.pruning import Pruned, prune
from muniment.reading import Reading, read
from muniment.record import INHERITED, Record
from muniment.recordfile import RecordFile
from muniment.vocabularies import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ENDING = ".toml"
# Files of this ending that are found everywhere and are no records.
_NO_RECORDS = frozenset({"pyproject.toml", "muniment.toml"})
_HERE = os.path.join(os.curdir, "")  # noqa: PTH118
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

    def before(self, path: KeyPath) -> KeyPath:
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
    return Entry(file, pruned, read(pruned.data))


class Catalogue:
    """The records folder as it is asked about: parents are read once, when a record names them."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._parents: dict[str, Entry | None] = {}
        self._paths: dict[str, str] | None = None

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
        record = entry.reading.record.model_copy(
            update={key: getattr(holder.reading.record, key) for key, holder in origins.items()}
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
        if name not in self._parents:
            self._parents[name] = self._load(name, child)
        return self._parents[name]

    def _load(self, name: str, child: Entry) -> Entry | None:
        beside = os.path.join(os.path.dirname(child.file.path), name + ENDING)  # noqa: PTH118, PTH120
        for path in (beside, self._listed().get(name)):
            if path is not None:
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
        path = name if is_path else self._listed().get(name)
        try:
            if path is not None:
                return load(path)
        except OSError as error:
            raise MunimentError(
                f"{shown(name)} cannot be read: {error.strerror or error}"
            ) from None
        likely = nearest(name, self._listed())
        more = f" Did you mean {likely}?" if likely else ""
        raise MunimentError(f"there is no record {name} in {shown(self.folder)}.{more}")

    def has(self, name: str, file: str) -> bool:
        """Tell whether there is a record of that id: beside `file`, or elsewhere in the folder."""
        beside = os.path.join(os.path.dirname(file), name + ENDING)  # noqa: PTH118, PTH120
        return os.path.exists(beside) or name in self._listed()  # noqa: PTH110

    def _listed(self) -> dict[str, str]:
        """Give the path of each record of the folder by its name."""
        if self._paths is None:
            self._paths = {}
            if Path(self.folder).is_dir():
                for path in sorted(walk(self.folder)):
                    self._paths.setdefault(Path(path).name.removesuffix(ENDING), path)
        return self._paths


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


class Listing(NamedTuple):
    """The files that some paths stand for, and what is wrong with paths among them."""

    files: list[str]
    complaints: list[str]


def listing(paths: Sequence[str]) -> Listing:
    """Give the record files that `paths` stand for: each once, in the order of their names.

    A folder stands for all files in and below it that end in .toml; hidden folders and the
    configuration files of tools are passed over. A path that is not there is a complaint.
    """
    complaints: list[str] = []
    # Of a hundred thousand names each list counts: a folder gives each file once.
    files = [file for path in dict.fromkeys(paths) for file in _files(path, complaints)]
    if len(paths) > 1:
        # The same file may be named in two ways: the first stays.
        once = {os.path.abspath(path): path for path in reversed(files)}  # noqa: PTH100
        files = list(once.values())
    files.sort(key=None if os.sep == "/" else shown)
    return Listing(files, sorted(complaints))


def _files(path: str, complaints: list[str]) -> Iterator[str]:
    """Yield the files that a path stands for."""
    if os.path.isdir(path):  # noqa: PTH112
        if path.rstrip("/").endswith(ENDING):
            complaints.append(f"{shown(path)} is a folder, and a record is a file")
        yield from walk(path, complaints)
    elif os.path.lexists(path):
        yield os.path.normpath(path)
    else:
        complaints.append(f"{shown(path)}: there is no such file or folder")


def walk(folder: str, complaints: list[str] | None = None) -> Iterator[str]:
    """Yield the records in and below a folder, in the order in which they are found.

    Links that lead out of it are not followed.
    """
    root = os.path.realpath(folder)
    waiting = [os.path.normpath(folder)]
    while waiting:
        current = waiting.pop()
        try:
            entries = os.scandir(current)
        except OSError as error:
            _complain(complaints, f"{shown(current)} cannot be read: {error.strerror}")
            continue
        for found in entries:
            yield from _record_or_folder(found, root, waiting, complaints)


def _record_or_folder(
    found: os.DirEntry[str], root: str, waiting: list[str], complaints: list[str] | None
) -> Iterator[str]:
    is_record = found.name.endswith(ENDING) and found.name not in _NO_RECORDS
    if found.is_dir(follow_symlinks=False):
        if is_record:
            _complain(complaints, f"{shown(found.path)} is a folder, and a record is a file")
        if not found.name.startswith("."):
            waiting.append(found.path.removeprefix(_HERE))
    elif is_record and not found.name.startswith("."):
        if found.is_symlink() and not _inside(found.path, root):
            _complain(complaints, f"{shown(found.path)} is a link that leads out of the folder")
        else:
            yield found.path.removeprefix(_HERE)


def _inside(path: str, root: str) -> bool:
    return os.path.realpath(path).startswith(os.path.join(root, ""))  # noqa: PTH118


def _complain(complaints: list[str] | None, text: str) -> None:
    if complaints is not None:
        complaints.append(text)


def shown(path: str) -> str:
    """Give a path as it is printed, on every system: with `/`."""
    return path if os.sep == "/" else path.replace(os.sep, "/")


def require(paths: Iterable[str], listed: Listing) -> None:
    """Raise MunimentError where there is nothing to work on."""
    if not listed.files and not listed.complaints:
        raise MunimentError(
            f"no record found in {', '.join(map(shown, paths))}: records end in .toml"
        )
