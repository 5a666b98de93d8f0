"""`--set KEY=VALUE`: the value is text, and the model says what becomes of it."""

from __future__ import annotations

from typing import Any

from muniment.errors import MunimentError
from muniment.keys import Path, plain
from muniment.keys import path as path_of
from muniment.outline import Key, below, meant, outline


def assign(data: dict[str, Any], key: str, text: str) -> None:
    """Put `text` into the data of a record at a dotted key: a list's key appends.

    A key inside tables that repeat needs no index: it goes into the last of them, or into a new
    one where the last has that key already (so `creator.name` twice makes two creators). Raises
    MunimentError where a record has no such key, or the key holds a table.
    """
    path = path_of(key)
    if not path or not isinstance(path[0], str):
        raise MunimentError(f"--set {key}: write KEY=VALUE, such as date=1952-12-27")
    if path[0] == "local" and len(path) > 1:
        _at_home(data, path, text)
        return
    known = outline().get(plain(path))
    if known is None or not _indices_are_of_lists(path):
        raise MunimentError(f"--set {key}: {_no_such_key(plain(path))}")
    if path == ("local",) or (known.table and not known.short):
        inner = next(iter(below(known.path)), "shelf")
        raise MunimentError(f"--set {key}: this is a table; set its keys, as in {key}.{inner}=...")
    _walk(data, path, text)


def _indices_are_of_lists(path: Path) -> bool:
    return all(
        isinstance(path[at - 1], str) and outline()[plain(path[:at])].many
        for at, part in enumerate(path)
        if isinstance(part, int)
    )


def _at_home(data: dict[str, Any], path: Path, text: str) -> None:
    table = data
    for part in path[:-1]:
        table = table.setdefault(str(part), {})
        if not isinstance(table, dict):
            raise MunimentError(f"--set: {part} holds a value already, and can hold no key")
    table[str(path[-1])] = text


def _walk(table: dict[str, Any], path: Path, text: str) -> None:
    """Go down the tables that the path names, making them where they are not, and put the text."""
    names: tuple[str, ...] = ()
    while True:
        name, *rest = path
        names = (*names, str(name))
        index: int | None = None
        if rest and isinstance(rest[0], int):
            index, rest = rest[0], rest[1:]
        key = outline()[names]
        if not rest:
            _put(table, key, index, text)
            return
        path = tuple(rest)
        table = _item(table, key, index, path) if key.many else _inner(table, key)


def _inner(table: dict[str, Any], key: Key) -> dict[str, Any]:
    name = key.path[-1]
    inner = table.setdefault(name, {})
    if not isinstance(inner, dict):
        # A title that was a mere text gets a language, say: the text becomes a table.
        inner = table[name] = {_first(key): inner}
    return inner


def _item(table: dict[str, Any], key: Key, index: int | None, rest: Path) -> dict[str, Any]:
    """Find or make the item of a list: the one of the index, or the last that has room."""
    items = table[key.path[-1]] = _listed(table.get(key.path[-1]))
    if index is None:
        index = max(0, len(items) - 1)
        if items and _holds(items[-1], key, plain(rest)):
            index = len(items)
    _require(index, items, key)
    if index == len(items):
        items.append({})
    if not isinstance(items[index], dict):
        items[index] = {_first(key): items[index]}
    found: dict[str, Any] = items[index]
    return found


def _holds(item: Any, key: Key, names: tuple[str, ...]) -> bool:
    """Whether an item has a value at these names already that no further one can stand beside."""
    for depth, name in enumerate(names, 1):
        if outline()[(*key.path, *names[:depth])].many:
            return False
        item = item.get(name) if isinstance(item, dict) else None
    return item is not None


def _put(table: dict[str, Any], key: Key, index: int | None, text: str) -> None:
    name = key.path[-1]
    if key.many:
        items = table[name] = _listed(table.get(name))
        index = len(items) if index is None else index
        _require(index, items, key)
        items[index : index + 1] = [text]
    elif key.short and isinstance(table.get(name), dict):
        table[name][_first(key)] = text
    else:
        table[name] = int(text) if key.choices and text.isdecimal() else text


def _require(index: int, items: list[Any], key: Key) -> None:
    if index > len(items):
        name = ".".join(key.path)
        raise MunimentError(f"--set {name}.{index}: there are only {len(items)} of them so far")


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(key: Key) -> str:
    """Give the key that the short form of a table stands for: `text`, or `name`."""
    return next(iter(below(key.path)))


def _no_such_key(names: tuple[str, ...]) -> str:
    likely = meant(names)
    return "a record has no such key." + (f" Did you mean {likely}?" if likely else "")
