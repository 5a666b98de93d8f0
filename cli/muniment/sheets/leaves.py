"""The values of a row on their way: parted from their cells, and then under their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.keys import Path, plain
from muniment.sheets.plan import inner_path, is_many, is_table_list
from muniment.sheets.values import settled

if TYPE_CHECKING:
    from muniment.sheets.plan import Slot, Target


class Leaf(NamedTuple):
    """A value of the record, its whole path, and the column that says it; `written` as it does."""

    path: Path
    value: str
    slot: Slot | None
    written: str = ""


class Value(NamedTuple):
    """One value of a cell, for one key."""

    text: str
    target: Target
    slot: Slot


def constant_leaf(path: Path, text: str) -> Leaf:
    """Give a constant as it would stand in the first table of its list, or alone."""
    names = plain(path)
    inner = inner_path(names[0], 0, names) if is_table_list(names[0]) else names
    if is_many(names) and isinstance(inner[-1], str):
        inner = (*inner, 0)
    return Leaf(inner, settled(names, text), None)


def trimmed(values: list[Value]) -> list[Value]:
    """Leave out blanks at the end: a separator too many makes no value."""
    end = len(values)
    while end and not values[end - 1].text:
        end -= 1
    return values[:end]


def joined(values: list[Value]) -> Value:
    """Make one value of several, a paragraph each."""
    return values[0]._replace(text="\n\n".join(each.text for each in values if each.text))
