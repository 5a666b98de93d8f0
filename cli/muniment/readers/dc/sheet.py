"""What a source says in terms of Dublin Core, and the draft that is made of it, key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.keys import path, put, value_at
from muniment.vocabularies import shown

if TYPE_CHECKING:
    from muniment.finding import Place


class Said(NamedTuple):
    """One statement of a source: a term of DCMI by its local name, and its value.

    `lang` and `scheme` (`URI`, `DCMIType`, `W3CDTF`) are as the source writes them, or "".
    """

    term: str
    value: str
    lang: str = ""
    scheme: str = ""
    place: Place | None = None


class Sheet:
    """A draft while it is made: its data, where each key was found, and what is to be told."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self.left_out: list[str] = []

    def has(self, key: str) -> bool:
        """Tell whether a key at the top of the record has a value."""
        return key in self.data

    def count(self, key: str) -> int:
        """Give how many items a list at the top of the record has."""
        return len(self.data.get(key, ()))

    def put(self, key: str, value: object, place: Place | None) -> None:
        """Set a dotted key, with the tables and lists above it; an index at the end appends."""
        put(self.data, key, value)
        if place:
            self.places[key] = place

    def append(self, key: str, value: object, place: Place | None) -> int:
        """Add an item to the list at a dotted key; give its index."""
        index = len(self._found(key) or ())
        self.put(f"{key}.{index}", value, place)
        return index

    def join(self, key: str, said: Said) -> None:
        """Set a text, or go on with the one that stands there, in a paragraph of its own."""
        before = self._found(key)
        if before is None:
            self.put(key, said.value, said.place)
            return
        above, _, name = key.rpartition(".")
        table = self._found(above) if above else self.data
        table[name] = f"{before}\n\n{said.value}"
        if said.place and key in self.places:
            self.places[key] = self.places[key]._replace(
                end_line=said.place.end_line, end_column=said.place.end_column
            )

    def _found(self, key: str) -> Any:
        """Give what stands under a dotted key, or None."""
        return value_at(self.data, path(key))

    def note(self, said: Said, why: str) -> None:
        """Keep a statement verbatim in `local.note`, since no key may hold it, and tell why."""
        self.append("local.note", f"{said.term}: {said.value}", said.place)
        self.tell(said, f"{why}; it is kept in local.note")

    def tell(self, said: Said, why: str) -> None:
        """Tell what became of a statement, in words that follow its value."""
        at = f"line {said.place.line}: " if said.place else ""
        self.left_out.append(f"{at}{said.term} {shown(said.value)} {why}")
