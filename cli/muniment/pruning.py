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
from muniment.sound import shape
from muniment.texts import SUSPICIOUS, plain_texts
from muniment.vocabularies.placeholders import (
    LONGEST,
    is_blank,
    is_placeholder,
    may_say_nothing,
    pattern,
)

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPEST = 16
# The tables and lists of a record stand at most so deep in one another; what is deeper is walked.
_USUAL = 8
# The institution's own is never judged, so it is not looked into either.
_LOCAL = "local"
# Short texts, not odd, that say something under any key: the same few stand in all records.
_SOUND: set[str] = set()
# Of records that nothing is taken out of, which are most: it is never changed.
_UNMOVED = Shifts()
_MOST_REMEMBERED = 4_000


class Blank(NamedTuple):
    """A value that says nothing: its path in the file, and its text, which is "" if it is blank.

    `alone` says that nothing else stood in its item of a list, so that the item went with it.
    """

    path: Path
    text: str
    alone: bool = False


class Pruned(NamedTuple):
    """Data without what says nothing. `too_deep` is the path at which a walk would go too far.

    `is_plain` says that no text was odd in any way: neither this walk nor a text rule finds more.
    `is_in_shape` says that each key is one of a record, and holds what it may hold.
    """

    data: dict[str, Any]
    shifts: Shifts
    blanks: tuple[Blank, ...] = ()
    too_deep: Path | None = None
    is_plain: bool = False
    is_in_shape: bool = False


def prune(data: dict[str, Any]) -> Pruned:
    """Take blanks, placeholders and what is left empty by them out of the data of a TOML file.

    The data itself is given back, not a copy, where there is nothing to take out.
    """
    own = data if _LOCAL not in data else {k: v for k, v in data.items() if k != _LOCAL}
    if _shaped()(own):
        return Pruned(data, _UNMOVED, (), None, True, True)
    walk = _Walk()
    kept = walk.table(own, "", (), ())
    if _LOCAL in data:
        kept[_LOCAL] = data[_LOCAL]
    return Pruned(kept, walk.shifts, tuple(walk.blanks), walk.too_deep, not walk.is_odd)


@cache
def _shaped() -> Callable[[Any], bool]:
    """Compile what most data pass: nothing to take out, nothing odd, nothing that no record has."""
    return shape(_SAYS)


# A text that surely says something; to ask at once whether it is odd costs next to nothing.
_SAYS = {"not": {"pattern": f"(?:{pattern()})|{SUSPICIOUS}"}}


@cache
def _finder() -> Callable[[Any], bool]:
    """Compile a schema that every text which says something passes, for its quick check.

    It stops at what is empty, deeper than usual, or a text that is like a blank or a placeholder,
    of which there are more than are one: each is then judged by its key. And it stops at a text
    that is odd, because to ask that at the same time costs next to nothing.
    """
    from jsonschema_rs import Draft202012Validator, RegexOptions

    levels: dict[str, Any] = {
        # Compiled once, where in each level it would be anew.
        "text": _SAYS,
        str(_USUAL): {"not": {"type": ["object", "array"]}},
    }
    for level in range(_USUAL):
        below = {"$ref": f"#/$defs/{level + 1}"}
        levels[str(level)] = {
            "if": {"type": "string"},
            "then": {"$ref": "#/$defs/text"},
            "else": {
                "minProperties": 1,
                "minItems": 1,
                "additionalProperties": below,
                "items": below,
            },
        }
    schema = {"$ref": "#/$defs/0", "$defs": levels}
    return Draft202012Validator(schema, pattern_options=RegexOptions()).is_valid


class _Walk:
    """One walk over data that something is taken out of; `old` paths are its own."""

    def __init__(self) -> None:
        self.shifts = Shifts()
        self.blanks: list[Blank] = []
        self.too_deep: Path | None = None
        # Whether a text rule may have something to say.
        self.is_odd = False
        self.is_plain = plain_texts().is_valid
        self.is_sound = _finder()

    def table(self, table: dict[str, Any], name: str, old: Path, new: Path) -> dict[str, Any]:
        kept, depth = {}, len(old) + 1
        for key, value in table.items():
            if self.says(value, depth):
                kept[key] = value
            elif (says := self.value(value, name, key, (*old, key), (*new, key))) is not None:
                kept[key] = says
        return kept

    def says(self, value: Any, depth: int) -> bool:
        """Whether a value can be seen at once to say something, and all that it holds as well."""
        kind = type(value)
        if kind is str:
            if value in _SOUND:
                return True
            if not self.is_sound(value):
                return False
            if len(value) <= LONGEST and len(_SOUND) < _MOST_REMEMBERED:
                _SOUND.add(value)
            return True
        if depth > DEEPEST - _USUAL or (kind is not dict and kind is not list):
            return False
        try:
            return self.is_sound(value)
        except ValueError:
            # There are dates, which JSON has not, or it is far too deep.
            return False

    def value(self, value: Any, name: str, key: str, old: Path, new: Path) -> Any:
        """Give the value as it is judged; None where it says nothing."""
        if isinstance(value, str):
            return self.text(value, name, key, old)
        if not isinstance(value, (dict, list)):
            return from_toml(value) if isinstance(value, _DATES) else value
        if len(old) >= DEEPEST:
            self.too_deep = self.too_deep or old
            return None
        if isinstance(value, dict):
            return self.table(value, key, old, new) or None
        return self.items(value, name, key, old, new) or None

    def text(self, value: str, name: str, key: str, old: Path) -> str | None:
        odd = not self.is_plain(value)
        if not may_say_nothing(value):
            self.is_odd = self.is_odd or odd
        elif is_blank(value):
            self.blanks.append(Blank(old, ""))
            return None
        else:
            self.is_odd = self.is_odd or odd
            if is_placeholder(name, key, value):
                self.blanks.append(Blank(old, value.strip()))
                return None
        return value

    def items(self, items: list[Any], name: str, key: str, old: Path, new: Path) -> list[Any]:
        kept: list[Any] = []
        stayed = []
        for index, item in enumerate(items):
            if self.says(item, len(old) + 1):
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
