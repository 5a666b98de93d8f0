"""A workbook of Excel, or of another program that writes .xlsx files, a record a row of one sheet.

The mapping of columns to keys, `--guess` and the check of all cells are those of the reader `csv`:
`muniment readers csv` is the manual. What a workbook has besides:

- The sheet is the only one with anything in it, or the one that `sheet` names. The first row that
  is not empty has the headings.
- A cell that is formatted as a date is one, whatever it looks like: it becomes 1952-12-27. A number
  is written without needless digits: 45, not 45.0; one of more than 15 digits has lost some, and is
  told as a bad cell, as is the error of a formula. Of other formulas the value counts, as it was
  when the workbook was saved.
- Hidden rows and columns are read like others; a hidden row is told.
- Cells merged down one column hold for each of their rows. Cells merged over several columns are
  told as bad: which heading their value belongs to is not certain.

A workbook is at most 256 MiB large when it is unzipped, and a sheet has at most 10 million cells.
Other than a table of text it is read as a whole, so that it takes memory as it grows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from muniment.readers import Draft
from muniment.readers.xlsx.workbook import rows
from muniment.sheets.source import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.readers import ReaderSettings

# All cells are looked at before anything is written.
IS_CHECKED_FIRST = True


def read(source: str, settings: ReaderSettings) -> Iterator[Draft]:
    """Yield a draft for each row of a sheet of the workbook at the path `source`."""
    return (Draft(*each) for each in _sheet(source, settings).drafts())


def proposal(source: str, settings: ReaderSettings) -> str:
    """Give the text of a mapping that the headings propose."""
    return _sheet(source, settings).proposal()


def told(source: str, settings: ReaderSettings) -> Iterator[str]:
    """Yield what is to be known of how the sheet is read."""
    return _sheet(source, settings).told()


def _sheet(source: str, settings: ReaderSettings) -> Sheet:
    name = Path(source).as_posix()
    wanted = settings.options.get("sheet", "")
    return Sheet(name, "xlsx", lambda: rows(name, wanted), settings.options)
