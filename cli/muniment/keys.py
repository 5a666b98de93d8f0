"""Dotted keys (`rights.0.contact.email`): as paths, as text, and after items were removed."""

from __future__ import annotations

from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

# What a record takes, whole, from the nearest level above that has it: a level does not repeat
# what the level above says (ISAD(G) 2.4).
INHERITED = ("rights", "access", "original_archive", "publisher")


def dotted(path: Path) -> str:
    """Give a path as the dotted key that findings carry: indices from 0, as in `creator.0.name`."""
    return ".".join(map(str, path))


def path(key: str) -> Path:
    """Give a dotted key as a path; whatever is all digits is an index."""
    return tuple([int(part) if _is_index(part) else part for part in key.split(".") if part])


def plain(path: Path) -> tuple[str, ...]:
    """Leave the indices of a path out: `creator.0.name` becomes (`creator`, `name`)."""
    return tuple([part for part in path if isinstance(part, str)])


def value_at(data: Any, path: Path) -> Any:
    """Give what stands at a path in data, or None where nothing does."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(str(part))
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def put(data: dict[str, Any], key: str, value: object) -> None:
    """Set a dotted key in data, with the tables and lists above it; an index at the end appends."""
    *above, last = parts = key.split(".")
    at: Any = data
    for part, below in zip(above, parts[1:], strict=True):
        at = _below(at, part, [] if below.isdigit() else {})
    _below(at, last, value)


def _below(at: Any, part: str, new: object) -> Any:
    if isinstance(at, dict):
        return at.setdefault(part, new)
    if int(part) == len(at):
        at.append(new)
    return at[int(part)]


def _is_index(part: str) -> bool:
    return len(part) < 10 and part.isascii() and part.isdigit()


class Shifts(dict[Path, list[int]]):
    """For each list that lost items, by its path now: where each item left stood before."""

    def before(self, path: Path) -> Path:
        """Give the path that `path` had before the items were removed."""
        if not self:
            return path
        result: list[str | int] = []
        for depth, part in enumerate(path):
            kept = self.get(path[:depth]) if isinstance(part, int) else None
            result.append(
                kept[part] if kept and isinstance(part, int) and part < len(kept) else part
            )
        return tuple(result)
