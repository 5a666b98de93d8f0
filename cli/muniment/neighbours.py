"""What the rules across records say: files whose facts collide are read again, and compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from muniment.catalogue import Effective, load
from muniment.collisions import FEWEST
from muniment.facts import Fact, Neighbour
from muniment.listing import shown
from muniment.placing import Claim
from muniment.rules import ACROSS, Join

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from muniment.catalogue import Entry
    from muniment.finding import Finding
    from muniment.lint import Linter

# Of the files in which facts of one rule collide, those that are read again.
_MOST_READ = 1_000


def across(
    files: Sequence[str], suspects: Mapping[str, Sequence[int]], linter: Linter
) -> list[Finding]:
    """Give what the rules across records say of files; `suspects` are their places by rule."""
    claims: dict[int, list[Claim]] = defaultdict(list)
    entries: dict[int, Entry] = {}
    for rule, numbers in suspects.items():
        read = numbers[:_MOST_READ]
        for number in read:
            if number not in entries:
                try:
                    entries[number] = load(files[number])
                except OSError:
                    # It was there a moment ago, and was judged.
                    continue
        for number, claim in _claims(rule, {n: entries[n] for n in read if n in entries}):
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
        if len(group) >= FEWEST:
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
