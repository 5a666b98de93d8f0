"""A translation says who translated it.

A translation is somebody's work, and often somebody's copyright: without the translator nobody can
ask for leave, judge the words, or give credit. The translator stands as the agent of an event of
the provenance, or as a contributor with the role `trl`. Who is not known is a gap of `contributor`
or of `provenance.agent`, with its reason.

Where a citation names the translator, and the record does not, credit-in-citation says so.

Passes:

    describes = "translation"

    [[provenance]]
    of = "translation"
    activity = "translation"
    agent = ["Goldberg, Gary"]

Fails:

    describes = "translation"
    contributor = [{ name = "Mao Zedong", role = "rcp" }]
    provenance = [{ of = "original", activity = "creation", agent = ["Stalin, Joseph"] }]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.citations import cited, credited, may_credit_translator, names_translator
from muniment.finding import Problem
from muniment.keys import path, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muniment.record import Record
    from muniment.rules import Settings

# An old translation may be nobody's that is known, and nobody may have said so yet.
LEVEL = "warning"
# A gap of one of these says that the translator was thought of.
_ANSWERS = {
    *(("contributor",), ("contributor", "name"), ("contributor", "role")),
    *(("provenance",), ("provenance", "agent")),
}


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for a translation of which no translator is named anywhere."""
    if record.describes != "translation" or names_translator(record):
        return ()
    return _uncredited(record)


def _uncredited(record: Record) -> tuple[Problem, ...]:
    is_answered = (
        any(gap.field and plain(path(gap.field[:100])) in _ANSWERS for gap in record.gap)
        or record.is_withdrawn
    )
    if is_answered or _is_in_citation(record):
        return ()
    return (
        Problem(
            "describes",
            "a translation is described, and nobody is named who made it: without the translator "
            "there is nobody to credit, or to ask for leave",
            'Add a [[contributor]] with role = "trl", or a [[provenance]] of the translation with '
            "its agent; if nobody knows who it was, a [[gap]] whose field is contributor.",
        ),
    )


def _is_in_citation(record: Record) -> bool:
    return any(
        may_credit_translator(citation) and credited(citation, "translation")
        for _, citation in cited(record)
    )
