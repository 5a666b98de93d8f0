"""Every key that is called private is a key of a record.

What `record.private` names is never exported. A misspelt key names nothing, and what was to be
kept back goes out.

Passes:

    [record]
    private = ["rights.0.contact.email", "local"]

Fails:

    [record]
    private = ["rights.0.contact.emial"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Problem
from muniment.keys import path, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings

LEVEL = "error"


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each private key that no record has."""
    private = record.record.private if record.record else ()
    return _no_keys(private) if private else ()


def _no_keys(private: Iterable[str]) -> Iterator[Problem]:
    for index, key in enumerate(private):
        yield from _no_key(f"record.private.{index}", key)


def _no_key(at: str, key: str) -> Iterator[Problem]:
    from muniment.outline import meant, outline
    from muniment.vocabularies import shown

    names = plain(path(key))
    if names not in outline() and names[:1] != ("local",):
        likely = meant(names)
        yield Problem(
            at,
            f"a record has no key {shown(key)}, so nothing is kept back",
            f"Did you mean {likely}?" if likely else "Write the key as lint shows it.",
        )
