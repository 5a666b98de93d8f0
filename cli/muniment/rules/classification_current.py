"""What is open to everybody is marked secret no more.

Either the marking has been lifted, and the record does not say so, or a document goes out that is
still secret. `classification.original` keeps the marking that stood on it; `current` is what holds
now, and `authority` and `date` say who changed it.

Passes:

    [access]
    status = "open"

    [classification]
    original = "Top secret"
    current = "Declassified"

Fails:

    [access]
    status = "open"

    [classification]
    original = "Top secret"
    current = "Secret"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "error"
NEEDS = "classification"


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem where access is open, and a security marking is said to hold."""
    marked, access = record.classification, record.access
    if marked is None or marked.current is None or access is None or access.status != "open":
        return ()
    from muniment.vocabularies.markings import marking

    return _still_marked(record, marked.current) if marking(marked.current) else ()


def _still_marked(record: Record, current: str) -> Iterator[Problem]:
    from muniment.vocabularies import shown

    if record.is_withdrawn:
        return
    yield Problem(
        "classification.current",
        f"the marking is still {shown(current)}, and access is open: one of the two is wrong",
        'If it was lifted, write current = "Declassified", with authority and date; original '
        "keeps the old marking. If not, access.status is closed or restricted.",
    )
