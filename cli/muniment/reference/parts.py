"""The parts of a reference: which level each says it is, and what commas only seem to part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.reference import forms
from muniment.reference.naming import Naming, Placed, adjoin
from muniment.reference.remarks import is_clause, is_remark
from muniment.vocabularies import levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muniment.reference.holders import Holding
    from muniment.reference.items import Item
    from muniment.reference.source import Source, Span

_SLAVIC = ("ru", "ua", "bg")
# A remark after a number: "77-79 (telegram draft)".
_REMARKED = re.compile(r"(\d+(?:[-–]\d+)*)\s\([^()]{0,99}[^\W\d_][^()]{0,99}\)")


def placed(source: Source, holding: Holding, system: str) -> list[Placed]:
    """Give each part of a holding its level, in the order of the citation."""
    parts = [each for item in holding.items for each in _read(source, item, holding, system)]
    if system == "al":
        parts = list(_albanian(parts))
    parts = _joined(source, parts, system, is_backward=holding.is_backward)
    if holding.archive and not holding.is_backward:
        lead = [part for part in parts if part.span < holding.archive.span]
        parts = [*_title(source, lead), *parts[len(lead) :]]
    if holding.is_backward:
        parts.reverse()
    parts = Naming(source, parts, system).named()
    if holding.is_backward:
        parts.reverse()
    return [part for part in parts if part.level and part.span[0] < part.span[1]]


def _albanian(parts: list[Placed]) -> Iterator[Placed]:
    """Read the second `f.` of an Albanian reference as its leaves, after the fond."""
    seen = False
    for part in parts:
        yield part._replace(level="fleta") if seen and part.level == "fond" else part
        seen = seen or part.level == "fond"


def _read(source: Source, item: Item, holding: Holding, system: str) -> Iterator[Placed]:
    """Yield the part or parts of an item, with their levels where they say them themselves."""
    text = source[item.span]
    if item.kind == "step":
        level = levels.in_system(item.word, system) or next(iter(levels.meant(item.word)), None)
        yield Placed(level.name if level else "", item.span, item.word)
    elif not is_remark(text) and (system == "uk" or not is_clause(text)):
        if found := _REMARKED.fullmatch(text):
            text = found[1]
        yield from _formed(source, item, text, holding, system)


def _formed(
    source: Source, item: Item, text: str, holding: Holding, system: str
) -> Iterator[Placed]:
    start = item.span[0]
    first = next(each for each in holding.items if each.kind == "plain") is item
    span = (start, start + len(text))
    # A second code in German is a shelf mark, slashes and all.
    formed = forms.pieces(text, system if first or system not in ("de", "uk") else "")
    formed = formed or (forms.titled(text) if holding.is_backward else [])
    if formed and not (holding.archive is None and system in ("cn", "hu")):
        _note_form(source, span, formed)
        for level, (begin, end) in formed:
            yield Placed(level, (start + begin, start + end))
    else:
        yield Placed(forms.by_itself(text), source.unquoted(span))


def _note_form(source: Source, span: Span, formed: list[tuple[str, Span]]) -> None:
    """Note what stands around the pieces of a form: "No." or 第."""
    at = span[0]
    for _, (start, end) in formed:
        source.syntax.append((at, span[0] + start))
        at = span[0] + end
    source.syntax.append((at, span[1]))


def _joined(source: Source, parts: list[Placed], system: str, *, is_backward: bool) -> list[Placed]:
    """Join what commas only seem to part: "Оп. 113, 114", a series and its years, a title."""
    joined: list[Placed] = []
    for part in parts:
        before = joined[-1] if joined else None
        if (
            before
            and adjoin(source, before, part, part.word)
            and _is_one(source, before, part, system)
        ):
            joined[-1] = before._replace(span=(before.span[0], part.span[1]))
        else:
            joined.append(part)
    return _with_title(source, joined) if is_backward else joined


def _is_one(source: Source, before: Placed, part: Placed, system: str) -> bool:
    """Whether two parts are one, as this system writes them."""
    if system in _SLAVIC:
        return _are_numbers(source, before, part)
    if system == "uk":
        return part.level in ("date", "year") and not before.level and not before.word
    return system in ("us", "generic") and _is_of_name(source, before, part, system)


def _are_numbers(source: Source, before: Placed, part: Placed) -> bool:
    text, said = source[part.span], source[before.span]
    is_other = forms.by_itself(text) == "year" or before.level in ("list", "listy")
    is_step = bool(before.word) and not part.word
    return is_step and text.isdigit() and said.isdigit() and not is_other


def _is_of_name(source: Source, before: Placed, part: Placed, system: str) -> bool:
    """Whether a part belongs to the name before it: its years, its volume, more of a folder."""
    text, said = source[part.span], source[before.span]
    if part.level == "date" and system == "us":
        return not before.word and not before.level
    if forms.is_range_of_years(text):
        return not before.word and before.level != "year" and not said[-1:].isdigit()
    if part.level == "volume":
        return not before.word and before.level in ("", "file")
    return before.level == "folder" and not part.word and not part.level and " " in said


def _with_title(source: Source, parts: list[Placed]) -> list[Placed]:
    """Join the names with which a reference from the part to the whole begins: the title."""
    end = next((at for at, part in enumerate(parts) if part.word), 0)
    return [*_title(source, parts[:end]), *parts[end:]]


def _title(source: Source, lead: list[Placed]) -> list[Placed]:
    """Make one title of the names and dates before a reference, unless they are something else."""
    first = source[lead[0].span] if lead else ""
    if not lead or (" " not in first and len(lead) < 2) or forms.is_code(first):
        return lead
    if any(part.word or part.level not in ("", "item", "date", "year") for part in lead):
        return lead
    return [Placed("title", (lead[0].span[0], lead[-1].span[1]))]
