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
    from collections.abc import Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "error"


def check(record: Record, settings: Settings) -> Iterator[Problem]:
    """Yield a problem where the id is not the file's name."""
    if record.id is None or settings.file.endswith(f"{os.sep}{record.id}.toml"):
        return
    name = os.path.basename(settings.file).removesuffix(".toml")  # noqa: PTH119
    if record.id != name:
        yield Problem(
            "id",
            f"the id is {record.id}, and the file is {name}.toml, so nobody finds one by the other",
            f'Write id = "{name}", or rename the file to {record.id}.toml.',
        )
