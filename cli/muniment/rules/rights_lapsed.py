"""Rights that have ended are looked at again.

When the `end` of a table is past, a permission may be over, or a term of protection, or a
restriction that nobody needs to keep to any more; the record says neither. What holds now belongs
in a table of its own, with its `start`; the old one stays, as history. A table is judged when the
whole of its end is past: "2025" is from the first of January 2026 on.

A table that a later one replaces, or beside which another still holds (for the same layer,
jurisdiction and basis), is left alone; on another basis, one that starts when it ends does too. So
is a table of the public domain, unless its statement is one of those that name a restriction
(NoC-NC, NoC-CR, NoC-OKLR), which is what has ended.

Passes:

    [[rights]]
    of = "translation"
    statement = "Reproduced by permission."
    status = "copyrighted"
    end = "2199"
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }

Fails:

    [[rights]]
    of = "translation"
    statement = "Reproduced by permission."
    status = "copyrighted"
    end = "2019"
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.dates import read
from muniment.finding import Problem
from muniment.periods import is_past
from muniment.rights_claims import layer
from muniment.vocabularies.rights import CC0, PUBLIC_DOMAIN_MARK
from muniment.vocabularies.rights_kinds import NO_COPYRIGHT, NO_COPYRIGHT_US

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.dates import Day
    from muniment.record import Record
    from muniment.rights_tables import Rights
    from muniment.rules import Settings

LEVEL = "warning"
_RESTRICTED = NO_COPYRIGHT - {NO_COPYRIGHT_US, PUBLIC_DOMAIN_MARK}
_FREE = frozenset({NO_COPYRIGHT_US, PUBLIC_DOMAIN_MARK, CC0})


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each layer whose rights ended, and nothing says what holds since."""
    for rights in record.rights:
        end = rights.end
        # Most ends are years to come; what does not begin with one is looked at.
        if end and (end[:4] <= settings.today[:4] or not end[0].isdigit()):
            return _lapsed(record, settings.today)
    return ()


def _lapsed(record: Record, today: str) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    groups: dict[tuple[str | None, ...], list[tuple[int, Rights]]] = {}
    # Of the tables that hold, by layer and jurisdiction: the latest day on which one starts.
    since: dict[tuple[str | None, ...], Day] = {}
    for index, rights in enumerate(record.rights):
        where = (layer(record, rights), rights.jurisdiction)
        groups.setdefault((*where, rights.basis), []).append((index, rights))
        start = _earliest(rights.start)
        if start and not is_past(rights.end, today):
            since[where] = max(since.get(where, start), start)
    for about, tables in groups.items():
        if all(is_past(rights.end, today) for _, rights in tables):
            index, rights = max(tables, key=_period)
            end, later = _earliest(rights.end), since.get(about[:2])
            is_replaced = end is not None and later is not None and end <= later
            if not is_replaced and not _is_free(rights):
                yield _problem(index, rights)


def _earliest(date: str | None) -> Day | None:
    return read(date).earliest if date else None


def _period(table: tuple[int, Rights]) -> tuple[tuple[Day, ...], tuple[Day, ...], int]:
    """Give what the tables of a group are ordered by: start, end, and place in the record."""
    index, rights = table
    start = _earliest(rights.start)
    end = read(rights.end).latest if rights.end else None
    # A start that is open or not written comes before all others.
    return (start,) if start else (), (end,) if end else (), index


def _is_free(rights: Rights) -> bool:
    """Whether a table says that the work is free, for which an end is no term of anything."""
    if rights.uri in _RESTRICTED:
        return False
    return rights.status == "public-domain" or rights.uri in _FREE


def _problem(index: int, rights: Rights) -> Problem:
    return Problem(
        f"rights.{index}.end",
        f"these rights ended ({rights.end}), and no later table says what holds since: "
        "a reader takes for valid what may be over",
        "See what holds now: put it in a table of its own, with start, or mend end if they go on.",
    )
