"""Records as a person would lay them out, and files that are whole or not there at all."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muniment.errors import MunimentError
from muniment.outline import PlainPath, below, outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_QUOTES = re.compile(r'"{3,}|"+\Z')
_WIDE = 96
# What a text of several lines may hold as it is; anything else is escaped, on one line.
_VERBATIM = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f]*")


def layout(data: dict[str, Any], schema: str | None = None) -> str:
    """Give the data of a record as TOML text: keys in the order of the model, LF, `[[tables]]`.

    `schema`, a path or URL, is named in the first line for editors. The text, parsed, is `data`.
    """
    first = f"#:schema {schema}\n" if schema else ""
    return first + "".join(_table(data, ())).lstrip("\n")


def _table(table: dict[str, Any], path: PlainPath) -> Iterator[str]:
    """Yield the lines of a table: what stands on one line first, then the tables below it."""
    ordered = _ordered(table, path)
    stands_alone = [key for key in ordered if _is_section(table[key], (*path, key))]
    for key in ordered:
        if key not in stands_alone:
            yield f"{_key(key)} = {_value(table[key], (*path, key))}\n"
    for key in stands_alone:
        yield from _section(table[key], (*path, key))


def _section(value: Any, path: PlainPath) -> Iterator[str]:
    name = ".".join(map(_key, path))
    if isinstance(value, list):
        for item in value:
            yield f"\n[[{name}]]\n"
            yield from _table(item, path)
    else:
        # A table of nothing but tables is told by them.
        if not value or not all(_is_section(value[key], (*path, key)) for key in value):
            yield f"\n[{name}]\n"
        yield from _table(value, path)


def _ordered(table: dict[str, Any], path: PlainPath) -> list[str]:
    places = {name: place for place, name in enumerate(below(path))}
    return sorted(table, key=lambda key: places.get(key, len(places)))


def _is_section(value: Any, path: PlainPath) -> bool:
    """Whether a value gets a heading of its own: tables do, but for those that fit on a line."""
    if isinstance(value, list):
        return (
            bool(value) and all(isinstance(item, dict) for item in value) and not _is_inline(path)
        )
    return isinstance(value, dict) and not _is_inline(path)


def _is_inline(path: PlainPath) -> bool:
    key = outline().get(path)
    if key is None or not key.table:
        return False
    return key.short or path in {
        ("rights", "determined"),
        ("rights", "granted"),
        ("record", "withdrawn"),
    }


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _scalar(key)


def _scalar(value: Any) -> str:
    import tomli_w

    return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")


def _value(value: Any, path: PlainPath) -> str:
    if isinstance(value, dict):
        pairs = (
            f"{_key(key)} = {_value(value[key], (*path, key))}" for key in _ordered(value, path)
        )
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, list):
        return _list([_value(item, path) for item in value])
    if isinstance(value, str) and "\n" in value and _fits_verbatim(value):
        return f'"""\n{_escaped(value)}"""'
    return _scalar(value)


def _fits_verbatim(text: str) -> bool:
    """Whether a text of several lines may stand as it is: editors take blanks off ends of lines."""
    return _VERBATIM.fullmatch(text) is not None and not any(
        line.endswith((" ", "\t")) for line in text.split("\n")
    )


def _escaped(text: str) -> str:
    """Escape what three double quotes cannot hold: backslashes, three quotes, quotes at the end."""
    return _QUOTES.sub(lambda run: '\\"' * len(run[0]), text.replace("\\", "\\\\"))


def _list(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) <= _WIDE or len(items) < 2:
        return line
    return "[\n" + "".join(f"    {item},\n" for item in items) + "]"


def schema_for(folder: str) -> str | None:
    """Give the path from a records folder to the schema for editors, where it is there."""
    records = Path(folder).resolve()
    schema = records.parent / "schemas" / "record.schema.json"
    return os.path.relpath(schema, records).replace(os.sep, "/") if schema.is_file() else None


def create(path: str, content: bytes) -> None:
    """Write a new file, whole or not at all. Raises MunimentError where something stands there."""
    _write(path, (content,), overwrite=False)


def replace(path: str, chunks: Iterable[bytes]) -> None:
    """Write a file, whole or not at all, in place of what may stand there."""
    _write(path, chunks, overwrite=True)


def require_absent(path: str) -> None:
    """Raise MunimentError where something stands at `path`."""
    if os.path.lexists(path):
        raise MunimentError(f"{path} is there already, and is left as it is")


def _write(path: str, chunks: Iterable[bytes], *, overwrite: bool) -> None:
    """Write beside the file, to the disk, read back, compare; then give it the name."""
    target = Path(path)
    if not overwrite:
        require_absent(path)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    except OSError as error:
        raise MunimentError(f"{path} cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "w+b") as file:
            _fill(file, chunks, path)
        # What mkstemp makes is for its owner alone; a record is as public as its neighbours.
        Path(temporary).chmod(_mode(target))
        _name(temporary, path, overwrite=overwrite)
    except OSError as error:
        raise MunimentError(f"{path} cannot be written: {error.strerror}") from None
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108


def _fill(file: Any, chunks: Iterable[bytes], path: str) -> None:
    import hashlib

    written = hashlib.blake2b()
    for chunk in chunks:
        file.write(chunk)
        written.update(chunk)
    file.flush()
    os.fsync(file.fileno())
    file.seek(0)
    read_back = hashlib.blake2b()
    while block := file.read(1 << 20):
        read_back.update(block)
    if read_back.digest() != written.digest():
        raise MunimentError(
            f"{path} cannot be written: what the disk gives back is not what was written"
        )


def _name(temporary: str, path: str, *, overwrite: bool) -> None:
    if overwrite:
        os.replace(temporary, path)  # noqa: PTH105
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise MunimentError(f"{path} is there already, and is left as it is") from None
    except (OSError, NotImplementedError):
        # A file system without hard links: a rename, which Windows refuses where a file stands.
        require_absent(path)
        os.rename(temporary, path)  # noqa: PTH104


def _mode(target: Path) -> int:
    """Give the permissions of the file that is there, or those of a new one."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except OSError:
        return 0o666 & ~umask()


def umask() -> int:
    """Give the permissions that new files are not to have, which can only be asked by setting."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
