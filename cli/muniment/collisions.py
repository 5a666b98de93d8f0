"""Facts of many records: kept as numbers, and joined, to see which files need to be read again.

A hundred thousand records say half a million things. Each is 64 bits: 32 of what is said, and 32 of
what is said of it. Where two are the same by chance, reading the files again shows it.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from itertools import compress, pairwise
from marshal import dumps
from typing import TYPE_CHECKING

from muniment.cache_file import Numbers, add, empty
from muniment.facts import named
from muniment.rules import ACROSS, Join

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from muniment.record import Record
    from muniment.rules import RuleAcross

# So many numbers are compared at once: more would take memory that is not there.
_PART = 12_000
# On fewer records than this, that most say the same is chance.
FEWEST = 10


class Facts:
    """The facts of some files, by rule; a file is known by its number."""

    def __init__(
        self, numbers: Numbers | None = None, half: Callable[[Hashable], int] = hash
    ) -> None:
        """`half` gives a number that stands for what is said, or for what is said of it."""
        self._half = half
        self._numbers = numbers or {rule: empty() for rule in ACROSS}
        # To add a number to a list takes a fifth of what it takes to add it to an array.
        self._noted: dict[str, tuple[list[int], list[int], list[int]]] = {
            rule: ([], [], []) for rule in ACROSS if not hasattr(ACROSS[rule], "of_name")
        }
        self._rules = [
            (ACROSS[rule].facts, whats.append, says.append, files.append)
            for rule, (whats, says, files) in self._noted.items()
        ]
        # Each name with its URI by the order in which they were met, and by file which of them.
        self._names: dict[tuple[str, str], int] = {}
        self._named: list[int] = []
        self._files: list[int] = []

    def note(self, file: int, record: Record) -> None:
        """Note the facts of a record; a tombstone has none."""
        if record.is_withdrawn:
            return
        half = self._half
        for of_rule, add_what, add_says, add_file in self._rules:
            for what, says, _ in of_rule(record):
                add_what(half(what))
                add_says(half(says))
                add_file(file)
        names = self._names
        for name, uri, _ in named(record):
            self._named.append(names.setdefault((name, uri), len(names)))
            self._files.append(file)

    def __reduce__(self) -> tuple[type[Facts], tuple[Numbers]]:
        # The functions stay where they are; only the numbers go to another process.
        return Facts, (self.numbers(),)

    def extend(self, others: Facts) -> None:
        """Add the facts of other files of the same run."""
        mine = self.numbers()
        for rule, columns in others.numbers().items():
            for column, more in zip(mine[rule], columns, strict=True):
                column.extend(more)

    def take(self, others: Numbers, numbers: Sequence[int]) -> None:
        """Add facts that were kept; `numbers` are of their files here, -1 of those not wanted."""
        add(self.numbers(), others, numbers)

    def suspects(self, rule: str, count: int) -> list[int]:
        """Give the numbers of the files, of `count`, among whose facts of a rule some collide."""
        whats, says, files = self.numbers()[rule]
        colliding = _colliding(whats, says, ACROSS[rule].JOIN, count)
        if not colliding:
            return []
        return sorted({file for what, file in zip(whats, files, strict=True) if what in colliding})

    def collisions(self, count: int) -> dict[str, list[int]]:
        """Give the suspects by rule, of the rules that have any."""
        return {rule: found for rule in ACROSS if (found := self.suspects(rule, count))}

    def numbers(self) -> Numbers:
        """Give all facts, when what was noted has been packed."""
        for rule, noted in self._noted.items():
            self._pack(rule, *noted)
            for column in noted:
                column.clear()
        if self._named:
            for rule in self._numbers.keys() - self._noted.keys():
                self._pack(rule, *self._of_names(ACROSS[rule]), self._files)
            self._names, self._named, self._files = {}, [], []
        return self._numbers

    def _of_names(self, rule: RuleAcross) -> tuple[list[int], list[int]]:
        """Give what a rule has to say of the names that were met; each is asked for once."""
        said = [rule.of_name(name, uri) for name, uri in self._names]
        whats = [self._half(what) for what, _ in said]
        says = [self._half(of_it) for _, of_it in said]
        return [whats[at] for at in self._named], [says[at] for at in self._named]

    def _pack(self, rule: str, whats: list[int], says: list[int], files: list[int]) -> None:
        mine = self._numbers[rule]
        mine.whats.extend(_halved(whats))
        mine.says.extend(_halved(says))
        mine.files.extend(array("I", files))


def _halved(numbers: list[int]) -> array[int]:
    """Give the lower 32 bits of numbers of 64: of what is the same by chance the files are read."""
    both = array("i", array("q", numbers).tobytes())
    return both[0 if sys.byteorder == "little" else 1 :: 2]


def lasting(said: Hashable) -> int:
    """Give a number that stands for what is said, the same in every process.

    Python's own hash of a text, which is the fastest, differs from one process to the next, but for
    those that are forked; that of a number does not. Texts and tuples of them are turned into one
    by what does it at the least cost; as it wrote them in its first version, they are alike. The
    tuple mixes the number, of which only half is kept.
    """
    return hash((int.from_bytes(dumps(said, 0), "little"),))  # type: ignore[arg-type]


def _colliding(whats: array[int], says: array[int], join: Join, files: int) -> set[int]:
    """Give the numbers of what collides."""
    if join == "most":
        what, count = Counter(whats).most_common(1)[0] if whats else (0, 0)
        return {what} if count >= FEWEST and 2 * count > files else set()
    if join == "once":
        return _twice(whats)
    return _differing(whats, says)


def _twice(whats: array[int]) -> set[int]:
    """Give the numbers that are there more than once; nearly all differ."""
    found: set[int] = set()
    for chosen in _parts(whats, _PART, 16):
        some = list(compress(whats, chosen))
        if len(set(some)) < len(some):
            found.update(what for what, after in pairwise(sorted(some)) if what == after)
    return found


def _differing(whats: array[int], says: array[int]) -> set[int]:
    """Give the numbers of which not always the same is said; there are few, each many times."""
    found: set[int] = set()
    for chosen in _parts(whats, 4 * _PART, 8):
        first: dict[int, int] = {}
        some = zip(compress(whats, chosen), compress(says, chosen), strict=True)
        found.update(what for what, said in some if first.setdefault(what, said) != said)
    return found


def _parts(whats: array[int], size: int, most: int) -> Iterator[bytes]:
    """Part numbers by their lowest bits; yield for each part which of them are in it (1, or 0)."""
    # Each part is a look at all: that there are few keeps the time in proportion to the numbers.
    count = min(most, 1 << (len(whats) // size).bit_length())
    last = whats.itemsize - 1 if sys.byteorder == "big" else 0
    lowest = whats.tobytes()[last :: whats.itemsize]
    for part in range(count):
        yield lowest.translate(bytes(byte % count == part for byte in range(256)))
