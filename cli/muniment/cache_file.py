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
    from collections.abc import Iterator, Mapping, Sequence

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
    the files by their numbers on this shelf.
    """

    paths: list[str]
    marks: array[int]
    digests: bytes
    leanings: list[str]
    told: list[str]
    facts: Numbers

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
        here = [numbers[file] for file in files]
        wanted = [number >= 0 for number in here]
        for column, more in zip(mine[rule], (whats, says, here), strict=True):
            column.extend(compress(more, wanted))


def read(path: str) -> Shelf | None:
    """Read a shelf; None where there is none, or what is there is damaged."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            raw = file.read()
        start = len(_MAGIC) + 4
        if not raw.startswith(_MAGIC) or crc32(raw[start:]) != int.from_bytes(
            raw[start - 4 : start], "little"
        ):
            return None
        return _shelf(_parts(raw, start))
    except (OSError, ValueError, StopIteration):
        return None


def written(shelf: Shelf) -> bytes:
    """Give the bytes of a shelf."""
    parts = [
        *(_texts(column) for column in (shelf.paths, shelf.leanings, shelf.told)),
        shelf.marks.tobytes(),
        shelf.digests,
        _texts(list(shelf.facts)),
        *(column.tobytes() for columns in shelf.facts.values() for column in columns),
    ]
    body = b"".join(len(part).to_bytes(8, "little") + part for part in parts)
    return _MAGIC + crc32(body).to_bytes(4, "little") + body


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


def replace(path: str, shelf: Shelf) -> None:
    """Write a shelf in place of what may be there, at once. Raises OSError where that fails.

    Nothing is synchronized to the disk: what a crash leaves half written, the checksum tells.
    """
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}")  # noqa: PTH118
    try:
        with open(temporary, "xb") as file:  # noqa: PTH123
            file.write(written(shelf))
        os.replace(temporary, path)  # noqa: PTH105
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
