"""The last custodian of the original is the archive that holds it.

The chain of custody tells how the document came to where it is. Where it ends elsewhere, a transfer
is missing, or the archive that is named holds a copy.

The last custodian is the agent of the last `custody`, `accession` or `acquisition` of the original,
or who received it (`to`) in the last `transfer`. It is compared with every `original_archive` that
holds the original, by name and by siglum; well-known archives are known by either.

A warning, not an error, where the two may be one: their names have a word in common, or stand in
different languages; or where it is said when the archive was known to hold it (`as_of`). Nothing is
said of a custody that has ended, of a person (who may have acted for the archive), of a body and
its archive ("Ministry of Defence", "Archive of the Ministry of Defence"), and of an archive that
became the other.

Passes:

    [[original_archive]]
    name = "State Archive of the Russian Federation"
    reference = ["fond 1"]

    [[provenance]]
    of = "original"
    activity = "custody"
    date = "1992/.."
    agent = ["GARF"]

Fails:

    [[original_archive]]
    name = "State Archive of the Russian Federation"
    reference = ["fond 1"]

    [[provenance]]
    of = "original"
    activity = "custody"
    date = "1992/.."
    agent = ["Archive of the President of the Russian Federation (APRF)"]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from muniment.chronology import OF_CUSTODY, has_layer, is_before, span
from muniment.finding import Problem
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.rules import Settings
    from muniment.tables import Event, OriginalArchive
    from muniment.vocabularies.archives import KnownArchive

    Verdict = Literal["same", "perhaps", "other"]

LEVEL = "error"
# A name is shorter; and of agents, one is enough.
_LONGEST = 300
_MOST = 20


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem where the last custodian of the original is not an archive that holds it."""
    events = record.provenance
    if not events or not record.original_archive:
        return ()
    for at in range(len(events) - 1, -1, -1):
        event = events[at]
        if event.activity in OF_CUSTODY and event.of == "original":
            custodians = _custodians(event)[1]
            if not custodians or any(custodians[0] == e.name for e in record.original_archive):
                return ()
            if record.is_withdrawn:
                return ()
            return _elsewhere(record, at)
    return ()


def _custodians(event: Event) -> tuple[str, tuple[str, ...]]:
    """Give who has the document after an event of custody, and the key that says so."""
    if event.to or event.activity == "transfer":
        return "to", event.to
    return "agent", event.agent


def _elsewhere(record: Record, at: int) -> Iterator[Problem]:
    event = record.provenance[at]
    holders = [each for each in record.original_archive if each.holds != "copy"]
    key, custodians = _custodians(event)
    if len(custodians) > _MOST or len(holders) > _MOST or not _is_last(record, at):
        return
    persons = {
        each.name for each in (*record.creator, *record.contributor) if each.kind == "person"
    }
    if persons.intersection(custodians):
        return
    verdicts = [_verdict(name, holder) for name in custodians for holder in holders]
    if not verdicts or None in verdicts or "same" in verdicts:
        return
    is_certain = set(verdicts) == {"other"} and not any(each.as_of for each in holders)
    names = " or ".join(shown(each.name or each.siglum or "") for each in holders[:2])
    yield Problem(
        f"provenance.{at}.{key}.0",
        f"the last custodian of the original is {shown(custodians[0])}, and its original_archive "
        f"{names}{' or another' if len(holders) > 2 else ''}: the chain of custody does not end "
        "with who holds it",
        "Add the event by which it came to the archive, or mend the archive's name; if the archive "
        'has a copy, say holds = "copy".',
        level=None if is_certain else "warning",
    )


def _is_last(record: Record, at: int) -> bool:
    """Tell whether it is certain that the custody of an event was the last, and has not ended."""
    events = record.provenance
    date = events[at].date
    if events[at].activity == "custody" and date and "/" in date and span(date).latest:
        return False
    for other, event in enumerate(events):
        is_of_custody = event.activity in OF_CUSTODY or event.activity is None
        if not is_of_custody or event.of not in ("original", None):
            continue
        # What has no layer, or whose word for it was refused, may be the original's.
        if other > at and (event.of is None or event.activity is None or not has_layer(event)):
            return False
        if date and event.date and is_before(date, event.date):
            return False
    return True


def _verdict(custodian: str, holder: OriginalArchive) -> Verdict | None:
    """Compare a custodian with a holder; None if they cannot be compared."""
    names = [name for name in (holder.name, holder.siglum) if name]
    if not names or any(len(name) > _LONGEST for name in (custodian, *names)):
        return None
    alike = _forms(custodian) & {form for name in names for form in _forms(name)}
    if alike or custodian in holder.uri:
        return "same"
    known, holds = _known(custodian), next(filter(None, map(_known, names)), None)
    if known and holds:
        return "same" if _are_one_house(known, holds) else "other"
    return _apart(custodian, holder.name, is_known=bool(known)) if holder.name else None


def _are_one_house(one: KnownArchive, other: KnownArchive) -> bool:
    from muniment.vocabularies.institutions import are_one_house

    return one is other or any(are_one_house(a, b) for a in one.sigla for b in other.sigla)


def _apart(custodian: str, holder: str, *, is_known: bool) -> Verdict | None:
    """Compare two names by their words; None if the custodian is no institution, or one's part."""
    from muniment.vocabularies.institutions import is_institution, languages, own_words, words

    one, other = words(custodian), words(holder)
    whole, of_other = (own_words(name, with_kind=True) for name in (one, other))
    # The body and its archive, or the archive and one of its departments.
    is_part = whole <= of_other or of_other <= whole
    if is_part or "://" in custodian or not (is_known or is_institution(one)):
        return None
    in_common = own_words(one, with_kind=False) & own_words(other, with_kind=False)
    return "perhaps" if in_common or not languages(one) & languages(other) else "other"


def _forms(name: str) -> frozenset[str]:
    """Give a name as it is compared: whole, without what stands in brackets, and that alone."""
    parts = [name, re.sub(r"\([^()]*\)", " ", name), *re.findall(r"\(([^()]*)\)", name)]
    folded = (re.sub(r"[\W_]+", "", _without_the(part)) for part in parts)
    return frozenset(filter(None, folded))


def _without_the(name: str) -> str:
    return name.casefold().strip().removeprefix("the ")


def _known(name: str) -> KnownArchive | None:
    """Find a well-known archive by its name or siglum, of which one may stand in brackets."""
    from muniment.vocabularies.archives import by_name, by_siglum

    bare = re.sub(r"\([^()]*\)", " ", name).strip(" ,;.")
    # "RGASPI, Moscow", or a department.
    parts = (name, bare, bare.partition(",")[0], *re.findall(r"\(([^()]*)\)", name))
    for part in parts:
        # No surname: "Bar" is no Swiss archive.
        is_siglum = sum(map(str.isupper, part)) > 1
        if found := by_name(part) or (by_siglum(part) if is_siglum else None):
            return found
    return None
