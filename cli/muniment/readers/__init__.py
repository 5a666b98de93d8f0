"""Readers: what is not yet a record (a page, a spreadsheet, a harvest) into drafts of records.

A reader is a module with `read(source) -> Drafts`. To add one: write the module, and name it in
READERS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from muniment.finding import Place


class Draft(NamedTuple):
    """A record as far as a reader could read it, with where in the source each key was found.

    `data` has the shape of a record's TOML; `places` is by dotted key (`creator.0.name`);
    `left_out` says in plain words what of the source went nowhere, and why.
    """

    data: dict[str, Any]
    places: Mapping[str, Place]
    left_out: tuple[str, ...] = ()


class Reader(Protocol):
    """What a module of this folder offers."""

    __doc__: str | None

    def read(self, source: str) -> Iterator[Draft]:
        """Yield the drafts found in `source`: a path. Raises MunimentError where it cannot."""


READERS = ("page",)


def reader_named(name: str) -> Reader:
    """Import the reader of that name, one of READERS."""
    from importlib import import_module

    return cast("Reader", import_module(f"muniment.readers.{name}"))
