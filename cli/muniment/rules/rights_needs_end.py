"""A statement that a restriction will end says when.

NoC-NC says that nobody owns the work, and that a contract about its digitization forbids commercial
use for some years. Those years end: without `end` the restriction stands for ever, and nobody is
told when it is over. `end` is the calendar year in which it ends, or the day, if the contract names
one. Where the contract does not say, a gap does.

Passes:

    [[rights]]
    of = "digitization"
    uri = "http://rightsstatements.org/vocab/NoC-NC/1.0/"
    end = "2031"
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }

Fails:

    [[rights]]
    of = "digitization"
    uri = "http://rightsstatements.org/vocab/NoC-NC/1.0/"
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.rights_claims import Answered, is_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "warning"
ALIKE = "rights"
_NON_COMMERCIAL = "http://rightsstatements.org/vocab/NoC-NC/1.0/"


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each restriction that should end and does not say when."""
    for rights in record.rights:
        if rights.uri == _NON_COMMERCIAL and rights.end is None:
            return _endless(record, settings)
    return ()


def _endless(record: Record, settings: Settings) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    gaps = Answered(record, settings.today)
    for index, rights in enumerate(record.rights):
        if (
            rights.uri == _NON_COMMERCIAL
            and not is_written(rights, "end")
            and not gaps.covers(f"rights.{index}.end")
        ):
            yield Problem(
                f"rights.{index}.uri",
                "uri: NoC-NC says that a contract forbids commercial use for some years, "
                "and no end says until when: nobody is told when the restriction is over",
                'Write end = "..." with the calendar year in which the restriction ends.',
            )
