"""Who holds what: the items of a citation by the archive that they belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from muniment.reference import names
from muniment.reference.items import Item, between_semicolons
from muniment.vocabularies import archives, cities, levels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from muniment.reference.source import Source, Span
    from muniment.reference.steps import Step

_BRACKETED = re.compile(
    r"[(\[](?:(?:hereafter|henceforth|hereinafter|далее)[\s:–-]{1,3})?([^()\[\]]{2,160})[)\]]"
)
_WITH_CODE = re.compile(r"(.{1,100}\s[Aa]rchives?)\s([A-Z]{0,3}\d[\w/-]{0,40})")
_STRONG = re.compile(r"[;:\n]|\.\s")
_LEADING = re.compile(r"(?:\A|[;.]\s)([^\s,;()]{2,20})\Z")
_DIVISION = re.compile(
    r"(?:manuscripts?|special\scollections|archives|prints)[\w\s]{0,30}\s(?:division|department|section|branch)\Z",
    re.IGNORECASE,
)


class Holding(NamedTuple):
    """An archive (or None), where it is, and what is there, in the order of the citation."""

    archive: Item | None
    places: tuple[Span, ...]
    items: tuple[Item, ...]
    is_backward: bool = False


def named_archives(
    source: Source, steps: Sequence[Step], well_known: Sequence[tuple[Span, bool]]
) -> list[Item]:
    """Give the archives that are well known, or have their siglum in brackets, in their order.

    `well_known` is what `names.known` gives.
    """
    known = [
        Item("archive", span, name=None if is_siglum else span, siglum=span if is_siglum else None)
        for span, is_siglum in well_known
        if not any(step.start < span[1] and span[0] < step.end for step in steps)
    ]
    found: list[Item] = []
    bracketed = [each for each in map(_pair, _BRACKETED.finditer(source.text)) if each]
    for whole, inside in bracketed:
        floor = max([step.end for step in steps if step.end <= whole[0]], default=0)
        if found and 0 <= whole[0] - found[-1].span[1] <= 1:
            # A second bracket after a name says it once more: "(hereafter ...)".
            found[-1] = found[-1]._replace(span=(found[-1].span[0], whole[1]))
            continue
        pair = _with_siglum(source, whole, inside, floor) or _with_name(
            source, whole, inside, known
        )
        if pair:
            found.append(pair)
    taken = [each.span for each in found]
    found.extend(
        each
        for each in known
        if not any(start < each.span[1] and each.span[0] < end for start, end in taken)
    )
    return sorted(found, key=lambda item: item.span)


def _pair(found: re.Match[str]) -> tuple[Span, Span]:
    return found.span(), found.span(1)


def _with_siglum(source: Source, whole: Span, inside: Span, floor: int) -> Item | None:
    """Read "Name (SIGLUM)": the name begins with the first part that names an institution."""
    text = source[inside]
    if not (archives.by_siglum(text) or names.is_siglum(text)) or names.is_place(text):
        return None
    start = max([floor, *(mark.end() for mark in _STRONG.finditer(source.text, floor, whole[0]))])
    at = start
    for part in re.split(r"(,\s)", source.text[start : whole[0]]):
        span = source.trimmed(at, at + len(part))
        if names.is_institution(source[span]) or archives.by_name(source[span]):
            name = source.trimmed(span[0], whole[0])
            if not (archives.by_siglum(text) or names.abbreviates(text, source[name])):
                return None
            source.syntax.append((whole[0], inside[0]))
            return Item("archive", (name[0], whole[1]), name=name, siglum=inside)
        at += len(part)
    return None


def _with_name(source: Source, whole: Span, inside: Span, known: list[Item]) -> Item | None:
    """Read "SIGLUM (Name)"."""
    before = source.trimmed(max(0, whole[0] - 30), whole[0])
    siglum = next(
        (each.siglum for each in known if each.siglum and each.span[1] == before[1]), None
    )
    if not siglum and (found := _LEADING.search(source.text, 0, before[1])):
        siglum = found.span(1) if names.is_siglum(found[1]) else None
    if siglum and names.is_institution(source[inside]):
        other = archives.by_name(source[inside].partition(",")[0])
        if other and other != archives.by_siglum(source[siglum]):
            return None
        return Item("archive", (siglum[0], whole[1]), name=inside, siglum=siglum)
    return None


def identified(source: Source, items: Sequence[Item]) -> list[Item]:
    """Tell the archives among plain items: institutions, and at the start of a clause sigla."""
    items = [part for item in items for part in _without_code(source, item)]
    found: list[Item] = []
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        new = _identified(source, found, item, following)
        if new.kind == "archive" and found and names.says_holding(source[found[-1].span]):
            source.syntax.append(found[-1].span)
            new = new._replace(is_copy=names.says_copy(source[found.pop().span]))
        previous = found[-1] if found else None
        holder = _of(found)
        if holder is not None and new.kind == "plain" and names.says_copy(source[new.span]):
            source.syntax.append(new.span)
            found[holder] = found[holder]._replace(is_copy=True)
            continue
        if previous and _is_siglum_of(source, previous, new):
            whole = (previous.span[0], new.span[1])
            found[-1] = previous._replace(span=whole, siglum=new.siglum)
            continue
        if previous and _is_below(source, previous, new):
            new = new._replace(kind="plain", name=None)
        if previous and _is_of(source, previous, new):
            whole = (previous.span[0], new.span[1])
            found[-1] = previous._replace(span=whole, name=whole)
        else:
            found.append(new)
    return found


def _without_code(source: Source, item: Item) -> Iterator[Item]:
    """Part the name of an archive from a code that follows it without a comma."""
    found = _WITH_CODE.fullmatch(source[item.span]) if item.kind == "plain" else None
    if found:
        start = item.span[0]
        yield item._replace(span=(start, start + found.end(1)))
        yield Item("plain", (start + found.start(2), item.span[1]))
    else:
        yield item


def _identified(source: Source, found: list[Item], item: Item, following: Item | None) -> Item:
    """Make an archive of a plain item that names one, or is a siglum at the start of a clause."""
    if item.kind != "plain":
        return item
    if _is_holder(source, found, item):
        return item._replace(kind="archive", name=item.span)
    is_first = item.before in (".", ";") and following and following.kind != "archive"
    if is_first and names.is_siglum(source[item.span]):
        return item._replace(kind="archive", siglum=item.span)
    return item


def _of(found: Sequence[Item]) -> int | None:
    """Give where the last archive is among items that were identified."""
    return next((at for at in range(len(found) - 1, -1, -1) if found[at].kind == "archive"), None)


def _is_siglum_of(source: Source, archive: Item, item: Item) -> bool:
    """Whether a siglum follows the name that it stands for: "Hungarian National Archives, MOL"."""
    if not (archive.kind == item.kind == "archive" and archive.name and item.before == ","):
        return False
    if archive.siglum or not item.siglum or item.name:
        return False
    known = archives.by_name(source[archive.name])
    stands_for = archives.by_siglum(source[item.siglum])
    country = stands_for.country if stands_for else None
    return known == stands_for or (bool(known) and known is not None and known.country == country)


def _is_holder(source: Source, found: Sequence[Item], item: Item) -> bool:
    """Whether a plain item is an archive: no title in quotation marks, and no name of a file."""
    if source.text[item.span[0] - 1 : item.span[0]] in tuple('“"«„') and item.span[0]:
        return False
    if not names.is_institution(source[item.span]):
        return False
    at = _of(found)
    is_inside = at is not None and at < len(found) - 1 and item.before == ","
    return not is_inside or all(each.before != "," for each in found[at or 0 :][1:2])


def _is_below(source: Source, archive: Item, item: Item) -> bool:
    """Whether an institution after an archive is one whose papers the archive has."""
    if not (archive.kind == item.kind == "archive" and item.before == "," and not item.siglum):
        return False
    text = source[item.span]
    is_known = bool(archive.siglum or (archive.name and archives.by_name(source[archive.name])))
    # A library is of a university, whoever knows the library.
    is_parent = names.is_university(text) if is_known else names.is_parent(text)
    return not archives.by_name(text) and not is_parent


def _is_of(source: Source, archive: Item, item: Item) -> bool:
    """Whether an item is the parent institution of the archive before it, or a part of its name."""
    if archive.kind != "archive" or archive.siglum or not archive.name or item.before != ",":
        return False
    text = source[item.span]
    if item.kind == "archive":
        return not item.siglum and names.is_parent(text) and not archives.by_name(text)
    if item.kind == "plain" and _DIVISION.search(text):
        return True
    return (
        item.kind == "plain"
        and names.is_country(text)
        and "rchiv" in source[archive.name]
        and not archives.by_name(source[archive.name])
    )


def holdings(source: Source, items: Sequence[Item]) -> Iterator[Holding]:
    """Part the items of one sentence by the archives that they belong to."""
    merged: list[list[Item]] = []
    waiting: list[Item] = []
    for chunk in between_semicolons(items):
        if any(item.kind == "archive" for item in chunk):
            merged.append([*waiting, *chunk])
            waiting = []
        elif not merged:
            waiting.extend(chunk)
        elif any(item.kind == "step" for item in chunk):
            merged[-1].extend(chunk)
    for chunk in merged or [waiting]:
        yield from _of_chunk(source, chunk)


def _of_chunk(source: Source, chunk: list[Item]) -> Iterator[Holding]:
    indices = [at for at, item in enumerate(chunk) if item.kind == "archive"]
    if not indices:
        yield Holding(None, (), tuple(chunk), is_backward=_names_whole_last(chunk))
        return
    if _is_backward(source, chunk, indices):
        start = 0
        for at in indices:
            end, places = _places(source, chunk, at)
            yield Holding(chunk[at], places, tuple(chunk[start:at]), is_backward=True)
            start = end
        return
    for number, at in enumerate(indices):
        end, places = _places(source, chunk, at)
        limit = indices[number + 1] if number + 1 < len(indices) else len(chunk)
        before = chunk[:at] if number == 0 else []
        yield Holding(chunk[at], places, (*before, *chunk[end:limit]))


def _is_backward(source: Source, chunk: list[Item], indices: list[int]) -> bool:
    """Whether the archive is named last: then nothing, or only where it is, follows it."""
    end, _ = _places(source, chunk, indices[-1])
    before, after = chunk[: indices[0]], chunk[end:]
    if not before:
        return False
    if any(item.kind == "step" for item in before):
        return not any(item.kind == "step" for item in after)
    return not after


def _places(source: Source, chunk: list[Item], at: int) -> tuple[int, tuple[Span, ...]]:
    """Give where the places after an archive end, and the places."""
    places: list[Span] = []
    end = at + 1
    while end < len(chunk) and chunk[end].kind == "plain" and len(places) < 4:
        text = source[chunk[end].span]
        is_short = len(text.replace(".", "")) == 2
        following = source[chunk[end + 1].span] if end + 1 < len(chunk) else ""
        if not (
            (cities.is_city(text) and (places or not is_short))
            or (places and names.is_country(text))
            or (not places and names.is_beside(text, following))
        ):
            break
        places.append(chunk[end].span)
        end += 1
    return end, tuple(places)


def _names_whole_last(chunk: list[Item]) -> bool:
    """Whether steps without an archive go from the part to the whole: box 5, record group 59."""
    depths = [levels.depth(found[0].name) for item in chunk if (found := levels.meant(item.word))]
    return len(depths) > 1 and depths[0] > depths[-1]
