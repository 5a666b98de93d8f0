"""A gap names a key of the record, and says why there is no value.

An unexplained gap is a blank with more words. One that was `sought-not-found` says in its note
where was looked, so that the next person need not look there again.

Passes:

    [[gap]]
    field = "issued"
    reason = "sought-not-found"
    note = "Looked through the Bulletins 1 to 16."

Fails:

    [[gap]]
    field = "issued"
    reason = "sought-not-found"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.keys import path, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings
    from muniment.tables import Gap

LEVEL = "error"
NEEDS = "gap"
_LONGEST = 100


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give what keeps each gap from explaining anything."""
    return _of_gaps(record.gap) if record.gap else ()


def _of_gaps(gaps: Iterable[Gap]) -> Iterator[Problem]:
    for index, gap in enumerate(gaps):
        yield from _unexplained(f"gap.{index}", gap)


def _unexplained(key: str, gap: Gap) -> Iterator[Problem]:
    if gap.field is None:
        yield Problem(
            f"{key}.field",
            "the gap does not say which key is missing, so it stands for none",
            'Write field = "...", such as field = "source".',
        )
    else:
        yield from _no_such_key(f"{key}.field", gap.field)
    if gap.reason is None:
        yield Problem(
            f"{key}.reason",
            "the gap gives no reason, so it says no more than a blank would",
            'Write reason = "not-recorded", "unknown", "sought-not-found", "withheld" or '
            '"not-applicable".',
        )
    elif gap.reason == "sought-not-found" and gap.note is None:
        yield Problem(
            f"{key}.note",
            "the gap does not say where was looked, so the next person will look there again",
            'Write note = "..." with the places that were searched.',
        )


def _no_such_key(key: str, field: str) -> Iterator[Problem]:
    from muniment.outline import meant, outline
    from muniment.vocabularies import shown

    names = plain(path(field[:_LONGEST]))
    if names and names not in outline() and names[0] != "local":
        likely = meant(names)
        yield Problem(
            key,
            f"a record has no key {shown(field)}, so this gap stands for nothing",
            f"Did you mean {likely}?" if likely else "Write the key as the record would have it.",
        )
