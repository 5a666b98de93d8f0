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
    if path[0] == "local":
        _at_home(data, path, text)
        return
    known = outline().get(plain(path))
    if known is None:
        raise MunimentError(f"--set {key}: {_no_such_key(plain(path))}")
    if known.table and not known.short:
        inner = next(iter(below(known.path)))
        raise MunimentError(f"--set {key}: this is a table; set its keys, as in {key}.{inner}=...")
    table, last = _table(data, path)
    _put(table, last, known, text)


def _at_home(data: dict[str, Any], path: Path, text: str) -> None:
    table = data
    for part in path[:-1]:
        table = table.setdefault(str(part), {})
        if not isinstance(table, dict):
            raise MunimentError(f"--set: {part} holds a value already, and can hold no key")
    table[str(path[-1])] = text


def _table(data: dict[str, Any], path: Path) -> tuple[dict[str, Any], str]:
    """Find or make the table that the last key of the path is in."""
    names = plain(path)
    table: Any = data
    for depth, name in enumerate(names[:-1], 1):
        key = outline()[names[:depth]]
        index = _index_after(path, names[:depth])
        if key.many:
            table = _item(table, name, key, index, names[depth])
        else:
            inner = table.setdefault(name, {})
            if not isinstance(inner, dict):
                # A title that was a mere text gets a language, say: the text becomes a table.
                inner = table[name] = {_first(key): inner}
            table = inner
    return table, names[-1]


def _index_after(path: Path, names: tuple[str, ...]) -> int | None:
    """Give the index that stands behind the named part of a path, if one does."""
    seen = 0
    for place, part in enumerate(path):
        seen += isinstance(part, str)
        if seen == len(names):
            after = path[place + 1] if place + 1 < len(path) else None
            return after if isinstance(after, int) else None
    return None


def _item(
    table: dict[str, Any], name: str, key: Key, index: int | None, inner: str
) -> dict[str, Any]:
    items: list[Any] = table.setdefault(name, [])
    if index is None:
        index = max(0, len(items) - 1)
        many = outline()[(*key.path, inner)].many
        if items and isinstance(items[-1], dict) and inner in items[-1] and not many:
            index = len(items)
    if index > len(items):
        raise MunimentError(f"--set {name}.{index}: there are only {len(items)} of them so far")
    if index == len(items):
        items.append({})
    if not isinstance(items[index], dict):
        items[index] = {_first(key): items[index]}
    found: dict[str, Any] = items[index]
    return found


def _put(table: dict[str, Any], name: str, known: Key, text: str) -> None:
    if known.many:
        table[name] = [*_listed(table.get(name)), text]
    elif known.short and isinstance(table.get(name), dict):
        table[name][_first(known)] = text
    else:
        table[name] = int(text) if known.choices and text.isdecimal() else text


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(key: Key) -> str:
    """Give the key that the short form of a table stands for: `text`, or `name`."""
    return next(iter(below(key.path)))


def _no_such_key(names: tuple[str, ...]) -> str:
    likely = meant(names)
    return "a record has no such key." + (f" Did you mean {likely}?" if likely else "")
