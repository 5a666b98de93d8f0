"""A record of a translation says whose the translation is.

The translator has rights in the translation, whatever became of those in the original: a reader who
is told of the original alone would print a text that is somebody's. So one table of `[[rights]]` is
`of = "translation"`. A table without `of` does not say which layer it speaks of.

Passes:

    describes = "translation"

    [[rights]]
    of = "original"
    uri = "http://rightsstatements.org/vocab/NoC-OKLR/1.0/"
    link = ["https://aprf.gov.ru/rules"]

    [[rights]]
    of = "translation"
    uri = "http://rightsstatements.org/vocab/InC/1.0/"
    contact = { name = "History and Public Policy Program", email = "HAPP@wilsoncenter.org" }

Fails:

    describes = "translation"

    [[rights]]
    of = "original"
    uri = "http://rightsstatements.org/vocab/InC/1.0/"
    contact = { name = "History and Public Policy Program", email = "HAPP@wilsoncenter.org" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.rights_claims import Answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "warning"


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem where a translation is described, and no rights are of the translation."""
    if record.describes != "translation" or not record.rights:
        return ()
    for rights in record.rights:
        if rights.of == "translation":
            return ()
    return _unsaid(record, settings.today)


def _unsaid(record: Record, today: str) -> Iterator[Problem]:
    if record.is_withdrawn or Answered(record, today).covers("rights.of"):
        return
    if any(rights.of is None for rights in record.rights):
        hint = 'Write of = "translation" in the table that speaks of it, or add one that does.'
    else:
        hint = 'Add a table [[rights]] with of = "translation", and what is known of those rights.'
    yield Problem(
        "rights",
        'a translation is described, and no rights are of = "translation": the translator\'s '
        "rights, which are apart from the author's, are not said",
        hint,
    )
