"""A statement that claims a search or a judgement says what was looked at.

Four statements of RightsStatements.org claim that somebody looked into it: UND that no result came
of that, NKC that the work is probably free, InC-RUU that the owner of the rights was not found,
NoC-US that the work is free in the United States. `determined.note` says what was looked at, so
that the next person can trust it, or need not look there again; of NoC-US the `citation` of the law
says as much. CNE claims the opposite: that nobody has looked. Beside it, `determined` cannot stand.

Passes:

    [[rights]]
    of = "translation"
    uri = "http://rightsstatements.org/vocab/UND/1.0/"
    determined = { date = "2026", note = "Asked the publisher, who closed in 1998: no answer." }
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }

Fails:

    [[rights]]
    of = "translation"
    uri = "http://rightsstatements.org/vocab/UND/1.0/"
    determined = { date = "2026" }
    contact = { name = "Rights office", email = "HAPP@wilsoncenter.org" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.rights_claims import Answered, is_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rights_tables import Rights
    from muniment.rules import Settings

LEVEL = "warning"
ALIKE = "rights"
_NOT_EVALUATED = "http://rightsstatements.org/vocab/CNE/1.0/"
_NOT_IN_THE_US = "http://rightsstatements.org/vocab/NoC-US/1.0/"
# What each claims, and what the note is to say.
_CLAIMS = {
    "http://rightsstatements.org/vocab/UND/1.0/": (
        "UND says that the copyright was looked into without result",
        "what was looked at, and what stayed open",
    ),
    "http://rightsstatements.org/vocab/NKC/1.0/": (
        "NKC says that somebody looked into it, and has reason to think that there is no copyright",
        "what was looked at, and what speaks against a copyright",
    ),
    "http://rightsstatements.org/vocab/InC-RUU/1.0/": (
        "InC-RUU says that the owner of the rights was looked for and not found",
        "the places that were searched, and who was asked",
    ),
    _NOT_IN_THE_US: (
        "NoC-US says that somebody found the work free in the United States",
        "what that rests on, or the law under citation",
    ),
}
_ASKED = frozenset({*_CLAIMS, _NOT_EVALUATED})


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each claim without its grounds, and for grounds where none are claimed."""
    for rights in record.rights:
        if rights.uri in _ASKED:
            found = rights.determined
            is_note = found is not None and found.note is not None
            if found is not None if rights.uri == _NOT_EVALUATED else not is_note:
                return _groundless(record, settings)
    return ()


def _groundless(record: Record, settings: Settings) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    gaps = Answered(record, settings.today)
    for index, rights in enumerate(record.rights):
        key = f"rights.{index}"
        if rights.uri == _NOT_EVALUATED:
            if rights.determined is not None:
                yield _contradicted(f"{key}.determined")
        elif (
            rights.uri in _CLAIMS
            and not _has_grounds(rights)
            and not gaps.covers(f"{key}.determined.note")
        ):
            claim, note = _CLAIMS[rights.uri]
            yield Problem(
                f"{key}.uri",
                f"uri: {claim}, and no note says how: nobody can tell what the claim rests on",
                f'Write note = "..." under determined, with {note}.',
            )


def _has_grounds(rights: Rights) -> bool:
    if rights.uri == _NOT_IN_THE_US and is_written(rights, "citation"):
        return True
    # What the model refused was written all the same.
    if rights.determined is None:
        return is_written(rights, "determined")
    return is_written(rights.determined, "note")


def _contradicted(key: str) -> Problem:
    return Problem(
        key,
        "CNE says that nobody has looked into the copyright, and determined says that "
        "somebody has: one of the two is wrong",
        "Delete determined if nobody has; if somebody has, write the statement that says "
        "what came of it, such as UND for no result.",
    )
