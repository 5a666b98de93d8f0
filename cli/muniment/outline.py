"""The keys of a record as data: their order, their kind, their words. Read once from its schema.

The schema is made of the model; to read it takes a hundredth of what it takes to load the model.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.schema_files import RECORD, schema
from muniment.vocabularies import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PlainPath = tuple[str, ...]


class Key(NamedTuple):
    """One key: its names from the top, what it holds, and what a person is told of it.

    `many` says that it holds a list; `table` that it holds a table, and `short` that such a table
    may be written as one text; `choices` are the words it is limited to, or `vocabulary` the name
    of what has them.
    """

    path: PlainPath
    title: str
    description: str
    example: object
    many: bool
    table: bool
    short: bool
    choices: tuple[object, ...]
    vocabulary: str

    @property
    def tables(self) -> bool:
        """Whether it is written as `[[name]]`: a list of tables that have no short form."""
        return self.many and self.table and not self.short

    @property
    def sample(self) -> object:
        """One value of it, as an example: of a list, the first."""
        return self.example[0] if isinstance(self.example, list) and self.example else self.example


@cache
def outline() -> dict[PlainPath, Key]:
    """Give every key of a record by its path without indices, in the order they are written in."""
    found = schema(RECORD)
    return {key.path: key for key in _keys(found, found["$defs"], ())}


@cache
def below(path: PlainPath) -> dict[str, Key]:
    """Give the keys that the table at `path` may have, by name; for `()`, those of the record."""
    depth = len(path)
    return {
        found[-1]: key
        for found, key in outline().items()
        if len(found) == depth + 1 and found[:depth] == path
    }


@cache
def of_vocabulary(name: str) -> tuple[PlainPath, ...]:
    """Give the keys whose texts are of a vocabulary."""
    return tuple(path for path, key in outline().items() if key.vocabulary == name)


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


def _keys(table: Mapping[str, Any], tables: Mapping[str, Any], above: PlainPath) -> Iterator[Key]:
    for name, node in table["properties"].items():
        forms = node.get("anyOf", [node])
        listed = [form["items"] for form in forms if form.get("type") == "array"]
        single = [one for form in listed for one in form.get("anyOf", [form])] or forms
        refers = next((form["$ref"] for form in single if "$ref" in form), None)
        words = single[0]
        path = (*above, name)
        yield Key(
            path,
            node["title"],
            node["description"],
            (node.get("examples") or [None])[0],
            many=bool(listed),
            table=refers is not None,
            short=refers is not None and len(single) > 1,
            # Where a vocabulary is named, it says more than a list of its words.
            choices=() if "x-vocabulary" in words else _words(words),
            vocabulary=words.get("x-vocabulary", ""),
        )
        if refers:
            yield from _keys(tables[refers.rpartition("/")[2]], tables, path)


def _words(node: Mapping[str, Any]) -> tuple[object, ...]:
    return (node["const"],) if "const" in node else tuple(node.get("enum", ()))
