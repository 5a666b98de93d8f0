"""What a page is read into: values of a record, and what of the page went nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from muniment.finding import Place
    from muniment.readers.page.parts import Line


class Leaf(NamedTuple):
    """A value of the record, its dotted key, and where the page says it."""

    key: str
    value: str
    place: Place


class Left(NamedTuple):
    """What a page says and no key of the record does: where it stands, and why, in words."""

    place: Place
    said: str


def left(line: Line, why: str) -> Left:
    """Tell of a line that it went nowhere; `why` follows its text."""
    text = line.text if len(line.text) <= 60 else f"{line.text[:57]}..."
    return Left(line.place, f'"{text}" {why}')
