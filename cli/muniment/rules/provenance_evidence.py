"""A transfer, an acquisition and a declassification say what supports them.

They decide who may hold the document and who may see it. Without a citation or a URL (an accession
register, a deed, the stamp on the first leaf) nobody can check that later. A gap for
`provenance.evidence`, which says why there is none, is an answer too.

Passes:

    [[provenance]]
    of = "original"
    activity = "declassification"
    date = "1995"
    evidence = "Stamp on the first leaf"

Fails:

    [[provenance]]
    of = "original"
    activity = "declassification"
    date = "1995"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.keys import path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "warning"
# The activities that need it, and what may be named.
_SUPPORTED_BY = {
    "transfer": "the deed, the list of what was handed over, or the accession register",
    "acquisition": "the contract, the invoice, or the accession register",
    "declassification": "the decision, or the stamp on the document",
}


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each event that needs evidence and names none."""
    for event in record.provenance:
        if event.evidence is None and event.activity in _SUPPORTED_BY:
            if record.is_withdrawn:
                return ()
            return _unsupported(record)
    return ()


def _unsupported(record: Record) -> Iterator[Problem]:
    explained = {path(gap.field) for gap in record.gap if gap.field}
    if ("provenance", "evidence") in explained:
        return
    for at, event in enumerate(record.provenance):
        # A value that the model refused was written all the same.
        if "evidence" in event.written or ("provenance", at, "evidence") in explained:
            continue
        sources = _SUPPORTED_BY.get(event.activity or "")
        if sources:
            yield Problem(
                f"provenance.{at}.evidence",
                f"this {event.activity} names no evidence: nobody can check it later",
                f"Cite what supports it: {sources}.",
            )
