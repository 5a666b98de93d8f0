"""Rows of cells, as a person sees them in a spreadsheet program, and what no cell should hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from muniment.finding import Place, Problem
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What a spreadsheet program shows where it could not work a formula out, or had no room.
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|#{3,})")
# What became of a long number that was taken for a quantity.
_SHORTENED = re.compile(r"[0-9][.,][0-9]+E\+[0-9]{1,3}", re.IGNORECASE)


class Row(NamedTuple):
    """A row: its number from 1, as it is shown beside it, and its cells as text.

    `troubles` are by the index of a cell: what the file says is wrong with it. `remark` is of the
    row as a whole.
    """

    number: int
    cells: Sequence[str]
    troubles: Mapping[int, tuple[str, str]] = {}
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no cell has anything in it."""
        return not self.troubles and not any(cell and not cell.isspace() for cell in self.cells)

    def cell(self, index: int) -> str:
        """Give the text of a cell without the blanks around it; rows may end early."""
        return self.cells[index].strip() if index < len(self.cells) else ""

    def place(self, index: int) -> Place:
        """Give the place of a cell: its row as a line, its column as one."""
        return Place(self.number, index + 1, self.number, index + 2)

    def trouble(self, index: int) -> tuple[str, str] | None:
        """Say what keeps a cell from being read, whatever it is for, and what to do."""
        if index in self.troubles:
            return self.troubles[index]
        text = self.cell(index)
        if _ERRORS.fullmatch(text):
            return f"{text} is the error of a formula", "Mend the formula, or empty the cell."
        if _SHORTENED.fullmatch(text):
            message = f"{shown(text)} is a number that a spreadsheet program has shortened"
            return message, "Format the column as text, and enter the number again."
        return None


def column_name(index: int) -> str:
    """Give the letters above a column: A, Z, AA."""
    name, left = "", index + 1
    while left:
        left, letter = divmod(left - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def bad_cell(
    row: Row, index: int, heading: str, key: str, problem: tuple[str, str]
) -> tuple[Problem, Place]:
    """Make a problem of a cell, told by its name and heading, and the place that it is shown at."""
    message, hint = problem
    name = f"{column_name(index)}{row.number}"
    said = f"{name} {shown(heading)}: {message}" if heading else f"{name}: {message}"
    at = f"cell.{row.number}.{index + 1}"
    return Problem(key, said, hint, at=at, in_file=True), row.place(index)
