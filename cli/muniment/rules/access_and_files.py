"""What is closed, or under embargo, comes without a file.

A file that stands beside "closed" goes out with the record, and with it what was to be kept from
readers; or the document has been opened, and the record still turns readers away. An embargo counts
until the first day that its `until` may mean; one that has ended is for `access-lapsed`.

Passes:

    [access]
    status = "restricted"
    statement = "Reading room only, by appointment."

    [[file]]
    url = "https://digitalarchive.wilsoncenter.org/1.pdf"

Fails:

    [access]
    status = "embargoed"
    until = "2036-07-01"

    [[file]]
    url = "https://digitalarchive.wilsoncenter.org/1.pdf"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.periods import is_past, is_to_come

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "error"
NEEDS = "file"


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem where there are files of a document that nobody may see yet."""
    if not record.file or record.access is None:
        return ()
    if record.access.status not in ("closed", "embargoed"):
        return ()
    return _open_files(record, settings.today)


def _open_files(record: Record, today: str) -> Iterator[Problem]:
    access = record.access
    if access is None or record.is_withdrawn:
        return
    if access.status == "closed":
        is_kept, said = not is_past(access.until, today), "access is closed"
    else:
        is_kept, said = is_to_come(access.until, today), f"access is embargoed until {access.until}"
    files = [(index, file) for index, file in enumerate(record.file) if file.path or file.url]
    if not is_kept or not files:
        return
    index, file = files[0]
    count = "is a file" if len(files) == 1 else f"are {len(files)} files"
    yield Problem(
        f"file.{index}.{'url' if file.url else 'path'}",
        f"{said}, and here {count}: what nobody is to see goes out with the record",
        "Take the file out until it may be seen, or correct access.status.",
    )
