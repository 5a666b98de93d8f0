"""What rules ask of citations: what one says, what a step of a reference is, who translated.

To read a citation costs far more than all other rules together: whoever asks has seen first that
something may be wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from muniment.vocabularies import archives, levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.record import Record
    from muniment.reference.citation import Citation
    from muniment.tables import OriginalArchive
    from muniment.vocabularies.archives import KnownArchive
    from muniment.vocabularies.levels import Level

# Of one record; of a citation, the characters. What is longer is a text, and takes long to read.
MOST = 10
LONGEST = 2_000
# Longer than any step is whose value can be compared.
_LONGEST_STEP = 200
_WORDS = 3
_JOINED = re.compile(r"([^\W\d_]{1,20})\.?\s{0,3}(?=[0-9])")
_DIGIT = re.compile(r"[0-9]")
_DASHES = re.compile(r"\s?[‐‑‒–—−-]\s?|\s(?:to|through|bis|по)\s")
_VERSO = re.compile(r"(?<=[0-9])\s?\(?(?:ob|об|verso|back|v|rev|зв|zv|адв)(?!\w)\.?\)?")
_PART = re.compile(r"[0-9]+(?:[^\W\d_](?![^\W_]))?")
_LEAF = re.compile(r"(?<![0-9])([0-9]{1,9})[^\W\d_]?(?:-([0-9]{1,9})(?![0-9]))?")
# A letter that stands apart from its number.
_APART = re.compile(r"(?<=[0-9])[ -]{1,3}(?=[^\W\d_](?:$|,))")
# What makes a text of a value.
_OF_TEXT = re.compile(
    r"[^\W\d_]{4}|(?<!\w)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?!\w)"
)
_RANGE = re.compile(r"(?<![\w/-])([0-9]{1,9})-([0-9]{1,9})(?![\w/-])")
_CREDITED = re.compile(r"transl|trans[. ]|trad[. ]|tr\.|перев|bersetz")
# A credit after all that is said of a book, or of what may be one.
_ITS_OWN_SENTENCE = re.compile(
    r"(?:[.;)\]]\s{1,3}|\A)(?:translated|translation|obtained)(?!\w)[^0-9]*+\Z",
    re.IGNORECASE,
)


class Step(NamedTuple):
    """A step of a reference: its level, and its value as it is written."""

    level: Level
    value: str


def read(text: str) -> Citation:
    """Read a citation; one that is too long says nothing."""
    from muniment import reference

    return reference.read(text) if len(text) <= LONGEST else reference.Citation()


def cited(record: Record) -> Iterator[tuple[int, str]]:
    """Yield the citations of a record that can be read, each with its place among the sources."""
    for index, source in enumerate(record.source[:MOST]):
        if source.citation and len(source.citation) <= LONGEST:
            yield index, source.citation


@lru_cache(maxsize=1024)
def step(text: str, system: str) -> Step | None:
    """Take a step such as `delo 343` apart, by a system of references; None if it has no level."""
    if len(text) > _LONGEST_STEP:
        return None
    words = text.split()
    for count in range(min(_WORDS, len(words) - 1), 0, -1):
        if level := _level(" ".join(words[:count]), system):
            return _leafed(Step(level, " ".join(words[count:])))
    joined = _JOINED.match(text.lstrip())
    level = _level(joined[1], system) if joined else None
    return Step(level, text.lstrip()[joined.end() :]) if joined and level else None


def _leafed(found: Step) -> Step | None:
    """Take only numbers for leaves: a list of documents is none."""
    value = found.value.lstrip("№#Nno. ")
    return found if found.level.kind != "leaves" or value[:1].isdigit() else None


def system_of(archive: OriginalArchive) -> str:
    """Give the system that an archive's references are written in; "" where it is not known."""
    names = [name for name in (archive.siglum, archive.name) if name and len(name) <= _LONGEST_STEP]
    found = next((each for name in names if (each := known_archive(name))), None)
    if found:
        return found.system
    # Only Russian references, and those made like them, have an opis.
    words = {
        levels.folded(each[:20].split(None, 1)[0])
        for each in archive.reference[:MOST]
        if each.strip()
    }
    return "ru" if words & {"op", "opis", "оп", "опись"} else ""


def known_archive(name: str) -> KnownArchive | None:
    """Find a well-known archive by its siglum or by one of its names."""
    return archives.by_siglum(name) or archives.by_name(name)


def _level(words: str, system: str) -> Level | None:
    return levels.in_system(words, system) or _named().get(levels.folded(words))


@lru_cache(maxsize=1)
def _named() -> dict[str, Level]:
    """Give the levels by their names: a record may have those that no citation uses."""
    return {level.name.replace("_", ""): level for level in levels.levels()}


def even(value: str) -> str:
    """Give a value as values are compared: one dash, small letters, no mark of a verso."""
    return _VERSO.sub("", _DASHES.sub("-", value.casefold()))


def ranges(value: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of numbers in an even value, such as 193 and 194 of `193-94`."""
    for found in _RANGE.finditer(value):
        yield int(found[1]), int(_in_full(*found.groups()))


def _written_out(value: str) -> str:
    """Write the short ranges of an even value in full: `193-94` as `193-194`."""
    return _RANGE.sub(lambda found: f"{found[1]}-{_in_full(found[1], found[2])}", value)


def _in_full(first: str, last: str) -> str:
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def codes_differ(one: str, other: str) -> str:
    """Say whether even codes differ, `not` or `all`: 343 and 343a do, F-67 and 67 do not."""
    if _OF_TEXT.search(one) or _OF_TEXT.search(other):
        return "not"
    # 106-03 may be 106 to 103, which is no range, or a number of its own.
    as_written = _are_same(_parts(one), _parts(other))
    return (
        "not"
        if as_written or _are_same(_parts(_written_out(one)), _parts(_written_out(other)))
        else "all"
    )


def _parts(value: str) -> list[str]:
    return [part.lstrip("0") or "0" for part in _PART.findall(_APART.sub("", value))]


def _are_same(one: list[str], other: list[str]) -> bool:
    """Whether numbers are the same; one of the two may go on where the other ends."""
    return all(map(_is_same, one, other))


def _is_same(one: str, other: str) -> bool:
    if one.isascii() != other.isascii() and not one[-1].isdigit() and not other[-1].isdigit():
        # A letter of another alphabet may be the same, or look the same.
        return one[:-1] == other[:-1]
    return one == other


def leaves_differ(one: str, other: str) -> str:
    """Say whether even leaves differ, `not`, `in part` or `all`: 115-116 is 115, 116."""
    these, those = _leaves(one), _leaves(other)
    if not these or not those or these == those:
        return "not"
    is_part = _are_within(these, those) or _are_within(those, these)
    return "in part" if is_part else "all"


def _leaves(value: str) -> list[tuple[int, int]]:
    """Give ranges of leaves in order, those that adjoin as one."""
    pairs = [(int(first), int(last or first)) for first, last in _LEAF.findall(_written_out(value))]
    found: list[tuple[int, int]] = []
    for first, last in sorted(pairs):
        if last < first:
            # That is no range, which reference-form says.
            return []
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _are_within(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> bool:
    return all(any(first <= start and end <= last for first, last in others) for start, end in some)


def names_translator(record: Record) -> bool:
    """Whether an event, a contributor or a creator of the record says who translated."""
    for event in record.provenance:
        if event.activity == "translation" and event.agent:
            return True
    for agent in record.contributor:
        if agent.role == "trl":
            return True
    return any(agent.role == "trl" for agent in record.creator)


def may_credit_translator(citation: str) -> bool:
    """Whether a citation has a word of translations: most have none, and need not be read."""
    small = citation.casefold()
    # Most citations have not even these letters.
    if "tr" in small or "перев" in small or "bersetz" in small:
        return bool(_CREDITED.search(small))
    return False


def credited(text: str, activity: str) -> tuple[str, ...]:
    """Give whom a citation credits with an activity, where it is clear who that is."""
    said = read(text)
    agents = [name for each in said.credits if each.activity == activity for name in each.agent]
    # Who translated a book may not have translated the document; and no name has a number in it.
    is_held = any(archive.name or archive.siglum for archive in said.archives)
    is_of_book = not is_held and not _ITS_OWN_SENTENCE.search(text)
    is_unclear = is_of_book or any(map(_DIGIT.search, agents))
    return () if is_unclear else tuple(dict.fromkeys(agents))
