"""What a format could not carry of a record: every key with a value, less those it took from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from muniment.keys import path, plain
from muniment.record import Record
from muniment.values import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dublincore import Statement

# A field that TOML calls by a word of Python.
_ALIASES = {"from_": "from", "schema_": "schema"}


class Loss:
    """Counts, over all records of an export, the keys that went nowhere."""

    def __init__(self) -> None:
        self.records: Counter[tuple[str, ...]] = Counter()

    def add(self, record: Record, carried: Iterable[Statement]) -> None:
        """Count what `record` holds and the statements that were written did not come from."""
        taken = {key for statement in carried for key in statement.of}
        self.records.update({plain(path(key)) for key in leaves(record) if key not in taken})

    def report(self) -> list[str]:
        """Give a line for each key that was lost, with the number of records, in order of names."""
        return [
            f"{'.'.join(key)} ({count} {'record' if count == 1 else 'records'})"
            for key, count in sorted(self.records.items())
        ]


def leaves(record: Record) -> Iterator[str]:
    """Yield the dotted key of every value in a record that is no table: `rights.0.contact.name`."""
    yield from _leaves(record, "")


def _leaves(table: Table, above: str) -> Iterator[str]:
    values = table.__dict__
    for field in table.__pydantic_fields_set__:
        value = values[field]
        key = above + _ALIASES.get(field, field)
        if isinstance(value, Table):
            yield from _leaves(value, f"{key}.")
        elif isinstance(value, tuple):
            yield from _items(value, key)
        else:
            yield key


def _items(items: tuple[Any, ...], key: str) -> Iterator[str]:
    for index, item in enumerate(items):
        if isinstance(item, Table):
            yield from _leaves(item, f"{key}.{index}.")
        else:
            yield f"{key}.{index}"
