"""Honest gaps: what a record says it does not know, and what each gap answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.finding import Problem
from muniment.keys import Path, dotted, plain
from muniment.keys import path as path_of
from muniment.periods import is_past

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# No key of a record has as many parts; one that has would be looked up part by part.
_LONGEST_FIELD = 32


class Gap(NamedTuple):
    """A gap as declared: where in the list it stands, what is missing, why, and more."""

    at: int
    field: Path
    reason: str | None
    note: str | None
    review: str | None


class Gaps:
    """The gaps of a record that name what is missing; whether they say why, a rule asks."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._by_field: dict[Path, Gap] = {}
        self._by_ancestor: dict[Path, Gap] = {}
        for gap in _declared(data.get("gap")):
            self._by_field.setdefault(gap.field, gap)
            for end in range(1, len(gap.field)):
                self._by_ancestor.setdefault(gap.field[:end], gap)

    def covering(self, path: Path) -> Gap | None:
        """Give the gap that answers for `path`: for it, for what is above it, or what is below.

        A field without indices stands for any: `rights.contact` covers `rights.0.contact.email`.
        """
        if not self._by_field:
            return None
        for key in (path, plain(path)):
            for end in range(1, len(key) + 1):
                if found := self._by_field.get(key[:end]):
                    return found
            if found := self._by_ancestor.get(key):
                return found
        return None


def _declared(gaps: object) -> Iterator[Gap]:
    for at, gap in enumerate(gaps if isinstance(gaps, list) else ()):
        field = _text(gap, "field")
        path = path_of(field) if field else ()
        if path and len(path) <= _LONGEST_FIELD:
            yield Gap(at, path, _text(gap, "reason"), _text(gap, "note"), _text(gap, "review"))


def _text(gap: object, key: str) -> str | None:
    value = gap.get(key) if isinstance(gap, dict) else None
    return value if isinstance(value, str) else None


def declared(gap: Gap, path: Path, today: str) -> Iterator[Problem]:
    """Say that what is missing at `path` is a declared gap, or that the gap is due for review.

    `today` is an ISO date. A gap without a reason says nothing here: a rule speaks of it.
    """
    if gap.reason is None:
        return
    key, name = _cut(path, gap.field), dotted(gap.field)
    note = f": {' '.join(gap.note.split())}" if gap.note and gap.reason != "withheld" else ""
    said = f"{name} is a declared gap ({gap.reason}){note}"
    at = f"gap.{gap.at}.field"
    if is_past(gap.review, today):
        yield Problem(
            dotted(key),
            f"{said.rstrip('.')}; it was to be looked at again by {gap.review}",
            f"Fill in {name}, or give the gap a later review date.",
            level="warning",
            at=at,
        )
    else:
        yield Problem(dotted(key), said, level="note", at=at)


def _cut(path: Path, field: Path) -> Path:
    """Cut a path to what a gap's field names: `rights.0.contact` of `rights.0.contact.email`."""
    names = len(plain(field))
    ends = (end for end in range(1, len(path) + 1) if len(plain(path[:end])) == names)
    return path[: next(ends, len(path))]
