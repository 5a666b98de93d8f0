"""What is the same for all verdicts of a run: kept verdicts hold for runs of the same kind only."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from muniment import __version__
from muniment.errors import MunimentError
from muniment.leanings import digest
from muniment.profiles import is_path
from muniment.schema_files import folder as schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.lint_settings import LintSettings

# What reads and judges beside the program itself.
_LIBRARIES = ("toml_rs", "pydantic", "pydantic_core", "jsonschema_rs")
_FOLDERS = ("", "rules", "vocabularies")


def key(settings: LintSettings, folder: str) -> str:
    """Give a name for what verdicts depend on beside files, for a cache kept in `folder`.

    The day and the last commit are not in it: few verdicts lean on them. Raises OSError where that
    cannot be known.
    """
    profiles = {settings.profile, *(each.profile for each in settings.paths if each.profile)}
    same = settings._replace(today="", committed={})
    parts = (
        __version__, sys.version, sys.byteorder, sys.maxsize, *_program(),
        # The same file has another path in another folder, and may be closed to another person.
        os.path.relpath(os.curdir, folder), getattr(os, "getuid", int)(),
        tuple(same), sorted((name, _content(name)) for name in profiles),
    )  # fmt: skip
    return digest(repr(parts).encode("utf-8", "surrogatepass")).hex()


def _program() -> Iterator[tuple[str, int, int]]:
    """Yield names, sizes and times of what the program is made of: it may change by itself."""
    here = os.path.dirname(__file__)  # noqa: PTH120
    try:
        folders = [*(os.path.join(here, name) for name in _FOLDERS), str(schemas())]  # noqa: PTH118
    except MunimentError as error:
        raise OSError(str(error)) from None
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith((".py", ".json")):
                    found = entry.stat()
                    yield entry.name, found.st_size, found.st_mtime_ns
    for name in _LIBRARIES:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise OSError(f"{name} cannot be found")
        # Where a library is installed anew, its folder is; and so is what stands beside it.
        for path in (spec.origin, os.path.dirname(os.path.dirname(spec.origin))):  # noqa: PTH120
            found = os.stat(path)  # noqa: PTH116
            yield path, found.st_size, found.st_mtime_ns


def _content(profile: str) -> bytes:
    """Give what a profile of one's own says; ours are part of the program."""
    if not is_path(profile):
        return b""
    with open(profile, "rb") as file:  # noqa: PTH123
        return digest(file.read())
