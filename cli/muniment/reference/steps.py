"""The steps of a reference that a citation names: `f. 45`, `Opis 1`, `ll. 1, 12-25`, `4. doboz`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from muniment.vocabularies import levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.reference.source import Source, Span

_SHORT = 2
_LONG = 4
_NUMBERING = r"(?:(?:№|N°|nos?\b\.?|nr\b\.?|numbers?\b|\#)\s{0,3})?"
# A letter without a stop is a level only of these, and before a number.
_BARE = "fdlpфдлп"
_UPPER = "A-ZÀ-ÞĀ-ŽЀ-Я"
_CODE = re.compile(
    rf"(?:(?:[{_UPPER}]{{1,5}}[-–./ ]?){{0,3}}|[^\W\d_]{{1,2}}-)\d\w*"
    r"(?:[-–—/.:]\w+|\s[-–—]\s\d\w*|/\s\d+)*"
    r"|[IVXLC]+(?!\w|\.\w)(?:[-–/]\w+)*"
)
_VERSO = r"(?:ob|об|зв|zv)(?!\w)\.?"
_NUMBER = (
    r"\d+[^\W\d_]?(?![^\W_])"
    rf"(?:\s?\(?(?:ob|об|verso|v|rev|зв|zv|адв)(?!\w)\.?\)?|{_VERSO})?"
)
_LEAF = rf"(?:\d+{_VERSO}|{_NUMBER})"
# Another number after a comma is a leaf, unless a word follows that makes a date of it, say.
_FURTHER = r"(?!\s+(?!(?:and|и|i|ob|об|verso|to)\b)[^\W\d_])"
_LEAVES = re.compile(
    rf"{_LEAF}(?:\s?[-–—/]\s?{_LEAF})?"
    rf"(?:(?:\s?[,;&]\s?(?:and\s|и\s)?|\s(?:and|to|и)\s){_LEAF}(?:\s?[-–—/]\s?{_LEAF})?{_FURTHER})*",
    re.IGNORECASE,
)
_IN_DATE = re.compile(
    r"\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{4}", re.IGNORECASE
)
_QUOTED = re.compile(r"[“«„\"]([^“”«»„\"]{1,200})[”»“\"]")
_BEFORE_ITS_WORD = re.compile(
    r"[“\"]([^“”\"]{1,200}?)[.,]?[”\"]\s(folder|file|series)(?!\w)", re.IGNORECASE
)
_SPECIAL = {
    "accession": re.compile(r"\d+(?:\s?[A-Z]\s?|\s)?\d+(?:\s\d+)?(?!\w)|\d\S*\w"),
    "lot": re.compile(r"\d+\s?[A-Z]\s?-?\s?\d+\w*|\d\S*\w"),
    "decimal_file": re.compile(r"\d{3}[A-Z]?\.\S*\w"),
}


class Step(NamedTuple):
    """A level's word in a text, from `start`, and its value; that of a text kind may be longer.

    `is_weak` is a capital without a stop, which is a level only among others.
    """

    start: int
    end: int
    word: str
    value: Span
    kind: str
    is_weak: bool = False


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)({levels.before()})(?![^\W\d_]|['’]\w)(\.?\s{{0,3}}[:=]?\s{{0,3}}){_NUMBERING}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w/.])(\d[\w/–-]*)(?:\.\s{{0,2}}|\s{{1,2}})({levels.after()})(?!\w)\.?",
        re.IGNORECASE,
    )


def steps(source: Source, *, is_hungarian: bool) -> list[Step]:
    """Give the steps of a whole citation in their order, none of which overlap."""
    found = sorted([*_following(source, is_hungarian), *_leading(source)])
    if not any(_is_sure(step) for step in found):
        found = [step for step in found if not step.is_weak]
    kept: list[Step] = []
    for step in found:
        if not kept or step.start >= kept[-1].end:
            kept.append(step)
    return kept


def _is_sure(step: Step) -> bool:
    """Whether a step can only be one of a reference with fond and opis."""
    names = {level.name for level in levels.meant(step.word)}
    return not step.is_weak and bool(names & {"opis", "perechen", "sprava", "listy"})


def _following(source: Source, is_hungarian: bool) -> Iterator[Step]:
    for found in _after().finditer(source.text):
        if is_hungarian or len(levels.folded(found[2])) > _SHORT:
            yield Step(found.start(), found.end(), f"~{found[2]}", found.span(1), "code")
    for found in _BEFORE_ITS_WORD.finditer(source.text):
        yield Step(found.start(), found.end(), found[2], found.span(1), "code")


def _leading(source: Source) -> Iterator[Step]:
    for found in _before().finditer(source.text):
        word, between = found[1], found[2]
        # A letter that only seems to be another, such as a dotless i, makes no level.
        if not levels.meant(word) or _is_of_word(source, word, found.start()):
            continue
        is_short = len(levels.folded(word)) <= _SHORT
        is_weak = is_short and "." not in between and not _stands_alone(word, between)
        if is_weak and (word.casefold() not in _BARE or not between):
            continue
        kinds = {level.kind for level in levels.meant(word)}
        value = _value(source, word, found.end(), kinds, is_short)
        quoted = _QUOTED.match(source.text, found.end())
        if is_short and "." in between and quoted and "name" in kinds:
            yield Step(found.start(), quoted.end(), word, quoted.span(1), "code")
        elif value:
            yield Step(found.start(), value[1], word, value, min(kinds), is_weak)
        elif not is_short and kinds & {"text", "name"}:
            # A name may be its value: who knows where the text is cut says how much of it.
            yield Step(found.start(), found.end(), word, (found.end(), found.end()), "text")


def _is_of_word(source: Source, word: str, start: int) -> bool:
    """Whether a long word is the end of another, joined to it by a hyphen: "e-Dossier"."""
    return len(word) > _LONG and source.text[start - 1 : start] == "-" and start > 0


def _stands_alone(word: str, between: str) -> bool:
    """Whether letters without a stop are a level: `ll 5`, `f344`, but not `F 17` by itself."""
    return len(word) == _SHORT or (word.islower() and word in _BARE and not between)


def _value(source: Source, word: str, at: int, kinds: set[str], is_short: bool) -> Span | None:
    name = levels.meant(word)[0].name
    if name in _SPECIAL:
        patterns = [_SPECIAL[name]]
    else:
        patterns = [_LEAVES] * ("leaves" in kinds) + [_CODE] * (kinds != {"leaves"})
    found = [match for pattern in patterns if (match := pattern.match(source.text, at))]
    longest = max(found, key=lambda match: match.end(), default=None)
    if not longest or _IN_DATE.match(source.text, longest.end()):
        return None
    # "d. Moscow" names nobody's file, "l. XX" no leaf, and "fond CC al PCR" is a name.
    if (is_short or "name" in kinds) and not any(map(str.isdigit, longest[0][:8])):
        return None
    return longest.span()
