"""The institution's settings: `muniment.toml`, or `[tool.muniment]` in `pyproject.toml`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from muniment.errors import MunimentError
from muniment.profiles import DEFAULT
from muniment.syntax import NotToml, TooNestedError, parse
from muniment.vocabularies import nearest

_RECORDS = "records"


class Config(NamedTuple):
    """What is set: the records folder and the profile; `file` is where, if anywhere."""

    records: str = _RECORDS
    profile: str = DEFAULT
    file: Path | None = None


_KEYS = ("records", "profile")


def load(start: Path | None = None) -> Config:
    """Read the configuration found from the folder `start` (or the current one) upward.

    A path in it is from the folder of the file. Raises MunimentError where it cannot be read, or
    says what it may not.
    """
    for folder in _upward(start or Path.cwd()):
        for name in ("muniment.toml", "pyproject.toml"):
            file = folder / name
            if file.is_file():
                table = _table(file)
                if table is not None:
                    return _config(file, table)
    return Config()


def _upward(start: Path) -> list[Path]:
    return [start, *start.parents]


def _table(file: Path) -> dict[str, Any] | None:
    """Give the table that is ours, or None where the file has none."""
    try:
        data = parse(file.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, TooNestedError) as error:
        raise MunimentError(f"{file} cannot be read as a configuration: {error}") from None
    if isinstance(data, NotToml):
        raise MunimentError(
            f"{file}:{data.line}:{data.column}: {data.message}. {data.hint}".rstrip()
        )
    if file.name == "muniment.toml":
        return data
    tool = data.get("tool")
    ours = tool.get("muniment") if isinstance(tool, dict) else None
    return ours if isinstance(ours, dict) else None


def _config(file: Path, table: dict[str, Any]) -> Config:
    for key, value in table.items():
        if key not in _KEYS:
            likely = nearest(key, _KEYS)
            raise MunimentError(
                f"{file}: there is no setting {key!r}. "
                + (f"Did you mean {likely}?" if likely else f"There are: {', '.join(_KEYS)}.")
            )
        if not isinstance(value, str):
            raise MunimentError(f'{file}: {key} is text: write {key} = "...".')
    records = os.path.relpath(file.parent / table.get("records", _RECORDS))
    return Config(records, table.get("profile", DEFAULT), file)
