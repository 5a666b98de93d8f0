"""What is to be done with each column of a sheet, worked out once for all its rows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from muniment.keys import Path, plain
from muniment.outline import PlainPath, below, outline
from muniment.sheets.cells import Row, bad_cell
from muniment.sheets.mapping import spaced
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from muniment.finding import Place, Problem
    from muniment.sheets.mapping import Column, Mapping

# Texts that have a language.
WITH_LANGUAGE = frozenset({("title",), ("alternative",), ("description",)})
# Texts that go on where a record holds but one, in paragraphs of their own.
_GOES_ON = frozenset({("description",), ("rights", "statement"), ("access", "statement")})


class Target(NamedTuple):
    """A key that a column may fill: of a list of tables, the table and which of them it is.

    `number` tells apart the tables that columns side by side make: creator.name twice is two.
    """

    names: PlainPath
    table: str = ""
    number: int = 0

    @property
    def below(self) -> PlainPath:
        """The key within its table."""
        return self.names[1:]

    @property
    def is_many(self) -> bool:
        """Whether the key itself holds a list."""
        return is_many(self.names)

    @property
    def goes_on(self) -> bool:
        """Whether a second text is a paragraph of the first."""
        return self.names in _GOES_ON or self.names[0] == "local"


class Slot(NamedTuple):
    """A column of the sheet by its index, and what it may fill."""

    at: int
    column: Column
    targets: tuple[Target, ...]


class Plan(NamedTuple):
    """The columns that are taken, and what is wrong with the headings.

    `loose` are the indices of columns without a heading; `remarks` are of columns left out.
    """

    heading: Row
    slots: tuple[Slot, ...]
    mapping: Mapping
    faults: tuple[tuple[Problem, Place], ...]
    loose: tuple[int, ...]
    remarks: tuple[str, ...]


@cache
def is_many(names: PlainPath) -> bool:
    """Tell whether a key holds a list of texts."""
    key = outline().get(names)
    return bool(key and key.many)


def is_short(table: str) -> bool:
    """Tell whether the tables of a list may be written as one text: subject, spatial, publisher."""
    return table in ("subject", "spatial", "publisher")


def is_table_list(table: str) -> bool:
    """Tell whether a key at the top of a record holds a list of tables."""
    key = below(()).get(table)
    return bool(key and key.table and key.many) and table != "alternative"


def inner_path(table: str, at: int, names: PlainPath) -> Path:
    """Give the path of a key in a table of a list; of a list of tables in it, the first."""
    path: Path = (table, at)
    for depth, name in enumerate(names[1:], 2):
        is_list = depth < len(names) and is_many(names[:depth])
        path = (*path, name, 0) if is_list else (*path, name)
    return path


def plan(heading: Row, mapping: Mapping) -> Plan:
    """Fit a mapping to the headings of a sheet."""
    headings = [spaced(heading.cell(index)) for index in range(len(heading.cells))]
    faults, found, used = [], [], set()
    for column in mapping.columns:
        at = _places(column.heading, headings)
        used.update(at)
        if len(at) == 1:
            found.append((at[0], column))
        elif at:
            hint = "Give each a heading of its own, and name them all in the mapping."
            problem = f"the heading stands {len(at)} times, and the mapping names it", hint
            faults.append(bad_cell(heading, at[1], column.heading, "", problem))
        else:
            problem = "the mapping names this heading, and the sheet has none such", _HINT
            index = max(0, len(headings) - 1)
            faults.append(bad_cell(heading, index, column.heading, "", problem))
    ignored = {at for each in mapping.ignored for at in _places(each, headings)}
    remarks = tuple(
        f"column {shown(text)}: the mapping does not name it"
        for at, text in enumerate(headings)
        if text and at not in used | ignored
    )
    remarks += tuple(
        f"column {shown(column.heading)}: its language, which its key does not have"
        for _, column in found
        if column.lang and not any(plain(key) in WITH_LANGUAGE for key in column.keys)
    )
    loose = tuple(at for at, text in enumerate(headings) if not text)
    found.sort(key=lambda each: each[0])
    return Plan(heading, tuple(_slots(found)), mapping, tuple(faults), loose, remarks)


_HINT = "Mend the heading or the mapping: headings stand in the first row that is not empty."


def _places(heading: str, headings: list[str]) -> list[int]:
    """Give where a heading stands; one that differs by capitals alone, where none is the same."""
    same = [at for at, text in enumerate(headings) if text == heading]
    fold = heading.casefold()
    return same or [at for at, text in enumerate(headings) if text and text.casefold() == fold]


def _slots(found: list[tuple[int, Column]]) -> list[Slot]:
    numbers: dict[str, int] = {}
    seen: set[tuple[str, int, PlainPath]] = set()
    return [
        Slot(index, column, tuple(_target(column, key, numbers, seen) for key in column.keys))
        for index, column in found
    ]


def _target(
    column: Column, path: Path, numbers: dict[str, int], seen: set[tuple[str, int, PlainPath]]
) -> Target:
    """Say which table a column is of: one more where the last has that key from another column."""
    names = plain(path)
    if not is_table_list(names[0]):
        return Target(names)
    table = names[0]
    names = names if len(names) > 1 else (table, "name")
    number = path[1] if len(path) > 1 and isinstance(path[1], int) else None
    if number is None:
        number = numbers.get(table, 0)
        target = Target(names, table, number)
        may_share = target.is_many or target.goes_on or column.apart or column.labelled
        taken = not may_share and (table, number, names) in seen
        # What stands beside the values of one column is not of those of another.
        if taken or (column.also and any(each[:2] == (table, number) for each in seen)):
            number += 1
    numbers[table] = max(number, numbers.get(table, 0))
    if not (column.apart or column.labelled):
        seen.add((table, number, names))
    return Target(names, table, number)
