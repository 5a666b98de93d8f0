"""Facts of many records: kept as numbers, joined, and only where they collide read again.

A hundred thousand records say half a million things. Each is two numbers: one of what is said, and
one of what is said of it. Where two are the same by chance, reading the files again shows it.

Python's own hashes are the fastest, and differ from one interpreter to the next: those of forked
processes are the same. Where workers are started anew, a checksum stands for them.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

from muniment.catalogue import Effective, load, shown
from muniment.facts import Fact, Neighbour
from muniment.placing import Claim
from muniment.rules import ACROSS, Join

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from muniment.catalogue import Entry
    from muniment.finding import Finding
    from muniment.lint import Linter
    from muniment.record import Record

# Of the files in which facts of one rule collide, those that are read again.
_MOST_READ = 1_000
# On fewer records than this, that most say the same is chance.
_FEWEST = 10

# Of each rule: its facts, each as two numbers one after the other, and the file of each fact.
_Numbers: TypeAlias = "dict[str, tuple[array[int], array[int]]]"


class Facts:
    """The facts of some files, by rule; a file is known by its number."""

    def __init__(self, by_rule: _Numbers | None = None) -> None:
        self._by_rule = by_rule or {rule: (array("q"), array("I")) for rule in ACROSS}
        # To add a number to a list takes a fifth of what it takes to add it to an array.
        self._noted: dict[str, tuple[list[int], list[int]]] = {rule: ([], []) for rule in ACROSS}
        self._rules = [
            (ACROSS[rule].facts, facts.append, files.append)
            for rule, (facts, files) in self._noted.items()
        ]

    def note(self, file: int, record: Record) -> None:
        """Note the facts of a record; a tombstone has none."""
        if record.is_withdrawn:
            return
        # For every record: half() itself would cost more than all else here.
        hashed = hash if half is _hashed else half
        for of_rule, add, add_file in self._rules:
            for what, says, _ in of_rule(record):
                add(hashed(what))
                add(hashed(says))
                add_file(file)

    def __reduce__(self) -> tuple[type[Facts], tuple[_Numbers]]:
        # The functions stay where they are; only the numbers go to another process.
        return Facts, (self._packed(),)

    def extend(self, others: Facts, start: int) -> None:
        """Add the facts of other files, whose numbers here begin at `start`."""
        mine = self._packed()
        for rule, (facts, files) in others._packed().items():
            mine[rule][0].extend(facts)
            mine[rule][1].extend(array("I", (start + file for file in files)))

    def suspects(self, rule: str, count: int) -> list[int]:
        """Give the numbers of the files, of `count`, among whose facts of a rule some collide."""
        facts, files = self._packed()[rule]
        whats, says = facts[::2], facts[1::2]
        colliding = _colliding(whats, says, ACROSS[rule].JOIN, count)
        if not colliding:
            return []
        found = {file for what, file in zip(whats, files, strict=True) if what in colliding}
        return sorted(found)

    def _packed(self) -> _Numbers:
        """Give all facts, when what was noted has been packed."""
        for rule, (facts, files) in self._noted.items():
            packed = self._by_rule[rule]
            packed[0].extend(array("q", facts))
            packed[1].extend(array("I", files))
            facts.clear()
            files.clear()
        return self._by_rule


def _hashed(said: Hashable) -> int:
    return hash(said)


def _checksum(said: Hashable) -> int:
    return crc32(repr(said).encode("utf-8", "surrogatepass"))


# A number that stands for what is said.
half = _hashed if sys.platform == "linux" else _checksum


def _colliding(whats: array[int], says: array[int], join: Join, files: int) -> set[int]:
    """Give the numbers of what collides."""
    if join == "most":
        what, count = Counter(whats).most_common(1)[0] if whats else (0, 0)
        return {what} if count >= _FEWEST and 2 * count > files else set()
    first: dict[int, int] = {}
    twice: set[int] = set()
    # What is to be the same is told apart by what is said of it; what is to be once, by nothing.
    for at, (what, said) in enumerate(zip(whats, says, strict=True)):
        mark = said if join == "same" else at
        if first.setdefault(what, mark) != mark:
            twice.add(what)
    return twice


def across(files: Sequence[str], facts: Facts, linter: Linter) -> list[Finding]:
    """Give what the rules across records say of files whose facts were noted by their place."""
    claims: dict[int, list[Claim]] = defaultdict(list)
    entries: dict[int, Entry] = {}
    for rule in ACROSS:
        suspects = facts.suspects(rule, len(files))[:_MOST_READ]
        for number in suspects:
            if number not in entries:
                try:
                    entries[number] = load(files[number])
                except OSError:
                    # It was there a moment ago, and was judged.
                    continue
        for number, claim in _claims(rule, {n: entries[n] for n in suspects if n in entries}):
            claims[number].append(claim)
    found: list[Finding] = []
    for number, said in claims.items():
        own = entries[number]
        effective = Effective(own, own.reading.record, own.pruned.data, {})
        found.extend(linter.claimed(effective, said))
    return sorted(found)


def _claims(rule: str, entries: dict[int, Entry]) -> Iterator[tuple[int, Claim]]:
    """Yield what a rule says of the records that really collide, by the numbers of their files."""
    join, problem = ACROSS[rule].JOIN, ACROSS[rule].problem
    groups: dict[Hashable, list[tuple[int, Fact]]] = defaultdict(list)
    for number, own in sorted(entries.items()):
        for said in ACROSS[rule].facts(own.reading.record):
            groups[said[0]].append((number, Fact(*said)))
    for group in groups.values():
        for number, fact, other in _pairs(join, group):
            file = shown(entries[other[0]].file.path)
            neighbour = Neighbour(file, other[1], len({member for member, _ in group}))
            yield number, Claim(rule, problem(fact, neighbour), of_record=True)


def _pairs(
    join: Join, group: list[tuple[int, Fact]]
) -> Iterator[tuple[int, Fact, tuple[int, Fact]]]:
    """Yield each record of a group that is to be told, with the one it is held against."""
    first = group[0]
    if join == "most":
        if len(group) >= _FEWEST:
            yield (*first, first)
        return
    if join == "same":
        common = Counter(fact.says for _, fact in group).most_common(1)[0][0]
        first = next(member for member in group if member[1].says == common)
    told: set[int] = set()
    for number, fact in group:
        is_other = fact.says != first[1].says if join == "same" else number != first[0]
        if is_other and number not in told:
            told.add(number)
            yield number, fact, first
