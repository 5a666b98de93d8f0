"""What git knows of records: which have changed since the last commit, and what they were then."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.listing import folders_of
from muniment.syntax import NotToml, TooNestedError, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SECONDS = 20
# Nothing that the repository configures is run.
_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.fileMode=false")
# A hook is told where it runs; here it is the records that say where git is to look.
_TOLD = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
_DIFF = ("diff", "--name-only", "-z", "--relative", "--no-ext-diff", "--no-textconv", "HEAD", "--")


def committed(files: Sequence[str]) -> dict[str, str]:
    """Give `record.modified` as it was at the last commit, for those of `files` changed since.

    Empty where there is no git, no repository, or no commit; files that git does not know, and
    records that had no such date, are left out.
    """
    folder = _folder(files)
    if folder is None or not _in_repository(folder):
        return {}
    names = [os.fsdecode(raw) for raw in _run(folder, *_DIFF, ".").split(b"\0") if raw]
    if not names:
        return {}
    # Few of very many have changed.
    ends = {name.rpartition("/")[2] for name in names}
    paths = {
        os.path.relpath(path, folder).replace(os.sep, "/"): path
        for path in files
        if path.rpartition(os.sep)[2] in ends
    }
    changed = [name for name in names if name in paths and "\n" not in name]
    found = zip(changed, _contents(folder, changed), strict=False)
    return {
        paths[name]: modified for name, raw in found if (modified := _modified(raw)) is not None
    }


def keeps(file: str) -> bool:
    """Tell whether the last commit has a file exactly as it is now."""
    folder, name = os.path.split(os.path.abspath(file))  # noqa: PTH100
    if not _in_repository(folder) or "\n" in name:
        return False
    try:
        now = Path(file).read_bytes()
    except OSError:
        return False
    return next(_contents(folder, [name]), b"") == now


def _folder(files: Sequence[str]) -> str | None:
    """Give the folder that all files are in or below, if there is one."""
    folders = folders_of(files)
    try:
        return os.path.commonpath(map(os.path.abspath, folders)) if folders else None
    except ValueError:
        # On Windows, on several drives.
        return None


def _in_repository(folder: str) -> bool:
    return any((above / ".git").exists() for above in (Path(folder), *Path(folder).parents))


def _contents(folder: str, names: Sequence[str]) -> Iterator[bytes]:
    """Yield what files were at the last commit; nothing of one that was not there."""
    asked = os.fsencode("".join(f"HEAD:./{name}\n" for name in names))
    told = BytesIO(_run(folder, "cat-file", "--batch", asking=asked))
    while heading := told.readline():
        # `<object> blob <size>`, or `<name> missing`.
        size = heading.rpartition(b" ")[2].strip()
        yield told.read(int(size) + 1)[:-1] if size.isdigit() else b""


def _run(folder: str, *arguments: str, asking: bytes = b"") -> bytes:
    environment = {key: value for key, value in os.environ.items() if key not in _TOLD}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    try:
        done = subprocess.run(
            [*_GIT, "-C", folder, *arguments],
            capture_output=True,
            check=False,
            env=environment,
            input=asking,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""


def _modified(raw: bytes) -> str | None:
    try:
        data = parse(raw.decode("utf-8"))
    except (UnicodeDecodeError, TooNestedError):
        return None
    about = {} if isinstance(data, NotToml) else data.get("record")
    modified = about.get("modified") if isinstance(about, dict) else None
    return None if modified is None else str(modified)
