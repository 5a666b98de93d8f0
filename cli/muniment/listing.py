"""Which files are records: those that paths stand for, and those of the records folder by name."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, overload

from muniment.errors import MunimentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENDING = ".toml"
# Files of this ending that are found everywhere and are no records.
_NO_RECORDS = frozenset({"pyproject.toml", "muniment.toml"})
# Of so many paths the memory counts.
_MANY = 20_000
_HERE = os.path.join(os.curdir, "")  # noqa: PTH118


class Folder:
    """The records folder, listed when a record is first sought in it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._paths: dict[str, str] | None = None

    @property
    def paths(self) -> dict[str, str]:
        """The path of each record by its name."""
        if self._paths is None:
            self._paths = {}
            if os.path.isdir(self.path):  # noqa: PTH112
                for path in sorted(walk(self.path)):
                    self._paths.setdefault(os.path.basename(path).removesuffix(ENDING), path)  # noqa: PTH119
        return self._paths

    def has(self, name: str, near: str) -> bool:
        """Tell whether there is a record of that id: in the folder `near`, or in this one."""
        return os.path.exists(_in(near, name)) or name in self.paths  # noqa: PTH110

    def places(self, name: str, near: str) -> Iterator[str]:
        """Yield where a record of that id may be: in the folder `near` first, then in this one."""
        yield _in(near, name)
        if name in self.paths:
            yield self.paths[name]


def _in(folder: str, name: str) -> str:
    return os.path.join(folder, name + ENDING)  # noqa: PTH118


class Paths(Sequence[str]):
    """The paths of many files, in a fifth of the memory that a list of them takes."""

    def __init__(self, paths: Iterable[str]) -> None:
        folders: dict[str, int] = {}
        # A path is its folder, by number, and its name, which ends where the next one begins.
        self._of = array("I")
        self._ends = array("Q", [0])
        names = bytearray()
        for path in paths:
            name = path.rpartition(os.sep)[2]
            self._of.append(folders.setdefault(path[: len(path) - len(name)], len(folders)))
            # A name may hold what is no character.
            names += name.encode("utf-8", "surrogatepass")
            self._ends.append(len(names))
        self._folders = list(folders)
        self._names = bytes(names)

    @property
    def folders(self) -> list[str]:
        """The folders that files are in, each once, as they stand before the names."""
        return self._folders

    def __len__(self) -> int:
        return len(self._of)

    def __iter__(self) -> Iterator[str]:
        names, folders, start = self._names, self._folders, 0
        for of, end in zip(self._of, islice(self._ends, 1, None), strict=True):
            yield folders[of] + names[start:end].decode("utf-8", "surrogatepass")
            start = end

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        folder = self._folders[self._of[at]]
        at = at if at >= 0 else at + len(self)
        name = self._names[self._ends[at] : self._ends[at + 1]]
        return folder + name.decode("utf-8", "surrogatepass")


def folders_of(paths: Sequence[str]) -> set[str]:
    """Give the folders that files are in, each once."""
    if isinstance(paths, Paths):
        return {os.path.dirname(folder) for folder in paths.folders}  # noqa: PTH120
    return {os.path.dirname(path) for path in paths}  # noqa: PTH120


class Listing(NamedTuple):
    """The files that some paths stand for, and what is wrong with paths among them."""

    files: Sequence[str]
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
    return Listing(Paths(files) if len(files) > _MANY else files, sorted(complaints))


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
            # Nearly all are plain files, of which nothing else is asked.
            if _is_record(found.name) and found.is_file(follow_symlinks=False):
                yield found.path.removeprefix(_HERE)
            else:
                yield from _record_or_folder(found, root, waiting, complaints)


def _is_record(name: str) -> bool:
    return name.endswith(ENDING) and name not in _NO_RECORDS and not name.startswith(".")


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
