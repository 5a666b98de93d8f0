"""The id of a record is the name of its file, without .toml.

Others call the record by its id; whoever reads that must find the file.

Passes:

    id = "record"

Fails:

    id = "another-record"
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "error"


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem where the id is not the file's name."""
    name = record.id
    if name is None or settings.file.endswith(f"{os.sep}{name}.toml"):
        return ()
    return _other_name(name, os.path.basename(settings.file).removesuffix(".toml"))  # noqa: PTH119


def _other_name(name: str, file: str) -> Iterator[Problem]:
    if name != file:
        yield Problem(
            "id",
            f"the id is {name}, and the file is {file}.toml, so nobody finds one by the other",
            f'Write id = "{file}", or rename the file to {name}.toml.',
        )
