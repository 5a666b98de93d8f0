"""Statements made ready to be mapped: without layout, repetitions, and what stands in one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from muniment.readers.dc import certain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from muniment.readers.dc.sheet import Said

# Terms that say what several names are, and that tools write into one element with a mark between.
_PARTED = frozenset(
    (
        *("creator", "contributor", "subject", "spatial", "temporal", "coverage", "type"),
        *("language", "format", "medium", "publisher"),
    )
)
# What is laid out: a line that ends, and the indentation of the next.
_LAYOUT = re.compile(r"[ \t]*\r?\n[ \t]{2,}|[ \t]*\r?\n\t[ \t]*")
_BLANKS = " \t\r\n"


def prepared(said: Iterable[Said], separator: str, *, is_ours: bool) -> list[Said]:
    """Leave out blanks and what is said twice; undo indentation; part what is to be parted."""
    ready: dict[Said, Said] = {}
    for each in said:
        text = each.value.strip(_BLANKS)
        values = [text if is_ours else _LAYOUT.sub(" ", text)]
        if separator and each.term in _PARTED:
            values = values[0].split(separator)
        for value in values:
            if bare := value.strip(_BLANKS):
                one = each._replace(value=bare)
                key = one if is_ours else one._replace(place=None)
                ready.setdefault(key, one)
    return list(ready.values())


def pages(said: Sequence[Said], *, is_ours: bool) -> list[Said]:
    """Give the identifiers that may be the page, best first: no file, and no resolver if can be."""
    if shown_at := [each for each in said if each.term == "edm:isShownAt"]:
        return shown_at
    named = [each for each in said if each.term == "identifier"]
    links = [each for each in named if certain.is_page(each.value)]
    if is_ours:
        return links
    return sorted(links, key=lambda each: certain.is_resolver(each.value))
