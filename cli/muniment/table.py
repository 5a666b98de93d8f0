"""A table of a record as whoever asks it sees it: the same, however it was read.

What is in order is read by `sound`, and becomes one of these as it stands; what is not is read by
the model, whose tables are of these kinds too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from muniment.keys import Path, plain
from muniment.keys import path as path_of

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T", bound="Table")

# Words of Python and of Pydantic that are keys of a record.
ALIASES = {"from_": "from", "schema_": "schema"}


def name_of(field: str) -> str:
    """Give the key of a record that an attribute of a table stands for."""
    return ALIASES.get(field, field)


class Table:
    """The values of a table. An object holds those that there are; defaults are of its class."""

    __slots__ = ()
    # What it may have, in the order in which it is written.
    fields: ClassVar[tuple[str, ...]] = ()

    @property
    def written(self) -> set[str]:
        """The attributes that there are; where the model refused a value, with None."""
        return set(self.__dict__)

    def but(self: T, values: Mapping[str, Any]) -> T:
        """Copy the table with other values for some attributes."""
        return self.holding({**self.__dict__, **values})

    @classmethod
    def holding(cls: type[T], values: dict[str, Any]) -> T:
        """Make a table that holds these values, by attribute; they are not looked at."""
        table = object.__new__(cls)
        object.__setattr__(table, "__dict__", values)
        return table

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Table)
            and type(self).__name__ == type(other).__name__
            and self._all() == other._all()
        )

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({said})"

    def _all(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.fields)


class TextTable(Table):
    """A text and the language that it is in."""

    __slots__ = ()

    if TYPE_CHECKING:
        text: str | None
        lang: str | None


class NameTable(Table):
    """A name or heading, and its identifier in an authority file."""

    __slots__ = ()

    if TYPE_CHECKING:
        name: str | None
        uri: str | None


class RecordTable(Table):
    """The table that holds all others."""

    __slots__ = ()

    if TYPE_CHECKING:
        record: Any

    @property
    def is_withdrawn(self) -> bool:
        """Whether this is a tombstone, of which nothing is asked."""
        return bool(self.record) and bool(self.record.status == "withdrawn")

    def is_private(self, path: Path) -> bool:
        """Tell whether a key, or one that it is below, is among those that never leave."""
        if self.record is None or not self.record.private:
            return False
        return any(
            private in (path[: len(private)], plain(path)[: len(private)])
            for private in map(path_of, self.record.private)
        )
