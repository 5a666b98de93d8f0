"""The IANA Language Subtag Registry (RFC 5646, section 3): a text that is searched, never loaded.

Eight thousand lines as a dictionary would take longer to build than most records take to lint.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

# RFC 5646, section 2.2.1, 2.2.3 and 2.2.4: subtags that are never assigned to anything.
_PRIVATE_USE = {
    "language": (("qaa", "qtz"),),
    "script": (("Qaaa", "Qabx"),),
    "region": (("QM", "QZ"), ("XA", "XZ")),
}


class Subtag(NamedTuple):
    """One line of the registry: `instead` holds what to write where the subtag is deprecated."""

    kind: str
    subtag: str
    names: tuple[str, ...] = ()
    deprecated: bool = False
    instead: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _registry() -> bytes:
    return Path(__file__).with_name("languages.tsv").read_bytes()


@lru_cache(maxsize=1)
def _folded() -> bytes:
    return _registry().lower()


@lru_cache(maxsize=4096)
def find(kind: str, subtag: str) -> Subtag | None:
    """Look a subtag up, in any case; give None where the registry has none of that kind.

    The kinds are those of the registry, `tag` for a whole tag that it lists, and `meant` for what
    is often written instead of a tag.
    """
    written = _in_case(kind, subtag)
    if "\t" in written or "\n" in written:
        return None
    text = _registry()
    start = text.find(f"\n{kind}\t{written}\t".encode("utf-8", "surrogatepass"))
    if start < 0:
        return _private_use(kind, written)
    return _read(text[start + 1 : text.index(b"\n", start + 1)])


def named(kind: str, name: str) -> Subtag | None:
    """Find the subtag of a kind by one of its names: `Russian`, `Occitan` for `Occitan (...)`."""
    # The name comes first in the pattern: that is what makes the search quick.
    word = re.escape(name.encode("utf-8", "replace").lower())
    starts = [match.start() for match in re.finditer(word + rb"(?= \(|[|\t\n])", _folded())]
    entries = [_line_at(start) for start in starts if _registry()[start - 1] in b"\t|"]
    found = [(_likeness(entry, name), entry) for entry in entries if entry.kind == kind]
    likeness = max((likeness for likeness, _ in found), default=0)
    best = [entry for found_likeness, entry in found if found_likeness == likeness > 0]
    # Two languages with the same name but for a remark: it cannot be told which was meant.
    return None if not best or (likeness == 2 and len(best) > 1) else best[0]


@lru_cache(maxsize=1)
def common_languages() -> dict[str, str]:
    """Give the names of the languages that have a code of two letters, with that code."""
    lines = re.findall(rb"\n(language\t[a-z]{2}\t[^\n]*)", _registry())
    entries = [entry for entry in map(_read, lines) if not entry.deprecated]
    return {name: entry.subtag for entry in entries for name in entry.names}


def _in_case(kind: str, subtag: str) -> str:
    if kind == "script":
        return subtag.capitalize()
    return subtag.upper() if kind == "region" else subtag.lower()


def _line_at(index: int) -> Subtag:
    text = _registry()
    return _read(text[text.rindex(b"\n", 0, index) + 1 : text.index(b"\n", index)])


def _likeness(entry: Subtag, name: str) -> int:
    """Weigh how a name fits: 0 not at all, 1 deprecated, 2 and 3 but for a remark, 4 wholly."""
    wanted, names = name.casefold(), [known.casefold() for known in entry.names]
    if not any(known == wanted or known.startswith(f"{wanted} (") for known in names):
        return 0
    if entry.deprecated:
        return 1
    return 4 if wanted in names else 2 + (len(entry.subtag) == 2)


def _read(line: bytes) -> Subtag:
    cells = line.decode().split("\t") + [""] * 6
    names = tuple(filter(None, cells[2].split("|")))
    instead, prefixes = tuple(cells[4].split()), tuple(cells[5].split())
    return Subtag(cells[0], cells[1], names, bool(cells[3]), instead, prefixes)


def _private_use(kind: str, subtag: str) -> Subtag | None:
    for first, last in _PRIVATE_USE.get(kind, ()):
        if len(subtag) == len(first) and first <= subtag <= last:
            return Subtag(kind, subtag, ("Private use",))
    return None
