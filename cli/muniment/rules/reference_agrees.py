"""The reference of the archive says what the citation of the source says.

A citation is copied as it was given; the reference is typed again, or mended, and is what an
archive orders the document by. Where the two name another fond, opis, delo, box or leaf of the same
holder, one of them leads to another document.

Compared are levels that both have, and numbers: leading zeros, the kind of dash, "193-94" for
"193-194", one leaf or several (list, listy), delo or edinitsa khraneniia, the marks of a verso, and
Cyrillic or Latin words for the levels make no difference. Where the holder has several documents,
or several citations name it, it is enough that one of them agrees; a copy is not compared with an
original. If one citation has more or fewer leaves than the reference, that is a warning.

Passes:

    source = [{ citation = "АПРФ, ф. 45, оп. 1, д. 0343, лл. 115–16об." }]

    [[original_archive]]
    name = "Archive of the President of the Russian Federation"
    siglum = "APRF"
    reference = ["fond 45", "opis 1", "delo 343", "listy 115-116"]

Fails:

    source = [{ citation = "APRF, Fond 45, Opis 1, Delo 343, Listy 115-116" }]

    [[original_archive]]
    name = "Archive of the President of the Russian Federation"
    siglum = "APRF"
    reference = ["fond 45", "opis 1", "delo 344", "listy 115-116"]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from muniment.citations import (
    MOST,
    cited,
    codes_differ,
    even,
    known_archive,
    leaves_differ,
    read,
    step,
    system_of,
)
from muniment.finding import Problem
from muniment.keys import path
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.record import Record
    from muniment.reference.citation import Archive
    from muniment.rules import Settings
    from muniment.tables import OriginalArchive

LEVEL = "error"
_STEPS = 20
_LONGEST_NAME = 200
# A range is one: 115 is not 115-116.
_NUMBER = re.compile(r"[1-9]\w*+(?:-\w++)*+")
_DIGIT = re.compile(r"[0-9]")
_LEAVES = ("list", "page", "frame", "karta")
_SAME = {
    **dict.fromkeys(("listy", "leaf", "folio", "blatt", "arkush", "khuu", "fleta", "fila"), "list"),
    **dict.fromkeys(("edinitsa_khraneniia", "sprava", "archival_unit", "kh_n"), "delo"),
    "dokument": "document",
}
# What says of the document itself, or what it was once.
_OTHERS = {"title", "date", "former_no"}


class _Step(NamedTuple):
    """A step: where in the reference, its level and value as written, and the value as compared."""

    at: int
    level: str
    written: str
    value: str


class _Said(NamedTuple):
    """A document of a holder, as a citation has it, or (`at`) as a table of the record has it.

    `names` are those of the holder, by which it is known again; `steps` are by level, of which some
    are the same.
    """

    at: int
    names: frozenset[str]
    country: str | None
    holds: str
    steps: dict[str, _Step]


class _Conflict(NamedTuple):
    """A step of a reference, what a citation has instead, and whether one is part of the other."""

    at: int
    cited: _Step
    is_part: bool


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each step of a reference that a citation of its holder contradicts."""
    if not record.source or not record.original_archive:
        return ()
    for archive in record.original_archive[:MOST]:
        if archive.reference and not _is_cited(archive.reference, record):
            is_any_cited = any(source.citation for source in record.source)
            return _disagreements(record) if is_any_cited else ()
    return ()


def _is_cited(reference: tuple[str, ...], record: Record) -> bool:
    """Whether a citation has a reference word by word, or its numbers one after another."""
    said = ", ".join(reference)
    numbers = ""
    for source in record.source[:MOST]:
        if not source.citation:
            continue
        start = source.citation.lower().find(said)
        end = start + len(said)
        if start >= 0 and source.citation[end : end + 1] in ",.;)":
            return True
        numbers = numbers or _numbers(said)
        if numbers in _numbers(source.citation):
            return True
    return False


def _numbers(text: str) -> str:
    return f" {' '.join(_NUMBER.findall(text.replace('–', '-')))} "


def _disagreements(record: Record) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    held = [_held(at, archive) for at, archive in enumerate(record.original_archive[:MOST])]
    named = {name for each in held for name in each.names}
    found = [
        said
        for index, text in cited(record)
        for archive in read(text).archives
        if not (said := _in_citation(index, archive, record)).names.isdisjoint(named)
    ]
    against = [[_conflicts(each, other) for other in found] for each in held]
    # What agrees with another document of its holder speaks against none.
    is_free = [any(row[at] == [] for row in against) for at in range(len(found))]
    for each, row in zip(held, against, strict=True):
        if [] in row:
            continue
        those = [
            (len(conflicts), at)
            for at, conflicts in enumerate(row)
            if conflicts and not is_free[at]
        ]
        if those:
            at = min(those)[1]
            yield from _problems(record, each, found[at], row[at] or [])


def _held(at: int, archive: OriginalArchive) -> _Said:
    """Take apart what a table of the record says."""
    system = system_of(archive)
    levels: list[tuple[int, str, str]] = [
        (index, found.level.name, found.value)
        for index, text in enumerate(archive.reference[:_STEPS])
        if (found := step(text, system))
    ]
    names = _names(archive.siglum, archive.name)
    return _Said(at, names, archive.country, archive.holds or "original", _by_level(levels))


def _in_citation(index: int, archive: Archive, record: Record) -> _Said:
    """Take apart what a citation says; that of a copy says where the copy is."""
    is_copy = archive.holds == "copy" or record.source[index].kind in ("copy", "microfilm")
    steps = [(at, part.level, part.value) for at, part in enumerate(archive.reference[:_STEPS])]
    names = _names(archive.siglum, archive.name)
    holds = "copy" if is_copy else "original"
    return _Said(index, names, archive.country, holds, _by_level(steps))


def _names(*given: str | None) -> frozenset[str]:
    """Give the names by which a holder is known: as written, and that of the vocabulary."""
    found: set[str] = set()
    for name in given:
        if name and len(name) <= _LONGEST_NAME:
            known = known_archive(name)
            found.add(" ".join(name.casefold().split()).removeprefix("the "))
            found.update((known.names or known.sigla)[:1] if known else ())
    return frozenset(found)


def _by_level(steps: list[tuple[int, str, str]]) -> dict[str, _Step]:
    """Give steps by level; a level that is there twice says nothing certain."""
    found: dict[str, _Step] = {}
    twice: set[str] = set()
    for at, name, value in steps:
        level = _SAME.get(name, name)
        if level in found:
            twice.add(level)
        found[level] = _Step(at, name.replace("_", " "), value, even(value))
    return {level: each for level, each in found.items() if level not in twice | _OTHERS}


def _conflicts(held: _Said, cited: _Said) -> list[_Conflict] | None:
    """Give the steps that differ, from the whole to the part; None if it is of another holder."""
    is_elsewhere = held.country and cited.country and held.country != cited.country
    if held.holds != cited.holds or is_elsewhere or held.names.isdisjoint(cited.names):
        return None
    if not cited.steps:
        return None
    found: list[_Conflict] = []
    for level, each in held.steps.items():
        other = cited.steps.get(level)
        if not other or not _DIGIT.search(each.value) or not _DIGIT.search(other.value):
            continue
        differ = leaves_differ if level in _LEAVES else codes_differ
        how = differ(each.value, other.value)
        if how != "not":
            found.append(_Conflict(each.at, other, how == "in part"))
            # In another fond, all that is below it is another as well.
            if level == next(iter(held.steps)):
                break
    return found


def _problems(
    record: Record, held: _Said, cited: _Said, conflicts: list[_Conflict]
) -> Iterator[Problem]:
    source = f"source.{cited.at}.citation"
    # The reference may stand in the record of the level above.
    whose = f" of {record.id}" if record.part_of and record.id else ""
    for each in conflicts:
        key = f"original_archive.{held.at}.reference.{each.at}"
        here = shown(record.original_archive[held.at].reference[each.at])
        there = shown(f"{each.cited.level} {each.cited.written}")
        there = "another" if record.is_private(path(source)) else there
        leads = "one names more leaves" if each.is_part else "one of them leads to another document"
        yield Problem(
            key,
            f"the reference has {here}, and {source}{whose} has {there}: {leads}",
            "Look up which is right, and mend the other; a citation that was printed with a slip "
            "stays, with the comment # muniment: ignore=reference-agrees beside the reference.",
            level="warning" if each.is_part else None,
        )
