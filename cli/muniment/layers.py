"""The layers of a document, one made from another, and whose rights bind more than whose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.vocabularies import rights as rights_vocabulary

if TYPE_CHECKING:
    from muniment.record import Record
    from muniment.rights_tables import Rights

# Each is made from one that stands before it.
ORDER = ("original", "copy", "transcription", "translation", "digitization")

_FREE, _NAMED, _LIMITED, _UNKNOWN, _RESERVED = range(5)
_BASE = rights_vocabulary.STATEMENT_BASE
# By RightsStatements.org, version 1.0; what nobody has decided may turn out to be reserved.
_STATEMENTS = {
    "NKC": _NAMED,
    "NoC-US": _LIMITED,
    "NoC-CR": _LIMITED,
    "NoC-NC": _LIMITED,
    "NoC-OKLR": _LIMITED,
    "InC-EDU": _LIMITED,
    "InC-NC": _LIMITED,
    "CNE": _UNKNOWN,
    "UND": _UNKNOWN,
    "InC": _RESERVED,
    "InC-RUU": _RESERVED,
    "InC-OW-EU": _RESERVED,
}
_STATUS = {"public-domain": _FREE, "unknown": _UNKNOWN, "copyrighted": _RESERVED}


class Stricter(NamedTuple):
    """A rights table that binds more than those of the layer described: where it stands, whose."""

    at: int
    layer: str


def stricter_below(record: Record) -> Stricter | None:
    """Find the strictest rights in a layer that the one described is made from, if they bind more.

    Who is shown a free scan of a letter in copyright is misled, however right each table is.
    """
    described = record.describes
    if described is None:
        return None
    below = ORDER[: ORDER.index(described)]
    own = [strictness(table) for table in record.rights if table.of in (None, described)]
    others = [
        (strictness(table), -index, table.of)
        for index, table in enumerate(record.rights)
        if table.of in below
    ]
    strictest = max(others, default=None)
    if strictest is None or strictest[0] <= max(own, default=_FREE - 1):
        return None
    return Stricter(-strictest[1], str(strictest[2]))


def strictness(rights: Rights) -> int:
    """Tell how much a table binds: 0 what is free, 4 what is reserved; unknown is nearly that."""
    uri = rights.uri or ""
    if uri.startswith(_BASE):
        return _STATEMENTS.get(uri[len(_BASE) :].partition("/")[0], _UNKNOWN)
    if uri in rights_vocabulary.PUBLIC_DOMAIN:
        return _FREE
    if rights_vocabulary.known(uri):
        licence = uri.removeprefix(rights_vocabulary.LICENCE_BASE).partition("/")[0].split("-")
        return _LIMITED if {"nc", "nd"} & set(licence) else _NAMED
    return _STATUS.get(rights.status or "", _UNKNOWN)
