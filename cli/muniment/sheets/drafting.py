"""A sheet, row by row, into drafts; and what is wrong in its cells, told by row and column."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.errors import MunimentError
from muniment.finding import Place
from muniment.identifiers import fault, slug
from muniment.keys import dotted
from muniment.keys import path as path_of
from muniment.reading import read as read_record
from muniment.sheets.cells import bad_cell
from muniment.sheets.filling import Filler
from muniment.sheets.leaves import Leaf, constant_leaf
from muniment.sheets.plan import plan
from muniment.sheets.values import date_trouble, is_ordered
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.finding import Problem
    from muniment.sheets.cells import Row
    from muniment.sheets.mapping import Mapping

# What the model refuses goes, and may uncover more.
_PASSES = 5


class Drafted(NamedTuple):
    """A draft, as `readers.Draft` has it."""

    data: dict[str, Any]
    places: dict[str, Place]
    left_out: tuple[str, ...]
    file: str
    origin: str
    faults: tuple[Problem, ...]


def drafts(rows: Iterator[Row], mapping: Mapping, file: str) -> Iterator[Drafted]:
    """Yield a draft for each row below the headings that has anything in it."""
    heading = headings(rows, file)
    _require_constants(mapping)
    fitted = plan(heading, mapping)
    ids: dict[int, int] = {}
    loose = set(fitted.loose)
    # What is wrong with the sheet as a whole is told with its first record.
    pending, remarks = list(fitted.faults), fitted.remarks
    for row in rows:
        if row.is_empty:
            continue
        filler = Filler(fitted, row)
        filler.faults.extend(pending)
        filler.fill()
        _look_aside(filler, loose, len(heading.cells))
        _judge_id(filler, ids)
        yield _drafted(filler, file, remarks)
        pending, remarks = [], ()
    for problem, place in pending:
        raise MunimentError(f"{file}:{place.line}:{place.column}: {problem.message}")


def headings(rows: Iterator[Row], file: str) -> Row:
    """Give the first row that is not empty."""
    for row in rows:
        if not row.is_empty:
            return row
    raise MunimentError(f"{file}: has no headings: it is empty")


def _require_constants(mapping: Mapping) -> None:
    """Raise MunimentError where the model refuses what the mapping itself says."""
    said = [
        *mapping.constants,
        *(((*column.keys[0][:1], name), text) for column in mapping.columns
          for name, text in column.also),
    ]  # fmt: skip
    for path, text in said:
        data, _ = _nested([constant_leaf(path, text)])
        for problem in read_record(data).problems:
            raise MunimentError(f"the mapping: {problem.message}. {problem.hint}".rstrip())


def _look_aside(filler: Filler, loose: set[int], width: int) -> None:
    """Find what stands in columns that have no heading; each column is told once."""
    row = filler.row
    for index in [*loose, *range(width, len(row.cells))]:
        if row.cell(index) and (index in loose or index >= width):
            problem = (
                f"{shown(row.cell(index))} stands in a column without a heading",
                "Give the column one, or empty it. Others in it are not told.",
            )
            filler.faults.append(bad_cell(row, index, "", "", problem))
            loose.discard(index)


def _judge_id(filler: Filler, ids: dict[int, int]) -> None:
    """Find an id that an earlier row has; `ids` remembers them by their hashes alone."""
    for leaf in list(filler.leaves):
        if leaf.path == ("id",) and leaf.slot:
            if leaf.value == "+":  # To DSpace that is an item which has no id yet.
                filler.leaves.remove(leaf)
                continue
            name = leaf.value if fault(leaf.value) is None else slug(leaf.value) or leaf.value
            first = ids.setdefault(hash(name.casefold()), filler.row.number)
            if first != filler.row.number:
                message = f"{shown(leaf.value)} is the id of row {first} already"
                filler.refuse(leaf.slot, "id", (message, "Each record has an id of its own."))
                filler.leaves.remove(leaf)


def _drafted(filler: Filler, file: str, remarks: tuple[str, ...]) -> Drafted:
    row = filler.row
    data, places = _judged(filler)
    notes = [
        f"{slot.column.heading}: {row.cell(slot.at)}"
        for slot in dict.fromkeys(filler.bad)
        if row.cell(slot.at)
    ]
    if notes:
        own = data.setdefault("local", {})
        own["note"] = [*([own["note"]] if "note" in own else []), *notes]
    width = max(len(filler.plan.heading.cells), len(row.cells))
    places[""] = Place(row.number, 1, row.number, width + 1)
    told = []
    for problem, place in filler.faults:
        places[problem.at] = place
        hint = f". {problem.hint}" if problem.hint else ""
        told.append(f"{problem.message}{hint}")
    told += filler.remarks
    told += [f"row {row.number}: {row.remark}"] if row.remark else []
    origin = str(data.get("id") or f"row {row.number}")
    faults = tuple(problem for problem, _ in filler.faults)
    return Drafted(data, places, (*remarks, *told), file, origin, faults)


def _judged(filler: Filler) -> tuple[dict[str, Any], dict[str, Place]]:
    """Give the data that the model takes; what it refuses is noted, and left out."""
    leaves = filler.leaves
    data, keys = _nested(leaves)
    for _ in range(_PASSES):
        # Any text makes an id, with what a file cannot be called changed.
        problems = read_record({key: value for key, value in data.items() if key != "id"}).problems
        if not problems:
            break
        refused = set()
        for problem in problems:
            path = path_of(problem.key)
            at = [index for index, key in enumerate(keys) if key[: len(path)] == path]
            refused.update(at)
            if at and (slot := leaves[at[0]].slot):
                filler.refuse(slot, problem.key, _said(filler, leaves[at[0]], problem))
        leaves = [leaf for at, leaf in enumerate(leaves) if at not in refused]
        data, keys = _nested(leaves)
    places = {
        dotted(key): filler.row.place(leaf.slot.at)
        for key, leaf in zip(keys, leaves, strict=True)
        if leaf.slot
    }
    return data, places


def _said(filler: Filler, leaf: Leaf, problem: Problem) -> tuple[str, str]:
    names = tuple(part for part in leaf.path if isinstance(part, str))
    order = filler.plan.mapping.order
    trouble = date_trouble(leaf.written or leaf.value, order) if is_ordered(names) else None
    return trouble or (problem.message, problem.hint)


def _nested(leaves: list[Leaf]) -> tuple[dict[str, Any], list[tuple[str | int, ...]]]:
    """Make tables and lists of leaves, closed up; give the path that each leaf has in them."""
    data: dict[str, Any] = {}
    keys: list[tuple[str | int, ...]] = []
    moved: dict[tuple[str | int, ...], dict[int, int]] = {}
    for leaf in leaves:
        path = leaf.path
        if len(path) == 1:
            data[str(path[0])] = leaf.value
            keys.append(path)
            continue
        at: Any = data
        key: tuple[str | int, ...] = ()
        for part, following in pairwise(path):
            new: Any = [] if isinstance(following, int) else {}
            key = (*key, _moved(part, key, moved))
            at = _below(at, key[-1], new)
        key = (*key, _moved(path[-1], key, moved))
        _below(at, key[-1], leaf.value)
        keys.append(key)
    return data, keys


def _moved(
    part: str | int,
    above: tuple[str | int, ...],
    moved: dict[tuple[str | int, ...], dict[int, int]],
) -> str | int:
    """Give an index as it is where those before it may be gone."""
    if isinstance(part, str):
        return part
    known = moved.setdefault(above, {})
    return known.setdefault(part, len(known))


def _below(at: Any, part: str | int, new: object) -> Any:
    if isinstance(at, dict):
        return at.setdefault(part, new)
    assert isinstance(part, int)
    if part == len(at):
        at.append(new)
    return at[part]
