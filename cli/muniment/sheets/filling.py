"""One row into one record: values parted, put under their keys, side by side in their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from muniment.keys import Path, dotted, plain
from muniment.outline import below
from muniment.sheets.cells import bad_cell
from muniment.sheets.leaves import Leaf, Value, joined, trimmed
from muniment.sheets.plan import (
    WITH_LANGUAGE,
    Slot,
    Target,
    inner_path,
    is_many,
    is_short,
    is_table_list,
)
from muniment.sheets.values import settled, takes
from muniment.vocabularies import rights, shown
from muniment.vocabularies.placeholders import is_placeholder

if TYPE_CHECKING:
    from muniment.finding import Place, Problem
    from muniment.outline import PlainPath
    from muniment.sheets.cells import Row
    from muniment.sheets.plan import Plan


# No document has more creators, subjects or languages.
_MOST_VALUES = 1_000


# A table that is being made: the values of each of its keys.
_Item: TypeAlias = "dict[PlainPath, list[Value]]"


class Filler:
    """Fills a record from a row; what cannot be put anywhere is among the faults."""

    def __init__(self, plan: Plan, row: Row) -> None:
        self.plan = plan
        self.row = row
        self.leaves: list[Leaf] = []
        self.faults: list[tuple[Problem, Place]] = []
        self.bad: list[Slot] = []
        self.remarks: list[str] = []
        self._single: dict[PlainPath, int] = {}
        self._counts: dict[PlainPath, int] = {}
        # By table and its number, by key: the values of the row, blanks among them.
        self._groups: dict[tuple[str, int], _Item] = {}
        self._apart: dict[str, list[Value]] = {}

    def fill(self) -> None:
        """Read all cells of the row, and put their values."""
        for slot in self.plan.slots:
            if trouble := self.row.trouble(slot.at):
                self.refuse(slot, dotted(slot.column.keys[0]), trouble)
            else:
                self._cell(slot)
        for table in dict.fromkeys([*(name for name, _ in self._groups), *self._apart]):
            self._tables(table)
        self._constants()

    def refuse(self, slot: Slot, key: str, problem: tuple[str, str]) -> None:
        """Note what is wrong with the cell of a column."""
        heading = slot.column.heading
        self.faults.append(bad_cell(self.row, slot.at, heading, key, problem))
        self.bad.append(slot)

    def _cell(self, slot: Slot) -> None:
        text = self.row.cell(slot.at)
        if not text:
            return
        separator = slot.column.separator
        parts = text.split(separator) if separator else [text]
        if len(parts) > _MOST_VALUES:
            problem = f"the cell has {len(parts):,} values", "Is the separator the right one?"
            self.refuse(slot, dotted(slot.column.keys[0]), problem)
            return
        for each in parts:
            self._value(slot, each.strip())

    def _value(self, slot: Slot, text: str) -> None:
        targets = slot.targets
        target = targets[-1]
        if len(targets) > 1 and text:
            target = next(
                (
                    each for each in targets[:-1]
                    if takes(each.names, text, is_taken=self._is_taken(each))
                ),
                target,
            )  # fmt: skip
        if is_placeholder(target.names[-2] if target.below else "", target.names[-1], text):
            self.remarks.append(f"column {shown(slot.column.heading)}: {shown(text)} says nothing")
            text = ""
        value = Value(text, target, slot)
        if not target.table:
            self._plain(value)
        elif slot.column.apart or slot.column.labelled:
            self._apart.setdefault(target.table, []).extend([value] if text else [])
        else:
            group = self._groups.setdefault((target.table, target.number), {})
            group.setdefault(target.names, []).append(value)

    def _is_taken(self, target: Target) -> bool:
        if target.is_many or target.goes_on:
            return False
        if not target.table:
            return target.names in self._single
        return False

    def _plain(self, value: Value) -> None:
        text, target, slot = value
        if not text:
            return
        if target.is_many:
            at = self._counts.get(target.names, 0)
            self._counts[target.names] = at + 1
            self._leaf((*target.names, at), text, slot)
        elif target.names not in self._single:
            self._single[target.names] = len(self.leaves)
            self._leaf(target.names, text, slot)
        elif target.goes_on:
            at = self._single[target.names]
            leaf = self.leaves[at]
            self.leaves[at] = leaf._replace(value=f"{leaf.value}\n\n{text}")
        else:
            name = ".".join(target.names)
            message = f"{shown(text)} is one more, and a record has one {name}"
            hint = "Leave the other out; or name another key in the mapping."
            self.refuse(slot, name, (message, hint))

    def _leaf(self, path: Path, text: str, slot: Slot) -> None:
        """Put a value, which becomes what its key has it as; a text with a language is a table."""
        names = plain(path)
        lang = slot.column.lang
        if lang and names in WITH_LANGUAGE:
            self.leaves.append(Leaf((*path, "text"), text, slot, text))
            self.leaves.append(Leaf((*path, "lang"), lang, slot, text))
            return
        self.leaves.append(Leaf(path, settled(names, text, self.plan.mapping.order), slot, text))

    def _tables(self, table: str) -> None:
        """Put the tables of a list: those that columns make side by side, then those apart."""
        items: list[_Item] = []
        for key in sorted(key for key in self._groups if key[0] == table):
            items.extend(self._items(self._groups[key]))
        self._put_apart(items, self._apart.get(table, []))
        for at, item in enumerate(items):
            for values in item.values():
                for number, value in enumerate(values):
                    self._inner(table, at, value, number, alone=len(item) == 1)
            for name, text in _also(item).items():
                many = (0,) if is_many((table, name)) else ()
                self.leaves.append(Leaf((table, at, name, *many), text, None))

    def _inner(self, table: str, at: int, value: Value, number: int, *, alone: bool) -> None:
        names = value.target.names
        if is_short(table):
            path: Path = (table, at) if alone and names[-1] == "name" else (table, at, names[-1])
        else:
            path = inner_path(table, at, names)
            path = (*path, number) if value.target.is_many else path
        self._leaf(path, value.text, value.slot)

    def _items(self, columns: _Item) -> list[_Item]:
        """Make tables of the columns of one group: the first of each column, the second, and on."""
        texts = {names: trimmed(values) for names, values in columns.items()}
        single = {
            names: values for names, values in texts.items()
            if values and not (values[0].target.is_many or values[0].target.goes_on)
        }  # fmt: skip
        count = max(map(len, single.values()), default=1 if any(texts.values()) else 0)
        items: list[_Item] = [{} for _ in range(count)]
        for names, values in texts.items():
            if not values:
                continue
            first = values[0].target
            if first.goes_on and (count == 1 or len(values[0].slot.targets) > 1):
                items[0][names] = [joined(values)]
            elif first.is_many and count == 1:
                items[0][names] = [each for each in values if each.text]
            elif len(values) <= count <= len(columns[names]):
                for item, value in zip(items, values, strict=False):
                    if value.text:
                        item[names] = [value]
            else:
                self._unequal(values, len(columns[names]), count)
        return [item for item in items if item]

    def _unequal(self, values: list[Value], here: int, count: int) -> None:
        name = ".".join(values[0].target.names)
        message = f"{here} of {name} beside {count} of the same table: which belong together?"
        hint = "Part as many values, leaving a blank where there is none."
        self.refuse(values[0].slot, name, (message, hint))

    def _put_apart(self, items: list[_Item], values: list[Value]) -> None:
        """Add values that belong to none of another column, unless there is no doubt whose."""
        for value in values:
            names = value.target.names
            if value.slot.column.labelled:
                items.append(self._labelled(value))
            elif len(items) == 1 and (
                value.target.is_many or (names not in items[0] and len(values) == 1)
            ):
                items[0].setdefault(names, []).append(value)
            else:
                items.append({names: [value]})

    def _labelled(self, value: Value) -> _Item:
        """Part an address from its name, which stands behind it."""
        address, _, label = value.text.partition(" ")
        table, label = value.target.table, label.strip()
        item = {value.target.names: [value._replace(text=address)]}
        if label and "name" in below((table,)):
            name = Target((table, "name"), table)
            return {name.names: [Value(label, name, value.slot)], **item}
        if label not in ("", rights.label(address)):
            heading = shown(value.slot.column.heading)
            self.remarks.append(f"column {heading}: the name {shown(label)} of an address")
        return item

    def _constants(self) -> None:
        """Put what is the same in every row, where the row itself says nothing of it."""
        said = {plain(leaf.path) for leaf in self.leaves}
        for path, text in self.plan.mapping.constants:
            names = plain(path)
            if is_table_list(names[0]) and not is_short(names[0]):
                self._in_each(path, text)
            elif names not in said and (names[0], "name") not in said:
                number = self._next(names)
                self._constant((*names, number) if is_many(names) else names, text)

    def _in_each(self, path: Path, text: str) -> None:
        """Put a constant into each table of a list; into one of its own where none is mapped."""
        table, names = str(path[0]), plain(path)
        here = sorted({int(leaf.path[1]) for leaf in self.leaves if leaf.path[0] == table})
        if not here and (table == "rights" or not self._is_mapped(table)):
            here = [0]
        if isinstance(path[1], int):
            here = [path[1]]
        for at in here:
            said = (
                leaf.slot and leaf.path[:2] == (table, at) and plain(leaf.path) == names
                for leaf in self.leaves
            )
            if not any(said):
                inner = inner_path(table, at, names)
                self._constant((*inner, self._next(inner)) if is_many(names) else inner, text)

    def _constant(self, path: Path, text: str) -> None:
        self.leaves.append(Leaf(path, settled(plain(path), text), None))

    def _next(self, path: Path) -> int:
        return sum(leaf.path[:-1] == path for leaf in self.leaves)

    def _is_mapped(self, table: str) -> bool:
        return any(each.table == table for slot in self.plan.slots for each in slot.targets)


def _also(item: _Item) -> dict[str, str]:
    """Give what the mapping says besides of each table that a column makes."""
    said = {names[1:2] for names in item}
    also = [each for values in item.values() for each in values[0].slot.column.also]
    return {name: text for name, text in also if (name,) not in said}
