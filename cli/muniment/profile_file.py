"""A profile in a file of one's own: read, checked, and made such that nothing need be looked up.

Nothing in it is trusted: it may come with a pull request, and is read before anybody reads it.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Any, NoReturn

from muniment.errors import MunimentError
from muniment.pointers import pointed_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

LARGEST = 1 << 20
# Objects and lists in one another: ours have twelve. The validators go down as far as a schema
# does, and neither may fall over.
DEEPEST = 40
# The check of a schema takes a third of a millisecond a part, and compares the items of a list
# with one another.
_MOST_WRITTEN = 5_000
_LONGEST_LIST = 200
# Parts of a schema in one another, and all there are, when each reference is followed: two
# references to what holds two references, and so on, would be a file that never ends.
_FURTHEST = 100
_MOST_PARTS = 20_000

OURS = "muniment:"
_ENDING = ".schema.json"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_LEVELS = ("error", "warning")
# Keywords that hold schemas by name, and those that hold what is no schema.
_MAPS = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
_DATA = frozenset({"enum", "const", "default", "examples"})
# A message of a validator may quote all that it speaks of.
_LONGEST = 200
# Non-blocking, because a named pipe would otherwise hold the program for ever.
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)

Keys = tuple[str | int, ...]


def read(path: str, ours: Collection[str]) -> dict[str, Any]:
    """Read the profile in the file at `path`; `ours` are the names of those it may refer to.

    Gives a schema whose references are `#/...` or `muniment:NAME`, all of them good, and whose own
    words are on one line. Raises MunimentError where there is no such file, or no such schema.
    """
    schema = _object(path, _text(path, ours))
    _check_size(path, schema)
    _check_letters(path, schema)
    _check_schema(path, schema)
    _check_identity(path, schema)
    for keys, part in _parts(schema, ()):
        _check_part(path, keys, part, schema, ours)
    _Reach(path, schema).of(schema, ())
    return schema


def place(keys: Keys) -> str:
    """Say where in a schema something stands: `properties.rights.minItems`."""
    return ".".join(map(str, keys)) if keys else "the top"


def refuse(path: str, keys: Keys, why: str) -> NoReturn:
    """Raise MunimentError: what stands there in the profile cannot be used."""
    raise MunimentError(f"{path} cannot be used as a profile: at {place(keys)}, {why}")


def _text(path: str, ours: Collection[str]) -> str:
    try:
        raw = _bytes(path)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        known = ", ".join(ours)
        raise MunimentError(
            f"{path}: {why}. A profile is a JSON Schema in a file, or one of: {known}."
        ) from None
    if len(raw) > LARGEST:
        raise MunimentError(f"{path} is larger than 1 MiB: a profile of ours has 4 kB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise MunimentError(f"{path}:{line}: this is not UTF-8. Save it as UTF-8.") from None


def _bytes(path: str) -> bytes:
    handle = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("it is not a file")
        left, pieces = LARGEST + 1, []
        while left and (piece := os.read(handle, left)):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
    finally:
        os.close(handle)


def _object(path: str, text: str) -> dict[str, Any]:
    import json

    try:
        found = json.loads(text, object_pairs_hook=_single, parse_int=_whole, parse_constant=_none)
    except json.JSONDecodeError as error:
        raise MunimentError(
            f"{path}:{error.lineno}:{error.colno}: this is not JSON: {error.msg}"
        ) from None
    except RecursionError:
        raise MunimentError(f"{path}: objects and lists stand in one another too deeply") from None
    except ValueError as error:
        raise MunimentError(f"{path}: {str(error)[:_LONGEST]}") from None
    if not isinstance(found, dict):
        raise MunimentError(f"{path}: a profile is a JSON object: {{...}}")
    return found


def _single(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs: of a name that stands twice one demand would be lost."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name!r} stands twice in one object")
        found[name] = value
    return found


def _whole(digits: str) -> int:
    if len(digits) > 18:
        raise ValueError("a number in it is too long")
    return int(digits)


def _none(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _check_size(path: str, schema: dict[str, Any]) -> None:
    """Refuse what would keep a validator busy, or make it fall over, before one sees it."""
    level: list[Any] = [schema]
    written = 0
    for _ in range(DEEPEST):
        written += len(level)
        inner = [pair for each in level for pair in _items(each)]
        if written > _MOST_WRITTEN or any(map(_is_long, inner)):
            raise MunimentError(f"{path} asks for more than a profile can: it is too long")
        level = [value for _, value in inner if isinstance(value, dict | list | bool)]
        if not level:
            return
    raise MunimentError(f"{path}: objects and lists stand in one another too deeply")


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from (("", item) for item in value)


def _is_long(pair: tuple[str, Any]) -> bool:
    key, value = pair
    return isinstance(value, list) and len(value) > _LONGEST_LIST and key not in _DATA


def _check_letters(path: str, schema: dict[str, Any]) -> None:
    import json

    try:
        json.dumps(schema, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise MunimentError(f"{path}: there is half a letter in it (a lone surrogate)") from None


def _check_schema(path: str, schema: dict[str, Any]) -> None:
    """Let jsonschema tell whether it is a schema; regular expressions are the other engine's."""
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.exceptions import SchemaError

    try:
        Draft202012Validator.check_schema(schema, format_checker=FormatChecker(()))
    except SchemaError as error:
        message = error.message
        if len(message) > _LONGEST:
            message = f"the value is none that {error.validator} allows there"
        refuse(path, tuple(error.absolute_path), message)


def _check_identity(path: str, schema: dict[str, Any]) -> None:
    """Take the schema's own address off: what it refers to is then in this file, or ours."""
    draft = schema.get("$schema", _DRAFT).removesuffix("#")
    if draft != _DRAFT:
        refuse(path, ("$schema",), f"write {_DRAFT}: profiles are of that draft")
    schema.pop("$id", None)


def _parts(schema: Any, keys: Keys) -> Iterator[tuple[Keys, dict[str, Any]]]:
    """Yield a schema and all schemas in it, each with the way to it."""
    left: list[tuple[Keys, Any]] = [(keys, schema)]
    while left:
        at, part = left.pop()
        if isinstance(part, dict):
            yield at, part
            left.extend((at + way, inner) for way, inner in _within(part))


def _within(schema: dict[str, Any]) -> Iterator[tuple[Keys, Any]]:
    """Yield the schemas that stand directly in one, each with the way to it."""
    for key, value in schema.items():
        if key in _DATA:
            continue
        if isinstance(value, list):
            yield from (((key, index), inner) for index, inner in enumerate(value))
        elif key in _MAPS and isinstance(value, dict):
            yield from (((key, name), inner) for name, inner in value.items())
        else:
            yield (key,), value


def _check_part(
    path: str, keys: Keys, part: dict[str, Any], schema: dict[str, Any], ours: Collection[str]
) -> None:
    for keyword in ("$dynamicRef", "$recursiveRef", "$id"):
        if keyword in part:
            refuse(path, (*keys, keyword), "this is not supported: use $ref with #/$defs/...")
    if isinstance(part.get("$ref"), str):
        part["$ref"] = _reference(path, (*keys, "$ref"), part["$ref"], schema, ours)
    if part.get("x-level", "error") not in _LEVELS:
        refuse(path, (*keys, "x-level"), f"write one of: {', '.join(_LEVELS)}")
    if "x-message" in part:
        said = part["x-message"]
        if not isinstance(said, str) or not said.strip():
            refuse(path, (*keys, "x-message"), "write in words why this is asked for")
        part["x-message"] = " ".join(said.split())


def _reference(
    path: str, keys: Keys, reference: str, schema: dict[str, Any], ours: Collection[str]
) -> str:
    """Give a reference in the form that is looked up nowhere; refuse any that would have to be."""
    document, hash_mark, pointer = reference.partition("#")
    name = document.removeprefix(OURS).removesuffix(_ENDING)
    is_ours = name in ours and document in (f"{OURS}{name}", f"{name}{_ENDING}")
    if (document and not is_ours) or (pointer and not pointer.startswith("/")):
        known = ", ".join(f"{OURS}{each}" for each in ours)
        refuse(
            path,
            keys,
            f"{reference!r} is not looked up: a profile may refer to its own parts (#/$defs/...) "
            f"and to {known}",
        )
    if not document:
        try:
            pointed_at(schema, pointer)
        except LookupError:
            refuse(path, keys, f"{reference!r} is not in this file")
    return f"{OURS}{name}{hash_mark}{pointer}" if document else reference


class _Reach:
    """How far a schema goes when its references are followed: none leads back, none explodes."""

    def __init__(self, path: str, schema: dict[str, Any]) -> None:
        self._path = path
        self._schema = schema
        self._known: dict[int, tuple[int, int]] = {}
        self._open: set[int] = set()

    def of(self, part: Any, keys: Keys) -> tuple[int, int]:
        """Give how many schemas a part comes to, and how deep they stand in one another."""
        if not isinstance(part, dict):
            return 1, 1
        if id(part) in self._open:
            refuse(self._path, keys, "a reference leads back here, and so on without an end")
        if id(part) not in self._known:
            self._open.add(id(part))
            self._known[id(part)] = self._sum(part, keys)
            self._open.discard(id(part))
        return self._known[id(part)]

    def _sum(self, part: dict[str, Any], keys: Keys) -> tuple[int, int]:
        count, depth = 1, len(self._open)
        if depth <= _FURTHEST:
            found = [self.of(inner, keys + way) for way, inner in _within(part)]
            reference = part.get("$ref")
            if isinstance(reference, str) and reference.startswith("#"):
                target = pointed_at(self._schema, reference[1:])
                found.append(self.of(target, tuple(reference.split("/")[1:])))
            count += sum(many for many, _ in found)
            depth = 1 + max((deep for _, deep in found), default=0)
        if count > _MOST_PARTS or depth > _FURTHEST:
            refuse(self._path, keys, "one reference leads to another, and that to others, too far")
        return count, depth
