"""The rows of a sheet, each cell as text: dates as ISO writes them, numbers as people do."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from muniment.errors import MunimentError
from muniment.readers.xlsx.archive import Scanned, has_cells, require_sound, scan
from muniment.sheets.cells import Row, column_name
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

# Excel keeps 15 digits of a number.
_LARGEST = 10**15
_LONGEST_CELL = 131_072

_HIDDEN = "is hidden in the workbook, and was read like others"
_Merged = tuple[tuple[int, int], tuple[int, int]]


def rows(name: str, wanted: str) -> Iterator[Row]:
    """Yield the rows of the sheet called `wanted`, or of the only one that is not empty."""
    load, problems = _library()
    require_sound(name)
    try:
        with load(name) as workbook:
            title = _chosen(name, workbook, wanted)
            scanned = scan(name, title)
            yield from _rows(workbook.get_sheet_by_name(title), scanned)
    except problems as error:
        raise MunimentError(f"{name}: cannot be read as a workbook: {error}") from None
    except BaseException as error:
        # The library is written in Rust, and gives up so where it did not expect something.
        if type(error).__name__ != "PanicException":
            raise
        raise MunimentError(f"{name}: is no sound workbook") from None


def _library() -> tuple[Any, tuple[type[Exception], ...]]:
    try:
        from python_calamine import CalamineError, load_workbook
    except ImportError:
        raise MunimentError(
            "reading workbooks needs another library: pip install 'muniment[import]'"
        ) from None
    return load_workbook, (CalamineError, OSError, ValueError)


def _chosen(name: str, workbook: CalamineWorkbook, wanted: str) -> str:
    """Give the name of the sheet to read. Raises MunimentError where that is not certain."""
    from python_calamine import SheetTypeEnum

    kept = [each for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    names = [each.name for each in kept]
    if wanted:
        if wanted not in names:
            raise MunimentError(
                f"{name}: there is no sheet {shown(wanted)}; there is {_listed(names)}"
            )
        return wanted
    full = [each for each in names if has_cells(name, each)]
    if len(full) == 1:
        return full[0]
    if not full:
        raise MunimentError(f"{name}: has no headings: it is empty")
    raise MunimentError(
        f"{name}: several sheets have something in them: {_listed(full)}. Say which is to be read, "
        f"as in --option sheet={full[0]!r}"
    )


def _listed(names: list[str]) -> str:
    return ", ".join(map(shown, names[:20]))


def _rows(sheet: CalamineSheet, scanned: Scanned) -> Iterator[Row]:
    offset = sheet.start[1] if sheet.start else 0
    merged = _by_row(sheet.merged_cell_ranges or [])
    # Of cells merged down, by column: the last row, and what stands in the first.
    holding: dict[int, tuple[int, str]] = {}
    has_headings = False
    for number, values in enumerate(sheet.iter_rows()):
        troubles: dict[int, tuple[str, str]] = {}
        cells = [""] * offset
        for at, value in enumerate(values, offset):
            text, trouble = _text(value)
            cells.append(text)
            if said := scanned.troubles.get((number, at), trouble):
                troubles[at] = said
        # A row of which nothing else is filled in is no record.
        is_full = any(cells) or bool(troubles)
        for at, (last, text) in list(holding.items()):
            if number > last:
                del holding[at]
            elif at < len(cells) and is_full:
                cells[at] = text
        for (_, at), (last, end) in merged.get(number, ()):
            if at < len(cells) and cells[at] and has_headings:
                if end > at:
                    troubles[at] = _over(at, end)
                else:
                    holding[at] = last, cells[at]
        has_headings = has_headings or any(cells)
        yield Row(number + 1, cells, troubles, _HIDDEN if number in scanned.hidden else "")


def _by_row(merged: list[_Merged]) -> dict[int, list[_Merged]]:
    found: dict[int, list[_Merged]] = {}
    for each in merged:
        found.setdefault(each[0][0], []).append(each)
    return found


def _over(first: int, last: int) -> tuple[str, str]:
    return (
        f"the cell is merged over the columns {column_name(first)} to {column_name(last)}, and "
        "which heading its value belongs to is not certain",
        "Take the cells apart.",
    )


def _text(value: object) -> tuple[str, tuple[str, str] | None]:
    """Give a value as text, and what is wrong with it, if anything is."""
    if isinstance(value, str):
        if len(value) <= _LONGEST_CELL:
            return value.replace("\r\n", "\n"), None
        return value[:60], (f"the cell has over {_LONGEST_CELL:,} characters", "Shorten it.")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    return _moment(value), None


def _moment(value: object) -> str:
    """Give a date, a time, a number of hours, or whether something is so, as text."""
    if isinstance(value, datetime):
        return (value + timedelta(microseconds=500_000)).replace(microsecond=0).isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return value.isoformat() if isinstance(value, date | time) else str(value).lower()


def _number(value: float) -> tuple[str, tuple[str, str] | None]:
    if abs(value) >= _LARGEST:
        message = f"{value:.0f} has more digits than a workbook keeps of a number"
        return f"{value:.0f}", (message, "Format the column as text, and enter it again.")
    if float(value).is_integer():
        return str(int(value)), None
    return f"{value:.15f}".rstrip("0") if abs(value) < 1 else repr(float(value)), None
