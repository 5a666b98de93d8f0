"""What a format could not carry of a record: every key with a value, less those it took from."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from muniment.keys import path, plain
from muniment.table import ALIASES, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muniment.formats import Carried
    from muniment.record import Record


class Loss:
    """Counts, over all records of an export, the keys that went nowhere."""

    def __init__(self) -> None:
        self.records: Counter[str] = Counter()

    def add(self, record: Record, carried: Iterable[Carried]) -> None:
        """Count what `record` holds and nothing that was written came from."""
        taken = {key for each in carried for key in each.of}
        self.records.update({_plain(key) for key in leaves(record) if key not in taken})

    def counts(self) -> list[tuple[str, int]]:
        """Give each key that was lost, with the number of records, in order of names."""
        return sorted(self.records.items())

    def report(self) -> list[str]:
        """Give a line for each key that was lost, as a person reads it."""
        return [
            f"{key} ({count} {'record' if count == 1 else 'records'})"
            for key, count in self.counts()
        ]


@lru_cache(maxsize=65536)
def _plain(key: str) -> str:
    return ".".join(plain(path(key)))


def leaves(record: Record) -> list[str]:
    """Give the dotted key of every value in a record that is no table: `rights.0.contact.name`."""
    found: list[str] = []
    _add_leaves(record, "", found)
    return found


def _add_leaves(table: Table, above: str, found: list[str]) -> None:
    # An object has the values that there are, and no others. Most are texts, and to ask of each
    # what it is called and whether it is a table would cost a good part of an export.
    for field, value in table.__dict__.items():
        kind = type(value)
        if kind is str:
            found.append(above + ALIASES.get(field, field))
        elif kind is tuple:
            _add_items(value, above + ALIASES.get(field, field), found)
        elif isinstance(value, Table):
            _add_leaves(value, f"{above}{ALIASES.get(field, field)}.", found)
        else:
            found.append(above + ALIASES.get(field, field))


def _add_items(items: tuple[Any, ...], key: str, found: list[str]) -> None:
    for index, item in enumerate(items):
        if type(item) is not str and isinstance(item, Table):
            _add_leaves(item, f"{key}.{index}.", found)
        else:
            found.append(f"{key}.{index}")
