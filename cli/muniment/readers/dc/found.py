"""A record as the stream finds it: what a harvest says of it, and what it says in Dublin Core."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muniment.finding import Place
    from muniment.readers.dc.sheet import Said


class Found:
    """A record of the source: its header, if it has one, and what it says."""

    def __init__(self, start: Place, number: int) -> None:
        self.start = start
        self.number = number
        self.header: dict[str, str] = {}
        self.sets: list[str] = []
        self.is_deleted = False
        self.is_ours = False
        # Whether it is the whole document.
        self.is_alone = False
        # Whether there is an element for Dublin Core, be it empty.
        self.has_place = False
        self.said: list[Said] = []
        self.told: list[str] = []
        self.license = ""
        # The element that stands where Dublin Core was looked for.
        self.form = ""
