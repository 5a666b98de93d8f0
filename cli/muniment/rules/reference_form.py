"""A reference goes from the whole to the part, each level once, and its ranges go forward.

`fond 45, opis 1, delo 343, listy 115-116`: in a fond are inventories, in an inventory files, in a
file leaves. A reference in another order is read as that of another document, or of none, and
leaves 116 to 115 are a slip of whoever typed them. An archive orders by these numbers.

That a fond, an opis or a delo stands after its part, and an impossible range of leaves, are errors;
that another level does, such as a box after its folder, or that one is given twice, is a warning:
two documents, then, want a table of `original_archive` each. Archives differ in where a papka, a
box of files or a volume stands: that is not judged, nor is a step that names no level.

Passes:

    [[original_archive]]
    name = "Archive of Foreign Policy, Russian Federation"
    reference = ["fond 059a", "opis 5a", "delo 5", "papka 11", "listy 193-94"]

Fails:

    source = [{ citation = "APRF, Opis 1, Fond 45, Delo 343, Listy 116-115" }]

    [[original_archive]]
    name = "Archive of the President of the Russian Federation"
    reference = ["opis 1", "fond 45", "delo 343", "listy 116-115"]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from muniment.finding import Problem
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muniment.citations import Step
    from muniment.finding import Level
    from muniment.record import Record
    from muniment.rules import Settings
    from muniment.tables import OriginalArchive

LEVEL = "error"
# Far more than any reference has.
_MOST = 20
_ARCHIVES = 100
# As most references are; the numbers are those of a range.
_USUAL = re.compile(
    r"(?:fonds? [^,]++,|record group [^,]++,)?+(?:opis [^,]++,|entry [^,]++,)?+"
    r"(?:papka [^,]++,|box [^,]++,)?+(?:delo [^,]++,|folder [^,]++,)?+"
    r"(?:(?:listy?|pages?) ([0-9]++)(?:[-–]([0-9]++))?+,)?+"
)
_DELO = ("delo", "edinitsa_khraneniia", "sprava", "archival_unit")
_LEAVES = ("list", "leaf", "folio", "arkush", "page")
# What is part of a level, and so cannot stand before it.
_PARTS: dict[str, tuple[str, ...]] = {
    "record_group": ("entry", "box", "folder", *_LEAVES),
    "fond": ("subfond", "opis", "papka", "box", "folder", *_DELO, *_LEAVES),
    "quanzong": ("mulu", "juan", "page"),
    "subfond": ("opis", *_DELO, *_LEAVES),
    "opis": (*_DELO, *_LEAVES),
    "mulu": ("juan", "page"),
    "juan": ("page",),
    "box": ("folder", *_LEAVES),
    "container": ("folder", *_LEAVES),
    "papka": _LEAVES,
    "folder": _LEAVES,
    "reel": ("frame",),
    **dict.fromkeys(_DELO, _LEAVES),
}
_CERTAIN = {"fond", "opis", *_DELO}
# One of these may stand in another of its kind.
_NESTED = ("collection", "series", "subseries", "file", "part", "subfond", "class")


class _Trouble(NamedTuple):
    """What is wrong: at which step, in which words, what to do, and whether it is certain."""

    at: int
    message: str
    hint: str
    is_sure: bool


def check(record: Record, settings: Settings) -> Iterable[Problem]:
    """Give a problem for each step that cannot stand where it does, and each range that is none."""
    for archive in record.original_archive:
        if archive.reference and not _is_usual(archive.reference):
            return _misformed(record)
    return ()


def _is_usual(reference: tuple[str, ...]) -> bool:
    found = _USUAL.fullmatch(",".join(reference) + ",")
    if found is None:
        return False
    first, last = found.groups()
    return last is None or (len(first) == len(last) and first <= last)


def _misformed(record: Record) -> Iterator[Problem]:
    if record.is_withdrawn:
        return
    for index, archive in enumerate(record.original_archive[:_ARCHIVES]):
        first: dict[int, _Trouble] = {}
        for trouble in _troubles(archive):
            first.setdefault(trouble.at, trouble)
        for at, trouble in first.items():
            key = f"original_archive.{index}.reference.{at}"
            level: Level | None = None if trouble.is_sure else "warning"
            yield Problem(key, trouble.message, trouble.hint, level=level)


def _troubles(archive: OriginalArchive) -> Iterator[_Trouble]:
    from muniment.citations import step, system_of

    system = system_of(archive)
    reference = archive.reference[:_MOST]
    steps = [(at, each) for at, text in enumerate(reference) if (each := step(text, system))]
    twice = _twice(reference, steps)
    # Where there are two documents, their order says nothing.
    yield from [twice] if twice else _disorder(reference, steps)
    for at, each in steps:
        if each.level.kind == "leaves":
            yield from _backward(at, each)


def _twice(reference: tuple[str, ...], steps: list[tuple[int, Step]]) -> _Trouble | None:
    """Say that a level has two values."""
    seen: dict[str, tuple[int, Step]] = {}
    for at, each in steps:
        name = _name(each)
        first = seen.setdefault(name, (at, each))
        if name in _NESTED or first[1].value.casefold() == each.value.casefold():
            continue
        message = (
            f"{shown(reference[at])} is of the same level as {shown(reference[first[0]])}: "
            "a reference to one document has each level once"
        )
        hint = "Give each document its own [[original_archive]]"
        if each.level.kind == "leaves":
            hint = f'Write one step, such as "listy 5, 7-8", or g{hint[1:]}'
        return _Trouble(at, message, f"{hint}.", is_sure=False)
    return None


def _disorder(reference: tuple[str, ...], steps: list[tuple[int, Step]]) -> list[_Trouble]:
    """Say that a level stands after its part: once, of the levels of which that is surest."""
    found: list[_Trouble] = []
    seen: dict[str, int] = {}
    for at, each in steps:
        name = _name(each)
        early = min((seen[part] for part in _PARTS.get(name, ()) if part in seen), default=None)
        if early is not None:
            is_sure = name in _CERTAIN and any(
                part in seen and part in _CERTAIN for part in _PARTS[name]
            )
            found.append(
                _Trouble(
                    at,
                    f"{shown(reference[at])} stands after {shown(reference[early])}, which is a "
                    "part of it: a reference goes from the whole to the part",
                    f"Write {shown(reference[at])} before {shown(reference[early])}, if these are "
                    "the right levels.",
                    is_sure,
                )
            )
        seen.setdefault(name, at)
    return sorted(found, key=lambda each: not each.is_sure)[:1]


def _name(step: Step) -> str:
    """Give the name of a step's level; leaves are of one level, however many."""
    return "list" if step.level.name == "listy" else step.level.name


def _backward(at: int, each: Step) -> Iterator[_Trouble]:
    """Say that a range of leaves goes backward."""
    from muniment.citations import even, ranges

    for first, last in ranges(even(each.value)):
        if last < first:
            yield _Trouble(
                at,
                f"{shown(each.value)} goes from {first} back to {last}: no archive can find that",
                "Look up which of the two numbers is wrong.",
                # A page may be called by its chapter: 3-2.
                is_sure=each.level.name != "page",
            )
