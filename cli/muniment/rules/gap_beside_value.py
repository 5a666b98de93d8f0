"""A gap stands only where there is no value.

One of the two is wrong: either the value was found since, or it was made up.

Passes:

    [[gap]]
    field = "issued"
    reason = "unknown"

Fails:

    date = "1952-12-27"

    [[gap]]
    field = "date"
    reason = "unknown"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.keys import Path, path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "error"
NEEDS = "gap"


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each gap whose field has a value in the record."""
    return _beside_values(record) if record.gap else ()


def _beside_values(record: Record) -> Iterator[Problem]:
    for index, gap in enumerate(record.gap):
        if gap.field and _is_filled(record, path(gap.field)):
            name = " ".join(gap.field[:100].split())
            yield Problem(
                f"gap.{index}.field",
                f"{name} is declared a gap, and it has a value: one of the two is wrong",
                "Delete the gap if the value is known; delete the value if it is not.",
            )


def _is_filled(value: object, field: Path) -> bool:
    """Whether there is a value at `field`; a part without index stands for every item of a list."""
    if value is None or value == ():
        return False
    if not field:
        return True
    first, *rest = field
    if isinstance(value, tuple):
        if isinstance(first, int):
            return first < len(value) and _is_filled(value[first], tuple(rest))
        return all(_is_filled(item, field) for item in value)
    if isinstance(first, int):
        return False
    inner = getattr(value, first, None)
    return _is_filled(getattr(value, f"{first}_", None) if inner is None else inner, tuple(rest))
