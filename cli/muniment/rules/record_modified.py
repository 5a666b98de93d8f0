"""A record that was changed says so: `record.modified` is not what it was at the last commit.

Harvesters ask for what has changed since their last visit, and find it by this date. Only a record
that says when it was modified, and that git knows to be changed since its last commit, is looked
at. The examples are of a record that said `modified = "2026-11-23"` at the last commit.

Passes:

    record = { modified = "2026-11-24" }

Fails:

    record = { modified = "2026-11-23" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "warning"


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem where a changed record has the date that it had before."""
    if not settings.committed or record.record is None:
        return ()
    modified = record.record.modified
    if modified is None or settings.committed.get(settings.file) != modified:
        return ()
    return (
        Problem(
            "record.modified",
            f"the record was changed since its last commit, and still says that it was modified "
            f"on {modified}: harvesters would not fetch it again",
            f'Write modified = "{settings.today}".',
        ),
    )
