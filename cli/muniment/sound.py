"""Read a record that is in order, as nearly all are, by its JSON Schema: without the model.

To load Pydantic and to build the model takes as long as all else that a start does, and a table
costs the model twice what it costs here. So the schema that is made of the model vouches for what
a record holds, which is one call that is not of Python. What it then still may lack is asked of the
texts that have a vocabulary; nothing else is looked at again. Whatever is not in order is left to
the model, which says what is wrong.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from muniment import known
from muniment.schema_files import RECORD, schema
from muniment.table import ALIASES, NameTable, RecordTable, Table, TextTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from muniment.record import Record

    Schema = dict[str, Any]

# What cannot be read here, though it is in shape, raises one of these.
REFUSALS = (TypeError, known.WrongError)
# The institution's own may hold what JSON has not.
_LOCAL = "local"
_KINDS: dict[str, type[Table]] = {
    "Record": RecordTable, "TextParts": TextTable, "NameParts": NameTable,
}  # fmt: skip
# Names and headings that are remembered with the table that each is.
_MOST_REMEMBERED = 4_000


def read(data: dict[str, Any]) -> Record:
    """Make a Record of data that are in shape. Raises REFUSALS where a text is not right."""
    return cast("Record", _reader()(data))


@cache
def nothing() -> Record:
    """Give the Record that says nothing."""
    return read({})


def is_in_shape(data: dict[str, Any]) -> bool:
    """Tell whether data hold no keys but those of a record, each with what it may hold."""
    if _LOCAL in data:
        data = {key: value for key, value in data.items() if key != _LOCAL}
    return _shaped()(data)


@cache
def _shaped() -> Callable[[Any], bool]:
    return shape({"type": "string"})


def shape(text: Schema) -> Callable[[Any], bool]:
    """Compile the schema of a record without its `local`; its texts are to be as `text` says.

    Gives what tells whether data are so, and no table or list of them is empty.
    """
    from jsonschema_rs import Draft202012Validator, RegexOptions

    found = schema(RECORD)
    shapes = {name: _shape(table) for name, table in found["$defs"].items()}
    whole = {**_shape(found), "$defs": {**shapes, "text": {"type": "string", **text}}}
    is_valid = Draft202012Validator(whole, pattern_options=RegexOptions()).is_valid

    def has_shape(data: Any) -> bool:
        try:
            return is_valid(data)
        except ValueError:
            # There is what JSON has not, as dates, or it is far too deep.
            return False

    return has_shape


_TEXT = {"$ref": "#/$defs/text"}


def _shape(node: Schema) -> Schema:
    """Take of a part of the schema what tells sound data from others."""
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    if "anyOf" in node:
        # What is asked first decides: to try each in turn would take longer.
        *others, last = node["anyOf"]
        found = _shape(last)
        for other in reversed(others):
            found = {"if": {"type": _type(other)}, "then": _shape(other), "else": found}
        return found
    if node["type"] == "array":
        return {"type": "array", "minItems": 1, "items": _shape(node["items"])}
    if node["type"] == "object":
        keys = {key: _shape(each) for key, each in node.get("properties", {}).items()}
        keys.pop(_LOCAL, None)
        closed = {"properties": keys, "additionalProperties": False}
        return {"type": "object", "minProperties": 1, **closed}
    # What a vocabulary has is asked of the vocabulary, which says what was meant.
    if "x-vocabulary" not in node and ("enum" in node or "const" in node):
        return {key: node[key] for key in ("enum", "const") if key in node}
    return _TEXT


def _type(node: Schema) -> str:
    return "object" if "$ref" in node else str(node["type"])


@cache
def _reader() -> Callable[[dict[str, Any]], Table]:
    found = schema(RECORD)
    readers = _Readers({**found["$defs"], "Record": found})
    return readers.compiled("Record")


class _Readers:
    """Writes out, in Python, what reads each table, and compiles that.

    It goes straight from key to key: what would first look up how a key is read takes half as long
    again, of each record there is.
    """

    def __init__(self, tables: dict[str, Schema]) -> None:
        self._tables = tables
        self._lines: list[str] = []
        self._globals: dict[str, Any] = {
            **{f"as_{name}".replace("-", "_"): texts for name, texts in known.KNOWN.items()},
            **{f"as_{name}_listed": texts.__getitem__ for name, texts in known.LISTED.items()},
            "number": _number, "own": _own, "steps": _steps,
        }  # fmt: skip

    def compiled(self, name: str) -> Callable[[dict[str, Any]], Table]:
        """Give what makes a table of a dictionary."""
        self._table(name)
        # Of names and words that the schema has, which comes with the program: nothing of a record.
        exec(compile("\n".join(self._lines), "<sound>", "exec"), self._globals)
        self._globals["read_Rights"] = _remembering(self._globals["read_Rights"])
        self._globals["headings"] = _Headings(self._globals["short_NameParts"])
        found: Callable[[dict[str, Any]], Table] = self._globals[f"read_{name}"]
        return found

    def _table(self, name: str) -> str:
        """Write what reads a table, and give its name."""
        function = f"read_{name}"
        if f"new_{name}" in self._globals:
            return function
        keys: dict[str, Schema] = self._tables[name]["properties"]
        attributes = {word: attribute for attribute, word in ALIASES.items()}
        defaults = {attributes.get(key, key): _default(of) for key, of in keys.items()}
        bases = (_KINDS.get(name, Table),)
        names = tuple(defaults)
        inside = {**defaults, "fields": names, "__slots__": ("__dict__",)}
        self._globals[f"new_{name}"] = type(name, bases, inside)
        lines = [
            f"def {function}(values):",
            f"    table = new_{name}()",
            "    held = values.copy()",
        ]
        for key, of in keys.items():
            said = self._value(of, "value")
            if said or key in attributes:
                lines += [
                    f"    if {key!r} in values:",
                    f"        value = held.pop({key!r})" if key in attributes
                    else f"        value = values[{key!r}]",
                    f"        held[{attributes.get(key, key)!r}] = {said or 'value'}",
                ]  # fmt: skip
        lines += ["    table.__dict__ = held", "    return table"]
        self._lines += [
            *lines,
            f"def short_{name}(text):",
            f"    table = new_{name}()",
            f"    table.__dict__ = {{{names[0]!r}: text}}",
            "    return table",
        ]
        return function

    def _value(self, node: Schema, value: str) -> str:
        """Write what a table holds of a value; nothing where the value stays as it is."""
        if "$ref" in node:
            return f"{self._table(_named(node))}({value})"
        if "anyOf" in node:
            return self._choice({_type(each): each for each in node["anyOf"]}, value)
        if "x-vocabulary" in node:
            return f"as_{node['x-vocabulary']}[{value}]".replace("-", "_")
        if "const" in node:
            return f"number({value})"
        if node["type"] == "array":
            # Of all that a record may say, only tables stand in lists that are nothing else.
            return f"tuple(map({self._table(_named(node['items']))}, {value}))"
        return f"own({value})" if node["type"] == "object" else ""

    def _choice(self, choices: dict[str, Schema], value: str) -> str:
        """Write what a table holds of a value that may be written in several ways."""
        vocabulary = choices["string"].get("x-vocabulary")
        if vocabulary == "reference":
            return f"steps({value})"
        if vocabulary:
            many = f"tuple(map(as_{vocabulary}_listed, {value}))"
            one = f"as_{vocabulary}_listed({value})"
        elif "object" in choices:
            one = self._short(choices["object"], value)
            if "array" not in choices:
                return one
            many = f"tuple([{self._short(choices['object'], 'each')} for each in {value}])"
        else:
            one, many = value, f"tuple({value})"
        return f"{many} if type({value}) is list else ({one},)"

    def _short(self, node: Schema, value: str) -> str:
        """Write what is held of a table that may be written as the first of its texts."""
        name = _named(node)
        read_table = self._table(name)
        # Of headings the same few stand in many records; titles differ.
        short = f"headings[{value}]" if name == "NameParts" else f"short_{name}({value})"
        return f"{short} if type({value}) is str else {read_table}({value})"


class _Headings(dict[str, Table]):
    """Tables that were written as one text, by that text."""

    def __init__(self, short: Callable[[str], Table]) -> None:
        self._short = short

    def __missing__(self, text: str) -> Table:
        table = self._short(text)
        if len(self) < _MOST_REMEMBERED:
            self[text] = table
        return table


def _named(node: Schema) -> str:
    return str(node["$ref"].rpartition("/")[2])


def _default(node: Schema) -> tuple[()] | None:
    kinds = (each.get("type") for each in node.get("anyOf", (node,)))
    return () if "array" in kinds else None


def _remembering(read_table: Callable[[Any], Table]) -> Callable[[Any], Table]:
    """Make what takes the last table again where the next is the same.

    The rights are those of a collection: to compare them costs a fifth of what it costs to read
    them. What was read with something set aside is not taken again.
    """
    last: tuple[object, Table] | None = None

    def read_or_take(value: object) -> Table:
        nonlocal last
        if last and last[0] == value:
            return last[1]
        before = len(known.patience.aside or ())
        table = read_table(value)
        if len(known.patience.aside or ()) == before:
            last = _copied(value), table
        return table

    return read_or_take


def _copied(value: Any) -> Any:
    """Copy what is remembered: whoever made the value may go on to change it."""
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return list(map(_copied, value)) if isinstance(value, list) else value


def _steps(value: Any) -> tuple[str, ...]:
    return tuple(value if type(value) is list else known.steps(value))


def _number(value: object) -> object:
    """Give a number that is whole; to JSON 1.0 is so too."""
    if type(value) is not int:
        raise TypeError
    return value


def _own(value: object) -> object:
    """Give the table that the institution has of its own."""
    if type(value) is not dict:
        raise TypeError
    return value
