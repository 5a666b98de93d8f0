"""The files that belong to a record, read where they lie: below the records folder, and whole."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from muniment.errors import CannotCarryError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 1 << 20


def located(records: str, path: str, record: str, key: str) -> Path:
    """Give where the file with the path `path`, from the folder `records`, really lies.

    `record` is the id of the record, and `key` the key, for what is said where there is none.
    Raises CannotCarryError where it lies outside the folder (links are followed), or is no file.
    """
    root = Path(os.path.realpath(records))
    if not path or PurePosixPath(path).is_absolute() or "\\" in path or "\0" in path:
        raise CannotCarryError(record, key, f"is no path from the records folder: {path!r}")
    found = Path(os.path.realpath(root / path))
    if not found.is_relative_to(root):
        raise CannotCarryError(record, key, f"leads out of the records folder: {path}")
    if not found.is_file():
        raise CannotCarryError(record, key, f"names a file that is not there: {path}")
    return found


def content(file: Path, sha256: str | None, record: str, key: str) -> Iterator[bytes]:
    """Yield a file in blocks.

    Raises CannotCarryError behind the last where the whole has not the checksum `sha256`, if one is
    given, or where it cannot be read: what was copied is then not to be kept.
    """
    digest = hashlib.sha256()
    try:
        with file.open("rb") as opened:
            while block := opened.read(_BLOCK):
                digest.update(block)
                yield block
    except OSError as error:
        why = f"names a file that cannot be read: {error.strerror or error}"
        raise CannotCarryError(record, key, why) from None
    if sha256 and digest.hexdigest() != sha256.strip().casefold():
        raise CannotCarryError(
            record, key, "names a file whose checksum is another: the file or the record is wrong"
        )
