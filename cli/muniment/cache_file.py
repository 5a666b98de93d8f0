"""A file of the cache: verdicts as columns of numbers and texts, behind a checksum.

What is wrong in it by accident, the checksum tells; what is wrong on purpose can make a verdict
wrong, but nothing in it is ever run.
"""

from __future__ import annotations

import contextlib
import os
from array import array
from itertools import compress, count
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from zlib import crc32

from muniment.leanings import SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_MAGIC = b"muniment verdicts 2\n"
_BETWEEN = "\0"


class Columns(NamedTuple):
    """The facts of a rule across records: what is said, what of it, and the number of the file."""

    whats: array[int]
    says: array[int]
    files: array[int]


# By the names of the rules.
Numbers: TypeAlias = "Mapping[str, Columns]"


def empty() -> Columns:
    """Make the columns of a rule that has no facts yet."""
    return Columns(array("i"), array("i"), array("I"))


class Shelf(NamedTuple):
    """The verdicts on some files: their paths, and of each what it looked like and what was found.

    `marks` stand for sizes and times, 0 where they say nothing; `digests` are of the contents, all
    in a row; `leanings` and `told` are JSON, or "" where there is nothing to say. The facts know
    the files by their numbers on this shelf. `checksum` is that of the file it was read from.
    """

    paths: list[str]
    marks: array[int]
    digests: bytes
    leanings: list[str]
    told: list[str]
    facts: Numbers
    checksum: int = 0

    def digest(self, at: int) -> bytes:
        """Give the digest of the file at a place."""
        return self.digests[SIZE * at : SIZE * (at + 1)]

    def only(self, wanted: Sequence[bool]) -> Shelf:
        """Give a shelf of those that are wanted alone."""
        numbers = count()
        at = [next(numbers) if is_wanted else -1 for is_wanted in wanted]
        facts = empty_of(self.facts)
        add(facts, self.facts, at)
        return Shelf(
            list(compress(self.paths, wanted)),
            array("q", compress(self.marks, wanted)),
            b"".join(self.digest(place) for place, kept in enumerate(wanted) if kept),
            list(compress(self.leanings, wanted)),
            list(compress(self.told, wanted)),
            facts,
        )

    def joined(self, other: Shelf) -> Shelf:
        """Give a shelf with what stands on another behind what stands here."""
        facts = empty_of({**self.facts, **other.facts})
        add(facts, self.facts, range(len(self.paths)))
        add(facts, other.facts, range(len(self.paths), len(self.paths) + len(other.paths)))
        return Shelf(
            self.paths + other.paths,
            self.marks + other.marks,
            self.digests + other.digests,
            self.leanings + other.leanings,
            self.told + other.told,
            facts,
        )


def empty_of(numbers: Numbers) -> Numbers:
    """Make empty columns for the same rules."""
    return {rule: empty() for rule in numbers}


def add(mine: Numbers, others: Numbers, numbers: Sequence[int]) -> None:
    """Add facts to others; `numbers` are those of their files here, -1 of those not wanted."""
    for rule in mine.keys() & others.keys():
        whats, says, files = others[rule]
        here = list(map(numbers.__getitem__, files))
        columns: tuple[Iterable[int], ...] = (whats, says, here)
        # Mostly all are wanted, and are taken without a look at each.
        if min(here, default=0) < 0:
            wanted = [number >= 0 for number in here]
            columns = tuple(compress(column, wanted) for column in columns)
        for column, more in zip(mine[rule], columns, strict=True):
            column.extend(more)


def parted(
    facts: Numbers, groups: Mapping[int, Sequence[int]], numbers: Sequence[int], count: int
) -> dict[int, Numbers]:
    """Part the facts of `count` files by their shelves, and number these as they stand there.

    Those that were parted are no longer in `facts`.
    """
    shelves, places = array("i", [-1]) * count, array("I", [0]) * count
    for shelf, group in groups.items():
        for place, at in enumerate(group):
            shelves[numbers[at]], places[numbers[at]] = shelf, place
    found = {shelf: empty_of(facts) for shelf in groups}
    for rule, columns in facts.items():
        adds = {shelf: [column.append for column in mine[rule]] for shelf, mine in found.items()}
        for what, says, file in zip(*columns, strict=True):
            if (shelf := shelves[file]) >= 0:
                add_what, add_says, add_file = adds[shelf]
                add_what(what)
                add_says(says)
                add_file(places[file])
        for column in columns:
            del column[:]
    return found


def read(path: str) -> Shelf | None:
    """Read a shelf; None where there is none, or what is there is damaged."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            raw = file.read()
        start = len(_MAGIC) + 4
        checksum = int.from_bytes(raw[start - 4 : start], "little")
        if not raw.startswith(_MAGIC) or crc32(memoryview(raw)[start:]) != checksum:
            return None
        shelf = _shelf(_parts(raw, start))
        return shelf._replace(checksum=checksum) if shelf else None
    except (OSError, ValueError, StopIteration):
        return None


def written(shelf: Shelf) -> tuple[bytes, int]:
    """Give the bytes of a shelf, and the checksum in them."""
    parts = [
        *(_texts(column) for column in (shelf.paths, shelf.leanings, shelf.told)),
        shelf.marks.tobytes(),
        shelf.digests,
        _texts(list(shelf.facts)),
        *(column.tobytes() for columns in shelf.facts.values() for column in columns),
    ]
    body = b"".join(len(part).to_bytes(8, "little") + part for part in parts)
    checksum = crc32(body)
    return _MAGIC + checksum.to_bytes(4, "little") + body, checksum


def _texts(column: list[str]) -> bytes:
    return _BETWEEN.join(column).encode("utf-8", "surrogatepass")


def _parts(raw: bytes, at: int) -> Iterator[bytes]:
    while at < len(raw):
        end = at + 8 + int.from_bytes(raw[at : at + 8], "little")
        yield raw[at + 8 : end]
        at = end


def _shelf(parts: Iterator[bytes]) -> Shelf | None:
    """Make a shelf of its parts. Raises ValueError or StopIteration where it is none."""
    paths, leanings, told = [_split(next(parts)) for _ in range(3)]
    marks, digests = _numbers("q", next(parts)), next(parts)
    facts = {
        rule: Columns(
            _numbers("i", next(parts)), _numbers("i", next(parts)), _numbers("I", next(parts))
        )
        for rule in _split(next(parts))
    }
    size = len(paths)
    fits = size == len(leanings) == len(told) == len(marks) == len(digests) / SIZE
    for whats, says, files in facts.values():
        fits = fits and len(whats) == len(says) == len(files) and max(files, default=0) < size
    return Shelf(paths, marks, digests, leanings, told, facts) if fits else None


def _split(part: bytes) -> list[str]:
    return part.decode("utf-8", "surrogatepass").split(_BETWEEN)


def _numbers(kind: str, part: bytes) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(part)
    return numbers


def replace(path: str, shelf: Shelf) -> int:
    """Write a shelf in place of what may be there; give its checksum. Raises OSError."""
    content, checksum = written(shelf)
    replace_with(path, content)
    return checksum


def replace_with(path: str, content: bytes) -> None:
    """Write a file in place of what may be there, at once. Raises OSError where that fails.

    Nothing is synchronized to the disk: what a crash leaves half written, the checksum tells.
    """
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}")  # noqa: PTH118
    try:
        with open(temporary, "xb") as file:  # noqa: PTH123
            file.write(content)
        os.replace(temporary, path)  # noqa: PTH105
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
