"""What rules about rights ask of a record: which layer a table is about, what is written in it.

Also whether an honest gap answers for what is not there, and whether a date is past.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.gaps import Gaps
from muniment.keys import path
from muniment.periods import is_past

if TYPE_CHECKING:
    from collections.abc import Mapping

    from muniment.finding import Level
    from muniment.record import Record
    from muniment.rights_tables import Rights
    from muniment.table import Table

# The receivers that take a rights URI from their list, and no other.
_STRICT = frozenset({"dpla", "europeana"})


def layer(record: Record, rights: Rights) -> str | None:
    """Give the layer that a table is about: its `of`, or else the one that the record describes."""
    return rights.of or record.describes


def level_of_unknown(profile: str) -> Level | None:
    """Give the level of a URI that there is none of: to some receivers the record has none then."""
    return "error" if profile in _STRICT else None


def is_written(table: Table, key: str) -> bool:
    """Tell whether a key stands in a table, even with a value that the model refused."""
    return key in table.written


class Answered:
    """The gaps of a record that answer today: those with a reason, whose review is not due."""

    def __init__(self, record: Record, today: str) -> None:
        fields: list[Mapping[str, str]] = [
            {"field": gap.field}
            for gap in record.gap
            if gap.field and gap.reason and not is_past(gap.review, today)
        ]
        self._gaps = Gaps({"gap": fields}) if fields else None

    def covers(self, key: str) -> bool:
        """Tell whether a gap says that what is missing at a dotted key is known to be missing."""
        return self._gaps is not None and self._gaps.covering(path(key)) is not None
