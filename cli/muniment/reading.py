"""Data into a Record, always: what the model refuses is reported and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from muniment import sound
from muniment.finding import Problem
from muniment.keys import Path, Shifts, plain
from muniment.known import MOST, patience

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails, ValidationError

    from muniment.record import Record
    from muniment.vocabularies import Fault

# Each pass takes out all that is refused; a second is needed only where that uncovers more.
_PASSES = 5


class Reading(NamedTuple):
    """A Record, what was left out of it and why, and what that did to the indices of lists."""

    record: Record
    problems: tuple[Problem, ...] = ()
    shifts: tuple[Shifts, ...] = ()

    def before(self, path: Path) -> Path:
        """Give the path in the data that was read for a path in the Record."""
        for shifts in reversed(self.shifts):
            path = shifts.before(path)
        return path


def read(data: dict[str, Any], *, is_in_shape: bool = False) -> Reading:
    """Read the data of a TOML record. Never raises; keys of the problems are those of `data`.

    `is_in_shape` says that it was seen before that they are in the shape of a record.
    """
    if is_in_shape or sound.is_in_shape(data):
        aside: list[tuple[object, Fault, str]] = []
        patience.begin(aside)
        try:
            record = sound.read(data)
        except sound.REFUSALS:
            # The model says below what is wrong.
            return _refusing(data)
        finally:
            patience.aside = None
        if not aside:
            return Reading(record)
        if found := _without_aside(record, aside, data):
            return found
    return _refusing(data)


def _without_aside(
    record: Record, aside: list[tuple[object, Fault, str]], data: dict[str, Any]
) -> Reading | None:
    """Say where the values stand that were set aside; None if one may stand in several places."""
    from muniment.outline import of_vocabulary
    from muniment.shape import faulty

    wanted = {id(value) for value, _, _ in aside}
    found = [
        (id(value), path)
        for vocabulary in {vocabulary for _, _, vocabulary in aside}
        for names in of_vocabulary(vocabulary)
        if names[0] in data
        for path, value in _standing(names, data, ())
        if id(value) in wanted
    ]
    paths = dict(found)
    # A text of one letter is the same object wherever it stands.
    if len(found) > len(aside) or len(paths) < len(aside):
        return None
    return Reading(record, tuple(faulty(paths[id(value)], fault) for value, fault, _ in aside))


def _standing(names: tuple[str, ...], data: Any, path: Path) -> Iterator[tuple[Path, object]]:
    """Yield each value that stands at a path without indices, with its path."""
    if type(data) is list:
        for index, item in enumerate(data):
            yield from _standing(names, item, (*path, index))
    elif not names:
        yield path, data
    elif type(data) is dict and names[0] in data:
        yield from _standing(names[1:], data[names[0]], (*path, names[0]))


def _refusing(data: dict[str, Any]) -> Reading:
    """Read data of which something is refused, by the model, which is loaded for it."""
    from pydantic import ValidationError

    try:
        return Reading(_validated(data))
    except ValidationError as error:
        return _without_refused(data, error)


def _validated(data: dict[str, Any]) -> Record:
    from muniment.record import Record

    patience.begin()
    return Record.model_validate(data)


def _without_refused(data: dict[str, Any], error: ValidationError) -> Reading:
    from pydantic import ValidationError

    from muniment.shape import problems

    found: list[Problem] = []
    shifts: tuple[Shifts, ...] = ()
    for _ in range(_PASSES):
        errors = error.errors(include_url=False)
        so_far = Reading(sound.nothing(), (), shifts)
        for detail in errors:
            detail["loc"] = _in_data(detail["loc"], data)
        found.extend(problems(errors[:MOST], so_far.before))
        if len(errors) > MOST:
            found.append(Problem("", f"{len(errors) - MOST} more keys or values cannot be read"))
        emptied = {detail["loc"] for detail in errors if _stays(detail)}
        data, moved = _without(data, {detail["loc"] for detail in errors}, emptied)
        shifts = (*shifts, moved)
        try:
            return Reading(_validated(data), tuple(found), shifts)
        except ValidationError as again:
            error = again
    return Reading(sound.nothing(), tuple(found), shifts)


def _in_data(path: Path, data: Any) -> Path:
    """Give a path of the Record as one of the data, where a lone value stands for a list."""
    kept: list[str | int] = []
    for part in path:
        if isinstance(part, int) and not isinstance(data, list):
            continue
        if isinstance(data, list):
            data = data[part] if isinstance(part, int) and part < len(data) else None
        else:
            data = data.get(part) if isinstance(data, dict) else None
        kept.append(part)
    return tuple(kept)


def _stays(error: ErrorDetails) -> bool:
    """Whether a key stays where its value is refused, so that rules see that it is written."""
    from muniment.outline import outline

    path = error["loc"]
    key = outline().get(plain(path)) if error["type"] != "extra_forbidden" else None
    return key is not None and not key.many and isinstance(path[-1], str)


def _without(
    data: dict[str, Any], refused: set[Path], emptied: set[Path]
) -> tuple[dict[str, Any], Shifts]:
    """Copy data without the values at the paths; a list closes up, and Shifts remembers how.

    A refused path may end below a text that stands for a table (`title.text`): then the text goes.
    The keys at `emptied` stay, with None.
    """
    shifts = Shifts()
    # What has nothing refused below it is shared, not copied.
    parts_below: dict[Path, set[str | int]] = {}
    for path in refused:
        for depth in range(len(path)):
            parts_below.setdefault(path[:depth], set()).add(path[depth])

    def kept(value: Any, old: Path, new: Path) -> Any:
        parts = parts_below.get(old, set())
        if isinstance(value, dict):
            items = {
                key: kept(inner, (*old, key), (*new, key)) if key in parts else inner
                for key, inner in value.items()
                if key not in parts or not gone(inner, (*old, key))
            }
            return items | {key: None for key in parts if (*old, key) in emptied}
        stay = [
            index
            for index, inner in enumerate(value)
            if index not in parts or not gone(inner, (*old, index))
        ]
        if len(stay) < len(value):
            shifts[new] = stay
        return [
            kept(value[index], (*old, index), (*new, at)) if index in parts else value[index]
            for at, index in enumerate(stay)
        ]

    def gone(value: Any, path: Path) -> bool:
        return path in refused or not isinstance(value, (dict, list))

    return kept(data, (), ()), shifts
