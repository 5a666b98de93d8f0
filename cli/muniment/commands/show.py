"""`muniment show`: a record as a person wants to read it."""

from __future__ import annotations

import shutil
import sys
from typing import Annotated

import typer

from muniment.commands.options import Records


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The record's id, or its path.")],
    records: Records = None,
) -> None:
    """Show a record: rights first, then where it comes from, then all else that it says.

    What it takes from the level above is there, and said to be from there; so is what is private,
    for it is shown to you and does not leave.
    """
    from muniment import config
    from muniment.catalogue import Catalogue
    from muniment.errors import MunimentError
    from muniment.showing import shown_record
    from muniment.visible import visible

    catalogue = Catalogue(records or config.load().records)
    found = catalogue.named(id)
    if not found.is_read:
        raise MunimentError(f"{found.file.path} cannot be read: run muniment lint on it")
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    for line in shown_record(catalogue.effective(found), min(width, 100)):
        print(visible(line))
    if found.reading.problems:
        print(
            f"muniment: {len(found.reading.problems)} of its keys or values cannot be read, and "
            "are not shown: run muniment lint on it",
            file=sys.stderr,
        )
