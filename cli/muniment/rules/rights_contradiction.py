"""What is said of rights can all be true at once.

A reader who finds two answers takes the one that suits, and an aggregator takes the first. The
public domain mark says that nobody anywhere holds rights, so nobody is named as their holder (CC0,
by which a holder gives rights up, needs its holder). InC-RUU says that the holder cannot be found,
so the contact is somebody else. Where the mark, CC0 or a NoC- statement stands, the notice does
not say "all rights reserved", nor has it the sign of copyright beside a year or a name.

One layer has one statement in one country, on one basis, at one time. NoC-US and, for another
country, InC are no contradiction; nor are periods of which one may follow the other. Two licences
of which a reader may choose, or two statements that agree that there is no copyright, may both be
meant: they are pointed out, as a warning.

Passes:

    [[rights]]
    of = "translation"
    uri = "http://rightsstatements.org/vocab/NoC-US/1.0/"
    statement = "Not protected in the United States (17 U.S.C. 105(c))."
    jurisdiction = "US"
    contact = { name = "History and Public Policy Program", email = "HAPP@wilsoncenter.org" }

    [[rights]]
    of = "translation"
    uri = "http://rightsstatements.org/vocab/InC/1.0/"
    jurisdiction = "RU"
    contact = { name = "History and Public Policy Program", email = "HAPP@wilsoncenter.org" }

Fails:

    [[rights]]
    of = "translation"
    uri = "http://rightsstatements.org/vocab/NoC-US/1.0/"
    statement = "© 1995 Woodrow Wilson Center. All rights reserved."
    jurisdiction = "US"
    determined = { date = "2026-11-23", by = "A. Cataloguer", note = "Searched the registers." }
    contact = { name = "History and Public Policy Program", email = "HAPP@wilsoncenter.org" }
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muniment.finding import Level, Problem
from muniment.periods import Period, surely_overlap
from muniment.vocabularies import rights as known_rights
from muniment.vocabularies import shown
from muniment.vocabularies.rights_kinds import (
    IN_COPYRIGHT_UNLOCATABLE,
    NO_COPYRIGHT,
    NO_COPYRIGHT_US,
    code,
    kind,
    meant,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rights_tables import Contact, Rights
    from muniment.rules import Settings

LEVEL = "error"
ALIKE = "rights"
_NO_NOTICE = NO_COPYRIGHT | {known_rights.CC0}
_TELLING = _NO_NOTICE | {IN_COPYRIGHT_UNLOCATABLE}
_WITH_HOLDER = _NO_NOTICE - {known_rights.PUBLIC_DOMAIN_MARK}
# Of one layer, basis and country; nobody has more, and each is compared with each before it.
_MOST = 30


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each table of rights that cannot be true, in itself or beside another."""
    if not record.rights:
        return ()
    layers = set()
    for rights in record.rights:
        if rights.uri is not None:
            if rights.of in layers:
                return _contradictions(record)
            layers.add(rights.of)
            uri = meant(rights.uri)
            if uri in _TELLING and _may_be_odd(rights, uri):
                return _contradictions(record)
    return ()


def _may_be_odd(rights: Rights, uri: str) -> bool:
    if rights.holder and uri not in _WITH_HOLDER:
        return True
    if not rights.statement or uri not in _NO_NOTICE:
        return False
    from muniment.vocabularies.reservations import reservation

    return bool(reservation(rights.statement))


def _contradictions(record: Record) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    for index, rights in enumerate(record.rights):
        if rights.uri is not None:
            yield from _within(f"rights.{index}", rights, meant(rights.uri))
    yield from _between(record.rights)


def _within(key: str, rights: Rights, uri: str) -> Iterator[Problem]:
    """Yield what one table says against itself."""
    if uri == known_rights.PUBLIC_DOMAIN_MARK and _has_holder(rights):
        yield Problem(
            f"{key}.holder",
            "there is a holder beside the public domain mark, which says that nobody anywhere "
            "holds rights in it",
            "Take the holder out if there are no rights. If there are, say so by another uri; a "
            "holder who gives them up does so by CC0.",
            level="warning",
        )
    if uri == IN_COPYRIGHT_UNLOCATABLE and rights.contact and _is_holder(rights.contact, rights):
        yield Problem(
            f"{key}.uri",
            "InC-RUU says that the holder cannot be found or is not known, and the contact is the "
            "holder: a reader can ask",
            "If the holder was found, write InC. If not, give the institution as the contact.",
        )
    if uri in _NO_NOTICE and rights.statement:
        from muniment.vocabularies.reservations import reservation

        if words := reservation(rights.statement):
            yield Problem(
                f"{key}.uri",
                f"{code(uri)} says that there is no copyright, and the statement beside it claims "
                f"it ({shown(words)}): a reader cannot tell which holds",
                "Keep the statement as it was given, and the uri only if it was decided for this "
                "layer and country. The claim may be of another layer: give that a [[rights]] of "
                "its own.",
            )


def _has_holder(rights: Rights) -> bool:
    from muniment.vocabularies.holders import is_somebody

    return any(map(is_somebody, rights.holder))


def _is_holder(contact: Contact, rights: Rights) -> bool:
    """Whether the contact can be reached, and is called as a holder is."""
    from muniment.vocabularies.holders import is_same

    name = contact.name
    if not name or not (contact.email or contact.url or contact.address):
        return False
    return any(is_same(name, holder) for holder in rights.holder)


def _between(tables: tuple[Rights, ...]) -> Iterator[Problem]:
    """Yield each table whose URI cannot stand beside that of another before it."""
    groups: dict[tuple[str | None, ...], list[tuple[int, str, Period]]] = {}
    for index, rights in enumerate(tables):
        if not (uri := meant(rights.uri)):
            continue
        period = (rights.start, rights.end)
        alike = [
            groups.setdefault((rights.of, rights.basis, place), [])
            for place in _places(rights.jurisdiction, uri)
        ]
        other = next(
            (
                at
                for group in alike
                for at, before, its in group
                if before != uri and surely_overlap(its, period)
            ),
            None,
        )
        if other is not None:
            yield _collision(index, rights, other, tables[other])
        for group in alike:
            if len(group) < _MOST:
                group.append((index, uri, period))


def _places(jurisdiction: str | None, uri: str) -> tuple[str | None, ...]:
    """Give where a table holds: NoC-US is of the United States, whether or not it says so."""
    if jurisdiction is None and uri == NO_COPYRIGHT_US:
        return (None, "US")
    return (jurisdiction,)


def _collision(index: int, rights: Rights, other: int, before: Rights) -> Problem:
    layer = f"the {rights.of}" if rights.of else "the same layer"
    where = f" in {rights.jurisdiction}" if rights.jurisdiction else ""
    said = (
        f"{code(rights.uri)} is said of {layer}{where}, and rights.{other} says {code(before.uri)}"
    )
    both = kind(rights.uri)
    if both in ("licensed", "free") and kind(before.uri) == both:
        level: Level | None = "warning"
        why = "an aggregator takes one of them, and the reader is not told of the other"
    else:
        level, why = None, "both cannot be true at once"
    return Problem(
        f"rights.{index}.uri",
        f"{said}: {why}",
        "Keep the one that was decided. If both hold, say what differs: of, jurisdiction, basis, "
        "or start and end.",
        level=level,
    )
