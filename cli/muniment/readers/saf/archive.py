"""An archive of items, a folder or a zip: read where it lies, nothing of it is ever unpacked."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zipfile
import zlib
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from muniment.errors import MunimentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

METADATA = "dublin_core.xml"
# The archive may stand in a folder or two; files of an item may have folders of their own.
_DEEPEST = 5
_BLOCK = 1 << 20
# What unpacks to more than so much, and to so many times its size, was made to fill disks.
_LARGE, _MOST_TIMES = 64 << 20, 200
_NUMBER = re.compile("([0-9]{1,18})")
_TROUBLE = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip


class Item(Protocol):
    """An item's folder: its name in the archive, and its path as a message names it."""

    name: str
    path: str

    @property
    def names(self) -> list[str]:
        """The names of its files, `/` between folders, in order."""

    def opened(self, name: str) -> BinaryIO:
        """Open one of its files. Raises MunimentError where it leads out of the folder."""


def items(source: str, unread: Callable[[str], None]) -> Iterator[Item]:
    """Yield the items of the archive at a path, in natural order.

    `unread` is told of a folder that is none. Raises MunimentError where there is no archive.
    """
    path = Path(source)
    name = path.as_posix()
    try:
        if path.is_dir():
            yield from _of_folder(path, unread)
        elif path.exists() and not path.is_file():
            raise MunimentError(f"{name}: is neither a folder nor a zip")
        else:
            with path.open("rb") as file:
                yield from _of_zip(file, name, unread)
    except (OSError, ValueError) as error:
        raise MunimentError(f"{name}: cannot be read: {_reason(error)}") from error


def content(item: Item, name: str, limit: int) -> bytes:
    """Give the bytes of a file of an item. Raises MunimentError, also if it has over `limit`."""
    with _reading(item, name) as file:
        found = file.read(limit + 1)
    if len(found) > limit:
        raise MunimentError(
            f"{item.path}/{name}: is over {limit >> 20} MiB, too large for what it is"
        )
    return found


def digest(item: Item, name: str) -> str:
    """Give the SHA-256 of a file of an item. Raises MunimentError."""
    found = hashlib.sha256()
    with _reading(item, name) as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def natural(name: str) -> list[tuple[int, str]]:
    """Give what a name is sorted by: its numbers as numbers, so that item_2 is before item_10."""
    parts = _NUMBER.split(name)
    counted = [(int(part), "") if at % 2 else (-1, part) for at, part in enumerate(parts)]
    # Where only zeros differ, the name decides.
    return [*counted, (-1, name)]


@contextmanager
def _reading(item: Item, name: str) -> Iterator[BinaryIO]:
    try:
        with item.opened(name) as file:
            yield file
    except MunimentError:
        raise
    except _TROUBLE as error:
        raise MunimentError(f"{item.path}/{name}: cannot be read: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(reason).partition("\n")[0]


class _Folder:
    """An item that is a folder of the file system."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.path = folder.as_posix()
        self._folder = folder

    @cached_property
    def _root(self) -> Path:
        return self._folder.resolve()

    @cached_property
    def names(self) -> list[str]:
        found: list[str] = []
        for above, folders, files in os.walk(self._folder):
            within = Path(above).relative_to(self._folder)
            folders[:] = [each for each in folders if len(within.parts) < _DEEPEST]
            found += [(within / each).as_posix() for each in files]
        return sorted(found, key=natural)

    def opened(self, name: str) -> BinaryIO:
        path = self._folder / name
        if not path.resolve().is_relative_to(self._root):
            raise MunimentError(f"{self.path}/{name}: leads out of the folder of the item")
        if not path.is_file():
            raise MunimentError(f"{self.path}/{name}: is not a file")
        return path.open("rb")


def _of_folder(path: Path, unread: Callable[[str], None]) -> Iterator[Item]:
    if (path / METADATA).is_file():
        yield _Folder(path, path.resolve().name)
        return
    count = 0
    for folder in _folders(path, path.resolve(), 0, unread):
        count += 1
        yield _Folder(folder, folder.relative_to(path).as_posix())
    if not count:
        raise MunimentError(f"{path.as_posix()}: has no item, a folder with a {METADATA}")


def _folders(path: Path, root: Path, depth: int, unread: Callable[[str], None]) -> Iterator[Path]:
    """Yield the folders of items below a folder: of them and their neighbours, one at a time."""
    with os.scandir(path) as entries:
        names = [each.name for each in entries if each.name[0] != "." and each.is_dir()]
    for name in sorted(names, key=natural):
        folder = path / name
        if not folder.resolve().is_relative_to(root):
            unread(f"{folder.as_posix()}: leads out of the archive")
        elif (folder / METADATA).is_file():
            yield folder
        elif depth + 1 < _DEEPEST and any(each.is_dir() for each in folder.iterdir()):
            yield from _folders(folder, root, depth + 1, unread)
        else:
            unread(f"{folder.as_posix()}: has no {METADATA}, so it is no item")


class _Packed:
    """An item that is a folder in a zip."""

    def __init__(self, archive: zipfile.ZipFile, path: str, name: str, files: list[str]) -> None:
        self.name = name or Path(path).stem
        self.path = f"{path}/{name}" if name else path
        self._archive = archive
        self._above = f"{name}/" if name else ""
        self.names = sorted(files, key=natural)

    def opened(self, name: str) -> BinaryIO:
        return cast("BinaryIO", self._archive.open(self._above + name))


def _of_zip(file: BinaryIO, path: str, unread: Callable[[str], None]) -> Iterator[Item]:
    try:
        archive = zipfile.ZipFile(file)
    except _TROUBLE as error:
        raise MunimentError(
            f"{path}: is no zip, and no folder with items: {_reason(error)}"
        ) from error
    with archive:
        _require_harmless(archive, path)
        found, others = _grouped(archive)
        if not found:
            raise MunimentError(f"{path}: has no item, a folder with a {METADATA}")
        for name in sorted({*found, *others}, key=natural):
            if name in found:
                yield _Packed(archive, path, name, found.pop(name))
            else:
                unread(f"{path}/{name}: has no {METADATA}, so it is no item")


def _require_harmless(archive: zipfile.ZipFile, path: str) -> None:
    """Raise MunimentError for a zip that was made to do harm, or might do some elsewhere."""
    taken: set[str] = set()
    total = 0
    for member in archive.infolist():
        # What zipfile reads is cut off at a NUL, and `\\` is no `\\` on Windows.
        name = member.orig_filename
        parts = name.rstrip("/").split("/")
        why = ""
        if not parts[0] or not {"", ".", ".."}.isdisjoint(parts) or re.search(r"[\\\0]|^\w:", name):
            why = "is no path below the archive"
        elif stat.S_ISLNK(member.external_attr >> 16):
            why = "is a link"
        elif member.flag_bits & 1:
            why = "is encrypted"
        elif name in taken:
            why = "stands there twice"
        if why:
            raise MunimentError(f"{path}: {name[:100]!r} {why}: nothing of the zip is read")
        taken.add(name)
        total += member.file_size
    packed = sum(member.compress_size for member in archive.infolist())
    size = min(packed, os.fstat(archive.fp.fileno()).st_size) if archive.fp else packed
    if total > _LARGE and total > _MOST_TIMES * size:
        raise MunimentError(
            f"{path}: unpacks to {total >> 20} MiB, over {_MOST_TIMES} times its size"
        )


def _grouped(archive: zipfile.ZipFile) -> tuple[dict[str, list[str]], set[str]]:
    """Give the files of each folder that is an item, and the folders that are in none."""
    names = [
        each
        for each in archive.namelist()
        if not each.endswith("/") and not each.startswith(("__MACOSX/", "."))
    ]
    found: dict[str, list[str]] = {
        each.rpartition("/")[0]: [] for each in names if each.split("/")[-1] == METADATA
    }
    others: set[str] = set()
    for name in names:
        above = name.rpartition("/")[0]
        folder = above
        while folder and folder not in found:
            folder = folder.rpartition("/")[0]
        if folder in found:
            found[folder].append(name.removeprefix(f"{folder}/" if folder else ""))
        elif above:
            others.add(above)
    return found, others
