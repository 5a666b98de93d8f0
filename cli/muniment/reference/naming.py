"""What a plain name in a reference is: a collection, a series, a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from muniment.reference import forms

if TYPE_CHECKING:
    from muniment.reference.source import Source, Span


class Placed(NamedTuple):
    """A part of a reference by where it stands; `level` is "" where it is not known yet."""

    level: str
    span: Span
    word: str = ""


# What the first names below an archive are called in a system.
_FIRST = {
    "de": ("bestand", "signatur"),
    "pl": ("zespol", "sygnatura"),
    "al": ("fond",),
    "hu": ("fond",),
    "cz": ("fond",),
    "ro": ("fond", "series"),
}
_OF_ONE_KIND = ("collection", "series", "subseries")
_BOXES = {"box", "container", "carton"}
# What stands in a collection, of which a name before them is one.
_CONTAINERS = {*_BOXES, "folder", "lot", "reel"}


class Naming:
    """The parts of one reference, in the order from the whole to the part, while they are named."""

    def __init__(self, source: Source, parts: list[Placed], system: str) -> None:
        self._source = source
        self._parts = parts
        self._system = system
        self._named: list[Placed] = []
        # All levels that the citation has said, and those that were given here.
        self._seen = {part.level for part in parts}
        plain = [at for at, part in enumerate(parts) if not part.level]
        self._last = plain[-1] if plain else -1

    def named(self) -> list[Placed]:
        """Give the parts, each with its level; plain names that are one file become one part."""
        for at, part in enumerate(self._parts):
            before = self._named[-1] if self._named else None
            if part.level:
                level = self._deeper(part.level)
            elif before and before.level == "series" and at != self._last and self._ends_in_number:
                level = "subseries"
            elif before and self._goes_on(before, part):
                self._named[-1] = before._replace(span=_both(before.span, part.span))
                continue
            else:
                level = self._level(self._source[part.span], is_last=at == self._last)
            self._seen.add(level)
            self._named.append(part._replace(level=level))
        return self._named

    @property
    def _above(self) -> set[str]:
        return {part.level for part in self._named}

    @property
    def _ends_in_number(self) -> bool:
        return forms.is_number(self._source[self._parts[self._last].span])

    def _goes_on(self, before: Placed, part: Placed) -> bool:
        """Whether the name of a file goes on after a comma: "USSR, Khrushchev Correspondence"."""
        is_file = before.level in ("file", "folder") and not before.word
        return is_file and adjoin(self._source, before, part)

    def _deeper(self, level: str) -> str:
        """Give the level below, where a name that says that it is a series stands in a series."""
        return "subseries" if level == "series" and level in self._above else level

    def _level(self, text: str, *, is_last: bool) -> str:
        if self._system in _FIRST:
            return self._in_turn(text) or self._below(text, is_last=is_last)
        if self._system == "uk" and "piece" in self._above:
            return "item" if forms.is_code(text) else "title"
        if forms.is_of_files(text):
            return next((level for level in _OF_ONE_KIND if level not in self._above), "file")
        return self._below(text, is_last=is_last)

    def _in_turn(self, text: str) -> str:
        """Give the first level of a system that nothing has yet: a name first, then a code."""
        used = self._above | self._seen
        free = [name for name in _FIRST[self._system] if name not in used]
        has_digit = any(map(str.isdigit, text))
        if not free or (free[0] == "signatur" and not has_digit):
            return ""
        is_mark = forms.is_code(text) and (self._system == "pl" or "/" in text)
        return free[-1] if is_mark and len(free) > 1 else free[0]

    def _below(self, text: str, *, is_last: bool) -> str:
        above = self._above
        if is_last:
            return self._of_document(text)
        if forms.is_of_letters(text):
            return "subseries" if "series" in above else "series"
        if self._named and self._named[-1].level == "box" and "folder" not in self._seen:
            return "folder"
        if "series" in above:
            return "file"
        if above or self._seen & {"fond", "opis", "collection"}:
            return "series"
        return "collection" if self._seen & {"box", "lot", "record_group", "series"} else "series"

    def _of_document(self, text: str) -> str:
        """Give the level of the last plain part, the nearest to the document."""
        above = self._above
        if forms.is_code(text):
            return "item" if {"series", "subseries"} <= above else "file"
        if above & _BOXES:
            return "folder" if "folder" not in self._seen else "file"
        return "file" if above - {"year"} or not self._seen & _CONTAINERS else "collection"


def adjoin(source: Source, before: Placed, part: Placed, word: str = "") -> bool:
    """Tell whether only a comma, and perhaps the second's word, stands between two parts."""
    first, second = sorted([before.span, part.span])
    return source.text[first[1] : second[0]].replace(word, "").strip(" .") in (",", "")


def _both(first: Span, second: Span) -> Span:
    return min(first[0], second[0]), max(first[1], second[1])
