"""Blank is absent: what says nothing is taken out of a record's data before anything judges it.

The index map (Shifts) remembers where `original_archive.1` was when `original_archive.0` was
blank. Dates of TOML become EDTF text on the way.
"""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.dates import from_toml
from muniment.keys import Path, Shifts
from muniment.vocabularies.placeholders import is_blank, is_placeholder, pattern

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

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
    own = data if _LOCAL not in data else {k: v for k, v in data.items() if k != _LOCAL}
    suspects = _suspects(own)
    if suspects is not None and not suspects:
        return Pruned(data, Shifts())
    walk = _Walk()
    kept = walk.table(own, "", (), (), suspects)
    if _LOCAL in data:
        kept[_LOCAL] = data[_LOCAL]
    return Pruned(kept, walk.shifts, tuple(walk.blanks), walk.too_deep)


# Where in a table or list there is something to be looked at: its keys or indices, and below them.
Suspects = dict[str | int, Any]


def _suspects(data: dict[str, Any]) -> Suspects | None:
    """Find what may say nothing: texts like a blank or a placeholder, what is empty, or too deep.

    None where all must be looked at: there are dates, which JSON has not, or it is far too deep.
    """
    finder = _finder()
    try:
        if finder.is_valid(data):
            return {}
        paths = [error.instance_path for error in finder.iter_errors(data)]
    except ValueError:
        return None
    found: Suspects = {}
    for path in paths:
        below = found
        for part in path:
            below = below.setdefault(part, {})
    return found


@cache
def _finder() -> Draft202012Validator:
    """Compile a schema that every text which says something passes: it looks faster than Python.

    It takes more for suspects than there are; each is then judged by its key.
    """
    from jsonschema_rs import Draft202012Validator, RegexOptions

    suspect = {"type": "string", "pattern": pattern()}
    levels: dict[str, Any] = {str(DEEPEST): {"not": {"type": ["object", "array"]}}}
    for depth in range(DEEPEST):
        below = {"$ref": f"#/$defs/{depth + 1}"}
        levels[str(depth)] = {
            "minProperties": 1,
            "minItems": 1,
            "additionalProperties": below,
            "items": below,
            "not": suspect,
        }
    return Draft202012Validator(
        {"$ref": "#/$defs/0", "$defs": levels}, pattern_options=RegexOptions()
    )


class _Walk:
    """One walk over data that something is taken out of; `old` paths are its own.

    `look` names the parts to be looked at; None is all of them.
    """

    def __init__(self) -> None:
        self.shifts = Shifts()
        self.blanks: list[Blank] = []
        self.too_deep: Path | None = None

    def table(
        self, table: dict[str, Any], name: str, old: Path, new: Path, look: Suspects | None
    ) -> dict[str, Any]:
        kept = {}
        for key, value in table.items():
            if look is not None and key not in look:
                kept[key] = value
                continue
            below = look[key] or None if look else None
            says = self.value(value, name, key, (*old, key), (*new, key), below)
            if says is not None:
                kept[key] = says
        return kept

    def value(
        self, value: Any, name: str, key: str, old: Path, new: Path, look: Suspects | None
    ) -> Any:
        """Give the value as it is judged; None where it says nothing."""
        if isinstance(value, str):
            return self.text(value, name, key, old)
        if isinstance(value, (dict, list)):
            if len(old) >= DEEPEST:
                self.too_deep = self.too_deep or old
                return None
            if isinstance(value, dict):
                return self.table(value, key, old, new, look) or None
            return self.items(value, name, key, old, new, look) or None
        return from_toml(value) if isinstance(value, _DATES) else value

    def text(self, value: str, name: str, key: str, old: Path) -> str | None:
        if is_blank(value):
            self.blanks.append(Blank(old, ""))
        elif is_placeholder(name, key, value):
            self.blanks.append(Blank(old, value.strip()))
        else:
            return value
        return None

    def items(
        self, items: list[Any], name: str, key: str, old: Path, new: Path, look: Suspects | None
    ) -> list[Any]:
        kept: list[Any] = []
        stayed = []
        for index, item in enumerate(items):
            if look is not None and index not in look:
                kept.append(item)
                stayed.append(index)
                continue
            below = look[index] or None if look else None
            shifts, blanks = self.shifts, len(self.blanks)
            self.shifts = Shifts()
            value = self.value(item, name, key, (*old, index), (*new, len(kept)), below)
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
