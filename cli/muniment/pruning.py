"""Blank is absent: what says nothing is taken out of a record's data before anything judges it.

The index map (Shifts) remembers where `original_archive.1` was when `original_archive.0` was
blank. Dates of TOML become EDTF text on the way.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from muniment.dates import from_toml
from muniment.keys import Path, Shifts
from muniment.vocabularies.placeholders import LONGEST, is_blank, is_placeholder, may_be_placeholder

DEEPEST = 16
# The institution's own is never judged, so it is not looked into either.
_LOCAL = "local"


class Blank(NamedTuple):
    """A value that says nothing: its path in the file, and its text, which is "" if it is blank.

    `alone` says that nothing else stood in its item of a list, so that the item went with it.
    """

    path: Path
    text: str
    alone: bool = False


class Pruned(NamedTuple):
    """Data without what says nothing. `too_deep` is the path at which a walk would go too far."""

    data: dict[str, Any]
    shifts: Shifts
    blanks: tuple[Blank, ...] = ()
    too_deep: Path | None = None


def prune(data: dict[str, Any]) -> Pruned:
    """Take blanks, placeholders and what is left empty by them out of the data of a TOML file.

    The data itself is given back, not a copy, where there is nothing to take out.
    """
    if _all_says_something(data):
        return Pruned(data, Shifts())
    walk = _Walk()
    kept = walk.table(data, "", (), ())
    return Pruned(kept, walk.shifts, tuple(walk.blanks), walk.too_deep)


_PLAIN = (int, bool, float)
# Short texts that were looked at and say something: most stand in one record after another.
_fine: set[str] = set()
_MOST_REMEMBERED = 20_000


def _all_says_something(data: dict[str, Any]) -> bool:
    """Whether data may be judged as it is. Asked of every record, so it goes level by level."""
    return _each_says_something(data if _LOCAL not in data else {**data, _LOCAL: True}, DEEPEST)


def _each_says_something(root: dict[str, Any] | list[Any], levels: int) -> bool:
    level: list[Any] = [root]
    for _ in range(levels):
        below: list[Any] = []
        for node in level:
            for value in node.values() if type(node) is dict else node:
                kind = type(value)
                if kind is str:
                    if len(value) <= LONGEST:
                        if value not in _fine and not _is_fine(value):
                            return False
                    elif not "!" <= value[0] <= "~" and is_blank(value):
                        return False
                elif kind is dict or kind is list:
                    if not value:
                        return False
                    below.append(value)
                elif kind not in _PLAIN:
                    return False
        if not below:
            return True
        level = below
    return False


def _is_fine(text: str) -> bool:
    """Whether a short text says something under any key; a placeholder under some key does not."""
    if is_blank(text) or may_be_placeholder(text):
        return False
    if len(_fine) < _MOST_REMEMBERED:
        _fine.add(text)
    return True


def _is_sound(value: Any, depth: int) -> bool:
    """Whether nothing need be taken out of a value, as a quick look tells."""
    kind = type(value)
    if kind is str:
        return value in _fine or (len(value) > LONGEST and "!" <= value[0] <= "~")
    if kind is dict or kind is list:
        return bool(value) and depth < DEEPEST and _each_says_something(value, DEEPEST - depth)
    return kind in _PLAIN


class _Walk:
    """One walk over data that something is taken out of; `old` paths are its own."""

    def __init__(self) -> None:
        self.shifts = Shifts()
        self.blanks: list[Blank] = []
        self.too_deep: Path | None = None

    def table(self, table: dict[str, Any], name: str, old: Path, new: Path) -> dict[str, Any]:
        kept = {}
        for key, value in table.items():
            if (key == _LOCAL and not old) or _is_sound(value, len(old) + 1):
                kept[key] = value
                continue
            says = self.value(value, name, key, (*old, key), (*new, key))
            if says is not None:
                kept[key] = says
        return kept

    def value(self, value: Any, name: str, key: str, old: Path, new: Path) -> Any:
        """Give the value as it is judged; None where it says nothing."""
        if isinstance(value, str):
            return self.text(value, name, key, old)
        if isinstance(value, (dict, list)):
            if len(old) >= DEEPEST:
                self.too_deep = self.too_deep or old
                return None
            if isinstance(value, dict):
                return self.table(value, key, old, new) or None
            return self.items(value, name, key, old, new) or None
        return from_toml(value) if isinstance(value, _DATES) else value

    def text(self, value: str, name: str, key: str, old: Path) -> str | None:
        if is_blank(value):
            self.blanks.append(Blank(old, ""))
        elif is_placeholder(name, key, value):
            self.blanks.append(Blank(old, value.strip()))
        else:
            return value
        return None

    def items(self, items: list[Any], name: str, key: str, old: Path, new: Path) -> list[Any]:
        kept: list[Any] = []
        stayed = []
        for index, item in enumerate(items):
            if _is_sound(item, len(old) + 1):
                kept.append(item)
                stayed.append(index)
                continue
            shifts, blanks = self.shifts, len(self.blanks)
            self.shifts = Shifts()
            value = self.value(item, name, key, (*old, index), (*new, len(kept)))
            if value is not None:
                # What moved inside an item that goes is nobody's business any more.
                shifts.update(self.shifts)
                kept.append(value)
                stayed.append(index)
            else:
                self.blanks[blanks:] = [each._replace(alone=True) for each in self.blanks[blanks:]]
            self.shifts = shifts
        if len(kept) < len(items):
            self.shifts[new] = stayed
        return kept


_DATES = (datetime.date, datetime.datetime, datetime.time)
