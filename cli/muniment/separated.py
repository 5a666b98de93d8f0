"""CSV as loaders read it: a row a record, the values of a column in one cell, parted by a sign."""

from __future__ import annotations

import contextlib
import csv
import itertools
import json
import tempfile
from typing import TYPE_CHECKING, NamedTuple

from muniment.errors import CannotCarryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

# Signs that can stand between the values of a cell.
SEPARATORS = ("|", ";", "^")
_IN_MEMORY = 1 << 20


class Cell(NamedTuple):
    """One value of a column, and the keys of the record that it came from."""

    column: str
    value: str
    of: tuple[str, ...]


class Row(NamedTuple):
    """A row of the table: the record that it is of, the one above that, and the cells."""

    id: str
    above: str
    cells: Sequence[str]


def distinct(cells: Iterable[Cell]) -> list[Cell]:
    """Give the cells in their order; a value said twice in a column stands once, of both keys."""
    found: dict[tuple[str, str], Cell] = {}
    for cell in cells:
        same = found.get(cell[:2])
        of = dict.fromkeys((*same.of, *cell.of)) if same else cell.of
        found[cell[:2]] = cell._replace(of=tuple(of))
    return list(found.values())


def parted(value: str, separator: str) -> tuple[str, str] | None:
    """Tell what a loader makes of a value with the sign in it, and what to do; None without."""
    if separator not in value:
        return None
    free = [each for each in SEPARATORS if each not in value]
    hint = f"Give --option separator='{free[0]}'." if free else "Write it without one of them."
    return f"has {separator!r} in it, which parts the values of a cell", hint


def require(record: str, cells: Iterable[Cell], trouble: Callable[[Cell], object]) -> None:
    """Raise CannotCarryError for the first cell that has trouble: `(why, hint)`, or nothing."""
    for cell in cells:
        match trouble(cell):
            case (str(why), str(hint)):
                key = cell.of[0] if cell.of else cell.column
                raise CannotCarryError(record, key, f"{why}. {hint}")


def joined(columns: Sequence[str], cells: Iterable[Cell], separator: str) -> list[str]:
    """Give the text of each column."""
    found: dict[str, list[str]] = {column: [] for column in columns}
    for cell in cells:
        found[cell.column].append(cell.value)
    return [separator.join(values) for values in found.values()]


class _Line:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the header and the rows as UTF-8 without a mark before them, each ended by LF.

    What has quotation marks, commas or line ends is quoted (RFC 4180, 2.6 and 2.7).
    """
    writer = csv.writer(_Line(), lineterminator="\n")
    for row in itertools.chain((columns,), rows):
        line: str = writer.writerow(row)
        yield line.encode("utf-8")


def parents_first(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, each behind that of the record above it, if that is among them.

    Rows that come before that one wait in a file of their own, where there are many.
    """
    out: set[str] = set()
    coming: set[str] | None = None
    with contextlib.ExitStack() as files:
        while True:
            awaited: set[str] = set()
            spool = files.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
            for row in rows:
                is_here = not row.above or row.above in out
                if is_here or (coming is not None and row.above not in coming):
                    out.add(row.id)
                    yield row
                else:
                    awaited.add(row.above)
                    spool.write(json.dumps(row).encode("ascii") + b"\n")
            spool.seek(0)
            # Of all that wait, few are waited for: only their names are kept.
            still_coming = {row.id for row in map(_read, spool) if row.id in awaited}
            spool.seek(0)
            rows = map(_read, spool)
            if not awaited or still_coming == coming:
                # In a circle none is first.
                yield from rows
                return
            coming = still_coming


def _read(line: bytes) -> Row:
    return Row(*json.loads(line))
