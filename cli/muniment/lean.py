"""The validator that reads records: the model's own schema, with what nobody asks for left out.

Of each table Pydantic makes an object, a dictionary with a value for every key there might be, and
a set of those that there are. A record has some fifteen tables, so that is most of what reading one
costs. Here a table is the dictionary of the keys that there are; what is not there is a default of
its class (see `Table`). And what is right of a type of text, as most is, Python is not asked.

What is right is read to the same, and what is wrong is refused with the same errors; but a list or
table where a text belongs is a TypeError, and the model's own validator says what is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic_core import SchemaValidator

from muniment.rights_tables import Rights
from muniment.values import Patience

if TYPE_CHECKING:
    from collections.abc import Callable

    from muniment.values import Known, Table

# What makes other things of a record than an object, and what those who read it are told.
_NOT_OF_VALUES = ("metadata", "serialization")


def validator(model: type[Table]) -> SchemaValidator:
    """Make a validator of a model that was built."""
    return SchemaValidator(_lean(model.__pydantic_core_schema__))


def _lean(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_lean(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "model":
        return _table(schema)
    if schema.get("type") == "function-plain":
        known: Known = schema["function"]["function"].__self__
        return {**schema, "function": {"type": "no-info", "function": known.__getitem__}}
    return {key: _lean(value) for key, value in schema.items() if key not in _NOT_OF_VALUES}


def _table(schema: dict[str, Any]) -> dict[str, Any]:
    """Turn the schema of an object into that of a dictionary which becomes an object."""
    fields = {
        name: {**_lean(field), "type": "typed-dict-field", "required": False}
        for name, field in schema["schema"]["fields"].items()
    }
    for field in fields.values():
        field["schema"] = field["schema"]["schema"]
    table = {
        "type": "function-after",
        "function": {"type": "no-info", "function": _maker(schema["cls"])},
        "schema": {"type": "typed-dict", "fields": fields, "extra_behavior": "forbid"},
    }
    if schema["cls"] is Rights:
        table = {
            "type": "function-wrap",
            "function": {"type": "no-info", "function": _rememberer()},
            "schema": table,
        }
    return {**table, **({"ref": schema["ref"]} if "ref" in schema else {})}


# What sets the values of an object, and does not ask whether it may be changed.
_put = vars(BaseModel)["__dict__"].__set__


def _maker(model: type[Table]) -> Callable[[dict[str, Any]], Table]:
    new = object.__new__

    def make(values: dict[str, Any]) -> Table:
        table = new(model)
        _put(table, values)
        return table

    return make


def _rememberer() -> Callable[[object, Callable[[object], Table]], Table]:
    """Make a function that takes the last table again where the next is the same.

    The rights are those of a collection: to compare them costs a fifth of what it costs to read
    them. What was read with something set aside is not taken again.
    """
    last: tuple[object, Table] | None = None

    def read(value: object, read_anew: Callable[[object], Table]) -> Table:
        nonlocal last
        if last and last[0] == value:
            return last[1]
        before = len(Patience.aside or ())
        table = read_anew(value)
        if len(Patience.aside or ()) == before:
            last = _copied(value), table
        return table

    return read


def _copied(value: Any) -> Any:
    """Copy what is remembered: whoever made the value may go on to change it."""
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return list(map(_copied, value)) if isinstance(value, list) else value
