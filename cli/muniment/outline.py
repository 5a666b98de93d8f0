"""The keys of a record as data: their order, their kind, their words. Read from the model once."""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from muniment.record import Record
from muniment.values import Model, NameParts, TextParts
from muniment.vocabularies import nearest

PlainPath = tuple[str, ...]


class Key(NamedTuple):
    """One key: its names from the top, what it holds, and what a person is told of it.

    `many` says that it holds a list; `table` is the model of the table it holds, and `short` that
    such a table may be written as one text; `choices` are the words it is limited to.
    """

    path: PlainPath
    title: str
    description: str
    example: object
    many: bool
    table: type[Model] | None
    short: bool
    choices: tuple[object, ...]

    @property
    def tables(self) -> bool:
        """Whether it is written as `[[name]]`: a list of tables that have no short form."""
        return self.many and self.table is not None and not self.short

    @property
    def sample(self) -> object:
        """One value of it, as an example: of a list, the first."""
        return self.example[0] if isinstance(self.example, list) and self.example else self.example


@cache
def outline() -> dict[PlainPath, Key]:
    """Give every key of a record by its path without indices, in the order they are written in."""
    return {key.path: key for key in _keys(Record, ())}


@cache
def below(path: PlainPath) -> dict[str, Key]:
    """Give the keys that the table at `path` may have, by name; for `()`, those of the record."""
    depth = len(path)
    return {
        found[-1]: key
        for found, key in outline().items()
        if len(found) == depth + 1 and found[:depth] == path
    }


def foremost(path: PlainPath) -> Key:
    """Give the key that matters most in the table at `path`: the first that is free text."""
    return next(key for key in below(path).values() if not key.choices and not key.table)


def heading(names: PlainPath) -> str:
    """Give the heading that stands above a table: `[access]`, `[rights.contact]`, `[[source]]`."""
    key = outline().get(names)
    name = ".".join(names)
    return f"[[{name}]]" if key and key.tables else f"[{name}]"


def meant(names: PlainPath) -> str | None:
    """Give the key that a path which is none was probably meant to be, dotted, or None."""
    return nearest(".".join(names), map(".".join, outline()))


def _keys(model: type[Model], above: PlainPath) -> list[Key]:
    keys = []
    for name, field in model.model_fields.items():
        path = (*above, field.alias or name)
        inner, many = _listed(_bare(field.annotation))
        table = inner if isinstance(inner, type) and issubclass(inner, Model) else None
        keys.append(
            Key(
                path,
                field.title or name,
                field.description or "",
                (field.examples or [None])[0],
                many,
                table,
                table in (TextParts, NameParts),
                get_args(inner) if get_origin(inner) is Literal else (),
            )
        )
        if table:
            keys.extend(_keys(table, path))
    return keys


def _listed(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) is tuple:
        return _bare(get_args(annotation)[0]), True
    return annotation, False


def _bare(annotation: Any) -> Any:
    """Take `Annotated` and `| None` off a type."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(kind for kind in get_args(annotation) if kind is not NoneType))
    return annotation
