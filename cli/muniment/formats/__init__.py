"""Formats: what the crosswalk says, spelt. To add one: write `formats/<name>.py`, name it here.

A format returns names and bytes: it opens no file and reads no clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from muniment.dublincore import Statement
    from muniment.record import Record


class Item(NamedTuple):
    """A record on its way out: its id, itself, and those statements that the format carries."""

    id: str
    record: Record
    statements: Sequence[Statement]


class ExportSettings(NamedTuple):
    """How to export: `single` puts all records into one file."""

    single: bool = False


class CannotCarryError(Exception):
    """A record holds what the format has no way to write: its id, the key, and why."""

    def __init__(self, record: str, key: str, why: str) -> None:
        super().__init__(f"{record}: {key} {why}")
        self.record = record
        self.key = key


class Format(Protocol):
    """What a module of this folder offers; the first line of its docstring says what it is for."""

    __doc__: str | None

    def chosen(self, statements: Sequence[Statement]) -> list[Statement]:
        """Give the statements that the format carries, in its order."""

    def files(
        self, items: Iterable[Item], settings: ExportSettings
    ) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Yield each file's name and its content in pieces. Raises CannotCarryError."""


FORMATS = ("oai_dc",)


def format_named(name: str) -> Format:
    """Import the format of that name, one of FORMATS."""
    from importlib import import_module

    return cast("Format", import_module(f"muniment.formats.{name}"))
