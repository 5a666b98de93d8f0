"""The levels of archival references, and the words by which citations name them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

# What stands before a word in the list whose number stands before it in a citation.
_AFTER = "~"
_SHORT = 2


class Level(NamedTuple):
    """A level: its name, how its value looks (code, name, text or leaves), and its words.

    `systems` are those in which its words of one or two letters mean this; none is all. Of a longer
    word that names several levels, they say which is meant.
    """

    name: str
    kind: str
    words: tuple[str, ...]
    systems: tuple[str, ...]


@lru_cache(maxsize=1)
def levels() -> tuple[Level, ...]:
    """Give all levels, from the whole to the part."""
    text = Path(__file__).with_name("levels.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line[0] != "#")
    return tuple(
        Level(name, kind, tuple(words.split("|")), tuple(systems.split()))
        for name, kind, words, systems in rows
    )


def depth(name: str) -> int:
    """Give how far a level is from the whole; what is in no list stands where files do."""
    return _depths().get(name, _depths()["file"])


@lru_cache(maxsize=1024)
def meant(word: str) -> tuple[Level, ...]:
    """Give the levels that a word of a citation may name, `~` before one that follows its number.

    Points and spaces count for nothing: `Ed. khr.` is `ed khr`.
    """
    return _by_word().get(folded(word), ())


def in_system(word: str, system: str) -> Level | None:
    """Give the level that a word names in a system, or None where it names none there."""
    found = meant(word)
    own = next((each for each in found if system in each.systems), None)
    if len(folded(word).removeprefix(_AFTER)) > _SHORT:
        return own or next(iter(found), None)
    return own or next((each for each in found if not each.systems), None)


def folded(word: str) -> str:
    """Give a word of the list in the form in which words are compared."""
    return re.sub(r"[\s.]+", "", word.casefold()).replace("’", "'")


@lru_cache(maxsize=1)
def before() -> str:
    """Give a regular expression for the words that stand before their numbers."""
    return _any(word for word in _words() if not word.startswith(_AFTER))


@lru_cache(maxsize=1)
def after() -> str:
    """Give a regular expression for the words that stand after their numbers."""
    return _any(word[1:] for word in _words() if word.startswith(_AFTER))


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(
        re.escape(word).replace(r"\ ", r"\.?\s{0,3}").replace("'", "['’]") for word in longest_first
    )


def _words() -> list[str]:
    return [word for level in levels() for word in level.words]


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[Level, ...]]:
    found: dict[str, tuple[Level, ...]] = {}
    for level in levels():
        for word in level.words:
            found[folded(word)] = (*found.get(folded(word), ()), level)
    return found


@lru_cache(maxsize=1)
def _depths() -> dict[str, int]:
    return {level.name: at for at, level in enumerate(levels())}
