"""Well-known archives: by their sigla, and by the names that citations use."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class KnownArchive(NamedTuple):
    """An archive: its sigla, its names, its country (ISO 3166-1), how its references are read.

    The first siglum and the first name are the ones to use; there may be no siglum.
    """

    sigla: tuple[str, ...]
    names: tuple[str, ...]
    country: str
    system: str


@lru_cache(maxsize=1)
def known() -> tuple[KnownArchive, ...]:
    """Give all archives of the list."""
    text = Path(__file__).with_name("archives.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line[0] != "#")
    return tuple(
        KnownArchive(_parts(sigla), _parts(names), country, system)
        for sigla, names, country, system in rows
    )


def by_siglum(siglum: str) -> KnownArchive | None:
    """Find an archive by its siglum, whatever the spaces, points and hyphens in it; or None."""
    return _by_siglum().get(folded(siglum))


def by_name(name: str) -> KnownArchive | None:
    """Find an archive by one of its names, in any case; or None."""
    return _by_name().get(" ".join(name.casefold().split()).removeprefix("the "))


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """Give a pattern that matches any siglum (group 1) or name (group 2), the longest first."""
    sigla = {siglum for archive in known() for siglum in archive.sigla}
    names = {name for archive in known() for name in archive.names}
    return re.compile(
        rf"(?<!\w)(?:({_any(sigla)})|((?i:{_any(names)})))(?!\w|['’]\w)",
    )


def folded(siglum: str) -> str:
    """Give a siglum without what differs from one writer to another: case, spaces, points."""
    return "".join(letter for letter in siglum.casefold() if letter.isalnum())


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _any(words: set[str]) -> str:
    forms = set(words)
    for word in words:
        # Of sigla of four letters and more, any writing: nothing else is written so.
        if len(word) >= 4 and word.isalpha():
            forms |= {word.upper(), word.capitalize(), word.lower()}
    longest_first = sorted(forms, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


@lru_cache(maxsize=1)
def _by_siglum() -> dict[str, KnownArchive]:
    return {folded(siglum): archive for archive in known() for siglum in archive.sigla}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, KnownArchive]:
    names: dict[str, KnownArchive] = {}
    for archive in known():
        for name in archive.names:
            names.setdefault(" ".join(name.casefold().split()).removeprefix("the "), archive)
    return names
