"""Whether facts of the very same files were compared before, and there was nothing to say.

The facts of a run are those that stand on shelves, of the files that are wanted there. As long as
the shelves are the same, and the same is wanted of them, there is nothing to compare.
"""

from __future__ import annotations

from zlib import crc32

from muniment import cache_file

# Facts of fewer files are compared sooner than looked up.
FEWEST = 1_000


class Calm:
    """What was said of the last run over many files, in a file of its own."""

    def __init__(self, path: str) -> None:
        self._path = path
        # How many files are wanted on each shelf, and what it and they are known by.
        self._shelves: dict[int, tuple[int, str]] = {}

    def note(self, shelf: int, checksum: int, wanted: bytes) -> None:
        """Note a shelf by its checksum, and which of the files on it are wanted (1, or 0)."""
        self._shelves[shelf] = wanted.count(1), f"{shelf} {checksum} {crc32(wanted)}\n"

    def is_said(self, files: int) -> bool:
        """Tell whether it was said of these shelves, if all of so many files are on them."""
        said = self._said(files)
        try:
            with open(self._path, "rb") as file:  # noqa: PTH123
                return said is not None and file.read() == said
        except OSError:
            return False

    def say(self, files: int) -> None:
        """Say it of these shelves, if all of so many files are on them. Raises OSError."""
        if said := self._said(files):
            cache_file.replace_with(self._path, said)

    def _said(self, files: int) -> bytes | None:
        if sum(count for count, _ in self._shelves.values()) != files:
            return None
        return "".join(said for _, (_, said) in sorted(self._shelves.items())).encode("ascii")
