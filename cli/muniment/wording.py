"""What is said of a key that is missing: that it is, why that matters, and how it is filled in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from muniment.keys import Path, plain
from muniment.outline import Key, below, foremost, heading, outline

if TYPE_CHECKING:
    from muniment.pruning import Blank


@lru_cache(maxsize=1024)
def what_is_missing(paths: tuple[Path, ...], blank: Blank | None, why: str) -> str:
    """Say that one of `paths` is missing, or says nothing, and why it matters."""
    if blank:
        name = ".".join(plain(blank.path))
        state = f'says only "{blank.text}", which is no value' if blank.text else "is blank"
        return f"{name} {state}: {why}"
    if len(paths) == 1:
        return f"{'.'.join(plain(paths[0]))} is missing: {why}"
    *first, last = (str(path[-1]) for path in paths)
    of = ".".join(plain(paths[0][:-1])) or "the record"
    return f"{of} has no {', '.join(first)} or {last}: {why}"


@lru_cache(maxsize=1024)
def how_to_fill(paths: tuple[Path, ...], blank: Blank | None, *, or_gap: bool = True) -> str:
    """Say what to write, by the first of `paths`, and where it may, that a gap will do instead."""
    names = plain(blank.path if blank else paths[0])
    key = outline().get(names)
    if key is None:
        return ""
    if names == ("id",) or not or_gap:
        return _written(key)
    return (
        f"{_written(key)} If it is not known, say so: [[gap]] with "
        f'field = "{gap_field(paths)}" and a reason.'
    )


def gap_field(paths: tuple[Path, ...]) -> str:
    """Give the field of a gap for what is missing: of several that would do, their table."""
    table = plain(paths[0][:-1])
    return ".".join(table if len(paths) > 1 and table else plain(paths[0]))


def _written(key: Key) -> str:
    name = ".".join(key.path)
    where = f" below {heading(key.path[:-1])}" if key.path[:-1] else ""
    if key.tables:
        return f"Add [[{name}]], with a line such as {_assignment(foremost(key.path))}."
    if key.table and not key.short:
        return f"Add [{name}], with {', '.join(below(key.path))}."
    if key.choices:
        return f"Write {key.path[-1]}, one of: {', '.join(map(str, key.choices))}."
    return f"Write a line{where} such as {_assignment(key)}."


def _assignment(key: Key) -> str:
    return f"{key.path[-1]} = {_toml(key.example)}"


def _toml(example: object) -> str:
    if isinstance(example, list):
        return f"[{', '.join(map(_toml, example))}]"
    return f'"{example}"' if isinstance(example, str) else str(example)
