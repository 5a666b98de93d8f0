"""Where an export goes: a folder, a file, or standard output; all of it, or nothing."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from muniment.errors import MunimentError
from muniment.interrupts import held
from muniment.writing import umask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Files = Iterable[tuple[str, Iterable[bytes]]]

_IN_MEMORY = 8 << 20


@contextlib.contextmanager
def staged(target: str, *, single: bool) -> Iterator[Path]:
    """Give an empty folder on the file system of `target`, for what is to be moved there.

    It is made in the nearest folder that is there, and goes; no other is made. Raises
    MunimentError where something cannot be written.
    """
    near = Path(target).absolute()
    near = near.parent if single else near
    while not near.is_dir():
        near = near.parent
    try:
        folder = Path(tempfile.mkdtemp(prefix=".muniment-", dir=near))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise MunimentError(f"{target} cannot be written: {error.strerror or error}") from None


def fill(folder: Path, files: Files) -> list[str]:
    """Write files into a folder, and give their names, in which `/` parts folders.

    Raises MunimentError for a name twice.
    """
    names: dict[str, str] = {}
    for name, chunks in files:
        if name.casefold() in names:
            raise MunimentError(
                f"two records would be written to {name}: ids must differ, beyond case"
            )
        names[name.casefold()] = name
        if "/" in name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with open(f"{folder}/{name}", "xb") as file:  # noqa: PTH123 - a Path each is a third more
            file.writelines(chunks)
    return list(names.values())


def move(folder: Path, names: Iterable[str], target: str, *, overwrite: bool) -> None:
    """Move files into the folder `target`; where one of another content stands, nothing is moved.

    Raises MunimentError there, unless `overwrite`.
    """
    names = list(names)
    into = Path(target)
    if os.path.lexists(into) and not into.is_dir():
        raise MunimentError(f"{target} is a file, and several files need a folder")
    if not os.path.lexists(into):
        into.parent.mkdir(parents=True, exist_ok=True)
        # What mkdtemp makes is for its owner alone; the export is as public as its neighbours.
        folder.chmod(0o777 & ~umask())
        folder.rename(into)
        return
    for name in names:
        _require_free(into / name, folder / name, overwrite=overwrite)
    # All or none: Ctrl-C waits until the last has its name.
    with held(signal.SIGINT):
        for name in names:
            if "/" in name:
                (into / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(f"{folder}/{name}", f"{into}/{name}")  # noqa: PTH105


def move_to(folder: Path, paths: Sequence[str], *, replace: bool) -> None:
    """Move the files of `folder`, which are called `0`, `1` and so on, to their paths.

    If something stands at one of them, none is moved, unless `replace` says that it is to go.
    Raises MunimentError.
    """
    for path in paths:
        if not replace and os.path.lexists(path):
            raise MunimentError(f"{path} is there already, and is left as it is")
    with held(signal.SIGINT):
        for number, path in enumerate(paths):
            os.replace(f"{folder}/{number}", path)  # noqa: PTH105


def move_one(file: Path, target: str, *, overwrite: bool) -> None:
    """Move one file to the path `target`, by the same rule."""
    _require_free(Path(target), file, overwrite=overwrite)
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    os.replace(file, target)  # noqa: PTH105


def _require_free(target: Path, new: Path, *, overwrite: bool) -> None:
    """A file that stands there already is left alone, unless it is the very same."""
    if target.is_dir() and not target.is_symlink():
        raise MunimentError(f"{target} is a folder, and is left as it is")
    if overwrite:
        return
    if target.is_symlink() or (
        target.exists() and not (target.is_file() and filecmp.cmp(target, new, shallow=False))
    ):
        raise MunimentError(
            f"{target} is there already, and is left as it is. "
            "Give --overwrite to write over it, or another --output."
        )


@contextlib.contextmanager
def spooled(files: Files) -> Iterator[BinaryIO]:
    """Write the one file into memory, or on disk where it is large, and give it to be read."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        for _, chunks in files:
            spool.writelines(chunks)
        spool.seek(0)
        yield spool  # type: ignore[misc]
